"""Everything that is known of a network at once, under the names of published reference values.

``count.`` and ``newman.`` are measures of the projection with that weighting, ``events.`` projects
activities instead of actors; ``multi`` leaves activities of one actor out, ``all`` keeps them. A
null model of pairs has a row for each pair: of many actors it is left out unless asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from graph.network import external_internal, fdsm
from graph.network.arrays import Floats, Incidence
from graph.network.fdsm import Sampling, sample
from graph.network.matrix import joint
from graph.network.project import project, transposed
from graph.network.projection import Weighting
from graph.network.sdsm import compare_pairs, every_pair
from graph.network.sector_nulls import independent
from graph.network.sectors import Sectors, Statistic
from graph.network.significance import Comparison
from graph.network.summary import Measures, measures, participations

MOST_PAIRS = 10_000
"""Above so many pairs their null models, and projections of activities, are left out."""
EVENTS = ("projection_count", "projection_newman", "strength_newman")
_PUBLISHED = {"adjusted": "p_two_sided_bh", "adjusted_upper": "p_upper_bh"}
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Effort:
    """How much is computed. ``pairs`` is whether to compare all pairs with null models; None is
    for few pairs only. Without ``nulls`` there are no null models, of pairs nor of categories.
    """

    permutations: int = external_internal.PERMUTATIONS
    samples: int = fdsm.SAMPLES
    seed: int = fdsm.SEED
    nulls: bool = True
    pairs: bool | None = None

    def of_pairs(self, pairs: int) -> bool:
        """Whether to give what has a row for each of so many pairs."""
        return pairs <= MOST_PAIRS if self.pairs is None else self.pairs


def published(
    incidence: Incidence, categories: Mapping[str, str] | None, effort: Effort, tell: Tell
) -> Measures:
    """Every measure of participations: two-mode, of both projections, and against null models.
    Actors without a category, or with an empty one, are in no cell of the tables of categories.
    """
    tell("projections")
    found = participations(incidence)
    if effort.of_pairs(_pairs(len(incidence.activities))):
        events = participations(transposed(incidence))
        found |= {f"events.{name}": events[name] for name in EVENTS}
    for weighting in Weighting:
        tell(f"measures of the {weighting} projection")
        graph = project(incidence, weighting)
        known = measures(graph, categories, permutations=effort.permutations, seed=effort.seed)
        found |= {f"{weighting.lower()}.{name}": value for name, value in known.items()}
    return found | _nulls(incidence, categories, effort, tell)


def left_out(incidence: Incidence, effort: Effort) -> dict[str, str]:
    """What ``published`` does not give for want of being asked, by name, and why."""
    found = {}
    if not effort.nulls:
        found["null models"] = "not asked for"
    for names, who, many in (
        ("events.*", "activities", len(incidence.activities)),
        ("sdsm_pairs, fdsm_pairs, null_summary", "actors", len(incidence.actors)),
    ):
        if (effort.nulls or who == "activities") and not effort.of_pairs(_pairs(many)):
            found[names] = f"{_pairs(many):,} pairs of {who}"
    return found


def _pairs(many: int) -> int:
    return many * (many - 1) // 2


def _nulls(
    incidence: Incidence, categories: Mapping[str, str] | None, effort: Effort, tell: Tell
) -> Measures:
    """The null models of pairs and of categories. All tables with all activities are drawn once."""
    pairs = effort.of_pairs(_pairs(len(incidence.actors)))
    names, every = _sectors(incidence, categories or {})
    found = {} if categories is None else {"sector_observed": _observed(names, every)}
    if not effort.nulls or not (pairs or names):
        return found
    asked = every_pair(len(incidence.actors)) if pairs else fdsm.NOBODY
    sampled = _sampled(every, effort, asked, tell, "with all activities")
    if pairs:
        found |= _of_pairs(incidence, sampled.pairs.compare())
    if names:
        multi = Sectors(joint(incidence), every.sector, every.width)
        drawn = _sampled(multi, effort, fdsm.NOBODY, tell, "with joint activities")
        found |= _of_sectors(names, {"multi": (multi, drawn), "all": (every, sampled)})
    return found


def _sectors(
    incidence: Incidence, categories: Mapping[str, str]
) -> tuple[tuple[str, ...], Sectors]:
    names = tuple(sorted({categories.get(actor, "") for actor in incidence.actors} - {""}))
    at = {name: place for place, name in enumerate(names)}
    sector = [at.get(categories.get(actor, ""), -1) for actor in incidence.actors]
    return names, Sectors(incidence, np.array(sector, dtype=np.int64), len(names))


def _sampled(
    sectors: Sectors, effort: Effort, pairs: fdsm.Pairs, tell: Tell, what: str
) -> Sampling:
    drawing = sample(sectors, samples=effort.samples, seed=effort.seed, pairs=pairs)
    found = next(drawing)
    for found in drawing:
        tell(f"random tables {what}: {found.samples:,} of {effort.samples:,}")
    return found


def _of_pairs(incidence: Incidence, fixed: Comparison) -> Measures:
    first, second = every_pair(len(incidence.actors))
    loose = compare_pairs(incidence, first, second)
    ends = zip(first.tolist(), second.tolist(), strict=True)
    names = [f"{incidence.actors[one]} | {incidence.actors[other]}" for one, other in ends]
    return {
        "sdsm_pairs": _table(names, loose),
        "fdsm_pairs": _table(names, fixed),
        "null_summary": {
            "observed_total": float(fixed.observed.sum()),
            "expected_total_sdsm": float(loose.expected.sum()),
            "expected_total_fdsm": float(fixed.expected.sum()),
            "sdsm_p05": _below(loose.p_upper),
            "sdsm_bh05": _below(loose.adjusted_upper),
            "fdsm_p05": _below(fixed.p_upper),
            "fdsm_bh05": _below(fixed.adjusted_upper),
        },
    }


def _of_sectors(names: Sequence[str], drawn: Mapping[str, tuple[Sectors, Sampling]]) -> Measures:
    found: Measures = {}
    totals: dict[str, float] = {}
    for which, (sectors, sampling) in drawn.items():
        for null, compared in (
            ("sdsm", independent(sectors, Statistic.PAIRS)),
            ("fdsm", sampling.cells[Statistic.PAIRS].compare()),
        ):
            key = f"sector_{null}_{which}_pairs"
            found[key] = _table(_cells(names, sectors), compared)
            totals["observed"] = float(compared.observed.sum())
            totals[key] = float(compared.expected.sum())
    return {**found, "sector_totals": totals}


def _observed(names: Sequence[str], sectors: Sectors) -> Measures:
    columns = {each.lower(): sectors.observed(each).tolist() for each in Statistic}
    columns["ties"] = sectors.ties.tolist()
    return {
        cell: {column: values[place] for column, values in columns.items()}
        for place, cell in enumerate(_cells(names, sectors))
    }


def _cells(names: Sequence[str], sectors: Sectors) -> list[str]:
    return [f"{names[a]} | {names[b]}" for a, b in zip(*sectors.cells, strict=True)]


def _table(names: Iterable[str], compared: Comparison) -> Measures:
    rows = ({_PUBLISHED.get(k, k): v for k, v in asdict(f).items()} for f in compared.findings())
    return dict(zip(names, rows, strict=True))


def _below(p: Floats) -> int:
    return int(np.count_nonzero(p < 0.05))
