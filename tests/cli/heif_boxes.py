"""Boxes of HEIC and AVIF files, taken apart and put together otherwise, for tests."""
import struct


def box(kind, body, full=None):
    if full is not None:
        body = struct.pack(">I", full) + body
    return struct.pack(">I", len(body) + 8) + kind + body


def boxes(data, at=0):
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8:at + size]
        at += size


def reference(kind, source, *targets):
    return box(kind, struct.pack(">HH%dH" % len(targets), source, len(targets), *targets))


def shifted(body, by):
    """iloc of version 0 or 1 with offsets within the file moved on."""
    body = bytearray(body)
    version, sizes = body[0], struct.unpack_from(">H", body, 4)[0]
    offset, length, base, index = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15 if version else 0
    count, at = struct.unpack_from(">H", body, 6)[0], 8
    for _ in range(count):
        method = struct.unpack_from(">H", body, at + 2)[0] & 15 if version else 0
        at += 2 + (2 if version else 0) + 2 + base
        extents, = struct.unpack_from(">H", body, at)
        at += 2
        for _ in range(extents):
            at += index
            if method == 0:
                place = int.from_bytes(body[at:at + offset], "big") + by
                body[at:at + offset] = place.to_bytes(offset, "big")
            at += offset + length
    return bytes(body)


def made(data, references=(), items=(), groups=b""):
    """The file with references, item entries and entity groups added to its own."""
    parts = list(boxes(data))
    kind, (first, meta) = parts[0][1], parts[1]
    assert first == b"meta"
    inside = dict(boxes(meta, 4))
    old = inside.get(b"iref", b"\0\0\0\0")
    inside[b"iref"] = old + b"".join(references)
    entries = inside[b"iinf"]
    count, = struct.unpack_from(">H", entries, 4)
    inside[b"iinf"] = entries[:4] + struct.pack(">H", count + len(items)) + entries[6:] + b"".join(
        box(b"infe", struct.pack(">HH4s", number, 0, name) + b"\0", 2 << 24) for number, name in items)
    if groups:
        inside[b"grpl"] = groups
    grown = sum(len(body) + 8 for body in inside.values()) + 4 - len(meta)
    inside[b"iloc"] = shifted(inside[b"iloc"], grown)
    new = box(b"meta", meta[:4] + b"".join(box(name, body) for name, body in inside.items()))
    return box(b"ftyp", kind) + new + b"".join(box(name, body) for name, body in parts[2:])


def located(body, number, at, size):
    """iloc of version 0 or 1 with one more item, in one piece, at a place of the file."""
    version, sizes = body[0], struct.unpack_from(">H", body, 4)[0]
    offset, length, base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    entry = struct.pack(">H", number) + (b"\0\0" if version else b"") + b"\0\0" + bytes(base) + b"\0\1"
    entry += bytes(sizes & 15 if version else 0) + at.to_bytes(offset, "big") + size.to_bytes(length, "big")
    return body[:6] + struct.pack(">H", struct.unpack_from(">H", body, 6)[0] + 1) + body[8:] + entry


def added(data, *items, hidden=False):
    """The file with items of words: (type, bytes) and, of mime, what they are."""
    parts = list(boxes(data))
    inside = dict(boxes(parts[1][1], 4))
    entries = inside[b"iinf"]
    count, = struct.unpack_from(">H", entries, 4)
    number = 1 + max(struct.unpack_from(">H", body, 4)[0] for kind, body in boxes(entries, 6))
    more = b"".join(box(b"infe", struct.pack(">HH4s", number + i, 0, item[0]) + b"\0" + b"".join(item[2:]), 2 << 24 | hidden)
                    for i, item in enumerate(items))
    inside[b"iinf"] = entries[:4] + struct.pack(">H", count + len(items)) + entries[6:] + more
    grown = 0
    for again in range(2):  # once to learn how long it gets
        table = inside[b"iloc"]
        at = len(data) + grown + 8
        for i, item in enumerate(items):
            table = located(table, number + i, at, len(item[1]))
            at += len(item[1])
        if not again:
            grown = len(table) - len(inside[b"iloc"]) + len(more)
            inside[b"iloc"] = shifted(inside[b"iloc"], grown)
    inside[b"iloc"] = table
    new = box(b"meta", parts[1][1][:4] + b"".join(box(name, body) for name, body in inside.items()))
    return box(*parts[0]) + new + b"".join(box(*part) for part in parts[2:]) + box(b"mdat", b"".join(item[1] for item in items))
