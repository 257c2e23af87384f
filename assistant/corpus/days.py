"""Publication dates as files write them."""

from __future__ import annotations

import re
from datetime import date

from assistant.errors import CorpusError

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:\s*$|[Tt ]\s*\d)", re.ASCII)
_DASHED = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)", re.ASCII)
_HASH_NAME = re.compile(r"[0-9a-fA-F]{12,}", re.ASCII)


def day_of(year: str, month: str, day: str) -> date:
    """That day. Raises CorpusError where the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError as exc:
        raise CorpusError(f"the date {year}-{month}-{day} does not exist") from exc


def iso_day(text: str) -> date:
    """The calendar day that an ISO date or date-time writes, whatever its time zone.

    Raises CorpusError for any other text and for a day that does not exist.
    """
    found = _ISO.match(text)
    if found is None:
        shown = text if len(text) <= 40 else text[:40] + "…"
        raise CorpusError(f"the date {shown!r} is not an ISO date such as 2021-11-06")
    return day_of(*found.groups())


def day_in_name(stem: str) -> date | None:
    """The first YYYY-MM-DD, else the first YYYYMMDD, in a file name; None without either.

    Raises CorpusError for a dashed date that does not exist. Eight digits that are no day are
    taken for a number, and those within a hexadecimal name of 12 characters or more for chance.
    """
    dashed = _DASHED.search(stem)
    if dashed is not None:
        return day_of(*dashed.groups())
    for digits in _COMPACT.finditer(_HASH_NAME.sub(" ", stem)):
        try:
            return day_of(*digits.groups())
        except CorpusError:
            continue
    return None
