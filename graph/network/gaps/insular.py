"""INSULAR_AGENCY: an agency works within its sector more than chance has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from scipy.special import gammaln

from graph.network.arrays import Floats, Ints, numbered
from graph.network.gaps.day import Day
from graph.network.gaps.gap import Gap, GapKind, bounded
from graph.network.gaps.network_words import INSULAR
from graph.network.gaps.wording import Known
from graph.network.scope import NEEDS, Via
from graph.network.significance import benjamini_hochberg, two_sided
from graph.network.topology import binary

TABLES = NEEDS[Via.INITIATIVE]


def insular(day: Day) -> Iterator[Gap]:
    """Agencies whose own E-I index lies below what shuffled sectors give it: with d partners among
    n-1 others, m-1 of them of its sector, the partners of its sector are hypergeometric. Those
    with a sector and a partner are shuffled; p of both sides are adjusted over all of them.
    """
    sector = dict(zip(day.scope.actors, day.scope.primary, strict=True))
    graph = day.network
    kept = np.array([sector[name] is not None for name in graph.names], dtype=bool)
    ones = binary(graph).toarray()[np.ix_(kept, kept)]
    names = np.array(graph.names, dtype=object)[kept]
    tied = ones.sum(axis=1) > 0
    ones, names = ones[np.ix_(tied, tied)], names[tied]
    if not len(names):
        return
    _, label = numbered([sector[name] or "" for name in names])
    same = label[:, None] == label[None, :]
    inside = (ones * same).sum(axis=1).astype(np.int64)
    partners = ones.sum(axis=1).astype(np.int64)
    chance = _hypergeometric(len(names) - 1, same.sum(axis=1) - 1, partners)
    below = np.cumsum(chance, axis=1)
    at = np.arange(len(names))
    upper = np.clip(chance[:, ::-1].cumsum(axis=1)[:, ::-1][at, inside], 0.0, 1.0)
    adjusted = benjamini_hochberg(two_sided(upper, np.clip(below[at, inside], 0.0, 1.0)))
    expected = partners * (same.sum(axis=1) - 1) / max(len(names) - 1, 1)
    most = (below < 0.975).sum(axis=1)
    for actor in np.flatnonzero((adjusted <= day.wanted.alpha) & (inside > expected)):
        within = names[(ones[actor] > 0) & same[actor]].tolist()
        numbers = {
            "partners": partners[actor],
            "internal": inside[actor],
            "external": partners[actor] - inside[actor],
            "expectedInternal": expected[actor],
            "eiIndex": 1 - 2 * inside[actor] / partners[actor],
            "expectedEiIndex": 1 - 2 * expected[actor] / partners[actor],
            "lowestEiIndexByChance": 1 - 2 * most[actor] / partners[actor],
            "adjustedP": adjusted[actor],
        }
        name = str(names[actor])
        yield _insular(
            day,
            name,
            str(sector[name]),
            {key: float(value) for key, value in numbers.items()},
            within,
        )


def _hypergeometric(others: int, same: Ints, drawn: Ints) -> Floats:
    """For each actor the chances of 0, 1, ... up to the most partners of its own sector."""
    count = np.arange(int(drawn.max()) + 1)[None, :]
    same, drawn = same[:, None], drawn[:, None]
    possible = (count <= np.minimum(same, drawn)) & (drawn - count <= others - same)
    count = np.where(possible, count, np.maximum(0, drawn - (others - same)))
    log = _choices(same, count) + _choices(others - same, drawn - count) - _choices(others, drawn)
    return np.where(possible, np.exp(log), 0.0)


def _choices(of: Ints | int, chosen: Ints) -> Floats:
    """The logarithm of the binomial coefficient."""
    found = gammaln(np.add(of, 1)) - gammaln(chosen + 1) - gammaln(np.subtract(of, chosen) + 1)
    return np.asarray(found, dtype=np.float64)


def _insular(
    day: Day, agency: str, sector: str, numbers: Mapping[str, float], within: list[str]
) -> Gap:
    ei, expected = numbers["eiIndex"], numbers["expectedEiIndex"]
    case = Known(
        day.names,
        INSULAR,
        lambda said: {
            "a": said.name(agency),
            "a_short": said.short(agency),
            "sector": said.quoted(sector),
            "partners": said.number(numbers["partners"]),
            "internal": said.number(numbers["internal"]),
            "expected": said.number(numbers["expectedInternal"]),
        },
        (),
        tuple(numbers.items()),
        (agency, sector, *within),
    )
    score = 0.3 + 0.7 * (expected - ei) / (expected + 1)
    return Gap(GapKind.INSULAR_AGENCY, bounded(score), (agency,), case)
