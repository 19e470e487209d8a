#!/usr/bin/env python3
"""Check the letter templates: each language says the same.

Reads the folders of host/share/letters and host/share/laws.  Two kinds
of checks: of the files as written (same files, paragraph ids, citations, names
and sections; no bare citation; no forbidden word), and of letters rendered
from many made-up contexts (same blocks and citations in each language, no
empty brackets, every demand with its norm).  Needs nothing but Python 3.
"""
import functools
import json
import pathlib
import random
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[3]
LETTERS = TOP / "host/share/letters"
# One that is begun has some letters, and may lack others: tests/lint/languages.py.
LANGUAGES = tuple(row["code"] for row in json.loads(
    (TOP / "host/share/languages.json").read_text())["languages"]
    if "letters" in row["has"] and not json.loads(
        (TOP / f"host/share/laws/{row['code']}.json").read_text()).get("begun"))
# A mandate is no letter of a case.
KINDS = sorted({path.stem for path in (LETTERS / "en").glob("[a-z]*.mustache") if "." not in path.stem} - {"mandate"})

# What a template may name.  Names of list items are only known inside.  Facts
# are those of facts.json, each with its source.
CLAIMS = json.loads((LETTERS / "facts.json").read_text())
SOURCES = {"told", "record", "seen", "case", "law"}
LAWS = [law for path in sorted((TOP / "host/share/laws").glob("*.json"))
        for law in json.loads(path.read_text()).get("laws", [])]
# Laws with letters of their own, in fewer languages, by the ending of these.
OWN = {law["id"]: law["letters"] for law in LAWS if "letters" in law}
NAMES = {"law." + law["id"] for law in LAWS} | set("""
law.name law.overseas own.search own.answer own.reasons
me.name me.birth me.phone me.handle me.former me.emails me.customer
me.email me.country_name me.region_name me.address me.address_line
to.name to.face_search to.people_search to.data_broker to.ai_training
to.social_network to.image_search to.other to.country_name
to.representative
ask.access ask.erasure ask.objection ask.restriction ask.rectification
ask.withdrawal ask.timed ask.access_and_erasure ask.several ask.subject
photos_any addresses_any named_any hashes_any sha256_any pdq_any iscc_any cases_any
exhibits_any decisions_any code code.text code.url code.until
reference date deadline.date deadline.weekday deadline.counted
authority.name authority.aside
previous previous.date previous.received previous.written previous.reference previous.sent_how
reply.date reply.quote days_since
""".split()) | set(CLAIMS["facts"])
LISTS = {
    "photos": "number page image first_seen dimensions sha256 pdq iscc",
    "values": "numbers several kind value",  # those of the photos, each once
    "decisions": "by date reference what more later text",
    "later": "text",
    "keys": "words value more",
    "cases": "name reference",
    "ask.list": "text subject more access erasure objection restriction rectification withdrawal",
    "missing": "text",
    "found_again": "page image date",
    "history": "date text",
    "exhibits": "number text",
}

# What tells nothing about the person, beside what the disclosure meter names:
# the controller, the law, the letter's own facts and the reader's own words.
TELLS_NOTHING = re.compile(
    r"^(law|own|to|decision|decisions|later|ask|previous|reply|deadline|authority)\.|"
    r"^(me\.address_line|\w+_any|code|code\.until|"
    r"reference|date|previous|days_since|photos\.number|keys\.\w+|"
    r"values\.\w+|(missing|history)\.(text|date)|cases\.(name|reference)|exhibits\.(number|text))$|"
    r"^found_again\.|"  # places on the reader's own site
    r"^facts\.(?!(adult|not_informed|for_name|purpose|situation\w*|rectify_\w+|found_where)$)")

# What a letter has on paper alone, beside what its template says.
ON_PAPER = {"head.letterhead", "head.signature"}

