"""PROCESS_HANDOFF: a process feeds one of another agency, while the two have no service in common
and their owners share no live initiative and attended no session together in the past year. In what
form it hands over only makes the score.

Placeholders count as owners: what a hospital sends to all regencies is sent by somebody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.network.gaps.day import NOBODY, Day
from graph.network.gaps.gap import Gap, GapKind, bounded
from graph.network.gaps.wording import Known, wording
from graph.network.language import Said

TABLES = frozenset(
    {
        *("ownerships", "handoffs", "processes", "process_services"),
        *("participations", "initiatives", "attendances", "sessions"),
    }
)
SHARED = "SHARED_SERVICE"
"""The form that is a service in common."""
WEIGHT = {"MANUAL": 0.65, "FILE": 0.5, "API": 0.2, "UNKNOWN": 0.35}
"""What the other forms score. A hand-off in several forms is judged by the first of them here."""
RANK = {form: place for place, form in enumerate(WEIGHT)}
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
    "API": wording(
        id_=(
            "Hasil proses {one} ({a}) dikirim antarsistem ke proses {other} ({b})" + _BUT_ID,
            "Sepakati siapa di {a} dan {b} yang menjaga pertukaran data ini, lalu catat layanan "
            "yang didukungnya.",
        ),
        en=(
            "The process {one} ({a}) hands over to {other} ({b}) between systems" + _BUT_EN,
            "Agree who at {a} and {b} looks after this exchange, and record the service that it "
            "supports.",
        ),
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
    """Hand-offs between processes of different agencies that nothing else ties."""
    found = [
        (processes, form, *owners)
        for processes, form in sorted(_forms(day).items())
        if (owners := _apart(day, *processes))
    ]
    many = Counter(frozenset((*ours, *theirs)) for *_, ours, theirs in found)
    for processes, form, ours, theirs in found:
        yield _gap(day, processes, form, ours, theirs, many[frozenset((*ours, *theirs))])


def _forms(day: Day) -> dict[tuple[str, str], str]:
    """The form in which each two processes without a service in common hand over."""
    services = day.ties.links("process_services")
    found: dict[tuple[str, str], str] = {}
    shared: set[tuple[str, str]] = set()
    for one, other, form, *_ in day.ties["handoffs"]:
        if form == SHARED or not set(services.get(one, ())).isdisjoint(services.get(other, ())):
            shared.add((one, other))
        else:
            known = found.setdefault((one, other), form)
            found[one, other] = min(known, form, key=RANK.__getitem__)
    return {processes: form for processes, form in found.items() if processes not in shared}


def _apart(day: Day, one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The owners of two processes, if both have any, none owns both, and they meet nowhere."""
    ours, theirs = day.owners.get(one, NOBODY), day.owners.get(other, NOBODY)
    if ours and theirs and ours.isdisjoint(theirs) and not day.among(ours, theirs):
        return tuple(sorted(ours)), tuple(sorted(theirs))
    return None


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
            "a": said.shorts(ours),
            "b": said.shorts(theirs),
        }

    numbers = (
        ("handoffsOfTheseAgencies", float(count)),
        ("sharedServices", 0.0),
        ("sharedInitiatives", 0.0),
        ("sharedSessions", 0.0),
    )
    case = Known(day.names, WORDINGS[form], words, processes, numbers, (*processes, *ours, *theirs))
    score = bounded(WEIGHT[form] + 0.2 * (1 - 1 / count))
    return Gap(GapKind.PROCESS_HANDOFF, score, (*ours, *theirs), case)
