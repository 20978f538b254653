"""Scores of users and products as NumPy's float32 matrix product.

    python3 numpy_product.py

Says {"version"} on stdout, then answers each line of stdin, {"users", "products", "factors", "picked"}, with
{"pairsPerSecond"}: bare the product alone, a block of users after the other; with `picked` the products' biases are
added and the ten best of each user found, by argpartition, in order. Threads are OpenBLAS's own: OPENBLAS_NUM_THREADS.
"""
import json
import sys
import time

import numpy as np

BLOCK = 128
BEST = 10
# A trial ends here though users be left: where other work runs beside it, waiting threads make it many times slower.
MOST_SECONDS = 1.5


def best(scores, biases):
    scores += biases
    places = np.argpartition(scores, scores.shape[1] - BEST, axis=1)[:, -BEST:]
    values = np.take_along_axis(scores, places, axis=1)
    return np.take_along_axis(places, np.argsort(-values, axis=1), axis=1)


def measure(users, products, factors, picked):
    random = np.random.default_rng(1)
    rows = random.standard_normal((users, factors), dtype=np.float32)
    columns = np.ascontiguousarray(random.standard_normal((products, factors), dtype=np.float32).T)
    biases = random.standard_normal(products, dtype=np.float32)
    scores = np.empty((BLOCK, products), dtype=np.float32)
    np.matmul(rows[:BLOCK], columns, out=scores)
    done = 0
    start = time.perf_counter()
    while done + BLOCK <= users and time.perf_counter() - start < MOST_SECONDS:
        np.matmul(rows[done : done + BLOCK], columns, out=scores)
        if picked:
            best(scores, biases)
        done += BLOCK
    return {"pairsPerSecond": done * products / (time.perf_counter() - start)}


def main():
    print(json.dumps({"version": np.__version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(measure(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
