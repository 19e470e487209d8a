"""served.py: a site of a folder, whose number is then in the file port; served.py [FOLDER] serves one as it is."""
import functools
import http.server
import os
import sys


class Site(http.server.SimpleHTTPRequestHandler):
    """Notes in the file log what it is asked for, and is silent."""

    def do_GET(self):
        with open("log", "a") as log:
            log.write(self.requestline + "\n")
        super().do_GET()

    def log_message(self, *words):
        pass


def serve(handler=Site, folder="www", port="port"):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=folder))
    with open(port + ".new", "w") as out:
        out.write(str(server.server_port))
    os.rename(port + ".new", port)
    server.serve_forever()


if __name__ == "__main__":
    serve(Site, *sys.argv[1:])
