"""Follow-ups: a question that leans on the turns before it, made whole without a model.

What is carried over: for a pronoun the person, people or thing that was spoken of; for an elliptic
question ("and in Poland?") the whole question before, with the new part in place of the old one of
its kind; and the days that the earlier question was limited to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chat.turns import Turn
from assistant.domain import DateRange
from assistant.text.names import names
from assistant.text.words import is_content, words

_LEAD = re.compile(r"^(?:and|but|so|then|also|ok(?:ay)?|well)\b[,\s]*", re.IGNORECASE)
_WHAT_ABOUT = re.compile(r"^(?:what|how) about\s+(?P<rest>.+?)\??$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"^(?P<how>in|at|on|by|for|with|from|to|near|about|against|before|after|since|of)\s+(?P<rest>.+?)\??$",
    re.IGNORECASE,
)
_HE = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_IT = re.compile(
    r"\b(?:it|its|this|that|these|those|there)\b(?!\s+(?:is|are|was|were|will)\b\s+\w+\s+to\b)",
    re.IGNORECASE,
)
_THERE_IS = re.compile(r"\b(?:is|are|was|were|will|did)\s+there\b|\bthat\s+\w+", re.IGNORECASE)
_POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs"})
_BARE = re.compile(
    r"^(?:why|when|where|who|how|how many|how much|how so|why not|since when|what else|who else|"
    r"where else|why is that|what then|what next)\s*(?:\?|$)",
    re.IGNORECASE,
)
_QUESTION_START = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|did|does|do|has|have|had|can|"
    r"could|will|would|should|may|might|tell|show|list|give|name|sum|summari[sz]e|explain)\b",
    re.IGNORECASE,
)


def make_whole(question: str, turns: Sequence[Turn]) -> tuple[str, DateRange | None]:
    """The question as it can be searched alone, and the days that it inherits.

    Both as they came (and None) where nothing leans on an earlier turn.
    """
    if not turns:
        return question, None
    last = turns[-1]
    before = last.whole_question
    bare = _LEAD.sub("", question)
    led = bare != question
    whole = _elliptic(bare, before, led) or _with_antecedents(bare, turns, led)
    if whole is None:
        return question, None
    limit = last.answer.dates.limit
    # Days that the earlier question named; limits of the caller come with each question.
    return whole, limit if limit is not None and limit.words else None


def _elliptic(question: str, before: str, led: bool) -> str | None:
    """For a fragment: the question before, with the fragment in it."""
    about = _WHAT_ABOUT.match(question)
    if about and not _PREPOSITION.match(about["rest"]):
        return _replaced(before, about["rest"], None)
    fragment = about["rest"] if about else question
    prepositional = _PREPOSITION.match(fragment)
    if prepositional and not _verb(fragment):
        return _replaced(before, prepositional["rest"], prepositional["how"])
    if _BARE.match(question):
        return f"{question.rstrip('?')} {_topic(before)}?"
    if (
        not _QUESTION_START.match(question)
        and (led or len(question.split()) <= 4)
        and not _verb(question)
    ):
        return _replaced(before, question.rstrip("?"), None)
    return None


def _replaced(before: str, part: str, preposition: str | None) -> str:
    """The question before with ``part`` in place of what stood there of the same kind."""
    stem = before.rstrip("?. ")
    part = part.rstrip("?. ")
    if preposition:
        old = re.search(
            rf"\b{preposition}\s+(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*", stem
        ) or re.search(rf"\b{preposition}\s+[\w’' -]+$", stem, re.IGNORECASE)
        new = f"{preposition} {part}"
        return f"{stem[: old.start()]}{new}{stem[old.end() :]}?" if old else f"{stem} {new}?"
    added = names(f"about {part}")
    olds = names(stem[:1].lower() + stem[1:])
    if added and olds:
        kind = added[0].kind
        same = [name for name in olds if name.kind == kind] or olds
        old_name = same[0]
        return f"{stem[: old_name.start]}{part}{stem[old_name.end :]}?"
    return f"{stem} {part}?"


def _with_antecedents(question: str, turns: Sequence[Turn], led: bool) -> str | None:
    """The question with its pronouns replaced by what they stand for; None without a pronoun."""
    own = [name for name in names(_lowered(question)) if name.kind in ("person", "other")]
    whole, changed = question, False
    if _HE.search(question) and not own:
        person = _spoken_of(turns, ("person",)) or _spoken_of(turns, ("other", "people"))
        if person:
            whole, changed = _HE.sub(lambda m: _as(m[0], person), whole, count=1), True
    if not changed and _THEY.search(question):
        group = _spoken_of(turns, ("organisation", "people", "place", "other", "person"))
        if group:
            whole, changed = _THEY.sub(lambda m: _as(m[0], group), whole, count=1), True
    if not changed and _IT.search(question) and not _THERE_IS.search(question):
        return _with_topic(question, turns)
    if changed:
        # Of one person or group many things are told: the topic tells them apart, unless the
        # follow-up brings one of its own.
        return whole if _own_topic(question) else _with_topic(whole, turns)
    return _with_topic(question, turns) if led and len(words(question)) <= 5 else None


def _own_topic(question: str) -> bool:
    return sum(is_content(word) for word in words(question)) >= 1


def _with_topic(question: str, turns: Sequence[Turn]) -> str:
    have = {word.stem for word in words(question)}
    rest = " ".join(
        part
        for part in _topic(turns[-1].whole_question).split()
        if not {word.stem for word in words(part)} <= have
    )
    return f"{question.rstrip('? ')} ({rest})?" if rest else question


def _topic(question: str) -> str:
    """The words of a question that carry its meaning, in order."""
    return " ".join(question[word.start : word.end] for word in words(question) if is_content(word))


def _spoken_of(turns: Sequence[Turn], kinds: Sequence[str]) -> str | None:
    """The name that a pronoun most likely stands for: of the last question, else of its answer."""
    for turn in reversed(turns):
        asked = turn.whole_question
        shown = " ".join(claim.text for claim in turn.answer.claims[:1])
        for text in (_lowered(asked), shown):
            found = [name for name in names(text) if name.kind in kinds]
            if found:
                return found[0].text
    return None


def _as(pronoun: str, name: str) -> str:
    return f"{name}’s" if pronoun.lower() in _POSSESSIVE else name


def _lowered(question: str) -> str:
    return question[:1].lower() + question[1:]


def _verb(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:is|are|was|were|did|does|do|has|have|had|will|would|said|say|happened|went|can|"
            r"could)\b",
            text,
            re.IGNORECASE,
        )
    )
