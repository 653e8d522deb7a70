"""What a suggestion of a partner comes to: a change that would bring them together."""

from __future__ import annotations

from typing import TypeAlias

from graph.network.change import Found, Join
from graph.network.language import Language, Names, Said
from graph.network.partnering import Partnering
from graph.network.wording import Kind

MOST_TARGETS = 3
DIGITS = 12
SECTORS = 0.25
"""How much the same sectors count beside a target that is shared by nobody else."""
_PURPOSE = {
    (True, True): "towards",
    (True, False): "untuk sasaran",
    (False, True): "in",
    (False, False): "di sektor",
}
"""What leads over to the targets or else sectors of a new initiative, in English or Indonesian."""
Proposal: TypeAlias = Join | Found


def propose(world: Partnering, kind: Kind, subject: str, partner: str, names: Names) -> Proposal:
    """The change that fits best: the partner joins the target or initiative.

    Of two agencies one joins the other's live initiative that comes nearest to what it does
    itself; where they have targets in common, one that serves a target of its own. Without such a
    one, or where a new one would come twice as near, they begin one for the targets and sectors
    that they have in common.
    """
    if kind is Kind.TARGET:
        return Join(partner, subject, "CONTRIBUTOR")
    if kind is Kind.INITIATIVE:
        return Join(partner, subject, "PARTNER")
    ways = [(partner, i) for i in world.initiatives.get(subject, ())]
    ways += [(subject, i) for i in world.initiatives.get(partner, ())]
    new = _begin(world, subject, partner, names)
    if new.targets:
        ways = [(joins, i) for joins, i in ways if world.served[i] & world.targets[joins]]
    rated = sorted(
        (-round(targets + sectors, DIGITS), joins == subject, initiative, joins)
        for joins, initiative in ways
        for targets, sectors in [fit(world, joins, initiative)]
    )
    least = sum(world.share(target) for target in new.targets) / 2
    if rated and rated[0][0] < 0 and -rated[0][0] >= least:
        _, _, initiative, joins = rated[0]
        return Join(joins, initiative, "PARTNER")
    return new


def fit(world: Partnering, agency: str, initiative: str) -> tuple[float, float]:
    """How near a live initiative is to what an agency does: the sum of 1/(k-1) over targets of k
    contributors that both are for; and a quarter of the rarity of common sectors over that of all
    of either.
    """
    common = world.served[initiative] & world.targets[agency]
    targets = sum(world.share(target) for target in sorted(common))
    own = set(world.sectors.get(agency, ()))
    sectors = set(world.ties.links("initiative_sectors").get(initiative, ()))
    either = _rarity(world, own | sectors)
    return targets, SECTORS * _rarity(world, own & sectors) / either if either else 0.0


def describe(said: Said, change: Proposal) -> str:
    """A proposal as a sentence."""
    english = said.language is Language.EN
    if isinstance(change, Found):
        who = said.shorts(body for body, _ in change.participants)
        what = said.shorts(change.targets or change.sectors)
        purpose = _PURPOSE[bool(change.targets), english]
        towards = f" {purpose} {what}" if what else ""
        begins = "begin a new initiative" if english else "memulai inisiatif baru"
        return f"{who} {begins}{towards}."
    body, activity = said.short(change.body), said.short(change.activity)
    if change.role == "CONTRIBUTOR":
        does = "becomes a contributor to" if english else "menjadi kontributor sasaran"
    else:
        does = "joins the initiative" if english else "bergabung dalam inisiatif"
    return f"{body} {does} {activity}."


def _begin(world: Partnering, subject: str, partner: str, names: Names) -> Found:
    common = world.targets[subject] & world.targets[partner]
    ranked = sorted(common, key=lambda target: (-world.share(target), target))
    most = world.share(ranked[0]) if ranked else 0.0
    targets = [target for target in ranked if 2 * world.share(target) >= most][:MOST_TARGETS]
    theirs = world.sectors.get(partner, ())
    sectors = tuple(s for s in world.sectors.get(subject, ()) if s in theirs)
    name = " - ".join(map(names.said(Language.ID).short, (subject, partner)))
    return Found(name, tuple(targets), sectors, ((subject, "LEAD"), (partner, "PARTNER")))


def _rarity(world: Partnering, sectors: set[str]) -> float:
    return sum(world.rarity.get(sector, 0.0) for sector in sorted(sectors))
