"""plant.py: every small fault that can be planted in one source file.

C and JavaScript are cut into tokens; what a token stands in (a loop's head, a
print, a table at file scope) says whether a fault there would be a guard or a
threshold that no longer holds, which is what we are after, or only a crash.
"""
import hashlib
import re
from dataclasses import dataclass, field

# How often each kind is drawn, beside the others.
WEIGHTS = {
    "compare": 3.0,  # < for <=, == for !=
    "constant": 3.0,  # n + 1 or n - 1
    "guard": 3.0,  # an if that returns, never taken
    "return": 2.0,  # LENS_OK for an error, true for false
    "logic": 2.0,  # && for ||
    "not": 2.0,  # a ! dropped
    "row": 2.0,  # a row of a table dropped
    "negate": 1.0,  # an if turned round
    "flag": 1.0,  # true for false, elsewhere
    "arith": 1.0,  # + for -
    "call": 1.0,  # a statement that calls, dropped
    "number": 0.5,  # a number in a table
    "unit": 0.5,  # 0 for 1
}

# What prints, ends or frees: no promise stands on it that a test could see.
PASSED_OVER = re.compile(
    r"(^|_)(v?f?s?n?printf|puts|fputs|fputc|putc|log|say|warn|perror|assert|abort"
    r"|free|close|unref|setlocale|va_start|va_end|console|debug|sizeof|hint"
    r"|__attribute__|offsetof|static_assert|_Static_assert|add_listener)$|_free$|_close$|_unref$|_decref$"
)

TOKEN = re.compile(
    r"""(?P<space>[ \t\r\f]+|\\\n)|(?P<newline>\n)
    |(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<string>(?:u8|[LuU])?"(?:\\.|[^"\\\n])*")
    |(?P<char>'(?:\\.|[^'\\\n])*')
    |(?P<number>0[xX][0-9a-fA-F_']+[uUlLn]*|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[uUlLfFn]*)
    |(?P<name>[A-Za-z_$#][\w$]*)
    |(?P<op>===|!==|<<=|>>=|\.\.\.|\?\?=|&&=|\|\|=|\*\*|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||\?\?|\?\.|=>|[-+*/%&|^]=|.)
    """,
    re.X | re.S,
)
OPENS, CLOSES = {"(": ")", "[": "]", "{": "}"}, {")", "]", "}"}
TURNED = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "===": "!==", "!==": "===",
}


@dataclass
class Token:
    kind: str
    text: str
    at: int  # offset in the file
    stack: tuple = ()  # what it stands in, outermost first: (bracket, callee)
    define: bool = False  # in a #define
    match: int = -1  # index of the closing bracket
    line: int = 0


@dataclass
class Fault:
    kind: str
    path: str
    line: int  # from 1
    edits: list  # (offset, length, text)
    function: str
    before: str = ""
    after: str = ""
    weight: float = 1.0
    nth: int = 0  # among equal ones of this file
    extra: dict = field(default_factory=dict)

    def apply(self, source):
        for at, length, text in sorted(self.edits, reverse=True):
            source = source[:at] + text + source[at + length:]
        return source

    @property
    def key(self):
        """What equivalent.txt names: the content, not where it stands."""
        said = "\n".join((self.function, self.before, self.after, str(self.nth)))
        return hashlib.sha256(said.encode()).hexdigest()[:12]


# ---- Cutting ------------------------------------------------------------

REGEX_AFTER = set("(,=:[!&|?{};") | {"return", "=>", "&&", "||"}
REGEX = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")


def template_code_end(source, at):
    """Where the code of a template that begins at `at` ends: at its brace."""
    depth = 0
    while at < len(source):
        letter = source[at]
        if letter == "`":
            at = template_pieces(source, at)[1]
            continue
        if letter in "\"'":
            at = TOKEN.match(source, at).end()
            continue
        if letter == "}" and depth == 0:
            return at
        depth += (letter == "{") - (letter == "}")
        at += 1
    return at


def template_pieces(source, at):
    """A template's texts and what is computed in it, and where it ends."""
    pieces, start, at = [], at, at + 1
    while at < len(source) and source[at] != "`":
        if source[at] == "\\":
            at += 2
        elif source.startswith("${", at):
            end = template_code_end(source, at + 2)
            pieces += [("template", start, at), ("code", at + 2, end)]
            start = at = end + 1
        else:
            at += 1
    return [*pieces, ("template", start, at + 1)], at + 1


