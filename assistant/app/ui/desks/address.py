"""What an address of the page asks for, and the address of what the page shows.

    ?conversation=ID               a conversation that was kept
    ?conversation=ID&turn=3        one answer in it
    ?conversation=ID&turn=3&source=2   one of its sources, opened in its article
    ?digest=2021-11-06             the digest of a day; of a range: 2021-11-06..2021-11-15
    ?timeline=Burns&from=…&to=…    a timeline, of a topic or (empty) of all
    &as_of=2021-11-12              after either of the two: nothing later is used

Only the part from the question mark on: the page may stand behind any path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlencode

from assistant.app.ui.desks.view import Board
from assistant.domain import DateRange

LONGEST = 2_000
"""Characters of an address that are read; a longer one asks for nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for; all None or empty for a new conversation. None of it is checked:
    days and ids may be anything."""

    conversation: str | None = None
    turn: str | None = None
    source: str | None = None
    board: Board | None = None
    topic: str = ""
    first: str = ""
    last: str = ""
    as_of: str = ""


def read(query: str | None) -> Wanted:
    """What ``query`` ("?digest=2021-11-06", "" for nothing) asks for."""
    if not query or len(query) > LONGEST:
        return Wanted()
    given = {name: words[0] for name, words in parse_qs(query.removeprefix("?"), True).items()}
    if "digest" in given:
        first, _, last = given["digest"].partition("..")
        return Wanted(board="digest", first=first, last=last, as_of=given.get("as_of", ""))
    if "timeline" in given:
        days = given.get("from", ""), given.get("to", "")
        as_of = given.get("as_of", "")
        return Wanted(
            board="timeline", topic=given["timeline"], first=days[0], last=days[1], as_of=as_of
        )
    return Wanted(given.get("conversation"), given.get("turn"), given.get("source"))


def of_conversation(id: str, turn: int | None = None, source: int | None = None) -> str:
    parts = {"conversation": id, "turn": turn, "source": source}
    return _written(parts)


def of_digest(first: date, last: date, as_of: date | None = None) -> str:
    days = f"{first}" if first == last else f"{first}..{last}"
    return "?" + urlencode({"digest": days, **({"as_of": as_of} if as_of else {})})


def of_timeline(topic: str, days: DateRange | None, as_of: date | None = None) -> str:
    limit = days or DateRange()
    parts = {"timeline": topic, "from": limit.start, "to": limit.end, "as_of": as_of}
    return _written(parts)


def _written(parts: Mapping[str, object]) -> str:
    """Half a character, which no address can hold, becomes a question mark."""
    there = {name: word for name, word in parts.items() if word is not None}
    return "?" + urlencode(there, errors="replace")
