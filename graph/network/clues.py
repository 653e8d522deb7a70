"""The evidence for partners of an agency, a target or an initiative."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.network.material import Part
from graph.network.partnering import Groups, Partnering
from graph.network.reasons import Clue, Reason

HANDED = 0.5
"""How much a process counts that hands over to or from one that is used; one that is used is 1."""


def for_agency(world: Partnering, agency: str) -> Iterator[Clue]:
    """What speaks for other agencies as partners of an agency."""
    yield from _targets(world, agency)
    yield from _handoffs(world, agency)
    yield from _known(world, world.neighbours.get(agency, set()))
    yield from _sectors(world, world.sectors.get(agency, ()))
    yield from _regions(world, world.regions.get(agency, set()))
    yield from _competencies(world, {agency})
    yield from _together(world, agency)


def for_target(world: Partnering, target: str) -> Iterator[Clue]:
    """What speaks for agencies as contributors to a target."""
    serving = world.serving(target)
    for initiative in serving:
        amount = 1 / len(world.served[initiative])
        for agency in world.members.get(initiative, ()):
            yield Clue(agency, Reason.INITIATIVES, initiative, amount)
    yield from _used(world, serving)
    yield from _known(world, world.direct.get(target, set()))
    yield from _sectors(world, world.ties.links("target_sectors").get(target, ()))
    yield from _competencies(world, world.direct.get(target, set()))
    yield from _before(world, "contributions", target)


def for_initiative(world: Partnering, initiative: str) -> Iterator[Clue]:
    """What speaks for agencies as participants of an initiative."""
    for target in world.served[initiative]:
        yield from _towards(world, target, world.leaders.get(target, set()))
    yield from _used(world, {initiative})
    yield from _known(world, world.members.get(initiative, set()))
    yield from _sectors(world, world.ties.links("initiative_sectors").get(initiative, ()))
    yield from _regions(world, world.ties.links("initiative_regions").get(initiative, ()))
    yield from _competencies(world, world.members.get(initiative, set()))
    yield from _before(world, "participations", initiative)


def _targets(world: Partnering, agency: str) -> Iterator[Clue]:
    """Targets that both work towards. Where one answers for what the other serves through its
    initiatives, they complement each other.
    """
    for target in world.targets[agency]:
        leaders, serving = (by.get(target, set()) for by in (world.leaders, world.through))
        complements = set(serving) if agency in leaders else set()
        if agency in serving:
            complements |= leaders
        yield from _towards(world, target, complements)


def _towards(world: Partnering, target: str, complements: set[str]) -> Iterator[Clue]:
    """Those who work towards a target, some of whom complement what is done for it."""
    share = world.share(target)
    for agency in world.contributors[target]:
        complement = agency in complements
        reason = Reason.COMPLEMENTARY_TARGETS if complement else Reason.COMMON_TARGETS
        yield Clue(agency, reason, target, share)


def _handoffs(world: Partnering, agency: str) -> Iterator[Clue]:
    """Processes of others that hand over to the agency's, or take over from them."""
    own = world.owned.get(agency, set())
    owners = _owners(world)
    for row in world.ties["handoffs"]:
        for one, other in ((row.one, row.other), (row.other, row.one)):
            if one in own:
                for owner in owners.get(other, ()):
                    yield Clue(owner, Reason.PROCESSES, other, 1.0)


def _used(world: Partnering, initiatives: Iterable[str]) -> Iterator[Clue]:
    """Processes that initiatives use, and those that hand over to or from them."""
    uses = world.ties.links("initiative_processes")
    used = {process for initiative in initiatives for process in uses.get(initiative, ())}
    amounts = dict.fromkeys(used, 1.0)
    for row in world.ties["handoffs"]:
        for one, other in ((row.one, row.other), (row.other, row.one)):
            if one in used:
                amounts.setdefault(other, HANDED)
    owners = _owners(world)
    for process, amount in amounts.items():
        for owner in owners.get(process, ()):
            yield Clue(owner, Reason.PROCESSES, process, amount)


def _owners(world: Partnering) -> Groups:
    found: Groups = defaultdict(set)
    for agency, processes in world.owned.items():
        for process in processes:
            found[process].add(agency)
    return found


def _known(world: Partnering, group: Iterable[str]) -> Iterator[Clue]:
    """Agencies that work with members of a group; a member counts the more the fewer partners it
    has.
    """
    for partner in group:
        for agency in world.neighbours.get(partner, ()):
            yield Clue(agency, Reason.COMMON_PARTNERS, partner, world.adamic_adar[partner])


def _sectors(world: Partnering, sectors: Iterable[str]) -> Iterator[Clue]:
    """Common sectors: their rarity over that of all sectors of either (Jaccard, weighted)."""
    wanted, rarity = set(sectors), world.rarity
    for agency, own in world.sectors.items():
        either = sum(rarity.get(sector, 0.0) for sector in sorted(wanted.union(own)))
        for sector in wanted.intersection(own):
            yield Clue(agency, Reason.COMMON_SECTORS, sector, rarity.get(sector, 0.0) / either)


def _regions(world: Partnering, regions: Iterable[str]) -> Iterator[Clue]:
    """Common regions, over all regions of either (Jaccard)."""
    wanted = set(regions)
    for agency, own in world.regions.items():
        for region in wanted & own:
            yield Clue(agency, Reason.REGIONS, region, 1 / len(wanted | own))


def _competencies(world: Partnering, group: Iterable[str]) -> Iterator[Clue]:
    """Competencies that posts of anybody in a group require, too."""
    wanted = {competency for agency in group for competency in world.competencies.get(agency, ())}
    for agency, own in world.competencies.items():
        for competency in wanted & own:
            yield Clue(agency, Reason.COMPETENCIES, competency, world.special[competency])


def _together(world: Partnering, agency: str) -> Iterator[Clue]:
    """Initiatives in which both took part at the same time; one of k participants adds
    1/(k-1).
    """
    parts = list(world.past("participations"))
    own = {part.activity for actor, part in parts if actor == agency}
    groups: defaultdict[str, defaultdict[str, list[Part]]] = defaultdict(lambda: defaultdict(list))
    for actor, part in parts:
        if part.activity in own:
            groups[part.activity][actor].append(part)
    for initiative, actors in groups.items():
        amount = 1 / max(len(actors) - 1, 1)
        for actor, theirs in actors.items():
            if actor != agency and _met(actors[agency], theirs):
                yield Clue(actor, Reason.PAST_TIES, initiative, amount)


def _met(some: list[Part], others: list[Part]) -> bool:
    """Whether any of the parts held at the same time."""
    return any(
        (a.start or "") < (b.end or "~") and (b.start or "") < (a.end or "~")
        for a in some
        for b in others
    )


def _before(world: Partnering, table: str, activity: str) -> Iterator[Clue]:
    """Agencies that did something here before; each counts once."""
    found = {agency for agency, part in world.past(table) if part.activity == activity}
    for agency in found:
        yield Clue(agency, Reason.PAST_TIES, activity, 1.0)
