"""Follow-ups that ask for a digest or a timeline of what was spoken of, or go on with one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chat.forms import Asked, read_form
from assistant.chat.held import held, read_again
from assistant.chat.subjects import subject
from assistant.chat.topics import topic_of
from assistant.chat.turns import Turn
from assistant.domain import DateReading, Form
from assistant.text.names import names
from assistant.text.words import is_content, words

MOST_WORDS = 6
"""Of a topic that takes the place of another one."""
LONGEST_POINT = 300
"""Characters of a point that is asked about in its words."""

MOST_NAMES = 3
"""Of a point, by which it is asked about."""

_MORE_ABOUT = "What is reported about "
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERS = "one two three four five six seven eight nine ten".split()
_THING = r"(?:point|story|item|development|entry|event|bullet(?: point)?|news|topic|thing|claim)"
_NTH = rf"(?P<nth>{'|'.join(_ORDINALS)}|last|\d{{1,2}}(?:st|nd|rd|th))(?: (?:{_THING}|one))?"
_NUMBERED = rf"{_THING} (?:no\.? ?|number |#)?(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_POINT = re.compile(
    r"(?:(?:tell|give|show|explain|say|know|describe|what|how|expand|elaborate|go|read|i|want|to|"
    r"me|us|is|does|can|you|about|on|of|into|some|more|further|details?|something|please)\s+)*"
    rf"(?:(?:the |your |that )?{_NTH}|{_NUMBERED}|(?:no\.? ?|number |#)(?P<n2>\d{{1,2}}))"
    r"(?: (?:in (?:more )?detail|mean|about|more)|,? please)*[\s?.!]*",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"(?:(?:what|how) (?:about|of)|(?:only|just)(?: (?:about|on|for|in))?|about|on|regarding|"
    r"(?:and |the same )for|in|only|of)\s+(?P<topic>.+?)[\s?.!]*",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\s+(?:only|instead|then|please|too|as well)$", re.IGNORECASE)
_IT = re.compile(
    r"\b(?:(?:all )?(?:it|this|that|them|these|those|they)|(?:the|this|that|these|those) "
    r"(?:situation|story|stories|matter|affair|issue|case|thing|topic|subject))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|said|says|he|she|him|her|"
    r"his|they|them|their|it|its|this|that|these|those|there|who|what|why|when|where|how|which)\b",
    re.IGNORECASE,
)


def summed(
    question: str, own: DateReading, turns: Sequence[Turn], *, led: bool
) -> tuple[str, DateReading | None] | None:
    """The whole question, and the dates that hold on; None where it is no such follow-up.

    ``led`` says that it began with "And" or the like.
    """
    asked = read_form(question, own)
    if asked.points:
        return _pointed(question, asked, own, turns)
    if asked.form is not Form.ANSWER:
        return None
    if point := _point_meant(question, turns):
        return f"{_MORE_ABOUT}{_known_by(point)}?", held(turns)
    last = turns[-1]
    topic = _topic_meant(question, led=led)
    if last.answer.form is Form.ANSWER or topic is None or own.limit is not None:
        return None
    before = read_form(last.whole_question, read_again(last.whole_question, last.answer.as_of))
    return _of(last.answer.form, topic, happened=before.happened), held(turns)


def _pointed(
    question: str, asked: Asked, own: DateReading, turns: Sequence[Turn]
) -> tuple[str, DateReading | None]:
    """ "Sum it up": what was spoken of before, in the days that were spoken of.

    A timeline ("how did that develop?") is not held to these days: it asks what came before and
    after them.
    """
    last = turns[-1].answer
    days = f" {own.limit.words}" if own.limit is not None and own.limit.words else ""
    topic = subject(turns)
    if asked.form is Form.TIMELINE:
        whole = _IT.sub(topic, question, count=1) if topic else question
        return whole, held(turns) if last.form is Form.TIMELINE and not days else None
    if last.form is Form.DIGEST and not days:
        return turns[-1].whole_question, held(turns)
    dates = own if days else held(turns)
    happened = dates is not None and dates.applies_to == "either"
    return f"{_of(Form.DIGEST, topic, happened=happened)}{days}", None if days else dates


def _of(form: Form, topic: str | None, *, happened: bool) -> str:
    if form is Form.TIMELINE:
        return f"Timeline of {topic}" if topic else "Timeline"
    if happened:
        return f"Sum up what happened with {topic}" if topic else "Sum up what happened"
    return f"Sum up the news about {topic}" if topic else "Sum up the news"


def _point_meant(question: str, turns: Sequence[Turn]) -> str | None:
    """The words of the point of a digest, or of the entry of a timeline, that is meant.

    Of the last turn, or of that before the questions about other points of it.
    """
    found = _POINT.fullmatch(question)
    others = [turn for turn in turns if not (turn.answer.rewritten or "").startswith(_MORE_ABOUT)]
    if found is None or not others or others[-1].answer.form is Form.ANSWER:
        return None
    answer = others[-1].answer
    points = [point for part in answer.parts for point in part.points]
    firsts = [point[0] for point in points if point] or list(range(len(answer.claims)))
    at = _place((found["nth"] or found["n"] or found["n2"]).lower(), len(firsts))
    if not 0 <= at < len(firsts) or firsts[at] >= len(answer.claims):
        return None
    return answer.claims[firsts[at]].text


def _known_by(point: str) -> str:
    """The names in a point; where it has none, its words."""
    known = list(dict.fromkeys(name.text for name in names(point)))[:MOST_NAMES]
    if not known:
        return " ".join(point.split())[:LONGEST_POINT].rstrip(".!? ")
    *firsts, last = known
    return f"{', '.join(firsts)} and {last}" if firsts else last


def _place(number: str, of: int) -> int:
    """The place, from 0, that "second", "2nd", "two", "2" or "last" is of so many."""
    if number == "last":
        return of - 1
    for spelled in (_ORDINALS, _NUMBERS):
        if number in spelled:
            return spelled.index(number)
    return int(re.sub(r"\D", "", number)) - 1


def _topic_meant(question: str, *, led: bool) -> str | None:
    """The topic that a fragment names: "what about Belarus?", "and the migrants?"."""
    text = _ONLY.sub("", question.strip(" ?.!"))
    found = _TOPIC.fullmatch(text)
    if found is None and not led:
        return None
    topic = topic_of(found["topic"] if found else text)
    said = words(topic or "")
    if topic is None or len(said) > MOST_WORDS or _CLAUSE.search(topic):
        return None
    if not any(is_content(word) for word in said):
        return None  # "and before?"
    return topic
