"""browsers.py: the browsers of this machine take up the installed extension by
themselves, and it reaches the installed host.  Both are new to this user, who gets
from there to the first finding in as many acts as are counted here."""
import base64
import contextlib
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import zlib

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "packaging"))
import chromium  # noqa: E402

CHROMIUM = "fefknhfepoiankcbpcpomdifdbamkpeh"
GECKO = "lenscap@lenscap.org"
# The page that says how the host is installed, until it is there.
THERE = "document.querySelector('[data-testid=step-create]')?.checkVisibility()"
ACTS = 5  # at most, with the package's installation, without a passphrase's choice


def picture():
    """A PNG of 64 by 64 that says who made it."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes((x * 4 ^ y * 3) & 255 for x in range(64)) for y in range(64))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0))
            + chunk(b"tEXt", b"Author\0Maja Muster") + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def press(name):
    """The button of that name, once it can be pressed: true when it was."""
    return ("(() => { const one = document.querySelector('[data-testid=%s]:not(:disabled)');"
            " one?.click(); return Boolean(one); })()" % name)


# What a person does on the pages, each as a script that is true once it is done.
PASSPHRASE = """(() => {
    for (const name of ["passphrase", "passphrase-again"]) {
        const field = document.querySelector(`[data-testid=${name}]`);
        if (!field)
            return false;
        field.value = "seven words that nobody else would choose";
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return true; })()"""
CHOOSE = """(() => {
    const input = document.querySelector("[data-testid=files]");
    if (!input)
        return false;
    const chosen = new DataTransfer();
    chosen.items.add(new File([Uint8Array.from(atob("%s"), (one) => one.charCodeAt(0))], "me.png",
        { type: "image/png" }));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    return true; })()""" % base64.b64encode(picture()).decode()
FINDING = "document.querySelector('[data-outcome=added] .soft')?.textContent?.trim()"


def five_acts(until, go):
    """From the page that the installed extension shows to the first finding: that, and how many acts it took.
    until(script) gives what the script does once that is true; go(path) shows a page of ours."""
    acts = 1  # sudo apt install ./lenscap*.deb
    until(PASSPHRASE)
    until(press("create"))
    for button in ("written", "continue"):
        until(press(button))
        acts += 1
    until("Boolean(document.querySelector('[data-testid=open-dashboard]'))")
    go("pages/dashboard.html#photos")  # which that button opens in a tab of its own
    acts += 1
    until(CHOOSE)
    acts += 1
    return until(FINDING), acts


class Firefox:
    """Over Marionette: "LENGTH:[0, number, command, parameters]" and answers alike."""

    def __init__(self, home):
        profile = os.path.join(home, "profile")
        os.makedirs(profile, exist_ok=True)
        with open(os.path.join(profile, "user.js"), "w") as file:
            file.write('user_pref("marionette.port", 0);\n')
        active, until = os.path.join(profile, "MarionetteActivePort"), time.monotonic() + chromium.PATIENCE
        if os.path.exists(active):
            os.unlink(active)
        self.log = open(os.path.join(home, "firefox.log"), "wb")
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--marionette", "--remote-allow-system-access", "--profile", profile], stdin=subprocess.DEVNULL,
            stdout=self.log, stderr=self.log, env=chromium.environment(home))
        while not os.path.exists(active) or not open(active).read().strip():
            if time.monotonic() > until:
                raise chromium.Gone("Firefox does not start")
            time.sleep(0.1)
        # Its first window alone may take minutes where everything else runs, too.
        self.socket = socket.create_connection(("127.0.0.1", int(open(active).read())), 5 * chromium.PATIENCE)
        self.number = 0
        self.read()
        self.call("WebDriver:NewSession")

    def read(self):
        size = b""
        while not size.endswith(b":"):
            size += self.socket.recv(1)
        data = b""
        while len(data) < int(size[:-1]):
            data += self.socket.recv(int(size[:-1]) - len(data))
        return json.loads(data)

    def call(self, command, **parameters):
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self.read()
        if error:
            raise RuntimeError("%s: %s" % (command, error.get("message")))
        return answer

    def run(self, script, context):
        self.call("Marionette:SetContext", value=context)
        return self.call("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def until(self, script, context):
        until = time.monotonic() + chromium.PATIENCE
        while time.monotonic() < until:
            value = self.run(script, context)
            if value:
                return value
            time.sleep(0.1)
        raise chromium.Gone("waited in vain for " + script)

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()


class Gecko:
    """A person's Firefox, with a page of the installed extension."""

    def __init__(self, home, identity=GECKO):
        self.browser = Firefox(home)
        self.base = self.browser.until("return WebExtensionPolicy.getByID(%r)?.getURL('')" % identity, "chrome")
        self.go("pages/welcome.html")

    def go(self, path):
        self.browser.call("Marionette:SetContext", value="content")
        # From one page to the same with another "#" nothing would be loaded.
        self.browser.call("WebDriver:Navigate", url="about:blank")
        self.browser.call("WebDriver:Navigate", url=self.base + path)

    def until(self, script):
        return self.browser.until("return " + script, "content")

    def shot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.browser.call("WebDriver:TakeScreenshot", full=False)["value"]))

    def kept(self):
        """Whether its user cannot take the extension away."""
        return self.browser.run("""const { AddonManager } = ChromeUtils.importESModule(
                "resource://gre/modules/AddonManager.sys.mjs");
            return AddonManager.getAddonByID(%r).then((one) => !(one.permissions & AddonManager.PERM_CAN_UNINSTALL));
            """ % GECKO, "chrome")

    def close(self):
        self.browser.close()


