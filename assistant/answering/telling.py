"""How much a sentence tells of what happened, and which of its dates is the day of that.

Whether it can be read alone at all, assistant.answering.standing says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.beside import beside, ends_a_count
from assistant.answering.sentences import Sentence
from assistant.answering.timing import precision
from assistant.domain import EventSpan
from assistant.text.sentences import Unit

_IRREGULAR = (
    "began|became|blew|bought|broke|brought|built|burst|came|caught|chose|cut|dealt|died|drew|drove|fell|fled|flew|"
    "forbade|fought|found|froze|gave|got|grew|held|hit|hurt|kept|killed|laid|led|left|lent|lost|"
    "made|met|opened|overtook|paid|put|quit|ran|rose|sank|sent|set|shook|shot|shut|sold|sought|"
    "spent|split|spread|stole|stood|struck|stuck|swam|swept|swore|threw|took|tore|went|withdrew|won|wrote"
)
_SAID = (
    "said|says|say|told|tells|added|wrote|argued|noted|stressed|insisted|warned|claimed|declared|"
    "explained|suggested|described|predicted|believed?s?|think|thinks|thought|acknowledged|"
    "complained|commented|stated|asked|answered|replied"
)
_PAST = (
    rf"\b(?!(?:{_SAID}|need|indeed|concerned|alleged|expected|supposed|worried)\b)"
    rf"(?:[a-z]{{3,}}ed|{_IRREGULAR})\b"
)
_BEFORE_NOW = re.compile(_PAST)
_HAPPENED = re.compile(
    rf"{_PAST}|\b(?:is|are|was|were)(?: (?!not\b)[a-z]+)? [a-z]{{3,}}ing\b|\bwill [a-z]{{3,}}\b"
)
_IS_SOMETHING = re.compile(r"\b(?:is|are|was|were) (?:an?|the|very|among|one|more|so|too)\b")
_SPEAKS = re.compile(rf"\b(?:{_SAID})\b")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|me|us|ourselves|myself|you|your)\b(?!\.)")
_HEDGED = re.compile(
    r"\b(?:may|might|could|would|should|ought|perhaps|probably|likely|unlikely|seems?|seemed|appears?"
    r"|appeared|unclear|difficult to say|if|possibly|potentially|whether|suggests?)\b",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"[“\"][^“”\"]*[”\"]?")
# "..., he said": what is said before is his, whether or not it stands in quotation marks.
_TRAILING_SPEAKER = re.compile(
    rf",[”\"]?\s(?:(?:{_SAID})\s[^,]{{2,60}}|[^,]{{2,60}}\s(?:{_SAID}))(?:,.{{0,200}})?[.”\"]*$"
)
_NOBODY_NAMED = re.compile(
    rf",[”\"]? (?:(?:he|she|they) (?:{_SAID})|(?:{_SAID}) (?:he|she|they))\b"
)
_DECLINED = re.compile(
    r"\b(?:declined to|refused to comment|did not (?:respond|reply|comment)|no comment)\b"
)
_SHORT = 14  # words, in which "it" and "them" are seldom of the sentence itself
_SOMETHING_ELSE = re.compile(r"(?<!^)\b(?:it|them|this|these|those)\b")
_NAMED = re.compile(r"(?<!^)\b[A-Z][a-z]+")
_OPINION = re.compile(
    r"\b(?:analysts?|critics|experts?|observers|commentators|some|many|supporters|opponents)\b"
    r"[^.]{0,30}\b(?:say|says|said|believe|argue|argued|think|fear|hope|suggest|see)\b"
    r"|\b(?:example|sign|proof|symbol) (?:of|that)\b",
    re.IGNORECASE,
)
_IN_GENERAL = re.compile(
    r"\b(?:in the past|ha(?:s|ve) long|always|historically|for (?:many )?(?:years|decades)|often|"
    r"typically|usually|generally)\b"
)

_SAID_THEN = re.compile(
    rf"\b(?:{_SAID}|told \w+|spoke(?: to \w+)?|in reports|announced)\s(?:\w+\s)?(?:late |early )?"
    r"(?:on\s)?$"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that may be quoted alone.

    ``key`` is its article in the catalog, ``event`` the days that it tells of (None where it does
    not say), ``worth`` how much it tells, about -1 to 4; ``relevance`` is 0 to 1, and 1 without a
    topic. ``sentence.article`` is of no use here.
    """

    key: int
    story: int  # the same for near-copies
    published: date
    sentence: Sentence
    event: EventSpan | None
    worth: float
    relevance: float = 1.0

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def day(self) -> date:
        """The day that it stands under."""
        return self.event.first if self.event else self.published


