"""Random tables with exactly the margins of a given one, compiled: curveball in global trades.

Imported only where samples are drawn: importing and compiling take seconds.

In a trade two actors pool the activities that only one of them has and share the pool out anew,
each keeping its number (Strona et al. 2014, Nat. Commun. 5, 4114). In a round every actor trades
once, with a random partner (global trades: Carstens et al. 2018, ESA, LIPIcs 112, 11). A trade may
give back what it took, so the chain is symmetric and aperiodic, and it reaches every table: its
limit is uniform (Carstens 2015, Phys. Rev. E 91, 042812).

Everything holds as well with the table turned over: then two activities trade actors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from graph.network.arrays import Floats, Ints

Seats = NDArray[np.int32]
State = NDArray[np.uint64]
F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function as machine code that leaves the interpreter free, kept between processes."""
    try:
        return cast(F, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # nowhere to keep it: no folder that can be written
        return cast(F, numba.njit(nogil=True)(function))


@compiled
def draw(state: State, bound: int) -> int:
    """A number from 0 to ``bound`` - 1, all equally likely: SplitMix64 (Steele, Lea & Flood 2014)
    made a range by Lemire's multiplication (2019), without bias.
    """
    while True:
        state[0] += np.uint64(0x9E3779B97F4A7C15)
        mixed = state[0]
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = (mixed ^ (mixed >> np.uint64(31))) >> np.uint64(32)
        wide = np.int64(mixed) * bound
        low = wide & 0xFFFFFFFF
        if low >= bound or low >= (2**32 - bound) % bound:
            return int(wide >> 32)


@compiled
def trade(seats: Seats, start: Ints, one: int, other: int, mark: Seats, state: State) -> None:
    """Two actors share out anew what only one of them has. ``seats[start[i]:start[i + 1]]`` are
    actor i's activities; ``mark``, a place for each activity, is 0 before and after.
    """
    mine, theirs = start[one], start[other]
    for at in range(mine, start[one + 1]):
        mark[seats[at]] = 1
    for at in range(theirs, start[other + 1]):
        if mark[seats[at]] == 1:
            mark[seats[at]] = 2
            seats[at], seats[theirs] = seats[theirs], seats[at]
            theirs += 1
    for at in range(mine, start[one + 1]):
        both = mark[seats[at]] == 2
        mark[seats[at]] = 0
        if both:
            seats[at], seats[mine] = seats[mine], seats[at]
            mine += 1
    few, many = start[one + 1] - mine, start[other + 1] - theirs
    if few > many:
        few, many, mine, theirs = many, few, theirs, mine
    for at in range(few):
        found = at + draw(state, few + many - at)
        place = mine + found if found < few else theirs + found - few
        seats[mine + at], seats[place] = seats[place], seats[mine + at]


@compiled
def play(seats: Seats, start: Ints, order: Ints, mark: Seats, state: State) -> None:
    """A round of trades. ``order`` holds every actor once, in any order."""
    for at in range(len(order) - 1, 0, -1):
        found = draw(state, at + 1)
        order[at], order[found] = order[found], order[at]
    for at in range(0, len(order) - 1, 2):
        trade(seats, start, order[at], order[at + 1], mark, state)


@compiled
def seat(seats: Seats, start: Ints, members: Seats, first: Ints, free: Ints) -> None:
    """Turn the table over: write who takes part in activity k to ``members[first[k]:first[k + 1]]``
    in order. ``free`` has a place for each activity.
    """
    for activity in range(len(free)):
        free[activity] = first[activity]
    for actor in range(len(start) - 1):
        for at in range(start[actor], start[actor + 1]):
            members[free[seats[at]]] = actor
            free[seats[at]] += 1


@compiled
def count_cells(
    seats: Seats, start: Ints, category: Ints, sizes: Ints, counts: Seats, cells: Floats
) -> None:
    """Write pairs, projects and newman (``cells[0]``, ``[1]``, ``[2]``) of each two categories, in
    the upper triangle. Category -1 is none. ``counts`` is activities by categories; it and
    ``cells`` come as zeros.
    """
    for actor in range(len(category)):
        own = category[actor]
        if own >= 0:
            for at in range(start[actor], start[actor + 1]):
                counts[seats[at], own] += 1
    for activity in range(len(sizes)):
        for a in range(counts.shape[1]):
            ours = counts[activity, a]
            if ours > 1:
                cells[0, a, a] += ours * (ours - 1) // 2
                cells[1, a, a] += 1
                cells[2, a, a] += ours * (ours - 1) / 2 / (sizes[activity] - 1)
            if ours > 0:
                for b in range(a + 1, counts.shape[1]):
                    pairs = ours * counts[activity, b]
                    if pairs > 0:
                        cells[0, a, b] += pairs
                        cells[1, a, b] += 1
                        cells[2, a, b] += pairs / (sizes[activity] - 1)


@compiled
def count_pairs(members: Seats, first: Ints, shared: Seats) -> None:
    """Write the number of shared activities of each two actors, in the upper triangle of zeros."""
    for activity in range(len(first) - 1):
        for i in range(first[activity], first[activity + 1]):
            for j in range(first[activity], i):
                a, b = members[i], members[j]
                if a < b:
                    shared[a, b] += 1
                else:
                    shared[b, a] += 1