# What a letter must not lean on: portability, damages, fines; and citations by hand.  As patterns that POSIX reads, too,
# for host/letter/lint.c holds the templates of packs to them.
UNFIT = CLAIMS["unfit"]
FORBIDDEN_NORMS = re.compile(UNFIT["norms"])
FORBIDDEN_WORDS = UNFIT["words"]
BARE = re.compile(UNFIT["bare"], re.I)
DEMANDS = {
    "en": r"\bplease\b|\bI (also )?(ask|object|withdraw|demand)\b",
    "de": r"\bbitte\b|\bich (widerspreche|widerrufe|verlange)\b",
    "fr": r"\bje vous prie (de|d’)(?! ?agréer)|\bje (m’oppose|retire|demande)\b",
    "nl": r"\b(ik verzoek|verzoek ik) u\b|\bgelieve\b|\bik (maak (ook )?bezwaar|trek)\b",
    "es": r"\bles ruego\b|\bsírvanse\b|\b(me opongo|retiro|solicito)\b",
    "it": r"\bvi prego di\b|\bvogliate\b|\b(mi oppongo|revoco|chiedo)\b",
}
# Paragraphs that ask for a courtesy, or lead to a list whose items cite.
COURTESY = {"who", "signature", "close", "opening"}

CITES = re.compile(r"(cite|para)\.")  # both five letters long
TAG = re.compile(r"\{\{([#^/>!]?)\s*([^{}]+?)\s*\}\}")
ALONE = re.compile(r"^[ \t]*(\{\{[#^/>!][^{}]*\}\})[ \t]*\n", re.M)
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


# ---- Files as written ----

def groups(text):
    """Ordered (id, [cite ids]) of a file."""
    found = [("", [])]
    for line in text.split("\n"):
        if line.startswith("@"):
            found.append((line[1:], []))
        found[-1][1].extend(name[5:] for sign, name in TAG.findall(line)
                            if CITES.match(name) and not sign)
    return found


def parts_of(name, laws=tuple(OWN)):
    """What {{>name}} stands for: of "law_time.overseas", that of each law."""
    return [law + name[3:] for law in laws] if re.match(r"law[._]", name) else [name]


def check_names(where, text, partials, norms):
    open_sections, lists = [], []
    for sign, name in TAG.findall(text):
        items = " ".join(LISTS[i] for i in lists).split()
        if sign == "!":
            continue
        if sign == ">":
            for part in parts_of(name):
                if "_" + part not in partials:
                    fault(where, f"no partial {part}")
        elif sign == "/":
            if not open_sections or open_sections.pop() != name:
                fault(where, f"section {name} closes what is not open")
            if lists and lists[-1] == name:
                lists.pop()
        elif CITES.match(name):
            if name[5:] not in norms:
                fault(where, f"{name[5:]} is no norm")
            if FORBIDDEN_NORMS.match(name[5:]):
                fault(where, f"{name[5:]} has no place in a letter")
        elif name.startswith("force."):
            if name[6:] not in norms:
                fault(where, f"{name[6:]} is no norm")
        elif name not in NAMES and name not in LISTS and name not in items:
            fault(where, f"unknown name {name}")
        if sign in ("#", "^") and sign:
            open_sections.append(name)
            if sign == "#" and name in LISTS:
                if name in lists:
                    fault(where, f"list {name} inside itself")
                lists.append(name)
    for name in open_sections:
        fault(where, f"section {name} stays open")


@functools.cache
def phrases(language):
    """Each phrase that states a fact, with the facts one of which it needs."""
    return [(phrase, claim["under"]) for claim in CLAIMS["claims"] for phrase in claim[language]]


def check_truth(where, language, text):
    """A sentence that states a fact stands under it (or under what says that
    it is not so), in the file or wherever the file is taken in."""
    for phrase in untrue(language, text):
        fault(where, f"states a fact without it: {phrase!r}")


