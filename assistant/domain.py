"""The words of the project as types: frozen, hashable where it matters, standard library only.

Spans are half-open character offsets ``[start, end)`` into an Article's body, which is never
altered; ``body[start:end]`` is the quoted text, always.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

SearchName = Literal["terms", "vectors"]
GeneratorName = Literal["extractive", "llm"]
"""Who writes the sentences of an answer: nobody (they are quoted), or a language model."""


@dataclass(frozen=True, slots=True)
class Article:
    """One dated text of the corpus. ``source`` is the outlet, ``url`` where it was published."""

    id: str
    published: date
    title: str
    body: str
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one Article: ``body[start:end] == text``."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """Inclusive days; an end that is None is open. ``words`` is what it was read from."""

    start: date | None = None
    end: date | None = None
    words: str | None = None

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def meet(self, other: DateRange | None) -> DateRange:
        """The days in both; empty (``start > end``) where they share none."""
        if other is None:
            return self
        starts = [day for day in (self.start, other.start) if day]
        ends = [day for day in (self.end, other.end) if day]
        return DateRange(
            max(starts, default=None), min(ends, default=None), self.words or other.words
        )

    def covers(self, other: DateRange) -> bool:
        """Whether ``other`` lies wholly in these days; one with an open end lies in open ones."""
        first = self.start is None or (other.start is not None and self.start <= other.start)
        last = self.end is None or (other.end is not None and other.end <= self.end)
        return first and last

    @property
    def empty(self) -> bool:
        return self.start is not None and self.end is not None and self.start > self.end

    @property
    def open(self) -> bool:
        """Whether it limits nothing."""
        return self.start is None and self.end is None


@dataclass(frozen=True, slots=True)
class DateReading:
    """What the dates in a question are read as; ``limit`` None means that nothing is limited.

    ``applies_to`` "published" limits the day of publication; "either" also takes what is told of
    those days (Scope). ``latest`` asks for the newest first, and limits nothing.
    """

    limit: DateRange | None = None
    applies_to: Literal["published", "either"] | None = None
    ambiguous: bool = False
    alternatives: tuple[DateRange, ...] = ()
    mentions: tuple[DateRange, ...] = ()
    latest: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Which passages may be used.

    Those published within ``days``; and, where ``told`` is set, those published within ``bounds``
    that hold an event date lying wholly in ``told``. None limits nothing.
    """

    days: DateRange | None = None
    told: DateRange | None = None
    bounds: DateRange | None = None

    def published_in(self, day: date) -> bool:
        """Whether the day of publication alone is enough."""
        return self.days is None or self.days.holds(day)

    def admits(self, day: date) -> bool:
        """Whether an article published on ``day`` may be used, if only for what it tells."""
        within = self.bounds is None or self.bounds.holds(day)
        return self.published_in(day) or (self.told is not None and within)


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved Passage. ``rank`` is 1-based; ``score`` is comparable within one search only.

    ``also_in`` names the near-copies (article ids) that were folded into this Hit.
    """

    passage: Passage
    published: date
    title: str
    score: float
    rank: int
    found_by: tuple[SearchName, ...]
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventDate:
    """The days that words of a quote tell about, resolved against the publication date.

    ``planned`` where the article speaks of them as days to come.
    """

    start: date
    end: date
    words: str
    planned: bool = False


@dataclass(frozen=True, slots=True)
class EventSpan:
    """``body[start:end]`` of an Article are words for the days ``first`` to ``last``, inclusive."""

    start: int
    end: int
    first: date
    last: date
    planned: bool = False

    @property
    def days(self) -> DateRange:
        return DateRange(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Citation:
    """``quote`` is ``body[start:end]`` of the Article, exactly. ``label`` counts from 1."""

    label: int
    article: str
    published: date
    title: str
    start: int
    end: int
    quote: str
    event: EventDate | None = None
    also_in: tuple[str, ...] = ()


class Verdict(StrEnum):
    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    UNCITED = "uncited"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an Answer, the labels it cites, and how far they support it (0 to 1).

    In a timeline ``date`` is the day that it stands under: an event date, or else that of
    publication; ``new`` where it holds a number or a name that no earlier one has.
    """

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    score: float
    date: date | None = None
    date_is: Literal["event", "published"] | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a digest: its days, how many articles they have (all of them read), and its
    points, most important first. A point is the places of its Claims in the Answer, from 0."""

    days: DateRange
    articles: int
    points: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one Claim (its place in the Answer, from 0) says where others say otherwise.

    ``words`` are the claim's own ("550,000 people"); ``day`` is when it was so: the event date, or
    else that of publication. ``corrected`` where an article says since that it was a mistake.
    """

    claim: int
    words: str
    day: date
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Different figures for the same thing, newest first; ``about`` names the thing."""

    about: str
    sides: tuple[Side, ...]

    @property
    def settled(self) -> bool:
        """Whether all sides but one are said to have been mistakes: nothing is in dispute."""
        return sum(side.corrected for side in self.sides) == len(self.sides) - 1


class Form(StrEnum):
    """What a question asks for."""

    ANSWER = "answer"
    DIGEST = "digest"
    TIMELINE = "timeline"


class Reason(StrEnum):
    """Why an Answer is a Refusal."""

    NOT_IN_CORPUS = "not_in_corpus"
    NOT_IN_RANGE = "not_in_range"
    AMBIGUOUS_DATE = "ambiguous_date"
    NOT_SUPPORTED = "not_supported"


@dataclass(frozen=True, slots=True)
class Usage:
    """What an Answer cost. ``ms`` maps a stage to milliseconds of wall time.

    Of a model: ``host`` is the server that passages were sent to, ``prompts`` the SHA-256 of each
    prompt that was used, by its name; tokens are the server's count, or ours (o200k_base) where
    it has none; ``cost`` is in the currency of the prices that are set, None where none are.
    ``sent`` counts the passages that the model was shown; ``left_out`` are those that did not fit,
    and ``turns_left_out`` how many turns of the conversation.
    """

    generator: str = "extractive"
    model: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    ms: Mapping[str, float] = field(default_factory=dict)
    host: str | None = None
    prompts: Mapping[str, str] = field(default_factory=dict)
    cost: float | None = None
    calls: int = 0
    sent: int = 0
    left_out: tuple[Passage, ...] = ()
    turns_left_out: int = 0


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it will be searched. ``rewritten`` is None where nothing was added."""

    question: str
    rewritten: str | None
    as_of: date
    dates: DateReading
    form: Form = Form.ANSWER


