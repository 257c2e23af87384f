"""Which form a question asks for: the sum of some days, a timeline, or an answer.

Rules over whole phrases, no model: the words that the days were read from, greetings and requests
are taken away, and what is left must be a cue and nothing but its topic. So "What
happened on 6 November?" is a digest and "What happened to Burns on Tuesday?" a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.chat import digest_cues, timeline_cues
from assistant.chat.baring import Bared, bared
from assistant.chat.topics import topic_of
from assistant.domain import DateReading, Form

LONGEST = 300
"""Characters of a request for a digest or a timeline; a longer question asks for more."""


_FROM_TODAY = re.compile(r"(?:this|last|past|previous|today|yesterday)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for; of an answer nothing but its form.

    ``topic`` None is anything; ``points`` where it was spoken of before ("sum it up").
    ``happened`` where a digest is asked of what was done in some days, not only of what was
    published; ``everything`` where of the whole corpus. ``unit`` ("week") is the one that holds
    today, where no days are named. ``days_mentioned`` where a date that limits nothing says which
    days.
    """

    form: Form
    topic: str | None = None
    happened: bool = False
    everything: bool = False
    unit: str | None = None
    points: bool = False
    days_mentioned: bool = False


ANSWER = Asked(Form.ANSWER)


def read_form(question: str, dates: DateReading) -> Asked:
    """What a question, whose dates are read, asks for."""
    if len(question) > LONGEST:
        return ANSWER
    limited = [dates.limit] if dates.limit else dates.alternatives[:1]
    asked = _read(bared(question, [days.words for days in limited if days.words]), dates.latest)
    if dates.limit or dates.ambiguous or len(dates.mentions) != 1:
        return asked
    words = dates.mentions[0].words or ""
    if asked.form is not Form.ANSWER and asked.topic is None:
        return asked
    # "Sum up 20 November", on the 15th: the day is all that is asked about, though it is to come.
    # "Last week's Belarus headlines": a day told from today's is no part of a topic.
    again = _read(bared(question, [words]), dates.latest)
    bare = again.form is Form.DIGEST and not again.points
    bare = bare and (again.topic is None or bool(_FROM_TODAY.match(words)))
    return replace(again, days_mentioned=True) if bare else asked


def _read(left: Bared, latest: bool) -> Asked:
    asked = _timeline(left) or _digest(left) or ANSWER
    if latest and asked.topic and not left.dated:
        return ANSWER  # "the latest news on Belarus": newest first
    return asked


def _timeline(left: Bared) -> Asked | None:
    text = left.text
    if left.ordered:
        walk = timeline_cues.WALK_THROUGH.fullmatch(text)
        summed = _object_of(text)
        for found in (walk, _first(timeline_cues.IN_ORDER, text), _first(digest_cues.NEWS, text)):
            if found:
                return _about(Form.TIMELINE, found["topic"])
        if summed is not None:
            asked = _summed(summed, dated=left.dated)
            return asked and _about(Form.TIMELINE, asked.topic)
    if found := _first(timeline_cues.TIMELINE, text):
        groups = found.groupdict()
        place = groups.get("place")
        if place and re.match(r" (?:as|on|and|into|over) ", place):
            return None  # "How did Putin change on ...": of what it says no timeline can be made
        asked = _about(Form.TIMELINE, f"{groups.get('topic') or ''}{place or ''}")
        # "The main events of the week" are summed up, its timeline is one.
        sums = asked.unit and not timeline_cues.SAYS_TIMELINE.search(text)
        return replace(asked, form=Form.DIGEST) if sums else asked
    walk = timeline_cues.WALK_THROUGH.fullmatch(text)
    if walk and not digest_cues.OBJECT_CLAUSE.match(walk["topic"]) and topic_of(walk["topic"]):
        return _about(Form.TIMELINE, walk["topic"])
    return None


def _digest(left: Bared) -> Asked | None:
    text = left.text
    if not text:
        return Asked(Form.DIGEST) if left.dated else None
    if _first(digest_cues.WHAT_HAPPENED, text) or (
        left.dated
        and (digest_cues.WHAT_WENT.fullmatch(text) or digest_cues.WILL_HAPPEN.fullmatch(text))
    ):
        return Asked(Form.DIGEST, happened=True)
    summed = _object_of(text)
    if summed is not None:
        return _summed(summed, dated=left.dated)
    for patterns in (digest_cues.WHAT_WAS_REPORTED, digest_cues.NEWS):
        if found := _first(patterns, text):
            return _about(Form.DIGEST, found.groupdict().get("topic"))
    if left.dated and (found := _first(digest_cues.REPORTED_ABOUT, text)):
        return _about(Form.DIGEST, found["topic"])
    return Asked(Form.DIGEST) if left.dated and _first(digest_cues.DATED_ONLY, text) else None


def _object_of(text: str) -> str | None:
    """What is to be summed up, "" for anything; None where nothing is."""
    for pattern in (digest_cues.SUM_IT_UP, digest_cues.SUM_UP, digest_cues.MOD_SUMMARY):
        if found := pattern.fullmatch(text):
            summed = found["object"] or ""
            # "What was the summary of the Mueller report?" asks for a fact.
            fact = digest_cues.ASKS_WHAT_IS.match(text) and _summed(summed, dated=True)
            return None if fact and fact.topic else summed
    return None


def _summed(words: str, *, dated: bool) -> Asked | None:
    """A digest of what ``words`` name."""
    words = words.strip(" ,.;:?!")
    if not words:
        return Asked(Form.DIGEST)
    if digest_cues.POINTS.fullmatch(words):
        return Asked(Form.DIGEST, points=True)
    if digest_cues.EVERYTHING.fullmatch(words):
        return Asked(Form.DIGEST, everything=not dated)
    if found := _first(digest_cues.OBJECT_HAPPENED, words):
        return replace(_about(Form.DIGEST, found["topic"]), happened=True)
    for patterns in (digest_cues.OBJECT_REPORTED, digest_cues.OBJECT_NEWS):
        if found := _first(patterns, words):
            return _about(Form.DIGEST, found["topic"])
    if digest_cues.OBJECT_CLAUSE.match(words):
        return None  # "sum up what Farkas said": one question, if a long one
    about = digest_cues.OBJECT_ABOUT.fullmatch(words)
    return _about(Form.DIGEST, about["topic"] if about else words)


def _about(form: Form, words: str | None) -> Asked:
    words = (words or "").strip(" ,.;:?!")
    if unit := digest_cues.UNIT.fullmatch(words):
        return Asked(form, unit=unit["unit"].lower())
    points = bool(digest_cues.POINTS.fullmatch(words))
    return Asked(form, None if points else topic_of(words), points=points)


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((found for one in patterns if (found := one.fullmatch(text))), None)
