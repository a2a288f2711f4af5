"""
When an answer counts as open, for `--fail-on-open`.
"""

import click

from campuslex.assessment.answer import Assessment
from campuslex.assessment.petition import Route
from campuslex.assessment.term import TermReview
from campuslex.cli.exits import OPEN_ANSWER
from campuslex.cli.options import Settings

Answer = Assessment | Route | TermReview


def is_open(answer: Answer) -> bool:
    """
    Whether what the answer is about still waits for a fact or a finding (`OPEN_HELP` says it in words).

    Duties do not count: on partial facts some duty is always open, and a flag that always fires says nothing.
    """
    if isinstance(answer, Assessment):
        return _incident_is_open(answer)
    if isinstance(answer, Route):
        verdicts = [path.verdict for path in answer.paths]
        settled = verdicts or answer.redirect_to or answer.end_of_road
        return not settled or "open" in verdicts or answer.end_of_road is None
    return any(item.verdict == "open" for item in answer.requirements)


def _incident_is_open(answer: Assessment) -> bool:
    severity = answer.severity
    if answer.determination.status in ("open", "suspected"):
        return True
    if severity.range and (severity.basis != "established" or len(set(severity.range)) > 1):
        return True
    return "open" in (severity.unlawful.public_security, severity.unlawful.crime)


def end(settings: Settings, answer: Answer) -> None:
    """
    Leave with exit code 5 where the answer is open and the user asked to be told so.
    """
    if settings.fail_on_open and is_open(answer):
        click.get_current_context().exit(OPEN_ANSWER)