def cut_template(source, at):
    """Its tokens: what is computed stands in brackets of its own."""
    tokens = []
    pieces, end = template_pieces(source, at)
    for kind, start, stop in pieces:
        if kind == "template":
            tokens.append(Token("template", source[start:stop], start))
            continue
        tokens.append(Token("op", "(", start - 1))
        for token in cut(source[start:stop], True):
            token.at += start
            tokens.append(token)
        tokens.append(Token("op", ")", stop))
    return tokens, end


def cut(source, javascript):
    """Tokens without space and comments; C's directives but #define left out."""
    tokens, at, last = [], 0, None
    line_start, define = True, False
    while at < len(source):
        if not javascript and line_start and source[at] == "#":
            end = at
            while True:
                end = source.find("\n", end)
                end = len(source) if end < 0 else end
                if source[end - 1:end] != "\\":
                    break
                end += 1
            head = re.match(r"#[ \t]*define[ \t]+\w+(?![\w(])", source[at:end])
            if head:
                for token in cut(source[at + head.end():end], True):
                    token.at += at + head.end()
                    token.define = True
                    tokens.append(token)
            at = end
            continue
        if javascript and source[at] == "/" and (last is None or last in REGEX_AFTER):
            found = REGEX.match(source, at)
            if found:
                last = "/"
                tokens.append(Token("regex", found.group(), at))
                at = found.end()
                continue
        if javascript and source[at] == "`":
            pieces, at = cut_template(source, at)
            tokens += pieces
            last, line_start = "`", False
            continue
        found = TOKEN.match(source, at)
        kind, text = found.lastgroup, found.group()
        if kind == "newline":
            line_start = True
        elif kind not in ("space", "comment"):
            line_start = False
            tokens.append(Token(kind, text, at, define=define))
            last = text
        at = found.end()
    return tokens


def nest(tokens):
    """Give each token the brackets it stands in, and what each is of."""
    stack = []
    for i, token in enumerate(tokens):
        if token.define:
            continue
        if token.text in CLOSES and token.kind == "op" and stack:
            tokens[stack.pop()[2]].match = i
        token.stack = tuple((b, callee) for b, callee, _ in stack)
        if token.text in OPENS and token.kind == "op":
            before = tokens[i - 1] if i else None
            callee = ""
            if before is not None and before.kind == "name":
                callee = before.text
            elif before is not None and before.text in ("=", ")"):
                callee = before.text
            stack.append((token.text, callee, i))


def in_callee(token, names):
    return any(b == "(" and callee in names for b, callee in token.stack)


def in_bracket(token, bracket):
    return any(b == bracket for b, _ in token.stack)


def passed_over(token):
    return any(b == "(" and callee and PASSED_OVER.search(callee) for b, callee in token.stack)


def in_allocation(token):
    """A size with room to spare is as good."""
    return any(b == "(" and "alloc" in callee for b, callee in token.stack)


def in_table(token):
    """In the initializer of something at file scope."""
    return bool(token.stack) and token.stack[0] == ("{", "=")


def in_function(token):
    """In a body, of C or of JavaScript (there also of a module)."""
    return any(b == "{" and callee == ")" for b, callee in token.stack)


# ---- The kinds of fault ---------------------------------------------------


def number_faults(token, where):
    text = token.text.replace("_", "")
    suffix = re.search(r"(?<=[\d.a-fA-F])[uUlLn]+$|(?<=[\d.])[fF]$", text)
    suffix = suffix.group() if suffix else ""
    digits = text[: len(text) - len(suffix)] if suffix else text
    try:
        if re.fullmatch(r"0[xX][0-9a-fA-F]+", digits):
            value = int(digits, 16)
            return [("number" if where == "table" else "constant", hex(value + 1) + suffix)]
        if re.fullmatch(r"\d+", digits):
            value = int(digits, 8) if digits.startswith("0") and len(digits) > 1 else int(digits)
        else:
            value = float(digits)
    except ValueError:
        return []
    kind = "number" if where == "table" else "constant"
    if isinstance(value, float):
        return [(kind, repr(value * by) + suffix) for by in (1.1, 0.9)] if value else []
    if value in (0, 1):
        return [("unit", f"{1 - value}{suffix}"), ("unit", f"{value + 1}{suffix}")]
    return [(kind, f"{value + 1}{suffix}"), (kind, f"{value - 1}{suffix}")]


RETURNS = {"true": "false", "false": "true", "0": "1", "1": "0", "LENS_EOF": "LENS_OK"}


