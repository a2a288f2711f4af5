"""
The register of norms: read, held against the rules, counted, looked up by article.
"""

from pathlib import Path

import pytest

from campuslex.errors import Fault, RulesError
from campuslex.model.words import Confidence
from campuslex.review.coverage import by_instrument, concerns, in_all, on_article, read_register
from campuslex.rulebook.registers import CoverageStatus, NormEntry
from tests.rulebooks import load

RULES = 'rules = ["severity.small.main", "severity.small.exception"]'
CARRIED = f"""[[norm]]
id = "law-a.1"
status = "modelled"
confidence = ["V"]
{RULES}
"""


def entry(norm: str, status: str, *lines: str, confidence: str = "V") -> str:
    """
    One entry of the register as its file writes it.
    """
    more = "".join(f"{line}\n" for line in lines)
    return f'[[norm]]\nid = "{norm}"\nstatus = "{status}"\nconfidence = ["{confidence}"]\n{more}'


WHY = ('because_zh = "不涉及"', 'because_en = "not concerned"')
MISSING = ('missing_zh = "缺一半"', 'missing_en = "half is missing"')
SOUND_REGISTER = "".join(
    [
        CARRIED,
        entry("law-a.2", "modelled", 'code = ["campuslex.dates.counting"]'),
        entry("law-a.3.1", "partial", RULES, *MISSING),
        entry("law-a@2020.3.2", "not_modelled", *WHY),
        entry("law-b.31", "not_modelled", *WHY, "concerns = false", confidence="P"),
        entry("law-b.4", "unverified", *WHY, confidence="M"),
        entry("law-b.3", "modelled", RULES, confidence="S"),
    ]
)


def register(folder: Path, text: str) -> tuple[NormEntry, ...]:
    book = load(folder, {"coverage.toml": text})
    return read_register(book, folder)


def faults(folder: Path, text: str) -> tuple[Fault, ...]:
    with pytest.raises(RulesError) as caught:
        register(folder, text)
    return caught.value.faults


def test_a_register_is_read_in_its_order(tmp_path: Path) -> None:
    """Norm by norm, with what carries it."""
    found = register(tmp_path, SOUND_REGISTER)
    assert [item.id for item in found][:3] == ["law-a.1", "law-a.2", "law-a.3.1"]
    assert found[0].rules == ("severity.small.main", "severity.small.exception")
    assert found[1].code == ("campuslex.dates.counting",)


def test_a_folder_without_a_register_has_an_empty_one(tmp_path: Path) -> None:
    """Nothing is held against rules that nobody has registered."""
    assert read_register(load(tmp_path), tmp_path) == ()


def test_norms_are_counted_by_instrument(tmp_path: Path) -> None:
    """By what became of them; the share is of those read that concern a school, bureau, student or guardian."""
    first, second = by_instrument(register(tmp_path, SOUND_REGISTER))
    assert (first.instrument, second.instrument) == ("law-a", "law-b")
    assert first.to_dict() == {
        "instrument": "law-a",
        "modelled": 2,
        "partial": 1,
        "not_modelled": 1,
        "unverified": 0,
        "concerning": 4,
        "concerning_modelled": 2,
        "share": 0.5,
    }
    assert (second.concerning, second.share) == (0, None)


def test_the_whole_is_counted_too(tmp_path: Path) -> None:
    """All instruments together, without a name."""
    whole = in_all(register(tmp_path, SOUND_REGISTER))
    assert (whole.instrument, whole.concerning, whole.modelled) == ("", 4, 2)
    assert sum(whole.counts.values()) == 7


@pytest.mark.parametrize(
    ("codes", "row", "counts"),
    [
        (("V",), True, True),
        (("P", "M"), True, True),
        (("S",), True, False),
        (("M",), True, False),
        (("V2",), False, False),
    ],
)
def test_what_was_read_and_concerns_people_counts(codes: tuple[str, ...], row: bool, counts: bool) -> None:
    """Neither secondary reports nor memory, nor rows that state no consequence."""
    confidence = tuple(map(Confidence, codes))
    assert concerns(NormEntry(id="a.1", status=CoverageStatus.MODELLED, confidence=confidence, concerns=row)) is counts


@pytest.mark.parametrize(
    ("name", "norms"),
    [
        ("law-a", ["law-a.1", "law-a.2", "law-a.3.1", "law-a@2020.3.2"]),
        ("law-a.3", ["law-a.3.1", "law-a@2020.3.2"]),
        ("law-a.3.1", ["law-a.3.1"]),
        ("law-a@2020.3.2", ["law-a@2020.3.2"]),
        ("law-b.3", ["law-b.3"]),
        ("law-c", []),
    ],
)
def test_an_article_is_looked_up(tmp_path: Path, name: str, norms: list[str]) -> None:
    """With its paragraphs and its versions, and never article 31 for article 3."""
    assert [item.id for item in on_article(register(tmp_path, SOUND_REGISTER), name)] == norms


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CARRIED.replace("exception", "exeption"), "names an unknown rule `severity.small.exeption`; did you mean"),
        (
            CARRIED.replace(', "severity.small.exception"', ""),
            "does not list a rule on it (severity/law-a-1.toml) `severity.small.exception`",
        ),
        (CARRIED.replace("law-a.1", "law-a.9"), "its norm is not in the register `law-a.1`; did you mean `law-a.9`?"),
        (CARRIED + CARRIED, "the same norm twice `law-a.1`"),
        (CARRIED + entry("law-a.2", "modelled"), "`modelled` does not agree with what is given `law-a.2`"),
        (CARRIED + entry("law-a.2", "partial", RULES), "`partial` does not agree"),
        (CARRIED + entry("law-a.2", "partial", *MISSING), "`partial` does not agree"),
        (CARRIED + entry("law-a.2", "not_modelled"), "`not_modelled` does not agree"),
        (CARRIED + entry("law-a.2", "not_modelled", RULES, *WHY), "`not_modelled` does not agree"),
        (
            CARRIED + entry("law-a.2", "unverified", *WHY),
            "from memory alone is `unverified`, and no other `unverified`",
        ),
        (CARRIED + entry("law-a.2", "modelled", RULES, confidence="M"), "from memory alone is `unverified`"),
        (CARRIED + entry("law-a.2", "modeled", RULES), "did you mean `modelled`?"),
    ],
)
def test_a_register_that_does_not_agree_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """Unknown rules, rules it leaves out, norms twice, a status that does not fit what is given."""
    assert any(told in str(fault) for fault in faults(tmp_path, text))
