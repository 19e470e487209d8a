"""advocate.py: an advocate's day with the installed package.
   build FOLDER: a pack of twelve companies with an introduction in Italian, a norm, the greeting of letters and the
   settings of a site, built and signed, into FOLDER.
   person BROWSER FOLDER NAME EMAIL COUNTRY [SHOT]: somebody with an account of their own takes it there, from the
   package's link to the first letter that went: acts, letters typed and seconds, by the clicks of the pages."""
import base64
import json
import os
import subprocess
import sys
import time
from urllib.parse import unquote

from browsers import PASSPHRASE, THERE, begun, press

COMPANIES, ACTS = 12, 18
PACK = "consulta.lenscap-pack"


# How letters greet by the pack.
GREETINGS = {"en": "Good day to you,", "it": "Buongiorno a voi,", "fr": "Bonjour à vous,", "de": "Guten Tag,"}
SHARE = "/usr/share/lenscap"


def beside():
    """What the pack has beside companies, by its file."""
    with open(os.path.join(SHARE, "laws/norms.json")) as file:
        norm = next(one for one in json.load(file)["norms"] if one["id"] == "gdpr:15(1)")
    files = {"letters/greeting-%s.json" % code: {"language": code, "name": "_greeting", "date": "2026-11-29",
                                                 "lines": ["@greeting", words]} for code, words in GREETINGS.items()}
    return files | {"laws/gdpr.json": {"norms": [norm]}, "remedies/flickr.json": {
        "site": "flickr.com", "source": "https://www.flickrhelp.com/", "date": "2026-11-29",
        "settings": [{"for": ["photo_public"], "where": "Privacy"}]}, "pages/pl.json": {
        "source": "https://consulta.example/regole", "date": "2026-11-29",
        "rules": [{"list": "lazy", "entries": ["data-portret"]}, {"list": "title-login", "entries": ["zaloguj się"]}]},
        "words/pl.json": {"language": "pl", "name": "Polski", "date": "2026-11-29",
                          "words": {"settings": "Ustawienia", "packs_title": "Firmy od kogoś, komu ufasz"}}}


def build(folder):
    source = os.path.join(folder, "consulta")
    os.makedirs(os.path.join(source, "companies"))
    for path, value in beside().items():
        os.makedirs(os.path.dirname(os.path.join(source, path)), exist_ok=True)
        with open(os.path.join(source, path), "w") as file:
            json.dump(value, file)
    slugs = ["cercavolti-%d" % (at + 1) for at in range(COMPANIES)]
    for slug in slugs:
        with open(os.path.join(source, "companies", slug + ".json"), "w") as file:
            json.dump({"slug": slug, "name": "Impresa " + slug, "relevant-countries": ["all"],
                       "email": "privacy@%s.example" % slug, "sources": ["https://%s.example/" % slug],
                       "quality": "verified", "lenscap": {"kind": "face_search", "checked": "2026-11-01"}}, file)
    with open(os.path.join(source, "pack.json"), "w") as file:
        json.dump({"name": "consulta", "title": "Consulta dei volti", "version": 1, "made": "2026-11-29",
                   "helper": {"name": "Consulta", "email": "aiuto@consulta.example"}, "preset": slugs,
                   "introduction": [{"language": "en", "text": "Begin with these twelve."},
                                    {"language": "it", "text": "Comincia da queste dodici.\nPoi chiedi a noi."}]}, file)
    pack, key = os.path.join(folder, PACK), os.path.join(folder, "consulta.key")
    for words in (["build", source, "-o", pack], ["key", key], ["sign", pack, "--secret-key", key]):
        subprocess.run(["lenscap", "pack", *words], check=True, stdout=subprocess.DEVNULL)
    os.unlink(key)
    print("built and signed: 3 commands, %d companies" % COMPANIES)


class Day:
    """What somebody does, counted."""

    def __init__(self, browser):
        self.browser, self.acts, self.typed = browser, ["apt install"], 0

    def press(self, name):
        self.browser.until(press(name))
        self.acts.append(name)

    def go(self, path):
        self.browser.go("pages/" + path)
        self.acts.append(path)

    def put(self, name, value):
        self.browser.until("""(() => { const one = document.querySelector("[data-testid=%s]:not(:disabled)");
            if (!one) return false;
            one.value = %s;
            for (const what of ["input", "change"]) one.dispatchEvent(new Event(what, { bubbles: true }));
            return true; })()""" % (name, json.dumps(value)))
        self.acts.append(name)
        self.typed += len(value)

    def choose(self, name, paths):
        files = []
        for path in paths:
            with open(path, "rb") as file:
                files.append([os.path.basename(path), base64.b64encode(file.read()).decode()])
        self.browser.until("""(() => { const input = document.querySelector("[data-testid=%s]");
            if (!input) return false;
            const chosen = new DataTransfer();
            for (const [name, bytes] of %s)
                chosen.items.add(new File([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))], name));
            input.files = chosen.files;
            input.dispatchEvent(new Event("change", { bubbles: true }));
            return true; })()""" % (name, json.dumps(files)))
        self.acts.append(name)


