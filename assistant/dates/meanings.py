"""What a match of each rule of the grammar means; None where it is no date after all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.dates import guards
from assistant.dates.calendar import MONTHS, WEEKDAYS, Unit, number
from assistant.dates.parts import NTH
from assistant.dates.resolve import Kind, Meaning

_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1}
_NEAR = {"yesterday": -1, "last night": -1, "tomorrow": 1}
_NEWS_OF = re.compile(
    r"(?:news|stor(?:y|ies)|headlines?|events?|developments?|coverage|articles?|reports?)\sof\s$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule in a text; ``low`` is the text in lower case."""

    text: str
    low: str
    match: re.Match[str]

    def get(self, name: str) -> str | None:
        # Not groupdict(), which makes a whole one each time.
        if name not in self.match.re.groupindex:
            return None
        found: str | None = self.match[name]
        return found

    def word(self, name: str) -> str:
        return self.get(name) or ""

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


def _short_year(digits: str) -> int:
    """'69 is 2069, '70 is 1970: as POSIX strptime has it, a year on."""
    return int(digits) + (2000 if int(digits) < 70 else 1900)


def _year(found: Found) -> Meaning:
    """A Meaning of any kind that holds the year, to be filled."""
    shift = None
    year = int(found.get("year") or found.get("year5") or found.get("dyear") or 0) or None
    short = found.get("yy") or found.get("y2")
    if short:
        year = _short_year(short)
    if relative := found.get("yrel"):
        shift = {"this": 0, "next": 1}.get(relative.split()[0], -1)
    if found.get("theyear"):
        shift = 0
    return Meaning(Kind.YEAR, year=year, year_shift=shift)


def _month(found: Found, beside: str) -> int | None:
    name = found.word("month").rstrip(".")
    start, end = found.match.span("month")
    return MONTHS[name] if guards.is_month(found.text, start, end, name, beside) else None


def _day(found: Found) -> Meaning | None:
    if found.word("month").isdigit():
        return replace(
            _year(found), kind=Kind.DAY, year=int(found.get("year") or found.word("year5")),
            day=int(found.word("day")), month=int(found.word("month")),
        )  # fmt: skip
    # The words on either side are those of the whole: "on 6 May" has "on" before its day.
    name = found.word("month").rstrip(".")
    prior = guards.before(found.text, found.start).lower()
    following = guards.after(found.text, found.end).lower()
    year = _year(found)
    month_text = found.text[slice(*found.match.span("month"))]
    if year.year is None and year.year_shift is None and not found.get("wd"):
        if name in ("may", "march") and month_text.islower() and prior not in _LEADS:
            verb = guards.VERBS_AFTER_MAY | guards.MARCHING
            if following in verb or found.start == found.match.start("month"):
                return None
        counted = found.match.end("day") == found.end and following in guards.COUNTED
        if counted and prior not in ("on", "since", "until"):
            return None
    return replace(year, kind=Kind.DAY, day=number(found.word("day")), month=MONTHS[name])


_LEADS = frozenset("on since until till by before after from between to through of and".split())


def _days(found: Found) -> Meaning | None:
    first, last = number(found.word("day")), number(found.word("last"))
    run = found.low[found.match.start("day") : found.match.end("last")]
    each = [int(digits) for digits in re.findall(r"[0-9]+", run)]
    listed = found.get("and") is not None and each != list(range(first, last + 1))
    month = MONTHS[found.word("month").rstrip(".")]
    return replace(_year(found), kind=Kind.DAYS, day=first, last=last, month=month, listed=listed)


def _numeric(found: Found) -> Meaning | None:
    year = int(found.get("year") or 0) or _short_year(found.word("yy"))
    day, month = int(found.word("a")), int(found.word("b"))
    # With dots the day always stands first.
    kind = Kind.DAY if found.get("dot") and month <= 12 else Kind.NUMERIC
    return Meaning(kind, day=day, month=month, year=year)


def _monthyear(found: Found) -> Meaning | None:
    month = _month(found, "year")
    return replace(_year(found), kind=Kind.MONTH, month=month) if month else None


def _month_alone(found: Found) -> Meaning | None:
    month = _month(found, "")
    return Meaning(Kind.MONTH, month=month) if month else None


