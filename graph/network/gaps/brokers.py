"""BROKER_RISK: without one agency others are cut off, or it is the only link of unusually many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.network.arrays import Floats, Graph
from graph.network.centrality import betweenness, of_pairs
from graph.network.gaps.day import Day
from graph.network.gaps.gap import Gap, GapKind, bounded
from graph.network.gaps.network_words import CUT_OFF, CUT_OFF_ONE, ONLY_LINK
from graph.network.gaps.wording import Known
from graph.network.language import Said
from graph.network.scope import NEEDS, Via
from graph.network.structure import components, falls_apart
from graph.network.topology import binary

TABLES = NEEDS[Via.INITIATIVE]
FAR = 3.0
"""What lies so many quartile ranges above the upper quartile is far out (Tukey 1977, Exploratory
Data Analysis, 2D).
"""


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
