"""Sentences of an answer as HTML: their citations as buttons, the days they tell of as notes.

A note is an empty element whose words the stylesheet draws: it stands right after "on Tuesday",
but is no part of the sentence, which stays the article's own when it is selected and copied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.app.entries import days_of
from assistant.app.ui.desks.view import FATES, UNTOUCHED, Fate, Key
from assistant.app.ui.drawing.markup import day, shorten, text
from assistant.chat.shown import Shown
from assistant.dates.spelled import spell_days
from assistant.domain import Citation, EventDate

_LONG = 30
"""Characters of a last word with its note that no longer keep its citations on their line."""

_CLOSING = re.compile(r"(?:[’']s\b)?[.,;:!?”’\"')\]]*")


class Sentences:
    """The sentences of one turn; ``fates`` are those of the citations that do not stand in their
    articles any more."""

    def __init__(
        self,
        shown: Shown,
        number: Key,
        fates: Mapping[int, Fate] = UNTOUCHED,
    ) -> None:
        self._shown = shown
        self._number = number
        self._fates = fates

    def sentence(self, place: int) -> str:
        """The claim at ``place`` of the answer, from 0."""
        claim = self._shown.claims[place]
        above = days_of(claim, self._shown.citations)
        told: dict[int, str] = {}  # two citations of one sentence give the same note once
        for label in claim.citations:
            cited = self._shown.citation(label)
            if cited is None or cited.event is None:
                continue
            at = place_of(cited.event, claim.text)
            # In a timeline the days stand before the sentence already.
            if at is not None and above != (cited.event.start, cited.event.end):
                told[at] = ", ".join(filter(None, (note(cited.event), self._reported(cited))))
        return _sentence(claim.text, told, self.chips(place))

    def _reported(self, cited: Citation) -> str:
        """When it was, where the days that were asked for are those that it tells of."""
        asked = self._shown.dates
        if asked.applies_to != "either" or not asked.limit or asked.limit.holds(cited.published):
            return ""
        return f"reported {day(cited.published)}"

    def run(self, places: Sequence[int]) -> str:
        """Sentences one after the other."""
        return " ".join(self.sentence(place) for place in places)

    def chips(self, place: int) -> str:
        """The numbers of the sources that a claim cites."""
        return "".join(self._cited(label) for label in self._shown.claims[place].citations)

    def _cited(self, label: int) -> str:
        citation = self._shown.citation(label)
        # A label whose Citation has not arrived would be a button that opens nothing.
        if citation is None:
            return f"<sup>[{label}]</sup>"
        return chip(citation, self._number, self._fates.get(label))


def _sentence(words: str, told: dict[int, str], chips: str) -> str:
    """The last word and the numbers after it stay on one line, unless it is too long for that.

    ``told`` are the notes, by how many characters of the sentence come before them.
    """
    cut = len(words) - len(words.rpartition(" ")[2])
    head = noted(words[:cut], {at: mark(days) for at, days in told.items() if at <= cut})
    last = {at - cut: days for at, days in told.items() if at > cut}
    tail = noted(words[cut:], {at: mark(days) for at, days in last.items()}) + chips
    if len(words) - cut + sum(map(len, last.values())) <= _LONG:
        tail = f'<span class="dl-last">{tail}</span>'
    return f"<span>{head}{tail}</span>"


def noted(words: str, notes: dict[int, str]) -> str:
    """``words`` with each note after so many of its characters."""
    parts, done = [], 0
    for at, mark in sorted(notes.items()):
        parts += [text(words[done:at]), mark]
        done = at
    return "".join([*parts, text(words[done:])])


def mark(told: str) -> str:
    """A note, to stand after the words that it is about."""
    return f'<span class="dl-told" data-note="{told}"></span>' if told else ""


def note(event: EventDate) -> str:
    """The days that the event's words tell of; nothing where the words name the year themselves."""
    return "" if str(event.start.year) in event.words else told_days(event)


def told_days(event: EventDate) -> str:
    """ "2 Nov 2021", "8 to 14 Nov 2021, planned"; plain characters, safe in HTML."""
    days = spell_days(event.start, event.end, short=True)
    return f"{days}, planned" if event.planned else days


def told_of(event: EventDate) -> str:
    """ "“on Tuesday”: 2 Nov 2021", for where the words themselves are not at hand."""
    return f"“<bdi>{text(shorten(event.words, 60))}</bdi>”: {told_days(event)}"


def place_of(event: EventDate, words: str) -> int | None:
    """The end of the event's words in ``words`` and of the marks after them; None without them."""
    spaced = r"\s+".join(re.escape(part) for part in event.words.split())
    found = re.search(rf"(?<!\w){spaced}(?!\w)", words) if spaced else None
    if found is None:
        return None
    return after_marks(words, found.end())


def after_marks(words: str, at: int) -> int:
    """``at``, or behind the full stop, the comma, the quotation mark that follow there."""
    closed = _CLOSING.match(words, at)
    return closed.end() if closed else at


def chip(citation: Citation, number: Key, fate: Fate | None = None) -> str:
    """The number after a sentence: a button that opens the article at its quote."""
    about = text(f"Source {citation.label}: {shorten(citation.title, 100)}, ") + day(
        citation.published
    )
    if fate:
        about += f", {FATES[fate]}"
    kind = "dl-chip dl-stale" if fate else "dl-chip"
    return (
        f'<sup><button type="button" class="{kind}" data-do="open" data-turn="{number}" '
        f'data-label="{citation.label}" aria-label="{about}">'
        f"[{citation.label}]</button></sup>"
    )
