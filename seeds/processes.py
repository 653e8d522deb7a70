"""Generated business processes, how they hand over, and the services they end in."""

from __future__ import annotations

from random import Random

from seeds.draft import Draft, day
from seeds.partners import leader
from seeds.shape import Plan
from seeds.structure import agency_id, sector_id
from seeds.words import TOPICS

_STEPS = (
    ("Pendaftaran", "Registration of"),
    ("Verifikasi", "Verification of"),
    ("Penetapan", "Decision on"),
    ("Pencatatan", "Recording of"),
    ("Pelaporan", "Reporting on"),
)
_FORMS = ("MANUAL", "MANUAL", "FILE", "FILE", "API", "SHARED_SERVICE", "UNKNOWN")


def process_id(plan: Plan, process: int) -> str:
    """The id of a business process."""
    return f"BusinessProcess:{plan.shape.tag}-b{process}"


def processes(plan: Plan, rng: Random, items: range) -> Draft:
    """Some processes in chains of about five; every third serves a service."""
    draft = Draft()
    for process in items:
        id_ = _process(plan, rng, draft, process)
        if process > items.start and rng.random() < 0.8:
            _feeds(rng, draft, process_id(plan, process - 1), id_)
        if process - items.start > 5 and rng.random() < 0.2:
            _feeds(rng, draft, id_, process_id(plan, rng.randrange(items.start, process - 1)))
        if process % 3 == 0:
            _service(plan, rng, draft, process)
    return draft


def _process(plan: Plan, rng: Random, draft: Draft, process: int) -> str:
    step, step_en = _STEPS[process % len(_STEPS)]
    topic, topic_en = rng.choice(TOPICS)
    code = f"{plan.shape.tag}-b{process}"
    names = {"name": f"{step} {topic}", "nameEn": f"{step_en} {topic_en}"}
    id_ = draft.coded("BusinessProcess", code, level=rng.randint(1, 4), **names)
    owner = leader(plan, rng)
    draft.tie("OWNS", agency_id(plan, owner), id_, since=day(rng, 2015, 2025))
    draft.tie("PROCESS_IN", id_, sector_id(owner))
    return id_


def _feeds(rng: Random, draft: Draft, start: str, end: str) -> None:
    days = float(rng.randint(1, 30)) if rng.random() < 0.7 else None
    draft.tie("FEEDS", start, end, form=rng.choice(_FORMS), durationDays=days)


def _service(plan: Plan, rng: Random, draft: Draft, process: int) -> None:
    topic, topic_en = rng.choice(TOPICS)
    code = f"{plan.shape.tag}-s{process // 3}"
    id_ = draft.coded("Service", code, name=f"Layanan {topic}", nameEn=f"{topic_en} Service")
    provider = leader(plan, rng)
    draft.tie("PROVIDES", agency_id(plan, provider), id_, since=day(rng, 2015, 2025))
    draft.tie("SERVICE_IN", id_, sector_id(provider))
    draft.tie("SERVES", process_id(plan, process), id_)
