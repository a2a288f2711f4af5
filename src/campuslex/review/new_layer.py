"""
A layer file for a county to fill in: every blank of the layer above it, with what it holds up.
"""

from datetime import date

from campuslex.review.blanks import Blank, blanks
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.layers import ancestry
from campuslex.rulebook.records import NATIONAL
from campuslex.rulebook.words import ParameterKind


def new_layer(book: Rulebook, code: str, parent: str, on: date) -> str:
    """
    The text of a layer file under a parent layer; its blanks stand as comments, so that unfilled stays unset.

    Args:
        book: The rules.
        code: GB/T 2260 code of the new layer.
        parent: Code of the layer it stands under, such as the template `000000`.
        on: Blanks are those without a value on this day.
    """
    layers = (NATIONAL.code, *ancestry(book.layers, parent))
    told = [_block(book, blank, on) for blank in blanks(book, layers, on, parent)]
    return _HEAD.format(code=code, parent=parent) + "".join(told)


_HEAD = """# 本层的代码、名称，以及本层定下的数字、日期。
# 填好一格，就去掉该格各行开头的一个“# ”；“##”开头的是说明，不动。没有填的保持未定，依赖它的规则待定。
# Who this layer is, and what it sets. Once a block is filled, remove one "# " from its lines; lines with "##" explain
# and stay. What is not filled stays unset, and the rules that rest on it stay open.
# 填完后运行 · then run: campuslex layer check {code}.toml

[layer]
code = "{code}"
name = "{code}"
title_zh = "{code}"
title_en = "{code}"
parent = "{parent}"
"""


def _block(book: Rulebook, blank: Blank, on: date) -> str:
    record = blank.parameter
    told = [f"{record.zh} · {record.en}"]
    told += [f"{item.id} {item.article}：{item.zh}" for item in blank.sentences]
    told += [f"由谁填 · filled by: {book.label('actor', record.owner.value)}"]
    told += [f"未填时待定 · open meanwhile: {', '.join(blank.blocks)}"] if blank.blocks else []
    samples = {ParameterKind.NUMBER: "0", ParameterKind.DATE: f"{on.year}-12-31"}
    value = samples.get(record.kind, '""')
    lines = ["[[set]]", f'id = "{record.id}"', f"value = {value}", 'source = ""', f"from = {on.year}-01-01"]
    return "\n" + "".join(f"## {line}\n" for line in told) + "".join(f"# {line}\n" for line in lines)
