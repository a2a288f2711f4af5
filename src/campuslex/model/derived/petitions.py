"""
Derived facts of petitions.
"""

from campuslex.model.derived.folds import word_test
from campuslex.model.derived.registry import derived
from campuslex.model.derived.views import PetitionView
from campuslex.model.vocabulary import Flag, Number, Value
from campuslex.model.words import MatterStage


@derived(
    "petition",
    Flag(),
    "属本辖区",
    "the matter lies in the receiver's territory",
    "concerns_jurisdiction:petition jurisdiction:petition",
    norm="petition.5.3",
)
def within_territory(view: PetitionView) -> Value:
    """Whether the matter's place lies within the receiver's: equal codes, or a province's or city's code above it."""
    here, there = view.petition.jurisdiction, view.petition.concerns_jurisdiction
    if here is None or there is None:
        return None
    # pair by pair: 500000 (Chongqing) and 371000 (Weihai) end in zeros that are not all padding
    width = 2 if here.endswith("0000") else 4 if here.endswith("00") else 6
    return here[:width] == there[:width]


@derived(
    "petition",
    Flag(),
    "已受理",
    "the petition was accepted",
    "accepted_on:petition",
    owner="petition_office",
    norm="petition.34",
)
def accepted(view: PetitionView) -> Value:
    """Whether it was accepted: the day is known or the stage says so."""
    if view.petition.accepted_on and view.petition.accepted_on <= view.on:
        return True
    stage = view.petition.same_matter_stage
    return (
        None
        if stage is None
        else word_test(stage, {"accepted", "in_progress", "answered", "reviewed", "rechecked"}, {"none", "accepted"})
    )


@derived(
    "petition",
    Flag(),
    "已答复",
    "the petition was answered",
    "answered_on:petition",
    owner="petition_office",
    norm="petition.35",
)
def answered(view: PetitionView) -> Value:
    """Whether a written answer was given: the day is known or the stage says so."""
    if view.petition.answered_on and view.petition.answered_on <= view.on:
        return True
    stage = view.petition.same_matter_stage
    return (
        None
        if stage is None
        else word_test(stage, {"answered", "reviewed", "rechecked"}, {member.value for member in MatterStage})
    )


@derived(
    "petition",
    Flag(),
    "此前申请未获答复",
    "an earlier request went unanswered",
    "earlier_request_on:petition",
    norm="recon-impl@2026.24",
)
def earlier_request(view: PetitionView) -> Value:
    """Whether an earlier request is known to have been left unanswered."""
    return True if view.petition.earlier_request_on else None


def _days_since(name: str, field: str, zh: str, en: str, norm: str) -> None:
    def days(view: PetitionView) -> Value:
        start = getattr(view.petition, field)
        return None if start is None or start > view.on else (view.on - start).days

    days.__name__ = name
    days.__doc__ = f"Whole days from `{field}`, which is not counted, to the day of the assessment."
    derived("petition", Number(), zh, en, f"{field}:petition", owner="petition_office", norm=norm)(days)


_days_since("days_since_received", "received_on", "收到后已过日数", "days since it was received", "petition.23")
_days_since("days_since_accepted", "accepted_on", "受理后已过日数", "days since it was accepted", "petition.34")
_days_since(
    "days_since_earlier_request",
    "earlier_request_on",
    "此前申请后已过日数",
    "days since the earlier request",
    "recon-impl@2026.24",
)


@derived(
    "petition",
    Flag(),
    "收到后已满两个月",
    "two months have passed since it was received",
    "received_on:petition",
    owner="petition_office",
    norm="admin-lit.47",
)
def two_months_since_received(view: PetitionView) -> Value:
    """Whether the corresponding day of the second month after the receipt lies behind."""
    start, day = view.petition.received_on, view.on
    if start is None or start > day:
        return None
    months = (day.year - start.year) * 12 + day.month - start.month
    return months > 2 or (months == 2 and day.day > start.day)