@dataclass(frozen=True, slots=True)
class Found:
    hits: tuple[Hit, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles the hits are from, best first."""
        return tuple(dict.fromkeys(hit.passage.article for hit in self.hits))


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A verified sentence, with every Citation it refers to.

    In a digest ``point`` is the place of its point within the part, from 0.
    """

    claim: Claim
    citations: tuple[Citation, ...]
    point: int | None = None


@dataclass(frozen=True, slots=True)
class PartOpened:
    """The claims that follow belong to these days of a digest, all of whose articles are read."""

    days: DateRange
    articles: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that was taken out, and why."""

    text: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question came to. A Refusal has ``reason`` set and no claims; ``text`` says it.

    Of a digest or timeline ``range`` are the days that it covers, and the counts say how many
    articles they have and how many were read; else they are None. ``notices`` are sentences about
    how it came about, for the reader: what a model's server did, what was cut off.
    """

    question: str
    rewritten: str | None
    as_of: date
    dates: DateReading
    form: Form
    reason: Reason | None
    text: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    nearest: tuple[date, ...] = ()
    usage: Usage = field(default_factory=Usage)
    range: DateRange | None = None
    articles_in_range: int | None = None
    articles_read: int | None = None
    parts: tuple[Part, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        return self.reason is not None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long task is. ``total`` is None while it is not known; units are articles."""

    stage: str
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Finished:
    answer: Answer


Event = Understood | Found | Progress | PartOpened | ClaimShown | Dropped | Finished


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the corpus that was skipped or looks wrong. ``line`` is 1-based or None."""

    path: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, counted in articles; ``seconds`` is wall time."""

    read: int
    added: int
    changed: int
    removed: int
    unchanged: int
    skipped: int
    duplicates: int
    passages: int
    seconds: float
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An Article as a list shows it. ``also_in`` names its near-copies."""

    id: str
    published: date
    title: str
    source: str | None
    passages: int
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """What belongs to an article: ``copies`` are near-copies of its text, ``related`` tell of the
    same matter; each in order of their days. Near-copies of one another are related once."""

    copies: tuple[ArticleEntry, ...]
    related: tuple[ArticleEntry, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits of one search; ``ms`` is wall time."""

    question: str
    as_of: date
    dates: DateReading
    hits: tuple[Hit, ...]
    ms: float


@dataclass(frozen=True, slots=True)
class Overview:
    """What a generation of the index holds. ``synced_at`` is ISO 8601 in UTC."""

    generation: int
    articles: int
    passages: int
    first: date | None
    last: date | None
    synced_at: str
    sources: tuple[str, ...]
    embedding: str