@functools.cache
def untrue(language, text):
    """The phrases of a text that stand under no fact of theirs."""
    found, sections, at = [], [], 0
    plain = ""
    marks = []  # (position in plain, sections there)
    for match in TAG.finditer(text):
        plain += text[at:match.start()].replace("\n", " ")
        at = match.end()
        sign, name = match.groups()
        if sign in ("#", "^") and sign:
            sections.append(sign + name)
        elif sign == "/":
            sections.pop()
        marks.append((len(plain), list(sections)))
    plain = (plain + text[at:].replace("\n", " ")).lower()
    for phrase, under in phrases(language):
        start = plain.find(phrase)
        while start >= 0:
            inside = next((s for p, s in reversed(marks) if p <= start), [])
            if not any("#" + fact in inside for fact in under):
                found.append(phrase)
            start = plain.find(phrase, start + 1)
    return found


def check_claims():
    for name, source in CLAIMS["facts"].items():
        if source not in SOURCES or not name.startswith("facts."):
            fault("facts.json", f"{name} has no source")
    for claim in CLAIMS["claims"]:
        for name in claim["under"]:
            if name not in NAMES:
                fault("facts.json", f"{name} is no fact")
        for language in LANGUAGES:
            if not claim.get(language):
                fault("facts.json", f"{claim['under']} says nothing in {language}")


def check_file(language, name, text, partials, norms):
    where = f"{language}/{name}"
    plain = TAG.sub("\0", text)
    check_names(where, text, partials, norms)
    check_truth(where, language, text)
    if "{{" in plain or "}}" in plain:
        fault(where, "a tag is not well formed")
    for match in BARE.finditer(plain):
        fault(where, f"a citation outside of cite: {match.group(0)!r}")
    for match in re.finditer(FORBIDDEN_WORDS[language], plain, re.I):
        fault(where, f"a word that has no place here: {match.group(0)!r}")
    for line in text.split("\n"):
        data = re.search(r"\{\{(text|by)\}\}", line)
        if line.startswith("- ") and not data and \
           not re.search(r"\{\{(cite|para)\.", line):
            fault(where, f"an item without norm: {line[:60]}")
    if not name.startswith("_") and not text.startswith("subject: "):
        fault(where, "the first line is no subject")


def shared(files):
    """The templates that every language has."""
    return {name: text for name, text in files.items() if "." not in name}


def check_files(all_files, norms):
    names = sorted(shared(all_files["en"]))
    for kind in KINDS:
        if kind not in names:
            fault(kind, "is missing")
    for language in LANGUAGES:
        for name in set(names) ^ set(shared(all_files[language])):
            fault(f"{language}/{name}", "is not in every language")
        for name, text in all_files[language].items():
            check_file(language, name, text, all_files[language], norms)
            if name in all_files["en"] and \
               groups(text) != groups(all_files["en"][name]):
                fault(f"{language}/{name}", "ids or norms differ from en: " +
                      str([(a, b) for a, b in
                           zip(groups(text), groups(all_files["en"][name]))
                           if a != b][:1]))


# ---- Rendered letters ----

@functools.cache
def members(name):
    """The parts of a name; what it comes to, if that is the same everywhere."""
    if CITES.match(name):
        return name, (), "\1" + name[5:] + "\2"
    first, *rest = name.split(".")
    return first, rest, None


def look_up(stack, name):
    first, rest, always = members(name)
    if always is not None:
        return always
    if first == "force":
        return stack[0]["in_force"]
    for scope in reversed(stack):
        if first in scope:
            value = scope[first]
            for part in rest:
                value = value.get(part, "") if isinstance(value, dict) else ""
            return value
    return ""


def section(text, at, name):
    """Text of the section that begins at, and where it ends."""
    depth = 1
    for match in TAG.finditer(text, at):
        if match.group(2) == name:
            depth += {"#": 1, "^": 1, "/": -1}.get(match.group(1), 0)
        if depth == 0:
            return text[at:match.start()], match.end()
    raise ValueError(name)


@functools.cache
def unlined(text):
    """A tag alone on its line takes the line."""
    return ALONE.sub(r"\1", text)


@functools.cache
def taken_apart(text):
    """Of each tag the text before it, its sign, its name and what is in its
    section; and the text behind the last."""
    found, at = [], 0
    while match := TAG.search(text, at):
        before, inside = text[at:match.start()], ""
        at, (sign, name) = match.end(), match.groups()
        if sign and sign in "#^":
            inside, at = section(text, at, name)
        found.append((before, sign, name, inside))
    return found, text[at:]


