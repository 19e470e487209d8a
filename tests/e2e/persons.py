#!/usr/bin/env python3
"""Letters of random persons to random controllers, by rights, languages and
days: a reader that knows the persons, the records and the calendar, and no
template, looks for a sentence without its fact.  PERSONS=200 reads 5,000, of
others with another SEED."""
import calendar
import datetime
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

LENSCAP, SCRATCH, TOP = sys.argv[1:4]
HOME = ["--home", os.path.join(SCRATCH, "home"), "--key-file", os.path.join(SCRATCH, "key")]
PERSONS, EACH = int(os.environ.get("PERSONS", "12")), 25
FAKETIME = shutil.which("faketime")
chance = random.Random(int(os.environ.get("SEED", "20261129")))
LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
EEA = set("at be bg cy cz de dk ee es fi fr gr hr hu ie is it li lt lu lv mt nl no pl pt ro se si sk".split())
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split()}
HEADINGS = {
    "access": {"en": "Access", "de": "Auskunft", "fr": "Accès", "es": "Acceso", "it": "Accesso", "nl": "Inzage"},
    "erasure": {"en": "Erasure", "de": "Löschung", "fr": "Effacement", "es": "Supresión", "it": "Cancellazione",
                "nl": "Wissing"},
    "objection": {"en": "Objection", "de": "Widerspruch", "fr": "Opposition", "es": "Oposición", "it": "Opposizione",
                  "nl": "Bezwaar"},
    "restriction": {"en": "Restriction", "de": "Einschränkung", "fr": "Limitation", "es": "Limitación",
                    "it": "Limitazione", "nl": "Beperking"}}
SAYS = {  # what may stand there only where it was told or is known
    "adult": {"en": "am an adult", "de": "volljährig", "fr": "Je suis majeur(e)",
              "es": "Soy mayor de edad", "it": "Sono maggiorenne", "nl": "Ik ben meerderjarig"},
    "safety": {"en": "my safety", "de": "meine Sicherheit", "fr": "ma sécurité", "es": "mi seguridad",
               "it": "mia sicurezza", "nl": "mijn veiligheid"},
    "acted": {"en": "already acted", "de": "bereits vorgegangen", "fr": "déjà agi", "es": "ya han actuado",
              "it": "già agito", "nl": "al tegen uw dienst opgetreden"},
    "unknown": {"en": "I do not know where you are established", "de": "ist mir nicht bekannt. ",
                "fr": "Je ne sais pas où", "es": "Desconozco dónde", "it": "Ignoro dove", "nl": "mij niet bekend waar"},
    "schedule_a": {"en": "Schedule A", "de": "Anlage A", "fr": "nnexe A", "es": "nexo A", "it": "llegato A",
                   "nl": "ijlage A"},
    "schedule_b": {"en": "Schedule B", "de": "Anlage B", "fr": "nnexe B", "es": "nexo B", "it": "llegato B",
                   "nl": "ijlage B"}}
VALUES = {"name": "Zoë Wagtail", "address": "Sparrow Lane 77", "phone": "+49 30 7654321", "birth": "1971-02-28",
          "handle": "wagtail_zoe", "customer": "K-998877", "former": "Zoë Magpie", "emails": "second@magpie.example",
          "email": "zoe@wagtail.example"}
BORN = {"en": "28 February 1971", "de": "28. Februar 1971", "fr": "28 février 1971", "es": "28 de febrero de 1971",
        "it": "28 febbraio 1971", "nl": "28 februari 1971"}  # as the letter's language writes it
# Swiss provisions that are written of access alone, in anything else.
OF_ACCESS = r"\b(DPO|DSV|OPDo|OPDa)\b(?! (by analogy|analog|par analogie|por analogía|per analogia|naar analogie)\b)"
HOMES = [("de", "de-be"), ("de", "de-by"), ("fr", ""), ("ie", ""), ("at", ""), ("it", ""), ("gb", "gb-eng"),
         ("ch", "ch-zh"), ("no", ""), ("es", "")]


def run(day, *words, code=0):
    command = [LENSCAP, *words, *HOME]
    if FAKETIME:
        command = [FAKETIME, f"{day} 10:00:00", *command]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == code, (command, done.stdout[-500:], done.stderr)
    return done.stdout


