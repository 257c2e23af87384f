"""What the dates in a phrase are read as, for ``assistant dates``: on the screen and as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from rich.text import Text

from assistant.app import streams, wire
from assistant.app.days import as_typed, heading
from assistant.app.safe import one_line
from assistant.app.terminal import put
from assistant.dates import iso_day, read_dates
from assistant.domain import DateRange, DateReading
from assistant.errors import QuestionError

if TYPE_CHECKING:
    from rich.console import Console

APPLIES = {
    "published": "limits the day of publication",
    "either": "limits what is published then or told of those days",
    None: "limits what is searched",
}


@dataclass(frozen=True)
class Today:
    """The day that counts as today, looked up when it is first needed: an index is opened only
    where neither an option nor a setting names the day."""

    store: Path | None
    given: date | None

    @property
    def day(self) -> date:
        return self._found[0]

    @property
    def why(self) -> str:
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[date, str]:
        if self.given is not None:
            return self.given, "as --as-of says"
        from assistant.config import load_settings

        settings = load_settings(store=self.store)
        if settings.as_of is not None:
            return settings.as_of, "as the setting says"
        from assistant.app.opening import opened

        with opened(self.store) as assistant:
            if assistant.indexed():
                return assistant.today(), "the day of the newest article"
            return assistant.today(), "the day on this machine's clock, since nothing is indexed"


def timed(phrase: str, as_of: date) -> tuple[DateReading, float]:
    """The reading, and the milliseconds that it took, alone."""
    began = perf_counter()
    reading = read_dates(phrase, as_of)
    return reading, (perf_counter() - began) * 1000


def as_json(reading: DateReading, as_of: date, ms: float) -> dict[str, Any]:
    """DATES with the day that counted as today, and the milliseconds of the reading."""
    return {**wire.dates(reading), "as_of": as_of.isoformat(), "ms": round(ms, 3)}


def read_lines(today: Today) -> bool:
    """Whether every line of standard input was read, each printed as a line of JSON."""

    def answer(line: str) -> dict[str, Any]:
        phrase, as_of = _asked(line)
        as_of = as_of or today.day
        reading, ms = timed(phrase, as_of)
        return as_json(reading, as_of, ms)

    return streams.answer_lines(answer, key="phrase")


def _asked(line: str) -> tuple[str, date | None]:
    """The phrase of a line, and its own as_of: JSON, or the phrase as it stands."""
    if not line.startswith("{"):
        return line, None
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise QuestionError('The line is no JSON: write {"phrase": "last week"}.') from None
    phrase, as_of = asked.get("phrase"), asked.get("as_of")
    if not isinstance(phrase, str):
        raise QuestionError('The line has no "phrase": write {"phrase": "last week"}.')
    if as_of is None:
        return phrase, None
    try:
        return phrase, iso_day(as_of if isinstance(as_of, str) else str(as_of))
    except ValueError as error:
        raise QuestionError(f'"as_of": {error}.') from None


def put_reading(console: Console, reading: DateReading, today: Today) -> None:
    """Prints each date with the words it was read from and what it does, then today's day."""
    rows = [*_limits(reading), *_mentions(reading), ("today", str(today.day), today.why)]
    if len(rows) == 1 and not reading.latest:
        put(console, Text("No date: nothing is limited.", style="bold yellow"))
        put(console)
    if reading.latest:
        rows.insert(0, ("order", "newest first", ""))
    names = max(len(name) for name, *_ in rows)
    for name, days, meaning in rows:
        width = min(names, console.width // 3)
        first = Text(f"{name:<{width}}  ", style="cyan")
        rest = " " * len(first)
        put(console, Text(days, style="green"), first=first, rest=rest)
        if meaning:
            put(console, Text(meaning, style="dim"), first=rest, rest=rest)


Row = tuple[str, str, str]


def _limits(reading: DateReading) -> list[Row]:
    limits = [reading.limit] if reading.limit is not None else []
    return [
        *(_row(days, APPLIES[reading.applies_to]) for days in limits),
        *(_row(days, "one reading of an ambiguous date") for days in reading.alternatives),
    ]


def _mentions(reading: DateReading) -> list[Row]:
    return [_row(days, "part of the topic: limits nothing") for days in reading.mentions]


def _row(days: DateRange, meaning: str) -> Row:
    return _quoted(days), f"{as_typed(days)}, {heading(days)}", meaning


def _quoted(days: DateRange) -> str:
    return f"“{one_line(days.words)}”" if days.words else "dates"
