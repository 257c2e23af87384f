"""A page as a browser reads it, and small answers to draw."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from assistant.domain import (
    Answer,
    Article,
    Citation,
    Claim,
    DateRange,
    DateReading,
    Form,
    Reason,
    Verdict,
)

DAY = date(2021, 11, 6)


class Reading(HTMLParser):
    """A page as a browser takes it: its tags, with the names of their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.values += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment was read: {data!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def article(words: str) -> Article:
    return Article("a", DAY, words, f"Before it. {words} After it.", source=words, url=words)


def citation(words: str, label: int = 1, start: int = len("Before it. ")) -> Citation:
    return Citation(label, "a", DAY, words, start, start + len(words), words)


def answer(words: str, *, reason: Reason | None = None) -> Answer:
    dates = DateReading(DateRange(DAY, DAY, words), "either")
    claims = () if reason else (Claim(words, (1,), Verdict.SUPPORTED, 1.0),)
    cited = () if reason else (citation(words),)
    return Answer(
        words, words, DAY, dates, Form.ANSWER, reason, words, claims, cited, nearest=(DAY,)
    )
