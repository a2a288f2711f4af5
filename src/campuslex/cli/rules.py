"""
`campuslex rules`: the rules themselves.
"""

import click

from campuslex.cli.rules_check import check_rules
from campuslex.cli.rules_coverage import coverage_command
from campuslex.cli.rules_list import list_rules
from campuslex.cli.rules_missing import missing_command
from campuslex.cli.rules_show import show_rules


@click.group("rules", short_help="规则本身 · the rules themselves")
def rules_group() -> None:
    """
    查看和检查规则。

    List, show and check the rules.
    """


rules_group.add_command(list_rules)
rules_group.add_command(show_rules)
rules_group.add_command(check_rules)
rules_group.add_command(coverage_command)
rules_group.add_command(missing_command)
