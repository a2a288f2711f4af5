"""
Codes instead of names: what an id looks like, and the numbers it must not contain.
"""

import re

CODE_FORM = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
JURISDICTION_FORM = r"[0-9]{6}"
_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
IDENTITY_FORM = rf"[1-9][0-9]{{5}}(?:19|20)[0-9]{{2}}{_MONTH_DAY}[0-9]{{3}}[0-9Xx]"
OLD_IDENTITY_FORM = rf"(?<![0-9])[1-9][0-9]{{7}}{_MONTH_DAY}[0-9]{{3}}(?![0-9])"
MOBILE_FORM = r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])"

_CODE = re.compile(CODE_FORM)
_JURISDICTION = re.compile(JURISDICTION_FORM)
_NUMBERS = re.compile("|".join((IDENTITY_FORM, OLD_IDENTITY_FORM, MOBILE_FORM)))
_SEPARATORS = re.compile("[._-]")


def is_code(value: object) -> bool:
    """
    Whether a value has the form of a code; what it contains is another question.
    """
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def is_jurisdiction(value: object) -> bool:
    """
    Whether a value has the form of a GB/T 2260 code.
    """
    return isinstance(value, str) and _JURISDICTION.fullmatch(value) is not None


def holds_number(code: str) -> bool:
    """
    Whether a code contains an identity or mobile number, be it broken up by separators.
    """
    return any(_NUMBERS.search(form) for form in (code, _SEPARATORS.sub("", code)))


def is_safe_code(value: object) -> bool:
    """
    Whether a value is a code that may be shown.
    """
    return isinstance(value, str) and is_code(value) and not holds_number(value)
