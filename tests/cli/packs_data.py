"""packs_data.py TOP: folders of packs with laws, letters and settings of sites: good ones, and many with one fault each."""
import copy
import json
import pathlib
import sys

TOP = pathlib.Path(sys.argv[1])
SHARE = TOP / "host/share"
SUM = "0" * 64
DAY = "2026-11-29"

NORM = {"id": "nzpa:ipp6", "cite": "IPP 6 Privacy Act 2020", "gives": "access", "source": "Privacy Act 2020 (NZ)", "date": DAY,
        "text": "nz/ipp6.txt", "sha256": SUM, "verified": True}
LAW = {"id": "nzpa", "territory": "nz", "name": "Privacy Act 2020", "source": "Privacy Act 2020 (NZ)", "date": DAY,
       "verified": True, "letters": "nzpa", "rights": {"access": ["nzpa:ipp6"]}, "topics": {"complaint": ["nzpa:ipp6"], "reach": ["nzpa:ipp6"]},
       "starts": "the day it came", "response": {"count": 20, "unit": "working-days", "norms": ["nzpa:ipp6"], "verified": True},
       "counting": ["nzpa:ipp6"], "rolls": {"rolls": True, "verified": True}}
SEAT = {"country": "nz", "law": "nzpa", "verified": True}
HOLIDAYS = {"nz": {"name": "New Zealand", "covers": "national holidays", "verified": True, "days": ["01-01 new-year"]}}
LINES = ["subject: Request under the {{law.name}} [{{reference}}]", "", "@greeting", "To {{to.name}},", "", "@ask",
         "# My requests", "{{#law.nzpa}}", "{{#ask.access}}", "- Give me access to what you hold ({{cite.nzpa:ipp6}}).",
         "{{/ask.access}}", "{{/law.nzpa}}", "", "@signature", "{{me.name}}"]
REMEDY = {"site": "127.0.0.1", "source": "https://help.example/privacy", "date": DAY,
          "settings": [{"for": ["photo_public"], "where": "Account, Visibility: nobody"}]}


def letter(name, language="en", lines=None):
    return {"language": language, "name": name, "date": DAY, "lines": LINES if lines is None else lines}


def ours(name, language):
    return (SHARE / f"letters/{language}/{name}.mustache").read_text().rstrip("\n").split("\n")


def write(folder, files, version=1, name="advice"):
    for path, value in ({"pack.json": {"name": name, "title": "Advice", "version": version, "made": DAY}} | files).items():
        file = pathlib.Path(folder) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(value if isinstance(value, str) else json.dumps(value))


COMPANY = {"slug": "photosite", "name": "Photosite", "relevant-countries": ["all"], "email": "a@photosite.example",
           "web": "https://127.0.0.1/", "sources": ["https://photosite.example/"], "quality": "verified",
           "lenscap": {"kind": "other", "checked": "2026-11-01"}}
PAGES = {"source": "https://help.example/pages", "date": DAY,
         "rules": [{"list": "lazy", "entries": ["data-portret"]}, {"list": "login", "entries": ["zaloguj"]},
                   {"list": "title-challenge", "entries": ["chwila, sprawdzamy"]},
                   {"list": "challenge", "entries": ["udowodnij, że nie jesteś"]}]}
WORDS = {"language": "pl", "name": "Polski", "date": DAY, "words": {
    "settings": "Ustawienia", "packs_title": "Firmy od kogoś, komu ufasz", "pack_taken": "„{name}” przyjęto."}}
GOOD = {"laws/nz.json": {"norms": [NORM], "laws": [LAW], "authorities": [SEAT], "holidays": HOLIDAYS,
                         "names": {"new-year": "New Year's Day"}},
        "letters/nzpa.json": letter("request.nzpa"),
        "letters/nzpa-de.json": letter("request.nzpa", "de", [line.replace("Give me access", "Gebt mir Zugang") for line in LINES]),
        "letters/greeting-it.json": letter("_greeting", "it", ["@greeting", "Buongiorno,"]),
        "remedies/photosite.json": REMEDY, "companies/photosite.json": COMPANY, "pages/pl.json": PAGES,
        "words/pl.json": WORDS, "words/more.json": WORDS | {"words": {"cases": "Sprawy"}}}
