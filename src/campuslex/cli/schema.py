"""
`campuslex schema NAME`: the JSON Schema of a document, or the columns of its table.
"""

import csv
import sys

import click

from campuslex.cli.exits import BAD_INPUT
from campuslex.cli.paper import print_json
from campuslex.model.schema import document_class
from campuslex.model.tables import csv_columns
from campuslex.rulebook.labels import schema


@click.command("schema", short_help="文书格式 · JSON Schema or CSV columns of a document")
@click.argument("name", metavar="NAME")
@click.option("--csv", "as_csv", is_flag=True, help="Print the columns of the table form (incident only), as CSV.")
def schema_command(name: str, as_csv: bool) -> None:
    """
    文书的 JSON Schema（2020-12），标签为中文；NAME 为 incident、petition 或 school_term。

    The JSON Schema (2020-12) of a document; NAME is incident, petition or school_term. `schema incident --csv` lists
    the columns `batch` reads from CSV: heading, Chinese heading (accepted too), English label, what its cells hold.
    """
    if not as_csv:
        print_json(schema(name))
        return
    if document_class(name) is not document_class("incident"):
        click.echo(f"schema: no table form `{name[:40]}`; try `campuslex schema incident --csv`", err=True)
        click.get_current_context().exit(BAD_INPUT)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("column", "zh", "en", "holds"))
    writer.writerows((column.name, column.zh, column.en, column.read) for column in csv_columns())
