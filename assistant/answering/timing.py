"""What event dates say of a sentence: whether it may be used, whether it fits, when it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from assistant.answering.beside import beside
from assistant.answering.sentences import Sentence, Source
from assistant.domain import DateReading, EventSpan
from assistant.retrieval import Ranked

AGREES = 1.0
"""What is added to the score of a sentence that tells of the days asked about; half of it for days
that were still to come, and for the days of a mention."""
CARRIED = -0.75
"""What is added where a report of a later day names none."""
DISAGREES = -1.5
"""What is added where every day that it tells of is another one."""
IN_TENSE = 1.0
_WHEN = r"^\W*(?:and |so |but )?(?:when|(?:on|in) (?:what|which) (?:day|date|month|year))"
_WHEN_WILL = re.compile(
    rf"{_WHEN}\b[^?]*?\b(?:will|shall|going to|due to|planned|expected|scheduled)\b", re.IGNORECASE
)
_WHEN_DID = re.compile(rf"{_WHEN} (?:did|was|were|had|has|have)\b", re.IGNORECASE)
RELEVANT = 1.0
"""A passage is relevant whose fused score is at most this far below the best (in z)."""
WORDED, NOT_FAR = 0.55, 3.0
"""So is one with this share of the best BM25 score (it has the question's words, however seldom)
whose fused score is not farther below."""
NEWEST, LEADS, BACKGROUND = 2.0, 1.0, -1.5
LONG_AGO = 30
"""What lay more than so many days before the article is its background, and nothing new."""
_PRECISE = ((1, 1.0), (7, 0.95), (31, 0.8), (92, 0.7), (366, 0.55))  # days at most, strength


def agreement(
    sentences: Sequence[Sentence], sources: Sequence[Source], reading: DateReading
) -> npt.NDArray[np.float64]:
    """What to add to each sentence's score for the days it tells of, float64 ``(n,)``."""
    return np.array(
        [
            CARRIED
            if not sentence.events and sources[sentence.article].told is not None
            else _agrees(sentence.events, reading)
            for sentence in sentences
        ]
    )


def _agrees(events: Sequence[EventSpan], reading: DateReading) -> float:
    if not events:
        return 0.0
    asked = reading.limit if reading.applies_to == "either" else None
    if asked is not None:
        within = [event for event in events if asked.covers(event.days)]
        if within:
            return AGREES / 2 if all(event.planned for event in within) else AGREES
        if all(event.days.meet(asked).empty for event in events):
            return DISAGREES
        return 0.0
    named = any(mention.covers(event.days) for mention in reading.mentions for event in events)
    return AGREES / 2 if named else 0.0


def tense(sentences: Sequence[Sentence], question: str) -> npt.NDArray[np.float64]:
    """What to add to each sentence's score for whether it tells of days to come or past.

    IN_TENSE where "when will ..." and the days agree, less where they do not; 0 without days, and
    for a question of another kind.
    """
    ahead = _WHEN_WILL.search(question) is not None
    if not ahead and not _WHEN_DID.search(question):
        return np.zeros(len(sentences))
    return np.array([_fits_tense(sentence, ahead=ahead) for sentence in sentences])


def _fits_tense(sentence: Sentence, *, ahead: bool) -> float:
    if not sentence.events:
        return 0.0
    return IN_TENSE if any(event.planned == ahead for event in sentence.events) else -IN_TENSE


def newest_first(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The relevant passages by the day of their article, the newest first; then the others."""
    if not ranked:
        return []
    best = ranked[0].score
    worded = WORDED * max(found.bm25 for found in ranked)

    def relevant(found: Ranked) -> bool:
        has_words = 0 < worded <= found.bm25 and found.score >= best - NOT_FAR
        return found.score >= best - RELEVANT or has_words

    return sorted(
        ranked,
        key=lambda found: (0, -found.record.published.toordinal()) if relevant(found) else (1, 0),
    )


def recency(sentences: Sequence[Sentence], sources: Sequence[Source]) -> npt.NDArray[np.float64]:
    """What to add to each sentence's score for how new it is.

    NEWEST for the newest article, LEADS for what an article begins with, BACKGROUND for what was
    long ago when it came out.
    """
    days = sorted({source.article.published for source in sources})
    steps = max(1, len(days) - 1)
    found = []
    for sentence in sentences:
        source = sources[sentence.article]
        published = source.article.published
        ages = [(published - event.last).days for event in sentence.events]
        found.append(
            NEWEST * days.index(published) / steps
            + LEADS * (sentence.index in source.lead)
            + BACKGROUND * (bool(ages) and min(ages) > LONG_AGO)
        )
    return np.array(found)


def precision(event: EventSpan) -> float:
    """How well the span answers "when": 1 for a day, less the longer it is."""
    length = (event.last - event.first).days + 1
    return next((strength for most, strength in _PRECISE if length <= most), 0.4)


def told_day(sentence: Sentence, published: date) -> date:
    """The day that the sentence tells of, where it names one and only one; else ``published``."""
    days = {
        event.first
        for event in sentence.events
        if event.first == event.last and not beside(sentence, event)
    }
    return days.pop() if len(days) == 1 else published


def event_of(sentence: Sentence, reading: DateReading, near: Sequence[str]) -> EventSpan | None:
    """The one of its event dates that says when it was, None without any.

    One within the days asked about goes before others; then one that is the sentence's own (not of
    a noun in it, see ``beside``); then the more precise; then the one nearest to the words of the
    question, whose stems are ``near``.
    """
    if not sentence.events:
        return None
    asked = reading.limit
    spots = [word.start for word in sentence.words if word.stem in near]

    def worth(event: EventSpan) -> tuple[bool, bool, float, float]:
        at = event.start - sentence.start
        distance = min((abs(at - spot) for spot in spots), default=0)
        fits = asked is not None and asked.covers(event.days)
        own = not beside(sentence, event)
        return fits, own, precision(event) - min(distance, 200) / 400, -distance

    return max(sentence.events, key=worth)
