"""
Holidays from an iCalendar file.
"""

import sys
from datetime import date

import pytest

from campuslex.dates.calendar import Calendar
from campuslex.dates.refusals import IcsUnavailable
from campuslex.errors import CalendarUnknown, FactsError

pytest.importorskip("icalendar")


def event(summary: str, begins: str, *lines: str) -> str:
    """An all-day event."""
    head = begins if begins.startswith("DTSTART") else f"DTSTART;VALUE=DATE:{begins}"
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{summary}{begins}", head, *lines, f"SUMMARY:{summary}", "END:VEVENT", ""])


def ends(day: str) -> str:
    """The day after the last."""
    return f"DTEND;VALUE=DATE:{day}"


def ics(*events: str) -> str:
    """A file of events."""
    return "".join(["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//zh\r\n", *events, "END:VCALENDAR\r\n"])


NATIONAL_DAY = event("国庆节（休）", "20271001", ends("20271008"))
"""What makes a file one of a whole year."""


def faults(text: str) -> list[str]:
    """What is wrong with a file."""
    with pytest.raises(FactsError) as caught:
        Calendar.from_ics(text)
    return [str(fault) for fault in caught.value.faults]


def test_days_off_and_make_up_days() -> None:
    """休 and 班 are told apart; the end is the day after the last; without an end it is one day."""
    own = Calendar.from_ics(ics(NATIONAL_DAY, event("国庆节（班）", "20270926"), event("元旦假期", "20270101")))
    assert own.years == {2027}
    assert [own.is_workday(date(2027, 10, day)) for day in (1, 7, 8, 9)] == [False, False, True, False]
    assert own.is_workday(date(2027, 9, 26))
    assert own.is_holiday(date(2027, 1, 1))
    assert own.is_workday(date(2027, 1, 4))


def test_work_in_exchange_for_rest_is_work() -> None:
    """调休上班 has both characters and means work."""
    assert Calendar.from_ics(ics(NATIONAL_DAY, event("国庆节调休上班", "20270925"))).is_workday(date(2027, 9, 25))


def test_other_events_are_passed_over() -> None:
    """Solar terms and cancelled events say nothing."""
    own = Calendar.from_ics(ics(NATIONAL_DAY, event("立春", "20270204"), event("休", "20270205", "STATUS:CANCELLED")))
    assert own.is_workday(date(2027, 2, 4))
    assert own.is_workday(date(2027, 2, 5))


def test_duration_in_place_of_an_end() -> None:
    """Three days from Friday."""
    own = Calendar.from_ics(ics(NATIONAL_DAY, event("中秋节 休", "20270917", "DURATION:P3D")))
    assert [own.is_holiday(date(2027, 9, day)) for day in (16, 17, 19, 20)] == [False, True, True, False]


def test_days_at_the_end_of_the_year_before() -> None:
    """New Year's holiday may begin in December: that day is known, its year is not covered by it."""
    own = Calendar.from_ics(ics(NATIONAL_DAY, event("元旦（休）", "20261231", ends("20270104"))))
    assert own.years == {2027}
    assert not own.is_workday(date(2026, 12, 31))
    assert own.is_workday(date(2026, 12, 30)), "as shipped"


def test_a_host_may_say_which_years_are_whole() -> None:
    """Without National Day a file covers no year, unless the host says so."""
    text = ics(event("元旦（休）", "20270101"))
    with pytest.raises(CalendarUnknown):
        Calendar.from_ics(text).is_workday(date(2027, 3, 1))
    assert Calendar.from_ics(text, years=[2027]).is_workday(date(2027, 3, 1))


def test_all_faults_at_once() -> None:
    """Each event that cannot be read as whole days is named by its place."""
    text = ics(
        event("休一", "DTSTART:20270101T080000Z"),
        event("休二", "20270102", "RRULE:FREQ=YEARLY"),
        event("休三", "20270103", ends("20270103")),
        event("暑假放假", "20270710", ends("20270901")),
        event("立夏", "DTSTART:20270506T080000Z"),
        event("休四", "20270104", "DTEND:20270105T080000Z"),
        event("休五", "COMMENT:no start"),
    ).replace("DTSTART;VALUE=DATE:COMMENT", "COMMENT")
    assert faults(text) == [
        "ics.events.0: not of whole days `2027-01-01 08:00:00+00:00`",
        "ics.events.1: repeats; name each day",
        "ics.events.2: ends before it begins `2027-01-03`",
        "ics.events.3: longer than any holiday `2027-07-10 to 2027-08-31`",
        "ics.events.5: not of whole days `2027-01-05 08:00:00+00:00`",
        "ics.events.6: not of whole days",
    ]


def test_a_contradiction_is_refused() -> None:
    """One day off and worked."""
    assert faults(ics(event("休", "20270101"), event("班", "20270101"))) == [
        "calendar: both off and worked `2027-01-01`"
    ]


@pytest.mark.parametrize("text", [ics(event("立春", "20270204")), ics()])
def test_a_file_without_holidays_is_refused(text: str) -> None:
    """It would make every year unknown, silently."""
    assert "names no day off" in faults(text)[0]


@pytest.mark.parametrize("text", ["", "not a calendar", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"])
def test_what_is_no_calendar_is_refused(text: str) -> None:
    """Text of another kind, or cut short."""
    assert faults(text)


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is an extra."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(IcsUnavailable, match=r"campuslex\[ics\]"):
        Calendar.from_ics(ics(NATIONAL_DAY))
