"""What becomes of places over days, as recheck has it: what was not learned
is not gone, and enters no case."""
import json

from answering import TOP, base, check, lenscap, now, pages, rows, server

OTHER = "<img src=/p/other.jpg>"


def answer(name, how):
    now[f"/p/{name}.jpg"] = how


def page(name, shows=True, body=None):
    image = f"<img src=/p/{name}.jpg>" if shows else ""
    pages[f"/{name}.html"] = body or f"<!doctype html><title>{name}</title>{image}{OTHER}".encode()


def lost(name, how="gone404"):
    answer(name, how)
    page(name, False)


def without(body):
    """The picture is not there, and the page is as this."""
    return lambda name: (answer(name, "gone404"), page(name, body=body))


def only(how):
    return lambda name: answer(name, how)


def elsewhere(name):
    lost(name)
    answer(f"{name}2", "ok")
    page(name, body=f"<!doctype html><img src=/p/{name}2.jpg>{OTHER}".encode())


def back(name):
    answer(name, "ok")
    page(name)


TORN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html>" + OTHER.encode() + b"<p><img src='/p/pho"
AWAY = dict(Location="/login")
# What happens on a day, and what is said then: the state, and whether it is gone, or back.
HISTORIES = {
    "removed": {0: (lost, "absent"), 2: (None, "absent gone")},
    "removed410": {0: (lambda name: lost(name, "gone410"), "absent"), 2: (None, "absent gone")},
    "withheld": {0: (lambda name: lost(name, "gone451"), "absent"), 2: (None, "absent gone")},
    "moved": {0: (only("moved"), "there"), 2: (None, "there")},
    "moved_away": {0: (lambda name: lost(name, "moved_gone"), "absent"), 2: (None, "absent gone")},
    "exchanged": {0: (only("other"), "changed"), 2: (None, "changed gone")},
    "walled": {0: (only("grey"), "stand_in"), 2: (None, "stand_in")},
    "login": {0: (only("login"), "login"), 2: (None, "login")},
    "login401": {0: (only("login401"), "login"), 2: (None, "login")},
    "soft": {0: (only("soft404"), "unknown"), 2: (None, "unknown")},
    "soft_page": {0: (lambda name: lost(name, "soft404"), "unknown"), 2: (None, "unknown")},
    "forbidden": {0: (only("refused403"), "unknown"), 2: (None, "unknown")},
    "teapot": {0: (only("refused418"), "unknown"), 2: (None, "unknown")},
    "pause": {0: (only("busy503"), "unknown"), 2: (None, "unknown")},
    "torn": {0: (only("torn"), "unknown"), 2: (None, "unknown")},
    "network": {0: (only("network511"), "unknown"), 2: (None, "unknown")},
    "as_it_was": {0: (only("etag"), "there"), 2: (None, "there")},
    "for_browsers": {0: (only("referer404"), "there"), 2: (None, "there")},
    "picture_alone": {0: (lambda name: page(name, body=lambda site: site.say(404)), "there"), 2: (None, "there")},
    "page_alone": {0: (only("gone404"), "absent"), 2: (None, "absent gone")},
    "both": {0: (without(lambda site: site.say(404)), "absent"), 2: (None, "absent gone")},
    # Of a page that cannot be read nothing is known: it may show the photo by another address.
    "page_login": {0: (without(lambda site: site.say(302, **AWAY)), "absent"), 2: (None, "absent")},
    "page_error": {0: (without(lambda site: site.say(500)), "absent"), 2: (None, "absent")},
    "page_torn": {0: (without(lambda site: site.torn(5000, b"<!doctype html>" + OTHER.encode())), "absent"), 2: (None, "absent")},
    "page_cut": {0: (without(lambda site: site.raw(TORN)), "absent"), 2: (None, "absent")},
    "page_script": {0: (without(b"<!doctype html><div></div><script>document.write(1)</script>"), "absent"),
                    2: (None, "absent")},
    "restored": {0: (lost, "absent"), 2: (None, "absent gone"), 3: (back, "there back")},
    "restored_elsewhere": {0: (lost, "absent"), 2: (None, "absent gone"), 3: (elsewhere, "there back")},
    "elsewhere": {0: (elsewhere, "there"), 2: (None, "there")},
    "flickers": {0: (lost, "absent"), 2: (back, "there"), 3: (lost, "absent")},
    "then_error": {0: (lost, "absent"), 2: (None, "absent gone"), 3: (only("error500"), "unknown gone")},
    "then_login": {0: (lost, "absent"), 2: (None, "absent gone"), 3: (only("login"), "login gone")},
}


def noted():
    case = rows("cases", "show", "1")[0][0]
    return [event["detail"] for event in case["history"] if event["kind"] == "checked"]


lenscap("init", expect=0)
lenscap("photos", "add", str(TOP / "me.jpg"), expect=0)
(TOP / "own.json").write_text(json.dumps({
    "slug": "here", "name": "Here Ltd", "web": base + "/", "address": "1 High Street\nLondon\nUnited Kingdom",
    "email": "dpo@example.org", "relevant-countries": ["all"], "sources": [base + "/"], "quality": "verified"}))
lenscap("controllers", "add", str(TOP / "own.json"), expect=0)
for name in HISTORIES:
    back(name)
found, _ = check(*[f"{base}/{name}.html" for name in HISTORIES])
assert sum(row["status"] == "mine" for row in found) == len(HISTORIES), found
for words in (("me", "set", "country", "fr"), ("me", "set", "email", "zoe@example.org"), ("cases", "sent", "1")):
    if words[0] == "cases":
        lenscap("letter", "draft", "--to", "here", "--ask", "erasure", "--photos", "1", expect=0)
    lenscap(*words, expect=0)
for day in (0, 2, 3):
    for name, steps in HISTORIES.items():
        if day in steps and steps[day][0]:
            steps[day][0](name)
    found, code = rows("recheck", "--allow-local", days=day)
    said = {row["page"][len(base) + 1:-5]: row for row in found}
    for name, steps in HISTORIES.items():
        row = said[name]
        words = [row["now"], *(word for word in ("gone", "back") if row[word])]
        assert day not in steps or " ".join(words) == steps[day][1], (day, name, words, row["why"])
    # The case is told of all places, each as it was last known.
    counts = {"there": sum(row["now"] == "there" for row in found), "gone": sum(row["gone"] for row in found),
              "back": sum(row["back"] for row in found)}
    last = noted()[-1]
    assert code == 1 and counts == {name: last[name] for name in counts}, (day, code, noted(), counts)
# Offline: what was gone before is nothing that was seen today.
server.shutdown()
server.server_close()
entries = noted()
said, code = lenscap("recheck", "--allow-local", days=9)
assert code == 1 and f"{len(HISTORIES)} could not be learned." in said and "(it was gone before)" in said, said[-300:]
assert noted() == entries, (noted(), entries)
print(f"histories: {len(HISTORIES)}, none gone that is not known to be")