def dates(text, language):
    months = "|".join(MONTHS[language])
    for day, month, year in re.findall(rf"(\d+)(?:er|\.|º)? (?:de )?({months})(?: de)? (\d{{4}})", text):
        yield datetime.date(int(year), MONTHS[language].index(month) + 1, int(day))


def legal(day, law):
    """The last day without weekends and holidays, which only come later."""
    if law == "fadp":
        return day + datetime.timedelta(days=30)
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def german_holidays(year):
    """Those of all Germany: Easter by Butcher's rule, what hangs on it, and what does not."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    last = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + last - 7 * ((a + 11 * h + 22 * last) // 451) + 114, 31)
    easter = datetime.date(year, month, day + 1)
    return {easter + datetime.timedelta(days=days) for days in (-2, 1, 39, 50)} | {
        datetime.date(year, *day) for day in ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))}


def faults(row, person, record):
    language, law = row["language"], row["law"]
    text = row["text"].replace("\u00a0", " ").replace("\u202f", " ")
    flat = re.sub(r"\s+", " ", text)
    found = []
    said = {name: words[language] in flat for name, words in SAYS.items()}
    for odd in ("{{", "}}", "()", "( ", "(;", "; )", ";;", ",,", " .", "..", "%1", "(null)"):
        if odd in flat:
            found.append(f"odd {odd!r}")
    for key, value in VALUES.items():
        value = BORN[language] if key == "birth" else value
        if (value in flat) != (key in person["tell"]) and not (key == "email" and key in person["tell"]):
            found.append(f"{key} told: {value in flat}")
    for right, words in HEADINGS.items():
        heading = any(line.startswith(words[language]) and len(line) < 40 for line in text.split("\n"))
        if heading != (right in person["ask"]):
            found.append(f"heading of {right}: {heading}")
    if said["adult"] != person["adult"]:
        found.append("adult")
    if said["safety"] != ("objection" in person["ask"] and not person["marketing_only"]):
        found.append("safety")
    if said["acted"] and not record["lenscap"].get("decisions"):
        found.append("decisions of nobody")
    if said["schedule_a"]:
        found.append("a schedule of no pictures")
    if said["schedule_b"] and flat.count(SAYS["schedule_b"][language]) < 2:
        found.append("Schedule B is not there")
    if language != "de" and said["unknown"] and record.get("address"):
        found.append("a seat that is known")
    if law == "fadp" and bool(re.search(OF_ACCESS, flat)) > ("access" in person["ask"]):
        found.append("what is written of access: " + re.search(OF_ACCESS, flat).group())
    if "access" in person["ask"] and re.search(r"(DPO|DSV|OPDo|OPDa) (by an|an|pa|po|per an|na)alog", flat):
        found.append("by analogy, of access")
    other = {"gdpr": r"UK GDPR|UK-DSGVO|britannique|FADP|\bDSG\b|\bLPD\b", "fadp": r"GDPR|DSGVO|RGPD|\bAVG\b",
             "uk": r"(?<!UK )GDPR|(?<!UK-)DSGVO|RGPD(?! brit| del R)|FADP|\bDSG\b|\bLPD\b|\bAVG\b"}[law]
    if re.search(other, flat):
        found.append("another law: " + re.search(other, flat).group())
    last = legal(person["day"], law)
    for day in dates(flat, language):
        if person["day"] < day < last:
            found.append(f"{day} is before {last}")
        if day > person["day"] and (day.weekday() > 4 or (day - last).days > 12):
            found.append(f"{day} is no last day of {last}")
        if law == "gdpr" and day > person["day"] and day in german_holidays(day.year) and \
           record.get("address", "").endswith(("Deutschland", "Germany")):
            found.append(f"{day} is a holiday where they answer from")
    if not any(day >= last for day in dates(flat, language)):
        found.append("no last day")
    return found


def records():
    for path in sorted(pathlib.Path(TOP, "host/share/controllers").glob("*.json")):
        yield json.loads(path.read_text())


def a_person():
    country, region = chance.choice(HOMES)
    tell = {"email"} | set(chance.sample(sorted(set(VALUES) - {"email"}), chance.randrange(4)))
    ask = set(chance.sample(sorted(HEADINGS), chance.randrange(1, 4)))
    day = datetime.date(2026, 6, 25) + datetime.timedelta(days=chance.randrange(900)) if FAKETIME \
        else datetime.date.today()
    return {"country": country, "region": region, "tell": tell, "ask": ask, "adult": chance.random() < 0.3,
            "marketing_only": False, "day": day, "language": chance.choice(LANGUAGES)}


def longest(known):
    """Of each country where there are controllers, the one whose record has most that a letter repeats."""
    countries = {}
    for record in known.values():
        country = record.get("address", "").split("\n")[-1]
        words = len(" ".join([record.get("address", ""), record["name"], *record.get("runs", [])]).split())
        weight = words + 4 * len(record.get("required-elements", [])) + 9 * bool(record.get("needs-id-document"))
        countries[country] = max(countries.get(country, (0, "")), (weight, record["slug"]))
    return sorted(slug for _, slug in countries.values())


def check_lengths(known):
    """An objection to advertising is short, whoever sends it to wherever: its file has 250 words at most, with
    addresses, references and signs that stand apart.  Those who live where most has to be said are always there."""
    whole = PERSONS >= 200
    slugs = sorted(known) if whole else longest(known)
    files, most, many = os.path.join(SCRATCH, "short"), 0, 0
    for country, region in HOMES:
        if not whole and country not in ("gb", "fr", "ch"):
            continue
        run("2026-12-01", "me", "set", "country", country, "region", region)
        for language in LANGUAGES:
            run("2026-12-01", "letter", "draft", "--to", ",".join(slugs), "--ask", "objection", "--marketing", "--again",
                "--lang", language, "--format", "txt", "--out", files)
            for path in pathlib.Path(files).glob(f"*-{language}.txt"):
                count = len(path.read_text().split())
                assert count <= 250, f"{count} words from {country}: {path.name}\n{path.read_text()}"
                most, many = max(most, count), many + 1
            shutil.rmtree(files)
    print(f"  {many} objections to advertising: {most} words at most")
    assert many >= len(LANGUAGES) * len(slugs) * (9 if whole else 3)


def main():
    known = {record["slug"]: record for record in records()}
    with open(os.path.join(SCRATCH, "key"), "wb") as key:
        key.write(bytes(range(32)))
    run("2026-06-20", "init")
    run("2026-06-20", "me", "set", *[word for key, value in VALUES.items() for word in (key, value)])
    wrong, count, laws = [], 0, {}
    for _ in range(PERSONS):
        person = a_person()
        run(person["day"], "me", "set", "country", person["country"], "region", person["region"])
        words = ["letter", "draft", "--to", ",".join(chance.sample(sorted(known), EACH)), "--ask",
                 ",".join(sorted(person["ask"])), "--tell", ",".join(sorted(person["tell"])),
                 "--lang", person["language"], "--preview", "--json"]
        words += ["--situation-kind", "safety"] if "objection" in person["ask"] else []
        words += ["--confirm", "adult"] if person["adult"] else []
        for line in run(person["day"], *words).split("\n"):
            row = json.loads(line) if line.startswith("{") else {}
            if "text" not in row:
                continue
            count += 1
            laws[row["law"]] = laws.get(row["law"], 0) + 1
            wrong += [(row["controller"], row["language"], str(person["day"]), person["country"], fault)
                      for fault in faults(row, person, known[row["controller"]])]
    # A reader that finds nothing must be able to find something.
    planted = {"language": "en", "law": "gdpr", "text": "I am an adult.\n\nAccess\n\nSchedule A (UK GDPR) (). By "
               "Sunday, 3 January 2027, Sparrow Lane 77."}
    person = {"tell": {"email"}, "ask": {"erasure"}, "adult": False, "marketing_only": False,
              "day": datetime.date(2026, 12, 10)}
    assert len(faults(planted, person, {"lenscap": {}, "address": "x"})) >= 8, faults(planted, person, {"lenscap": {}})
    check_lengths(known)
    for fault in wrong[:40]:
        print(*fault, sep=": ")
    print(f"  {count} letters of {PERSONS} persons ({', '.join(f'{n} {law}' for law, n in sorted(laws.items()))}): "
          f"{len(wrong)} sentences without their fact")
    assert not wrong and count >= PERSONS * EACH * 0.9 and len(laws) > 1


main()
