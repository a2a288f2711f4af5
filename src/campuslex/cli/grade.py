"""
`campuslex grade FILE`: the severity in short.
"""

from typing import Any

import click

from campuslex.assessment.answer import Assessment
from campuslex.cli.incidents import answered_file
from campuslex.cli.openness import end
from campuslex.cli.options import ANSWER_OPTIONS, Settings, document_argument, settled
from campuslex.cli.paper import print_json
from campuslex.cli.report_head import determination, head, severity, severity_line
from campuslex.cli.report_needs import needs, notices
from campuslex.cli.tongue import Tongue

TOP_NEEDS = 5


@click.command("grade", short_help="严重程度 · severity in short")
@document_argument
@settled(*ANSWER_OPTIONS)
def grade_command(settings: Settings, file: str) -> None:
    """
    只给出严重程度：等级、幅度、依据、是否涉嫌违法、所依据的规则和推定、最要紧的待查事实。

    The severity in short: grade, range, basis, unlawful axis, what it rests on, the weightiest needs.
    """
    told = answered_file(settings, file)
    if settings.as_json:
        print_json(short(told.incident.id, told.answer, None if settings.everything else TOP_NEEDS))
    else:
        head(told.paper, settings, "欺凌严重程度", "Severity", told.incident.id, told.answer.on)
        determination(told.tongue, told.answer)
        severity(told.tongue, told.answer)
        _each(told.tongue, told.answer)
        needs(told.tongue, told.answer.needs, None if settings.everything else TOP_NEEDS)
        notices(told.tongue, told.answer.notices)
    end(settings, told.answer)


def _each(tongue: Tongue, answer: Assessment) -> None:
    if len({person.severity for person in answer.persons.values()}) < 2:
        return
    tongue.paper.heading("逐人", "Person by person")
    for code, person in answer.persons.items():
        tongue.paper.line((code, "bold"), indent=1)
        severity_line(tongue, person.severity)


def short(code: str, answer: Assessment, limit: int | None) -> dict[str, Any]:
    """
    The dictionary form of the short answer.
    """
    return {
        "id": code,
        "on": answer.on.isoformat(),
        "determination": answer.determination.status,
        "severity": answer.severity.to_dict(),
        "persons": {name: person.severity.to_dict() for name, person in answer.persons.items()},
        "needs": [need.to_dict() for need in answer.needs[:limit]],
        "notices": [notice.to_dict() for notice in answer.notices],
        "receipt": answer.receipt.to_dict(),
    }
