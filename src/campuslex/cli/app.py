"""
All commands together, and how each failure becomes lines on stderr and an exit code.
"""

import os
import sys
from typing import Any

import click

from campuslex.cli.assess import assess_command
from campuslex.cli.batch import batch_command
from campuslex.cli.check import check_command
from campuslex.cli.demo import demo_command
from campuslex.cli.exits import BROKEN_PIPE, EPILOG, FAILURE
from campuslex.cli.explain import explain_command
from campuslex.cli.grade import grade_command
from campuslex.cli.layer import layer_group
from campuslex.cli.needs import needs_command
from campuslex.cli.petition import petition_command
from campuslex.cli.rules import rules_group
from campuslex.cli.schema import schema_command
from campuslex.cli.school import school_command
from campuslex.errors import CampuslexError
from campuslex.model.version import VERSION


class Campuslex(click.Group):
    """
    The group of all commands: no failure of ours, of the disk or of a pipe shows a traceback.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """
        Run a command; failures become lines on stderr, one fault a line, and an exit code.
        """
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except CampuslexError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            _forget_stdout()
            ctx.exit(BROKEN_PIPE)
        except OSError as error:
            click.echo(f"{error.filename or 'campuslex'}: {error.strerror or error}", err=True)
            ctx.exit(FAILURE)
        return result


def prepare_streams() -> None:
    """
    UTF-8 into pipes and files on every system; a terminal that lacks a character shows its code instead of failing.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace") if stream.isatty() else reconfigure(encoding="utf-8")


def _forget_stdout() -> None:
    """
    Point stdout at nothing, so that the interpreter's last flush does not complain about the pipe again.
    """
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, it must outlive this call


@click.group(
    cls=Campuslex, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(VERSION, prog_name="campuslex")
def app() -> None:
    """
    学生欺凌处置规则核对：给出有条文依据的意见，不是认定或处分决定。

    Rules on handling student bullying in mainland-China schools: cited advice, never a verdict.

    FILE is a JSON or TOML document; `-` reads it from standard input. Output is Chinese first (`--lang en`: English
    first), JSON with `--json`.
    """


for command in (
    demo_command,
    grade_command,
    assess_command,
    needs_command,
    explain_command,
    petition_command,
    school_command,
    check_command,
    batch_command,
    rules_group,
    layer_group,
    schema_command,
):
    app.add_command(command)
