"""Targets that several agencies work towards: public type and root field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.errors import BadInput
from graph.network.material import Material
from graph.network.scope import Asked, Chosen, Via, scope
from graph.network.shared import SharedTarget as Shared
from graph.network.shared import shared_targets
from schema.agency import Agency
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.roots import Computed, Context, Listing
from schema.scoping import AS_OF, day_of
from schema.target import Target


@record
class SharedTarget:
    """A target that several agencies work towards."""

    target: Target | None = prop("The target.")
    agency_count: int = prop("How many agencies contribute to it.")
    agencies: Connection[Agency] = prop("Agencies that contribute, directly or by initiatives.")
    direct: Connection[Agency] = prop("Agencies that contribute directly.")


async def _shared(context: Context, arguments: Mapping[str, Any]) -> Listing:
    minimum = arguments["minAgencies"]
    if minimum < 1:
        raise BadInput(f"is {minimum}: ask for 1 or more", ["minAgencies"])
    day = (day_of(arguments) or context.today).isoformat()
    question = Asked(day, via=_VIA, chosen=Chosen(placeholders=True))
    needs = question.needs | {"initiative_targets"}
    material = await context.analyses.material(context.reader, context.model, context.viewer, needs)
    key = "sharedTargets", question, minimum
    made = await context.analyses.make(
        context.viewer, material, key, lambda: _found(material, question, minimum)
    )
    return Listing(made.value, material.version, made.at)


_VIA = frozenset({Via.INITIATIVE, Via.TARGET})


def _found(material: Material, question: Asked, minimum: int) -> list[Shared]:
    pairs = [(part.body, part.activity) for part in scope(material, question).parts]
    return shared_targets(
        (pair for pair in pairs if pair[1].startswith("Target:")),
        (pair for pair in pairs if pair[1].startswith("Initiative:")),
        material["initiative_targets"],
        minimum,
    )


SHARED_TARGETS = Computed(
    "sharedTargets",
    Connection[SharedTarget],
    "Targets that several agencies contribute to on a day, directly or through initiatives; most "
    "agencies first.",
    _shared,
    (
        Argument("minAgencies", int, "How many agencies at least.", default=2),
        AS_OF,
    ),
)

RECORDS = (SharedTarget,)
