"""What is wrong with the data: public types and root field."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum
from typing import Any

from graph.issues.check import MOST
from graph.issues.find import find
from graph.issues.issue import Found, Issue, Kind
from graph.issues.wording import said
from graph.network.language import Language as Told
from graph.writer import Writer
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.gaps import LANGUAGE
from schema.node import Node
from schema.roots import Computed, Context, Each, Listing
from schema.scoping import AS_OF, day_of


class DataIssueKind(Enum):
    """What is wrong. Dates are taken for no more exact than they are known."""

    DEAD_PARENT = "On the day, a living body stands under one that is gone."
    HIERARCHY_LOOP = "On the day, a hierarchy leads in a circle."
    OVERLAPPING_PERIODS = "Two relations of one pair and role hold at the same time."
    END_BEFORE_START = "A body or relation ends before it starts, or on its first day."
    BEYOND_LIFE = "A relation is dated beyond the life of its body."
    MISDATED_EVENT = "A change and a body before or after it do not fit in time."
    SEVERAL_FOR_ONE = "On the day, what should be one is several, such as the primary sector."


class DataIssueSeverity(Enum):
    """How bad it is."""

    ERROR = "It cannot be so."
    WARNING = "It may be so, and looks wrong."


@record
class IssuePeriod:
    """A relation that an issue is about, and when it holds."""

    relation: str = prop("Name of the relation.")
    from_: datetime.date | None = prop("First day.")
    to: datetime.date | None = prop("Day after the last.")


@record
class DataIssue:
    """Something that is wrong with the data."""

    kind: DataIssueKind = prop("What is wrong.")
    severity: DataIssueSeverity = prop("How bad it is.")
    explanation: str = prop("What is, in a sentence or two.")
    suggestion: str = prop("What can be done.")
    evidence: Connection[Node] = prop("The nodes concerned.")
    periods: list[IssuePeriod] = prop("The relations concerned; of a loop in its order.")


class View:
    """An issue as the API shows it."""

    def __init__(self, found: Issue, language: Told) -> None:
        self._found, self._language = found, language
        self.kind, self.severity, self.key = found.kind, found.severity, found.key

    @property
    def explanation(self) -> str:
        """What is."""
        return said(self._found, self._language).explanation

    @property
    def suggestion(self) -> str:
        """What can be done."""
        return said(self._found, self._language).suggestion

    @property
    def evidence(self) -> list[str]:
        """Ids of the nodes."""
        return sorted({thing.id for thing in self._found.things})

    @property
    def periods(self) -> list[PeriodView]:
        """The relations."""
        return [PeriodView(*period) for period in self._found.periods]


class PeriodView:
    """A relation and its days as the API shows them."""

    def __init__(self, relation: str, start: str | None, end: str | None) -> None:
        self.relation, self.from_, self.to = relation, start, end


async def _issues(context: Context, arguments: Mapping[str, Any]) -> Listing:
    day, asked = day_of(arguments) or context.today, arguments.get("kinds")
    kinds = frozenset(Kind if asked is None else [Kind(kind.value) for kind in asked])
    language = arguments.get("language")
    # any table tells the graph's version
    material = await context.analyses.material(
        context.reader, context.model, context.viewer, ("events",)
    )

    async def look() -> list[Found]:
        return await find(context.reader, Writer(context.model, context.viewer, day), kinds)

    key = "dataIssues", day, kinds
    made = await context.analyses.once(context.viewer, material, key, look)
    found = sorted((i for each in made.value for i in each.issues), key=lambda issue: issue.key)
    told = Told(language.value) if language else Told.ID
    total = sum(each.count for each in made.value)
    shown = Each(found, lambda issue: View(issue, told))
    return Listing(shown, material.version, made.at, total=total)


DATA_ISSUES = Computed(
    "dataIssues",
    Connection[DataIssue],
    "What is wrong with the data, errors first. Of each search for a kind of issue the first "
    f"{MOST:,} are listed; totalCount counts all.",
    _issues,
    (Argument("kinds", list[DataIssueKind] | None, "Only these kinds."), LANGUAGE, AS_OF),
    day_of,
)

RECORDS = (IssuePeriod, DataIssue)
