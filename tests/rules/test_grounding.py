"""
Every rule rests on a provision that was read: its terms stand in the text, its norm in the digest.

The law itself is not part of the project; it lies in `../shared/law` beside the checkout, and where it does not the
tests are skipped.
"""

import re
from datetime import timedelta
from functools import cache

import pytest

from campuslex.model.words import Confidence, PauseReason
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.records import (
    Decision,
    Due,
    DutyConclusion,
    Instrument,
    ParameterRecord,
    RouteConclusion,
    TriggerConclusion,
    Version,
)
from campuslex.rulebook.rules import Rule
from campuslex.rulebook.words import StartEvent
from tests.rules.lawtexts import (
    CODES,
    DATE,
    LawText,
    codes_of,
    digest_norms,
    expand,
    in_chinese,
    law_texts,
    missing_terms,
    needs_the_law,
    passages,
    period_of,
    texts_of,
    texts_of_version,
)

pytestmark = needs_the_law

LONGEST_TERM = 12

READ_IN_THE_TEXT = {
    "admin-lit-interp.12.3": "the digest names article 1 only; who has an interest and may sue stands in article 12",
    "criminal.20": "the digest has self-defence under civil and public-security law only",
    "penalty.30": "named in the digest's row on ps-law.12, as to the same effect",
    "petition.28.1": "the digest lists paragraphs 2 and 3; the text is kept in full",
    "ps-law.47.2": "the digest's table of offences names item 3 of the article only",
    "ps-law@2012.40.2": "the same, in the version of 2012",
    "gpcl.19": "the digest's row on civil.17/19/20 says that the General Provisions read the same",
    "gpcl.20": "the same",
    "gpcl.181": "the article before civil.181, kept verbatim",
    "gpcl.187": "the article before civil.187, kept verbatim",
    "gpcl.188": "the article before civil.188, kept verbatim",
    "gpcl.191": "the article before civil.191, kept verbatim",
    "legal-aid.29": "the digest has legal aid under minors-law.111 only; the law is kept verbatim",
    "legal-aid.42": "the same",
    "mps-crim-proc.179": "the digest gives its days in the row on cpl.112 and 113",
    "mps-proc.185": "the digest names it in the row on ps-law.118",
}
"""Norms the digests do not list, with what they rest on; each rule on one must find its terms in the article itself."""

TOLD_IN_PROSE = ("petition@2005", "delinq-law@2012", "tort-law@2009")
"""Earlier versions the digest describes in a paragraph below its tables; their code stands in the timeline."""

WEAKER_THAN_THE_TEXT = {
    "liability.age.14-15-minor-injury": "penalty in place of crime rests on a ministry's answer (trap 8), S",
    "liability.ps2012.group-fight": "two acting together as a group rests on a ministry's answer (trap 15), S",
    "liability.ps2025.group-fight": "the same, in the version of 2025",
}
"""Rules whose text was read verbatim and whose application was not: they carry the weaker code."""

NUMBER_ELSEWHERE = {
    "petitions.public-school.accept": ("petition", "二十三"),
    "petitions.public-school.inform": ("petition", "二十三"),
    "petitions.territory.elsewhere": ("petition", "二十三"),
    "petitions.inaction.reconsideration": ("recon", "二十"),
    "remedies.expulsion.reconsideration": ("recon", "二十"),
    "remedies.civil-claim.sexual": ("civil-code", "一百八十八"),
    "remedies.civil-claim.sexual-2017": ("gpcl", "一百八十八"),
    "escalation.police-time.after-mediation": ("mps-proc", "一百六十五"),
}
"""Deadlines whose number stands in another article than the one that gives the duty."""

NOT_COUNTED = {
    PauseReason.HEARING: ("听证",),
    PauseReason.APPRAISAL: ("鉴定",),
    PauseReason.MEDIATION: ("调解",),
    PauseReason.THIRD_PARTY_VIEWS: ("征求第三方",),
}
"""The words by which an article takes time out of a deadline."""

EXTENSION_ELSEWHERE: dict[str, tuple[str, str]] = {
    "escalation.police-time.after-mediation": ("mps-proc", "一百六十五"),
}
"""Extensions, and time not counted, that stand in another article than the one that gives the duty."""


@cache
def book() -> Rulebook:
    return load_rulebook()


VERSIONS = [(instrument, version) for instrument in book().instruments.values() for version in instrument.version]

each_rule = pytest.mark.parametrize("rule", book().rules, ids=lambda rule: rule.id)
each_version = pytest.mark.parametrize(
    ("instrument", "version"), VERSIONS, ids=[f"{instrument.id}@{version.id}" for instrument, version in VERSIONS]
)


NO_DUE = Due(from_=StartEvent.NONE)


