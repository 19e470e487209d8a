#!/usr/bin/env python3
"""page.py MAN OUT: the pages that go beside a download, each one file.

Each page is a piece of HTML of this folder in one frame.  Where one stands for
what others say, theirs is taken: {{key}} is the extension's own sentence, the
picture is how.svg, and the manual is the manual page, which the program writes
from its table of operations.
"""
import html
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
WORDS = HERE.parents[1] / "extension/_locales/en/messages.json"
STYLE = """
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif;
	color: #12201c; background: #fff; overflow-wrap: break-word }
h1, h2, h3 { line-height: 1.25; color: #185c47 } .lead { font-size: 1.15rem }
svg { width: 100%; height: auto; background: #fff; border-radius: 8px }
pre { background: #eef4f1; padding: .6rem .8rem; overflow-x: auto; white-space: pre-wrap }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;
	border-bottom: 1px solid #c5d3cd } dt { font-weight: 600; margin-top: .7rem } dd { margin-left: 1.5rem }
ol.acts > li { margin: .6rem 0 } a { color: #185c47 }
@media (prefers-color-scheme: dark) { body { color: #e6efeb; background: #10201a } h1, h2, h3, a { color: #8fd6b8 }
	pre { background: #1c332a } th, td { border-color: #35544a } }
"""
FRAME = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%s</title>
<style>%s</style>
<main>
%s</main>
</html>
"""
# What roff writes in other ways than HTML.
ESCAPES = {r"\-": "-", r"\(bu": "•", r"\(em": "—", r"\&": "", r"\e": "\\", r"\(aq": "'", r"\'": "'"}


def plain(text):
    """A line of roff as HTML: its escapes, and the fonts within a line."""
    for escape, sign in ESCAPES.items():
        text = text.replace(escape, sign)
    text = html.escape(text, quote=False)
    return re.sub(r"\\fB(.*?)\\f[RP]", r"<b>\1</b>", re.sub(r"\\fI(.*?)\\f[RP]", r"<i>\1</i>", text))


def alternating(line, fonts):
    """Words in two fonts by turns, as .BR and .RI set them."""
    words = re.findall(r'"[^"]*"|\S+', line)
    return "".join(f"<{font}>{plain(word.strip(chr(34)))}</{font}>" if font in "bi" else plain(word)
                   for word, font in zip(words, fonts * len(words)))


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


class Manual:
    """The manual page read line by line; what it does not know, it refuses."""

    def __init__(self):
        self.out, self.text, self.tag, self.terms = [], [], False, False
        self.commands = []

    def flush(self):
        if self.text:
            joined = "\n".join(self.text)
            self.out.append(f"<dd>{joined}</dd>" if self.terms else f"<p>{joined}</p>")
        self.text = []

    def leave(self):
        self.flush()
        if self.terms:
            self.out.append("</dl>")
        self.terms = False

    def heading(self, level, name):
        self.leave()
        if level == 3:
            self.commands.append(name)
        self.out.append(f'<h{level} id="{slug(name)}">{plain(name)}</h{level}>')

    def said(self, words):
        if not self.tag:
            self.text.append(words)
            return
        self.tag = False
        self.out.append(f"<dt>{words}</dt>")

    def line(self, line):
        name, _, rest = line.partition(" ")
        fonts = {".B": "b", ".I": "i"}.get(name)
        if name in (".TH",) or line.startswith('.\\"'):
            return
        if name in (".SH", ".SS"):
            self.heading(2 if name == ".SH" else 3, plain(rest))
        elif name == ".TP":
            self.flush()
            if not self.terms:
                self.out.append("<dl>")
            self.terms = self.tag = True
        elif name in (".PP", ".RE", ".RS") or not line:
            if name == ".PP" or name == ".RE":
                self.leave()
            else:
                self.flush()
        elif fonts:
            self.said(f"<{fonts}>{plain(rest)}</{fonts}>")
        elif name in (".BR", ".IR", ".RI"):
            self.said(alternating(rest, [{"B": "b", "I": "i", "R": "r"}[letter] for letter in name[1:]]))
        elif name.startswith("."):
            raise SystemExit(f"page.py: the manual page has a {name}, which is not known here")
        else:
            self.said(plain(line))

    def read(self, roff):
        literal = None
        for line in roff.split("\n"):
            if line == ".nf":
                self.leave()
                literal = []
            elif line == ".fi":
                self.out.append("<pre>" + "\n".join(literal) + "</pre>")
                literal = None
            elif literal is not None:
                if line not in (".RS", ".RE"):
                    literal.append(plain(line))
            else:
                self.line(line)
        self.leave()
        list_of = " · ".join(f'<a href="#{slug(name)}">{name.removeprefix("lenscap ")}</a>'
                             for name in self.commands)
        return f"<h1>The manual of lenscap</h1>\n<p>{list_of}</p>\n" + "\n".join(self.out) + "\n"


def page(name, messages):
    text = (HERE / name).read_text()
    text = text.replace("<!-- how.svg -->", (HERE / "how.svg").read_text())
    return re.sub(r"\{\{(\w+)\}\}", lambda key: html.escape(messages[key[1]]["message"], quote=False), text)


def main(manual, out):
    messages = json.loads(WORDS.read_text())
    pages = {name: page(name, messages) for name in ("index.html", "works.html", "threats.html")}
    pages["manual.html"] = Manual().read(pathlib.Path(manual).read_text())
    pathlib.Path(out).mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        title = re.sub(r"<[^>]*>", "", re.search(r"<h1>(.*?)</h1>", text)[1])
        title = title if "Lenscap" in title else f"{title} - Lenscap"
        (pathlib.Path(out) / name).write_text(FRAME % (title, STYLE, text))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
