#!/usr/bin/python3
"""Speed of fingerprinting, side by side with others on the same photographs.

    fingerprint.py BUILD

CPU milliseconds a photograph, user and system, children included: the median
over the photographs of the median over the rounds.  The programs take turns
photograph by photograph, so that a machine that slows down slows all of them.
"""
import os
import resource
import statistics
import subprocess
import sys

ROUNDS = 5
LEAST = 8_000_000  # pixels
PLACES = ['/usr/share/backgrounds', '../shared/data/pdq/images/exif-rotn']


def cpu(command):
    """CPU milliseconds of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime +
                   after.ru_stime - before.ru_stime)


def batch_cpu(program, path, copies=8):
    """CPU of one photograph more in a run that has many: the worker is there."""
    arguments = [program, 'fingerprint', '--json', '--jobs', '1']
    return (cpu(arguments + [path] * (copies + 1)) -
            cpu(arguments + [path])) / copies


def phash():
    """ImageHash's pHash by Pillow, as a function of a path, or None."""
    try:
        import numpy
        from PIL import Image
    except ImportError:
        return None
    Image.MAX_IMAGE_PIXELS = None
    steps = numpy.arange(32)
    basis = numpy.cos(numpy.pi * numpy.outer(steps, 2 * steps + 1) / 64)

    def one(path):
        grey = Image.open(path).convert('L').resize((32, 32), Image.LANCZOS)
        low = (basis @ numpy.asarray(grey, float) @ basis.T)[:8, :8]
        return low > numpy.median(low)

    def timed(path):
        before = resource.getrusage(resource.RUSAGE_SELF)
        one(path)
        after = resource.getrusage(resource.RUSAGE_SELF)
        return 1000 * (after.ru_utime - before.ru_utime +
                       after.ru_stime - before.ru_stime)
    return timed


def size(path):
    """(pixels, progressive) of a JPEG, from its frame header."""
    data = open(path, 'rb').read()
    at = 2
    while at + 9 < len(data) and data[at] == 0xff:
        marker = data[at + 1]
        if marker in (0xc0, 0xc1, 0xc2):
            high, wide = (int.from_bytes(data[at + n:at + n + 2], 'big')
                          for n in (5, 7))
            return high * wide, marker == 0xc2
        at += 2 + int.from_bytes(data[at + 2:at + 4], 'big')
    return 0, False


def photographs():
    found = []
    for place in PLACES:
        for folder, _, names in sorted(os.walk(place)):
            for name in sorted(names):
                path = os.path.join(folder, name)
                if name.endswith('.jpg') and size(path)[0] >= LEAST:
                    found.append(path)
    return found


def table(title, paths, tools, reference):
    """Print one table: a row a tool, in relation to the reference."""
    per_photo = {name: [] for name in tools}
    for path in paths:
        times = {name: [] for name in tools}
        for _ in range(ROUNDS):
            for name, tool in tools.items():
                times[name].append(tool(path))
        for name in tools:
            per_photo[name].append(statistics.median(times[name]))
    print('\n%s: %d photographs, %.1f to %.1f megapixels' % (
        title, len(paths), min(size(p)[0] for p in paths) / 1e6,
        max(size(p)[0] for p in paths) / 1e6))
    print('  %-46s %9s %9s' % ('', 'CPU ms', 'ratio'))
    for name in tools:
        ratios = [a / b for a, b in
                  zip(per_photo[name], per_photo[reference])]
        print('  %-46s %9.1f %9.2f' % (
            name, statistics.median(per_photo[name]),
            statistics.median(ratios)))


def main():
    lenscap = os.path.join(os.path.abspath(sys.argv[1]), 'lenscap')
    reference = 'djpeg -scale 1/8 -grayscale'
    tools = {
        'lenscap, all fingerprints, jailed, in a folder':
            lambda p: batch_cpu(lenscap, p),
        'lenscap, a run for one photograph':
            lambda p: cpu([lenscap, 'fingerprint', '--json', p]),
        'lenscap --full, a run for one photograph':
            lambda p: cpu([lenscap, 'fingerprint', '--full', '--json', p]),
        reference: lambda p: cpu(['djpeg', '-scale', '1/8', '-grayscale', p]),
        'djpeg': lambda p: cpu(['djpeg', p]),
        'sha256sum': lambda p: cpu(['sha256sum', p]),
    }
    one = phash()
    if one:
        tools["ImageHash's pHash (Pillow, interpreter not counted)"] = one
    else:
        print('skipped: ImageHash\'s pHash needs python3-pil, python3-numpy')
    paths = photographs()
    for title, wanted in (('Baseline JPEG', False), ('Progressive JPEG', True)):
        chosen = [p for p in paths if size(p)[1] == wanted]
        if chosen:
            table(title, chosen, tools, reference)


main()
