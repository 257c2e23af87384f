"""Fragments ("and in Poland?", "what about gas?", "why?", "when was that?") put into the question
before."""

from __future__ import annotations

import re

from assistant.domain import Answer
from assistant.text.names import Name, names
from assistant.text.words import stem, words

_ABOUT = re.compile(r"^(?:what|how) about\s+(?P<rest>.+?)[?. ]*$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"^(?P<how>in|at|on|by|for|with|from|to|near|about|against|before|after|since|until|during|of)\s+"
    r"(?P<rest>.+?)[?. ]*$",
    re.IGNORECASE,
)
_AUX = (
    r"(?P<aux>did|does|do|has|have|had|is|are|was|were|will|would|can|could|should|may|might)\s+"
    r"(?P<rest>.+)$"
)
_EXTRA = r"(?:\s+(?!(?:that|when|who|where|why|if|happened|said)\b)[\w’'-]+)"
_WH = re.compile(
    rf"^(?:(?:in|on|at|by|for|from|to|with|about)\s+)?(?P<wh>(?:who|whom|when|where|why)|"
    rf"(?:how{_EXTRA}{{0,3}}?)|(?:(?:what|which|whose){_EXTRA}{{0,4}}?))\s+{_AUX}",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"^{_AUX}", re.IGNORECASE)
_BARE = re.compile(
    r"^(?P<wh>why(?: not)?|when(?: exactly)?|where(?: exactly)?|how(?: so| long| often| exactly)?|"
    r"since when|until when|for how long|by whom|with whom|to whom|for whom|with what|by what|"
    r"in which \w+|on (?:what|which) (?:day|date))"
    r"(?:\s+(?:is|was|did|does|has|were|are)\s+(?:that|this)(?:\s+(?:be|been|happen|happened|so|the"
    r" case|take place|done|say|come about))?|\s+did it (?:happen|take place)|"
    r"\s+(?:did|does|do|will|would) (?:he|she|they|it) (?:do|say|want|think) (?:that|this|so))?"
    r"\s*[?. ]*$",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"^(?P<wh>(?:who|what|where|when|why|how) else|how many|how much|who|what|which(?: \w+)?|"
    r"what (?:then|next)|(?:like|such as|as) what|says who|according to whom)\s*[?. ]*$",
    re.IGNORECASE,
)
_STARTS_QUESTION = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|did|does|do|has|have|had|can|"
    r"could|will|would|should|may|might|tell|show|list|give|name|sum|summari[sz]e|explain|describe|"
    r"find|compare)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|will|would|said|say|says|happened|went|can|"
    r"could|met|sent|told|made|took|came|left)\b",
    re.IGNORECASE,
)
_WANTS_OBJECT = frozenset("say do think know mean want plan".split())
_PRONOUN = re.compile(
    r"\b(?:he|she|him|his|her|they|them|their|it|its|this|that|these|those|there)\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\bhow (?:many|much)\s+(?P<noun>[^\W\d_]+)", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^()]*\)(?=\??$)")
MOST_WORDS = 6  # of a fragment without a question word


