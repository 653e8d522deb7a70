"""Coordination sessions and what they decide."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, outgoing, prop
from schema.enums import DecisionState, SessionMode
from schema.node import Node, Organization, Recorded
from schema.relations import (
    Attendance,
    Decided,
    DecisionOwner,
    DecisionTarget,
    SessionInitiative,
    SessionTarget,
)

if TYPE_CHECKING:
    from schema.agency import Agency
    from schema.initiative import Initiative
    from schema.target import Target


@kind(order=("date",))
class CoordinationSession(Node, Recorded):
    """A meeting of several bodies about joint work."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    topic: str = prop("What it was about.", sort=True, search=True)
    topic_en: str | None = prop("What it was about, in English.", sort=True, search=True)
    date: datetime.date = prop("Day on which it took place.", sort=True)
    mode: SessionMode = prop("How people met.", sort=True)
    place: str | None = prop("Where people met.")
    synthetic: bool = prop("Whether the session is made up, for demonstration.")
    attendees: Connection[Organization] = incoming(Attendance, "Bodies that attended.")
    initiatives: Connection[Initiative] = outgoing(
        SessionInitiative, "Initiatives that it was about."
    )
    targets: Connection[Target] = outgoing(SessionTarget, "Targets that it was about.")
    decisions: Connection[Decision] = outgoing(Decided, "What it decided.")


@kind(order=("code",))
class Decision(Node, Recorded):
    """Something that a coordination session decided."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    text: str = prop("What is to be done.", search=True)
    text_en: str | None = prop("What is to be done, in English.", search=True)
    due: datetime.date | None = prop("Day by which it is to be done.", sort=True)
    state: DecisionState = prop("What became of it.", sort=True)
    synthetic: bool = prop("Whether the decision is made up, for demonstration.")
    session: CoordinationSession | None = incoming(Decided, "The session that made it.")
    owner: Agency | None = outgoing(DecisionOwner, "The agency that has to carry it out.")
    target: Target | None = outgoing(DecisionTarget, "The target that it serves.")
