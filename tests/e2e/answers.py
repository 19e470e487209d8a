"""What check, recheck, cases and letters make of each way to answer: no
failure is called "not public", "gone" or "none"."""
import hashlib
import json
import pathlib
import subprocess
import time
import urllib.parse
import urllib.request

from answering import BROWSER, MINE, OTHER, Server, Site, TOP, asked, base, check, lenscap, now, pages, png, recheck, rows
from answering import server, shapes

lenscap("init", expect=0)
lenscap("photos", "add", str(TOP / "me.jpg"), expect=0)

# ---- Each answer, three ways: by its address, on a page, on a page of another name ----
WANT = {
    "public": "ok mostly whole agent403 gzip deflate moved octets etag copy chunked early moved_utf8 far "
    "photo401 photo403 photo404 photo410 photo451 photo500 photo503",
    "public_to_browsers": "referer403 referer404 referer302 accept406 fetch999 html_to_programs hotlink_grey "
    "referer401 referer_text hotlink_svg",
    "login": "login login401 login200 login403 meta_login refresh_login script_login",
    "stand_in": "grey svg",
    "absent": "gone404 gone410 gone451 moved_gone grey404 grey410 other404",
    "unknown": "refused403 refused407 refused418 refused999 error500 error502 busy503 unasked304 teapot300 round challenge "
    "challenge403 challenge404 moved_home soft404 webpage torn cut_gzip part empty bad_gzip lzma bomb http9 headers hangs_up "
    "network511 meta_next meta_later script_may script_go chunk_torn chunk_late torn_late "
    "round_two too_far other403 menu200 menu403 menu429 menu500 text nothing204 reset",
}
want = {name: access for access, names in WANT.items() for name in names.split()}
assert len(want) >= 40, len(want)
pages.update({
    "/all.html": "".join(f"<img src=/p/{name}.jpg width=300 height=200>" for name in want).encode(),
    "/q.html": "".join(f'<a href=/x><img src="/p/{name}.jpg?v=1"></a>' for name in want).encode(),
    "/me_meta.html": b"<!doctype html><meta http-equiv=refresh content='2; url=/login'>You are being redirected.",
    "/me_script.html": b"<!doctype html><body onload=\"location.href='/login'\">",
    "/me_later.html": b"<!doctype html><meta http-equiv=refresh content='1800; url=/login'><img src=/p/ok.jpg>",
    "/me_next.html": b"<!doctype html><script>window.location = '/me_later.html'</script>",
    "/home.html": b"<!doctype html><title>Home</title><img src=/p/other.jpg>",
    "/state.html": b"""<!doctype html><div id=app data-props='{"avatar":"/p/ok.jpg","site":"/p/other.jpg"}'></div>
        <script>window.__STATE__ = {"user":{"photoUrl":"/p/copy.jpg"},"logo":"/p/no.jpg"}</script>""",
    "/none.html": b"<!doctype html><script>document.write(1)</script>",
})


WHY = {"text": "neither", "nothing204": "empty", "empty": "empty", "reset": "cut", "torn": "cut", "hangs_up": "cut",
       "menu429": "busy", "menu500": "answer", "refused407": "refused", "http9": "malformed"}


def right(found, where):
    for row in found:
        name = pathlib.Path(urllib.parse.urlsplit(row["url"]).path).stem
        if name not in want:
            continue
        assert row["access"] == want[name], (where, name, row["access"], row["why"])
        assert row["why"] == WHY.get(name, row["why"]), (where, name, row["why"])
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
# What a page keeps for its scripts is asked for, since none of them runs here; that they may show more is said.
found, code = check(base + "/state.html")
states = {row["url"][len(base):]: (row["access"], row["why"]) for row in found}
assert states == {"/state.html": ("unknown", "scripted"), "/p/ok.jpg": ("public", "ok"),
                  "/p/other.jpg": ("public", "ok"), "/p/copy.jpg": ("public", "ok")} and code == 1, states
(row,), code = check(base + "/none.html")
assert (row["access"], row["why"], code) == ("unknown", "scripted", 1), row

# ---- One wall's picture at several addresses ----
found, code = check(*[f"{base}/walls/{name}" for name in ("anna.png", "bob.png", "carla.png")])
assert {row["access"] for row in found} == {"stand_in"} and {row["why"] for row in found} == {"same"}, found

