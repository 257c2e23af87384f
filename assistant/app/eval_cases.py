"""A vote as an eval case: a line of ``evals/cases``, for whoever curates them to go on from.

A vote says less than a case wants to know. What is claimed:

========  ==========  ==================================================================
thumb     on          the case
========  ==========  ==================================================================
up        an answer   an answer; its cited articles, its quotes, its days as they were read
up        a refusal   a refusal, and its reason, but for what only a model's words decided
down      a refusal   an answer, of which nothing is known yet
down      an answer   an answer, of which nothing is known yet; where it was a single sentence,
                      that this one must not be said again
========  ==========  ==================================================================

Of several sentences nobody knows which one was meant, and whether a bad answer should have been a
refusal is not said either: the note has what it said, the tag ``curate`` that somebody must look.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from assistant.chat.feedback import Feedback
from assistant.domain import Answer, DateReading, Form, Reason

Json = dict[str, Any]

_HALF = re.compile("[\ud800-\udfff]")
_SAID = 1_000
"""Characters of an answer in a note."""


def eval_case(feedback: Feedback, corpus: str) -> Json | None:
    """The case of a vote; None where there is no answer that it could be about.

    ``as_of`` is always set, so that "last week" stays that week as the corpus grows. The id is the
    turn's, and stays when its vote changes; nobody can tell the conversation from it.
    """
    shown, answer = feedback.shown, feedback.shown.answer
    if answer is None or not shown.question.strip():
        return None
    turn = f"{feedback.conversation}/{feedback.number}"
    published = shown.within.published
    case: Json = {
        "id": f"feedback-{sha256(turn.encode()).hexdigest()[:12]}",
        "corpus": corpus,
        "question": shown.question,
        "turns": [question for question in feedback.before if question.strip()],
        "as_of": str(answer.as_of),
        "from": _day(published.start if published else None),
        "to": _day(published.end if published else None),
        "form": answer.form.value,
        "expect": "answer",
        "reason": None,
        "articles": [],
        "sentences": [],
        "keys": [],
        "dates": None,
        "forbidden": [],
    }
    up = feedback.vote.vote == "up"
    if up and answer.refused:
        case |= _refusal(answer)
    elif up:
        case |= _answered(answer, shown.within.dates is not None)
    elif not answer.refused:
        case |= _not_again(answer)
    case["tags"] = _tags(feedback, answer)
    case["note"] = " ".join(_notes(feedback, answer))
    return {name: _whole(value) for name, value in case.items()}


def _answered(answer: Answer, changed: bool) -> Json:
    """``changed`` where its days were not read from the question but set by its asker."""
    return {
        "articles": list(dict.fromkeys(one.article for one in answer.citations)),
        "sentences": [
            {"article": one.article, "quote": one.quote}
            for one in {(one.article, one.quote): one for one in answer.citations}.values()
        ],
        "dates": None if changed else _dates(answer.dates),
    }


def _dates(dates: DateReading) -> Json | None:
    """The days that words were read as; what only the page's fields said is in from and to."""
    limit = dates.limit
    if limit is None or limit.words is None:
        return None
    return {"start": _day(limit.start), "end": _day(limit.end), "applies_to": dates.applies_to}


def _refusal(answer: Answer) -> Json:
    # That nothing a model wrote was supported says nothing of another one's words.
    told = None if answer.reason is Reason.NOT_SUPPORTED else answer.reason
    return {"expect": "refusal", "reason": told.value if told else None}


def _not_again(answer: Answer) -> Json:
    single = answer.form is Form.ANSWER and len(answer.claims) == 1
    return {"forbidden": [one.text for one in answer.claims if one.text.strip()] if single else []}


def _tags(feedback: Feedback, answer: Answer) -> list[str]:
    tags = ["feedback", f"thumb-{feedback.vote.vote}"]
    tags += ["written"] if answer.usage.model else []
    tags += ["days-changed"] if feedback.shown.within.dates is not None else []
    return [*tags, *(["curate"] if feedback.vote.vote == "down" else [])]


def _notes(feedback: Feedback, answer: Answer) -> list[str]:
    """What a curator needs beside the case, in sentences."""
    vote = feedback.vote
    notes = [f"Thumb {vote.vote} on {vote.at[:10]}."]
    if comment := " ".join(vote.comment.split()):
        notes.append(f'Comment: "{comment}".')
    if answer.usage.model:
        notes.append(f"Written by {answer.usage.model}.")
    if (changed := feedback.shown.within.dates) is not None:
        limit = changed.limit
        days = f"{limit.start or '...'} to {limit.end or '...'}" if limit else "none"
        notes.append(f"Its asker set the days ({days}): say them in the question.")
    if vote.vote == "up":
        return notes
    if answer.refused:
        return [*notes, f"Refused ({answer.reason}): add the articles that answer it, and keys."]
    said = " ".join(answer.text.split())
    said = said if len(said) <= _SAID else f"{said[: _SAID - 1]}…"
    return [*notes, f'It said: "{said}". Say what it should have said, or that it should refuse.']


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _whole(value: Any) -> Any:
    """The value with replacement marks for halves of characters, which no UTF-8 file can hold."""
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {name: _whole(one) for name, one in value.items()}
    return value
