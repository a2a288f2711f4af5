"""
What counting refuses.

    CampuslexError
    ├── CannotCompute         something is missing without which there is no last day
    ├── ExtensionRefused      more was granted than the law lets grant
    └── IcsUnavailable        the package that reads `.ics` is not installed
"""

from campuslex.errors import CampuslexError


class CannotCompute(CampuslexError):
    """
    A last day cannot be told; `missing` names what to supply.

    Args:
        missing: `time_of_day`, `school_calendar`, `earlier_terms`, `later_terms`, `pause_end` or `date_range`.
        told: The sentence for a person.
    """

    def __init__(self, missing: str, told: str) -> None:
        self.missing, self.told = missing, told
        super().__init__(told)

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.missing, self.told)


class ExtensionRefused(CampuslexError):
    """
    A deadline was extended more often, or for longer, than its norm allows.
    """


class IcsUnavailable(CampuslexError):
    """
    The package `icalendar` is not installed.
    """