def text(name):
    return "document.querySelector('[data-testid=%s]')?.textContent" % name


def person(name, folder, who, email, country, shot=None):
    pack = os.path.join(folder, PACK)
    with open(os.path.join(folder, "consulta.key.pub")) as file:
        key = file.read().split("\n")[1]
    with begun(name, os.environ["HOME"]) as browser:
        if browser is None:
            return
        began, day = time.monotonic(), Day(browser)
        browser.until(THERE)
        browser.until(PASSPHRASE)
        day.press("create")
        day.press("written")
        day.press("continue")
        browser.until("Boolean(document.querySelector('[data-testid=open-dashboard]'))")
        day.go("dashboard.html#settings")
        day.put("language", "it")
        # The page is loaded again in that language.
        browser.until("document.documentElement.lang === 'it'")
        day.put("pack-signer", key)
        day.choose("pack-files", [pack, pack + ".minisig"])
        looked = browser.until(text("pack-looked"))
        assert "cercavolti-12" in looked and "lettera it/_greeting" in looked, looked
        day.press("pack-take")
        said = browser.until(text("pack"))
        assert "Comincia da queste dodici." in said and "aiuto@consulta.example" in said, said
        assert all(one in said for one in ("norma gdpr:15(1)", "lettera it/_greeting", "impostazioni di flickr.com",
                                         "regola per le pagine lazy data-portret", "parole in Polski (pl), 2/")), said
        if shot:
            browser.shot(shot + "-pack.png")
        day.press("pack-write")
        browser.until("/(Impresa.*){%d}/s.test(%s ?? '')" % (COMPANIES, text("who-chosen")))
        for field, value in (("me-country", country), ("me-email", email), ("me-name", who)):
            day.put(field, value)
        preview = browser.until("((said) => said?.includes(%s) && said)(%s)" % (json.dumps(email), text("preview-text")))
        assert any(greeting in preview for greeting in GREETINGS.values()), preview
        day.press("write")
        browser.until(text("written"))
        wrote = browser.until("document.querySelectorAll('[data-testid=written-letter]').length")
        if shot:
            browser.shot(shot + "-written.png")
        day.press("to-cases")
        day.press("send-each")
        mail = unquote(browser.until("document.querySelector('[data-testid=sending-mail]')?.href"))
        day.acts.append("sending-mail")
        day.press("sending-sent-email")
        # The next one is shown when this one is noted.
        browser.until("decodeURIComponent(document.querySelector('[data-testid=sending-mail]')?.href ?? %s) !== %s" % (
            json.dumps(mail), json.dumps(mail)))
        seconds = time.monotonic() - began
        browser.go("pages/dashboard.html#cases")
        browser.until("document.querySelectorAll('[data-testid=case]').length === %d"
                      " && document.querySelectorAll('[data-testid=case][data-stage=waiting]').length === 1" % COMPANIES)
        if shot:
            browser.shot(shot + "-cases.png")
        # The language that the pack brings, and what it lacks in English.
        browser.go("pages/dashboard.html#settings")
        browser.until("Boolean(document.querySelector('[data-testid=language] option[value=pl]'))")
        Day(browser).put("language", "pl")
        browser.until("document.documentElement.lang === 'pl'")
        browser.until("/Ustawienia[^]*These words come from the pack “Consulta dei volti”/.test(document.body.textContent)")
        if shot:
            browser.shot(shot + "-polish.png")
    assert wrote == COMPANIES, wrote
    assert mail.startswith("mailto:privacy@cercavolti-") and email in preview, mail
    # A press or a look for the next one 5 s, a letter typed 0.3 s: as usability counts keystrokes.
    minutes = (len(day.acts) * 5 + day.typed * 0.3 + seconds) / 60
    print("%s, %s: %d acts, %d letters typed, %.0f s of the machine, about %.1f minutes to the first letter sent" % (
        who, name, len(day.acts), day.typed, seconds, minutes))
    if len(day.acts) > ACTS:
        sys.exit("more than %d acts: %s" % (ACTS, " ".join(day.acts)))


if __name__ == "__main__":
    {"build": build, "person": person}[sys.argv[1]](*sys.argv[2:])
