"""
`campuslex rules show ID_OR_ARTICLE`: one rule, or every rule on an article, in full.
"""

from datetime import date
from enum import Enum
from typing import Any

import attrs
import click

from campuslex.cli.options import BOOK_OPTIONS, Settings, settled
from campuslex.cli.paper import Part, print_json
from campuslex.cli.report_head import book_of
from campuslex.cli.rules_coverage import entry_lines, entry_row
from campuslex.cli.rules_list import days, on_article, rule_row
from campuslex.cli.tongue import STYLES, Tongue
from campuslex.errors import Fault, UnknownName
from campuslex.model.wording import nearest
from campuslex.review.coverage import on_article as on_article_of_register
from campuslex.review.coverage import read_register
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.registers import NormEntry
from campuslex.rulebook.rules import Rule, article_label


@click.command("show", short_help="一条规则的全文 · one rule in full")
@click.argument("name", metavar="ID_OR_ARTICLE")
@settled(*BOOK_OPTIONS)
def show_rules(settings: Settings, name: str) -> None:
    """
    显示一条规则，或者一个条文下的全部规则：条件、结论、条文、起止、来源可信度、读法、例子、留给人判断的词。

    A rule by id, or all rules on an article such as minors-law.39.3: condition, conclusion, citation, days in force,
    confidence, reading, examples, open terms.
    """
    book, _, tongue = book_of(settings)
    entries = on_article_of_register(read_register(book, settings.rules_dir), name)
    rules = _found(book, name, bool(entries))
    if settings.as_json:
        print_json([whole(tongue, rule) for rule in rules] or [entry_row(entry) for entry in entries])
        return
    if entries:
        _register(tongue, entries)
    place = ""
    for rule in rules:
        if rule.place != place:
            _provision(tongue, rule)
            place = rule.place
        _rule(tongue, rule)


def _register(tongue: Tongue, entries: tuple[NormEntry, ...]) -> None:
    """
    What became of the article, norm by norm, and the versions of its instrument.
    """
    paper = tongue.paper
    paper.line(*paper.both("条文去向", "what became of the article", "bold"))
    for entry in entries:
        entry_lines(tongue, entry)
    for name in dict.fromkeys(entry.instrument for entry in entries):
        instrument = tongue.book.instruments.get(name)
        versions = instrument.version if instrument else ()
        told = [f"{version.id} {version.from_} – {version.to or ''}".rstrip() for version in versions]
        if told:
            title = f"{tongue.instrument(name)} {paper.pick('各版本', 'versions')}{paper.pick('：', ': ')}"
            paper.line(title, paper.pick("；", "; ").join(told))
    paper.line()


def _found(book: Rulebook, name: str, registered: bool) -> tuple[Rule, ...]:
    for rule in book.rules:
        if rule.id == name:
            return (rule,)
    try:
        return on_article(book, name)
    except UnknownName:
        if registered:
            return ()
        known = {article_label(rule.citation("")) for rule in book.rules} | {rule.id for rule in book.rules}
        fault = Fault("rules", "no such rule or article", name[:80], nearest(name, sorted(known)))
        raise UnknownName([fault]) from None


def _provision(tongue: Tongue, rule: Rule) -> None:
    paper, provision = tongue.paper, rule.provision
    instrument = tongue.book.instruments[provision.instrument]
    paper.line((paper.pick(instrument.title_zh, instrument.title_en), "bold"), *tongue.cite([rule.citation("")]))
    paper.under(instrument.title_zh, instrument.title_en, indent=0)
    paper.line(*paper.both("读法", "how we read it"), f"{paper.pick('：', ': ')}", indent=1)
    paper.line(paper.pick(provision.reading_zh, provision.reading_en), indent=2)
    paper.under(provision.reading_zh, provision.reading_en)
    if rule.open:
        paper.line(*paper.both("留给人判断", "left to people"), indent=1)
    for term in rule.open:
        note = paper.pick(term.note_zh, term.note_en)
        paper.bullet((f"“{term.term}”", "bold"), f" [{tongue.first('actor', term.owner.value)}] {note}", indent=2)


def _rule(tongue: Tongue, rule: Rule) -> None:
    paper, record = tongue.paper, rule.record
    paper.line()
    paper.line((rule.id, "bold cyan"))
    paper.line(paper.pick(record.title_zh, record.title_en), *tongue.cite([rule.citation("")]), indent=1)
    paper.under(record.title_zh, record.title_en, indent=1)
    confidence = str(rule.citation("")["confidence"])
    layer = tongue.book.layers[rule.layer]
    rows: list[tuple[Part, Part]] = [
        (paper.pick("条件", "when"), record.when),
        (paper.pick("除非", "unless"), ", ".join(record.unless)),
        (paper.pick("结论", "then"), f"{tongue.first('conclusion', rule.conclusion_name)}: {_conclusion(rule)}"),
        (paper.pick("起止", "in force"), days(rule).strip(" –") if rule.effective_to else days(rule).strip()),
        (paper.pick("来源", "source read"), _confidence(tongue, confidence)),
        (paper.pick("原文用语", "terms"), tongue.comma.join(record.terms)),
        (paper.pick("读法选项", "reading"), f"{record.reading.id}={record.reading.option}" if record.reading else ""),
        (paper.pick("规则层", "layer"), paper.pick(layer.title_zh, layer.title_en)),
        (paper.pick("条目", "norm"), record.norm),
    ]
    paper.columns([row for row in rows if row[1]])
    paper.line(*paper.both("例子", "examples"), indent=1)
    for example in record.examples:
        verdict = tongue.first("verdict", example.verdict)
        title = paper.pick(example.title_zh, example.title_en)
        given = {**example.facts, **{f"param.{name}": value for name, value in example.parameters.items()}}
        paper.bullet((verdict, STYLES[example.verdict]), f" {title}  ", (_facts(given), "dim"), indent=2)


def _confidence(tongue: Tongue, letter: str) -> str:
    zh, en = tongue.pair("confidence", letter)
    return f"{zh} · {en}" if tongue.paper.lang == "zh" else f"{en} · {zh}"


def _conclusion(rule: Rule) -> str:
    plain = plain_value(rule.conclusion)
    assert isinstance(plain, dict)
    return ", ".join(f"{name}={_short(value)}" for name, value in plain.items() if value not in (None, "", []))


def _short(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_short, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}={_short(item)}" for key, item in value.items() if item not in (None, "")) + "}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _facts(facts: dict[str, Any]) -> str:
    return ", ".join(f"{name}={_short(value)}" for name, value in facts.items())


def plain_value(value: Any) -> Any:
    """
    A record of a rule file as JSON can hold it.
    """
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))
        return {field.name.rstrip("_"): plain_value(getattr(value, field.name)) for field in fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain_value(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_value(item) for key, item in value.items()}
    return value


def whole(tongue: Tongue, rule: Rule) -> dict[str, Any]:
    """
    One rule in full, as JSON.
    """
    record = rule.record
    return {
        **rule_row(tongue, rule),
        "scope": record.scope.value,
        "applies_by": record.applies_by.value,
        "when": record.when,
        "unless": list(record.unless),
        "then": {rule.conclusion_name: plain_value(rule.conclusion)},
        "terms": list(record.terms),
        "reading": plain_value(record.reading),
        "reading_zh": rule.provision.reading_zh,
        "reading_en": rule.provision.reading_en,
        "open": plain_value(rule.open),
        "examples": plain_value(record.examples),
        "place": rule.place,
    }