def render(files, text, stack):
    out = []
    found, rest = taken_apart(text)
    for before, sign, name, inside in found:
        out.append(before)
        if not sign:
            out.append(str(look_up(stack, name)))
        elif sign == ">":
            law = [key for key, value in stack[0]["law"].items() if value is True and key in OWN]
            out.extend(render(files, unlined(files["_" + part]), stack) for part in parts_of(name, law))
        elif sign in "#^":
            value = look_up(stack, name)
            if sign == "^":
                if not value:
                    out.append(render(files, inside, stack))
            elif isinstance(value, list):
                out.extend(render(files, inside, stack + [i]) for i in value)
            elif value:
                scope = [value] if isinstance(value, dict) else []
                out.append(render(files, inside, stack + scope))
    return "".join(out) + rest


# How a line begins that is no paragraph's.
BEGINS = re.compile(r"subject:|sign:|---|@|# |- |\|")
SPACES = re.compile(" +")


def blocks(text):
    """Rendered text as (id, kind, text), as the engine reads it."""
    found, group, paragraph = [], "", []

    def flush():
        if not paragraph:
            return
        line = SPACES.sub(" ", " ".join(paragraph)).strip(" ")
        if line:
            found.append((group, "p", line))
        paragraph.clear()

    for line in text.split("\n") + [""]:
        begins = BEGINS.match(line)
        kind = begins and begins.group()
        if kind or not line.strip(" "):
            flush()
        if kind == "@":
            group = line[1:]
        elif kind:
            found.append((group, kind.strip(), line[len(kind):].strip(" ")))
        elif line.strip(" "):
            paragraph.append(line)
    return found


@functools.cache
def cites(text):
    return re.findall("\1(.*?)\2", text)


@functools.cache
def own_of(law):
    """What a law's file has for what letters that laws share cite."""
    topics = next(row["topics"] for row in LAWS if row["id"] == law)
    return {name: "; ".join(f"\1{norm}\2" for norm in topics.get(topic, []))
            for name, topic in (("search", "identification"), ("answer", "answer"), ("reasons", "refusal"))}


