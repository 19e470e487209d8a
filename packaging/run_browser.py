"""run_browser.py FOLDER SCREENSHOTS: the extension on a sample profile that this
machine serves.  On a desktop it leaves the browser to you; without a display it
does what you would do, says what it found, and keeps pictures of it."""
import collections
import http.server
import os
import shlex
import shutil
import subprocess
import sys
import threading

import chromium

NATURE = "/usr/share/backgrounds/mate/nature/"
MINE = {"garden": "Garden", "wings": "TwoWings", "wood": "Wood", "storm": "Storm", "ladybird": "LadyBird"}
STRANGERS = ("Aqua", "Blinds", "FreshFlower", "GreenMeadow")
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def make_pictures(folder):
    """Small ones of Debian's wallpapers, and what another site made of two."""
    os.makedirs(folder)

    def save(base, name, *steps, quality="80"):
        with open(NATURE + base + ".jpg", "rb") as file:
            data = file.read()
        for step in (*steps, ["djpeg", "-scale", "1/2"], ["cjpeg", "-quality", quality]):
            data = subprocess.run(step, input=data, stdout=subprocess.PIPE, check=True).stdout
        with open(os.path.join(folder, name + ".jpg"), "wb") as file:
            file.write(data)

    for name, base in MINE.items():
        save(base, name)
    for base in STRANGERS:
        save(base, "stranger-" + base.lower())
    save("Garden", "copy-1", ["jpegtran", "-crop", "1800x1200+400+150"], quality="45")
    save("TwoWings", "copy-2", ["jpegtran", "-flip", "horizontal"], quality="45")


def gallery(title, names):
    pictures = "".join('<img src="/p/%s.jpg" alt="" width=240 height=170>' % name for name in names)
    return ("<!doctype html><html lang=en><meta charset=utf-8><title>%s</title><link rel=icon href='data:,'>"
            "<body style='font:16px sans-serif;margin:2em'><h1>%s</h1>"
            "<main style='display:flex;flex-wrap:wrap;gap:12px'>%s</main>" % (title, title, pictures)).encode()


def serve(pictures, title, names, secret=()):
    """A site of this machine: its address.  What is secret is for who has its cookie."""

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            name = self.path[3:-4]
            if self.path == "/":
                self.answer(200, "text/html", gallery(title, names), ("Set-Cookie", "login=maria; HttpOnly; SameSite=Lax"))
            elif self.path != "/p/%s.jpg" % name or name not in names:
                self.answer(404, "text/html", b"no such page")
            elif name in secret and "login=maria" not in self.headers.get("Cookie", ""):
                self.answer(403, "text/html", b"for friends")
            else:
                with open(os.path.join(pictures, name + ".jpg"), "rb") as file:
                    self.answer(200, "image/jpeg", file.read())

        def answer(self, status, kind, body, *headers):
            self.send_response(status)
            for header in (("Content-Type", kind), ("Content-Length", str(len(body))), *headers):
                self.send_header(*header)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return "http://127.0.0.1:%d/" % server.server_port


def register(folder, home):
    """Tell the browser of this home about the host, as a person would; only a
    trial may let the host reach this machine's own sites."""
    host = os.path.join(folder, "host.sh")
    with open(host, "w") as file:
        file.write("#!/bin/sh\nexec %s --allow-local --home %s \"$@\"\n" % (
            shlex.quote(os.path.abspath(shutil.which("lenscap-host"))), shlex.quote(os.path.join(folder, "ledger"))))
    os.chmod(host, 0o755)
    subprocess.run(["lenscap", "install", "--browser", "chromium", "--host", host], check=True,
                   stdout=subprocess.DEVNULL, env=chromium.environment(home))


def launch(home, headless):
    """With the browser's sandbox where there is one: a container may have none,
    and without a display it sees nothing but the pages of this trial."""
    ways = [False] if os.geteuid() == 0 else [True, False] if headless else [True]
    for sandbox in ways:
        try:
            return chromium.Chromium(home, headless, sandbox)
        except chromium.Gone:
            if sandbox is ways[-1]:
                raise


def check(browser, url, shot):
    """Check a page with the button, as a person does: the page and the popup."""
    page = browser.open(url)
    page.until("document.readyState === 'complete'")
    popup = browser.click_button(page)
    popup.click("check")
    popup.wait("finished")
    found = popup.evaluate("""[...document.querySelectorAll("[data-testid=picture]")].map((row) =>
        [row.dataset.status ?? "", row.textContent.replace(/\\s+/g, " ").trim()])""")
    popup.screenshot(shot)
    counts = collections.Counter(status for status, _ in found)
    print("  %s: %d pictures; %s" % (url, len(found), ", ".join(
        "%d %s" % (count, status.replace("_", " ")) for status, count in counts.items())))
    for status, text in found:
        if status == "mine":
            print("    yours: " + text)
    return page, popup


def drive(browser, own, other, shots):
    os.makedirs(shots, exist_ok=True)
    page = browser.wait_for("/pages/welcome.html")
    page.type("passphrase", "a passphrase for this trial")
    page.type("passphrase-again", "a passphrase for this trial")
    page.click("create")
    page.click("written")
    page.click("continue")
    page.wait("open-dashboard")
    page.screenshot(os.path.join(shots, "1-welcome.png"))
    print("  a ledger was made for this trial")
    page, popup = check(browser, own, os.path.join(shots, "2-profile.png"))
    popup.evaluate("""for (const name of %r)
        document.querySelector(`[data-url$="/${name}.jpg"] [data-testid=choose]`).click()""" % list(MINE))
    popup.click("keep")
    popup.until('document.querySelectorAll("[data-testid=picture] .tag.good").length >= %d' % len(MINE))
    print("  five of them kept as mine")
    page.close()
    check(browser, other, os.path.join(shots, "3-another-site.png"))
    page = browser.open("chrome-extension://%s/pages/dashboard.html#photos" % browser.extension)
    page.wait("photo")
    # Their small pictures are asked for once they are on the screen.
    page.until("""[...document.querySelectorAll("[data-testid=photo]")].some((photo) => photo.querySelector("img")?.naturalWidth > 0)""")
    page.screenshot(os.path.join(shots, "4-dashboard.png"))
    print("  screenshots: " + shots)


def main():
    folder, shots = map(os.path.abspath, sys.argv[1:3])
    home = os.path.join(folder, "home")
    pictures = os.path.join(folder, "pictures")
    os.makedirs(home)
    make_pictures(pictures)
    register(folder, home)
    strangers = ["stranger-" + base.lower() for base in STRANGERS]
    own = serve(pictures, "Maria Muster", [*MINE, *strangers[:2]], secret=strangers[1:2])
    other = serve(pictures, "Summer wallpapers", [*strangers[:2], "copy-1", strangers[2], "copy-2", strangers[3]])
    desktop = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    browser = launch(home, not desktop)
    try:
        browser.load_extension(os.path.join(TOP, "extension"))
        if not desktop:
            drive(browser, own, other, shots)
            return
        browser.wait_for("/pages/welcome.html")
        browser.open(own)
        print("""  Chromium is open on a profile of this machine: %s
  In the first tab make a ledger; then, on the profile, click Lenscap's button (behind the
  puzzle piece) and "Check this page".  Keep some, and check %s as well.
  All of it lies in %s.  Close the browser to end.""" % (own, other, folder))
        browser.wait_for_end()
    finally:
        browser.close()


try:
    if chromium.find() is None:
        sys.exit("  left out: Chromium is not installed")
    main()
except (chromium.Gone, RuntimeError) as error:
    sys.exit("  stopped: %s" % error)
