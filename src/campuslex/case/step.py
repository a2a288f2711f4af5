"""
One step of procedure, as a host's button needs it.
"""

from enum import StrEnum
from typing import Any

from attrs import frozen

from campuslex.assessment.answer import Citation, cited


class StepState(StrEnum):
    """
    Whether a step can be taken.

    `NOT_YET` waits for another step or for facts; `BARRED` is excluded on these facts, or its time is over.
    """

    OPEN = "open"
    DONE = "done"
    BARRED = "barred"
    NOT_YET = "not_yet"


@frozen(kw_only=True)
class Step:
    """
    One step of procedure on a day.

    Args:
        step: What: `investigate`, `determine`, `measure/suspension`, `report/public_security`, `appeal/…`, and so on.
        who: Whose step it is.
        person: About whom; None is nobody in particular.
        petition: The petition it belongs to.
        state: Whether it can be taken.
        because_zh: Why, in Chinese.
        because_en: Why, in English.
        waits_for: Steps that must come first and are missing.
        rule: The rule it stands on; None where no rule asks for it on these facts.
        citations: Where that stands.
    """

    step: str
    who: str | None
    person: str | None = None
    petition: str | None = None
    state: StepState
    because_zh: str
    because_en: str
    waits_for: tuple[str, ...] = ()
    rule: str | None = None
    citations: tuple[Citation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "step": self.step,
            "who": self.who,
            "person": self.person,
            "petition": self.petition,
            "state": self.state.value,
            "because_zh": self.because_zh,
            "because_en": self.because_en,
            "waits_for": list(self.waits_for),
            "rule": self.rule,
            "citations": cited(self.citations),
        }
