"""A site that answers in sixty ways, and the program that asks it."""
import gzip
import http.server
import json
import os
import pathlib
import socket
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
pages = {}  # path -> what its page has; or what answers, given the request
shapes = {}  # path -> a picture of its own
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

    def far(self, query, most):
        left = int(query.get("left", [most])[0])
        if not left:
            return self.photo()
        return self.say(302, Location=f"{urllib.parse.urlsplit(self.path).path}?left={left - 1}")

    def reset(self):
        self.torn(len(MINE), MINE[:4000])
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

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
            # a picture comes with whatever status; browsers show it
            **{f"photo{code}": lambda code=code: self.say(code, MINE, "image/jpeg")
               for code in (401, 403, 404, 410, 451, 500, 503)},
            **{f"grey{code}": lambda code=code: self.say(code, GREY, "image/png") for code in (404, 410)},
            "other404": lambda: self.say(404, OTHER, "image/jpeg"),
            "other403": lambda: self.say(403, OTHER, "image/jpeg"),
            "menu429": lambda: self.say(429, LOGIN),
            "menu500": lambda: self.say(500, LOGIN),
            "text": lambda: self.say(200, b"No such picture", "text/plain"),
            "nothing204": lambda: self.say(204),
            "reset": self.reset,
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
            "referer_text": lambda: self.when(page, lambda: self.say(200, b"no hotlinks", "text/plain")),
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
            "refused407": lambda: self.say(407),
            "refused418": lambda: self.say(418),
            "refused999": lambda: self.say(999),
            "error500": lambda: self.say(500),
            "error502": lambda: self.say(502),
            "busy503": lambda: self.say(503, Retry_After="1"),
            "often_day": lambda: self.say(429, Retry_After="86400"),
            "busy_day": lambda: self.say(503, Retry_After="86400"),
            "unasked304": lambda: self.say(304),
            "teapot300": lambda: self.say(300),
            # browsers follow twenty
            "far": lambda: self.far(query, 20),
            "too_far": lambda: self.far(query, 21),
            "menu200": lambda: self.say(200, b"<!doctype html><title>Example</title><input type=password>"
                                        + b"<p>Here is what else this site has for you. " * 20),
            "menu403": lambda: self.say(403, b"<!doctype html><title>Example</title><input type=password>"
                                        + b"<p>This is not for programs like you. " * 20),
            "round": lambda: self.say(302, Location=self.path),
            "challenge": challenge,
            "challenge404": lambda: self.say(404, b"<title>Just a moment...</title>_cf_chl_opt"),
            "moved_home": lambda: self.say(302, Location="/home.html"),
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
            page = pages[path]
            self.say(200, page) if isinstance(page, bytes) else page(self)
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
