"""Code lists of the API have the members that the graph knows: no less and no more."""

from __future__ import annotations

from enum import Enum

import pytest

from graph.issues.issue import Kind, Severity
from graph.network import evolution as evolutions
from graph.network import matrix as matrices
from graph.network import projection, scope, sectors
from graph.network.gaps import gap
from graph.network.language import Language
from graph.network.reasons import Reason
from schema import evolution, gaps, issues, matrix, partners, scoping

PAIRS: list[tuple[type[Enum], type[Enum]]] = [
    (scoping.NetworkLevel, scope.Level),
    (scoping.TieKind, scope.Via),
    (scoping.TieWeighting, projection.Weighting),
    (matrix.ActivitySet, matrices.Activities),
    (matrix.NullModel, matrices.Null),
    (matrix.SectorStatistic, sectors.Statistic),
    (evolution.EvolutionStep, evolutions.Every),
    (gaps.GapKind, gap.GapKind),
    (gaps.GapSeverity, gap.Severity),
    (gaps.Language, Language),
    (partners.PartnerReason, Reason),
    (issues.DataIssueKind, Kind),
    (issues.DataIssueSeverity, Severity),
]


@pytest.mark.parametrize(("public", "known"), PAIRS, ids=lambda listed: listed.__name__)
def test_a_code_list_has_the_members_that_the_graph_knows(
    public: type[Enum], known: type[Enum]
) -> None:
    assert public.__members__.keys() == known.__members__.keys()
