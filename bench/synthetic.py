"""Made-up participations, and the work on them that is timed in this process.

Made without any library, so that importing those counts as part of the first time.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.network.material import Material

AGENCIES, SECTORS, SEED = 650, 9, 20_261_125
SMALLEST, LARGEST = 2, 40
TAIL = 2.0
"""An initiative of k agencies is as likely as k to the power of less this."""
BUSY = 0.7
"""The agency of rank r is as busy as r to the power of less this."""
WORK = ("network", "closed-form", "FDSM")
DAY = "2026-01-01"
Pairs = list[tuple[str, str]]


def participations(initiatives: int, seed: int = SEED) -> tuple[Pairs, dict[str, str]]:
    """Pairs of agency and initiative, and each agency's sector. Every agency is somewhere in the
    sectors; the busier take part in more.
    """
    drawn = random.Random(seed)
    names = [f"agency {number:03}" for number in range(AGENCIES)]
    busy = list(accumulate((rank + 1) ** -BUSY for rank in range(AGENCIES)))
    sizes = range(SMALLEST, LARGEST + 1)
    tails = list(accumulate(size**-TAIL for size in sizes))
    pairs: Pairs = []
    for number in range(initiatives):
        (size,) = drawn.choices(sizes, cum_weights=tails)
        members: set[str] = set()
        while len(members) < size:
            members.update(drawn.choices(names, cum_weights=busy))
        pairs += [(member, f"initiative {number:05}") for member in sorted(members)]
    return pairs, {name: f"sector {drawn.randrange(SECTORS)}" for name in names}


def measure_all(pairs: Pairs, sectors: dict[str, str]) -> None:
    """What collaborationNetwork computes of rows that were read: who takes part in what, the
    network by NEWMAN, and everything that can be asked of it, with 1,000 permutations.
    """
    from graph.network.network import Cut, Network
    from graph.network.projection import Weighting
    from graph.network.scope import Asked, scope

    network = Network(scope(material(pairs, sectors), Asked(DAY)), Weighting.NEWMAN, Cut(), 1)
    for name in dir(Network):
        if not name.startswith("_"):
            getattr(network, name)


def material(pairs: Pairs, sectors: dict[str, str]) -> Material:
    """The participations as rows of the graph."""
    from graph.network.material import ROWS, Body, Material, Named, Part, Placed

    tables: dict[str, tuple[Any, ...]] = dict.fromkeys(ROWS, ())
    tables["agencies"] = tuple(Body(name, "MINISTRY", name, *[None] * 4) for name in sectors)
    tables["sectors"] = tuple(Named(name, name, name, None) for name in set(sectors.values()))
    tables["in_sector"] = tuple(Placed(*pair, 1, None, None) for pair in sectors.items())
    tables["participations"] = tuple(
        Part(actor, f"Initiative:{activity}", "PARTNER", None, None) for actor, activity in pairs
    )
    return Material(1, tables)


def close(pairs: Pairs, sectors: dict[str, str]) -> None:
    """The matrix of sectors in closed form."""
    from graph.network.arrays import incidence_of
    from graph.network.matrix import sector_matrix

    incidence = incidence_of(pairs, sectors)
    sector_matrix(incidence, [sectors[actor] for actor in incidence.actors])


def draw(pairs: Pairs, sectors: dict[str, str]) -> None:
    """The matrix of sectors from 1,000 random tables."""
    from graph.network.arrays import incidence_of
    from graph.network.matrix import sample_sector_matrix

    incidence = incidence_of(pairs, sectors)
    *_, last = sample_sector_matrix(
        incidence, [sectors[actor] for actor in incidence.actors], samples=1_000
    )
    assert not last.pending


def main(work: str, initiatives: int) -> None:
    """Do the work twice and print what it took as JSON."""
    pairs, sectors = participations(initiatives)
    do = dict(zip(WORK, (measure_all, close, draw), strict=True))[work]
    cold, warm = (_seconds(lambda: do(pairs, sectors)) for _ in range(2))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    taken = {"cold": cold, "warm": warm, "memory": memory, "participations": len(pairs)}
    print(json.dumps(taken))


def _seconds(do: Callable[[], None]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
