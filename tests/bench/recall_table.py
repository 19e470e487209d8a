#!/usr/bin/python3
"""The table of recall out of what recall_find printed.

    recall_table.py MANIFEST.csv ANSWERS

Each peer has the widest threshold with at most one false pair in a million;
a false pair is a query and another photo than the one it was made from.
"""
import collections
import csv
import sys

import numpy

PEERS = ('PDQ x8', 'pHash', 'dHash', 'ISCC-256')
RATE = 1e-6

manifest = {r['query']: r for r in csv.DictReader(open(sys.argv[1]))}
photos, queries, answers = [], [], []
for line in open(sys.argv[2]):
    kind, name, *rest = line.split()
    if kind == 'A':
        answers[-1].append(name)
    if kind in 'ACR':
        continue
    bits = [numpy.unpackbits(numpy.frombuffer(bytes.fromhex(h), numpy.uint8))
            for h in rest[1:]]
    if kind == 'P':
        photos.append((name, int(rest[0]), bits))
    elif name in manifest:
        queries.append((name, int(rest[0]), bits))
        answers.append([])
    else:
        sys.exit('recall: %s is not in the manifest' % name)

place = {name: i for i, (name, _, _) in enumerate(photos)}
own = numpy.array([place[manifest[q[0]]['photo']] for q in queries])
transform = [manifest[q[0]]['transform'] for q in queries]
rows = list(dict.fromkeys(transform))
everyone = numpy.arange(len(queries))


def distances(query_bits, photo_bits):
    a = numpy.stack(query_bits).astype(numpy.float32) * 2 - 1
    b = numpy.stack(photo_bits).astype(numpy.float32) * 2 - 1
    return (a.shape[1] - a @ b.T) / 2


def peer(which):
    if which == 'PDQ x8':
        d = numpy.min([distances([q[2][k] for q in queries],
                                 [p[2][0] for p in photos])
                       for k in range(8)], axis=0)
        d[numpy.array([q[1] for q in queries]) < 50, :] = 999
        d[:, numpy.array([p[1] for p in photos]) < 50] = 999
        return d
    at = 8 + PEERS.index(which) - 1
    return distances([q[2][at] for q in queries], [p[2][at] for p in photos])


def share(hits):
    count, hit = collections.Counter(transform), collections.Counter()
    for t, h in zip(transform, hits):
        hit[t] += bool(h)
    return {t: 100 * hit[t] / count[t] for t in rows}


names = [p[0] for p in photos]
columns = {'ours': share([names[o] in a for o, a in zip(own, answers)])}
false = sum(n != names[o] for o, a in zip(own, answers) for n in a)
pairs = len(queries) * (len(photos) - 1)
for which in PEERS:
    d = peer(which)
    strangers = d.copy()
    strangers[everyone, own] = 9999
    allowed = int(pairs * RATE)
    nearest = numpy.partition(strangers.ravel(), allowed)[allowed]
    # A distance further than any use of it is no threshold.
    limit = min(nearest - 1, 0.4 * (64 if which in PEERS[1:3] else 256))
    columns['%s <= %d' % (which, limit)] = share(d[everyone, own] <= limit)

print('| transform | ' + ' | '.join(columns) + ' |')
print('|---' * (len(columns) + 1) + '|')
for t in rows:
    print('| %s | %s |' % (t, ' | '.join('%.1f' % c[t]
                                         for c in columns.values())))
print('| **mean** | %s |' % ' | '.join(
    '**%.1f**' % (sum(c.values()) / len(c)) for c in columns.values()))
print()
ours, *others = columns.values()
behind = [t for t in rows if ours[t] < max(c[t] for c in others)]
print('%d queries, %d pairs of strangers, false pairs of ours: %d.'
      % (len(queries), pairs, false))
print('Rows below the best peer: %s.' % (', '.join(behind) or 'none'))
