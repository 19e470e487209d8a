#!/usr/bin/python3
"""recheck.py BUILD: 500 places on 25 hosts looked at again: how long, how many requests and bytes, and how politely.

Each host has a page with 20 pictures of photos that are kept; between the two looks every fifth picture is taken
away. Hosts are addresses of this machine, to each of which the fetcher keeps its distance as to any other site.
"""
import collections, functools, http.server, json, os, subprocess, sys, tempfile, threading, time
from resource import RUSAGE_CHILDREN, getrusage

HOSTS, EACH = 25, 20
WALLPAPERS = "/usr/share/backgrounds/mate/nature"
lenscap = os.path.abspath(sys.argv[1]) + "/lenscap"
asked, lock, gone = collections.defaultdict(list), threading.Lock(), set()


class Site(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        host = self.headers["Host"]
        with lock:
            asked[host].append([time.monotonic(), self.path, 0])
            mine = asked[host][-1]
        if self.path in gone:
            body, status = b"<title>Not found</title>", 404
        elif self.path == "/":
            body = "".join(f"<img src=/{i}.jpg>" for i in range(EACH) if f"/{i}.jpg" not in gone)
            body, status = f"<!doctype html><title>{host}</title><p>{'words ' * 60}{body}".encode(), 200
        else:
            try:
                with open("www" + self.path, "rb") as file:
                    body, status = file.read(), 200
            except OSError:
                body, status = b"", 404
        self.send_response(status)
        self.send_header("Content-Type", "image/jpeg" if self.path.endswith(".jpg") and status == 200 else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        mine[2] = len(body)

    def log_message(self, *words):
        pass


def run(*words):
    started, before = time.monotonic(), getrusage(RUSAGE_CHILDREN)
    done = subprocess.run([lenscap, *words, "--home", "ledger", "--key-file", "key"], capture_output=True, text=True)
    after = getrusage(RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return (time.monotonic() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), done.stdout


def tell(name, took):
    """What the hosts saw of one look."""
    requests = [one for host in asked.values() for one in host]
    most = 0  # requests of one host within a second
    for host in asked.values():
        times = sorted(one[0] for one in host)
        most = max([most, *(sum(1 for other in times if start <= other < start + 1) for start in times)])
    print(f"  {name:34s}{took[0]:7.1f} s {took[1]:6.1f} s{len(requests):7d}{sum(one[2] for one in requests) / 1e6:9.1f} MB{most:7d}")
    asked.clear()


def main():
    photos = sorted(os.listdir(WALLPAPERS))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.mkdir("www")
        for i in range(EACH):
            # Several uploads of a photo are several places.
            small = subprocess.run(["djpeg", "-scale", "1/4", f"{WALLPAPERS}/{photos[i % len(photos)]}"], check=True,
                                   capture_output=True)
            with open(f"www/{i}.jpg", "wb") as file:
                subprocess.run(["cjpeg", "-quality", str(60 + i)], input=small.stdout, check=True, stdout=file)
        server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), Site)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        run("init")
        run("photos", "add", WALLPAPERS)
        pages = [f"http://127.0.1.{i + 1}:{server.server_port}/" for i in range(HOSTS)]
        print("500 places on 25 hosts             (wall, processor, requests, bytes, most of a host in a second)")
        took, _ = run("check", "--allow-local", "--json", *pages)
        tell("the first look", took)
        gone.update(f"/{i}.jpg" for i in range(0, EACH, 5))
        took, text = run("recheck", "--allow-local", "--json")
        states = collections.Counter(row["now"] for row in map(json.loads, text.splitlines()) if "now" in row)
        tell("looked at again", took)
        print(f"    of {sum(states.values())} places: " + ", ".join(f"{count} {state}" for state, count in sorted(states.items())))


main()
