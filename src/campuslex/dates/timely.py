"""
Whether something was done in time (民法典203.2).
"""

from datetime import date, datetime, time

from campuslex.dates.clock import Deadline
from campuslex.dates.refusals import CannotCompute
from campuslex.dates.zone import CHINA, day_of, in_china


def in_time(deadline: Deadline, at: date, closes: time | None = None) -> bool:
    """
    Whether an act was in time: by the end of the last day, or by the last instant, that instant included.

    Args:
        deadline: By when.
        at: Day or instant of the act; where a document was posted in time, of its posting (民事诉讼法85).
        closes: When the office that receives it stops business; None lets the last day run to 24:00.

    Raises:
        CannotCompute: The act's time of day would decide.
        FactsError: An instant without offset from UTC.
    """
    last = deadline.instant or (datetime.combine(deadline.day, closes, CHINA) if closes else None)
    if last is None or day_of(at) != deadline.day:
        return day_of(at) <= deadline.day
    if not isinstance(at, datetime):
        raise CannotCompute("time_of_day", "on the last day the act's time of day decides; give it")
    return in_china(at) <= last
