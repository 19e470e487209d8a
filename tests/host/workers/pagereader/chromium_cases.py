#!/usr/bin/python3
"""chromium_cases.py FOLDER: ask Chromium for the files of test_chromium.c.

Serves a page on this machine, lets headless Chromium save it
(chromium_page.mhtml), and lets it parse random snippets without scripts
(chromium_tokens.json): the snippet, its <img> tags with their attributes, and
whether the <u> at its end is a tag.  Snippets that test_chromium.c names as
read otherwise were taken out by hand.  Needs chromium and python3-pil.
"""
import base64
import http.server
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

from PIL import Image

FOLDER = pathlib.Path(sys.argv[1])


def picture(colour, kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, kind)
    return out.getvalue()


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Gallery &amp; “Ümlaut”</title>
<link rel="icon" href="/icon.png"><meta property="og:image" content="/og.jpg">
<link rel="stylesheet" href="/css/site.css">
<style>#a{background:url("bg a.png")}</style></head><body>
<img src="one.jpg" alt="One" width="640" height="480">
<img srcset="small.png 100w, large.png 800w" sizes="800px" src="small.png">
<picture><source srcset="pic.webp" type="image/webp"><img src="pic.jpg"></picture>
<img src="data:image/png;base64,%s">
<div id="a">x</div><div style="background-image:url(inline.png)">y</div>
<div class="b">z</div><video poster="poster.png"></video>
<svg width="9" height="9"><image href="svg.png" width="9" height="9"/></svg>
<noscript><img src="noscript.png"></noscript><iframe src="frame.html"></iframe>
<a href="full.jpg">full</a><img src="äö.png">
<script type="application/ld+json">{"@type":"Person","image":"\\/ld.jpg"}</script>
</body></html>""" % base64.b64encode(picture((1, 2, 3))).decode()


class Site(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_GET(self):
        kind, body = "image/png", picture((9, 9, 9))
        if self.path.endswith("page.html"):
            kind, body = "text/html; charset=utf-8", PAGE.encode()
        elif self.path.endswith("frame.html"):
            kind, body = "text/html", b'<img src="inframe.png">'
        elif self.path.endswith(".css"):
            kind, body = "text/css", b".b{background:url(../css.png)}"
        elif self.path.endswith(".jpg"):
            kind, body = "image/jpeg", picture((7, 7, 7), "JPEG")
        elif self.path.endswith(".webp"):
            kind, body = "image/webp", picture((5, 5, 5), "WEBP")
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)


class Chromium:
    """DevTools over the pipe: fd 3 in, fd 4 out, messages end in NUL."""

    def __init__(self, profile):
        theirs_in, self.out = os.pipe()
        self.into, theirs_out = os.pipe()

        def descriptors():
            os.dup2(theirs_in, 13)
            os.dup2(theirs_out, 14)
            os.dup2(13, 3)
            os.dup2(14, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
             "--remote-debugging-pipe", f"--user-data-dir={profile}"],
            preexec_fn=descriptors, close_fds=False, stderr=subprocess.DEVNULL)
        self.number, self.read = 0, b""

    def call(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self.read:
                self.read += os.read(self.into, 1 << 20)
            answer, self.read = self.read.split(b"\0", 1)
            answer = json.loads(answer)
            if answer.get("id") == self.number:
                return answer["result"]


BITS = """< > / ! - -- <!-- --> --!> <! <? </ " ' = a x img <img/> <img~src= <img~alt="
<p> </p> <script> </script> <style> </style> <title> </title> <textarea> </textarea>
<xmp> </xmp> <noscript> </noscript> <svg> </svg> <![CDATA[ ]]> <svg/> <b~c=d> &amp;
&copy= &#65; &lt src= <i~a=1~a=2> <foreignObject> </foreignObject> <desc> </desc>
<math> </math> <div> <iframe> </iframe> <noembed> </noembed> <template> </template>
<q/x=y> <script><!-- <script""".split()
BITS = [bit.replace("~", " ") for bit in BITS] + [" ", "\n"]
PARSE = """(cases => cases.map(text => {
    const page = new DOMParser().parseFromString('<body>' + text, 'text/html');
    const images = [];
    let end = false;
    const walk = node => { for (const e of node.children) {
        const name = e.localName.toLowerCase();
        if (name == 'img')
            images.push([name, ...Array.from(e.attributes).map(a => [a.name, a.value])]);
        end = end || name == 'u';
        walk(e.localName == 'template' && e.content ? e.content : e);
    } };
    walk(page);
    return [text, images, end];
}))"""


def snippets(count):
    random.seed(7)
    return ["".join(random.choice(BITS) for _ in range(random.randint(2, 14)))
            + f'<u end="{i}">' for i in range(count)]


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 8765), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        chromium = Chromium(profile)
        target = chromium.call("Target.createTarget", url="about:blank")
        session = chromium.call("Target.attachToTarget", flatten=True,
                                **target)["sessionId"]
        chromium.call("Page.navigate", session,
                      url="http://127.0.0.1:8765/dir/page.html")
        time.sleep(3)
        saved = chromium.call("Page.captureSnapshot", session, format="mhtml")
        (FOLDER / "chromium_page.mhtml").write_text(saved["data"], newline="")
        cases = chromium.call(
            "Runtime.evaluate", session, returnByValue=True,
            expression=f"{PARSE}({json.dumps(snippets(600))})")
        chromium.process.kill()
    lines = ",\n".join(json.dumps(case) for case in cases["result"]["value"])
    (FOLDER / "chromium_tokens.json").write_text(f"[\n{lines}\n]\n")


main()
