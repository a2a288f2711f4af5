"""
Seeded cases: the dated example incidents, moved through a spring, each with what a school does about it.
"""

import json
import random
from datetime import date, timedelta
from typing import Any

from benchmarks.examples import FOLDER

SEED = 20260312
FIRST, DAYS = date(2026, 1, 5), 150
"""The first day of conduct, and how many days it is spread over."""
ON = date(2026, 6, 15)
"""The day of the answer."""
SCHOOLS = 100
_DATED = ("occurred_from", "occurred_to", "occurred_between", "first_known_at", "police_known_on")
_OWN = ("procedure_started_on", "findings", "school_conduct", "bureau_conduct")
Document = dict[str, Any]


def some(count: int) -> list[tuple[str, bytes]]:
    """
    Some cases as JSON, each with its school.
    """
    examples = [json.loads(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))]
    return [
        (f"S{number % SCHOOLS:03}", json.dumps(one(number, examples[number % len(examples)])).encode())
        for number in range(count)
    ]


def one(number: int, example: Document) -> Document:
    """
    One case: about eight events, most of them in time, some left out.
    """
    rng = random.Random(f"{SEED}/{number}")  # noqa: S311, the same cases every time
    conduct = FIRST + timedelta(days=rng.randrange(DAYS))
    incident = {key: value for key, value in example.items() if key not in (*_DATED, *_OWN)}
    incident |= {"id": f"I{number}", "occurred_from": conduct.isoformat(), "occurred_to": conduct.isoformat()}
    incident["people"] = [{k: v for k, v in item.items() if k != "measures_in_force"} for item in incident["people"]]
    incident["acts"] = [{k: v for k, v in item.items() if k not in ("from", "to")} for item in incident["acts"]]
    offender = next((item["id"] for item in incident["people"] if item["role"] == "offender"), None)
    return {
        "schema": "campuslex/case/1",
        "id": f"C{number}",
        "incident": incident,
        "events": _events(rng, conduct, offender),
    }


def _events(rng: random.Random, conduct: date, offender: str | None) -> list[Document]:
    found: list[Document] = []
    day = conduct

    def then(chance: float, within: int, kind: str, **facts: object) -> bool:
        nonlocal day
        if rng.random() >= chance:
            return False
        day += timedelta(days=rng.randint(0, within))
        found.append({"kind": kind, "at": day.isoformat(), **facts})
        return True

    then(1, 2, "discovered", by="teacher")
    then(1, 0, "stopped", by="teacher")
    then(0.9, 2, "guardians_notified", by="school")
    then(0.9, 3, "procedure_started", by="school")
    then(0.5, 2, "reported_to", by="school", to=rng.choice(("public_security", "county_education_bureau")))
    then(0.8, 15, "investigation_completed", by="school")
    then(0.7, 6, "determination_made", by="school_committee", value=rng.random() < 0.8)
    if offender and then(0.5, 3, "defence_heard", by="school", person=offender):
        then(1, 3, "measure_decided", by="school", person=offender, measure="warning")
        then(1, 2, "measure_notified", by="school", person=offender, measure="warning")
        then(0.3, 12, "appeal_filed", by="guardian", person=offender)
    then(0.1, 3, "leader_instruction", by="county_education_bureau")
    then(0.1, 3, "supervision_opened", by="county_education_bureau")
    then(0.2, 3, "fact_learned", facts={"location": "on_campus"})
    then(0.4, 30, "closed", by="school")
    return found


def long_case(events: int) -> Document:
    """
    One case of many events: facts and findings that come and go, steps, extensions of nothing, records.
    """
    example = json.loads((FOLDER / "joint-beating-filmed.json").read_bytes())
    case = one(0, example)
    kinds = (
        {"kind": "guardians_notified", "by": "school"},
        {"kind": "fact_learned", "facts": {"location": "on_campus"}},
        {"kind": "reported_to", "by": "school", "to": "county_education_bureau"},
        {"kind": "counselling_started", "by": "school"},
        {"kind": "duty_done", "by": "school", "act": "educate/student"},
        {"kind": "fact_learned", "facts": {"location": "on_the_way"}},
        {"kind": "petition_received", "petition": "P1"},
        {"kind": "leader_instruction", "by": "county_education_bureau"},
    )
    first = date.fromisoformat(case["incident"]["occurred_to"])
    told = [
        {**kinds[number % len(kinds)], "at": (first + timedelta(days=1 + number // 4)).isoformat()}
        for number in range(events)
    ]
    return {**case, "events": told}