def _named(found: Found) -> Meaning | None:
    if not guards.is_named(found.text, found.start, found.end):
        return None
    place = next(int(k[1:]) for k, v in found.match.groupdict().items() if v and k[1:].isdigit())
    year = _year(found)
    return replace(year, kind=Kind.NAMED, count=place, which=_which(found))


def _which(found: Found) -> str | None:
    """One of last, this, next, coming; "this past" is last."""
    words = found.word("which").split()
    if not words:
        return None
    return {"past": "last", "previous": "last", "upcoming": "coming"}.get(words[-1], words[-1])


def _season(found: Found) -> Meaning | None:
    year, name = _year(found), found.word("name")
    dated = year.year is not None or year.year_shift is not None
    which = _which(found)
    if not dated and not which:
        if not guards.is_season(found.text, found.start, found.end, name):
            return None
    elif which and guards.after(found.low, found.end) == "of" and not dated:
        return None
    return replace(year, kind=Kind.SEASON, name=name, which=which)


def _quarter_code(found: Found) -> Meaning | None:
    year = _year(found)
    if year.year is None and year.year_shift is None:
        prior = guards.before(found.low, found.start)
        if not found.text[found.start].isupper() and prior not in _LEADS | {"in", "for", "last"}:
            return None
    return replace(year, kind=Kind.QUARTER, count=int(found.word("q")[1]))


def _half_code(found: Found) -> Meaning | None:
    number = int(found.word("h")[1])
    return replace(_year(found), kind=Kind.HALF, count=number)


def _quarter(found: Found) -> Meaning | None:
    year = _year(found)
    whole = found.word("unit") == "quarter"
    nth = NTH[found.word("nth")]
    if year.year is None and year.year_shift is None:
        # Football has quarters and halves: those of the calendar are "in the first quarter".
        prior = guards.before(found.low, found.start)
        following = guards.after(found.low, found.end)
        alone = prior in ("in", "since", "during", "for") and following not in ("of", "in")
        if not whole or nth < 0 or not alone:
            return None
    count = (4 if whole else 2) if nth < 0 else nth
    if not whole and count > 2:
        return None
    return replace(year, kind=Kind.QUARTER if whole else Kind.HALF, count=count)


def _short(found: Found) -> Meaning | None:
    return Meaning(Kind.NUMERIC, day=int(found.word("a")), month=int(found.word("b")))


def _before_last(found: Found) -> Meaning | None:
    shift = -2 if found.word("side").startswith("before") else 2
    return Meaning(Kind.UNIT, unit=Unit(found.word("unit")), shift=shift)


def _weekday_day(found: Found) -> Meaning | None:
    return Meaning(Kind.DAY, day=int(found.word("day")))


def _week(found: Found) -> Meaning | None:
    return replace(_year(found), kind=Kind.WEEK, count=int(found.word("week")))


def _near2(found: Found) -> Meaning | None:
    return Meaning(Kind.NEAR, shift=-2 if found.word("side").startswith("before") else 2)


def _near(found: Found) -> Meaning | None:
    word = re.sub(r"\s+", " ", found.word("near"))
    if word == "today" and not guards.is_today(found.text, *found.match.span("near")):
        return None
    return Meaning(Kind.NEAR, shift=_NEAR.get(word, 0))


def _weekday(found: Found) -> Meaning | None:
    word, which = found.word("wd"), _which(found)
    week = found.get("week")
    start, end = found.match.span("wd")
    if not guards.is_weekday(found.text, start, end, word, bool(which or week)):
        return None
    if week:
        which = f"{week} week"
    return Meaning(Kind.WEEKDAY, weekday=WEEKDAYS[word.rstrip(".")], which=which)


def _rolling(found: Found) -> Meaning | None:
    words = found.word("count")
    count = number(words)
    return Meaning(
        Kind.ROLLING, count=count, unit=Unit(found.word("unit")), vague="few" in words,
        shift=_SHIFTS[found.word("which")],
    )  # fmt: skip


def _rollone(found: Found) -> Meaning | None:
    shift = _SHIFTS[found.get("which") or "past"]
    unit = Unit(found.word("unit"))
    if unit is Unit.QUARTER:  # firms count quarters of the calendar: the last one is over
        return Meaning(Kind.UNIT, unit=unit, shift=shift)
    if found.get("bare") and guards.before(found.low, found.start) in ("a", "an", "any"):
        return None
    return Meaning(Kind.ROLLING, count=1, unit=unit, shift=shift)


