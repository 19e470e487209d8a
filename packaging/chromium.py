"""chromium.py: Debian's Chromium, driven over its debugging pipe.  Nothing but
Python's own library: the protocol is JSON, ended by a zero byte, on the
browser's descriptors 3 and 4."""
import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import subprocess
import time

PATIENCE = 60  # seconds; what a hang is told by
NAMES = ("chromium", "chromium-browser")


class Gone(Exception):
    """The browser has ended, or does not answer."""


def find():
    """The path of the browser, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Chromium:
    def __init__(self, home, headless, sandbox, background=False):
        self.home = home
        self.numbers = itertools.count(1)
        self.rest = b""
        self.targets = {}
        profile = os.path.join(home, ".config", "chromium")
        arguments = [
            find(), "--remote-debugging-pipe", "--enable-unsafe-extension-debugging", "--user-data-dir=" + profile,
            "--no-first-run", "--no-default-browser-check", "--disable-dev-shm-usage", "--disable-sync",
            # It asks nobody but this machine's own site.
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            "--disable-component-update", "--password-store=basic"]
        if not background:  # which is how extensions are installed by policy
            arguments.append("--disable-background-networking")
        if headless:
            arguments += ["--headless=new", "--disable-gpu", "--window-size=1100,900"]
        if not sandbox:
            arguments.append("--no-sandbox")
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        # Out of the way of 3 and 4 first: either may be one of these.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (theirs_in, theirs_out)]

        def place():
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self.log = open(os.path.join(home, "chromium.log"), "wb")
        self.process = subprocess.Popen(
            arguments + ["about:blank"], preexec_fn=place, pass_fds=(3, 4), stdin=subprocess.DEVNULL,
            stdout=self.log, stderr=self.log, env=environment(home))
        for end in (theirs_in, theirs_out, *ends):
            os.close(end)
        self.reader, self.writer = ours_in, ours_out
        self.call("Target.setDiscoverTargets", discover=True)

    def read(self, until):
        """One message; Gone when there is none before the time `until`."""
        while b"\0" not in self.rest:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.reader], [], [], left)[0]:
                raise Gone("Chromium does not answer")
            data = os.read(self.reader, 1 << 16)
            if not data:
                raise Gone("Chromium has ended")
            self.rest += data
        message, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(message)
        info = message.get("params", {}).get("targetInfo")
        if info:
            self.targets[info["targetId"]] = info
        elif message.get("method") == "Target.targetDestroyed":
            self.targets.pop(message["params"]["targetId"], None)
        return message

    def call(self, method, session=None, **parameters):
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        try:
            os.write(self.writer, json.dumps(message).encode() + b"\0")
        except BrokenPipeError:
            raise Gone("Chromium has ended") from None
        until = time.monotonic() + PATIENCE
        while True:
            answer = self.read(until)
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError("%s: %s" % (method, answer["error"]["message"]))
                return answer["result"]

    def wait_for(self, ending):
        """The page whose address ends so, once it is there."""
        until = time.monotonic() + PATIENCE
        while True:
            for target in self.targets.values():
                if target["type"] == "page" and target["url"].endswith(ending):
                    return Page(self, target["targetId"])
            self.read(until)

    def open(self, url):
        return Page(self, self.call("Target.createTarget", url=url)["targetId"])

    def load_extension(self, folder):
        self.extension = self.call("Extensions.loadUnpacked", path=folder)["id"]

    def click_button(self, page):
        """Lenscap's button in the toolbar, with this page in front: the popup."""
        page.call("Page.bringToFront")
        tabs = self.call("Target.getTargets", filter=[{"type": "tab"}, {"exclude": True}])["targetInfos"]
        url = page.evaluate("location.href")
        tab = next(tab["targetId"] for tab in tabs if tab["url"] == url)
        self.call("Extensions.triggerAction", id=self.extension, targetId=tab)
        return self.wait_for("/pages/popup.html")

    def wait_for_end(self):
        self.process.wait()

    def close(self):
        if self.process.poll() is None:
            try:
                self.call("Browser.close")
                self.process.wait(PATIENCE)
            except (Gone, subprocess.TimeoutExpired):
                self.process.kill()
        self.process.wait()
        self.log.close()


class Page:
    def __init__(self, browser, target):
        self.browser, self.target = browser, target
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError("in the page: " + json.dumps(answer["exceptionDetails"])[:400])
        return answer["result"].get("value")

    def until(self, expression):
        """What the expression gives, as soon as that is true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                value = self.evaluate(expression)
            except RuntimeError:  # the page is on its way
                value = None
            if value:
                return value
            time.sleep(0.05)
        raise Gone("waited in vain for " + expression)

    def wait(self, name):
        self.until("Boolean(document.querySelector('[data-testid=\"%s\"]:not(:disabled)'))" % name)

    def click(self, name):
        self.wait(name)
        self.evaluate("document.querySelector('[data-testid=\"%s\"]').click()" % name)

    def type(self, name, text):
        self.wait(name)
        self.evaluate("document.querySelector('[data-testid=\"%s\"]').focus()" % name)
        self.call("Input.insertText", text=text)

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)


def environment(home):
    """Of a person whose home is this folder."""
    return dict(os.environ, HOME=home, XDG_CONFIG_HOME=os.path.join(home, ".config"),
                XDG_DATA_HOME=os.path.join(home, "data"), XDG_STATE_HOME=os.path.join(home, "state"))
