#!/usr/bin/python3
"""registry_records.py SHARE: every shipped record against its JSON schema.

The C reader has tables of its own; this reads the schemas, with an
implementation of the part of draft-07 that they use, and then looks at what
no schema can say.
"""
import json
import pathlib
import re
import sys

SHARE = pathlib.Path(sys.argv[1])
KEYWORDS = {"$schema", "title", "description", "type", "properties",
            "required", "additionalProperties", "items", "enum", "pattern",
            "minItems", "uniqueItems", "minLength", "maxLength"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}
wrong = []


def check(value, schema, where):
    unknown = set(schema) - KEYWORDS
    if unknown:
        raise SystemExit(f"the schema uses {unknown}, which this does not know")
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return wrong.append(f"{where}: not of type {schema['type']}")
    if "enum" in schema and value not in schema["enum"]:
        wrong.append(f"{where}: {value!r} is none of {schema['enum']}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        wrong.append(f"{where}: {value!r} does not match")
    if not schema.get("minLength", 0) <= len(value if isinstance(value, str) else "x" * 10) \
            <= schema.get("maxLength", 1 << 30):
        wrong.append(f"{where}: too short or too long")
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                wrong.append(f"{where}: {name} is missing")
        for name, member in value.items():
            if name in schema.get("properties", {}):
                check(member, schema["properties"][name], f"{where}.{name}")
            elif schema.get("additionalProperties") is False:
                wrong.append(f"{where}: {name} is not in the schema")
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            wrong.append(f"{where}: too few")
        if schema.get("uniqueItems") and \
                len({json.dumps(v, sort_keys=True) for v in value}) < len(value):
            wrong.append(f"{where}: an entry stands there twice")
        for i, entry in enumerate(value):
            check(entry, schema.get("items", {}), f"{where}[{i}]")


def records(folder, schema):
    schema = json.loads((SHARE / schema).read_text())
    for path in sorted((SHARE / folder).iterdir()):
        record = json.loads(path.read_text())
        check(record, schema, path.name)
        if path.name != record["slug"] + ".json":
            wrong.append(f"{path.name}: its slug is {record['slug']}")
        yield record


def must_fail(schema):
    """A check that lets everything through would be no check."""
    schema = json.loads((SHARE / schema).read_text())
    for bad in ({}, {"slug": "A"}, {"lenscap": {"kind": "x"}}, {"nmae": "x"}):
        before = len(wrong)
        check(bad, schema, "bad")
        if len(wrong) == before:
            raise SystemExit(f"{bad} passes")
        del wrong[before:]


must_fail("controller.schema.json")
must_fail("authority.schema.json")
controllers = list(records("controllers", "controller.schema.json"))
authorities = list(records("authorities", "authority.schema.json"))
slugs = {a["slug"] for a in authorities}

# A region stands in two places: of a record, and of the laws' seats there.
laws = [json.loads(path.read_text()) for path in (SHARE / "laws").iterdir()]
regions = {seat["region"] for law in laws
           for seat in law.get("authorities", []) if "region" in seat}
seats = {(seat.get("authority"), seat.get("region", "")) for law in laws
         for seat in law.get("authorities", [])}
for record in authorities:
    region = record.get("lenscap", {}).get("region")
    names = {f"{c}-{region}" for c in record.get("relevant-countries", [])}
    if region and not names & regions:
        wrong.append(f"{record['slug']}: no law knows the region {region}")
wrong += [f"{c['slug']}: no law knows the region {c['lenscap']['region']}" for c in controllers
          if c["lenscap"].get("region", "de-he") not in regions]
for slug, region in sorted((s, r) for s, r in seats if s and r):
    known = {a.get("lenscap", {}).get("region") for a in authorities
             if a["slug"] == slug}
    if known != {region.split("-")[1]}:
        wrong.append(f"{slug}: {region} in the laws, {known} in its record")

contacts = unknown = facts = unverified = 0
for record in controllers:
    overlay = record["lenscap"]
    for decision in overlay.get("decisions", []):
        if decision.get("authority", "") not in slugs | {""}:
            wrong.append(f"{record['slug']}: no authority {decision['authority']}")
    for member in overlay.values():
        for fact in member if isinstance(member, list) else [member]:
            if isinstance(fact, dict):
                facts += 1
                unverified += not fact["verified"]
    reach = [record.get(m) for m in ("email", "address", "webform", "fax")]
    reach += [c["value"] for c in overlay.get("contacts", [])
              if c["state"] in ("current", "unverified")]
    if any(reach):
        contacts += 1
    else:
        unknown += 1
        if not any("Contact unknown" in c for c in record.get("comments", [])):
            wrong.append(f"{record['slug']}: no contact, and it does not say so")
for line in wrong:
    print(line)
if wrong:
    raise SystemExit(f"{len(wrong)} things are wrong")
if len(controllers) < 60:
    raise SystemExit(f"only {len(controllers)} controllers")
print(f"{len(controllers)} controllers ({contacts} with a contact, {unknown} "
      f"without), {facts} further facts ({unverified} marked unverified), "
      f"{len(authorities)} authorities: all as their schemas say")