def fill(question: str, before: str, answer: Answer, *, led: bool) -> str | None:
    """The question before with the fragment in it; None where the question is no fragment.

    ``led`` says that it began with "And" or the like.
    """
    plain = _NOTE.sub("", before)
    before = plain if len(words(plain)) > 2 else before
    about = _ABOUT.match(question)
    fragment = about["rest"] if about else question.rstrip("?. ")
    bare = _BARE.match(question)
    if bare:
        return _asked_anew(bare["wh"], before, answer)
    if _ELSE.match(question):
        return _asked_further(question.rstrip("?. "), before)
    if _PRONOUN.search(question) or (not about and _STARTS_QUESTION.match(question)):
        return None
    length = len(fragment.split())
    by = _PREPOSITION.match(fragment)
    # "Poland?" and "In Poland" go on; "sanctions against Russia" is a search of its own.
    goes_on = about or led or by or (length <= MOST_WORDS // 2 and question.endswith("?"))
    if not goes_on or length > MOST_WORDS or not words(fragment) or _VERB.search(fragment):
        return None
    if by:
        return _by_preposition(before, by["how"].lower(), by["rest"])
    return _replaced(before, fragment)


def _by_preposition(before: str, how: str, part: str) -> str:
    """The question before with "in Poland" for its "in Belarus", else at its end."""
    base = before.rstrip("?. ")
    name = r"(?:the\s)?[A-Z0-9][\w’'.-]*(?:\s[A-Z0-9][\w’'.-]*)*"
    old = re.search(rf"\b{how}\s+{name}", base) or re.search(
        rf"(?<!^)\b{how}\s+(?:the\s|an?\s)?[\w’'-]+(?:\s[\w’'-]+)?$", base, re.IGNORECASE
    )
    if old and old.start():
        return f"{base[: old.start()]}{how} {part}{base[old.end() :]}?"
    return f"{base} {how} {part}?"


def _replaced(before: str, part: str) -> str:
    """The question before with ``part`` for what is of its kind there."""
    base = before.rstrip("?. ")
    added = names(f"about {part}")
    olds = names(base[:1].lower() + base[1:])
    if added and olds:
        if any(old.text == added[0].text for old in olds):
            return _noted(part, before)
        old = _of_kind(added[0], olds)
        return f"{base[: old.start]}{part}{base[old.end :]}?"
    counted = _HOW_MANY.search(base)
    if not added and counted and stem(counted["noun"]) != counted["noun"] != part:
        return f"{base[: counted.start('noun')]}{part}{base[counted.end('noun') :]}?"
    return _by_preposition(before, "about", part)


def _of_kind(added: Name, olds: list[Name]) -> Name:
    """The name of the question before that the new one takes the place of."""
    like = ("person", "other") if added.kind in ("person", "other") else (added.kind,)
    for kinds in ((added.kind,), like):
        for old in olds:
            if old.kind in kinds:
                return old
    return olds[0]


def _asked_anew(wh: str, before: str, answer: Answer) -> str:
    """The question before, asked for another thing: "When did Biden send Burns to Moscow?"."""
    wh = re.sub(r"\s+(?:exactly|so|not)$", "", wh, flags=re.IGNORECASE)
    asked = _WH.match(before.rstrip("?. "))
    if asked:
        rest = _gap_filled(asked["wh"], asked["aux"], asked["rest"], answer)
        return f"{wh} {asked['aux'].lower()} {rest}?"
    plain = _YES_NO.match(before.rstrip("?. "))
    if plain:
        return f"{wh} {plain['aux'].lower()} {plain['rest']}?"
    return _noted(wh, before)


def _asked_further(question: str, before: str) -> str:
    """ "Who else?": the question before, where it asks for the same thing."""
    first = question.split()[0]
    if question.lower().endswith(" else") and before.lower().startswith(f"{first.lower()} "):
        return f"{question}{before[len(first) :].rstrip('?. ')}?"
    return _noted(question, before)


def _noted(question: str, before: str) -> str:
    return f"{question.rstrip('?. ')} ({before.rstrip('?. ')})?"


def _gap_filled(wh: str, aux: str, rest: str, answer: Answer) -> str:
    """What follows the question word, with what it asked for put after the verb."""
    subject = re.match(r"(?:the\s)?(?:[A-Z][\w’'.-]*\s+)+", rest)
    if not subject or aux.lower() in ("is", "are", "was", "were"):
        return rest
    verb, _, after = rest[subject.end() :].partition(" ")
    first, *counted = wh.split()
    if first.lower() in ("who", "whom"):
        missing = _answered_person(answer, rest)
    else:
        missing = " ".join(word for word in counted if word.lower() not in ("many", "much"))
        missing = missing if first.lower() in ("how", "what", "which") else ""
    if not counted and first.lower() == "what" and verb.lower() in _WANTS_OBJECT:
        missing = "that"  # "Why did Burns do that in Moscow?"
    if not missing:
        return rest
    return f"{subject[0]}{verb} {missing} {after}".strip()


def _answered_person(answer: Answer, question: str) -> str:
    """The first person that the answer names and the question does not; else "someone"."""
    for claim in answer.claims[:1]:
        for name in names(claim.text):
            if name.kind in ("person", "other") and name.text not in question:
                return name.text
    return "someone"
