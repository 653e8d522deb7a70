"""Hypothetical changes: the material as it would be, without writing anything anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import BadInput, HubError, Refusals
from graph.network.change import ORDINARY, ROLES, Change, Found, Join, Leave, Merge, Remove
from graph.network.hypothesis import ACTING, Hypothesis
from graph.network.material import Initiative, Material, Part, Tie

NEEDS = frozenset(
    {
        *("agencies", "units", "unit_of", "events", "in_sector", "sectors"),
        *("initiatives", "targets", "initiative_targets", "initiative_sectors"),
        *("participations", "contributions", "attendances", "ownerships"),
    }
)
"""The tables that changes are checked against or touch."""


def apply(material: Material, changes: Sequence[Change], day: str) -> Material:
    """The material after all changes, one after the other, each from the day on.

    Raises Refusals with every fault of the list; their paths are ``changes``, the change's place
    and its field.
    """
    state = Hypothesis(material, day)
    faults: list[HubError] = []
    for place, change in enumerate(changes):
        found = _change(state, change, place)
        for fault in found:
            fault.path = ("changes", place, *fault.path)
        faults += found
    if faults:
        raise Refusals("the changes were refused", faults)
    return state.material


def _change(state: Hypothesis, change: Change, place: int) -> list[HubError]:
    """Make a change, or say what is wrong with it and make none."""
    match change:
        case Join():
            return _join(state, change)
        case Leave():
            return _leave(state, change)
        case Merge():
            return _merge(state, change, place)
        case Remove():
            return _remove(state, change, place)
        case Found():
            return _found(state, change)


def _join(state: Hypothesis, change: Join) -> list[HubError]:
    table = state.activity(change.activity, ["activity"])
    faults = _faults(
        state.body(change.body, ["body"]),
        table,
        state.over(change.activity, ["activity"]),
        _role(table, change.role, ["role"]) if isinstance(table, str) else None,
    )
    if faults or not isinstance(table, str):
        return faults
    held = state.parts(table, change.body, change.activity)
    if held:
        return [BadInput(f"{change.body} is there already{_as(held)}", ["body"])]
    role = change.role or ORDINARY[table]
    state.add(table, Part(change.body, change.activity, role, state.day, None))
    return []


def _leave(state: Hypothesis, change: Leave) -> list[HubError]:
    table = state.activity(change.activity, ["activity"])
    faults = _faults(state.body(change.body, ["body"]), table)
    if faults or not isinstance(table, str):
        return faults
    held = set(state.parts(table, change.body, change.activity))
    if not held and not state.refused(change.activity):
        does = "take part in" if table == "participations" else "contribute to"
        message = f"{change.body} does not {does} {change.activity} on {state.day}"
        return [BadInput(message, ["body"])]
    state.end(table, held)
    return []


def _merge(state: Hypothesis, change: Merge, place: int) -> list[HubError]:
    bodies = change.bodies
    few = len({*bodies, change.into}) < 2
    faults = _faults(
        *(state.actor(body, ["bodies", n]) for n, body in enumerate(bodies)),
        *(_twice(body, bodies[:n], ["bodies", n]) for n, body in enumerate(bodies)),
        state.actor(change.into, ["into"]),
        BadInput("a merger takes at least two agencies", ["bodies"]) if few else None,
    )
    if faults:
        return faults
    gone = set(change.bodies) - {change.into}
    for table in ACTING:
        state.hand_over(table, gone, change.into)
    state.move_units(gone, change.into)
    state.move_sectors(gone, change.into)
    state.succeed(gone, change.into, f"became part of {change.into} by change {place + 1}")
    return []


def _remove(state: Hypothesis, change: Remove, place: int) -> list[HubError]:
    if fault := state.thing(change.id, ["id"]):
        return [fault]
    gone = {change.id}
    if change.id in state.agencies:
        gone |= state.units_of(change.id)
        for table in ACTING:
            state.drop(table, lambda row: state.acts_for(row.body) == change.id)
    state.forget(gone, f"was removed by change {place + 1}")
    return []


def _found(state: Hypothesis, change: Found) -> list[HubError]:
    id_ = state.new_initiative()
    faults = _faults(
        None if change.name.strip() else BadInput("the initiative needs a name", ["name"]),
        *(state.target(target, ["targets", n]) for n, target in enumerate(change.targets)),
        *(state.sector(sector, ["sectors", n]) for n, sector in enumerate(change.sectors)),
    )
    bodies = [body for body, _ in change.participants]
    for n, (body, role) in enumerate(change.participants):
        where: list[str | int] = ["participants", n]
        faults += _faults(
            state.body(body, [*where, "body"]),
            _twice(body, bodies[:n], [*where, "body"]),
            _role("participations", role, [*where, "role"]),
        )
    if faults:
        return faults
    code, name = id_.partition(":")[2], change.name.strip()
    state.add("initiatives", Initiative(id_, code, name, None, "ACTIVE", state.day, None))
    for target in dict.fromkeys(change.targets):
        state.add("initiative_targets", Tie(id_, target, state.day, None))
    for sector in dict.fromkeys(change.sectors):
        state.add("initiative_sectors", Tie(id_, sector, state.day, None))
    for body, role in change.participants:
        part = Part(body, id_, role or ORDINARY["participations"], state.day, None)
        state.add("participations", part)
    return []


def _twice(id_: str, before: Sequence[str], path: Sequence[str | int]) -> HubError | None:
    return BadInput(f"{id_} is named twice", path) if id_ in before else None


def _role(table: str, role: str | None, path: Sequence[str | int]) -> HubError | None:
    if role is None or role in ROLES[table]:
        return None
    what = "an initiative" if table == "participations" else "a target"
    return BadInput(f"{role} is no role in {what}: use {', '.join(ROLES[table])}", path)


def _as(held: Sequence[Part]) -> str:
    """In what roles, and through which units."""
    roles = ", ".join(sorted({part.role for part in held if part.role}))
    through = ", ".join(sorted({part.body for part in held if part.body.startswith("Unit:")}))
    return (f" as {roles}" if roles else "") + (f" through {through}" if through else "")


def _faults(*found: HubError | str | None) -> list[HubError]:
    """The faults among the findings, the first one of each field."""
    first: dict[tuple[str | int, ...], HubError] = {}
    for one in found:
        if isinstance(one, HubError):
            first.setdefault(one.path, one)
    return list(first.values())
