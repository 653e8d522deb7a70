"""UNCOORDINATED_INITIATIVE: several agencies share an initiative that is under way, and no
coordination session in the period was about it.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.network.gaps.day import Day
from graph.network.gaps.gap import Gap, GapKind, bounded
from graph.network.gaps.wording import Known, wording
from graph.network.language import Said
from graph.network.months import later
from graph.network.scope import following

TABLES = frozenset({"participations", "initiatives", "sessions", "session_initiatives"})
CONVENERS = ("COORDINATOR", "LEAD", "CO_LEAD")
"""The roles of those who would call a session, the first that anybody has."""
_CALL = (
    "Minta {convener} mengundang para pesertanya ke satu forum koordinasi dan mencatat "
    "keputusannya.",
    "Ask {convener} to call a coordination session of its participants and record the decisions.",
)
_ID = (
    "{title} melibatkan {count} lembaga, tetapi dalam {months} bulan terakhir tidak ada forum "
    "koordinasi yang tercatat membahasnya"
)
_EN = (
    "{title} involves {count} agencies, and no coordination session on record was about it in the "
    "past {months} months"
)
NEVER = wording(
    id_=(f"{_ID}, dan sebelumnya pun tidak ada.", _CALL[0]),
    en=(f"{_EN}, nor at any time before.", _CALL[1]),
)
LONG_AGO = wording(
    id_=(f"{_ID}; terakhir pada {{last}}.", _CALL[0]),
    en=(f"{_EN}; the last one was on {{last}}.", _CALL[1]),
)


def uncoordinated(day: Day) -> Iterator[Gap]:
    """Initiatives that are under way for longer than the grace and have been talked about in no
    session of the period. What is only planned needs none.
    """
    last = _last_sessions(day)
    first = following(later(day.day, -day.wanted.session_months))
    due = later(day.day, -day.wanted.grace_months)
    conveners = _conveners(day)
    for id_, everybody in sorted(day.participants.items()):
        row = day.live[id_]
        agencies = everybody & day.agencies
        if len(agencies) < 2 or row.status == "PLANNED" or (row.start and row.start > due):
            continue
        if last.get(id_, "") < first:
            yield _gap(day, id_, sorted(agencies), last.get(id_), conveners.get(id_, []))


def _last_sessions(day: Day) -> dict[str, str]:
    """The day of the last session about each initiative, up to the day."""
    found: dict[str, str] = {}
    for row in day.material["session_initiatives"]:
        session = day.material.sessions.get(row.one)
        if session is not None and session.day <= day.day:
            found[row.other] = max(found.get(row.other, ""), session.day)
    return found


def _conveners(day: Day) -> dict[str, list[str]]:
    """For each live initiative the agencies in the first of the roles that anybody has."""
    found: dict[str, dict[str, set[str]]] = {}
    for part in day.parts:
        if part.role in CONVENERS and part.body in day.agencies:
            found.setdefault(part.activity, {}).setdefault(part.role, set()).add(part.body)
    return {
        initiative: sorted(next(roles[role] for role in CONVENERS if role in roles))
        for initiative, roles in found.items()
    }


def _gap(
    day: Day, initiative: str, agencies: list[str], last: str | None, conveners: list[str]
) -> Gap:
    count = len(agencies)
    sectors = {sector for agency in agencies for sector in day.bodies.sectors.get(agency, ())[:1]}
    spread = 1 - 1 / max(len(sectors), 1)
    months = float(day.wanted.session_months)

    def words(said: Said) -> dict[str, str]:
        return {
            "title": said.quoted(initiative),
            "count": said.number(count),
            "months": said.number(months),
            "last": said.day(last) if last else "",
            "convener": said.shorts(conveners or agencies),
        }

    numbers = [("agencies", float(count)), ("sectors", float(len(sectors)))]
    numbers += [("months", months), ("sessionsBefore", float(last is not None))]
    score = 0.25 + 0.4 * count / (count + 8) + 0.2 * spread + (0.0 if last else 0.1)
    return Gap(
        GapKind.UNCOORDINATED_INITIATIVE,
        bounded(score),
        tuple(agencies),
        Known(
            day.names,
            LONG_AGO if last else NEVER,
            words,
            (initiative,),
            tuple(numbers),
            (initiative, *agencies),
        ),
    )
