"""audit.py: the pages of audit.sh: make, serve, tell what was said of them."""
import html
import json
import os
import re
import shutil
import struct
import subprocess
import sys

import served
from face import FACE, face

EXIF = (b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", 1) + struct.pack(">HHII", 0x8825, 4, 1, 26) + b"\0\0\0\0"
        + struct.pack(">H", 4)
        + struct.pack(">HHI4s", 1, 2, 2, b"N\0\0\0") + struct.pack(">HHII", 2, 5, 3, 80)
        + struct.pack(">HHI4s", 3, 2, 2, b"E\0\0\0") + struct.pack(">HHII", 4, 5, 3, 104) + b"\0\0\0\0"
        + struct.pack(">6I", 52, 1, 31, 1, 12, 1) + struct.pack(">6I", 13, 1, 24, 1, 18, 1))


def ld(value):
    return '<script type="application/ld+json">%s</script>' % json.dumps(value)


PAGES = {
    # A social profile: everything that such pages say.
    "profile": "<title>Jane Doe | Net</title><h1>Jane Doe</h1>" + ld(
        {"@type": "ProfilePage", "mainEntity": {
            "@type": "Person", "name": "Jane Doe", "jobTitle": "Glazier",
            "worksFor": {"@type": "Organization", "name": "Acme"}, "homeLocation": "Berlin",
            "birthDate": "1990-05-17", "sameAs": ["https://b.example/j", "https://c.example/j"]}})
        + "<img src=p/me-320x200.jpg>",
    # A forum: only a user name beside an avatar; AI is kept off.
    "forum": "<title>Glazing - Forum</title><meta name=robots content='noai, noimageindex'>"
             "<h1>How to cut glass</h1><h2>janed42 wrote:</h2><img src=p/avatar.jpg width=100 height=100>",
    # One's own site: the file says where, and the e-mail address stands there.
    "personal": "<title>Welcome</title><h1>Hello</h1><a href='mailto:jane@mail.example?subject=x'>x</a>"
                "<a rel=me href=https://social.example/@j>x</a><img src=p/where.jpg>",
    # An album: a signed address, and one that turns everybody away.
    "album": "<title>Summer</title><img src='p/signed.jpg?Expires=4000000000&Signature=abc'>"
             "<img src=members/other.jpg>",
    # A directory: several persons, of whom one is me.
    "directory": "<title>People in Town</title><h1>Results</h1>" + ld({"@graph": [
        {"@type": "Person", "name": "Dane Joe", "telephone": "1", "address": "Paris", "birthDate": "1950"},
        {"@type": "Person", "name": "Doe, Jane", "telephone": "+49 30 901820",
         "address": {"@type": "PostalAddress", "addressLocality": "Berlin"}}]})
        + "<img src=p/listed.jpg>",
    # News by somebody else, about somebody else; my photo is used.
    "news": "<title>Janet Doerr opens bridge</title><h1>Janet Doerr opens bridge</h1>" + ld(
        {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Jane Roe", "email": "r@n.example",
                                            "sameAs": "https://n.example"},
         "about": {"@type": "Person", "name": "Janet Doerr", "worksFor": "City"}})
        + "<a href=mailto:news@n.example>x</a><img src=p/news.jpg>",
    "wall": "<title>Log in</title><form><input type=password name=p></form>",
    # Somebody else's picture: nothing of mine is here, whatever is said.
    "result": "<title>Jane Doe - Results</title><h1>Jane Doe</h1><img src=p/stranger.jpg>",
    # Pages of somebody else that show my photo: nothing of theirs is mine.
    "other": "<title>Bob Roe - a long story of how the Berlin marathon was run by Jane Smith and John Doe</title>"
             "<meta property=og:type content=profile><meta property=profile:first_name content=Jane>"
             "<meta property=profile:last_name content=Roe><meta property=profile:username content=bobby>"
             "<meta name=geo.placename content=Paris><h1>Bob Roe</h1><h2>John Doe, Jane Roe</h2>"
             "<p><a href=mailto:mary.jane@mail.example>x</a><a rel=me href=https://social.example/@bob>x</a>" + ld(
                 {"@type": "Person", "name": "Bob Roe", "alternateName": "bobby", "jobTitle": "Baker",
                  "worksFor": "Bread", "homeLocation": "Paris", "birthDate": "1970-01-01", "telephone": "+33 1 2345678",
                  "email": "mary.jane@mail.example", "sameAs": "https://b.example/bob"}) + "<img src=p/other.jpg>",
    # The same without a name: it cannot be told whose it is.
    "nameless": "<title>Profile</title>" + ld({"@type": "ProfilePage", "mainEntity": {
        "@type": "Person", "jobTitle": "Baker", "sameAs": "https://b.example/bob"}})
        + "<meta name=geo.placename content=Paris><a rel=me href=https://social.example/@bob>x</a><img src=p/other.jpg>",
    # Others of whom I am one by a part of a name, an address, a number.
    "nearly": "<title>Berlin: Jane D. wins</title><h1>Call 030/901820</h1><h2>Am Ring 1, Berlin</h2>"
              + ld({"@type": "Person", "name": "Jane D.", "jobTitle": "Glazier"}) + "<img src=p/other.jpg>",
    # An article about me: its newspaper's profiles are not mine.
    "article": "<title>Jane Doe</title><meta property=og:type content=article><h1>Jane Doe</h1>"
               "<a rel=me href=https://social.example/@news>x</a><img src=p/other.jpg>",
    "faces": "<title>Three</title><img src=p/plain.jpg><img src=p/face.jpg><img src=p/avatar.jpg>",
    "twice": "<title>Two</title><img src=p/avatar.jpg><img src=p/signed.jpg>",
    # What elements are marked as, in each of the ways that sites have.
    "microdata": "<title>Team</title><div itemscope itemtype=https://schema.org/Person><b itemprop=name>Jane Doe</b>"
                 "<i itemprop=jobTitle>Glazier</i><div itemprop=worksFor itemscope itemtype=https://schema.org/Organization>"
                 "<b itemprop=name>Acme</b><i itemprop=address>Bonn</i></div><a itemprop=sameAs href=https://b.example/j>x</a>"
                 "</div><div itemscope itemtype=https://schema.org/Person><b itemprop=name>Bob Roe</b><i itemprop=jobTitle>"
                 "Baker</i></div><img src=p/other.jpg>",
    # What is said of her stands in three places.
    "referred": "<title>Team</title><ul id=does><li itemprop=jobTitle>Glazier</ul><div itemscope itemtype=https://schema.org/Person"
                " itemref='does at'><b itemprop=name>Jane Doe</b></div><div id=at itemprop=worksFor itemscope itemtype="
                "https://schema.org/Organization><b itemprop=name>Acme</b></div><div itemscope itemtype=https://schema.org/Person"
                " itemref=bakes><b itemprop=name>Bob Roe</b></div><p id=bakes><i itemprop=birthDate>1970-01-01</i><img src=p/other.jpg>",
    "hcard": "<title>Home</title><div class=h-card><img class=u-photo src=p/other.jpg><b class=p-name>Jane Doe</b>"
             "<b class=p-org>Acme</b><span class='p-adr h-adr'><i class=p-locality>Potsdam</i></span>"
             "<a class=u-url href=https://jane.example/>x</a><a class=u-url href=/me>x</a></div>"
             "<span class='author vcard'><a class='url fn' href=https://bob.example>Bob Roe</a></span>",
    "rdfa": "<title>Home</title><div vocab=http://schema.org/ typeof=Person><b property=name>Jane Doe</b>"
            "<i property=jobTitle>Glazier</i></div><img src=p/other.jpg>",
    # A site that calls its people by their user names.
    "discourse": "<title>Glass</title><div itemprop=author itemscope itemtype=http://schema.org/Person>"
                 "<a itemprop=url href=https://forum.example/u/janed42><b itemprop=name>janed42</b></a></div><img src=p/other.jpg>",
    "phpbb": "<title>Topic</title><dl><dt><a class=username href=./m.php?u=2>janed42</a></dt><dd><img src=p/other.jpg "
             "alt='User avatar'></dd></dl><p>Thanks @janed42 for that",
    "mastodon": "<title>Jane (@janed42@social.example)</title><meta property=og:type content=profile>"
                "<meta property=profile:username content=janed42@social.example><img src=p/other.jpg><script src=a.js></script>",
    # What is to be read; data that is broken says nothing.
    "running": "<title>People</title><script type=application/ld+json>{\"@type\":\"Person\",\"name\":\"Jane Doe\",</script>"
               "<p>Jane Doe, born on May 17, 1990, lives in <b>Berlin</b>.<p>Berlin<p>jane@mail.example<img src=p/other.jpg>",
    "named": "<title>Pictures</title><p>A day<img src=p/jane-doe.jpg alt='Jane Doe at work'>",
    "roundabout": "<title>x</title><p>jane [at] mail [dot] example<p><a href=/x data-cfemail=%s>x</a><a href=https://social.example/"
                  "@janed42>x</a><a href='https://share.example/?u=https://x.example/@janed42'>x</a><a href=https://wa.example/4930901820"
                  ">x</a><img src=p/other.jpg title='By Jane Doe'>" % ("7f" + "".join("%02x" % (ord(c) ^ 0x7f) for c in "jane@mail.example")),
    "table": "<title>x</title><table><tr><td>Name<td>Jane Doe<tr><td>Born<td>1990-05-17<tr><td>Town<td>Berlin</table>"
             "<p>Others come from Berlin, too.<img src=p/other.jpg>",
    "strangers": "<title>News</title><p>Jane Smith and John Doe went to Berlin.<p>Berlin<p>By janed421 on 1990-05-17"
                 "<p>Berlin, 17.05.1990<p>jane@mail.example.org<p>Mary-Jane Doe<p>Jane Doe-Roe<a href=https://b.example/@janed421>x</a><img src=p/other.jpg alt='Jane, Doe'>",
    # A frame of the same site is part of the page; a name in cells of its own; what scripts are handed; data as people write it.
    "inframe": "<title>x</title><img src=p/other.jpg><iframe src=about.html></iframe>",
    "about": "<title>About</title><h1>Jane Doe</h1>" + ld({"@type": "Person", "name": "Bob Roe", "jobTitle": "Baker"}),
    "form": "<title>x</title><dl><dt>Vorname<dd>Jane<dt>Nachname<dd>Doe<dt>Ort<dd>Berlin</dl><img src=p/other.jpg>",
    "next": "<title>x</title><div id=__next><img src=p/other.jpg></div><script id=__NEXT_DATA__ type=application/json>%s</script>"
            % json.dumps({"props": {"user": {"firstName": "Jane", "lastName": "Doe", "email": "jane@mail.example"},
                                    "author": {"firstName": "Bob", "lastName": "Roe", "city": "Berlin"}}}),
    "comma": "<title>x</title><script type=application/ld+json>{\"@type\":\"Person\", // me\n\"name\":\"Jane Doe\","
             "\"jobTitle\":\"Glazier\",}</script><img src=p/other.jpg>",
    "broken": "<title>x</title><script type=application/ld+json>{\"@type\":\"Person\",\"name\":\"Jane Doe\" \"x\"}</script>"
              "<img src=p/other.jpg>",
    "particle": "<title>Jane van Doe</title><h1>Jane van Doe</h1><p>Jane and Doe<img src=p/other.jpg alt='Jane de Doe'>",
    "scripted": "<title>Jane Doe</title><div id=app></div><script src=app.js></script>",
}

