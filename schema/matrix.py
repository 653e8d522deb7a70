"""The sector matrix: its public types and its root field."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput, HubError
from graph.network.material import Material
from graph.network.scope import Asked, Scope, scope
from schema.declare import prop, record
from schema.drafts import Argument
from schema.roots import Computed, Context, Shown, told
from schema.scoping import (
    ALL_SECTORS,
    AS_OF,
    BETWEEN,
    VIA,
    WHERE,
    asked,
    check_codes,
    day_of,
    refuse,
)
from schema.sector import Sector

if TYPE_CHECKING:
    from graph.network.matrix import Cell
    from graph.network.matrix import SectorMatrix as Found

MOST_SAMPLES = 10_000
SAMPLES = 1_000


class NullModel(Enum):
    """How expected numbers were found."""

    CLOSED_FORM = (
        "By formulas: sizes of activities and sums of sectors are exact, each actor's number of "
        "activities on average."
    )
    FDSM = "By random tables that keep every actor's and every activity's number exactly."


class ActivitySet(Enum):
    """Which activities the null model shares out."""

    JOINT = "Those of two or more actors: asks with whom, given that an activity is joint."
    ALL = "Those of one actor too: asks as well whether sectors are joint at all."


class SectorStatistic(Enum):
    """What is counted for two sectors."""

    PAIRS = "Pairs of actors of the two sectors in an activity, over all activities."
    PROJECTS = "Activities with actors of both sectors (of one sector: with two or more)."
    NEWMAN = "Pairs over the activity's size less 1."


@record
class SectorMatrixCell:
    """What two sectors share, and what chance would have them share."""

    a: Sector | None = prop("The one sector.")
    b: Sector | None = prop("The other one; the same for what stays within a sector.")
    ties: int = prop(
        "How many different pairs of actors are tied; with `allSectors` a pair counts, whole, in "
        "each cell that it has a part in."
    )
    observed: float = prop("The statistic as it is.")
    expected: float = prop("Its mean under the null model.")
    sd: float = prop("Its standard deviation under the null model.")
    z: float | None = prop("(observed - expected) / sd; absent where it cannot vary.")
    p_value: float | None = prop("Two-sided p: twice the smaller tail.")
    p_lower: float | None = prop("Chance of at most what is observed.")
    p_upper: float | None = prop("Chance of at least what is observed.")
    adjusted_p_value: float | None = prop(
        "Two-sided p adjusted for the number of cells (Benjamini and Hochberg 1995)."
    )


@record
class SectorMatrix:
    """Which sectors work with each other more, or less, than chance has them. Chance keeps every
    actor's number of activities and every activity's number of actors.
    """

    sectors: list[Sector] = prop("The sectors, by code.")
    cells: list[SectorMatrixCell] = prop("Every two sectors, and each with itself.")
    observed_total: float = prop("The sum of what is observed over the cells.")
    expected_total: float = prop("The sum of what is expected over the cells.")
    null_model: NullModel = prop("How expected numbers were found.")
    activities: ActivitySet = prop("Which activities were shared out.")
    statistic: SectorStatistic = prop("What was counted.")
    pending: bool = prop(
        "Whether better numbers are being sampled in the background: ask again in a few seconds."
    )
    samples: int = prop("How many random tables have been drawn.")
    samples_asked: int = prop("How many will be.")
    data_version: int = prop("Version of the graph that it was computed from.")
    computed_at: datetime = prop("When it was computed (UTC).")


class View(Shown["Found"]):
    """A matrix as the API shows it."""

    def __init__(self, found: Found, version: int, at: datetime) -> None:
        super().__init__(found)
        self.data_version = version
        self.computed_at = told(at)

    @property
    def sectors(self) -> list[str]:
        """Ids of the sectors."""
        return list(self._found.categories)

    @property
    def cells(self) -> list[CellView]:
        """The cells."""
        return [CellView(cell) for cell in self._found.cells]

    @property
    def null_model(self) -> str:
        """Its name."""
        return self._found.null.value

    @property
    def samples_asked(self) -> int:
        """How many tables will be drawn."""
        return self._found.asked


class CellView:
    """A cell as the API shows it."""

    def __init__(self, cell: Cell) -> None:
        self.a, self.b, self.ties = cell.a, cell.b, cell.ties
        found = cell.found
        self.observed, self.expected, self.sd, self.z = (
            found.observed,
            found.expected,
            found.sd,
            found.z,
        )
        self.p_value, self.adjusted_p_value = found.p_two_sided, found.adjusted
        self.p_lower, self.p_upper = found.p_lower, found.p_upper


async def kept(
    context: Context, material: Material, question: Asked, given: Mapping[str, Any]
) -> Any:
    """The matrix as far as it is known; the first to ask starts the sampling."""
    options = _options(given)
    key = "sectorMatrix", question, *options.items()
    made = await context.analyses.make(
        context.viewer, material, key, lambda: _first(scope(material, question), options)
    )
    if made.value.pending:
        context.analyses.improve(
            context.viewer, material, key, lambda: _sampled(material, question, options)
        )
    return made


async def _matrix(context: Context, arguments: Mapping[str, Any]) -> View:
    question, options = asked(context, arguments), _options(arguments)
    _check(question, options)
    material = await context.analyses.material(
        context.reader, context.model, context.viewer, question.needs
    )
    check_codes(material, question.chosen)
    made = await kept(context, material, question, arguments)
    return View(made.value, material.version, made.at)


def _check(question: Asked, options: Mapping[str, Any]) -> None:
    faults: list[HubError] = []
    samples = options["samples"]
    if not 1 <= samples <= MOST_SAMPLES:
        faults.append(BadInput(f"is {samples}: ask for 1 to {MOST_SAMPLES:,}", ["samples"]))
    if question.spread and options["statistic"] == SectorStatistic.PROJECTS.name:
        message = "is PROJECTS, which knows no parts of sectors: with allSectors ask for PAIRS or "
        faults.append(BadInput(message + "NEWMAN", ["statistic"]))
    refuse(faults)


def _options(given: Mapping[str, Any]) -> dict[str, Any]:
    activities, statistic = given.get("activities"), given.get("statistic")
    samples = given.get("samples")
    return {
        "activities": activities.value if activities else "JOINT",
        "statistic": statistic.value if statistic else "PAIRS",
        "samples": SAMPLES if samples is None else samples,
    }


def _first(found: Scope, options: Mapping[str, Any]) -> Any:
    from graph.network import aside, matrix, spread_matrix

    given, named = (_incidence(found), _sectors(found)), _chosen(options)
    if found.asked.spread:
        return aside.alone(spread_matrix.spread_sector_matrix, *given, **named)
    return matrix.sector_matrix(*given, **named)


def _sampled(
    material: Material, question: Asked, options: Mapping[str, Any]
) -> Generator[Any, None, None]:
    """The matrix while it is sampled, in a process of its own: the compiler that sampling takes
    would double what the hub has of memory.
    """
    from graph.network import matrix, spread_matrix
    from graph.network.aside import aside

    found = scope(material, question)
    spread = spread_matrix.sample_spread_sector_matrix
    make = spread if question.spread else matrix.sample_sector_matrix
    yield from aside(make, _incidence(found), _sectors(found), **_chosen(options))


def _incidence(found: Scope) -> Any:
    from graph.network.arrays import incidence_of

    return incidence_of(((part.body, part.activity) for part in found.parts), found.actors)


def _sectors(found: Scope) -> Any:
    return found.portfolios if found.asked.spread else found.primary


def _chosen(options: Mapping[str, Any]) -> dict[str, Any]:
    from graph.network.matrix import Activities
    from graph.network.sectors import Statistic

    return {
        "activities": Activities(options["activities"]),
        "statistic": Statistic(options["statistic"]),
        "samples": options["samples"],
    }


SECTOR_MATRIX = Computed(
    "sectorMatrix",
    SectorMatrix,
    "Which sectors work with each other more, or less, than chance has them. The first answer is "
    "`pending` and has closed-form numbers; random tables are drawn in the background. With "
    "`allSectors` a pair of actors counts for every two of their sectors by the product of their "
    "shares; the first answer then rests on 50 tables, and PROJECTS is refused.",
    _matrix,
    (
        VIA,
        WHERE,
        Argument("activities", ActivitySet | None, "Which activities count; by default JOINT."),
        Argument("statistic", SectorStatistic | None, "What is counted; by default PAIRS."),
        Argument("samples", int | None, "How many random tables are drawn; by default 1,000."),
        ALL_SECTORS,
        AS_OF,
        BETWEEN,
    ),
    day_of,
)

RECORDS = (SectorMatrixCell, SectorMatrix)
