#!/bin/bash
# The pages beside a download: whole files that ask nobody for anything, whose
# acts are the welcome page's, whose manual is the program's, and whose links lead somewhere.
set -eu
lenscap --generate man >"$SCRATCH/lenscap.1"
"$TOP/packaging/page/page.py" "$SCRATCH/lenscap.1" "$SCRATCH/page"
# What the manual page may not have is refused by name.
printf '.TH X 1\n.ZZ y\n' >"$SCRATCH/odd.1"
if "$TOP/packaging/page/page.py" "$SCRATCH/odd.1" "$SCRATCH/odd" 2>"$SCRATCH/said"; then
	echo "a line that is not known was taken"
	exit 1
fi
grep -q '\.ZZ' "$SCRATCH/said"
python3 - "$TOP" "$SCRATCH" <<'EOF'
import html, html.parser, json, pathlib, re, sys
top, scratch = map(pathlib.Path, sys.argv[1:])
folder = scratch / "page"
VOID = {"meta", "br", "link", "input", "img"}


class Reader(html.parser.HTMLParser):
    """Every element is closed where it should be; ids and links are noted."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.text = [], set(), [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        assert tag != "script" and not any(name.startswith("on") for name in attrs), (tag, attrs)
        assert "src" not in attrs and tag not in ("iframe", "link", "form"), (tag, attrs)
        if attrs.get("id"):
            assert attrs["id"] not in self.ids, attrs["id"]
            self.ids.add(attrs["id"])
        if "href" in attrs:
            self.links.append(attrs["href"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        # HTML closes these by itself.
        while self.open and self.open[-1] != tag and self.open[-1] in ("p", "li", "dd", "dt", "tr", "td", "th", "html"):
            self.open.pop()
        assert self.open and self.open.pop() == tag, f"</{tag}> closes what is not open: {self.open}"

    def handle_data(self, data):
        self.text.append(data)


pages = {}
for path in sorted(folder.iterdir()):
    reader = pages[path.name] = Reader()
    reader.feed(path.read_text())
    assert not reader.open, (path.name, reader.open)
    assert "{{" not in "".join(reader.text) and "<!--" not in path.read_text(), path.name
assert sorted(pages) == ["index.html", "manual.html", "threats.html", "works.html"], sorted(pages)
for name, reader in pages.items():
    for link in reader.links:
        to, _, part = link.partition("#")
        assert to == "" or to in pages, (name, link)
        assert not part or part in pages[to or name].ids, (name, link)

# The acts are those that the welcome page shows.
messages = json.loads((top / "extension/_locales/en/messages.json").read_text())
said = "".join(pages["index.html"].text)
welcome = (top / "extension/pages/welcome.js").read_text()
for key in re.findall(r"\{\{(\w+)\}\}", (top / "packaging/page/index.html").read_text()):
    assert f'"{key}"' in welcome and messages[key]["message"] in said, key
acts = re.search(r'<ol class="acts">(.*?)</ol>', (folder / "index.html").read_text(), re.S)[1]
assert acts.count("<li>") == 5, acts

# Each command of the program is in its manual, once, with its options.
roff = (scratch / "lenscap.1").read_text()
manual = (folder / "manual.html").read_text()
commands = re.findall(r"^\.SS (.*)$", roff, re.M)
assert len(commands) > 60 and manual.count("<h3 ") == len(commands), len(commands)
for option in set(re.findall(r"^\.B (\\-\\-[^\n]*)$", roff, re.M)):
    assert f"<dt><b>{html.escape(option.replace(chr(92), ''), quote=False)}</b></dt>" in manual, option
words = lambda text: re.sub(r"\s+", " ", text)
for line in re.findall(r"^[A-Z][^\n\\]{60,}$", roff, re.M):
    assert words(line) in words("".join(pages["manual.html"].text)), line

# What the page of threats names as tests is there; what is not promised is all there.
threats = (folder / "threats.html").read_text()
for path in re.findall(r"<code>(tests/[^<]*)</code>", threats):
    assert (top / path).exists(), path
lacks = "".join(re.findall(r"<dt>(.*?)</dt>", threats)).lower()
for word in ("older copy", "deleted", "program that runs as you", "hostile browser", "fingerprint", "site learns"):
    assert word in lacks, word
readme = (top / "README.md").read_text()
assert readme.index("packaging/page/how.svg") < readme.index("## Install") < readme.index("make run"), "order of README"
EOF