def context(chance, law=None):
    """One made-up case; X stands for what only the person knows."""
    def may(value):
        return value if chance.random() < 0.5 else ""

    kind = chance.choice("face_search people_search data_broker ai_training "
                         "social_network image_search other".split())
    law = law or chance.choice(("gdpr", "uk", "fadp"))
    page, image = may("https://x.example/p"), may("https://x.example/i")
    photos = [{"number": n, "page": page, "image": image, "first_seen": "X", "dimensions": "1x1",
               "sha256": may("ab"), "pdq": may("cd"), "iscc": may("KA")}
              for n in range(1, chance.randint(1, 4))]
    rights = "access erasure objection restriction rectification withdrawal"
    ask = {right: chance.random() < 0.5 for right in rights.split()}
    ask["list"] = [{r: True, "text": r, "subject": r, "more": True}
                   for r in rights.split() if ask[r]] or \
        [{"access": True, "text": "x", "subject": "x"}]
    ask["list"][-1]["more"] = False
    ask["subject"] = "XSubject"
    ask["access_and_erasure"] = ask["access"] and ask["erasure"]
    timed = next(row for row in LAWS if row["id"] == law)["response"].get("rights", rights.split())
    ask["timed"] = any(ask.get(right) for right in timed)
    decision = {"by": "XBy", "date": "XDate", "reference": may("XRef"),
                "what": "XWhat",
                "later": chance.choice(([], [{"text": "XLater"}]))}
    decisions = chance.choice(([], [decision | {"more": True}, decision]))
    exhibits = chance.choice(([], [{"number": 1, "text": "X"}]))
    facts = {name[6:]: may(True) for name in CLAIMS["facts"]}
    facts |= {f"opening{n}": False for n in range(1, 5)}
    facts |= {"for_name": "XFor", "expired_on": "XDay", "answered_on": "XDay",
              "notice_from": may("XFrom")}
    facts |= {"situation_" + s: may(True)
             for s in ("safety", "work", "minor", "private")}
    facts |= {f: may("X") for f in ("purpose", "situation")}
    facts |= {"rectify_what": "X", "rectify_to": "Y", "marketing": may(True),
              "found": may(True), "found_where": "https://x.example/",
              f"opening{chance.randint(1, 4)}": True}
    facts["marketing_only"] = bool(facts["marketing"]) and not any(
        facts[f] for f in facts if f.startswith("situation"))
    facts["advertising"] = facts["marketing_only"] and not photos and not facts["research"] and \
        [r for r in rights.split() if ask[r]] == ["objection"]
    facts["objects"] = ask["objection"] and not facts["marketing_only"]
    return {
        "in_force": may(True),
        "law": {law: True, "name": "XLaw", "overseas": law in OWN}, "own": own_of(law), "ask": ask, "facts": facts, "photos": photos,
        "keys": [{"words": "XKey", "value": "XValue", "more": True},
                 {"words": "XKey", "value": "XValue"}],
        "me": {"name": may("X Y"), "email": may("x@x.example"),
               "address_line": may("XStreet"),
               "country_name": may("XLand"), "region_name": may("XRegion")},
        "to": {"name": "XCorp", kind: True, "country_name": may("XLand"),
               "representative": "XRep"},
        "decisions": decisions,
        "decisions_any": bool(decisions),
        "photos_any": bool(photos),
        "addresses_any": bool(photos and (page or image)),
        "named_any": bool(photos and page and not image),
        "hashes_any": any(p["sha256"] or p["pdq"] or p["iscc"] for p in photos),
        "values": [{"numbers": "1, 2", "several": chance.random() < 0.5, "kind": "SHA-256", "value": "ab"}],
        "sha256_any": any(p["sha256"] for p in photos),
        "pdq_any": any(p["pdq"] for p in photos),
        "iscc_any": any(p["iscc"] for p in photos),
        "code": may({"text": "XC", "url": "https://x.example", "until": "X"}),
        "reference": "LC-1", "date": "XDate",
        "deadline": may({"date": "XDue", "weekday": may("XDay"),
                           "counted": chance.random() < 0.5}) or {},
        "authority": may({"name": "XAuthority"}) or {},
        "previous": {"date": "XFirst", "written": "XWritten", "reference": may("LC-0"),
                     "sent_how": may("XHow")},
        "reply": {"date": may("XReply"), "quote": may("XQuote")},
        "days_since": may("40"), "missing": [{"text": "X."}, {"text": "Y."}],
        "found_again": [{"page": "X", "image": "Y", "date": "Z"}],
        "history": [{"date": "X", "text": "Y"}],
        "cases": [{"name": "XCorp", "reference": "LC-1"}], "cases_any": True,
        "exhibits": exhibits, "exhibits_any": exhibits != [],
    }


# Traces of a section that left nothing: empty brackets, doubled or lost signs.
ARTEFACT = re.compile(
    r"\(\s*\)|\(\s|\s\)|\([;,]|[;,:]\s*\)|\s[.,]|\.\.|,,|;;|\{|\}|"
    r"\x02\w|\w\x01|“”|„“|«\s*»|[^.:,?!”“»\x02]\s*$")


@functools.cache
def faults_of(language, group, kind, text, following):
    """What is wrong with a block; most are the same in many letters."""
    wrong = []
    bare = re.sub("\1.*?\2", "\1\2", text)
    if kind in ("p", "-"):
        for match in ARTEFACT.finditer(bare):
            if group == "signature" or "SHA-256" in text or "PDQ" in text or \
               "ISCC" in text:
                continue
            wrong.append(f"@{group} reads badly: …{bare[-90:]!r} "
                         f"({match.group(0)!r})")
    if kind == "p" and group not in COURTESY and not cites(text) and \
       re.search(DEMANDS[language], text, re.I) and \
       not (text.rstrip().endswith(":") and following == "-"):
        wrong.append(f"@{group} asks without a norm: {text[:80]!r}")
    return wrong


