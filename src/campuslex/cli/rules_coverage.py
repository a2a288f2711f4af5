"""
`campuslex rules coverage`: what became of each norm of the law, by instrument.
"""

import click

from campuslex.cli.options import BOOK_OPTIONS, Settings, settled
from campuslex.cli.paper import Part, print_json
from campuslex.cli.report_head import book_of
from campuslex.cli.tongue import Tongue
from campuslex.errors import Fault, UnknownName
from campuslex.model.wording import nearest
from campuslex.review.coverage import InstrumentCoverage, by_instrument, in_all, on_article, read_register
from campuslex.rulebook.records import NATIONAL
from campuslex.rulebook.registers import CoverageStatus, NormEntry

_MARKS = {
    CoverageStatus.MODELLED: "green",
    CoverageStatus.PARTIAL: "yellow",
    CoverageStatus.NOT_MODELLED: "dim",
    CoverageStatus.UNVERIFIED: "red",
}


@click.command("coverage", short_help="每条规范的去向 · what became of each norm")
@click.argument("name", metavar="[ARTICLE]", required=False)
@click.option(
    "--status", type=click.Choice([status.value for status in CoverageStatus]), help="List the norms of this status."
)
@settled(*BOOK_OPTIONS)
def coverage_command(settings: Settings, name: str | None, status: str | None) -> None:
    """
    每部文件有多少条规范已成规则、部分成规则、未成规则、未核实；给出文件或条文（如 minors-law.39）则逐条列出。

    How many norms of each instrument are modelled, partly modelled, not modelled or unverified; with an instrument, an
    article (minors-law.39) or --status, norm by norm.
    """
    book, _, tongue = book_of(settings)
    entries = read_register(book, settings.rules_dir)
    listed = _listed(entries, name)
    if status:
        listed = tuple(entry for entry in listed if entry.status == status)
    one_by_one = bool(name or status)
    if settings.as_json:
        rows = [entry_row(entry) for entry in listed] if one_by_one else [row.to_dict() for row in _counted(entries)]
        print_json(rows)
    elif one_by_one:
        for entry in listed:
            entry_lines(tongue, entry)
    else:
        _table(tongue, _counted(entries), entries)


def _listed(entries: tuple[NormEntry, ...], name: str | None) -> tuple[NormEntry, ...]:
    if name is None:
        return entries
    found = on_article(entries, name)
    if not found:
        known = {entry.id for entry in entries} | {entry.instrument for entry in entries}
        raise UnknownName([Fault("coverage", "no such norm or instrument", name[:60], nearest(name, sorted(known)))])
    return found


def _counted(entries: tuple[NormEntry, ...]) -> list[InstrumentCoverage]:
    return [*by_instrument(entries), in_all(entries)]


def _table(tongue: Tongue, rows: list[InstrumentCoverage], entries: tuple[NormEntry, ...]) -> None:
    paper = tongue.paper
    heads = [paper.pick(*tongue.pair("coverage_status", status.value)) for status in CoverageStatus]
    table: list[tuple[Part, ...]] = [
        *[
            (
                *[_number(row.counts.get(status, 0), head) for status, head in zip(CoverageStatus, heads, strict=True)],
                _number(_share(row), paper.pick("应成规则者", "of those due")),
                _title(tongue, row.instrument, entries) if row.instrument else paper.pick("合计", "in all"),
            )
            for row in rows
        ],
    ]
    named = (*heads, paper.pick("应成规则者", "of those due"), paper.pick("文件", "instrument"))
    paper.columns([tuple((head, "bold") for head in named), *table], indent=0)
    paper.line()
    paper.line(
        paper.pick(
            "应成规则者：读到原文或者转述，并且对学校、教育行政部门、学生、监护人写明条件和后果的规范中，已成规则的比例。",
            "Of those due: of the norms read that state a condition and a consequence for a school, bureau, student or "
            "guardian, the share that is modelled.",
        )
    )


def _title(tongue: Tongue, key: str, entries: tuple[NormEntry, ...]) -> str:
    """
    The instrument's title; where a key bundles several local documents, the layer's.
    """
    if key in tongue.book.instruments:
        return tongue.instrument(key)
    rules = (name for entry in entries if entry.instrument == key for name in entry.rules)
    layer = next((tongue.book.layers[tongue.book.rule(name).layer] for name in rules), None)
    return key if layer is None or layer.code == NATIONAL.code else tongue.paper.pick(layer.title_zh, layer.title_en)


def _number(value: object, head: str) -> str:
    return str(value).rjust(min(len(head) * 2, 8))


def _share(row: InstrumentCoverage) -> str:
    return "–" if row.share is None else f"{row.share:.0%}"


def entry_lines(tongue: Tongue, entry: NormEntry) -> None:
    """
    One norm: its status, where it is carried, what is missing or why not.
    """
    paper = tongue.paper
    shown = paper.pick(*tongue.pair("coverage_status", entry.status.value))
    codes = tongue.comma.join(paper.pick(*tongue.pair("confidence", code.value)) for code in entry.confidence)
    paper.line((entry.id, "bold"), "  ", (shown, _MARKS[entry.status]), (f"  {codes}", "dim"))
    for carrier in (*entry.rules, *entry.code):
        paper.bullet(carrier)
    told = (
        entry.missing_zh or entry.because_zh or entry.beside_zh,
        entry.missing_en or entry.because_en or entry.beside_en,
    )
    if any(told):
        paper.line(paper.pick(*told), indent=1)
        paper.under(*told, indent=1)


def entry_row(entry: NormEntry) -> dict[str, object]:
    """
    One norm as JSON.
    """
    return {
        "id": entry.id,
        "status": entry.status.value,
        "confidence": [code.value for code in entry.confidence],
        "rules": list(entry.rules),
        "code": list(entry.code),
        "missing": {"zh": entry.missing_zh, "en": entry.missing_en} if entry.missing_zh else None,
        "because": {"zh": entry.because_zh, "en": entry.because_en} if entry.because_zh else None,
        "beside": {"zh": entry.beside_zh, "en": entry.beside_en} if entry.beside_zh else None,
        "concerns": entry.concerns,
    }
