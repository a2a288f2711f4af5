"""The changelog's figures of the rules are those of the rules."""

import re
from collections import Counter
from pathlib import Path

import campuslex as cl
from campuslex.rulebook.records import TEMPLATE

ROOT = Path(__file__).parents[2]


def latest() -> str:
    """The section of the latest version."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return re.split(r"^## \[(?!Unreleased)", text, flags=re.MULTILINE)[1]


def test_figures_of_the_edition():
    """Edition, rules, files, examples and the count of each family are as shipped."""
    book = cl.load_rulebook()
    files = {rule.place for rule in book.rules}
    examples = sum(len(rule.record.examples) for rule in book.rules)
    text = latest()
    assert text.startswith(f"{cl.__version__}]")
    assert f"Edition {book.edition}: {len(book.rules)} rules in {len(files)} files, with {examples} examples" in text
    rows = re.findall(r"^\| `(\w+)\.…` \|[^|]*\|[^|]*\| (\d+|–) \| (\d+|–) \| (\d+|–) \|$", text, re.MULTILINE)
    told = {family: tuple(0 if n == "–" else int(n) for n in counts) for family, *counts in rows}
    groups = [
        Counter(rule.family for rule in book.rules if of(rule.layer))
        for of in (
            lambda layer: layer == "CN",
            lambda layer: layer == TEMPLATE,
            lambda layer: layer not in ("CN", TEMPLATE),
        )
    ]
    assert told == {family: tuple(group[family] for group in groups) for family in set().union(*groups)}
