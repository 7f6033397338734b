"""Cascades on a network by peers of kfactor: one line per program and case, as `cargo bench --bench networks` prints them.

python3 networks.py draw FILE --nodes 100000    writes a Barabási–Albert network (m = 5) as pairs of numbers
python3 networks.py run FILE --program numba    program, case, microseconds of CPU time per campaign, mean size, standard error

A size is the number of people who ever took part, the 100 seeds included. Seeds are drawn anew in every campaign.
"""

import argparse
import math
import sys
import time

import numpy as np

SEEDS = 100
CHANCES = (0.01, 0.05, 0.1)
# Sharing with churn: daily chance along a contact, daily chance to leave, days.
BETA, CHURN, DAYS = 0.005, 0.05, 90


def draw(path, nodes, m=5):
    """Preferential attachment by a list in which everybody stands once for each contact."""
    rng = np.random.default_rng(1)
    ends = np.empty(2 * m * nodes, dtype=np.int64)
    filled = 0
    pairs = []
    for person in range(m, nodes):
        if person == m:
            chosen = set(range(m))
        else:
            chosen = set()
            while len(chosen) < m:
                chosen.add(int(ends[rng.integers(filled)]))
        for other in chosen:
            pairs.append((other, person))
            ends[filled], ends[filled + 1] = other, person
            filled += 2
    np.savetxt(path, np.array(pairs), fmt="%d", delimiter=",")


def neighbours(path):
    """Everybody's contacts as one array and where each list begins."""
    pairs = np.loadtxt(path, dtype=np.uint32, delimiter=",")
    both = np.concatenate([pairs, pairs[:, ::-1]])
    order = np.argsort(both[:, 0], kind="stable")
    both = both[order]
    people = int(both.max()) + 1
    starts = np.searchsorted(both[:, 0], np.arange(people + 1)).astype(np.uint32)
    return starts, np.ascontiguousarray(both[:, 1])


def tell(program, case, run, runs):
    """Runs campaigns after two that warm up, and prints what they took."""
    run(-1), run(-2)
    sizes = np.empty(runs)
    begin = time.process_time()
    for number in range(runs):
        sizes[number] = run(number)
    micros = (time.process_time() - begin) / runs * 1e6
    error = sizes.std(ddof=1) / math.sqrt(runs) if runs > 1 else math.nan
    print(f"{program}\t{case}\t{micros:.1f}\t{sizes.mean():.1f}\t{error:.2f}", flush=True)


def cynetdiff(starts, targets, runs):
    from array import array

    from cynetdiff.models import IndependentCascadeModel

    rng = np.random.default_rng(2)
    begins, ends = array("I", starts[:-1].tolist()), array("I", targets.tolist())
    for chance in CHANCES:
        model = IndependentCascadeModel(begins, ends, activation_prob=chance)

        def run(_):
            model.set_seeds(rng.choice(len(begins), SEEDS, replace=False).tolist())
            model.reset_model()
            model.advance_until_completion()
            return model.get_num_activated_nodes()

        tell("cynetdiff", f"cascade {chance}", run, runs)


def ndlib(starts, targets, runs):
    import networkx as nx
    import ndlib.models.epidemics as ep
    import ndlib.models.ModelConfig as mc

    graph = nx.Graph()
    graph.add_nodes_from(range(len(starts) - 1))
    for person in range(len(starts) - 1):
        graph.add_edges_from((person, int(other)) for other in targets[starts[person] : starts[person + 1]])
    rng = np.random.default_rng(2)
    for chance in CHANCES:
        config = mc.Configuration()
        for edge in graph.edges():
            config.add_edge_configuration("threshold", edge, chance)
        model = ep.IndependentCascadesModel(graph)

        def run(_):
            config.add_model_initial_configuration("Infected", rng.choice(len(starts) - 1, SEEDS, replace=False).tolist())
            model.reset()
            model.set_initial_status(config)
            while True:
                counts = model.iteration(node_status=False)["node_count"]
                if counts[1] == 0:
                    return counts[2]

        tell("ndlib", f"cascade {chance}", run, max(2, runs // 100))


def numba(starts, targets, runs):
    from numba import njit

    people = len(starts) - 1

    @njit
    def cascade(starts, targets, chance, seed, mark, epoch, queue):
        np.random.seed(seed)
        scale = 1.0 / math.log1p(-chance)
        size = 0
        while size < SEEDS:
            person = np.random.randint(0, people)
            if mark[person] != epoch:
                mark[person] = epoch
                queue[size] = person
                size += 1
        at = 0
        while at < size:
            place, end = np.int64(starts[queue[at]]), np.int64(starts[queue[at] + 1])
            at += 1
            place += np.int64(math.log(1.0 - np.random.random()) * scale)
            while place < end:
                other = targets[place]
                if mark[other] != epoch:
                    mark[other] = epoch
                    queue[size] = other
                    size += 1
                place += 1 + np.int64(math.log(1.0 - np.random.random()) * scale)
        return size

    @njit
    def sharing(starts, targets, seed, mark, epoch, active):
        np.random.seed(seed)
        scale = 1.0 / math.log1p(-BETA)
        size = 0
        while size < SEEDS:
            person = np.random.randint(0, people)
            if mark[person] != epoch:
                mark[person] = epoch
                active[size] = person
                size += 1
        members = size
        for _ in range(DAYS):
            before = members
            for at in range(before):
                place, end = np.int64(starts[active[at]]), np.int64(starts[active[at] + 1])
                place += np.int64(math.log(1.0 - np.random.random()) * scale)
                while place < end:
                    other = targets[place]
                    if mark[other] != epoch:
                        mark[other] = epoch
                        active[members] = other
                        members += 1
                        size += 1
                    place += 1 + np.int64(math.log(1.0 - np.random.random()) * scale)
            at = 0
            for place in range(members):
                # Who came today stays until tomorrow at least.
                if place >= before or np.random.random() >= CHURN:
                    active[at] = active[place]
                    at += 1
            members = at
        return size

    mark, queue, epoch = np.zeros(people, np.int64), np.empty(people, np.uint32), [0]

    def next_epoch():
        epoch[0] += 1
        return epoch[0]

    for chance in CHANCES:
        tell("numba", f"cascade {chance}", lambda n: cascade(starts, targets, chance, n + 7, mark, next_epoch(), queue), runs)
    tell("numba", "sharing", lambda n: sharing(starts, targets, n + 7, mark, next_epoch(), queue), max(10, runs // 10))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["draw", "run"])
    parser.add_argument("file")
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--program", choices=["cynetdiff", "ndlib", "numba"], default="numba")
    arguments = parser.parse_args()
    if arguments.what == "draw":
        draw(arguments.file, arguments.nodes)
    else:
        globals()[arguments.program](*neighbours(arguments.file), arguments.runs)


if __name__ == "__main__":
    sys.exit(main())
