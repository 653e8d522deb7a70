"""Generated targets with indicators, their values, and who contributes."""

from __future__ import annotations

from random import Random

from seeds.draft import Draft, day
from seeds.partners import body, leader
from seeds.shape import Plan
from seeds.structure import agency_id, sector_id
from seeds.words import TOPICS, VERBS

_PLAN_YEARS = (2025, 2029)
_MEASURES = (("Indeks", "Index of", "indeks"), ("Cakupan", "Coverage of", "persen"))


def target_id(plan: Plan, target: int) -> str:
    """The id of a target."""
    return f"Target:{plan.shape.tag}-t{target}"


def targets(plan: Plan, rng: Random, items: range) -> Draft:
    """Some targets with all that belongs to them. The first are those of the plan itself."""
    draft = Draft()
    if items.start == 0:
        _plan(plan, draft)
    for target in items:
        _target(plan, rng, draft, target)
        for number in range(rng.randint(1, 2)):
            _indicator(plan, rng, draft, target, number)
        _contributors(plan, rng, draft, target)
    return draft


def _plan(plan: Plan, draft: Draft) -> None:
    first, last = _PLAN_YEARS
    draft.coded(
        "Plan",
        f"{plan.shape.tag}-plan",
        name=f"Rencana Pembangunan Contoh {first}-{last}",
        nameEn=f"Example Development Plan {first}-{last}",
        startDate=f"{first}-01-01",
        endDate=f"{last}-12-31",
    )


def _target(plan: Plan, rng: Random, draft: Draft, target: int) -> None:
    (verb, verb_en), (topic, topic_en) = rng.choice(VERBS), rng.choice(TOPICS)
    id_ = draft.coded(
        "Target",
        f"{plan.shape.tag}-t{target}",
        name=f"{verb} {topic}",
        nameEn=f"{verb_en} {topic_en}",
        level="PRIORITY" if target < 3 else "PROGRAMME" if target < 20 else "OUTCOME",
        startYear=_PLAN_YEARS[0],
        endYear=_PLAN_YEARS[1],
    )
    draft.tie("IN_PLAN", id_, f"Plan:{plan.shape.tag}-plan")
    draft.tie("TARGET_IN", id_, sector_id(rng.randrange(9)))
    if target >= 3:
        draft.tie("SUBTARGET_OF", id_, target_id(plan, (target - 3) // 8))


def _indicator(plan: Plan, rng: Random, draft: Draft, target: int, number: int) -> None:
    name, name_en, unit = _MEASURES[number]
    topic, topic_en = rng.choice(TOPICS)
    code = f"{plan.shape.tag}-i{target}-{number}"
    names = {"name": f"{name} {topic}", "nameEn": f"{name_en} {topic_en}"}
    up = rng.random() < 0.8
    id_ = draft.coded("Indicator", code, unit=unit, direction="UP" if up else "DOWN", **names)
    draft.tie("MEASURES", id_, target_id(plan, target))
    if rng.random() < 0.8:
        draft.tie("PRODUCES", agency_id(plan, leader(plan, rng)), id_)
    start = rng.uniform(30, 60)
    step = rng.uniform(0.5, 4) * (1 if up else -1)
    _value(draft, id_, "2023", "BASELINE", start)
    for year in range(2024, 2030):
        if year in (2025, 2027, 2029):
            _value(draft, id_, str(year), "TARGET", start + step * (year - 2023))
        if year < 2026:
            reached = step * (year - 2023) * rng.uniform(0.3, 1.2)
            _value(draft, id_, str(year), "ACTUAL", start + reached)


def _value(draft: Draft, indicator: str, period: str, kind: str, value: float) -> None:
    code = f"{indicator.partition(':')[2]}-{period}-{kind.lower()}"
    raw = f"{value:.2f}".replace(".", ",")
    values = {"period": period, "kind": kind, "value": round(value, 2), "raw": raw}
    draft.tie("VALUE_OF", draft.coded("PeriodValue", code, **values), indicator)


def _contributors(plan: Plan, rng: Random, draft: Draft, target: int) -> None:
    """One leads most of them; a few have nobody, which is a gap to be found."""
    first = leader(plan, rng)
    others = {body(plan, rng) for _ in range(rng.randint(0, 5))} - {agency_id(plan, first)}
    since = day(rng, 2025, 2025)
    id_ = target_id(plan, target)
    if rng.random() < 0.95:
        draft.tie("CONTRIBUTES_TO", agency_id(plan, first), id_, role="LEAD", since=since)
    for other in sorted(others):
        until = "2026-01-01" if rng.random() < 0.1 else None
        values = {"role": "CONTRIBUTOR", "since": since, "until": until}
        draft.tie("CONTRIBUTES_TO", other, id_, **values)
