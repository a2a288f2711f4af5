"""
`campuslex rules check [DIR]`: whether a folder of rules is sound and its examples come out as they say.
"""

from pathlib import Path

import click

from campuslex.engine.examples import example_faults
from campuslex.errors import RulesError
from campuslex.review.coverage import read_register
from campuslex.rulebook.book import load_rulebook


@click.command("check", short_help="检查规则目录 · check a folder of rules")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
def check_rules(folder: Path | None) -> None:
    """
    检查规则目录（默认为随附规则）：读入全部文件并逐一核对例子，列出全部错误，有错退出码为 3。

    Check a folder of rules (the shipped ones by default): read every file, try every example; exit 3 on faults.
    """
    book = load_rulebook(rules_dir=folder)
    read_register(book, folder)
    faults = list(example_faults(book))
    if faults:
        raise RulesError(faults)
    examples = sum(len(rule.record.examples) for rule in book.rules)
    zh = f"{len(book.rules)} 条规则、{examples} 个例子，没有错误"
    click.echo(f"{zh} · {len(book.rules)} rules, {examples} examples, no faults")
