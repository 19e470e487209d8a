#!/usr/bin/python3
"""FAISS on as many random 256-bit codes as bench_match has, side by side.

    match_faiss.py BUILD

Runs bench_match first, then IndexBinaryFlat and the exact MultiHash (16
hashes of 16 bits, 1 flip: radius 31 by the pigeonhole principle), one thread,
CPU time, best of the rounds, and prints how many times as long they take.
"""
import re
import subprocess
import sys
import time

ours = {}
run = subprocess.run([sys.argv[1] + '/tests/bench/bench_match'],
                     stdout=subprocess.PIPE, check=True, text=True)
print(run.stdout, end='')
for line in run.stdout.splitlines():
    found = re.match(r'match: +(\d+) codes, radius 31: ([\d.]+) ms', line)
    if found:
        ours[int(found[1])] = float(found[2])
try:
    import faiss
    import numpy
except ImportError:
    print('match: FAISS skipped: python3-faiss is not installed')
    sys.exit(0)

faiss.omp_set_num_threads(1)
random = numpy.random.default_rng(1)


def best(index, codes, rounds):
    times = []
    for i in range(rounds):
        query = codes[100 * i:100 * i + 1]
        start = time.process_time()
        index.range_search(query, 32)  # FAISS leaves the radius itself out
        times.append(1000 * (time.process_time() - start))
    return min(times)


for size, milliseconds in sorted(ours.items()):
    codes = random.integers(0, 256, (size, 32), dtype=numpy.uint8)
    indices = [('Flat', faiss.IndexBinaryFlat(256)),
               ('MultiHash 16x16,1', faiss.IndexBinaryMultiHash(256, 16, 16))]
    for name, index in indices:
        if name != 'Flat':
            index.nflip = 1
        index.add(codes)
        took = best(index, codes, 5)
        print('match: %8d codes, radius 31: FAISS %s %.3f ms, %.1f x ours'
              % (size, name, took, took / milliseconds), flush=True)
        del index
    del indices
