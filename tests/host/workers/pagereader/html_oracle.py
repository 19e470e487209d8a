#!/usr/bin/python3
"""html_oracle.py FOLDER: hold our reading of real pages to two other parsers.

FOLDER has one file a page: its path in the first line, then a line for each
start tag, as a JSON list of its name and of its attributes' names and values.
Python's html.parser must see the same tags with the same attributes in the
same order; libxml2 (through lxml, where it is installed) must find the same
addresses of pictures, links and scripts.

A slash ends nothing in HTML: "<iframe/>" and "<script/>" go on to their end
tag, as in a browser, and be it to the end of the page.  html.parser is told
so; libxml2 does not know it, and is not asked about such a page.
"""
import collections
import html.parser
import json
import pathlib
import sys

try:
    import lxml.etree
except ImportError:
    lxml = None

ADDRESSES = {"img": "src", "a": "href", "link": "href", "script": "src",
             "area": "href", "source": "srcset", "video": "poster"}
RAW = {"textarea", "title", "iframe", "xmp", "noembed", "noframes"}


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen, self.inside, self.slashed = [], None, False

    def handle_starttag(self, tag, attrs):
        if self.inside:
            return
        self.seen.append([tag] + [[name, value or ""] for name, value in attrs])
        if tag in RAW:  # html.parser looks for tags in these
            self.inside = tag

    def handle_startendtag(self, tag, attrs):
        if self.inside:
            return
        self.handle_starttag(tag, attrs)
        if tag in self.CDATA_CONTENT_ELEMENTS:
            self.inside = tag
        self.slashed |= self.inside is not None

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = None


class Addresses:
    def __init__(self):
        self.seen = collections.Counter()

    def start(self, tag, attrib):
        name = ADDRESSES.get(tag)
        if name and attrib.get(name):
            self.seen[tag, attrib[name]] += 1

    def end(self, tag):
        pass

    def data(self, data):
        pass

    def comment(self, text):
        pass

    def close(self):
        return self.seen


def addresses(tags):
    seen = Addresses()
    for tag, *attributes in tags:
        first = {}
        for name, value in attributes:
            first.setdefault(name, value)
        seen.start(tag, first)
    return seen.seen


def text_of(data):
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def main():
    pages = tags = found = wrong = 0
    for dump in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        path, *lines = dump.read_text("utf-8", "surrogateescape").splitlines()
        data = pathlib.Path(path).read_bytes()
        text, encoding = text_of(data)
        ours = [json.loads(line) for line in lines]
        parser = Tags()
        parser.feed(text)
        parser.close()
        if ours != parser.seen:
            wrong += 1
            both = zip(ours + [None], parser.seen + [None])
            first = next((pair for pair in both if pair[0] != pair[1]), None)
            print(f"# {path}: html.parser differs: {str(first)[:600]}")
        if lxml and not parser.slashed:
            theirs = lxml.etree.fromstring(
                data, lxml.etree.HTMLParser(target=Addresses(), huge_tree=True,
                                            encoding=encoding))
            mine = addresses(ours)
            if mine != theirs:
                wrong += 1
                print(f"# {path}: libxml2 differs: only ours "
                      f"{list((mine - theirs).items())[:3]}, only theirs "
                      f"{list((theirs - mine).items())[:3]}")
        pages += 1
        tags += len(ours)
        found += sum(addresses(ours).values())
    others = "html.parser and libxml2" if lxml else "html.parser"
    print(f"# {pages} pages, {tags} tags, {found} addresses, as {others} "
          f"read them; {wrong} differ")
    sys.exit(1 if wrong else 0)


main()
