"""
A watchdog: durable-rules can hang inside its C code, where no exception reaches.
"""

import faulthandler
from collections.abc import Iterator

import pytest

LONGEST_SECONDS = 120


@pytest.fixture(autouse=True)
def _watchdog() -> Iterator[None]:
    faulthandler.dump_traceback_later(LONGEST_SECONDS, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
