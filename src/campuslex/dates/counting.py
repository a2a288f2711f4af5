"""
The last day of a deadline, counted as the law counts (民法典200–204).

The first day is not counted; a last day on which offices are closed moves to the next working day (民法典203).
Ordinary weekends move it too, as practice has it. Months and years end on the corresponding day or, lacking one, on the
month's last day (民法典202).
"""

from datetime import date, timedelta

from attrs import frozen
from dateutil.relativedelta import relativedelta

from campuslex.dates.calendar import Calendar


@frozen
class Deadline:
    """
    The last day of a deadline.

    Args:
        by: Last day.
        nominal: Last day before it moved to a working day.
        clipped: Whether the month had no corresponding day (民法典202).
    """

    by: date
    nominal: date
    clipped: bool = False

    @property
    def moved(self) -> bool:
        """
        Whether the last day moved because offices are closed (民法典203).
        """
        return self.by != self.nominal


def deadline(start: date, number: int, unit: str, calendar: Calendar) -> Deadline | None:
    """
    The last day of `number` units after `start`.

    Args:
        start: Day of the starting event; not counted.
        number: How many units.
        unit: `calendar_day`, `working_day`, `month` or `year`; others have no day alone and give None.
        calendar: Holidays and make-up working days.

    Raises:
        CalendarUnknown: A year the calendar lacks is touched.
    """
    if unit == "working_day":
        return _working_days(start, number, calendar)
    if unit == "calendar_day":
        return _rolled(start + timedelta(days=number), calendar)
    if unit in ("month", "year"):
        step = relativedelta(months=number) if unit == "month" else relativedelta(years=number)
        nominal = start + step
        return _rolled(nominal, calendar, clipped=nominal.day != start.day)
    return None


def _working_days(start: date, number: int, calendar: Calendar) -> Deadline:
    day = start
    for _ in range(number):
        day = calendar.next_workday(day + timedelta(days=1))
    return Deadline(day, day)


def _rolled(nominal: date, calendar: Calendar, clipped: bool = False) -> Deadline:
    return Deadline(calendar.next_workday(nominal), nominal, clipped)
