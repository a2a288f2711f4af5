"""
`campuslex layer`: a layer of one's own, one TOML file and no code.
"""

import re
from pathlib import Path

import click

from campuslex.cli.options import BOOK_OPTIONS, ON_OPTION, Settings, settled
from campuslex.cli.paper import print_json
from campuslex.cli.report_head import book_of
from campuslex.cli.rules_list import layer_code
from campuslex.engine.examples import example_faults
from campuslex.errors import Fault, RulesError, UnknownName
from campuslex.review.blanks import blanks
from campuslex.review.new_layer import new_layer
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.layers import ancestry
from campuslex.rulebook.records import NATIONAL


@click.group("layer", short_help="本地规则层 · a layer of one's own")
def layer_group() -> None:
    """
    写一个本地规则层：一个 TOML 文件，不写程序。

    A layer of one's own: one TOML file, no code.
    """


@layer_group.command("new", short_help="写出待填的规则层文件 · write a layer file to fill in")
@click.argument("code")
@click.option("--from", "parent", default="county-template", show_default=True, help="Layer it stands under.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write; CODE.toml if not given, - prints."
)
@settled(ON_OPTION, *BOOK_OPTIONS)
def new_command(settings: Settings, code: str, parent: str, output: Path | None) -> None:
    """
    为一个行政区划代码写出待填的规则层文件：上层文件的每一处空白一格，写明由谁填、未填时哪些规则待定。

    Write a layer file for a GB/T 2260 code: a block for every blank of the layer above it.
    """
    if not re.fullmatch(r"[0-9]{6}", code):
        raise UnknownName([Fault("code", "not a GB/T 2260 code", code[:40], "six digits")])
    book, paper, _ = book_of(settings)
    text = new_layer(book, code, layer_code(book, parent), settings.day)
    path = output or Path(f"{code}.toml")
    if str(path) == "-":
        click.echo(text, nl=False)
        return
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    click.echo(paper.pick(f"已写入 {path}", f"written: {path}"))


@layer_group.command("check", short_help="检查规则层文件或文件夹 · check a layer")
@click.argument("path", type=click.Path(path_type=Path))
@settled(ON_OPTION, *BOOK_OPTIONS)
def check_command(settings: Settings, path: Path) -> None:
    """
    检查一个规则层（文件或者文件夹）：与上层核对宽严，列出全部错误，有错退出码为 3；没有错则说明还有哪些空白。

    Check a layer, a file or a folder: held against the layers above it; every fault at once, exit 3; else its blanks.
    """
    if not path.exists():
        raise UnknownName([Fault("layer", "no such file or folder", str(path))])
    _, paper, _ = book_of(settings)
    before = load_rulebook(rules_dir=settings.rules_dir)
    book = load_rulebook(rules_dir=settings.rules_dir, local=[path])
    faults = list(example_faults(book))
    if faults:
        raise RulesError(faults)
    (layer,) = [layer for code, layer in book.layers.items() if code not in before.layers]
    layers = (NATIONAL.code, *ancestry(book.layers, layer.code))
    rules = sum(rule.layer == layer.code for rule in book.rules)
    values = sum(code == layer.code for code, _, _ in book.sets)
    left = _blanks_left(book, layers, settings)
    if settings.as_json:
        print_json({"layer": layer.code, "under": layers[:-1], "rules": rules, "values": values, "blanks": left})
        return
    zh = f"{layer.code} {layer.title_zh}：{rules} 条规则，{values} 个数值，没有错误；还有 {len(left)} 处空白"
    en = f"{layer.code} {layer.title_en}: {rules} rules, {values} values, no faults; {len(left)} blanks left"
    paper.line(paper.pick(zh, en))
    paper.under(zh, en, indent=0)
    for name in left:
        record = book.parameters[name]
        paper.bullet((name, "bold"), f"  {paper.pick(record.zh, record.en)}")


def _blanks_left(book: Rulebook, layers: tuple[str, ...], settings: Settings) -> list[str]:
    own = {name for item in book.sentences if item.layer in layers for name in item.parameters}
    return [blank.parameter.id for blank in blanks(book, layers, settings.day) if blank.parameter.id in own]
