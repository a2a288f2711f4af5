"""
`campuslex check FILE`: whether a facts file is sound.
"""

import click

from campuslex.cli.exits import BAD_INPUT
from campuslex.cli.options import Settings, document_argument, settled
from campuslex.cli.options import as_json_option as _json
from campuslex.cli.paper import print_json
from campuslex.cli.sources import check_document, read_document
from campuslex.errors import FactsError


@click.command("check", short_help="检查事实文书 · check a facts file")
@document_argument
@settled(_json)
def check_command(settings: Settings, file: str) -> None:
    """
    检查一份文书（事件、信访或学期，由 schema 字段说明），列出全部错误。

    Check a document (incident, petition or school term, as its `schema` says) and list every fault; exit 2 if any.
    """
    try:
        name, code = check_document(read_document(file))
    except FactsError as error:
        if not settings.as_json:
            raise
        faults = [
            {"place": fault.place, "message": fault.message, "value": fault.value, "remedy": fault.remedy}
            for fault in error.faults
        ]
        print_json({"ok": False, "faults": faults})
        click.get_current_context().exit(BAD_INPUT)
    if settings.as_json:
        print_json({"ok": True, "document": name, "id": code, "faults": []})
    else:
        click.echo(f"{code}: campuslex/{name}/1 没有错误 · no faults")
