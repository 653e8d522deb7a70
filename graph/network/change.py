"""The hypothetical changes that one can ask about. Ids name what they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Join:
    """An agency or unit takes part in an initiative or contributes to a target, from the day on.
    Without a role it is a PARTNER of the initiative, a CONTRIBUTOR to the target.
    """

    body: str
    activity: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """What a body does in an initiative or for a target on the day ends. For an agency, what its
    units do there ends too, for that counts as its own.
    """

    body: str
    activity: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Agencies become one of them, or part of another one, ``into``: what they take part in,
    attended, own and work in passes on to it, and so do their units.
    """

    bodies: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class Remove:
    """An agency, an initiative or a target is gone, as if it had never been."""

    id: str


@dataclass(frozen=True, slots=True)
class Found:
    """A new initiative begins on the day, with the targets it serves, its sectors, and pairs of
    participant and role. Later changes call it ``Initiative:hypothetical-1`` and so on.
    """

    name: str
    targets: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    participants: tuple[tuple[str, str | None], ...] = ()


Change: TypeAlias = Join | Leave | Merge | Remove | Found

ROLES: Mapping[str, tuple[str, ...]] = {
    "participations": ("LEAD", "CO_LEAD", "COORDINATOR", "PARTNER", "FUNDER", "IMPLEMENTER"),
    "contributions": ("LEAD", "CONTRIBUTOR"),
}
"""The roles there are in each table of parts."""
ORDINARY: Mapping[str, str] = {"participations": "PARTNER", "contributions": "CONTRIBUTOR"}
"""The role of who joins without saying which."""
