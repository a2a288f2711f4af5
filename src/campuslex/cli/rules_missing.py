"""
`campuslex rules missing`: the numbers and dates that nobody has set.
"""

import click

from campuslex.cli.options import BOOK_OPTIONS, LAYER_OPTION, ON_OPTION, Settings, settled
from campuslex.cli.paper import Part, print_json
from campuslex.cli.report_head import book_of
from campuslex.cli.rules_list import layer_code
from campuslex.cli.tongue import Tongue
from campuslex.review.blanks import Blank, blanks
from campuslex.rulebook.records import NATIONAL


@click.command("missing", short_help="还没有定的数字和日期 · numbers and dates not set")
@settled(ON_OPTION, LAYER_OPTION, *BOOK_OPTIONS)
def missing_command(settings: Settings) -> None:
    """
    列出还没有定的数字、日期：出自哪一句，由谁填，未填时哪些规则待定。--layer 只列该层文件留下的空白。

    Numbers and dates not set: the sentence that leaves them blank, who fills them, which rules stay open meanwhile.
    With --layer, only the blanks of that layer's document.
    """
    book, _, tongue = book_of(settings)
    codes = [layer_code(book, name) for name in settings.layer]
    layers = (NATIONAL.code, *book.forced)
    wanted = [blanks(book, layers, settings.day, code) for code in codes] or [blanks(book, layers, settings.day)]
    found = list(dict.fromkeys(blank for some in wanted for blank in some))
    if settings.as_json:
        print_json([blank.to_dict() for blank in found])
        return
    for blank in found:
        _lines(tongue, blank)
    click.echo(tongue.paper.pick(f"{len(found)} 处未定", f"{len(found)} not set"), err=True)


def _lines(tongue: Tongue, blank: Blank) -> None:
    paper, record = tongue.paper, blank.parameter
    paper.line((record.id, "bold"), "  ", paper.pick(record.zh, record.en))
    paper.under(record.zh, record.en, indent=1)
    rows: list[tuple[Part, Part]] = [
        (item.id, f"{item.article}{paper.pick('：', ': ')}{paper.pick(item.zh, item.en)}") for item in blank.sentences
    ]
    rows += [
        (paper.pick("由谁填", "filled by"), tongue.first("actor", record.owner.value)),
        (paper.pick("条目", "norm"), record.norm),
        (paper.pick("未填时待定", "open meanwhile"), tongue.comma.join(blank.blocks) or "–"),
    ]
    paper.columns(rows)
    paper.line()
