"""Conversations that survive a reload and a restart, each its owner's alone.

An ``owner`` is a text that says whose they are ("user:anna"), compared to the letter. What is not
the owner's is as if it did not exist: ConversationMissing, whatever the reason.
"""

from __future__ import annotations

import secrets
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.chat.feedback import LONGEST_COMMENT, Feedback, Thumb, Vote
from assistant.chat.keeping import Keeping
from assistant.chat.packing import Unreadable, packed, text_in, unpacked
from assistant.chat.shown import Shown
from assistant.errors import ConversationError, ConversationMissing, QuestionError

LONGEST_TITLE = 200
"""Characters of a title that was given."""

_FIRST_TITLE = 80
"""Characters of a title that is the first question."""

_LATER = (
    "This turn cannot be shown: another version of the assistant kept it, in a way that this one "
    "does not read."
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One line of the list. ``id`` cannot be guessed (128 bits).

    ``title`` is the first question, shortened, until it is renamed. ``created``, and ``changed``
    when a turn was last added or went on, are ISO 8601 in UTC.
    """

    id: str
    title: str
    created: str
    changed: str
    turns: int


class Conversations:
    """The conversations of a store, in its ``conversations.sqlite``; made when first written to.

    May be used from several threads, and by several processes at once. Each method is one
    transaction: done when it returns, or not at all. All raise ConversationError where the file
    cannot be used, and with an id ConversationMissing.
    """

    def __init__(self, store: Path) -> None:
        self._file = Keeping(store)

    # reading

    def listed(self, owner: str, most: int = 200) -> list[Conversation]:
        """The owner's conversations, last changed first."""
        sql = f"{_LISTED} WHERE owner = ? ORDER BY changed DESC, key DESC LIMIT ?"
        with self._file.reading() as rows:
            found = rows.execute(sql, (_plain(owner), most)).fetchall() if rows else []
        return [_line(*row) for row in found]

    def conversation(self, owner: str, id: str) -> Conversation:
        with self._file.reading() as rows:
            key = _key(rows, owner, id)
            assert rows is not None
            row = rows.execute(f"{_LISTED} WHERE key = ?", (key,)).fetchone()
        return _line(*row)

    def turns(self, owner: str, id: str) -> dict[int, Shown]:
        """The turns by number, oldest first.

        One that was never ended has ``stopped``; one that cannot be read has ``error``.
        """
        sql = "SELECT number, shown FROM turns WHERE conversation = ? ORDER BY number"
        with self._file.reading() as rows:
            key = _key(rows, owner, id)
            assert rows is not None
            found = rows.execute(sql, (key,)).fetchall()
        return {number: _shown(text) for number, text in found}

    def votes(self, owner: str, id: str) -> dict[int, Vote]:
        """The votes by the number of their turn."""
        sql = "SELECT number, vote, comment, at FROM votes WHERE conversation = ? ORDER BY number"
        with self._file.reading() as rows:
            key = _key(rows, owner, id)
            assert rows is not None
            found = rows.execute(sql, (key,)).fetchall()
        return {number: Vote(vote, _comment(text), at) for number, vote, text, at in found}

    def feedback(self) -> Iterator[Feedback]:
        """Every vote of every owner, oldest first; each as it is when its turn has come."""
        with self._file.reading() as rows:
            sql = "SELECT conversation, number FROM votes ORDER BY at, conversation, number"
            found = rows.execute(sql).fetchall() if rows else []
        for key, number in found:
            with self._file.reading() as rows:
                feedback = _feedback(rows, key, number) if rows else None
            if feedback is not None:  # else taken back, or deleted meanwhile
                yield feedback

    # writing

    def begin(self, owner: str, question: str) -> str:
        """The id of a new conversation, which has no turn yet."""
        id, now = secrets.token_urlsafe(16), _now()
        title = _one_line(question, _FIRST_TITLE) or "Conversation"
        sql = "INSERT INTO conversations (id, owner, title, created, changed) VALUES (?,?,?,?,?)"
        with self._file.writing() as rows:
            rows.execute(sql, (id, _plain(owner), title, now, now))
        return id

    def add(self, owner: str, id: str, shown: Shown) -> int:
        """The number of a new turn: 0, 1, ..., none of them used twice in a conversation."""
        text = packed(shown)
        with self._file.writing() as rows:
            key = _key(rows, owner, id)
            sql = "UPDATE conversations SET next = next + 1, changed = ? WHERE key = ?"
            rows.execute(sql, (_now(), key))
            sql = "SELECT next - 1 FROM conversations WHERE key = ?"
            number = int(rows.execute(sql, (key,)).fetchone()[0])
            rows.execute("INSERT INTO turns VALUES (?, ?, ?)", (key, number, text))
        return number

    def put(self, owner: str, id: str, number: int, shown: Shown) -> None:
        """Keeps what a turn has come to.

        Raises ConversationError for a turn that another version kept and this one cannot read.
        """
        text = packed(shown)
        with self._file.writing() as rows:
            key = _key(rows, owner, id)
            try:
                unpacked(Shown, _turn(rows, key, number))
            except Unreadable as error:
                raise ConversationError(_LATER) from error
            sql = "UPDATE turns SET shown = ? WHERE conversation = ? AND number = ?"
            rows.execute(sql, (text, key, number))
            rows.execute("UPDATE conversations SET changed = ? WHERE key = ?", (_now(), key))

    def rename(self, owner: str, id: str, title: str) -> None:
        """Gives it the title, as one line of at most 200 characters; QuestionError for none."""
        line = _one_line(title, LONGEST_TITLE)
        if not line:
            raise QuestionError("A title needs a letter or a figure: type one.")
        with self._file.writing() as rows:
            key = _key(rows, owner, id)
            rows.execute("UPDATE conversations SET title = ? WHERE key = ?", (line, key))

    def delete(self, owner: str, id: str) -> None:
        """Takes it out of the file, with its turns and their votes."""
        with self._file.writing() as rows:
            key = _key(rows, owner, id)
            rows.execute("DELETE FROM conversations WHERE key = ?", (key,))
        self._file.sweep()

    def vote(
        self,
        owner: str,
        id: str,
        number: int,
        vote: Thumb | None,
        comment: str = "",
    ) -> None:
        """Keeps the one vote of a turn, in the place of an earlier one; None takes it back.

        QuestionError for a comment that is too long.
        """
        if vote not in ("up", "down", None):
            raise QuestionError("A vote is up or down: press one of the two thumbs.")
        if len(comment) > LONGEST_COMMENT:
            raise QuestionError(
                f"The comment has {len(comment):,} characters: shorten it to {LONGEST_COMMENT:,}."
            )
        with self._file.writing() as rows:
            key = _key(rows, owner, id)
            _turn(rows, key, number)
            sql = "DELETE FROM votes WHERE conversation = ? AND number = ?"
            rows.execute(sql, (key, number))
            if vote is not None:
                values = (key, number, vote, packed(comment), _now())
                rows.execute("INSERT INTO votes VALUES (?, ?, ?, ?, ?)", values)

    def close(self) -> None:
        self._file.close()


_LISTED = (
    "SELECT id, title, created, changed, "
    "(SELECT count(*) FROM turns WHERE conversation = key) FROM conversations"
)


def _line(id: str, title: object, created: object, changed: object, turns: int) -> Conversation:
    """One line of the list, also where a hand has changed it: it must not take the others along."""
    named = title if isinstance(title, str) else "Conversation"
    return Conversation(id, named, _time(created), _time(changed), turns)


def _time(kept: object) -> str:
    """The time as it was kept, 1970 where that is none."""
    with suppress(ValueError):
        if isinstance(kept, str) and datetime.fromisoformat(kept).tzinfo is not None:
            return kept
    return datetime.fromtimestamp(0, UTC).isoformat(timespec="microseconds")


def _key(rows: sqlite3.Connection | None, owner: str, id: str) -> int:
    """The key of the owner's conversation; ConversationMissing where there is none."""
    if rows is None or not id.isascii():
        raise ConversationMissing
    sql = "SELECT key FROM conversations WHERE id = ? AND owner = ?"
    row = rows.execute(sql, (id, _plain(owner))).fetchone()
    if row is None:
        raise ConversationMissing
    return int(row[0])


def _turn(rows: sqlite3.Connection, key: int, number: int) -> str:
    """The turn as it was kept; ConversationMissing where there is none of that number."""
    if not 0 <= number < 2**31:  # a number of a link may be any; SQLite's have 64 bits
        raise ConversationMissing
    sql = "SELECT shown FROM turns WHERE conversation = ? AND number = ?"
    row = rows.execute(sql, (key, number)).fetchone()
    if row is None:
        raise ConversationMissing
    return str(row[0])


def _plain(owner: str) -> str:
    """The owner as SQLite takes it, which has no lone surrogates; two owners stay two."""
    return owner.encode("unicode_escape").decode("ascii")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _one_line(text: str, most: int) -> str:
    """The text without line breaks, control characters and halves of surrogate pairs; empty where
    nothing in it can be seen."""
    line = " ".join(text.split())
    line = "".join(one for one in line if unicodedata.category(one) not in ("Cc", "Cs"))
    if not any(one.isprintable() and not one.isspace() for one in line):
        return ""
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _shown(text: str) -> Shown:
    """The turn as it was kept; stopped where nothing had ended it, for nobody goes on with it."""
    try:
        shown = unpacked(Shown, text)
    except Unreadable:
        return Shown(text_in(text, "question") or "…", error=_LATER)
    return replace(shown, stopped=True) if shown.busy else shown


def _comment(text: str) -> str:
    try:
        return unpacked(str, text)
    except Unreadable:
        return ""


def _feedback(rows: sqlite3.Connection, key: int, number: int) -> Feedback | None:
    sql = (
        "SELECT id, vote, comment, at FROM votes JOIN conversations ON key = conversation "
        "WHERE conversation = ? AND number = ?"
    )
    row = rows.execute(sql, (key, number)).fetchone()
    if row is None:
        return None
    id, vote, comment, at = row
    sql = "SELECT number, shown FROM turns WHERE conversation = ? AND number <= ? ORDER BY number"
    turns = {place: _shown(text) for place, text in rows.execute(sql, (key, number))}
    shown = turns[number]
    until = number if shown.within.before is None else shown.within.before
    before = tuple(one.question for place, one in turns.items() if one.answer and place < until)
    return Feedback(id, number, Vote(vote, _comment(comment), at), shown, before)