def token_faults(tokens, i, javascript):
    """(kind, edits) of the token alone."""
    token, before = tokens[i], tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if passed_over(token):
        return
    looping = in_callee(token, ("for",))
    swap = lambda kind, text: (kind, [(token.at, len(token.text), text)])
    body = in_function(token) or (javascript and not in_table(token))
    if token.kind == "op" and body and not looping:
        if token.text in TURNED and before is not None:
            if not (javascript and token.text in "<>" and before.text in ("=", "(", ",")):
                yield swap("compare", TURNED[token.text])
        elif token.text in ("&&", "||"):
            yield swap("logic", "||" if token.text == "&&" else "&&")
        elif token.text == "!" and after is not None and after.text != "!":
            yield swap("not", "")
        elif token.text in "+-" and before is not None and (
            before.kind in ("name", "number") and before.text not in ("return", "case")
            or before.text in (")", "]")
        ) and not in_bracket(token, "["):
            texts = javascript and (
                before.kind in ("string", "template") or after.kind in ("string", "template"))
            if not texts:
                yield swap("arith", "-" if token.text == "+" else "+")
    elif token.kind == "number":
        if looping or in_bracket(token, "[") or in_callee(token, ("sizeof",)):
            return
        if in_allocation(token) or (before is not None and before.text == "case"):
            return
        table = in_table(token) and not in_function(token)
        if token.text == "0" and not body and not token.define:
            return
        if javascript and before is not None and before.text in ("version",):
            return
        for kind, text in number_faults(token, "table" if table else "code"):
            if table and kind == "unit":
                continue
            yield swap(kind, text)
    elif token.kind == "name" and token.text in ("true", "false") and body:
        kind = "return" if before is not None and before.text == "return" else "flag"
        yield swap(kind, RETURNS[token.text])


def statement_end(tokens, i):
    """Index of the ; that ends the statement begun at i, or -1."""
    depth = 0
    for j in range(i, min(len(tokens), i + 200)):
        text = tokens[j].text
        if tokens[j].kind == "op" and text in OPENS:
            depth += 1
        elif tokens[j].kind == "op" and text in CLOSES:
            depth -= 1
            if depth < 0:
                return -1
        elif text == ";" and depth == 0:
            return j
    return -1


LEAVES = ("return", "goto", "continue", "break", "throw")


def if_faults(tokens, i):
    """Of an if at i: never taken where it only leaves, and turned round."""
    opening = i + 1
    if opening >= len(tokens) or tokens[opening].text != "(" or tokens[opening].match < 0:
        return
    closing = tokens[opening].match
    at, end = tokens[opening].at + 1, tokens[closing].at
    then = closing + 1
    leaves = then < len(tokens) and tokens[then].text in LEAVES
    if then < len(tokens) and tokens[then].text == "{" and tokens[then].match > 0:
        last = tokens[then].match
        begin = max((j for j in range(then, last) if tokens[j].text in LEAVES), default=-1)
        leaves = begin > 0 and statement_end(tokens, begin) == last - 1
    if leaves:
        yield "guard", [(at, 0, "0 && ("), (end, 0, ")")]
    yield "negate", [(at, 0, "!("), (end, 0, ")")]


def lines_in(tokens, i, end):
    return tokens[end].line - tokens[i].line


def statement_faults(tokens, i, javascript):
    """Of what begins at i: a return of a constant, or a call alone."""
    token, before = tokens[i], tokens[i - 1] if i else None
    if not in_function(token) or before is None:
        return
    if token.text == "return" and i + 2 < len(tokens) and tokens[i + 2].text == ";":
        value = tokens[i + 1]
        if value.text in ("0", "1") or value.text == "LENS_EOF":
            yield "return", [(value.at, len(value.text), RETURNS[value.text])]
        elif re.fullmatch(r"LENS_[A-Z_]+", value.text) and value.text != "LENS_OK":
            yield "return", [(value.at, len(value.text), "LENS_OK")]
    begins = before.text in (";", "{", "}", "else") or (
        before.text == ")" and token.kind == "name")
    if token.kind == "name" and begins and token.text not in (
        "return", "if", "for", "while", "switch", "do", "else", "goto", "case", "const", "let",
        "static", "struct", "enum", "function", "class", "await", "async", "get", "set", "new", "try", "catch"):
        j = i + 1
        while javascript and j + 1 < len(tokens) and tokens[j].text in (".", "?.") :
            j += 2
        if j >= len(tokens) or tokens[j].text != "(" or tokens[j].match < 0:
            return
        end = tokens[j].match + 1
        if end >= len(tokens) or tokens[end].text != ";" or PASSED_OVER.search(tokens[j - 1].text) or PASSED_OVER.search(token.text):
            return
        length = tokens[end].at - token.at
        yield "call", [(token.at, length, ("void 0" if javascript else "(void)0")
                        + "\n" * lines_in(tokens, i, end))]