def _ago(found: Found) -> Meaning | None:
    words, unit = found.word("count"), Unit(found.word("unit"))
    if guards.before(found.low, found.start) in ("half", "and"):  # two and a half years ago
        return None
    if unit is Unit.HOUR:
        return Meaning(Kind.NEAR, shift=0) if number(words) < 6 else None
    exact = found.get("today") is not None
    return Meaning(Kind.AWAY, count=-number(words), unit=unit, exact=exact, vague="few" in words)


def _half_ago(found: Found) -> Meaning | None:
    return Meaning(Kind.AWAY, count=-6, unit=Unit.MONTH)


def _ahead(found: Found) -> Meaning | None:
    words = found.get("count") or found.word("incount")
    unit = Unit(found.get("unit") or found.word("inunit"))
    if unit is Unit.HOUR:
        return None
    return Meaning(Kind.AWAY, count=number(words), unit=unit, vague="few" in words)


def _unit(found: Found) -> Meaning | None:
    which = _which(found)
    shift = _SHIFTS.get(which or "", 0)
    return Meaning(Kind.UNIT, unit=Unit(found.word("unit")), shift=shift)


_AT_WEEKEND = frozenset(["", "over", "at", "during", "on", "for", "since", "before", "until", "of"])


def _the_unit(found: Found) -> Meaning | None:
    """ "The weekend" after a preposition; "the year" only as part of something longer."""
    unit = Unit(found.word("unit"))
    low, start = found.low, found.start
    prior = guards.before(low, start)
    if unit is Unit.WEEKEND and prior in _AT_WEEKEND:
        return Meaning(Kind.UNIT, unit=unit, which="the")
    if _NEWS_OF.search(low, max(0, start - 20), start):
        if unit is Unit.DAY:
            return Meaning(Kind.NEAR)
        return Meaning(Kind.UNIT, unit=unit)
    return None


def _decade(found: Found) -> Meaning | None:
    first = int(found.get("year") or 0) or 1900 + int(found.word("yy"))
    return Meaning(Kind.DECADE, year=first)


def _decade_word(found: Found) -> Meaning | None:
    return Meaning(Kind.DECADE, year=1920 + 10 * _DECADES.index(found.word("name")))


def _years(found: Found) -> Meaning | None:
    first = int(found.word("year"))
    last = int(found.get("last") or 0) or first // 100 * 100 + int(found.word("last2"))
    if found.get("last2") and last <= first:
        return None
    return Meaning(Kind.YEARS, year=first, last=last)


def _the_year(found: Found) -> Meaning | None:
    return Meaning(Kind.YEAR, year=int(found.word("year")))


def _bare_day(found: Found) -> Meaning | None:
    if not guards.is_day_of_month(found.text, found.start, found.end):
        return None
    return Meaning(Kind.DAY, day=int(found.word("day")))


def _bare_year(found: Found) -> Meaning | None:
    if not guards.is_year(found.text, found.start, found.end):
        return None
    return Meaning(Kind.YEAR, year=int(found.word("year")))


def _iso_month(found: Found) -> Meaning | None:
    return Meaning(Kind.MONTH, month=int(found.word("month")), year=int(found.word("year")))


MEANINGS: dict[str, Callable[[Found], Meaning | None]] = {
    "ymdword": _day, "halfago": _half_ago, "short": _short, "beforelast": _before_last,
    "weekdayday": _weekday_day, "iso": _day, "ymd": _day, "numeric": _numeric, "isoweek": _week,
    "isomonth": _iso_month, "dayrange": _days, "rangeday": _days, "dmy": _day, "mdy": _day,
    "named": _named, "monthyear": _monthyear, "season": _season, "qyear": _quarter_code,
    "yearq": _quarter_code, "hyear": _half_code, "quarter": _quarter, "week": _week,
    "near2": _near2, "near": _near, "weekday": _weekday, "weekof": _weekday, "rolling": _rolling,
    "ago": _ago, "ahead": _ahead, "rollone": _rollone, "unit": _unit, "theunit": _the_unit,
    "decade": _decade, "decadeword": _decade_word, "years": _years, "theyear": _the_year,
    "bareday": _bare_day, "year": _bare_year, "month": _month_alone,
}  # fmt: skip
