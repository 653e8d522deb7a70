"""PROCESS_HANDOFF: a process hands over to another agency's by hand, by file or nobody knows how,
while the two serve no common service and their owners share no live initiative and attended no
session together in the past year.

Placeholders count as owners: what a hospital sends to all regencies is sent by somebody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.network.gaps.day import NOBODY, Day
from graph.network.gaps.gap import Gap, GapKind, bounded
from graph.network.gaps.language import Known, Said, wording

TABLES = frozenset(
    {
        *("ownerships", "handoffs", "processes", "process_services"),
        *("participations", "initiatives", "attendances", "sessions"),
    }
)
WEIGHT = {"MANUAL": 0.65, "FILE": 0.5, "UNKNOWN": 0.35}
"""The forms that are gaps, and what each scores."""
_BUT_ID = (
    ", sedangkan keduanya tidak tercatat berbagi layanan, sedang terlibat dalam inisiatif yang "
    "sama, ataupun menghadiri forum koordinasi yang sama dalam setahun terakhir."
)
_BUT_EN = (
    ", while no shared service, no shared current initiative and no coordination session that "
    "both attended in the past year is on record."
)
_CONNECT = (
    "Sepakati pertukaran data antarsistem atau layanan bersama antara {a} dan {b}.",
    "Agree on an exchange between systems, or a shared service, between {a} and {b}.",
)
WORDINGS = {
    "MANUAL": wording(
        id_=(
            "Hasil proses {one} ({a}) diserahkan secara manual ke proses {other} ({b})" + _BUT_ID,
            _CONNECT[0],
        ),
        en=(
            "The process {one} ({a}) hands over to {other} ({b}) by hand" + _BUT_EN,
            _CONNECT[1],
        ),
    ),
    "FILE": wording(
        id_=(
            "Hasil proses {one} ({a}) dikirim sebagai berkas ke proses {other} ({b})" + _BUT_ID,
            _CONNECT[0],
        ),
        en=("The process {one} ({a}) hands over to {other} ({b}) by file" + _BUT_EN, _CONNECT[1]),
    ),
    "UNKNOWN": wording(
        id_=(
            "Proses {one} ({a}) menyerahkan hasilnya ke proses {other} ({b}) dengan cara yang "
            "tidak tercatat" + _BUT_ID,
            "Tanyakan kepada {a} dan {b} bagaimana penyerahannya berlangsung, lalu catat.",
        ),
        en=(
            "The process {one} ({a}) hands over to {other} ({b}) in a way that is not on record"
            + _BUT_EN,
            "Ask {a} and {b} how it is handed over, and record it.",
        ),
    ),
}


def handoffs(day: Day) -> Iterator[Gap]:
    """Hand-offs between processes of different agencies that should be looked at. A hand-off in
    several forms is judged by the least of them.
    """
    services = day.material.links("process_services")
    rows: dict[tuple[str, str], str] = {}
    for row in day.material["handoffs"]:
        if row.form in WEIGHT and row.one != row.other:
            known = rows.setdefault((row.one, row.other), row.form)
            rows[row.one, row.other] = max(known, row.form, key=WEIGHT.__getitem__)
    better = {(row.one, row.other) for row in day.material["handoffs"] if row.form not in WEIGHT}
    found: list[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]] = []
    for (one, other), form in sorted(rows.items()):
        ours, theirs = day.owners.get(one, NOBODY), day.owners.get(other, NOBODY)
        apart = ours and theirs and ours.isdisjoint(theirs) and not day.among(ours, theirs)
        shared = not set(services.get(one, ())).isdisjoint(services.get(other, ()))
        if apart and not shared and (one, other) not in better:
            found.append((one, other, form, tuple(sorted(ours)), tuple(sorted(theirs))))
    many = Counter(frozenset((*ours, *theirs)) for *_, ours, theirs in found)
    for one, other, form, senders, receivers in found:
        count = many[frozenset((*senders, *receivers))]
        yield _gap(day, (one, other), form, senders, receivers, count)


def _gap(
    day: Day,
    processes: tuple[str, str],
    form: str,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    count: int,
) -> Gap:
    def words(said: Said) -> dict[str, str]:
        return {
            "one": said.quoted(processes[0]),
            "other": said.quoted(processes[1]),
            "a": said.agencies(ours),
            "b": said.agencies(theirs),
        }

    numbers = (
        ("handoffsOfTheseAgencies", float(count)),
        ("sharedServices", 0.0),
        ("sharedInitiatives", 0.0),
        ("sharedSessionsInYear", 0.0),
    )
    case = Known(day.names, WORDINGS[form], words, processes, numbers, (*processes, *ours, *theirs))
    score = bounded(WEIGHT[form] + 0.2 * (1 - 1 / count))
    return Gap(GapKind.PROCESS_HANDOFF, score, (*ours, *theirs), case)
