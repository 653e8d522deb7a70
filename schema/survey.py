"""Results of satisfaction surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import kind, outgoing, prop
from schema.enums import Audience
from schema.node import Node, Recorded
from schema.relations import Surveyed

if TYPE_CHECKING:
    from schema.agency import Agency


@kind(order=("period",))
class SurveyResult(Node, Recorded):
    """How satisfied employees or citizens were with an agency in a period."""

    code: str = prop("Short code, unique.", sort=True)
    audience: Audience = prop("Whose satisfaction.", sort=True)
    period: str = prop("Year or month, such as 2025 or 2025-09.", sort=True)
    instrument: str | None = prop("Questionnaire or method.")
    score: float = prop("Satisfaction, 0 to 100.", sort=True)
    respondents: int = prop("How many people answered.", sort=True)
    synthetic: bool = prop("Whether the result is made up, for demonstration.")
    agency: Agency | None = outgoing(Surveyed, "The agency that it is about.")
