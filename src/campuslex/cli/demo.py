"""
`campuslex demo`: the full report on the incident shipped with the package.
"""

from datetime import timedelta
from importlib import resources
from pathlib import Path

import click
from attrs import evolve

from campuslex.cli.assess import report
from campuslex.cli.incidents import answered
from campuslex.cli.options import ANSWER_OPTIONS, Settings, settled
from campuslex.errors import FactsError, Fault
from campuslex.model.incident import Incident
from campuslex.model.parsing import load_json


@click.command("demo", short_help="核对随附的示例事件 · report on the shipped incident")
@settled(*ANSWER_OPTIONS)
def demo_command(settings: Settings) -> None:
    """
    核对随附的示例事件（三名学生结伙殴打并拍摄传播），核对日期为行为一周之后。

    Report on the shipped incident (three students beat a fourth, film it and spread it), a week after the conduct.
    """
    document = load_json(demo_text())
    incident = Incident.from_dict(document)
    if settings.on is None and incident.occurred_to is not None:
        settings = evolve(settings, on=incident.occurred_to + timedelta(days=7))
    report(settings, answered(settings, document))


def demo_text() -> bytes:
    """
    The shipped incident, packaged or in the checkout.

    Raises:
        FactsError: Neither is there.
    """
    packaged = resources.files("campuslex") / "demo.json"
    if packaged.is_file():
        return packaged.read_bytes()
    checkout = Path(__file__).parents[3] / "examples" / "incidents" / "joint-beating-filmed.json"
    if checkout.is_file():
        return checkout.read_bytes()
    raise FactsError([Fault("demo", "the shipped incident is missing", remedy="reinstall campuslex")])
