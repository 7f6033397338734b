#!/usr/bin/env python3
"""The reference growth as an analyst would write it: NumPy, all runs at once, day by day.

usage: numpy_growth.py [--runs N] [--batch N] [--draws 4|3]

Prints the lines of `cargo bench --bench growth`: program, case, microseconds of CPU time per run, mean users
(seeds included), standard error of the mean; separated by tabs. One thread.

--draws 4 follows the model stage by stage: who shares, whom they reach, who of these joins, who leaves.
--draws 3 merges reach and joining: a binomial part of a Poisson number is a Poisson number.
"""

import argparse
import time

import numpy as np

DAYS = 90
SHARE, CONTACTS, JOIN, CHURN = 0.08, 12.0, 0.06, 0.05

CASES = [
    ("5e4", 5e4, 1_000),
    ("5e6", 5e6, 1_000),
    ("5e8", 5e8, 1_000),
    ("endless", None, 1_000),
    ("5e8-100k-seeds", 5e8, 100_000),
]


def growth(rng, runs, market, seeds, draws):
    """People who ever joined, by run."""
    members = np.full(runs, seeds, dtype=np.int64)
    joined = members.copy()
    for _ in range(DAYS):
        chance = JOIN if market is None else JOIN * np.maximum(1.0 - joined / market, 0.0)
        sharers = rng.binomial(members, SHARE)
        if draws == 4:
            joins = rng.binomial(rng.poisson(CONTACTS * sharers), chance)
        else:
            joins = rng.poisson(CONTACTS * sharers * chance)
        leavers = rng.binomial(members, CHURN)
        members += joins - leavers
        joined += joins
    return joined


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=4_000)
    parser.add_argument("--batch", type=int, default=2_000, help="runs that are followed at once")
    parser.add_argument("--draws", type=int, choices=(3, 4), default=4)
    arguments = parser.parse_args()
    rng = np.random.default_rng()
    batches = max(1, arguments.runs // arguments.batch)
    for name, market, seeds in CASES:
        growth(rng, 100, market, seeds, arguments.draws)
        began = time.process_time()
        users = np.concatenate(
            [growth(rng, arguments.batch, market, seeds, arguments.draws) for _ in range(batches)]
        )
        micros = (time.process_time() - began) * 1e6 / len(users)
        error = users.std(ddof=1) / np.sqrt(len(users))
        print(f"numpy-{arguments.draws}\t{name}\t{micros:.2f}\t{users.mean():.1f}\t{error:.1f}", flush=True)


if __name__ == "__main__":
    main()
