"""browsers.py: the browsers of this machine take up the installed extension by
themselves, and it reaches the installed host.  Both are new to this user."""
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "packaging"))
import chromium  # noqa: E402

CHROMIUM = "fefknhfepoiankcbpcpomdifdbamkpeh"
GECKO = "lenscap@lenscap.org"
# The page that says how the host is installed, until it is there.
THERE = "document.querySelector('[data-testid=step-create]')?.checkVisibility()"


class Firefox:
    """Over Marionette: "LENGTH:[0, number, command, parameters]" and answers alike."""

    def __init__(self, home):
        profile = os.path.join(home, "profile")
        os.makedirs(profile)
        with open(os.path.join(profile, "user.js"), "w") as file:
            file.write('user_pref("marionette.port", 0);\n')
        self.log = open(os.path.join(home, "firefox.log"), "wb")
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--marionette", "--remote-allow-system-access", "--profile", profile], stdin=subprocess.DEVNULL,
            stdout=self.log, stderr=self.log, env=chromium.environment(home))
        active, until = os.path.join(profile, "MarionetteActivePort"), time.monotonic() + chromium.PATIENCE
        while not os.path.exists(active) or not open(active).read().strip():
            if time.monotonic() > until:
                raise chromium.Gone("Firefox does not start")
            time.sleep(0.1)
        self.socket = socket.create_connection(("127.0.0.1", int(open(active).read())), chromium.PATIENCE)
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


def ask_firefox(home):
    browser = Firefox(home)
    try:
        page = browser.until("return WebExtensionPolicy.getByID(%r)?.getURL('pages/welcome.html')" % GECKO, "chrome")
        browser.call("Marionette:SetContext", value="content")
        browser.call("WebDriver:Navigate", url=page)
        browser.until("return " + THERE, "content")
    finally:
        browser.close()


def ask_chromium(home):
    # No namespaces for its sandbox in a chroot.
    browser = chromium.Chromium(home, True, False)
    try:
        page = browser.open("chrome-extension://%s/pages/welcome.html" % CHROMIUM)
        page.until(THERE)
    finally:
        browser.close()


def main():
    for name, ask in (("chromium", ask_chromium), ("firefox-esr", ask_firefox)):
        if not shutil.which(name):
            print("%s: not here" % name)
            continue
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            ask(home)
        print("%s: the extension is there, and reaches the host" % name)


if __name__ == "__main__":
    main()
