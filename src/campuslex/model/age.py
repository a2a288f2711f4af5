"""
Completed years of age as criminal and public-security law count them.
"""

from datetime import date


def age_on(born: date, day: date) -> int:
    """
    Completed years (周岁) on a day: reached on the day after the birthday (法释〔2006〕1号第2条, spc-juv2006.2).

    A birthday on 29 February falls, in a common year, on the last day of February (民法典202, by analogy).

    Args:
        born: Birth date.
        day: Day of the conduct.

    Raises:
        ValueError: The day lies before the birth.
    """
    if day < born:
        raise ValueError("the day lies before the birth")
    return max(day.year - born.year - (day <= _birthday(born, day.year)), 0)


def _birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