# An address that is too long is left out, also where the page has something else to be said of.
LONG = "<title>Long</title><img src=p/stranger.jpg><img src=p/%s.jpg>" % ("a" * 5000)
PAGES |= {"long": LONG, "browsers": LONG, "leads": LONG + "<meta http-equiv=refresh content='0;url=/result.html'>",
          "framed": "<title>Framed</title><iframe src=long.html></iframe>"}


def faces(name):
    """In which order photos are told, and whether the face is where it was drawn."""
    (row,) = [row for row in map(json.loads, open(name)) if row["status"] == "audit"]
    for one in row["served"]:
        found = one["faces"]
        print(one["url"].rsplit("/", 1)[1], found if not found else len(found), re.sub(r"\d\d+", "N", one["faces_words"]))
        if found:
            print(sorted(key for key in one if key.startswith("faces")), sorted(found[0]))
        for box in found or []:
            scale = one["width"] / 900
            x, y, width = (value * scale for value in FACE)
            print("  within a fifth:", [abs(got - wanted) < width / 5 for got, wanted in (
                (box["x"] + box["width"] / 2, x), (box["y"] + box["height"] / 2, y + .12 * width),
                (box["width"], width), (box["height"], width))], "%d px wide" % box["width"] in one["faces_words"])


def make():
    from PIL import Image
    photo = Image.open("/usr/share/backgrounds/mate/nature/Storm.jpg").convert("RGB")
    photo.resize((1600, 1066)).save("original.jpg", quality=92, exif=EXIF)
    os.makedirs("www/p")
    small = {"me-320x200": 640, "avatar": 150, "signed": 700, "listed": 500, "news": 800, "plain": 610, "where": 720, "other": 660,
             "jane-doe": 680}
    for name, side in small.items():
        extra = {"where": {"exif": EXIF}, "plain": {"comment": b"Camera owner: Zoe, Berlin"}}.get(name, {})
        photo.resize((side, side * 2 // 3)).save("www/p/%s.jpg" % name, quality=85, **extra)
    photo.resize((1200, 800)).save("www/p/me.jpg", quality=90)
    face().save("face.jpg", quality=92)
    face().resize((720, 560)).save("www/p/face.jpg", quality=80)
    Image.open("/usr/share/backgrounds/mate/nature/LadyBird.jpg").convert("RGB").resize((600, 400)).save(
        "www/p/stranger.jpg")
    for name, page in PAGES.items():
        with open("www/%s.html" % name, "w") as out:
            out.write(page)
    with open("www/robots.txt", "w") as out:
        out.write("User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n\nUser-agent: Googlebot\nUser-agent: *\n"
                  "Disallow: /personal\nAllow: /personal.html$\nDisallow: /*.html$\nAllow: /*r*.html\n")


class Handler(served.Site):
    def send_head(self):
        if self.path.startswith("/members/") or (self.path == "/browsers.html" and "Sec-Fetch-Dest" not in self.headers):
            return self.send_error(403)
        return super().send_head()

    def end_headers(self):
        if self.path.startswith("/album"):
            self.send_header("X-Robots-Tag", "noindex, noarchive")
        if self.path.startswith("/news"):
            self.send_header("TDM-Reservation", "1")
        super().end_headers()


def serve():
    served.serve(Handler)


def tell(name, site):
    for line in open(name):
        row = json.loads(line)
        if row["status"] != "audit":
            continue
        print(row["words"], row["points"], row["points_most"])
        for sure in (True, False):
            kinds = sorted({"%s=%s" % (one["kind"], one["detail"].replace(site, "SITE")) for one in row["exposed"]
                            if one["sure"] == sure and one["points"] > 0})
            for kind in kinds:
                print("  " if sure else "  perhaps", kind)
        for name, told in row["machines"].items():
            print("  ", name, told["told"], told["by"])
        for one in row["unlearned"]:
            print("   unlearned", one["url"].replace(site, "SITE"), one["why"])
        for one in row["served"]:
            print("   served", one["width"], one["original"]["width"], one["gives"], "without", one["removed"],
                  one["larger"] and one["larger"]["url"].replace(site, "SITE"))


def once():
    """The other pages of a photo, each by how often it is told."""
    (row,) = [row for row in map(json.loads, sys.stdin) if row["status"] == "audit"]
    pages = [one["detail"] for one in row["exposed"] if one["kind"] == "photo_elsewhere"]
    print(sum(one["kind"] == "photo_public" for one in row["exposed"]), len(pages) > 1, len(pages) - len(set(pages)))


def report(whole, shown):
    """Grades, the worst first; both pictures of each photo; and to others neither pictures nor names."""
    text, other = open(whole).read(), open(shown).read()
    print(re.findall(r'class="grade g.">(.*?)</span>', text))
    print("anybody can fetch", re.findall(
        r"Für alle abrufbare Fotos<br>Letzter Blick: \d+\. [^<]+ 20\d\d</dt><dd[^>]*>([–\d]+)<", text))
    print("pictures", text.count("data:image/jpeg;base64,"), "pairs", text.count('class="pair"'), "boxes",
          text.count('type="checkbox"'))
    print("not found out", text.count("nicht festzustellen"), "sizes", "1600 × 1066" in text, "640 × 426" in text)
    print("why a range", [re.sub(r":\d+/", "/", one) for one in re.findall(r"Nicht zu erfahren: ([^<]*)<", text)],
          re.findall(r"Could not be learned: ([^<]*)<", other), "which file", len(set(re.findall(
              r"Jeder kann ein Foto von dir abrufen: [^<]*/(p/[^<]*)<", text))))
    print("redacted", re.findall(r'class="grade g.">(.*?)</span>', other) == [
        grade.replace("Note", "Grade") for grade in re.findall(r'class="grade g.">(.*?)</span>', text)],
        [word for word in ("data:image", "Jane", "Glazier", "janed42", "b.example/j", "Berlin", "profile.html") if word in other])
    lists = [re.findall(r"<li>.*?</li>", one, re.S) for one in re.findall(r'<ul class="findings">(.*?)</ul>', other, re.S)]
    lines = [[re.sub(r"<br>.*|</li>", "", line, flags=re.S) for line in one] for one in lists]
    print("told twice", [line for one in lines for line in set(one) if one.count(line) > 1], "of", len(lines) > 3)


def paper(page, pdf):
    """What the page has in words and its PDF has not; nothing where nobody can read it."""
    if not shutil.which("pdftotext"):
        print("left out: []")
        return
    body = re.sub(r"<style>.*?</style>|<title>.*?</title>", "", open(page).read(), flags=re.S)
    text = "".join(subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout.split())
    print("left out:", sorted({word for word in html.unescape(re.sub(r"<[^>]+>", " ", body)).split() if word not in text}))


{"faces": faces, "make": make, "once": once, "paper": paper, "report": report, "serve": serve, "tell": tell}[sys.argv[1]](*sys.argv[2:])
