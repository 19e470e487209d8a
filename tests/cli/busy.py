"""busy.py: the folder www as a site that wants to be left alone once there is a file busy; its number is in busy.port."""
import os

import served


class Busy(served.Site):
    """Says so for two hours."""

    def do_GET(self):
        if not os.path.exists("busy"):
            return super().do_GET()
        self.send_response(503)
        self.send_header("Retry-After", "7200")
        self.end_headers()
        return None


if __name__ == "__main__":
    served.serve(Busy, port="busy.port")
