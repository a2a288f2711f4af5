"""
`campuslex assess FILE`: the full report.
"""

import click

from campuslex.cli.incidents import Answered, answered_file
from campuslex.cli.openness import end
from campuslex.cli.options import ANSWER_OPTIONS, Settings, document_argument, settled
from campuslex.cli.paper import print_json
from campuslex.cli.report_duties import duties, triggers
from campuslex.cli.report_head import determination, head, receipt, severity
from campuslex.cli.report_law import comparison, defects, readings
from campuslex.cli.report_needs import SHOWN, needs, notices
from campuslex.cli.report_persons import liability, persons


@click.command("assess", short_help="事件的完整核对意见 · full report on an incident")
@document_argument
@settled(*ANSWER_OPTIONS)
def assess_command(settings: Settings, file: str) -> None:
    """
    对一起事件给出完整的核对意见：认定、严重程度、每名实施者、必须做的事、督办触发、还需查明。

    The full report on an incident: determination, severity, each offender, duties, triggers, needs.
    """
    report(settings, answered_file(settings, file))


def report(settings: Settings, told: Answered) -> None:
    """
    Print the report, or the answer as JSON, and end.
    """
    answer, tongue = told.answer, told.tongue
    if settings.as_json:
        print_json(answer.to_dict())
    else:
        head(told.paper, settings, "欺凌事件规则核对意见", "Assessment of an incident", told.incident.id, answer.on)
        determination(tongue, answer)
        severity(tongue, answer)
        persons(tongue, answer)
        liability(tongue, answer, settings.everything)
        duties(tongue, answer.duties, settings.everything)
        triggers(tongue, answer.triggers)
        defects(tongue, answer.defects)
        comparison(tongue, answer.comparison)
        readings(tongue, answer.readings)
        needs(tongue, answer.needs, None if settings.everything else SHOWN)
        notices(tongue, answer.notices)
        receipt(tongue, answer.receipt)
    end(settings, answer)