if sys.argv[2] == "good":
    assert ours("_greeting", "it")[0] == "@greeting", "the letter's parts are others by now"
    write("good", GOOD)
    write("newer", GOOD | {"remedies/photosite.json": REMEDY | {"settings": [
        {"for": ["photo_public"], "where": "Account, Visibility: friends"}]}}, version=2)
    # Whole by itself, but not beside the first: its letter has another part.
    write("other", {"laws/nz.json": GOOD["laws/nz.json"], "letters/nzpa.json": letter("request.nzpa", lines=LINES + ["", "@more", "Bye."])},
          name="other")
    sys.exit()


def bad(name, path, change):
    files = copy.deepcopy(GOOD)
    if isinstance(change, dict):
        files[path] = files.get(path, {}) | change
    elif callable(change):
        change(files[path])
    else:
        files[path] = change
    write(f"bad/{name}", files)


def law(**more):
    return {"laws": [LAW | more]}


def pages(name, *entries):
    return {"rules": [{"list": name, "entries": list(entries)}]}


def words(key, text):
    return {"words": {key: text}}


def norm(**more):
    return {"norms": [{k: v for k, v in (NORM | more).items() if v is not None}]}


def line(text):
    return {"lines": LINES[:3] + [text] + LINES[3:]}


for row in (
        ("law-json", "laws/nz.json", "[1]"), ("law-member", "laws/nz.json", {"program": "rm"}),
        ("law-language", "laws/nz.json", {"language": "en"}), ("law-rule", "laws/nz.json", law(script="1")),
        ("law-norm-missing", "laws/nz.json", law(rights={"access": ["nzpa:ipp7"]})),
        ("law-period", "laws/nz.json", law(response={"count": 20, "unit": "moons", "norms": []})),
        ("law-long", "laws/nz.json", law(response={"count": 99999, "unit": "days", "norms": []})),
        ("law-no-letters", "laws/nz.json", law(letters="")), ("law-other-letters", "laws/nz.json", law(letters="overseas")),
        ("law-silent", "laws/nz.json", law(topics={})),
        ("law-future", "laws/nz.json", law(date="2999-01")), ("law-id", "laws/nz.json", law(id="../nz")),
        ("norm-no-sum", "laws/nz.json", norm(sha256=None)), ("norm-short-sum", "laws/nz.json", norm(sha256="abc")),
        ("norm-no-text", "laws/nz.json", norm(text=None)), ("norm-days", "laws/nz.json", norm(**{"from": "2026-02-01", "to": "2026-01-01"})),
        ("norm-day", "laws/nz.json", norm(**{"from": "soon"})), ("norm-future", "laws/nz.json", norm(date="2999-01-01")),
        ("norm-twice", "laws/nz.json", {"norms": [NORM, NORM]}),
        ("seat-law", "laws/nz.json", {"authorities": [SEAT | {"law": "none"}]}),
        ("seat-holidays", "laws/nz.json", {"authorities": [SEAT | {"country": "fj"}]}),
        ("seat-authority", "laws/nz.json", {"authorities": [SEAT | {"authority": "nobody"}]}),
        ("seat-company", "laws/nz.json", {"authorities": [SEAT | {"authority": "photosite"}]}),
        ("letter-member", "letters/nzpa.json", {"run": "x"}), ("letter-language", "letters/nzpa.json", {"language": "xx"}),
        ("letter-name", "letters/nzpa.json", {"name": "demand"}), ("letter-ending", "letters/nzpa.json", {"name": "request.mars"}),
        ("letter-no-ending", "letters/nzpa.json", {"name": "request."}),
        ("letter-path", "letters/nzpa.json", {"name": "../request"}),
        ("letter-lines", "letters/nzpa.json", {"lines": ["a\nb"]}), ("letter-subject", "letters/nzpa.json", {"lines": LINES[1:]}),
        ("letter-open", "letters/nzpa.json", line("{{#law.nzpa}}")), ("letter-unknown", "letters/nzpa.json", line("{{me.pin}}")),
        ("letter-section", "letters/nzpa.json", line("{{#facts.rich}}x{{/facts.rich}}")),
        ("letter-part", "letters/nzpa.json", line("{{>nowhere}}")), ("letter-norm", "letters/nzpa.json", line("{{cite.nzpa:ipp9}}")),
        ("letter-forbidden-norm", "letters/nzpa.json", line("{{cite.gdpr:82(1)}}")),
        ("letter-damages", "letters/nzpa.json", line("I claim damages.")),
        ("letter-bare", "letters/nzpa.json", line("See Art. 15 GDPR.")),
        ("letter-untrue", "letters/nzpa.json", line("I have not consented to this.")),
        ("letter-untrue-section", "letters/nzpa.json", line("{{#facts.adult}}I have not consented to this.{{/facts.adult}}")),
        ("letter-item", "letters/nzpa.json", line("- Do what I say.")), ("letter-brackets", "letters/nzpa.json", line("{{=<% %>=}}")),
        ("letter-parts", "letters/greeting-it.json", {"lines": ["@hello", "Buongiorno,"]}),
        ("letter-norms", "letters/greeting-it.json", {"lines": ["@greeting", "Buongiorno ({{cite.gdpr:15(1)}})."]}),
        ("letter-again", "letters/again.json", letter("request.nzpa")),
        ("letter-large", "letters/nzpa.json", line("x" * 70000)), ("letter-long-line", "letters/nzpa.json", line("x" * 5000)),
        ("remedy-site", "remedies/photosite.json", {"site": "unknown.example"}), ("remedy-no-host", "remedies/photosite.json", {"site": "a b"}),
        ("remedy-http", "remedies/photosite.json", {"source": "http://help.example/"}),
        ("remedy-script", "remedies/photosite.json", {"source": "javascript:alert(1)"}),
        ("remedy-future", "remedies/photosite.json", {"date": "2999-01-01"}),
        ("remedy-kind", "remedies/photosite.json", {"settings": [{"for": ["wealth"], "where": "x"}]}),
        ("remedy-none", "remedies/photosite.json", {"settings": []}),
        ("remedy-lines", "remedies/photosite.json", {"settings": [{"for": ["photo_public"], "where": "a\nb"}]}),
        ("remedy-again", "remedies/again.json", REMEDY),
        ("deep", "laws/nz.json", json.dumps({"norms": [[[[[[[[[[[1]]]]]]]]]]]})),
        ("words-ours", "words/pl.json", {"language": "de"}), ("words-english", "words/pl.json", {"language": "en"}),
        ("words-language", "words/pl.json", {"language": "../x"}), ("words-member", "words/pl.json", {"script": "x"}),
        ("words-none", "words/pl.json", {"words": {}}), ("words-future", "words/pl.json", {"date": "2999-01-01"}),
        ("words-key", "words/pl.json", words("pack_everything", "x")), ("words-proto", "words/pl.json", words("__proto__", "x")),
        ("words-number", "words/pl.json", words("settings", 5)), ("words-empty", "words/pl.json", words("settings", "")),
        ("words-place-lacks", "words/pl.json", words("pack_taken", "Przyjęto.")),
        ("words-place-more", "words/pl.json", words("settings", "Ustawienia {name}")),
        ("words-markup", "words/pl.json", words("settings", "<b>Ustawienia</b>")),
        ("words-address", "words/pl.json", words("settings", "Ustawienia: https://evil.example")),
        ("words-command", "words/pl.json", words("settings", "sudo rm")), ("words-lines", "words/pl.json", words("settings", "a\nb")),
        ("words-bidi", "words/pl.json", words("settings", "Ustawienia\u202e")), ("words-long", "words/pl.json", words("settings", "x" * 300)),
        ("words-name", "words/pl.json", {"name": "<b>Polski"}), ("words-again", "words/again.json", WORDS),
        ("pages-list", "pages/pl.json", pages("sign", "photo")),
        ("pages-number", "pages/pl.json", pages("icon-size", "500")), ("pages-missing", "pages/pl.json", pages("title-missing", "welcome to")),
        ("pages-attribute", "pages/pl.json", pages("lazy", "title")), ("pages-pattern", "pages/pl.json", pages("size", "(a+)+#x#")),
        ("pages-one-number", "pages/pl.json", pages("size", "/photo#.")), ("pages-short", "pages/pl.json", pages("challenge", "the")),
        ("pages-hidden", "pages/pl.json", pages("title-login", "zaloguj\u202e się")),
        ("pages-many", "pages/pl.json", pages("state", *["foto" + chr(97 + i // 26) + chr(97 + i % 26) for i in range(201)])),
        ("pages-http", "pages/pl.json", {"source": "http://help.example/"}), ("pages-future", "pages/pl.json", {"date": "2999-01-01"}),
        ("pages-none", "pages/pl.json", {"rules": []}), ("pages-member", "pages/pl.json", {"script": "x"}),
        ("pages-again", "pages/again.json", PAGES), ("pages-rows", "pages/rules.tsv", "lazy\tdata-x"),
        ("template", "letters/request.mustache", "subject: x"), ("program", "letters/run.sh", "#!/bin/sh"),
):
    bad(*row)
