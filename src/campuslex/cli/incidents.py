"""
What the commands on one incident have in common.
"""

from attrs import frozen

from campuslex.assessment.answer import Assessment
from campuslex.assessment.assess import assess
from campuslex.cli.options import Settings
from campuslex.cli.paper import Paper
from campuslex.cli.sources import read_document
from campuslex.cli.tongue import Tongue
from campuslex.model.incident import Incident


@frozen
class Answered:
    """
    An incident with its answer, and what to write the report on.
    """

    incident: Incident
    answer: Assessment
    paper: Paper
    tongue: Tongue


def answered(settings: Settings, document: object) -> Answered:
    """
    Read and assess an incident.
    """
    incident = Incident.from_dict(document)
    book, paper = settings.book(), Paper(settings.lang)
    answer = assess(incident, book, on=settings.day, engine=settings.engine)
    return Answered(incident, answer, paper, Tongue(book, paper))


def answered_file(settings: Settings, file: str) -> Answered:
    """
    Read and assess an incident from a file or standard input.
    """
    return answered(settings, read_document(file))
