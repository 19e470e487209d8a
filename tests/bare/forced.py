"""forced.py BROWSER SHOT: the extension as a school or an office has every browser install it, by policy: Firefox from a
file; Chromium from a site of this machine, signed with a key of this day.  Root, for where the system keeps policies."""
import base64
import hashlib
import http.server
import json
import os
import struct
import subprocess
import sys
import tempfile
import threading
import time

from browsers import GECKO, TOP, begun

WHERE = {"chromium": "/etc/chromium/policies/managed/lenscap.json", "firefox-esr": "/etc/firefox/policies/policies.json"}
SETTINGS = {"language": "nl", "auto_lock": "minutes:15"}


def packed(kind, folder):
    path = os.path.join(folder, "lenscap." + kind)
    subprocess.run([os.path.join(TOP, "packaging", "zip.py"), {"xpi": "firefox", "zip": "chromium"}[kind], path],
                   check=True, stdout=subprocess.DEVNULL)
    return path


def field(tag, data):
    """A member with a length, of a protocol buffer."""
    size, left = b"", len(data)
    while left > 127:
        size += bytes([left & 127 | 128])
        left >>= 7
    return tag + size + bytes([left]) + data


def signed(folder):
    """A CRX3 of it, with a new key; its id."""
    key = os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, stderr=subprocess.DEVNULL)
    public = subprocess.run(["openssl", "rsa", "-in", key, "-pubout", "-outform", "DER"], check=True,
                            capture_output=True).stdout
    digest = hashlib.sha256(public).digest()[:16]
    about = field(b"\x0a", digest)
    with open(packed("zip", folder), "rb") as file:
        data = file.read()
    signature = subprocess.run(
        ["openssl", "dgst", "-sha256", "-sign", key], check=True, capture_output=True,
        input=b"CRX3 SignedData\0" + struct.pack("<I", len(about)) + about + data).stdout
    header = field(b"\x12", field(b"\x0a", public) + field(b"\x12", signature)) + field(b"\x82\xf1\x04", about)
    with open(os.path.join(folder, "lenscap.crx"), "wb") as file:
        file.write(b"Cr24" + struct.pack("<II", 3, len(header)) + header + data)
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest.hex())


def site(folder, identity):
    """What hands it out: the address of its list of updates."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *args: http.server.SimpleHTTPRequestHandler(*args, directory=folder))
    server.RequestHandlerClass.log_message = lambda *_: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = "http://127.0.0.1:%d/" % server.server_port
    with open(os.path.join(folder, "updates.xml"), "w") as file:
        file.write("<gupdate xmlns='http://www.google.com/update2/response' protocol='2.0'><app appid='%s'>"
                   "<updatecheck codebase='%slenscap.crx' version='0.1.0'/></app></gupdate>" % (identity, base))
    return base + "updates.xml"


def chromium(folder):
    identity = signed(folder)
    # 1: a driver may look at it; otherwise nobody can look into what a policy installed.
    return identity, {"DeveloperToolsAvailability": 1, "ExtensionInstallForcelist": [identity + ";" + site(folder, identity)],
                      "3rdparty": {"extensions": {identity: SETTINGS}}}


def firefox(folder):
    return GECKO, {"policies": {
        # Nobody signed it: the store does, for what is got from there.
        "Preferences": {"xpinstall.signatures.required": {"Value": False, "Status": "locked"}},
        "ExtensionSettings": {GECKO: {"installation_mode": "force_installed",
                                      "install_url": "file://" + packed("xpi", folder)}},
        "3rdparty": {"Extensions": {GECKO: SETTINGS}}}}


def main():
    name, shot = sys.argv[1:]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)
        identity, policy = {"chromium": chromium, "firefox-esr": firefox}[name](folder)
        os.makedirs(os.path.dirname(WHERE[name]), exist_ok=True)
        with open(WHERE[name], "w") as file:
            json.dump(policy, file)
        home = os.path.join(folder, "home")
        os.mkdir(home)
        # What is set for it Chromium hands over when it starts the next time.
        for last in ((False, True) if name == "chromium" else (True,)):
            with begun(name, home, identity=identity) as browser:
                browser.until("document.readyState === 'complete'")
                kept = browser.kept()
                if last:
                    browser.until("document.documentElement.lang === 'nl'")
                    browser.shot(shot)
    assert kept, "its user could take it away"
    print("%s: installed by policy, cannot be taken away, and is set by policy" % name)


if __name__ == "__main__":
    main()
