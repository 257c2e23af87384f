"""Fragments ("and in Poland?", "what about gas?", "why?", "when was that?") put into the question
before."""

from __future__ import annotations

import re

from assistant.chat.gaps import is_name, without_gap
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
    r"what for|why so \w+|in which \w+|on (?:what|which) (?:day|date))"
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
_PRONOUN = re.compile(
    r"\b(?:he|she|him|his|her|they|them|their|it|its|this|that|these|those|there)\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\bhow (?:many|much)\s+(?P<noun>[^\W\d_]+)", re.IGNORECASE)
_COUNTED = re.compile(
    r"^how (?P<much>many|much)\s+(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+)?)[?. ]*$", re.IGNORECASE
)
_NOTE = re.compile(r"\s*\((?P<note>.*)\)(?=\s*\??$)")
_POINTS = re.compile(r"\b(?:it|they|them|he|she|this|that|these|those|there)\b", re.IGNORECASE)
_HOW = re.compile(r"^(?P<how>how (?!many\b|much\b)[a-z]+)[?. ]*$", re.IGNORECASE)
_HOW_IS = re.compile(
    r"^(?P<how>how (?!many\b|much\b)[a-z]+)\s(?:is|was|are|were|did|does|do|will)\s", re.IGNORECASE
)
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|last|\d+(?:st|nd|rd|th))"
_NO_NOUN = re.compile(
    rf"^(?:the\s)?(?:{_ORDINAL}|each|both|all|now|later|today|since|why|altogether|in total)$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:say|says|said|saying|tell|tells|told|think|thinks|thought|know|known|write|writes|wrote|"
    r"talk|talks|talked|warn|warned|ask|asked|report|reported|agree|agreed|speak|spoke|worry|worried|"
    r"concerned|happened|happening|announce|announced|do|done|learn|find out|complain|about|claim|"
    r"claimed|believe|decide|decided|discuss|discussed|news|show|shows|mean|means)\b",
    re.IGNORECASE,
)
MOST_WORDS = 6  # of a fragment without a question word


def fill(question: str, before: str, answer: Answer, *, led: bool) -> str | None:
    """The question before with the fragment in it; None where the question is no fragment.

    ``led`` says that it began with "And" or the like.
    """
    before, note = _apart(before)
    whole = _filled(question, before, answer, led=led)
    if whole and note and _POINTS.search(whole) and not _NOTE.search(whole):
        return _noted(whole, note)  # "Why is that legal (hotel tax)?": still not said what
    return whole


def _apart(before: str) -> tuple[str, str]:
    """The question without the note at its end, and the note; a question in a note comes first."""
    found = _NOTE.search(before)
    while found:
        plain, note = before[: found.start()], found["note"].rstrip("?. ")
        if _VERB.search(plain) and not (_WH.match(note) or _STARTS_QUESTION.match(note)):
            return f"{plain}?", note
        before, found = f"{note}?", _NOTE.search(note)
    return before, ""


def _filled(question: str, before: str, answer: Answer, *, led: bool) -> str | None:
    about = _ABOUT.match(question)
    fragment = about["rest"] if about else question.rstrip("?. ")
    bare = _BARE.match(question)
    if bare:
        return _asked_anew(bare["wh"], before, answer)
    if _ELSE.match(question):
        return _asked_further(question.rstrip("?. "), before)
    if (how := _HOW.match(question)) and (old_how := _HOW_IS.match(before)):
        return f"{how['how']} {before[old_how.end('how') :].strip()}"
    if (counted := _COUNTED.match(question)) and not _VERB.search(question):
        return _counted(question.rstrip("?. "), counted["noun"], before)
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
            return before
        old = _of_kind(added[0], olds)
        return f"{base[: old.start]}{part}{base[old.end :]}?"
    if _NO_NOUN.match(part):
        old_place = re.search(rf"\b{_ORDINAL}\b", base, re.IGNORECASE)
        if old_place and re.fullmatch(_ORDINAL, part, re.IGNORECASE):
            return f"{base[: old_place.start()]}{part}{base[old_place.end() :]}?"
        return _noted(part, before)
    counted = _HOW_MANY.search(base)
    if not added and counted and stem(counted["noun"]) != counted["noun"] != part:
        return f"{base[: counted.start('noun')]}{part}{base[counted.end('noun') :]}?"
    if not (_WH.match(base) or _YES_NO.match(base) or _STARTS_QUESTION.match(base)) or (
        _ELSE.match(base) or _BARE.match(base)
    ):
        return _noted(part, before)
    if not added and part.lower().startswith("the ") and not _TELLS.search(base):
        return _noted(part, before)  # "What does the repair cost?" "And the delay?"
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
    wh = "why" if wh.lower() == "what for" else wh
    base = before.rstrip("?. ")
    asked = _WH.match(base)
    if asked:
        whole_wh = base[: asked.end("wh")]  # with its preposition
        rest = without_gap(whole_wh, asked["aux"], asked["rest"], answer)
        if rest is None and wh.lower() == "where" and is_name(asked["rest"]):
            rest = asked["rest"]  # "What is Yelnya?": "Where is Yelnya?"
        return _noted(wh, before) if rest is None else f"{wh} {asked['aux'].lower()} {rest}?"
    plain = _YES_NO.match(before.rstrip("?. "))
    if plain:
        return f"{wh} {plain['aux'].lower()} {plain['rest']}?"
    return _noted(wh, before)


def _counted(question: str, noun: str, before: str) -> str:
    """ "How many tanks?": the question before, where it counts, with the tanks counted."""
    base = before.rstrip("?. ")
    old = _HOW_MANY.search(base)
    asked = _WH.match(base)
    if old and asked and asked.start() == old.start():
        return f"{question}{base[asked.end('wh') :]}?"
    if old and stem(old["noun"]) != old["noun"]:
        return f"{base[: old.start('noun')]}{noun}{base[old.end('noun') :]}?"
    return _noted(question, before)


def _asked_further(question: str, before: str) -> str:
    """ "Who else?": the question before, where it asks for the same thing."""
    first = question.split()[0]
    asked = _WH.match(before.rstrip("?. "))
    again = before.lower().startswith(f"{first.lower()} ") and not (
        asked and is_name(asked["rest"])
    )
    if question.lower().endswith(" else") and again:
        return f"{question}{before[len(first) :].rstrip('?. ')}?"
    return _noted(question, before)


def _noted(question: str, before: str) -> str:
    return f"{question.rstrip('?. ')} ({before.rstrip('?. ')})?"
