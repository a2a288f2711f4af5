"""The changelog's figures of the rules are those of the rules."""

import re
from collections import Counter
from pathlib import Path

import campuslex as cl

ROOT = Path(__file__).parents[2]


def test_figures_of_the_edition():
    """Edition, rules, files, examples and the count of each family are as shipped."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    book = cl.load_rulebook()
    files = {rule.place for rule in book.rules}
    examples = sum(len(rule.record.examples) for rule in book.rules)
    national = Counter(rule.family for rule in book.rules if rule.layer == "CN")
    template = Counter(rule.family for rule in book.rules if rule.layer != "CN")
    assert f"Edition {book.edition}: {len(book.rules)} rules in {len(files)} files, with {examples} examples" in text
    rows = re.findall(r"^\| `(\w+)\.…` \|[^|]*\|[^|]*\| (\d+|–) \| (\d+|–) \|$", text, re.MULTILINE)
    told = {family: (int(here), 0 if there == "–" else int(there)) for family, here, there in rows}
    assert told == {family: (national[family], template[family]) for family in national | template}