def within_quotation(body: str, units: Sequence[Unit] | Sequence[Sentence]) -> list[bool]:
    """Whether each unit begins within a quotation that its paragraph opened and has not closed."""
    found = []
    depth = 0
    end = 0
    for unit in units:
        if "\n" in body[end : unit.start]:
            depth = 0
        found.append(depth > 0)
        text = body[unit.start : unit.end]
        # Only marks that have a direction tell whether they open or close.
        depth = max(0, depth + text.count("“") - text.count("”"))
        end = unit.end
    return found


def spoken(text: str) -> bool:
    """Whether a sentence is more of what somebody said than of what happened."""
    marks = sum(end - start for start, end in (m.span() for m in _QUOTATION.finditer(text)))
    outside = _QUOTATION.sub(" ", text)
    return (
        text[:1] in '“"‘'
        or marks > 0.5 * len(text)
        or _FIRST_PERSON.search(outside) is not None
        or _NOBODY_NAMED.search(text) is not None
        or _foretold(text)
    )


def _foretold(text: str) -> bool:
    """Whether somebody says it, and what is said is not what happened."""
    speaker = _TRAILING_SPEAKER.search(text)
    return speaker is not None and not _BEFORE_NOW.search(text, 0, speaker.start())


def worth(text: str, place: int, event: EventSpan | None, *, said: bool = False) -> float:
    """How much a sentence tells, about -1 to 4; ``place`` counts the sentences of its article.

    A day, a verb of what happened, names, figures and an early place speak for it; opinions and
    conjectures against, and so do words of somebody (``said``: see ``spoken``).
    """
    outside = _QUOTATION.sub(" ", text)
    total = 0.6 * 0.85**place
    if event is not None:
        total += 0.3 + 0.9 * precision(event)
    happened = _HAPPENED.search(outside) is not None
    total += 0.7 if happened else 0.0
    named = len(_NAMED.findall(text))
    total += min(0.6, 0.15 * named) if named else -0.3
    total += 0.3 if re.search(r"\d", text) else 0.0
    total -= min(0.9, 0.35 * len(_HEDGED.findall(outside)))
    if event is None and _IS_SOMETHING.search(outside):
        total -= 0.4
    if _SPEAKS.search(outside) and not happened:
        total -= 0.3
    if _DECLINED.search(text):
        total -= 0.6
    if _IN_GENERAL.search(outside):
        total -= 1.0
    if _OPINION.search(outside):
        total -= 0.6
    if said:
        total -= 0.9
    size = text.count(" ") + 1
    if size < _SHORT and _SOMETHING_ELSE.search(outside):
        total -= 0.5
    return total - max(0.0, (size - 45) / 30) - max(0.0, (9 - size) / 9)


def when(sentence: Sentence) -> EventSpan | None:
    """The one of its event dates that is the day of what the sentence tells; None without any.

    Those that stand beside it tell of something else. The day when it was said comes last, but for
    one that only ends a count, and what is planned behind what was.
    """
    usable = [event for event in sentence.events if not beside(sentence, event)]
    if not usable:
        return None

    def rank(event: EventSpan) -> tuple[bool, bool, bool, float, int]:
        before = sentence.text[: event.start - sentence.start]
        said = _SAID_THEN.search(before) is not None
        counted = ends_a_count(sentence, event)
        return event.planned, counted, said, -precision(event), event.start

    return min(usable, key=rank)
