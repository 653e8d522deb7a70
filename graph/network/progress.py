"""How far a target has come: what its indicators say, period by period, and how old that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite, nan

from graph.network.live import is_running
from graph.network.material import Target, Value
from graph.network.months import PERIOD, YEAR, age, begun, number, order

Known = dict[str, float]


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of an indicator for a period. ``target`` is that of the period, or of the year
    that the month is in; ``baseline`` is the latest one by then. ``achievement`` is the share of
    the way from baseline to target that the actual value has gone: below 0 where it went back,
    above 1 where it went further. It is None where one of the three is not known, where the target
    is no better than the baseline, and for an indicator that should stay within a band.
    """

    indicator: str
    name: str
    name_en: str | None
    unit: str | None
    direction: str
    period: str
    baseline: float | None
    target: float | None
    actual: float | None
    achievement: float | None


def progress(values: Iterable[Value], day: str) -> tuple[Progress, ...]:
    """The values of a target by indicator and period, in order of the indicators' names and then
    of time. What is said to be actual of a time that has not begun on the day is left out.
    """
    series: dict[tuple[str, str], list[Value]] = {}
    for value in _known(values, day):
        series.setdefault((value.name, value.indicator), []).append(value)
    return tuple(row for _, found in sorted(series.items()) for row in _rows(found))


def last_reported(values: Iterable[Value], day: str) -> str | None:
    """The latest period that has begun on the day and has an actual value."""
    found = (value.period for value in _known(values, day) if value.kind == "ACTUAL")
    return max(found, key=order, default=None)


def stale(target: Target, reported: str | None, day: str, months: int) -> bool:
    """Whether a target that runs on the day has no actual value, or only one of a period that
    ended more than so many months before.
    """
    if not is_running(target, day):
        return False
    return reported is None or age(reported, day) >= months


def achievement(
    direction: str, baseline: float | None, target: float | None, actual: float | None
) -> float | None:
    """The share of the way from baseline to target; None where there is no such way."""
    if baseline is None or target is None or actual is None:
        return None
    ahead = {"UP": target > baseline, "DOWN": target < baseline}
    share = (actual - baseline) / (target - baseline) if ahead.get(direction) else nan
    return share if isfinite(share) else None


def _known(values: Iterable[Value], day: str) -> Iterator[Value]:
    """Those that have a number and a period, and are not of a time to come but called actual."""
    for value in values:
        known = value.value is not None and PERIOD.fullmatch(value.period)
        if known and (begun(value.period, day) or value.kind != "ACTUAL"):
            yield value


def _rows(values: list[Value]) -> Iterator[Progress]:
    """One indicator's values, in time order; of several for one period the largest."""
    kinds: dict[str, Known] = {"BASELINE": {}, "TARGET": {}, "ACTUAL": {}}
    for value in values:
        known, number = kinds[value.kind], value.value or 0.0
        known[value.period] = max(number, known.get(value.period, number))
    of = values[0]
    for period in sorted({value.period for value in values}, key=order):
        baseline = _by(kinds["BASELINE"], period)
        target = kinds["TARGET"].get(period, kinds["TARGET"].get(period[:YEAR]))
        actual = kinds["ACTUAL"].get(period)
        share = achievement(of.direction, baseline, target, actual)
        yield Progress(
            of.indicator,
            of.name,
            of.name_en,
            of.unit,
            of.direction,
            period,
            baseline,
            target,
            actual,
            share,
        )


def _by(known: Known, period: str) -> float | None:
    """The value of the latest period that ends no later than another one."""
    ended = [one for one in known if number(one) <= number(period)]
    return known[max(ended, key=order)] if ended else None
