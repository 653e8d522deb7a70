"""Code lists. Each member's value is its description."""

from __future__ import annotations

from enum import Enum


class Precision(Enum):
    """How exactly a date is known."""

    YEAR = "The year is known; the date is its first day."
    MONTH = "The month is known; the date is its first day."
    DAY = "The day is known."


class AgencyType(Enum):
    """What sort of public body an agency is."""

    COORDINATING_MINISTRY = "Ministry that coordinates others (kementerian koordinator)."
    MINISTRY = "Ministry (kementerian)."
    NON_MINISTERIAL = "Government body that is no ministry (LPNK, armed forces, police)."
    STATE_INSTITUTION = "Institution set up by the constitution or outside the executive."
    INDEPENDENT = "Independent or special body, such as a regulator or an insurance fund."
    REGIONAL_GOVERNMENT = "Government of a province, regency or city."
    STATE_ENTERPRISE = "State-owned enterprise."
    GENERIC = "Stands for a class of bodies, such as all regencies and cities."
    UNKNOWN = "No source tells."


class StructureKind(Enum):
    """How one agency stands under another."""

    STRUCTURE = "It belongs to the other agency."
    COORDINATION = "It is coordinated by the other agency."


class SectorScheme(Enum):
    """The classification that a sector belongs to."""

    SPBE = "Nine sectors of government affairs of the SPBE reference architecture (RAB)."
    COFOG = "Classification of the Functions of Government (United Nations)."
    SDG = "The 17 Sustainable Development Goals."
    DAC = "Purpose codes of aid (OECD DAC CRS), of three or five digits."
    OTHER = "Another classification, which the source names."


class PostGrade(Enum):
    """Grade of a post (UU 20/2023, PP 11/2017)."""

    MINISTER = "Minister."
    VICE_MINISTER = "Vice minister."
    AGENCY_HEAD = "Head of an agency with political rank."
    JPT_UTAMA = "Highest leadership post (pimpinan tinggi utama)."
    JPT_MADYA = "Senior leadership post (pimpinan tinggi madya)."
    JPT_PRATAMA = "Leadership post (pimpinan tinggi pratama)."
    ADMINISTRATOR = "Administrator."
    PENGAWAS = "Supervisor (pengawas)."
    PELAKSANA = "Executing officer (pelaksana)."
    FUNGSIONAL = "Functional post (jabatan fungsional)."
    UNKNOWN = "No source tells."


class PostKind(Enum):
    """What sort of post it is."""

    POLITICAL = "Political office."
    MANAGERIAL = "Leads others."
    FUNCTIONAL = "Rests on expertise or skill."
    EXECUTIVE = "Carries out."
    UNKNOWN = "No source tells."


class Occupancy(Enum):
    """Who holds a post of which a source names no holder."""

    UNDISCLOSED = "Somebody whom the source does not name."
    VACANT = "Nobody."
    ELIMINATED = "Nobody any more: the post was given up, on a day that the source does not tell."
    COUNTED = "Several people, of whom the source tells only how much they work."


class ReportingKind(Enum):
    """Which line of reporting it is."""

    PRIMARY = "The main line."
    SECONDARY = "A further, dotted line."


class InitiativeStatus(Enum):
    """Where an initiative stands."""

    PLANNED = "Decided, not begun."
    ACTIVE = "Under way."
    ENDED = "Over."
    UNKNOWN = "No source tells."


class ParticipationRole(Enum):
    """What a body does in an initiative (after IATI OrganisationRole)."""

    LEAD = "Answers for it."
    CO_LEAD = "Answers for it with another."
    COORDINATOR = "Brings the others together."
    PARTNER = "Takes part."
    FUNDER = "Pays for it."
    IMPLEMENTER = "Carries it out."


class RelatedKind(Enum):
    """How two initiatives are related (after IATI RelatedActivityType)."""

    PARENT = "The other one contains this one."
    CHILD = "This one contains the other."
    SIBLING = "Both belong to the same programme."
    CO_FUNDED = "Both are paid for together."
    THIRD_PARTY = "Another body tells of the same work there."


class TargetLevel(Enum):
    """Where a target stands in its plan."""

    PRIORITY = "National priority."
    PROGRAMME = "Programme under a priority."
    OUTCOME = "Outcome to be reached."
    SDG_GOAL = "Sustainable Development Goal."
    SDG_TARGET = "Target under a Sustainable Development Goal."


class ContributionRole(Enum):
    """What a body does for a target."""

    LEAD = "Answers for the target (pengampu utama)."
    CONTRIBUTOR = "Contributes to it."


class Direction(Enum):
    """Which way an indicator should move."""

    UP = "More is better."
    DOWN = "Less is better."
    RANGE = "It should stay within a band."
    UNKNOWN = "No source tells."


class ValueKind(Enum):
    """What a value of an indicator says."""

    BASELINE = "Where it stood when the plan was made."
    TARGET = "Where it should stand."
    ACTUAL = "Where it stood."


class HandoffForm(Enum):
    """How one process hands over to another."""

    MANUAL = "People carry it over."
    FILE = "Files are exchanged."
    API = "Systems call each other."
    SHARED_SERVICE = "Both use one service."
    UNKNOWN = "No source tells."


class SessionMode(Enum):
    """How people met."""

    SCREEN_TO_SCREEN = "By video."
    IN_PERSON = "In one room."
    HYBRID = "Some in a room, some by video."
    UNKNOWN = "No source tells."


class Capacity(Enum):
    """In what capacity a body attended."""

    CHAIR = "Led the session."
    PARTICIPANT = "Took part."
    SECRETARIAT = "Kept the record."


class DecisionState(Enum):
    """What became of a decision."""

    OPEN = "Still to be done."
    DONE = "Done."
    DROPPED = "Given up."


class CompetencyFamily(Enum):
    """Families of competencies (PermenPANRB 38/2017)."""

    MANAGERIAL = "Managerial."
    SOCIO_CULTURAL = "Socio-cultural."
    TECHNICAL = "Technical."


class RegionLevel(Enum):
    """Level of a region."""

    COUNTRY = "The country."
    PROVINCE = "Province."
    REGENCY = "Regency (kabupaten)."
    CITY = "City (kota)."


class Audience(Enum):
    """Whose satisfaction a survey asked for."""

    INTERNAL = "Employees."
    EXTERNAL = "Citizens and other users."


class ChangeType(Enum):
    """What happened to bodies (W3C ORG ChangeEvent)."""

    CREATED = "A body came into being."
    RENAMED = "A body has another name."
    MERGED = "Several bodies became one."
    SPLIT = "One body became several."
    REPLACED = "A body took another's place."
    TRANSFERRED = "A function moved from one body to another."
    ABOLISHED = "A body ceased to be."
