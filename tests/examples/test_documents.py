"""
Every shipped example document can be read, loses nothing, and is named in the list of examples.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from campuslex.model.document import Document
from campuslex.model.incident import Incident
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm

EXAMPLES = Path(__file__).parents[2] / "examples"
READERS: dict[str, type[Document]] = {"incidents": Incident, "petitions": Petition, "school_terms": SchoolTerm}
LEAST = {"incidents": 18, "petitions": 9, "school_terms": 4}
DOCUMENTS = [path for folder in READERS for path in sorted((EXAMPLES / folder).glob("*.json"))]
PERSON_CODE = re.compile(r"[STO][0-9]+", re.ASCII)

each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")


def read(path: Path) -> Document:
    return READERS[path.parent.name].from_json(path.read_bytes())


def as_lists(document: dict[str, Any]) -> dict[str, Any]:
    """
    The document with every finding as a list, the one form `to_dict` writes.
    """
    findings = document.get("findings", {})
    listed = {key: given if isinstance(given, list) else [given] for key, given in findings.items()}
    return {**document, "findings": listed} if listed else document


@each_document
def test_a_document_is_read_and_written_back_without_loss(path: Path) -> None:
    """What is written back reads to an equal object and says all that the file says."""
    document = read(path)
    written = document.to_dict()
    assert type(document).from_dict(written) == document
    assert written == as_lists(json.loads(path.read_text(encoding="utf-8")))


@each_document
def test_a_document_bears_the_name_of_its_file(path: Path) -> None:
    """A document is found by its id."""
    assert read(path).to_dict()["id"] == path.stem


@each_document
def test_chinese_stays_readable(path: Path) -> None:
    """No text is hidden in escapes."""
    assert "\\u" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", READERS)
def test_there_are_enough_documents(folder: str) -> None:
    """Each kind of document has its least number of examples."""
    assert len(list((EXAMPLES / folder).glob("*.json"))) >= LEAST[folder]


def test_people_are_short_codes() -> None:
    """Nobody in an example has more than a letter and a number."""
    incidents = [Incident.from_json(path.read_bytes()) for path in DOCUMENTS if path.parent.name == "incidents"]
    codes = {person.id for incident in incidents for person in incident.people}
    assert {code for code in codes if not PERSON_CODE.fullmatch(code)} == set()


def test_incidents_named_elsewhere_exist() -> None:
    """A petition or a term refers only to incidents that are shipped."""
    shipped = {path.stem for path in DOCUMENTS if path.parent.name == "incidents"}
    others = [read(path).to_dict() for path in DOCUMENTS if path.parent.name != "incidents"]
    named = {code for other in others for code in [other.get("incident_id"), *other.get("incidents", ())] if code}
    assert named <= shipped


def test_the_list_of_examples_names_each_document_once() -> None:
    """The README's table and the folders agree."""
    listed = re.findall(r"\]\((\w+/[\w.-]+\.json)\)", (EXAMPLES / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(f"{path.parent.name}/{path.name}" for path in DOCUMENTS)
