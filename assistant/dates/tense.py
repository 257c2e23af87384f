"""Whether a sentence speaks of a day as gone or as to come, from the verbs around its words.

No parser: words of the sentence that carry tense are marked (``Clause.marks``), and the mark that
governs a place is found by where the place stands:

1. straight before a modal ("the hearing on Friday would ..."): that one;
2. first in its clause ("On Friday, the court will ..."; "said that on Friday ..."; "and on
   Friday ..."): the first mark to the right, without those of relative clauses;
3. else the nearest mark to the left in the same clause: "said Friday that he will go" is past,
   "said he will go on Friday" is to come;
4. else the nearest to the right, then to the left beyond the clause, then none.

The lists are of news English. A participle before a noun ("armed troops") is no mark; neither is an
infinitive, unless what it hangs on looks forward ("agreed to", "ordered troops to").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from assistant.dates import verbs

_TOKEN = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*(?:[’'](?=\s))?|[,;:()\[\]—–“”\"]|-(?=\s)|[.…?!]")


_TRIGGERS = frozenset().union(
    verbs.MODALS,
    verbs.BE_NOW,
    verbs.BE_THEN,
    verbs.FORWARD,
    verbs.PUT_OFF,
    verbs.SCHEDULED,
    verbs.SCHEDULED_MANY,
    verbs.IRREGULAR,
    ("has", "have", "to", "set"),
)
"""Every word that can carry tense, but for those in -ed and -'ll."""


class Tense(Enum):
    PAST = "past"
    PRESENT = "present"  # of a day without "last" or "next": one to come
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a sentence and which of them carry tense, by their place in ``words``."""

    text: str
    words: Sequence[str]
    marks: dict[int, Tense] = field(default_factory=dict)

    def place(self, at: int) -> int:
        """The place of the first word that begins at ``at`` or behind it."""
        # Counted, not looked up: match objects for every word wake the garbage collector.
        return len(_TOKEN.findall(self.text, 0, at))


def read_clause(text: str, *, heading: bool = False) -> Clause:
    """The sentence with its marks; a heading's present tells of what has been, its infinitive of
    what is to come."""
    shown = _TOKEN.findall(text)
    words = "\n".join(shown).lower().replace("’", "'").split("\n")
    marks: dict[int, Tense] = {}
    group = -1  # the last word of the verb that the mark before belongs to
    done = -1
    for at, word in enumerate(words):
        if at <= done or not (word in _TRIGGERS or word[-2:] == "ed" or word[-3:] == "'ll"):
            continue
        tense, last = _mark(words, shown, at, group)
        if heading and tense is None and _infinitive(words, shown, at) and not marks:
            tense, last = Tense.FUTURE, at + 1
        if tense is not None and not (heading and tense is Tense.PRESENT):
            marks[at] = tense
            group = last
        done = at if tense is None else max(at, last)
    return Clause(text, words, marks)


def _mark(words: list[str], shown: list[str], at: int, group: int) -> tuple[Tense | None, int]:
    """The tense that the word carries, and the last word of its verb."""
    word = words[at]
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in verbs.MODALS or word.endswith("'ll"):
        return _modal(words, shown, at, before)
    if word in verbs.BE_NOW or word in verbs.BE_THEN:
        return _be(words, at)
    if word in ("has", "have") and after == "to":
        return Tense.FUTURE, _verb_end(words, at + 2)
    if word in verbs.FORWARD and (after in ("on", "to", "for", "in", "by", "at") or word == "due"):
        if _given_up(words, at):
            return Tense.PAST, at
        if word == "due" and after == "to" and not _looks_verb(words, at + 2):
            return None, at  # "due to the storm"
        return Tense.FUTURE, _verb_end(words, at + 2) if after == "to" else at
    if word in verbs.PUT_OFF and after in ("to", "until", "till"):
        return Tense.FUTURE, at
    if word == "set" and after in ("to", "for"):
        return Tense.FUTURE, _verb_end(words, at + 2) if after == "to" else at
    if word == "to" and _infinitive(words, shown, at):
        if before in verbs.FORWARD and _given_up(words, at - 1):
            return None, at
        if _long_ago(words, at):
            return None, at
        if verbs.COMMISSIVE.intersection(
            words[max(0, at - 3) : at]
        ) or verbs.WITH_OBJECT.intersection(words[max(0, at - 5) : at]):
            return Tense.FUTURE, _verb_end(words, at + 1)
        return None, at
    if word in verbs.SCHEDULED and before not in verbs.ARTICLES and shown[at].islower():
        return Tense.PRESENT, at
    if (
        word in verbs.SCHEDULED_MANY
        and (before.endswith("s") or before in ("people", "they", "we"))
        and before not in verbs.ARTICLES
        and before not in verbs.MODALS
    ):
        return Tense.PRESENT, at
    if word in verbs.IRREGULAR or (
        len(word) > 3 and word.endswith("ed") and word not in verbs.NOT_PAST
    ):
        return (None, at) if _adjectival(words, shown, at, group) else (Tense.PAST, at)
    return None, at


def _long_ago(words: list[str], at: int) -> bool:
    """Whether the infinitive hangs on what was past already: "had been told to come"."""
    first = max(0, at - 4)
    return any(
        word in verbs.WITH_OBJECT and "had" in words[max(0, first + place - 2) : first + place]
        for place, word in enumerate(words[first:at])
    )


def _modal(words: list[str], shown: list[str], at: int, before: str) -> tuple[Tense | None, int]:
    word = words[at]
    rest = words[at + 1 : at + 4]
    if word in ("will", "may", "might", "can", "must"):
        named = not shown[at].islower() and at > 0  # Theresa May, Will Smith
        if named or before in ("the", "his", "her", "their", "its", "at", "of", "free", "a", "own"):
            return None, at
    last = _verb_end(words, at + 1)
    negated = "not" in rest[:1] or word in ("wouldn't", "couldn't")
    if word in ("could", "couldn't") and negated:
        return Tense.PAST, last
    if word in ("would", "wouldn't") and negated and verbs.SILENT & set(rest):
        return Tense.PAST, last
    if word in verbs.COUNTERFACTUAL and "have" in rest[:2]:
        return Tense.PAST, last
    return Tense.FUTURE, last


def _be(words: list[str], at: int) -> tuple[Tense | None, int]:
    now = words[at] in verbs.BE_NOW
    next_ = at + 1
    while next_ < len(words) and (
        words[next_] in verbs.ADVERBS
        or (words[next_].endswith("ly") and words[next_] not in verbs.FORWARD)
    ):
        next_ += 1
    verb = words[next_] if next_ < len(words) else ""
    after = words[next_ + 1] if next_ + 1 < len(words) else ""
    if verb == "to" and _looks_verb(words, next_ + 1):
        return Tense.FUTURE, _verb_end(words, next_ + 1)
    if verb in verbs.PUT_OFF and after in ("to", "until", "till"):
        return Tense.FUTURE, next_
    if verb in verbs.FORWARD and not (verb == "due" and after == "to" and not now):
        return Tense.FUTURE, _verb_end(words, next_ + 2) if after == "to" else next_
    if verb in verbs.FORWARD_TO and after in ("to", "for"):
        return Tense.FUTURE, _verb_end(words, next_ + 2) if after == "to" else next_
    if not now:
        return Tense.PAST, next_
    return Tense.PRESENT, next_ if verb.endswith(("ing", "ed")) or verb in verbs.IRREGULAR else at


def _given_up(words: list[str], at: int) -> bool:
    """Whether what looks forward is spoken of as gone: "had been expected", "first planned"."""
    near = words[max(0, at - 3) : at]
    return "had" in near or not verbs.UNDONE.isdisjoint(near[-1:])


def _infinitive(words: list[str], shown: list[str], at: int) -> bool:
    return words[at] == "to" and _looks_verb(words, at + 1) and shown[at + 1].islower()


def _looks_verb(words: list[str], at: int) -> bool:
    return at < len(words) and words[at].isalpha() and words[at] not in verbs.DETERMINERS


def _verb_end(words: list[str], at: int) -> int:
    """The last word of the verb whose first word, or an adverb before it, stands at ``at``."""
    while at < len(words) and (words[at] in verbs.ADVERBS or words[at].endswith("ly")):
        at += 1
    if at + 1 < len(words) and words[at] in verbs.LINKING and words[at + 1].endswith("ed"):
        at += 1
    return min(at, len(words) - 1)


def _adjectival(words: list[str], shown: list[str], at: int, group: int) -> bool:
    """Whether a form in -ed (or an irregular one) stands before a noun, or is a noun."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    noun = after.isalpha() and after not in verbs.FUNCTION and shown[at + 1].islower()
    if words[at] in ("had", "has", "have", "did", "said", "told"):
        return False
    if before in ("to", *verbs.MODALS):
        return True  # cut, hit, put: the verb of what stands before
    if at - 1 == group and group >= 0:
        return noun
    return noun and before in verbs.DETERMINERS


