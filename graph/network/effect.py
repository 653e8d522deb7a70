"""What a proposal would change, exactly, without making the network anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.network.change import Found
from graph.network.language import Language, decimal
from graph.network.partnering import Partnering
from graph.network.proposal import Proposal
from graph.network.wording import Kind

NEARER = 0.05
"""Less than so many steps on average is not worth a sentence."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many others an agency reaches over ties, and in how many steps on average; None where
    it reaches nobody.
    """

    others: int
    distance: float | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a proposal would change.

    ``ties`` are the new pairs of partners, of fellow contributors where the subject is a target;
    ``before`` and ``after`` tell how far ``agency`` reaches over such ties. A gap is a pair that
    works towards the same target without a common live initiative. ``first`` says that nobody
    was there before.
    """

    agency: str
    first: bool
    ties: tuple[tuple[str, str], ...]
    joins_components: bool
    before: Reach
    after: Reach
    gaps_closed: int
    gaps_opened: int

    def text(self, language: Language) -> str:
        """The effect as a sentence or more."""
        return " ".join(_english(self) if language is Language.EN else _indonesian(self))


def effect(world: Partnering, kind: Kind, subject: str, partner: str, change: Proposal) -> Effect:
    """What would change if a proposal for a subject of this kind were carried out."""
    network = world.fellows if kind is Kind.TARGET else world.neighbours
    if isinstance(change, Found):
        mover, others, targets = partner, {subject}, set(change.targets)
    elif kind is Kind.TARGET:
        mover, others, targets = change.body, world.direct.get(subject, set()), {subject}
    else:
        mover, activity = change.body, change.activity
        others, targets = world.members.get(activity, set()), set(world.served[activity])
    new = others - network[mover] - {mover}
    told = subject if kind is Kind.AGENCY else partner
    unmet = world.unmet(mover)
    left = world.unmet(mover, targets) - (set() if kind is Kind.TARGET else new)
    return Effect(
        agency=told,
        first=not others,
        ties=tuple(sorted((min(mover, other), max(mover, other)) for other in new)),
        joins_components=not new <= _reached(network, mover).keys(),
        before=_reach(_reached(network, told)),
        after=_reach(_reached(network, told, mover, new)),
        gaps_closed=len(unmet - left),
        gaps_opened=len(left - unmet),
    )


def _reached(
    network: Mapping[str, set[str]], start: str, mover: str = "", new: Iterable[str] = ()
) -> dict[str, int]:
    """Everybody that can be reached, in how many steps, the start itself in 0. ``new`` are those
    whom ``mover`` is tied to besides.
    """
    others = set(new)
    found = {start: 0}
    front, rest = {start}, network.keys() - {start}
    steps = 0
    while front:
        steps += 1
        # From those who are left: with many ties the first look at each finds one (Beamer 2012).
        ahead = {actor for actor in rest if not network[actor].isdisjoint(front)}
        if mover in front:
            ahead |= others & rest
        elif mover in rest and not others.isdisjoint(front):
            ahead.add(mover)
        front = ahead
        rest -= front
        found |= dict.fromkeys(front, steps)
    return found


def _reach(found: Mapping[str, int]) -> Reach:
    others = len(found) - 1
    return Reach(others, sum(found.values()) / others if others else None)


def _english(found: Effect) -> list[str]:
    ties, more = len(found.ties), found.after.others - found.before.others
    said = [f"Makes {_counted(ties, 'new tie')}." if ties else "Makes no new tie."]
    if found.first:
        said = ["It would be the first to take part."]
    if found.joins_components:
        said.append("Links parts of the network that are apart today.")
    if more:
        said.append(f"Reaches {more} more {'agency' if more == 1 else 'agencies'}.")
    elif _nearer(found):
        after, before = _distances(found, Language.EN)
        said.append(f"Others are {after} steps away on average, not {before}.")
    if found.gaps_closed:
        said.append(f"Brings together {_counted(found.gaps_closed, 'pair')} with common targets.")
    return said


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _indonesian(found: Effect) -> list[str]:
    ties, more = len(found.ties), found.after.others - found.before.others
    said = [f"Menambah {ties} hubungan baru." if ties else "Tidak menambah hubungan baru."]
    if found.first:
        said = ["Menjadi lembaga pertama yang ikut."]
    if found.joins_components:
        said.append("Menghubungkan bagian jaringan yang kini terpisah.")
    if more:
        said.append(f"Menjangkau {more} lembaga lagi.")
    elif _nearer(found):
        after, before = _distances(found, Language.ID)
        said.append(f"Jarak rata-rata ke lembaga lain menjadi {after} langkah dari {before}.")
    if found.gaps_closed:
        said.append(f"Mempertemukan {found.gaps_closed} pasangan dengan sasaran yang sama.")
    return said


def _distances(found: Effect, language: Language) -> list[str]:
    """Those after and before."""
    return [decimal(reach.distance or 0.0, 2, language) for reach in (found.after, found.before)]


def _nearer(found: Effect) -> bool:
    """Whether the average is shorter by enough to tell."""
    before, after = found.before.distance, found.after.distance
    return before is not None and after is not None and before - after >= NEARER
