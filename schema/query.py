"""The root fields of the hub: one line for each kind, one for each analysis."""

from __future__ import annotations

from functools import cache

from schema import (
    evolution,
    gaps,
    hub,
    identity,
    issues,
    matrix,
    mutation,
    network,
    partners,
    paths,
    scoping,
    shared_targets,
    succession,
    whatif,
)
from schema.agency import Agency
from schema.assemble import Assembly, assemble
from schema.change_log import Change
from schema.competency import Competency
from schema.employee import Employee
from schema.event import ChangeEvent
from schema.import_run import ImportRun
from schema.indicator import Indicator, PeriodValue
from schema.initiative import Initiative
from schema.post import Post
from schema.process import BusinessProcess, Service
from schema.region import Region
from schema.roots import KindRoot
from schema.sector import Sector
from schema.session import CoordinationSession, Decision
from schema.survey import SurveyResult
from schema.target import Plan, Target
from schema.unit import Unit
from schema.value import CoreValue, TransformationTrack

KINDS = (
    KindRoot(Agency, "agency", "agencies"),
    KindRoot(Unit, "unit", "units"),
    KindRoot(Post, "post", "posts"),
    KindRoot(Employee, "employee", "employees"),
    KindRoot(Sector, "sector", "sectors"),
    KindRoot(Initiative, "initiative", "initiatives"),
    KindRoot(Plan, "plan", "plans"),
    KindRoot(Target, "target", "targets"),
    KindRoot(Indicator, "indicator", "indicators"),
    KindRoot(PeriodValue, "periodValue", "periodValues"),
    KindRoot(BusinessProcess, "businessProcess", "businessProcesses"),
    KindRoot(Service, "service", "services"),
    KindRoot(CoordinationSession, "coordinationSession", "coordinationSessions"),
    KindRoot(Decision, "decision", "decisions"),
    KindRoot(Competency, "competency", "competencies"),
    KindRoot(CoreValue, "coreValue", "coreValues"),
    KindRoot(TransformationTrack, "transformationTrack", "transformationTracks"),
    KindRoot(Region, "region", "regions"),
    KindRoot(SurveyResult, "surveyResult", "surveyResults"),
    KindRoot(ChangeEvent, "changeEvent", "changeEvents"),
    KindRoot(ImportRun, "importRun", "importRuns"),
    KindRoot(Change, "change", "changes"),
)

ANALYSES = (
    network.COLLABORATION_NETWORK,
    matrix.SECTOR_MATRIX,
    paths.COLLABORATION_PATH,
    shared_targets.SHARED_TARGETS,
    gaps.COLLABORATION_GAPS,
    partners.SUGGESTED_PARTNERS,
    whatif.WHAT_IF,
    evolution.NETWORK_EVOLUTION,
    *succession.ROOTS,
    issues.DATA_ISSUES,
    identity.IDENTITY_CANDIDATES,
    hub.HUB,
)
RECORDS = (
    *network.RECORDS,
    *matrix.RECORDS,
    *paths.RECORDS,
    *shared_targets.RECORDS,
    *gaps.RECORDS,
    *evolution.RECORDS,
    *partners.RECORDS,
    *whatif.RECORDS,
    *succession.RECORDS,
    *issues.RECORDS,
    *mutation.RECORDS,
    *identity.RECORDS,
    *hub.RECORDS,
)
INPUTS = (
    *scoping.INPUTS,
    *network.INPUTS,
    *shared_targets.INPUTS,
    *gaps.INPUTS,
    *whatif.INPUTS,
    *identity.INPUTS,
)


@cache
def build() -> Assembly:
    """The hub's schema. Made once; it is never changed."""
    return assemble(KINDS, ANALYSES, RECORDS, INPUTS, identity.MUTATIONS)
