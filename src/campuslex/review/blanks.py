"""
Which numbers and dates of the rules are still blank, who may fill them, and what each holds up.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import frozen

from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.records import ParameterRecord
from campuslex.rulebook.registers import Sentence
from campuslex.rulebook.rules import Rule


@frozen
class Blank:
    """
    A parameter that nobody has set.

    Args:
        parameter: The parameter.
        sentences: Sentences of a layer's document that leave it blank.
        blocks: Rules that stay open meanwhile, or stand without a number of days.
    """

    parameter: ParameterRecord
    sentences: tuple[Sentence, ...]
    blocks: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "parameter": self.parameter.id,
            "zh": self.parameter.zh,
            "en": self.parameter.en,
            "kind": self.parameter.kind.value,
            "owner": self.parameter.owner.value,
            "set_by": [level.value for level in self.parameter.set_by],
            "norm": self.parameter.norm,
            "sentences": [item.id for item in self.sentences],
            "blocks": list(self.blocks),
        }


def blanks(book: Rulebook, layers: Sequence[str], on: date, of_layer: str | None = None) -> tuple[Blank, ...]:
    """
    The parameters without a value on a day.

    Args:
        book: The rules.
        layers: Codes of the layers that apply.
        on: The day.
        of_layer: Only those that a document of this layer leaves blank, by code.
    """
    found = []
    for record in book.parameters.values():
        sentences = tuple(item for item in book.sentences if record.id in item.parameters and item.layer in layers)
        wanted = of_layer is None or any(item.layer == of_layer for item in sentences)
        if wanted and book.parameter(record.id, on, layers) is None:
            found.append(Blank(record, sentences, _reading(book, record.id, layers)))
    return tuple(found)


def _reading(book: Rulebook, parameter: str, layers: Sequence[str]) -> tuple[str, ...]:
    return tuple(rule.id for rule in book.rules if rule.layer in layers and reads(rule, parameter))


def reads(rule: Rule, parameter: str) -> bool:
    """
    Whether a rule rests on a parameter: its condition compares with it, or its deadline takes its number from it.
    """
    duty = rule.record.then.duty
    in_due = duty is not None and duty.due is not None and duty.due.parameter == parameter
    return in_due or re.search(rf"\bparam\.{re.escape(parameter)}\b", rule.record.when) is not None
