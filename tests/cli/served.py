"""served.py: a site of the folder www, whose number is then in the file port."""
import http.server
import os


class Site(http.server.SimpleHTTPRequestHandler):
    """Notes in the file log what it is asked for, and is silent."""

    def do_GET(self):
        with open("../log", "a") as log:
            log.write(self.requestline + "\n")
        super().do_GET()

    def log_message(self, *words):
        pass


def serve(handler):
    os.chdir("www")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    with open("../port.new", "w") as out:
        out.write(str(server.server_port))
    os.rename("../port.new", "../port")
    server.serve_forever()