class Blink:
    """A person's Chromium, with a page of the extension of this id."""

    def __init__(self, home, identity=CHROMIUM):
        # No namespaces for its sandbox in a chroot.
        self.browser = chromium.Chromium(home, True, False, background=identity != CHROMIUM)
        self.identity, self.base = identity, "chrome-extension://%s/" % identity
        if identity != CHROMIUM:
            self.wait_for_extension()
        self.page = self.browser.open("about:blank")
        self.go("pages/welcome.html")

    def wait_for_extension(self):
        """Until it runs: a page of one that is not there yet would never answer."""
        until = time.monotonic() + chromium.PATIENCE
        while not any(target["url"].startswith(self.base) for target in self.browser.targets.values()):
            self.browser.read(until)

    def go(self, path):
        self.page.call("Page.navigate", url="about:blank")
        self.page.call("Page.navigate", url=self.base + path)

    def until(self, script):
        return self.page.until(script)

    def shot(self, path):
        self.page.screenshot(path)

    def kept(self):
        page = self.browser.open("chrome://extensions/")
        try:
            return page.until("chrome.developerPrivate.getExtensionInfo(%r).then((one) => String(one.mustRemainInstalled"
                              " || one.controlledInfo?.text))" % self.identity) not in ("false", "undefined")
        finally:
            page.close()

    def close(self):
        self.browser.close()


NAMES = {"chromium": Blink, "firefox-esr": Gecko}


@contextlib.contextmanager
def begun(name, home=None, **extension):
    """A browser of somebody new, in this home folder or one that goes with it; None where it is not here."""
    if not shutil.which(name):
        print("%s: not here" % name)
        yield None
        return
    with contextlib.ExitStack() as stack:
        home = home or stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        browser = NAMES[name](home, **extension)
        stack.callback(browser.close)
        yield browser


def main():
    for name in NAMES:
        with begun(name) as browser:
            if browser is None:
                continue
            browser.until(THERE)
            finding, acts = five_acts(browser.until, browser.go)
        print("%s: the extension is there, reaches the host, and finds after %d acts: %s" % (name, acts, finding))
        if acts > ACTS:
            sys.exit("%s: more than %d acts" % (name, ACTS))


if __name__ == "__main__":
    main()
