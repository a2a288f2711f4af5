"""
The shipped example incidents, dated, and incidents made larger of one of them.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from campuslex import Incident

FOLDER = Path(__file__).parents[1] / "examples" / "incidents"
DEMO = "joint-beating-filmed"
KINDS = ("strike", "kick", "slap", "push", "insult", "mock", "threaten", "humiliate")


def dated_examples() -> dict[str, Incident]:
    """
    The examples whose conduct has a date, by name.
    """
    read = {path.stem: Incident.from_json(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))}
    return {name: incident for name, incident in read.items() if incident.occurred_to or incident.occurred_from}


def a_week_after(incident: Incident) -> date:
    """
    A week after the conduct.
    """
    day = incident.occurred_to or incident.occurred_from
    assert day is not None
    return day + timedelta(days=7)


def with_acts(count: int) -> Incident:
    """
    Three offenders and one victim with some acts.
    """
    document = _demo()
    by = [person["id"] for person in document["people"] if person["role"] == "offender"]
    document["acts"] = [
        {"kind": KINDS[i % len(KINDS)], "by": [by[i % len(by)]], "against": ["S4"], "occasions": 1}
        for i in range(count)
    ]
    return Incident.from_dict(document)


def with_people(count: int) -> Incident:
    """
    The three acts of the demo with some people, one in four of them a victim.
    """
    document = _demo()
    four = document["people"]
    document["people"] = [{**four[i % 4], "id": f"S{i + 1}"} for i in range(count)]
    return Incident.from_dict(document)


def _demo() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((FOLDER / f"{DEMO}.json").read_text(encoding="utf-8"))
    return document
