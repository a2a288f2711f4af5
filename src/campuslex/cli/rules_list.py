"""
`campuslex rules list`: rules by family, layer, day or article.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from campuslex.cli.options import BOOK_OPTIONS, Settings, settled, to_day
from campuslex.cli.paper import print_json
from campuslex.cli.report_head import book_of
from campuslex.cli.tongue import Tongue
from campuslex.errors import Fault, UnknownName
from campuslex.model.wording import nearest
from campuslex.model.words import Confidence
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.records import FAMILIES
from campuslex.rulebook.rules import LONG_AGO, Rule, article_label


@click.command("list", short_help="列出规则 · list rules")
@click.option("--family", type=click.Choice(FAMILIES), help="Only this family.")
@click.option("--layer", "of_layer", metavar="CODE|NAME", help="Only this layer; CN is the national baseline.")
@click.option("--in-force", metavar="DATE", callback=to_day, help="Only rules in force on this day.")
@click.option("--article", metavar="ARTICLE", help="Only rules on this article or norm, as minors-law.39.")
@settled(*BOOK_OPTIONS)
def list_rules(
    settings: Settings, family: str | None, of_layer: str | None, in_force: date | None, article: str | None
) -> None:
    """
    列出规则：编号、起止日期、标题、条文。

    Rules with id, days in force, title and article.
    """
    book, paper, tongue = book_of(settings)
    chosen = list(_chosen(book, family, of_layer, in_force, article))
    if settings.as_json:
        print_json([rule_row(tongue, rule) for rule in chosen])
        return
    rows = [
        ((rule.id, "bold"), days(rule), paper.pick(rule.record.title_zh, rule.record.title_en) + cited(tongue, rule))
        for rule in chosen
    ]
    if paper.width is None:
        paper.columns(rows, indent=0)
    else:
        for name, force, title in rows:
            paper.line(name, (f"  {force}", "dim"))
            paper.line(title, indent=1)
    count = len(chosen)
    click.echo(paper.pick(f"{count} 条规则", f"{count} rules"), err=True)


def _chosen(
    book: Rulebook, family: str | None, layer: str | None, day: date | None, article: str | None
) -> Iterator[Rule]:
    code = layer_code(book, layer) if layer else None
    rules = on_article(book, article) if article else book.rules
    for rule in rules:
        in_force = day is None or rule.in_force(day)
        if in_force and (family is None or rule.family == family) and (code is None or rule.layer == code):
            yield rule


def layer_code(book: Rulebook, name: str) -> str:
    """
    The code of a layer given by code or name.

    Raises:
        UnknownName: There is no such layer.
    """
    known = {layer.name: code for code, layer in book.layers.items()}
    code = known.get(name, name)
    if code not in book.layers:
        raise UnknownName([Fault("layer", "no such layer", name[:40], nearest(name, [*book.layers, *known]))])
    return code


def on_article(book: Rulebook, name: str) -> tuple[Rule, ...]:
    """
    The rules on an article or norm.

    Raises:
        UnknownName: There is none.
    """
    found = book.article(name) or tuple(rule for rule in book.rules if rule.record.norm.startswith(f"{name}."))
    if not found:
        known = {article_label(rule.citation("")) for rule in book.rules} | {rule.record.norm for rule in book.rules}
        raise UnknownName([Fault("article", "no rule on such an article", name[:60], nearest(name, sorted(known)))])
    return found


def days(rule: Rule) -> str:
    """
    First and last day in force; a rule as old as time has no first.
    """
    start = "" if rule.effective_from == LONG_AGO else rule.effective_from.isoformat()
    return f"{start or '–':10} – {rule.effective_to.isoformat() if rule.effective_to else '':10}"


def cited(tongue: Tongue, rule: Rule) -> str:
    """
    The rule's citation as plain text.
    """
    return "".join(part if isinstance(part, str) else part[0] for part in tongue.cite([rule.citation("")]))


def rule_row(tongue: Tongue, rule: Rule) -> dict[str, Any]:
    """
    One rule in short, as JSON.
    """
    confidence = Confidence(rule.citation("")["confidence"])
    return {
        "id": rule.id,
        "title_zh": rule.record.title_zh,
        "title_en": rule.record.title_en,
        "family": rule.family,
        "layer": rule.layer,
        "kind": rule.record.kind.value,
        "conclusion": rule.conclusion_name,
        "norm": rule.record.norm,
        "citation": rule.citation(""),
        "confidence_zh": tongue.pair("confidence", confidence.value)[0],
        "confidence_en": tongue.pair("confidence", confidence.value)[1],
        "effective_from": rule.effective_from.isoformat(),
        "effective_to": rule.effective_to.isoformat() if rule.effective_to else None,
    }