def row_faults(source, tokens, i):
    """A row of a table at file scope: {...}, or [X] = {...}, or ROW(...),"""
    token = tokens[i]
    depth = sum(1 for b, _ in token.stack if b in "{[")
    if not token.stack or token.stack[0] != ("{", "=") or depth != 1 or len(token.stack) != 1:
        return
    if tokens[i - 1].text not in ("{", ","):
        return
    j = i
    while j < len(tokens) and tokens[j].text not in ("{", "("):
        if tokens[j].match > 0:
            j = tokens[j].match
        if tokens[j].text in (",", "}", ";"):
            return
        j += 1
    if j >= len(tokens) or tokens[j].match < 0:
        return
    end = tokens[j].match + 1
    if end >= len(tokens) or tokens[end].text != ",":
        return
    gone = source[token.at:tokens[end].at + 1]
    if "NULL" in gone[:6] or len(gone) > 2000:
        return
    yield "row", [(token.at, len(gone), "\n" * gone.count("\n"))]


def functions(tokens, javascript):
    """For each token, the name of the function or table it stands in."""
    names, name = [], ""
    for i, token in enumerate(tokens):
        depth = len(token.stack)
        if token.text == "{" and token.kind == "op" and i and not token.define:
            if tokens[i - 1].text == ")" and (depth == 0 or (javascript and depth <= 2)):
                j = next((k for k in range(i - 1, -1, -1) if tokens[k].match == i - 1), -1)
                if j > 0 and tokens[j - 1].kind == "name" and tokens[j - 1].text not in (
                    "if", "for", "while", "switch", "catch"):
                    name = tokens[j - 1].text
            elif tokens[i - 1].text == "=" and depth == 0:
                before = [t.text for t in tokens[max(0, i - 12):i - 1] if t.kind == "name"]
                name = before[-1] if before else name
        if depth == 0 and token.text == ";":
            name = ""
        names.append(name)
    return names


def line_of(source, at):
    start = source.rfind("\n", 0, at) + 1
    end = source.find("\n", at)
    return start, len(source) if end < 0 else end


def faults(path, source):
    """All faults of one file, in its order."""
    javascript = path.endswith(".js")
    tokens = cut(source, javascript)
    nest(tokens)
    names, found = functions(tokens, javascript), []
    line = at = 0
    for token in tokens:
        line += source.count("\n", at, token.at)
        at = token.at
        token.line = line

    def add(token, i, kind, edits):
        start, end = line_of(source, token.at)
        fault = Fault(kind, path, source.count("\n", 0, token.at) + 1, edits, names[i])
        changed = fault.apply(source)
        grown = sum(len(text) - length for _, length, text in edits)
        first = min(at for at, _, _ in edits)
        last = max(at + length for at, length, _ in edits)
        _, end = line_of(source, max(last - 1, token.at))
        start, _ = line_of(source, first)
        fault.before = " ".join(source[start:end].split())
        fault.after = " ".join(changed[start:end + grown].split())
        found.append(fault)

    for i, token in enumerate(tokens):
        for kind, edits in token_faults(tokens, i, javascript):
            add(token, i, kind, edits)
        if token.kind == "name" and token.text == "if" and not token.define:
            for kind, edits in if_faults(tokens, i):
                add(token, i, kind, edits)
        if not token.define:
            for kind, edits in statement_faults(tokens, i, javascript):
                add(token, i, kind, edits)
            for kind, edits in row_faults(source, tokens, i):
                add(token, i, kind, edits)
    weigh(found)
    return found


def weigh(found):
    """Weights; long tables count no more than short ones; equal faults get numbers."""
    rows, seen = {}, {}
    for fault in found:
        rows[fault.kind, fault.function] = rows.get((fault.kind, fault.function), 0) + 1
    for fault in found:
        fault.weight = WEIGHTS[fault.kind]
        many = rows[fault.kind, fault.function]
        if fault.kind in ("row", "number") and many > 12:
            fault.weight *= 12 / many
        same = fault.function, fault.before, fault.after
        fault.nth = seen[same] = seen.get(same, -1) + 1


def drawn(found, seed):
    """In the order of one seed: the same for the same text, wherever it stands."""
    def rank(fault):
        said = f"{seed}\n{fault.path}\n{fault.key}"
        draw = int.from_bytes(hashlib.sha256(said.encode()).digest()[:7], "big") + 1
        return (draw / 2**56) ** (1 / fault.weight)
    return sorted(found, key=rank, reverse=True)
