"""What stands before date words and takes a part of them: "early", "the last week of"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dates.calendar import Unit, number
from assistant.dates.resolve import Kind, Meaning
from assistant.dates.slices import Slice

NTH = {
    "first": 1, "1st": 1, "opening": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
    "4th": 4, "fifth": 5, "5th": 5, "last": -1, "final": -1, "closing": -1,
}  # fmt: skip
"""Which of several parts a word names; -1 is the last."""
_STRETCH = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late"}
_PARTED = (Kind.MONTH, Kind.YEAR, Kind.UNIT, Kind.SEASON, Kind.DECADE, Kind.QUARTER, Kind.HALF)
_SINGLE = (Kind.DAY, Kind.NUMERIC, Kind.NAMED, Kind.WEEKDAY, Kind.NEAR)


def parted(meaning: Meaning, before: re.Match[str]) -> Meaning | None:
    """The meaning with what stands before it ("early", "the week of"); None where it does not go
    with it."""
    get = before.groupdict().get
    if get("around"):
        how = "beginning" if get("how") in ("beginning", "starting", "commencing") else get("how")
        if meaning.kind not in _SINGLE:
            return None
        kind = {None: "week", "beginning": "beginning"}.get(how, "ending")
        return replace(meaning, around="weekend" if get("around") == "weekend" else kind)
    if get("within") and meaning.kind is Kind.DAYS:
        return meaning
    if get("within") or meaning.kind in _SINGLE:
        return meaning if meaning.kind in _SINGLE and (get("within") or get("rough")) else None
    if meaning.kind not in _PARTED or meaning.part:
        return None
    if get("whole"):
        return meaning
    if get("sofar"):
        return replace(meaning, part=Slice("earlier"))
    if rough := get("rough"):
        return replace(meaning, part=Slice(rough))
    if stretch := get("stretch"):
        return replace(meaning, part=Slice(_STRETCH[stretch]))
    count = number(get("count") or ("few" if get("many") else "one"))
    if "few" in (get("count") or ""):
        meaning = replace(meaning, vague=True)
    return replace(
        meaning, part=Slice("nth", NTH[get("nth") or ""], count, Unit(get("unit") or "day"))
    )


def whole_of(unit: str) -> Meaning:
    """ "The year", "the week" and so on, where a part of it is spoken of."""
    return Meaning(Kind.NEAR) if unit == "day" else Meaning(Kind.UNIT, unit=Unit(unit))