def tense_at(clause: Clause, start: int, end: int) -> Tense | None:
    """The tense that the words ``[start, end)`` of the sentence stand in; None without any."""
    words, marks = clause.words, clause.marks
    first, last = clause.place(start), clause.place(end)
    lead = first
    while lead > 0 and words[lead - 1] in verbs.LEADING and lead - 1 not in marks:
        lead -= 1
    before = words[lead - 1] if lead else ""
    after = words[last] if last < len(words) else ""
    if last in marks and after in verbs.MODALS and before not in verbs.REPORTING:
        return marks[last]
    if "ahead" in words[max(0, lead - 2) : first] or "upcoming" in words[max(0, first - 2) : first]:
        return Tense.FUTURE
    until = "until" in words[lead:first] or "till" in words[lead:first]
    aside = before == "," and after == ","
    initial = not before or before in verbs.OPENING or before in verbs.CLAUSE
    if initial and not aside:
        right = _right(clause, last)
        if right is not None:
            return right
    gone = before in verbs.PAST_NOUNS
    for place in range(lead - 1, -1, -1):
        if gone and words[place] in verbs.AFTERMATH:
            return Tense.PAST  # "will appear in court over a robbery in May"
        if place in marks:
            # "stay closed until Friday" and "was closed until Friday" both look forward.
            if until and marks[place] is Tense.PAST and words[place] not in verbs.UNTIL_PAST:
                return Tense.FUTURE
            return marks[place]
        if words[place] in verbs.STRONG or words[place] in verbs.CLOSED:
            right = _right(clause, last)
            if right is not None:
                return right
    return _right(clause, last)


def _right(clause: Clause, at: int) -> Tense | None:
    """The first mark from ``at`` on, in its clause, without those of relative clauses."""
    skip = 0
    for place in range(at, len(clause.words)):
        word = clause.words[place]
        if place in clause.marks:
            if not skip:
                return clause.marks[place]
            skip -= 1
        elif word in verbs.RELATIVE:
            skip = 1
        elif word in (";", ":", ".", "?", "!", "…"):
            return None
    return None
