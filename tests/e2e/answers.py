"""A site that answers in sixty ways, and what check, recheck, cases and
letters make of each: no failure is called "not public", "gone" or "none"."""
import gzip
import hashlib
import http.server
import json
import os
import pathlib
import socketserver
import struct
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
import zlib

TOP = pathlib.Path(sys.argv[1])
MINE, COPY, OTHER = [(TOP / name).read_bytes() for name in ("me.jpg", "copy.jpg", "other.jpg")]
BROWSER = "Mozilla/5.0"


def png(width, height, grey):
    part = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes([grey(y) if callable(grey) else grey]) * width for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b""))


GREY, SMALL, DOT = png(320, 320, 200), png(90, 60, 120), png(1, 1, 255)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>members only</text></svg>'
LOGIN = b"<!doctype html><title>Log in</title><form action=/login><input name=p type=password></form>"
BOMB = gzip.compress(b"\0" * (64 << 20))

now = {}  # path -> the way it answers now, instead of its name's
asked = []  # (path, headers)


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def handle(self):
        try:
            super().handle()
        except OSError:
            pass  # they went away

    def say(self, status, body=b"", kind="text/html", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def photo(self, **headers):
        self.say(200, MINE, "image/jpeg", **headers)

    def when(self, good, otherwise):
        return self.photo() if good else otherwise()

    def torn(self, announced, sent):
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Content-Length", str(announced))
        self.end_headers()
        self.wfile.write(sent)
        self.close_connection = True

    def raw(self, data):
        self.wfile.write(data)
        self.close_connection = True

    def picture(self, how):
        head = lambda name: self.headers.get(name, "")
        browser = "image/" in head("Accept")
        page = head("Referer").startswith(f"http://127.0.0.1:{self.server.server_port}/")
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        challenge = lambda: self.say(200, b"<title>Just a moment...</title><script>1</script>")
        answers = {
            # public
            "ok": self.photo,
            "agent403": lambda: self.when(BROWSER in head("User-Agent"), lambda: self.say(403)),
            "gzip": lambda: self.say(200, gzip.compress(MINE), "image/jpeg", Content_Encoding="gzip"),
            "deflate": lambda: self.say(200, zlib.compress(MINE), "image/jpeg", Content_Encoding="deflate"),
            "moved": lambda: self.say(302, Location="/p/ok.jpg"),
            "chunked": lambda: self.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        b"%x\r\n%s\r\n0\r\n\r\n" % (len(MINE), MINE)),
            "early": lambda: self.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\n"
                                      b"Content-Length: %d\r\n\r\n" % len(MINE) + MINE),
            "moved_utf8": lambda: self.raw("HTTP/1.1 308 Moved\r\nLocation: /käse/ok.jpg\r\nContent-Length: 0\r\n\r\n"
                                           .encode()),
            "octets": lambda: self.say(200, MINE, "application/octet-stream"),
            "etag": lambda: self.say(304) if head("If-None-Match") == '"1"' else self.photo(ETag='"1"'),
            # public to browsers
            "referer403": lambda: self.when(page, lambda: self.say(403)),
            "referer404": lambda: self.when(page, lambda: self.say(404)),
            "referer302": lambda: self.when(page, lambda: self.say(302, Location="/login")),
            "accept406": lambda: self.when(browser, lambda: self.say(406)),
            "fetch999": lambda: self.when(head("Sec-Fetch-Dest") == "image", lambda: self.say(999)),
            "html_to_programs": lambda: self.when(browser, challenge),
            "hotlink_dot": lambda: self.when(page, lambda: self.say(200, DOT, "image/png")),
            "hotlink_svg": lambda: self.when(page, lambda: self.say(200, SVG, "image/svg+xml")),
            "referer401": lambda: self.when(page, lambda: self.say(401)),
            "hotlink_grey": lambda: self.when(page, lambda: self.say(200, GREY, "image/png")),
            # login
            "login": lambda: self.say(302, Location="/login"),
            "login401": lambda: self.say(401, WWW_Authenticate='Basic realm="x"'),
            "login200": lambda: self.say(200, LOGIN),
            "login403": lambda: self.say(403, LOGIN),
            "meta_login": lambda: self.say(
                200, b'<meta http-equiv=refresh content="0; url=/login?next=%2Fa"><img src=/a.png>'),
            "refresh_login": lambda: self.say(200, b"<html></html>", Refresh="1;url=/accounts/sign-in"),
            "script_login": lambda: self.say(200, b"<script>top.location.replace('\\/login')</script>Please sign in."),
            # stand-ins
            "grey": lambda: self.say(200, GREY, "image/png"),
            "svg": lambda: self.say(200, SVG, "image/svg+xml"),
            # absent
            "gone404": lambda: self.say(404),
            "gone410": lambda: self.say(410),
            "gone451": lambda: self.say(451),
            "moved_gone": lambda: self.say(301, Location="/p/gone410.jpg"),
            # unknown
            "network511": lambda: self.say(511, LOGIN),
            "meta_next": lambda: self.say(200, b'<title>Hello</title><meta http-equiv=refresh content="0;url=/next">'),
            "meta_later": lambda: self.say(
                200, b'<title>Hello</title><meta http-equiv=refresh content="900;url=/login">'),
            "script_may": lambda: self.say(200, b"<title>Hello</title><script>if (!me) location = '/login'</script>"),
            "chunk_torn": lambda: self.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                           b"fa0\r\n%s\r\n" % MINE[:4000]),
            "chunk_late": lambda: self.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                           b"%x\r\n%s\r\n" % (len(MINE) * 19 // 20, MINE[:len(MINE) * 19 // 20])),
            "script_go": lambda: self.say(200, b"<title>Hello</title><script>const go = () => { location = '/login' }"
                                          b"</script>"),
            # no length was announced, so nobody but the decoder can tell
            "mostly": lambda: self.raw(b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + MINE[:len(MINE) * 19 // 20]),
            "round_two": lambda: self.say(302, Location="/p/round_three.jpg"),
            "round_three": lambda: self.say(302, Location="/p/round_two.jpg"),
            "refused403": lambda: self.say(403, b"no"),
            "refused418": lambda: self.say(418),
            "refused999": lambda: self.say(999),
            "error500": lambda: self.say(500),
            "error502": lambda: self.say(502),
            "busy503": lambda: self.say(503, Retry_After="1"),
            "busy_day": lambda: self.say(503, Retry_After="86400"),
            "unasked304": lambda: self.say(304),
            "teapot300": lambda: self.say(300),
            "round": lambda: self.say(302, Location=self.path),
            "challenge": challenge,
            "challenge403": lambda: self.say(403, b"<title>Just a moment...</title>_cf_chl_opt"),
            "soft404": lambda: self.say(200, b"<!doctype html><title>404 Not Found</title>"),
            "webpage": lambda: self.say(200, b"<!doctype html><title>Hello</title>"),
            "torn": lambda: self.torn(len(MINE), MINE[:4000]),
            "torn_late": lambda: self.torn(len(MINE), MINE[:len(MINE) * 19 // 20]),
            "cut_gzip": lambda: self.say(200, gzip.compress(MINE)[:3000], "image/jpeg", Content_Encoding="gzip"),
            "empty": lambda: self.say(200, b"", "image/jpeg"),
            "bad_gzip": lambda: self.say(200, MINE, "image/jpeg", Content_Encoding="gzip"),
            "part": lambda: self.say(206, MINE[:4000], "image/jpeg", Content_Range=f"bytes 0-3999/{len(MINE)}"),
            "whole": lambda: self.say(206, MINE, "image/jpeg", Content_Range=f"bytes 0-{len(MINE) - 1}/{len(MINE)}"),
            "lzma": lambda: self.say(200, b"lzma", "image/jpeg", Content_Encoding="lzma"),
            "bomb": lambda: self.say(200, BOMB, "image/jpeg", Content_Encoding="gzip"),
            "http9": lambda: self.raw(b"hello"),
            "headers": lambda: self.raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100000 + b"\r\n\r\n"),
            "hangs_up": lambda: self.raw(b""),
            # what is there, but not this
            "other": lambda: self.say(200, OTHER, "image/jpeg"),
            "copy": lambda: self.say(200, COPY, "image/jpeg"),
            "signed": lambda: self.photo() if float(query["Expires"][0]) > time.time()
            else self.say(403, b"<Code>AccessDenied</Code>", "application/xml"),
        }
        answers[how]()

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        asked.append((path, dict(self.headers)))
        how = now.get(path) or pathlib.Path(path).stem
        if path == "/login":
            self.say(200, LOGIN)
        elif path == "/profile":
            self.say(302, Location="/login")
        elif path == "/signed.html":
            self.say(200, b'<!doctype html><img src="/p/signed.jpg?Expires=%d">' % (time.time() + 2))
        elif path == "/k%C3%A4se/ok.jpg":
            self.photo()
        elif path.startswith("/k"):
            self.say(404)  # by another spelling
        elif path.startswith("/walls"):
            self.say(200, SMALL, "image/png")
        elif path.startswith("/shapes/"):
            body = shapes[path[7:]]
            self.say(200, body, "image/png" if body[1:4] == b"PNG" else "image/jpeg")
        elif path in ("/robots.txt", "/.well-known/tdmrep.json"):
            self.say(404)
        elif path.endswith(".html"):
            self.say(200, pages[path])
        else:
            self.picture(how)


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128


server = Server(("127.0.0.1", 0), Site)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"


def lenscap(*words, days=0, expect=None):
    """Rows of a command, and its exit status."""
    environment = {**os.environ, "LD_PRELOAD": str(TOP / "later.so"), "DAYS": str(days)} if days else dict(os.environ)
    done = subprocess.run(["lenscap", *words, "--home", str(TOP / "home"), "--key-file", str(TOP / "key")],
                          capture_output=True, text=True, env=environment, timeout=300)
    if expect is not None:
        assert done.returncode == expect, (words, done.returncode, done.stdout, done.stderr)
    return done.stdout, done.returncode


def rows(*words, **more):
    said, code = lenscap(*words, "--json", **more)
    return [json.loads(line) for line in said.splitlines()], code


def check(*urls):
    """Pages and pictures; what an audit says of them is audit.sh's."""
    found, code = rows("check", "--allow-local", *urls)
    return [row for row in found if row["status"] != "audit"], code


def recheck(days=0):
    found, code = rows("recheck", "--allow-local", days=days)
    return {row["place"][len(base):].split("?")[0]: row for row in found}, code


lenscap("init", expect=0)
lenscap("photos", "add", str(TOP / "me.jpg"), expect=0)

# ---- Each answer, three ways: by its address, on a page, on a page of another name ----
WANT = {
    "public": "ok mostly whole agent403 gzip deflate moved octets etag copy chunked early moved_utf8",
    "public_to_browsers": "referer403 referer404 referer302 accept406 fetch999 html_to_programs hotlink_grey "
    "referer401 hotlink_svg",
    "login": "login login401 login200 login403 meta_login refresh_login script_login",
    "stand_in": "grey svg",
    "absent": "gone404 gone410 gone451 moved_gone",
    "unknown": "refused403 refused418 refused999 error500 error502 busy503 unasked304 teapot300 round challenge "
    "challenge403 soft404 webpage torn cut_gzip part empty bad_gzip lzma bomb http9 headers hangs_up "
    "network511 meta_next meta_later script_may script_go chunk_torn chunk_late torn_late "
    "round_two",
}
want = {name: access for access, names in WANT.items() for name in names.split()}
assert len(want) >= 40, len(want)
pages = {
    "/all.html": "".join(f"<img src=/p/{name}.jpg width=300 height=200>" for name in want).encode(),
    "/q.html": "".join(f'<a href=/x><img src="/p/{name}.jpg?v=1"></a>' for name in want).encode(),
    "/me_meta.html": b"<!doctype html><meta http-equiv=refresh content='2; url=/login'>You are being redirected.",
    "/me_script.html": b"<!doctype html><body onload=\"location.href='/login'\">",
    "/me_later.html": b"<!doctype html><meta http-equiv=refresh content='1800; url=/login'><img src=/p/ok.jpg>",
    "/me_next.html": b"<!doctype html><script>window.location = '/me_later.html'</script>",
    "/none.html": b"<!doctype html><script>document.write(1)</script>",
}


def right(found, where):
    for row in found:
        name = pathlib.Path(urllib.parse.urlsplit(row["url"]).path).stem
        if name not in want:
            continue
        assert row["access"] == want[name], (where, name, row["access"], row["why"])
        assert row["why"] and row["words"].endswith("."), row
        assert "not public" not in json.dumps(row), row
        mine = row["status"] == "mine"
        assert mine == (row["access"] in ("public", "public_to_browsers")), (where, name, row["status"])
        if row["access"] not in ("public", "public_to_browsers"):
            assert row["status"] in (row["access"], "unreadable"), row


def own(name):
    """What is kept of the file at a place."""
    (place,) = [place for place in rows("photos", "show", "1")[0][0]["seen"] if place["place"] == f"{base}/p/{name}.jpg"]
    return place["bytes"], place["sha256"]


WHOLE = len(MINE), hashlib.sha256(MINE).hexdigest()
found, code = check(*[f"{base}/p/{name}.jpg" for name in want])
assert code == 1 and len(found) == len(want), (code, len(found))
right(found, "address")
assert sorted(row["number"] for row in found) == list(range(1, len(want) + 1))
assert (own("ok"), own("mostly")) == (WHOLE, (None, None)), own("mostly")
for page in ("/all.html", "/q.html"):
    found, code = check(base + page)
    assert code == 1, code
    right(found, page)
    ordered = [row["url"] for row in sorted(found, key=lambda row: row["number"])][1:]
    assert [pathlib.Path(urllib.parse.urlsplit(url).path).stem for url in ordered] == list(want), ordered

# ---- Exits: what is known is no failure ----
for names, status in (("ok", 0), ("login", 0), ("gone404", 0), ("grey", 0), ("error500", 1), ("torn", 1)):
    assert check(f"{base}/p/{names}.jpg")[1] == status, names
(row,), code = check(base + "/profile")
assert (row["access"], code) == ("login", 0) and row["public"]["final_url"] == base + "/login", row
for how in ("meta", "script"):
    (row,), code = check(f"{base}/me_{how}.html")
    assert (row["access"], row["why"], code) == ("login", "login_page", 0), row
found, code = check(base + "/me_later.html")
assert [(row["access"], row["why"]) for row in found] == [("public", "ok"), ("public", "ok")] and code == 0, found
found, code = check(base + "/me_next.html")
states = {row["url"][len(base):]: (row["access"], row["why"]) for row in found}
assert states == {"/me_next.html": ("public", "leads_on"), "/me_later.html": ("public", "ok"),
                  "/p/ok.jpg": ("public", "ok")}, states
(row,), code = check(base + "/none.html")
assert (row["access"], row["why"], code) == ("unknown", "scripted", 1), row

# ---- One wall's picture at several addresses ----
found, code = check(*[f"{base}/walls/{name}" for name in ("anna.png", "bob.png", "carla.png")])
assert {row["access"] for row in found} == {"stand_in"} and {row["why"] for row in found} == {"same"}, found

# ---- A drawing for many is one by whatever names; a photo by several is none, nor one that is cut to its place ----
HEAD = png(200, 200, lambda y: 90 + y // 2)
THIRD = OTHER + b"\0\0"
shapes = {"/many/a.jpg": THIRD, "/many/b.jpg": THIRD, "/many/c.jpg": THIRD, "/heads/1/photo.png": HEAD, "/heads/2/photo.png": HEAD, "/twice/me.jpg": OTHER, "/twice/card.jpg": OTHER,
          "/cut.jpg": OTHER + b"\0"}
pages["/shapes.html"] = (b"<img src=/shapes/heads/1/photo.png><img src=/shapes/heads/2/photo.png>"
                         b"<img src=/shapes/many/a.jpg><img src=/shapes/many/b.jpg><img src=/shapes/many/c.jpg>"
                         b"<img src=/shapes/twice/me.jpg><img src=/shapes/twice/card.jpg>"
                         b"<img src=/shapes/cut.jpg width=200 height=200>")
found, code = check(base + "/shapes.html")
states = {row["url"][len(base) + 7:]: row["access"] for row in found if "/shapes/" in row["url"]}
assert states == {"/heads/1/photo.png": "stand_in", "/heads/2/photo.png": "stand_in", "/twice/me.jpg": "public",
                  "/twice/card.jpg": "public", "/cut.jpg": "public",
                  **{f"/many/{name}.jpg": "public" for name in "abc"}}, states

# ---- A dot where the page announces a photo, for programs or for all; a spacer is none ----
pages["/dots.html"] = (b"<img src=/p/hotlink_dot.jpg width=300 height=200><img src=/shapes/dot.jpg width=300 height=200>"
                       b"<img src=/shapes/spacer.png width=300 height=200><img src=/shapes/small.jpg width=60 height=60>")
shapes.update({"/dot.jpg": png(1, 1, 250), "/spacer.png": png(1, 1, 251), "/small.jpg": png(1, 1, 252)})
found, code = check(base + "/dots.html")
states = {row["url"][len(base):]: (row["status"], row["access"]) for row in found if ".html" not in row["url"]}
assert states == {"/p/hotlink_dot.jpg": ("mine", "public_to_browsers"), "/shapes/dot.jpg": ("stand_in", "stand_in"),
                  "/shapes/spacer.png": ("icon", "public"), "/shapes/small.jpg": ("icon", "public")}, states

# ---- A pause is kept, and the others are asked after it ----
pages["/busy.html"] = b"<img src=/p/busy503.jpg>" + b"".join(b"<img src='/p/ok.jpg?%d'>" % i for i in range(6))
found, code = check(base + "/busy.html")
assert sum(row["status"] == "mine" for row in found) == 6, found
pages["/day.html"] = b"<img src=/p/busy_day.jpg>" + b"".join(b"<img src='/p/ok.jpg?d%d'>" % i for i in range(6))
found, code = check(base + "/day.html")
assert code == 1 and not [row for row in found if row["access"] in ("absent", "login", "stand_in")], found

# ---- The budget is kept, and what lies beyond it is said ----
pages["/much.html"] = b"".join(b"<img src='/p/ok.jpg?m%d'>" % i for i in range(120))
found, code = check("--budget", "1", base + "/much.html")
beyond = [row for row in found if row["why"] == "budget"]
taken = sum(row["public"]["bytes"] for row in found if row.get("public"))
assert code == 1 and beyond and taken <= 1000000 and len(found) == 121, (len(found), len(beyond), taken)
said, code = lenscap("check", "--allow-local", "--budget", "1", base + "/much.html")
assert f"Not looked at: {len(beyond)} beyond the budget" in said or "beyond the budget" in said, said[-300:]

# ---- In whose name ----
asked.clear()
check(f"{base}/p/ok.jpg")
assert all(headers["User-Agent"].startswith(BROWSER) for _, headers in asked), asked
asked.clear()
rows("check", "--allow-local", "--honest-agent", f"{base}/p/refused403.jpg")
assert asked and all(headers["User-Agent"].startswith("Lenscap/") for _, headers in asked), asked
for _, headers in asked:
    assert not {"Cookie", "Authorization", "Origin"} & set(headers), headers

# ---- Nobody there ----
quiet = Server(("127.0.0.1", 0), Site)
port = quiet.server_port
quiet.server_close()
for url in (f"http://127.0.0.1:{port}/p/ok.jpg", "http://no-such-host.invalid/me.jpg", "ftp://127.0.0.1/me.jpg",
            "https://127.0.0.1:%d/me.jpg" % server.server_port):
    (row,), code = check(url)
    assert (row["access"], code) == ("unknown", 1), row
(row,), code = rows("check", "--proxy", f"socks5h://127.0.0.1:{port}", "https://example.org/me.jpg")
assert (row["access"], row["why"], code) == ("unknown", "proxy", 1), row

# ---- Looked at again: a fresh ledger with two places, and a case ----
for name in ("home", "data", "state"):
    subprocess.run(["rm", "-rf", str(TOP / name)], check=True)
(TOP / "key").unlink()
lenscap("init", expect=0)
lenscap("photos", "add", str(TOP / "me.jpg"), expect=0)
(TOP / "own.json").write_text(json.dumps({
    "slug": "here", "name": "Here Ltd", "web": base + "/", "address": "1 High Street\nLondon\nUnited Kingdom",
    "email": "dpo@example.org", "relevant-countries": ["all"], "sources": [base + "/"], "quality": "verified"}))
lenscap("controllers", "add", str(TOP / "own.json"), expect=0)
pages["/me.html"] = b"<!doctype html><title>Me</title><img src=/p/first.jpg>"
now["/p/first.jpg"], now["/p/direct.jpg"] = "ok", "etag"
check(base + "/me.html")
check(base + "/p/direct.jpg")
check(base + "/signed.html")
lenscap("me", "set", "country", "fr", expect=0)
lenscap("me", "set", "email", "zoe@example.org", expect=0)
lenscap("letter", "draft", "--to", "here", "--ask", "erasure", "--photos", "1", expect=0)
lenscap("cases", "sent", "1", expect=0)


def events():
    case = rows("cases", "show", "1")[0][0]
    return [event for event in case.get("history", case.get("events", [])) if "checked" in json.dumps(event)]


asked.clear()
found, code = recheck()
assert {row["now"] for row in found.values()} == {"there"} and code == 1, found
direct = [headers for path, headers in asked if path == "/p/direct.jpg"]
assert direct and direct[0].get("If-None-Match") == '"1"', direct
before = len(events())
time.sleep(2.1)
found, code = recheck()
assert found["/p/signed.jpg"]["now"] == "there", found["/p/signed.jpg"]
# Nothing that was not learned is gone, or enters the case.
for how, state in (("refused403", "unknown"), ("challenge", "unknown"), ("soft404", "unknown"), ("webpage", "unknown"),
                   ("refused999", "unknown"), ("torn", "unknown"), ("bad_gzip", "unknown"), ("error500", "unknown"),
                   ("bomb", "unknown"), ("hangs_up", "unknown"),
                   ("grey", "stand_in"), ("login", "login"), ("login200", "login"), ("login401", "login"),
                   ("meta_login", "login"), ("network511", "unknown"),
                   ("agent403", "there"), ("referer403", "there"), ("accept406", "there"), ("gzip", "there"),
                   ("hotlink_grey", "there"), ("other", "changed"), ("gone404", "absent")):
    now["/p/direct.jpg"] = how
    found, code = recheck()
    row = found["/p/direct.jpg"]
    assert row["now"] == state and not row["gone"] and not row["back"], (how, row)
    assert how != "other" or (row["access"], row["why"]) == ("public", "ok"), row
    assert code == 1, (how, code)
assert not [event for event in events() if '"gone": 1' in json.dumps(event)], events()

# ---- Of a copy that is not whole nothing is kept as the whole's ----
now["/p/direct.jpg"] = "mostly"
assert recheck()[0]["/p/direct.jpg"]["now"] == "there"
assert own("direct") == WHOLE, own("direct")

# ---- Gone is what was missing twice, a day apart ----
now["/p/direct.jpg"] = "ok"
assert recheck()[0]["/p/direct.jpg"]["missing"] is None
now["/p/direct.jpg"] = "gone404"
assert not recheck()[0]["/p/direct.jpg"]["gone"]
assert not recheck()[0]["/p/direct.jpg"]["gone"], "twice within a day"
now["/p/direct.jpg"] = "error500"
row = recheck(days=2)[0]["/p/direct.jpg"]
assert row["now"] == "unknown" and not row["gone"], row
now["/p/direct.jpg"] = "gone404"
row = recheck(days=2)[0]["/p/direct.jpg"]
assert row["now"] == "absent" and row["gone"], row
now["/p/direct.jpg"] = "ok"
row = recheck(days=3)[0]["/p/direct.jpg"]
assert row["now"] == "there" and row["back"] and not row["gone"], row
# The page moved it: the place is the photo on the page, not the address.
pages["/me.html"] = b"<!doctype html><title>Me</title><img src=/p/second.jpg>"
now["/p/first.jpg"], now["/p/second.jpg"] = "gone404", "ok"
row = recheck(days=3)[0]["/p/first.jpg"]
assert row["now"] == "there" and row["address"] == base + "/p/second.jpg", row
# Another picture in its place, and the page has it no more.
now["/p/second.jpg"] = "other"
row = recheck(days=4)[0]["/p/second.jpg"]
assert row["now"] == "changed" and not row["gone"], row
row = recheck(days=6)[0]["/p/second.jpg"]
assert row["now"] == "changed" and row["gone"], row
seen = rows("photos", "show", "1")[0][0]["seen"]
history = next(place for place in seen if place["place"].endswith("/second.jpg"))["looks"]
assert [look["now"] for look in history][-2:] == ["there", "changed"] and history[-1]["times"] == 2, history

# One address on several pages has one answer, and is asked for once.
pages["/twin1.html"] = pages["/twin2.html"] = b"<!doctype html><img src=/p/twin.jpg><img src=/p/other.jpg>"
now["/p/twin.jpg"] = "copy"
check(base + "/twin1.html", base + "/twin2.html")
pages["/twin1.html"] = pages["/twin2.html"] = b"<!doctype html><img src=/p/other.jpg>"
for how, state, times in (("copy", "there", 1), ("gone404", "absent", 2), ("error500", "unknown", 2)):
    now["/p/twin.jpg"] = how
    asked.clear()
    found = [row for row in rows("recheck", "--allow-local", days=6)[0] if row["place"] == base + "/p/twin.jpg"]
    assert [(row["now"], row["page"][-11:]) for row in sorted(found, key=lambda row: row["page"])] == [
        (state, "/twin1.html"), (state, "/twin2.html")], (how, found)
    # A second time as a browser asks.
    assert sum(path == "/p/twin.jpg" for path, _ in asked) == times, (how, asked)

# ---- What letters take: each place with its own bytes; none of this machine is told ----
pages["/copies.html"] = b"<!doctype html><img src=/p/copy.jpg><img src=/p/ok.jpg>"
check(base + "/copies.html")
seen = rows("photos", "show", "1")[0][0]["seen"]
for path in ("/p/copy.jpg", "/p/ok.jpg"):
    body = urllib.request.urlopen(base + path).read()
    place = next(place for place in seen if place["place"] == base + path)
    assert place["bytes"] == len(body) and place["sha256"] == hashlib.sha256(body).hexdigest(), place
text = lenscap("letter", "draft", "--to", "pimeyes", "--ask", "erasure", "--photos", "1", "--disclose", "sha256",
               "--preview", "--lang", "en", expect=0)[0]
assert "127.0.0.1" not in text, text
server.shutdown()
server.server_close()
found, code = recheck(days=9)
assert {row["now"] for row in found.values()} == {"unknown"} and code == 1, found
print(f"answers: {len(want)} ways, each three times; none is called gone, not public or none")
