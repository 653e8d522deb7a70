"""UNMET_PAIR: two agencies contribute to the same target and share no live initiative. Sessions of
the past year that both attended make the score lower.

There may be hundreds of thousands: they are found with matrices, and what a gap is about is looked
up when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.network.arrays import Floats, Ints
from graph.network.gaps.day import Bools, Day, Sets, of_sets
from graph.network.gaps.gap import Gap, GapKind, Told, bounded_all
from graph.network.gaps.wording import target_list, wording
from graph.network.language import Language

TABLES = frozenset(
    {
        *("contributions", "targets", "initiative_targets", "participations", "initiatives"),
        *("attendances", "sessions"),
    }
)
APART = wording(
    id_=(
        "{a} dan {b} sama-sama berkontribusi pada {targets}, tetapi tidak tercatat sedang terlibat "
        "dalam inisiatif yang sama ataupun menghadiri forum koordinasi yang sama dalam setahun "
        "terakhir.",
        "Pertemukan {a_short} dan {b_short} untuk membagi peran dalam {first}, misalnya dalam "
        "satu forum koordinasi atau inisiatif bersama.",
    ),
    en=(
        "{a} and {b} both contribute to {targets}, but no current initiative that they share and "
        "no coordination session that both attended in the past year is on record.",
        "Bring {a_short} and {b_short} together to agree who does what for {first}, for instance "
        "in a coordination session or a joint initiative.",
    ),
)
MET = wording(
    id_=(
        "{a} dan {b} sama-sama berkontribusi pada {targets}, tetapi tidak tercatat sedang terlibat "
        "dalam inisiatif yang sama; dalam setahun terakhir keduanya {sessions} kali menghadiri "
        "forum koordinasi yang sama.",
        "Minta {a_short} dan {b_short}, yang sudah bertemu dalam forum koordinasi, menyepakati "
        "inisiatif bersama untuk {first}.",
    ),
    en=(
        "{a} and {b} both contribute to {targets}, but no current initiative that they share is on "
        "record; coordination sessions that both attended in the past year: {sessions}.",
        "Ask {a_short} and {b_short}, who have met in coordination sessions, to agree on a joint "
        "initiative for {first}.",
    ),
)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Agencies (rows) and running targets (columns): who contributes, who leads, and what a target
    adds to each pair of its contributors, 1/(k-1) for k of them.
    """

    day: Day
    agencies: tuple[str, ...]
    targets: tuple[str, ...]
    contributes: Bools
    leads: Bools
    each: Floats

    @property
    def weight(self) -> Floats:
        """The sum over shared targets for all two agencies; a target that both lead counts twice
        (Newman 2001, Phys. Rev. E 64, 016132, eq. 2, with that change).
        """
        several = self.leads.sum(axis=0) > 1
        both = _projected(self.leads[:, several], self.each[several])
        return _projected(self.contributes, self.each) + both

    def shared(self, one: int, other: int) -> Ints:
        """The targets of two agencies, those with the fewest contributors first."""
        found = np.flatnonzero(self.contributes[one] & self.contributes[other])
        return found[np.argsort(-self.each[found], kind="stable")]


class Pair(NamedTuple):
    """A pair of agencies, by their rows."""

    pairs: Pairs
    one: int
    other: int

    @property
    def subjects(self) -> tuple[str, ...]:
        """The targets that both contribute to, those with the fewest contributors first."""
        return tuple(self.pairs.targets[t] for t in self.pairs.shared(self.one, self.other))

    @property
    def sessions(self) -> int:
        """How many sessions of the past year both attended."""
        place = self.pairs.day.place
        one, other = (place[agency] for agency in self.ends)
        return int(self.pairs.day.sessions[one, other])

    @property
    def ends(self) -> tuple[str, str]:
        """The two agencies."""
        return self.pairs.agencies[self.one], self.pairs.agencies[self.other]

    @property
    def numbers(self) -> tuple[tuple[str, float], ...]:
        """What the score is made of."""
        shared = self.pairs.shared(self.one, self.other)
        lead = self.pairs.leads[self.one, shared] & self.pairs.leads[self.other, shared]
        each = self.pairs.each[shared]
        return (
            ("sharedTargets", float(len(shared))),
            ("bothLead", float(lead.sum())),
            ("fewestContributors", float(round(1 + 1 / float(each.max())))),
            ("weight", float(each.sum() + each[lead].sum())),
            ("sharedInitiatives", 0.0),
            ("sharedSessions", float(self.sessions)),
        )

    @property
    def evidence(self) -> tuple[str, ...]:
        """The agencies and the targets, and the sessions that both attended."""
        return (*self.ends, *self.subjects, *self.pairs.day.attended(*self.ends))

    def told(self, language: Language) -> Told:
        """The pair in words."""
        said = self.pairs.day.names.said(language)
        a, b = self.ends
        words = {"a": said.name(a), "b": said.name(b), "targets": target_list(said, self.subjects)}
        words |= {"a_short": said.short(a), "b_short": said.short(b)}
        words |= {"first": said.quoted(self.subjects[0]), "sessions": said.number(self.sessions)}
        return (MET if self.sessions else APART).filled(language, words)


def unmet_pairs(day: Day, filters: Iterable[frozenset[str]] = ()) -> Iterator[Gap]:
    """All unmet pairs of which an agency or a shared target is in each filter and that reach
    the least score, highest first.
    """
    pairs = _pairs(day)
    weight = np.triu(pairs.weight, 1)
    places = [day.place[agency] for agency in pairs.agencies]
    apart = ~day.worked[np.ix_(places, places)]
    met = day.sessions[np.ix_(places, places)]
    for ids in filters:
        apart &= _touched(pairs, ids)
    one, other = np.nonzero(apart & (weight > 0))
    score = bounded_all(weight[one, other] / (1 + weight[one, other]) / (1 + met[one, other]))
    kept = score >= day.wanted.min_score
    one, other, score = one[kept], other[kept], score[kept]
    order = np.argsort(-score, kind="stable")
    rows = zip(score[order].tolist(), one[order].tolist(), other[order].tolist(), strict=True)
    names, kind = pairs.agencies, GapKind.UNMET_PAIR
    for value, a, b in rows:
        yield Gap(kind, value, (names[a], names[b]), Pair(pairs, a, b))


def _pairs(day: Day) -> Pairs:
    agencies = tuple(sorted(day.agencies))
    known = {
        target: everybody
        for target, members in day.contributors.items()
        if len(everybody := members & day.agencies) > 1
    }
    targets = tuple(sorted(known))
    sizes = np.array([len(known[target]) for target in targets], dtype=np.float64)
    rows = {agency: row for row, agency in enumerate(agencies)}
    columns = {target: column for column, target in enumerate(targets)}

    def table(groups: Sets) -> Bools:
        return np.asarray(of_sets(groups, columns, rows).toarray() > 0)

    return Pairs(day, agencies, targets, table(known), table(day.leads), 1 / (sizes - 1))


def _projected(table: Bools, each: Floats) -> NDArray[np.float64]:
    ones = table.astype(np.float64)
    return np.asarray((ones * each) @ ones.T, dtype=np.float64)


def _touched(pairs: Pairs, ids: frozenset[str]) -> Bools:
    own = np.array([agency in ids for agency in pairs.agencies], dtype=bool)
    about = np.array([target in ids for target in pairs.targets], dtype=bool)
    shared = _projected(pairs.contributes, about.astype(np.float64)) > 0
    found: Bools = own[:, None] | own[None, :] | shared
    return found
