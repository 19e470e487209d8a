#!/usr/bin/python3
"""Distances of `lenscap fingerprint` to published values, and their bounds.

    published_values.py DATA

Prints each distribution as p50/p90/p95/p99/max.  Pictures whose EXIF turns
them are left out where the references did not turn them.
"""
import base64
import json
import subprocess
import sys

data = sys.argv[1]
SETS = [(data + '/photos/', data + '/photos/expected.json', False),
        (data + '/pdq/images/', data + '/pdq/expected.json', True),
        ('/usr/share/backgrounds/mate/', data + '/pdq/mate-backgrounds.json', False),
        (data + '/imagehash/', data + '/imagehash/expected.json', False)]


def bits(a, b):
    return bin(int(a, 16) ^ int(b, 16)).count('1')


def image_code(text):
    text = text.removeprefix('ISCC:')
    return base64.b32decode(text + '=' * (-len(text) % 8))[2:].hex()


def read(paths, options):
    out = subprocess.run(['lenscap', 'fingerprint', '--json', *options, *paths],
                         capture_output=True, text=True, check=False).stdout
    return {row['file']: row for row in map(json.loads, out.splitlines())}


def measure(options):
    drift = {name: [] for name in
             ('PDQ', 'worst of 8', 'quality', 'pHash', 'dHash', 'ISCC-64')}
    photos = {'pHash': [], 'dHash': []}
    for folder, expected, unturned in SETS:
        wanted = json.load(open(expected))
        rows = read([folder + row['file'] for row in wanted], options)
        for row in wanted:
            got = rows[folder + row['file']]
            assert got['status'] == 'ok', got
            if unturned and got['orientation'] != 1:
                continue
            if row['pdq_quality'] >= 50:
                pairs = [bits(a, b) for a, b in
                         zip(got['pdq_dihedral'], row['pdq_dihedral'])]
                drift['PDQ'].append(pairs[0])
                drift['worst of 8'].append(max(pairs))
            drift['quality'].append(abs(got['pdq_quality'] - row['pdq_quality']))
            for name, key in (('pHash', 'phash'), ('dHash', 'dhash')):
                drift[name].append(bits(got[key], row[key]))
                if 'photos' in folder:
                    photos[name].append(drift[name][-1])
            drift['ISCC-64'].append(bits(
                image_code(got['iscc'])[:16],
                row['iscc_image_code_256_hex'][:16]))
    return drift, photos


def at(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


failed = False


def bound(what, got, most):
    global failed
    if got > most:
        print('  %s is %d, above %d' % (what, got, most))
        failed = True


for options in (['--full'], []):
    drift, photos = measure(options)
    print(' '.join(options) or 'as it is by itself')
    for name, values in drift.items():
        print('  %-10s %s of %d' % (name, '/'.join(
            str(at(values, share)) for share in (.5, .9, .95, .99, 1)), len(values)))
    if options:
        bound('PDQ', at(drift['PDQ'], 1), 4)
        bound('PDQ of 95 %', at(drift['PDQ'], .95), 2)
    else:
        bound('PDQ of 99 %', at(drift['PDQ'], .99), 10)
        bound('the eight of 99 %', at(drift['worst of 8'], .99), 10)
    bound('quality', at(drift['quality'], 1), 2)
    bound('ISCC of 95 %', at(drift['ISCC-64'], .95), 4)
    for name, values in photos.items():
        bound(name + ' of 99 % of photos', at(values, .99), 4)
    if options:
        published = read([data + '/imagehash/imagehash.png',
                          data + '/imagehash/peppers.png'], options)
        values = [(r['phash'], r['dhash']) for r in published.values()]
        if values != [('ba8c84536bd3c366', '0026273b2b19550e'),
                      ('92a71cdc79d980e3', '3a7ece1c9df4fcb9')]:
            print("ImageHash's published values differ:", values)
            failed = True
sys.exit(failed)
