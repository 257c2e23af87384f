"""The screen of the commands: lines that wrap on a terminal and stay whole in a pipe.

Everything that comes from an article goes through ``safe`` and into a rich Text, whose markup is
never interpreted. Colour follows rich's rules: none in a pipe, none with NO_COLOR.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from assistant.app.days import in_digits
from assistant.app.safe import one_line

if TYPE_CHECKING:
    from assistant.domain import DateRange, DateReading

MAX_WIDTH = 100  # columns: longer lines are hard to read
LEAST_ROOM = 20  # columns that a text keeps, whatever stands before it


def screen(*, stderr: bool = False) -> Console:
    """A console at most MAX_WIDTH wide on a terminal."""
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if console.is_terminal and console.width > MAX_WIDTH:
        console.width = MAX_WIDTH
    return console


def put(console: Console, line: Text | str = "", *, first: Text | str = "", rest: str = "") -> None:
    """Prints a paragraph: wrapped, each line behind its prefix, on a terminal; whole in a pipe.

    ``first`` stands before the first line and ``rest`` before the others; plain ones are dimmed.
    """
    text = Text(line) if isinstance(line, str) else line
    if not console.is_terminal:
        console.print(Text.assemble(first, text), soft_wrap=True)
        return
    room = max(LEAST_ROOM, console.width - max(len(first), len(rest)))
    for number, part in enumerate(text.wrap(console, room)):
        part.rstrip()
        prefix = first if number == 0 else rest
        if isinstance(prefix, str):
            prefix = Text(prefix, style="dim")
        console.print(Text.assemble(prefix, part), soft_wrap=True)


def put_beside(console: Console, margin: Sequence[Text], text: Text) -> None:
    """Prints a paragraph to the right of a margin, line beside line, on a terminal; the lines of
    the margin have one width. In a pipe all of it stands on one line."""
    if not console.is_terminal:
        console.print(Text.assemble(*margin, text), soft_wrap=True)
        return
    width = len(margin[0])
    parts = list(text.wrap(console, max(LEAST_ROOM, console.width - width)))
    for number in range(max(len(parts), len(margin))):
        line = margin[number].copy() if number < len(margin) else Text(" " * width)
        if number < len(parts):
            line.append_text(parts[number])
        line.rstrip()
        console.print(line, soft_wrap=True)


def put_dates(console: Console, reading: DateReading, *, limit: bool = True) -> None:
    """Prints how the question's dates were taken: what limited the search (unless ``limit`` is
    False), what belongs to the topic, what is asked for newest first; nothing where there is none.
    """
    lines = [_searched(reading)] if limit else []
    lines += [_mentioned(reading.mentions), "Newest first" if reading.latest else ""]
    said = [line for line in lines if line]
    for line in said:
        put(console, Text(line, style="dim"))
    if said:
        put(console)


def _searched(reading: DateReading) -> str:
    days = reading.limit
    if days is None or days.open:
        return ""
    line = "no day: the dates share none" if days.empty else in_digits(days)
    # Days that were typed as they are written here need no repeating.
    if days.words and days.words not in (line, f"{days.start}..{days.end}"):
        line += f" (“{one_line(days.words)}”)"
    line += ", published or told of" if reading.applies_to == "either" else ", by publication"
    return f"Searched {line}"


def _mentioned(mentions: Sequence[DateRange]) -> str:
    words = [f"“{one_line(days.words)}”" if days.words else in_digits(days) for days in mentions]
    if not words:
        return ""
    verb = "is" if len(words) == 1 else "are"
    return f"{listed(list(dict.fromkeys(words)))} {verb} taken as part of the topic"


def listed(words: Sequence[str]) -> str:
    """The words as a list in a sentence: "a", "a and b", "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def count(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun: "1 passage", "1,200 passages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def tally(skipped: int, problems: int) -> str:
    """What the problems of a sync are: "4 skipped", "1 remark", "4 skipped, 1 remark".

    A remark is of an article that looks wrong and was indexed all the same.
    """
    remarks = problems - skipped
    parts = [f"{skipped:,} skipped"] if skipped else []
    return ", ".join([*parts, count(remarks, "remark")] if remarks else parts)
