"""managed.py SHOTS: what packaging/policy sets is what somebody gets who opens the installed browsers, whose policies
lie where the system keeps them; and a browser that is told to by policy installs the extension by itself."""
import os
import sys

from browsers import NAMES, PASSPHRASE, begun, press

SET = ("Nederlands", "15 minuten", "clearview-ai, pimeyes", "helpers")
SAID = "document.querySelector('[data-testid=managed]')?.textContent"
LANGUAGE = "document.documentElement.lang === 'nl'"
CHOSEN = "/Clearview.*PimEyes/s.test(document.querySelector('[data-testid=who-chosen]')?.textContent ?? '')"


def main():
    shots = sys.argv[1]
    os.makedirs(shots, exist_ok=True)
    for name in NAMES:
        with begun(name) as browser:
            if browser is None:
                continue
            # Chromium hands a policy over a moment after the extension is there: what is opened next has it.
            for _ in range(20):
                browser.until("document.querySelector('[data-testid=step-create]')?.checkVisibility()")
                if browser.until("String(%s)" % LANGUAGE) == "true":
                    break
                browser.go("pages/welcome.html")
            browser.until(LANGUAGE)
            browser.until(PASSPHRASE)
            for button in ("create", "written", "continue"):
                browser.until(press(button))
            browser.until("Boolean(document.querySelector('[data-testid=open-dashboard]'))")
            browser.go("pages/dashboard.html#settings")
            said = browser.until(SAID)
            for part in SET:
                assert part in said, (name, part, said)
            assert browser.until("document.querySelectorAll('[data-testid=managed] li').length") == 6
            assert browser.until("String(document.querySelectorAll('[data-testid=autolock]').length)") == "0"
            browser.shot(os.path.join(shots, name + "-settings.png"))
            browser.go("pages/dashboard.html#letters")
            browser.until(CHOSEN)
            browser.shot(os.path.join(shots, name + "-letters.png"))
        print("%s: language, auto-lock, proposed controllers and packs are as the policy sets them" % name)


if __name__ == "__main__":
    main()
