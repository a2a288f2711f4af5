"""
Hand-written Python: `benchmarks.handwritten` over the rows as they are.
"""

from benchmarks import handwritten
from benchmarks.incidents import Row
from benchmarks.selection import Rules


class Handwritten:
    """
    Answers in two values.
    """

    title = "hand-written Python (two values)"
    package, module = "", "benchmarks.handwritten"

    def __init__(self, rules: Rules) -> None:
        del rules  # written from them, not made of them
        self.answer = handwritten.answer

    def fact(self, row: Row) -> Row:
        """
        The row as it is.
        """
        return row
