"""
What stands beside the rules: the register of norms, of open terms, the comparison of versions, a plan's sentences.
"""

import re
from enum import StrEnum

from attrs import frozen

from campuslex.model.words import Body, Confidence


class CoverageStatus(StrEnum):
    """
    What became of a norm.
    """

    MODELLED = "modelled"
    PARTIAL = "partial"
    NOT_MODELLED = "not_modelled"
    UNVERIFIED = "unverified"


@frozen(kw_only=True)
class NormEntry:
    """
    One norm of the digests and what became of it.

    Args:
        id: The digest's norm id.
        confidence: The digest's codes for it.
        rules: Ids of the rules that carry it.
        code: Dotted names of code that carries it, where no rule does.
        concerns: Whether it states a condition and a consequence for a school, bureau, student or guardian.
        beside_zh: What a modelled norm also says and is not carried: of persons or matters these rules are not about,
            or not read.
    """

    id: str
    status: CoverageStatus
    confidence: tuple[Confidence, ...]
    rules: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    missing_zh: str = ""
    missing_en: str = ""
    because_zh: str = ""
    because_en: str = ""
    beside_zh: str = ""
    beside_en: str = ""
    concerns: bool = True

    @property
    def instrument(self) -> str:
        """
        The instrument's key, without article and version; sentences S1 to S31 are those of the county's plan.
        """
        key = self.id.partition(".")[0].partition("@")[0]
        return "county-plan" if re.fullmatch(r"S\d+", key) else key


@frozen(kw_only=True)
class Candidate:
    """
    One way an open term may be read, and where that reading comes from.
    """

    zh: str
    en: str
    source: str


@frozen(kw_only=True)
class OpenTermEntry:
    """
    A term the law leaves open.

    Args:
        term: The term as the law writes it.
        where: Norms it stands in.
        owners: Who may fill it.
        candidate: Ways to read it.
        presumptions: Rules that stand in while no body has spoken.
        reading: The named reading it belongs to.
        parameter: The parameter that fills it.
        adopted: The reading this rulebook adopted, or `undefined`.
    """

    term: str
    en: str
    where: tuple[str, ...]
    owners: tuple[Body, ...]
    candidate: tuple[Candidate, ...] = ()
    presumptions: tuple[str, ...] = ()
    reading: str = ""
    parameter: str = ""
    adopted: str = "undefined"
    adopted_zh: str = ""
    note_zh: str = ""
    note_en: str = ""


class Lighter(StrEnum):
    """
    Which of two versions is the lighter in one respect.
    """

    OLD = "old"
    NEW = "new"
    SAME = "same"
    PERSON = "person"


@frozen(kw_only=True)
class Comparison:
    """
    One respect in which two versions of an instrument differ, for the choice of the lighter law (行政处罚法37).

    Args:
        offences: Rules of the old version it belongs to; none means every case.
        lighter: `person` where it cannot be told without a judgement.
    """

    id: str
    instrument: str
    old: str
    new: str
    old_norm: str
    new_norm: str
    aspect_zh: str
    aspect_en: str
    old_zh: str
    old_en: str
    new_zh: str
    new_en: str
    lighter: Lighter
    note_zh: str = ""
    note_en: str = ""
    offences: tuple[str, ...] = ()


class SentenceOutcome(StrEnum):
    """
    What a sentence of a plan became.
    """

    RULE = "rule"
    PARAMETER = "parameter"
    NOT_COMPUTABLE = "not_computable"


@frozen(kw_only=True)
class Sentence:
    """
    One sentence of a layer's document and what it became.

    Args:
        id: Its number, such as `S7`.
        zh: What it asks, in our own words.
        rules: Rules that carry it, of this layer or of a higher one.
        parameters: Blanks of the sentence, as parameters.
        because_zh: Why it cannot be computed.
    """

    id: str
    zh: str
    en: str
    article: str
    outcome: tuple[SentenceOutcome, ...]
    rules: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    because_zh: str = ""
    because_en: str = ""
    layer: str = ""
