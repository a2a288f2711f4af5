"""
`campuslex needs FILE`: what is still to be found out.
"""

import click

from campuslex.cli.incidents import answered_file
from campuslex.cli.openness import end
from campuslex.cli.options import RUN_OPTIONS, Settings, document_argument, settled
from campuslex.cli.paper import print_json
from campuslex.cli.report_head import head
from campuslex.cli.report_needs import needs


@click.command("needs", short_help="还需查明的事实 · facts still to be found out")
@document_argument
@settled(*RUN_OPTIONS)
def needs_command(settings: Settings, file: str) -> None:
    """
    列出查明后可能改变结果的事实：问题、由谁回答、决定什么。

    Facts whose knowledge could change an outcome: the question, who can answer, what it decides.
    """
    told = answered_file(settings, file)
    if settings.as_json:
        print_json([need.to_dict() for need in told.answer.needs])
    else:
        head(told.paper, settings, "还需查明的事实", "Needs", told.incident.id, told.answer.on)
        needs(told.tongue, told.answer.needs, None)
    end(settings, told.answer)
