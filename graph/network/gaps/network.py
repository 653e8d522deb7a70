"""What the network itself lacks. BROKER_RISK: an agency without whom others are cut off, or who is
the only link of unusually many. INSULAR_AGENCY: one that works within its sector more than chance
has it. UNDERCONNECTED_SECTORS: sectors that work together less than chance has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from graph.network.arrays import Floats, Graph, Ints, numbered
from graph.network.centrality import betweenness, of_pairs
from graph.network.gaps.day import Day
from graph.network.gaps.gap import Gap, GapKind, bounded
from graph.network.gaps.network_words import (
    CUT_OFF,
    CUT_OFF_ONE,
    INSULAR,
    ONLY_LINK,
    SECTORS,
    SECTORS_PENDING,
    WITHIN,
    WITHIN_PENDING,
)
from graph.network.gaps.wording import Known
from graph.network.language import Said
from graph.network.matrix import Cell, SectorMatrix
from graph.network.scope import NEEDS, Via
from graph.network.significance import benjamini_hochberg, two_sided
from graph.network.structure import components, falls_apart
from graph.network.topology import binary

TABLES = NEEDS[Via.INITIATIVE]
FAR = 3.0
"""What lies so many quartile ranges above the upper quartile is far out (Tukey 1977, Exploratory
Data Analysis, 2D).
"""


# --- brokers -------------------------------------------------------------------------------------


def brokers(day: Day) -> Iterator[Gap]:
    """Agencies without whom others are cut off, and those that are the only link of many."""
    graph = day.network
    apart = falls_apart(graph)
    for point, pieces in apart.items():
        yield _cutting(day, graph.names[point], [graph.names[a] for a in pieces.cut_off])
    ones = binary(graph).toarray()
    common = ones @ ones
    open_ = (ones == 0) & ~np.eye(graph.nodes, dtype=bool)
    if (of_pairs(_at_most(graph, ones, common, open_)) < day.wanted.broker_share).all():
        return
    share = of_pairs(betweenness(graph))
    links = np.rint(_between(ones, open_ & (common == 1)))
    for actor in np.flatnonzero(_outstanding(share, day.wanted.broker_share) & (links > 0)):
        if actor not in apart:
            yield _linking(day, graph, int(actor), float(share[actor]), float(links[actor]))


def _between(ones: Floats, pairs: NDArray[Any]) -> Floats:
    """For each actor the sum over the pairs of its partners (a symmetric matrix)."""
    return np.asarray(((ones @ pairs) * ones).sum(axis=1) / 2, dtype=np.float64)


def _at_most(graph: Graph, ones: Floats, common: Floats, open_: NDArray[np.bool_]) -> Floats:
    """What no actor's betweenness exceeds, in a fraction of the time: exact for pairs with common
    partners, and 1 for each pair further apart.
    """
    group = components(graph)
    far = (open_ & (common == 0) & (group[:, None] == group[None, :])).sum() / 2
    near = np.where(open_ & (common > 0), 1 / np.maximum(common, 1), 0.0)
    return np.asarray(_between(ones, near) + far, dtype=np.float64)


def _outstanding(share: Floats, least: float) -> NDArray[np.bool_]:
    """Which shares are far out among those of all actors, and no less than the least."""
    lower, upper = np.quantile(share, (0.25, 0.75))
    return np.asarray((share >= least) & (share > upper + FAR * (upper - lower)))


def _cutting(day: Day, broker: str, cut_off: list[str]) -> Gap:
    count = len(cut_off)
    case = Known(
        day.names,
        CUT_OFF_ONE if count == 1 else CUT_OFF,
        lambda said: _broker_words(said, broker) | _cut_words(said, cut_off),
        (),
        (("cutOff", float(count)),),
        (broker, *cut_off),
    )
    return Gap(GapKind.BROKER_RISK, bounded(0.4 + 0.6 * count / (count + 5)), (broker,), case)


def _linking(day: Day, graph: Graph, actor: int, share: float, links: float) -> Gap:
    broker = graph.names[actor]
    case = Known(
        day.names,
        ONLY_LINK,
        lambda said: (
            _broker_words(said, broker)
            | {"pairs": said.number(links), "share": said.percent(share)}
        ),
        (),
        (
            ("betweennessShare", share),
            ("onlyLinkPairs", links),
            ("degree", float(graph.degree[actor])),
        ),
        (broker,),
    )
    return Gap(GapKind.BROKER_RISK, bounded(0.3 + 0.7 * min(1.0, 2 * share)), (broker,), case)


def _broker_words(said: Said, broker: str) -> dict[str, str]:
    return {"a": said.name(broker), "a_short": said.short(broker)}


def _cut_words(said: Said, cut_off: list[str]) -> dict[str, str]:
    return {"count": said.number(len(cut_off)), "cut": said.shorts(cut_off)}


# --- insular agencies ----------------------------------------------------------------------------


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


# --- sectors -------------------------------------------------------------------------------------


def underconnected(day: Day, matrix: SectorMatrix) -> Iterator[Gap]:
    """Cells of the matrix with fewer than expected at the false discovery rate asked for."""
    for cell in matrix.cells:
        found = cell.found
        if found.adjusted is None or found.adjusted > day.wanted.alpha:
            continue
        if found.observed < found.expected:
            yield _cell(day, cell, matrix.pending)


def _cell(day: Day, cell: Cell, pending: bool) -> Gap:
    found = cell.found
    lack = 1 - found.observed / found.expected
    numbers = {"observed": found.observed, "expected": found.expected, "sd": found.sd}
    numbers |= {"adjustedP": found.adjusted or 0.0, "lack": lack}
    if found.z is not None:
        numbers["z"] = found.z
    if cell.a == cell.b:
        wording = WITHIN_PENDING if pending else WITHIN
    else:
        wording = SECTORS_PENDING if pending else SECTORS
    actors = tuple(dict.fromkeys((cell.a, cell.b)))
    case = Known(
        day.names,
        wording,
        lambda said: {
            "a": said.quoted(cell.a),
            "b": said.quoted(cell.b),
            "observed": said.number(found.observed),
            "expected": said.number(found.expected),
            "lack": said.percent(lack),
        },
        (),
        tuple(numbers.items()),
        actors,
    )
    score = bounded(0.2 + 0.8 * lack)
    return Gap(GapKind.UNDERCONNECTED_SECTORS, score, actors, case, pending)
