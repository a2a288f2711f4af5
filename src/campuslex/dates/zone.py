"""
China's time, the only one in which a day of law is told.

A fixed offset, not a file of time zones: China has had no summer time since 1991, and an evaluation reads no files.
"""

from datetime import date, datetime, timedelta, timezone

from campuslex.errors import FactsError, Fault

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
ONE_DAY = timedelta(days=1)
MIDNIGHT = datetime.min.time()


def in_china(at: datetime) -> datetime:
    """
    An instant as China's clocks show it.

    Raises:
        FactsError: It has no offset from UTC.
    """
    if at.utcoffset() is None:
        raise FactsError([Fault("time", "has no offset from UTC", at.isoformat(), "write `+08:00` behind it")])
    return at.astimezone(CHINA)


def day_of(at: date) -> date:
    """
    The day in China of a day or an instant.

    Raises:
        FactsError: An instant without offset from UTC.
    """
    return in_china(at).date() if isinstance(at, datetime) else at


def midnight(day: date) -> datetime:
    """
    The instant at which a day begins in China.
    """
    return datetime.combine(day, MIDNIGHT, CHINA)