def due_of(rule: Rule) -> Due | None:
    conclusion = rule.conclusion
    if isinstance(conclusion, RouteConclusion):
        return conclusion.accept
    return conclusion.due if isinstance(conclusion, (DutyConclusion, TriggerConclusion)) else None


def passages_at(rule: Rule, elsewhere: dict[str, tuple[str, str]]) -> list[str]:
    """
    The cited article, or the one a list of exceptions names.
    """
    if rule.id not in elsewhere:
        return [text for _, text in passages(rule, book())]
    name, article = elsewhere[rule.id]
    instrument = book().instruments[name]
    texts = texts_of_version(instrument, instrument.version[-1])
    return [text.articles[article] for text in texts if article in text.articles]


def says(number: int, text: str) -> bool:
    """
    Whether a text has a number, in digits or in words.
    """
    forms = {str(number), in_chinese(number), *(["两", "二"] if number == 2 else [])}
    return any(form in text for form in forms)


def confidence(rule: Rule) -> str:
    return str(rule.record.confidence or rule.provision.confidence)


def codes_of_rule(rule: Rule) -> frozenset[str]:
    """
    The codes of a rule's norm; those of the version as well, where the rule stands in an earlier one alone.
    """
    instrument = book().instruments[rule.provision.instrument]
    found = codes_of(rule.record.norm) or frozenset()
    names = {version for version in rule.provision.versions if version != instrument.version[-1].id}
    names |= {norm.partition("@")[2] for norm in TOLD_IN_PROSE if rule.record.norm.startswith(norm)}
    for name in names:
        if period := period_of(instrument.id, name):
            found |= frozenset(CODES.findall(period.ground))
    return found


# ---- terms


@each_rule
def test_a_term_is_short(rule: Rule) -> None:
    """Operative words are quoted, not sentences."""
    assert rule.record.terms
    assert all(len(term) <= LONGEST_TERM for term in rule.record.terms)


@each_rule
def test_every_term_stands_in_the_provision(rule: Rule) -> None:
    """The quoted words are those of the cited article, in every version the rule speaks of."""
    read = passages(rule, book())
    assert read, "no text of this instrument and article"
    assert missing_terms(rule.record.terms, read) == []


@pytest.mark.parametrize(
    "name", ["escalation.serious-bullying.report", "discipline.heavier.measures", "supervision.county-plan.major"]
)
def test_a_term_with_one_character_changed_is_missed(name: str) -> None:
    """The check would see a slip of one character, in a statute, in a paraphrase and in the plan."""
    rule = book().rule(name)
    for term in rule.record.terms:
        for place in range(len(term)):
            slip = term[:place] + "鼍" + term[place + 1 :]
            assert missing_terms((slip,), passages(rule, book()))


def test_a_term_of_the_neighbouring_article_is_missed() -> None:
    """Statutes are read article by article: what article 40 says is not found for a rule on article 39."""
    read = passages(book().rule("escalation.serious-bullying.report"), book())
    assert missing_terms(("性侵害、性骚扰",), read)


@each_rule
def test_the_number_of_a_deadline_stands_in_the_provision(rule: Rule) -> None:
    """No number of days is made up, and no word of promptness."""
    due = due_of(rule)
    if due is None:
        return
    assert all(due.promptness in text for _, text in passages(rule, book()))
    read = passages_at(rule, NUMBER_ELSEWHERE)
    if due.number is not None:
        assert read
        assert all(says(due.number, text) for text in read)


@pytest.mark.parametrize(
    "rule", [rule for rule in book().rules if (due_of(rule) or NO_DUE).extension], ids=lambda rule: rule.id
)
def test_the_numbers_of_an_extension_stand_in_the_provision(rule: Rule) -> None:
    """How long, and how often where more than once; the law speaks of extending."""
    extension = (due_of(rule) or NO_DUE).extension
    assert extension is not None
    read = passages_at(rule, EXTENSION_ELSEWHERE)
    assert read
    assert all("延长" in text and says(extension.number, text) for text in read)
    assert extension.times == 1 or all(says(extension.times, text) for text in read)


@pytest.mark.parametrize(
    "rule", [rule for rule in book().rules if (due_of(rule) or NO_DUE).not_counted], ids=lambda rule: rule.id
)
def test_what_does_not_count_stands_in_the_provision(rule: Rule) -> None:
    """The article itself takes that time out."""
    read = passages_at(rule, EXTENSION_ELSEWHERE)
    assert read
    for reason in (due_of(rule) or NO_DUE).not_counted:
        assert all(any(word in text for word in NOT_COUNTED[reason]) for text in read)
        assert all("不计" in text for text in read)


# ---- norms