def check_stated(where, language, text, case):
    """What the rendered letter states is known (read from the text alone)."""
    said = re.sub("\1.*?\2", "", text).replace("\n", " ").lower()
    for phrase, under in phrases(language):
        if phrase in said and not any(look_up([case], f) for f in under):
            fault(where, f"states what is not known: {phrase!r}")


def check_letter(all_files, kind, case):
    read, law = {}, next(n for n in case["law"] if n != "name")
    languages = [language for language in LANGUAGES
                 if kind in all_files[language] or "." not in kind]
    for language in languages:
        files = all_files[language]
        text = render(files, unlined(files[kind]), [case])
        found = blocks(text)
        check_stated(f"{language}/{kind}", language, text, case)
        read[language] = [(g, k, cites(t)) for g, k, t in found]
        ids = re.findall("^@(.*)$", text, re.M)
        for twice in {i for i in ids if ids.count(i) > 1}:
            fault(f"{language}/{kind}", f"@{twice} comes twice")
        for i, (group, block, text) in enumerate(found):
            following = found[i + 1][1] if i + 1 < len(found) else ""
            for what in faults_of(language, group, block, text, following):
                fault(f"{language}/{kind}", what)
        if sum(name.endswith(":7(3)") for _, block, some in read[language] if block == "p" for name in some) > 1:
            fault(f"{language}/{kind}", "withdraws consent twice")
        own = {name.split(":")[0] for _, _, some in read[language]
               for name in some}
        wrong = {"gdpr": {"uk", "dpa2018", "fadp", "dpo", "cc"},
                 "uk": {"gdpr", "fadp", "dpo", "cc", "cjeu", "edpb", "aiact"},
                 "fadp": {"gdpr", "uk", "dpa2018", "cjeu", "edpb", "aiact"}}
        for other in own & wrong[law] if law in wrong else own - OVERSEAS[law]:
            fault(f"{language}/{kind}", f"cites {other} under another law")
    for language in languages[1:]:
        if read[language] != read["en"]:
            fault(f"{language}/{kind}", "its blocks differ from those of en")


# What a letter under a law of its own may cite: the norms that the law's file names for it.
OVERSEAS = {law["id"]: {norm.split(":")[0] for norm in re.findall(r'"([\w-]+:[^"]+)"', json.dumps(law))}
            for law in LAWS if law["id"] in OWN}


def check_asks(files, case, law):
    """A request under a law of its own asks for something: it has a part for that law."""
    ending = law["letters"]
    text = render(files, unlined(files[f"request.{ending}"]), [case])
    asks = any(group == "ask" and kind == "-" for group, kind, _ in blocks(text))
    if not asks:
        fault(f"en/request.{ending}", f"asks for nothing under {law['id']}: write _{law['id']}.{ending}.mustache and "
              f"_{law['id']}_time.{ending}.mustache, and name them in it as those of other laws are")
    return asks


def check_own(all_files, chance):
    """Letters of the laws that have templates of their own; a right that the
    law does not know is asked for by nobody."""
    letters = 0
    for law in (law for law in LAWS if law["id"] in OWN):
        kinds = [name for name in all_files["en"]
                 if name.endswith("." + law["letters"]) and name[0] != "_"
                 and (law.get("complains") or not name.startswith("complaint."))]
        if "request." + law["letters"] not in kinds:
            fault(law["id"], "has no request")
        for _ in range(60):
            case = context(chance, law["id"])
            for right in "access erasure objection restriction rectification withdrawal".split():
                if right not in law["rights"]:
                    case["ask"][right] = False
            case["ask"]["timed"] = any(case["ask"][r] for r in ("access", "erasure", "rectification"))
            case["ask"]["access_and_erasure"] = case["ask"]["access"] and case["ask"]["erasure"]
            if not any(case["ask"][right] for right in law["rights"]):
                continue
            for kind in kinds if check_asks(all_files["en"], case, law) else ():
                check_letter(all_files, kind, case)
                letters += 1
    return letters


