"""STALE_TARGET: nobody can say where a running target stands. Its last actual value is too old, or
there is none; or it has indicators without any value; or nothing measures it at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.network.gaps.day import NOBODY, Day
from graph.network.gaps.gap import Gap, GapKind, bounded
from graph.network.gaps.targets import elapsed
from graph.network.gaps.wording import Known, Wording, wording
from graph.network.language import Language, Said
from graph.network.material import Value
from graph.network.months import age, later
from graph.network.progress import last_reported

TABLES = frozenset({"targets", "subtargets", "target_indicators", "values", "contributions"})
_ASK = (
    "Minta {who} menyampaikan capaian terbaru sasaran ini.",
    "Ask {who} for the latest value.",
)
OLD = wording(
    id_=(
        "Capaian terakhir yang tercatat untuk sasaran {target} adalah untuk periode {period}, "
        "sudah {months} bulan berlalu.",
        _ASK[0],
    ),
    en=(
        "The last recorded result for the target {target} is for {period}, which ended {months} "
        "months ago.",
        _ASK[1],
    ),
)
NEVER = wording(
    id_=(
        "Sasaran {target} sudah berjalan sejak {start}, tetapi belum ada satu pun capaian yang "
        "tercatat; yang ada hanya nilai awal atau target.",
        _ASK[0],
    ),
    en=(
        "The target {target} has been running since {start} and no result is on record, only "
        "where it began or should end.",
        _ASK[1],
    ),
)
NEVER_UNDATED = wording(
    id_=(
        "Belum ada satu pun capaian yang tercatat untuk sasaran {target}; yang ada hanya nilai "
        "awal atau target.",
        _ASK[0],
    ),
    en=(
        "No result is on record for the target {target}, only where it began or should end.",
        _ASK[1],
    ),
)
EMPTY = wording(
    id_=(
        "Sasaran {target} punya {count} indikator, tetapi tidak satu pun nilainya tercatat: nilai "
        "awal, target, maupun capaian.",
        "Minta {who} mengisi nilai awal, target, dan capaian indikatornya.",
    ),
    en=(
        "The target {target} has indicators ({count}) without any value on record: no baseline, no "
        "target value and no result.",
        "Ask {who} for the baseline, the target value and the results.",
    ),
)
UNMEASURED = wording(
    id_=(
        "Sasaran {target} belum punya indikator yang tercatat, sehingga kemajuannya tidak dapat "
        "diukur.",
        "Minta {who} menetapkan paling sedikit satu indikator untuk sasaran ini.",
    ),
    en=(
        "The target {target} has no indicator on record, so that its progress cannot be measured.",
        "Ask {who} to choose at least one indicator for this target.",
    ),
)


def stale_targets(day: Day) -> Iterator[Gap]:
    """Running targets of which nobody can say where they stand. Having no indicator at all counts
    for the lowest targets only: higher ones are measured by those below them.
    """
    values: dict[str, list[Value]] = {}
    for row in day.ties["values"]:
        if row.value is not None:
            values.setdefault(row.target, []).append(row)
    indicators = day.ties.links("target_indicators")
    lowest = frozenset(day.lowest)
    for target in sorted(day.running):
        known, over = values.get(target, []), 0.3 * elapsed(day, target)
        measured = {*indicators.get(target, ()), *(row.indicator for row in known)}
        if not measured:
            if target in lowest:
                yield _gap(day, target, UNMEASURED, 0.3 + over, {"indicators": 0.0})
        elif not known:
            yield _gap(day, target, EMPTY, 0.5 + over, {"indicators": float(len(measured))})
        else:
            yield from _aged(day, target, known, len(measured))


def _aged(day: Day, target: str, known: list[Value], indicators: int) -> Iterator[Gap]:
    """The gap of a target with values, if its last actual one is too old or missing too long."""
    numbers = {"indicators": float(indicators), "values": float(len(known))}
    last, most = last_reported(known, day.day), day.wanted.stale_months
    if last is None:
        start = day.running[target].start_year
        if start is None or f"{start:04}-01-01" < later(day.day, -most):
            wording = NEVER if start else NEVER_UNDATED
            yield _gap(day, target, wording, 0.4 + 0.3 * elapsed(day, target), numbers)
    elif (months := age(last, day.day)) >= most:
        late = months - most
        score = 0.3 + 0.5 * late / (late + 12)
        yield _gap(day, target, OLD, score, numbers | {"monthsOld": float(months)}, last)


def _gap(
    day: Day,
    target: str,
    wording: Wording,
    score: float,
    numbers: dict[str, float],
    period: str = "",
) -> Gap:
    leads = sorted(day.leads.get(target, NOBODY))
    asked = leads or sorted(day.direct.get(target, NOBODY))

    def words(said: Said) -> dict[str, str]:
        nobody = ("lembaga pengampunya", "the agency that answers for it")
        return {
            "target": said.quoted(target),
            "who": said.shorts(asked) if asked else nobody[said.language is Language.EN],
            "count": said.number(numbers["indicators"]),
            "period": said.day(period) if period else "",
            "months": said.number(numbers.get("monthsOld", 0.0)),
            "start": str(day.running[target].start_year),
        }

    indicators = day.ties.links("target_indicators").get(target, ())
    return Gap(
        GapKind.STALE_TARGET,
        bounded(score),
        tuple(asked),
        Known(day.names, wording, words, (target,), tuple(numbers.items()), (target, *indicators)),
    )
