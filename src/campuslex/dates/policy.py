"""
Readings of what the law on counting leaves open: named, with defaults, told where a result relied on one.
"""

from typing import Any, Literal

import attrs
from attrs import Attribute, frozen

from campuslex.errors import FactsError, Fault


@frozen(order=True)
class Reading:
    """
    A reading that a result relied on.

    Args:
        id: The reading's id: `A-11`, or an aspect of A-04 such as `A-04.weekend`.
        option: The option that was followed.
    """

    id: str
    option: str


def _one_of(_: Any, attribute: "Attribute[str]", value: str) -> None:
    options = attribute.metadata["options"]
    if value not in options:
        allowed = " or ".join(f"`{option}`" for option in options)
        raise FactsError([Fault(f"policy.{attribute.name}", "no such option", str(value), f"write {allowed}")])


def _open(reading: str, *options: str) -> Any:
    """
    A question left open; its first option is the default.
    """
    return attrs.field(default=options[0], validator=_one_of, metadata={"id": reading, "options": options})


@frozen(kw_only=True)
class Policy:
    """
    How what the law leaves open is read; the digest of norms names the questions A-04 and A-11.

    Args:
        weekend: Whether an ordinary weekend moves the last day, as 法定休假日 and 节假日 do.
        analogy: Whether an instrument without a clause of its own has its last day moved, by analogy to 民法典203.
        hours_from: Whether hours run from the instant, or from the next full hour (开始之时不计算在内).
        extension_from: Whether an extension is added to the last day as counted or as moved.
        governing_version: Whether a clock still running when its law changes is counted by the version in force at
            its start, or by that in force at its end.
        week: Whether a week that caps a measure is seven days, or five days of school.

    Raises:
        FactsError: There is no such option.
    """

    weekend: Literal["moves", "stays"] = _open("A-04.weekend", "moves", "stays")
    analogy: Literal["moves", "stays"] = _open("A-04.analogy", "moves", "stays")
    hours_from: Literal["instant", "next_full_hour"] = _open("A-04.hours_from", "instant", "next_full_hour")
    extension_from: Literal["nominal", "moved"] = _open("A-04.extension_from", "nominal", "moved")
    governing_version: Literal["start", "current"] = _open("A-04.governing_version", "start", "current")
    week: Literal["seven_days", "five_school_days"] = _open("A-11", "seven_days", "five_school_days")

    def reading(self, name: str) -> Reading:
        """
        A question by its field's name, with the option that this policy follows.
        """
        return Reading(getattr(attrs.fields(Policy), name).metadata["id"], getattr(self, name))
