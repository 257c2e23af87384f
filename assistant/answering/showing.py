"""What a model is shown of the articles: passages under labels, as quotations none can end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.labels import labels
from assistant.dates.spelled import spell_days
from assistant.domain import Article, EventSpan

TITLE = 160
"""Characters of a title that are shown."""
NOTES = 8
"""Days of a passage that are spelled out at most."""
QUOTE = "> "

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
# All that str.splitlines() takes for the end of a line, and a model may, too.
_LINE = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
# Servers that fill a chat template in as text read marks such as "<|im_end|>", "</s>", "[/INST]"
# and "<start_of_turn>" in the text itself as the end of a message: a space makes them plain.
_MARKS = re.compile(r"<(?=[|｜/!a-zA-Z_<])|\[(?=/?[A-Z_]{3,}\])")
_JOINERS = "\u200c\u200d"  # parts of words in Persian and Indic scripts


@dataclass(frozen=True)
class Shown:
    """``body[start:end]`` of an Article as a model is shown it; ``notes`` say which days it means:
    '"Tuesday" is 2 November 2021'."""

    label: str
    article: Article
    start: int
    end: int
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.article.body[self.start : self.end]


@dataclass(frozen=True)
class Excerpt:
    """What is to be shown, before it has a label."""

    article: Article
    start: int
    end: int
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.article.body[self.start : self.end]


def show(excerpts: Sequence[Excerpt], beside: Sequence[str] = ()) -> tuple[Shown, ...]:
    """Each excerpt with a label that is in none of them, nor in the texts ``beside`` them."""
    texts = [text for one in excerpts for text in (one.article.title, one.text, *one.notes)]
    names = labels(len(excerpts), [disarmed(text) for text in (*texts, *beside)])
    return tuple(
        Shown(name, one.article, one.start, one.end, one.notes)
        for name, one in zip(names, excerpts, strict=True)
    )


def block(shown: Sequence[Shown]) -> str:
    """All of it as it stands in a prompt, an empty line between two."""
    return "\n\n".join(lines_of(one) for one in shown)


def lines_of(shown: Shown | Excerpt) -> str:
    """A head with label, day and title; the days that are meant; then the text, every line of it
    after "> ". An Excerpt has a label of the usual length in its place."""
    label = shown.label if isinstance(shown, Shown) else "ex0"
    day = shown.article.published
    head = f"[{label}] {day.isoformat()} ({_WEEKDAYS[day.weekday()]})"
    title = one_line(shown.article.title)
    if title:
        cut = title if len(title) <= TITLE else title[: TITLE - 1].rstrip() + "…"
        head = f"{head}, {cut}"
    notes = [f"Days: {'; '.join(one_line(note) for note in shown.notes)}"] if shown.notes else []
    return "\n".join([head, *notes, quoted_lines(shown.text)])


def quoted_lines(text: str) -> str:
    """The text with "> " before every line, empty ones left out, and runs of spaces made one."""
    lines = (_SPACES.sub(" ", disarmed(line)).strip() for line in _LINE.split(text))
    return "\n".join(QUOTE + line for line in lines if line)


def one_line(text: str) -> str:
    """The text on one line, disarmed."""
    return _SPACES.sub(" ", disarmed(text)).strip()


def disarmed(text: str) -> str:
    """The text without what is not to be seen (control and format characters, tags), and without
    the marks by which chat templates divide messages. Ends of lines become spaces."""
    if not text.isprintable():
        hidden = [one for one in set(text) if not one.isprintable()]
        text = text.translate({ord(one): _instead(one) for one in hidden})
    return _MARKS.sub(lambda mark: f"{mark[0]} ", text)


def _instead(character: str) -> str:
    """What stands for a character that is not printable."""
    if character.isspace():
        return " "
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")
    return "" if hidden and character not in _JOINERS else character


def day_notes(body: str, spans: Iterable[EventSpan], start: int, end: int) -> tuple[str, ...]:
    """Which days the words of ``body[start:end]`` mean, in their order, each once, NOTES at most.

    Words that name their year say it themselves.
    """
    found: dict[str, None] = {}
    for span in spans:
        words = one_line(body[span.start : span.end])
        days = spell_days(span.first, span.last)
        inside = start <= span.start and span.end <= end
        if inside and str(span.first.year) not in words:
            found.setdefault(f'"{words}" is {days}')
    return tuple(found)[:NOTES]
