"""A question that follows up on others, made whole by a language model; or not at all.

What a model gives is taken only where it is a question of this conversation: models answer in
place of rewriting, explain what they did, repeat the prompt's words, or put in names that nobody
has said. Then, and where the model fails, the caller's own carry-over stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from assistant.answering.asking import Spent, ask, whole_reply
from assistant.answering.budget import budget_for, count_messages, oldest_left_out
from assistant.answering.prompts import shipped_prompt
from assistant.answering.showing import one_line, quoted_lines
from assistant.chat.held import read_again
from assistant.chat.turns import HISTORY, LONGEST, Turn
from assistant.domain import DateRange, DateReading
from assistant.errors import ConfigError, ProviderError
from assistant.models import LanguageModel
from assistant.text.words import is_content, stems, words

Rewrite = Callable[[str, Sequence[Turn]], str | None]
"""The question made whole from the turns before it; None where that did not succeed."""

CLAIMS, ANSWER = 3, 400
"""Sentences of an answer, and characters of them, that are shown of a turn."""

_MARKED = re.compile(r"^[\"“”'‘’`*_]+|[\"“”'‘’`*_]+$")


def rewriter(
    model: LanguageModel, context: int | None, room: int, as_of: date, spent: Spent
) -> Rewrite:
    """A Rewrite by the model, which is asked once for each question that has turns before it.

    ``context`` is the setting, ``room`` the tokens of a reply. What it costs goes to ``spent``,
    with a notice where the model failed.
    """
    prompt = shipped_prompt("rewrite")

    def rewrite(question: str, turns: Sequence[Turn]) -> str | None:
        if not turns:
            return None
        values = {"as_of": as_of.isoformat(), "question": one_line(question)}
        try:
            budget = budget_for(model, context, room)
            fixed = count_messages(prompt.messages(**values, history=""), budget.model)
            told = [_told(turn) for turn in turns[-HISTORY:]]
            out = oldest_left_out(told, budget.prompt - fixed, budget.model)
            spent.turns_left_out += out + max(0, len(turns) - HISTORY)
            if out == len(told):
                return None  # not one turn fits: there is nothing to make it whole from
            messages = prompt.messages(**values, history="\n\n".join(told[out:]))
            asking = ask(model, prompt, messages, room, spent, enough=_too_much)
            reply = whole_reply(asking)
        except (ProviderError, ConfigError) as error:
            spent.noticed(f"The question was made whole without the model: {error}")
            return None
        return usable(reply.text, question, turns, as_of) if reply.whole else None

    return rewrite


def usable(reply: str, question: str, turns: Sequence[Turn], as_of: date) -> str | None:
    """The whole question that a reply is, or None.

    Not one: nothing; more than a line, which is an explanation or an answer; over LONGEST
    characters; no question where one was asked, which is an answer; what shares no word with the
    question or the turns, which is a question about something else; what names somebody, or
    has a number beside its days, that neither has: nobody asked that.
    """
    lines = [line.strip() for line in reply.splitlines() if line.strip()]
    if len(lines) != 1:
        return None
    line = _MARKED.sub("", one_line(lines[0])).strip()
    if not any(one.isalnum() for one in line) or len(line) > LONGEST:
        return None
    if question.rstrip().endswith("?") and not line.endswith("?"):
        return None
    said = {stem for text in (question, *_said(turns)) for stem in stems(text)}
    if not any(is_content(word) and word.stem in said for word in words(line)):
        return None
    timeless = _without_days(line, as_of)
    for word in words(timeless)[1:]:
        names = timeless[word.start].isupper() or timeless[word.start].isdigit()
        if names and is_content(word) and word.stem not in said:
            return None
    return line


def _without_days(question: str, as_of: date) -> str:
    read = read_again(question, as_of)
    for days in (read.limit, *read.alternatives, *read.mentions):
        if days is not None and days.words:
            question = question.replace(days.words, " ")
    return question


def days_known(reading: DateReading, turns: Sequence[Turn], as_of: date) -> bool:
    """Whether the days of a rewritten question are days of this conversation, or next to one.

    A model that makes a day up would limit the search to it.
    """
    if reading.limit is None:
        return not reading.ambiguous
    known = {as_of}
    for turn in turns:
        answer = turn.answer
        known.add(answer.as_of)
        for days in (answer.dates.limit, *answer.dates.mentions, answer.range):
            known.update(_ends(days))
        for citation in answer.citations:
            known.add(citation.published)
            if citation.event is not None:
                known.update((citation.event.start, citation.event.end))
    near = {
        day + timedelta(step) for day in known for step in (-1, 0, 1) if date.min < day < date.max
    }
    return all(day in near for day in _ends(reading.limit))


def _ends(days: DateRange | None) -> list[date]:
    return [] if days is None else [day for day in (days.start, days.end) if day is not None]


def _too_much(text: str) -> bool:
    """Whether a reply has gone on to a second line."""
    return len(text) > LONGEST or "\n" in text.strip()


def _told(turn: Turn) -> str:
    """A turn as it stands in the prompt."""
    answer = " ".join(claim.text for claim in turn.answer.claims[:CLAIMS])
    short = answer if len(answer) <= ANSWER else f"{answer[:ANSWER].rsplit(' ', 1)[0]} …"
    lines = [f"Question: {one_line(turn.whole_question)}", f"Answer: {one_line(short) or 'none'}"]
    return quoted_lines("\n".join(lines))


def _said(turns: Sequence[Turn]) -> Iterator[str]:
    """Every text of the turns that names may come from."""
    for turn in turns:
        yield turn.question
        yield turn.whole_question
        for claim in turn.answer.claims:
            yield claim.text
        for citation in turn.answer.citations:
            yield citation.title