# ---- A drawing for many is one by whatever names; a photo by several is none, nor one that is cut to its place ----
HEAD = png(200, 200, lambda y: 90 + y // 2)
THIRD = OTHER + b"\0\0"
shapes.update({"/many/a.jpg": THIRD, "/many/b.jpg": THIRD, "/many/c.jpg": THIRD, "/heads/1/photo.png": HEAD, "/heads/2/photo.png": HEAD, "/twice/me.jpg": OTHER, "/twice/card.jpg": OTHER,
          "/cut.jpg": OTHER + b"\0"})
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
# A day is not waited for: whatever is out of order for so long is alone in it, and whoever asks too often asks no more.
for how, mine in (("busy_day", 6), ("often_day", 0)):
    pages["/day.html"] = b"<img src=/p/%s.jpg>" % how.encode() + b"".join(
        b"<img src='/p/ok.jpg?%s%d'>" % (how.encode(), i) for i in range(6))
    found, code = check(base + "/day.html")
    states = [(row["status"], row["access"], row["why"]) for row in sorted(found, key=lambda row: row["number"])][1:]
    assert code == 1 and states[0] == ("unknown", "unknown", "busy"), states
    if mine:
        assert states[1:] == [("mine", "public", "ok")] * mine, states
    # What was on its way already when the site said so has its answer.
    assert mine or {state[1:] for state in states[1:]} <= {("public", "ok"), ("unknown", "not_asked")}, states

# ---- Pages that say what they are in their title alone, whatever their status ----
TITLES = {
    "soft_404": "404|Oops, page not found|Example: 404 Error|The page you were looking for doesn't exist|No such user|"
    "Example.org - Profil wurde nicht gefunden|Esta página no existe|Page indisponible|Strona nie znaleziona|"
    "Страница не найдена|ページが見つかりません|页面不存在 - 示例|Sayfa bulunamadı|Η σελίδα δεν βρέθηκε",
    "says_no": "Access Denied|403 Forbidden|Zugriff verweigert|Service unavailable|Example | Under Construction|"
    "This account is private|Something went wrong",
    "consent": "Bevor Sie zu Example weitergehen|Avant d’accéder à Example|Age verification|Privacy settings",
    "challenge": "Pardon Our Interruption|Client Challenge|One more step|请稍候…|Making sure you're not a bot!|"
    "Einen Moment bitte...",
    "login_page": "Вход|ログイン|Inicia sesión|Logga in|Example - Members only",
    "ok": "404 Gallery Berlin|My 404 photos|Notes on login problems|Just a moment in time|Security checks of the museum|"
    "One more step: my walk to Rome|Not found in nature: my art|Profile of a photographer|Gone fishing|"
    "Something went wrong at my wedding - photos|Unusual traffic signs of Iceland|Rate limits explained|"
    "Private accounts of the war|Wegen Wartung der Orgel|Are you over 18 photos|Robot check-up day|"
    "Access denied: the tour",
}
form = "<form action=/in method=post><input name=u><input type=password name=p></form>"
for why, titles in TITLES.items():
    for at, title in enumerate(titles.replace(" | ", " – ").split("|")):
        pages[f"/{why}{at}.html"] = (f"<!doctype html><title>{title}</title><img src=/walls/logo.png>"
                                     f"{form if why == 'login_page' else ''}<p>x").encode()
found, code = check(*[base + path for path in pages if pathlib.Path(path).stem.rstrip("0123456789") in TITLES])
for row in found:
    why = pathlib.Path(row["url"]).stem.rstrip("0123456789")
    if why in TITLES:
        assert row["why"] == why, (row["why"], pages[row["url"][len(base):]].decode())

# A field for a password with a logo and hardly a word is a login, whatever the title; with more it is a page like any.
for body, why in (("", "login_page"), ("<p>" + "What I saw in Rome. " * 20, "ok"), ("<img src=/p/ok.jpg?named>", "ok")):
    pages["/named.html"] = f"<!doctype html><title>Example</title><img src=/walls/logo.png>{form}{body}".encode()
    assert {row["url"]: row for row in check(base + "/named.html")[0]}[base + "/named.html"]["why"] == why, body
# So it is without a picture at all: a login in the menu of a page of words is no wall before it.
for title, why in (("My days in Rome", "ok"), ("Log in - Example", "login_page")):
    pages["/words.html"] = f"<!doctype html><title>{title}</title>{form}<p>{'What I saw in Rome. ' * 40}".encode()
    assert {row["url"]: row for row in check(base + "/words.html")[0]}[base + "/words.html"]["why"] == why, title

# A field for a user's name may be a login's or of a page to register: its title says so, or it is not known.
field = "<form action=/in method=post><input autocomplete='username' name=u></form>"
for title, body, why in (("Example", "", "asks_name"), ("Choose your name", "<img src=/walls/logo.png>", "asks_name"),
                         ("Sign in - Example", "", "login_page"), ("Example", "<p>" + "What I saw in Rome. " * 20, "ok")):
    pages["/asked.html"] = f"<!doctype html><title>{title}</title>{field}{body}".encode()
    found = {row["url"]: row for row in check(base + "/asked.html")[0]}[base + "/asked.html"]
    assert (found["why"], found["access"]) == (why, {"asks_name": "unknown", "ok": "public"}.get(why, "login")), (title, found)

# What its pictures are is looked at, whether the title is a wall's by chance or not.
for title, access in (("Something went wrong at my wedding - photos", "public"), ("Access Denied", "unknown"),
                      ("Before you continue: my journey", "unknown")):
    pages["/titled.html"] = f"<!doctype html><title>{title}</title><img src=/p/ok.jpg?titled>".encode()
    found, code = check(base + "/titled.html")
    page, photo = sorted(found, key=lambda row: row["number"])
    assert (page["access"], photo["status"], photo["access"]) == (access, "mine", "public"), (title, found)
    assert code == (1 if access == "unknown" else 0), (title, code)

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
