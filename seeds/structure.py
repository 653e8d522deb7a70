"""Generated agencies with their sectors, and their trees of units with a head post each."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from seeds.draft import Draft, day, later
from seeds.shape import Plan
from seeds.words import TOPICS, VERBS, place

SECTORS = tuple(f"{number:02}" for number in range(1, 10))
_LEVELS = (
    ("Sekretariat Utama", "Principal Secretariat", "JPT_UTAMA"),
    ("Deputi Bidang", "Deputy for", "JPT_MADYA"),
    ("Direktorat", "Directorate of", "JPT_PRATAMA"),
    ("Subdirektorat", "Subdirectorate of", "ADMINISTRATOR"),
    ("Seksi", "Section of", "PENGAWAS"),
)
_TYPES = (
    ("COORDINATING_MINISTRY", "Kementerian Koordinator Bidang", "Coordinating Ministry for"),
    ("MINISTRY", "Kementerian", "Ministry of"),
    ("NON_MINISTERIAL", "Badan", "Agency for"),
    ("REGIONAL_GOVERNMENT", "Pemerintah Kabupaten", "Regency of"),
)


def agency_id(plan: Plan, agency: int) -> str:
    """The id of an agency."""
    return f"Agency:{plan.shape.tag}-a{agency}"


def unit_id(plan: Plan, unit: int) -> str:
    """The id of a unit."""
    return f"Unit:{plan.shape.tag}-u{unit}"


def head_id(plan: Plan, unit: int) -> str:
    """The id of the post that leads a unit."""
    return f"Post:{plan.shape.tag}-h{unit}"


def sector_id(number: int) -> str:
    """The id of one of the nine sectors of government affairs."""
    return f"Sector:{SECTORS[number % len(SECTORS)]}"


def agencies(plan: Plan, rng: Random, items: range) -> Draft:
    """Agencies, their sectors, and who coordinates them."""
    draft = Draft()
    for agency in items:
        level = _level(plan, agency)
        type_, name, name_en = _TYPES[level]
        what, what_en = (place(rng),) * 2 if level == 3 else TOPICS[agency % len(TOPICS)]
        id_ = draft.coded(
            "Agency",
            f"{plan.shape.tag}-a{agency}",
            name=f"{name} {what} (contoh {agency})",
            nameEn=f"{name_en} {what_en} (example {agency})",
            acronym=f"CONTOH-{agency}",
            type=type_,
            validFrom=day(rng, 1950, 2015),
        )
        for position in range(1, 2 + (rng.random() < 0.4)):
            sector = sector_id(agency + (position - 1) * 4)
            draft.tie("IN_SECTOR", id_, sector, primary=position == 1, position=position)
        if level in (1, 2):
            _coordinated(plan, rng, draft, agency)
    return draft


def _level(plan: Plan, agency: int) -> int:
    """What sort of body: the first ones coordinate, most are regional."""
    share = agency / plan.shape.agencies
    return 0 if agency < 2 else 1 if share < 0.15 else 2 if share < 0.3 else 3


def _coordinated(plan: Plan, rng: Random, draft: Draft, agency: int) -> None:
    since = day(rng, 2016, 2019)
    moved = later(rng, since, 5) if rng.random() < 0.3 else None
    spells = [(agency % 2, since, moved)] + ([((agency + 1) % 2, moved, None)] if moved else [])
    for above, start, end in spells:
        ends = agency_id(plan, agency), agency_id(plan, above)
        draft.tie("PART_OF", *ends, kind="COORDINATION", since=start, until=end)


def units(plan: Plan, competencies: Sequence[str], rng: Random, items: range) -> Draft:
    """The units of some agencies, each with its head post."""
    draft = Draft()
    for agency in items:
        for unit in range(plan.units[agency], plan.units[agency + 1]):
            _unit(plan, rng, draft, agency, unit)
            for competency in rng.sample(competencies, min(2, len(competencies))):
                draft.tie("REQUIRES", head_id(plan, unit), competency, level=rng.randint(3, 5))
    return draft


def _unit(plan: Plan, rng: Random, draft: Draft, agency: int, unit: int) -> None:
    above = plan.parent(unit)
    name, name_en, grade = _LEVELS[min(plan.depth(unit), len(_LEVELS) - 1)]
    what, what_en = ("", "") if above is None else _task(rng)
    code = f"{plan.shape.tag}-u{unit}"
    id_ = draft.coded("Unit", code, name=name + what, nameEn=name_en + what_en)
    draft.tie("UNIT_OF", id_, agency_id(plan, agency))
    code = f"{plan.shape.tag}-h{unit}"
    titles = {"title": f"Kepala {name}{what}", "titleEn": f"Head, {name_en}{what_en}"}
    post = draft.coded("Post", code, grade=grade, kind="MANAGERIAL", **titles)
    draft.tie("POST_IN", post, id_)
    if above is not None:
        draft.tie("SUBUNIT_OF", id_, unit_id(plan, above))
        draft.tie("REPORTS_TO", post, head_id(plan, above), kind="PRIMARY")
    if plan.depth(unit) > 1 and rng.random() < 0.1:
        draft.tie("REPORTS_TO", post, head_id(plan, plan.root(unit)), kind="SECONDARY")


def _task(rng: Random) -> tuple[str, str]:
    (verb, verb_en), (topic, topic_en) = rng.choice(VERBS), rng.choice(TOPICS)
    return f" {verb} {topic}", f" {verb_en} {topic_en}"
