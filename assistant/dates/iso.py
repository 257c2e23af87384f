"""An ISO date that stands alone."""

from __future__ import annotations

import re
from datetime import date

_WRITTEN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def iso_day(words: str) -> date:
    """The day that ``words`` name as YYYY-MM-DD and in no other way.

    ValueError, with a message that can be shown, for anything else and for a day that no calendar
    has.
    """
    # date.fromisoformat also takes 20211106 and 2021-W44-6, which nothing here offers.
    if not re.fullmatch(_WRITTEN, words):
        raise ValueError(f"{words[:40]!r} is not a day written YYYY-MM-DD")
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ValueError(f"{words} is not a day of the calendar") from None