@each_rule
def test_a_norm_stands_in_a_digest(rule: Rule) -> None:
    """The digests are what was researched; a norm they lack is listed here with its reason."""
    norm = rule.record.norm
    listed = codes_of(norm) is not None or norm.startswith(TOLD_IN_PROSE)
    assert listed != (norm in READ_IN_THE_TEXT)


@each_rule
def test_the_confidence_is_that_of_the_digest(rule: Rule) -> None:
    """A rule is no surer than what was read, and never rests on memory."""
    codes = codes_of_rule(rule)
    if rule.id in WEAKER_THAN_THE_TEXT:
        assert "S" not in codes
        assert confidence(rule) == "S"
    elif rule.record.norm in READ_IN_THE_TEXT:
        assert confidence(rule) in ("V", "V2", "VR")
    else:
        assert confidence(rule) in codes - {"M"}


@pytest.mark.parametrize("record", [*book().parameters.values(), *book().decisions.values()], ids=lambda item: item.id)
def test_what_is_left_to_people_rests_on_a_norm(record: ParameterRecord | Decision) -> None:
    """Parameters and decisions cite a norm of the digests, none of them known from memory alone."""
    codes = codes_of(record.norm)
    assert codes is not None
    assert codes != {"M"}


def test_the_lists_of_exceptions_are_no_longer_than_needed() -> None:
    """An exception that is not needed any more has to go."""
    assert set(READ_IN_THE_TEXT) <= {rule.record.norm for rule in book().rules}
    assert {*WEAKER_THAN_THE_TEXT, *NUMBER_ELSEWHERE, *EXTENSION_ELSEWHERE} <= {rule.id for rule in book().rules}


@pytest.mark.parametrize(
    ("cell", "norms"),
    [
        ("pipl.28/29/31", ["pipl.28", "pipl.29", "pipl.31"]),
        ("petition.42—46", ["petition.42", "petition.43", "petition.44", "petition.45", "petition.46"]),
        ("petition.31.1—31.3", ["petition.31.1", "petition.31.2", "petition.31.3"]),
        ("moe52.3–5", ["moe52.3", "moe52.4", "moe52.5"]),
        ("act2018.N4a–d", ["act2018.N4a", "act2018.N4b", "act2018.N4c", "act2018.N4d"]),
        ("mental.4.3 / 23.4", ["mental.4.3", "mental.23.4"]),
        ("delinq-law.3 / .59", ["delinq-law.3", "delinq-law.59"]),
        ("pet2022.28.2 / 31", ["petition.28.2", "petition.31"]),
        ("recon-impl@2026.24（@2007.16同）", ["recon-impl@2026.24"]),
        ("sd.safe.57/58", ["sd.safe.57", "sd.safe.58"]),
        ("cq.supv.26–28/31", ["cq.supv.26", "cq.supv.27", "cq.supv.28", "cq.supv.31"]),
    ],
)
def test_a_bundled_row_names_each_of_its_norms(cell: str, norms: list[str]) -> None:
    """Rows of the digests that hold several norms are told apart."""
    assert list(expand(cell)) == norms


def test_an_invented_norm_is_found_in_no_digest() -> None:
    """The check on norms would see a slip."""
    assert codes_of("minors-law.139.3b") is None
    assert codes_of("plan2018.P6.L1") is None
    assert len(digest_norms()) > 600


# ---- instruments


@each_version
def test_a_version_has_the_days_of_the_digest(instrument: Instrument, version: Version) -> None:
    """First and last day agree with the digest's timeline, or with the header of the document."""
    period = period_of(instrument.id, version.id)
    if period is None:
        headers = frozenset[str]().union(*(text.dates for text in texts_of(instrument)))
        known = {day for day in headers if len(day) == len("2021-03-01")}
        assert version.from_.isoformat() in known or version.from_confidence in ("M", "S"), headers
        return
    assert any(version.from_.isoformat().startswith(day) for day in re.findall(DATE, period.start))
    following = [item.from_ for item in instrument.version if item.from_ > version.from_]
    if re.fullmatch(DATE, period.end):
        assert version.to is not None
        assert version.to.isoformat() == period.end
    else:
        assert version.to == (min(following) - timedelta(days=1) if following else None)


@each_version
def test_a_first_day_known_from_memory_says_so(instrument: Instrument, version: Version) -> None:
    """Where the digest marks a first day as remembered, so do we."""
    period = period_of(instrument.id, version.id)
    if period and ("(M)" in period.start or re.search(r"(^|施行日 |为 |\d )M", period.ground)):
        assert version.from_confidence is Confidence.M


@pytest.mark.parametrize("text", law_texts(), ids=lambda text: text.path.name)
def test_a_file_of_law_has_a_heading(text: LawText) -> None:
    """Files are found by their heading; one without would be read by nobody."""
    assert text.heading