def check_meter():
    """What a template may name, the meter names, or it tells nothing."""
    rows = re.findall(r'\{(NULL|"\w+"),\s*"([\w.]+)",\s*\{"\w+"',
                      (TOP / "host/letter/disclosure.c").read_text())
    told = {member if outer == "NULL" else f"{outer[1:-1]}.{member}"
            for outer, member in rows}
    names = NAMES | {f"{outer}.{member}" for outer, members in LISTS.items()
                     for member in members.split()}
    for name in sorted(names):
        if (name in told) == bool(TELLS_NOTHING.match(name)):
            fault("host/letter/disclosure.c",
                  f"{name}: hands something over, or nothing?")
    for name in sorted(told - names - ON_PAPER):
        fault("host/letter/disclosure.c", f"{name} is in no template")


# A violation of each kind, put at the end of a paragraph or a file.
PLANTED = [
    ("{{cite.gdpr:20}}", "no place in a letter"),
    ("{{cite.gdpr:999}}", "is no norm"),
    ("{{cite.gdpr:15(1)}}", "ids or norms differ"),
    ("Please see Art. 15 GDPR.", "outside of cite"),
    ("I claim damages.", "no place here"),
    ("{{me.birthday}}", "unknown name"),
    ("{{#law.gdpr}}", "stays open"),
    ("{{ me.name }", "not well formed"),
    ("\n- one more thing", "without norm"),
    ("\n\nPlease answer.", "asks without a norm"),
    ("\nNothing ({{me.phantom}}).", "unknown name"),
    ("\nNothing ({{#code}}x{{/code}}).", "reads badly"),
    ("\n\n@greeting\nOnce more.", "comes twice"),
]


def check_planted(all_files, norms):
    """Each is found: a check that finds nothing checks nothing."""
    missed, cases = [], [context(random.Random(seed)) for seed in range(32)]
    for text, word in PLANTED:
        faults.clear()
        planted = {language: dict(all_files[language])
                   for language in LANGUAGES}
        planted["en"]["_refuse"] = all_files["en"]["_refuse"].rstrip("\n") + \
            " " * (text[0] != "\n") + text + "\n"
        check_files(planted, norms)
        if not any(word in line for line in faults):
            for case in cases:
                check_letter(planted, "request", case)
        if not any(word in line for line in faults):
            missed.append(f"planted, and not found: {text!r}")
    faults[:] = missed


def check_planted_claims(all_files, norms):
    """Every claim in every language, planted without its fact, is found."""
    missed, count = [], 0
    for language in LANGUAGES:
        for phrase, _ in phrases(language):
            faults.clear()
            check_truth("planted", language, all_files[language]["_refuse"] +
                        f"\n{phrase[0].upper() + phrase[1:]} xyz.\n")
            count += 1
            if not any("states a fact" in line for line in faults):
                missed.append(f"planted, and not found: {phrase!r}")
    faults[:] = missed
    return count


def main():
    norms = {n["id"] for path in (TOP / "host/share/laws").glob("*.json")
             for n in json.loads(path.read_text()).get("norms", [])}
    all_files = {language: {
        path.stem: path.read_text() for path in
        sorted((LETTERS / language).glob("*.mustache"))}
        for language in LANGUAGES}
    check_claims()
    check_files(all_files, norms)
    check_meter()
    letters = 0
    if not faults:
        chance = random.Random(1)
        for _ in range(100):
            case = context(chance)
            for kind in KINDS:
                check_letter(all_files, kind, case)
                letters += len(LANGUAGES)
        letters += check_own(all_files, chance)
    planted = 0
    if not faults:
        check_planted(all_files, norms)
    if not faults:
        planted = check_planted_claims(all_files, norms)
    # What looks at little finds little.
    if not faults and (letters < 9000 or planted < 300):
        fault("check_templates.py", "wrote too few letters, or planted too few untruths")
    for line in sorted(set(faults))[:60]:
        print(line)
    print(f"{sum(map(len, all_files.values()))} templates, "
          f"{letters} letters, {planted} planted untruths, "
          f"{len(set(faults))} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
