"""Date words of an article that are not when something happened: habits, stretches, other times.

"Every Saturday", "his Sunday show", "for a few weeks", "that June", "the previous week", "today's
youth". What the grammar takes in a question would be a wrong note beside a quote.
"""

from __future__ import annotations

import re

from assistant.dates.calendar import Unit
from assistant.dates.resolve import Kind, Meaning
from assistant.dates.verbs import COMING_NOUNS, FUNCTION, PAST_NOUNS

_AFTER = re.compile(r"\s+([^\W\d_][\w’'-]*)")
_POSSESSIVE = re.compile(r"[’']s?\b")
_SKIPPED = ' \t\n\r("“‘'

# "That June" and "the following Monday" are told from another day than the article's own.
_ELSEWHEN = frozenset("that same following preceding fateful subsequent".split())
_HABIT_BEFORE = frozenset(
    "every each most many one a any other alternate typical successive consecutive usual".split()
)
_HABIT_AFTER = frozenset(
    """show edition programme program newsletter column podcast newspaper paper supplement prayers
    prayer service services mass school market league brunch routine shift hours lunch nights
    mornings evenings afternoons""".split()
)
_ROUGH = re.compile(
    r"\b(?:more than|less than|fewer than|over|under|nearly|almost|well over|up to|at least)\s$"
)
_SPAN_LEADS = frozenset("over in within during for".split())
_BUSINESS = re.compile(
    r"%|percent|per cent|[$€£¥]|\b(?:profits?|revenues?|sales|earnings|gdp|growth|grew|economy|"
    r"loss(?:es)?|shipments?|deliver(?:ed|ies)|inflation|exports|imports|quarterly|shares|income|"
    r"million|billion)\b",
    re.IGNORECASE,
)
_DATED_PLURALS = frozenset(
    "elections games olympics protests floods talks riots attacks budgets uprisings".split()
)
_GENERATIONS = frozenset("man men woman women leaders people heroes world children".split())
_OTHER_DAY = re.compile(r"\s(?:before|after)\b")  # "the Friday before the vote"
_FEASTS = re.compile(r"\b(?:day|eve|sunday|monday|tuesday|wednesday|thursday|friday|juneteenth)\b")
_LONG_AGO = 10  # years; "ten years ago" is a round number


def noun_after(text: str, end: int) -> tuple[str, bool]:
    """The noun that date words ending at ``end`` are an attribute of ("" for none), lower case,
    and whether they own it ("Friday's vote")."""
    owner = _POSSESSIVE.match(text, end)
    found = _AFTER.match(text, owner.end() if owner else end)
    if not found or (owner is None and not found[1][:1].islower()):
        return "", owner is not None
    word = found[1].lower()
    return ("" if word in FUNCTION else word), owner is not None


def word_before(text: str, start: int) -> str:
    """The word before a place, lower case; "" where none comes before."""
    # A pattern that ends here would try every word of the window.
    near = text[max(0, start - 32) : start].rstrip(_SKIPPED)
    if not near or not (near[-1].isalnum() or near[-1] in "’'-"):
        return ""
    return near.split()[-1].lstrip(_SKIPPED).lower()


def is_occasion(text: str, start: int, end: int, meaning: Meaning, bare: bool) -> bool:
    """Whether the date words ``text[start:end]`` of a sentence can be when something happened."""
    prior = word_before(text, start)
    words = text[start:end].lower()
    if meaning.vague or prior in _ELSEWHEN or re.match(r"the (?:previous|same|following)\b", words):
        return False
    match meaning.kind:
        case Kind.WEEKDAY:
            return _weekday(text, end, prior)
        case Kind.NEAR:
            if words.startswith("today"):
                return _today(text, start, end, prior)
            noun, owned = noun_after(text, end)
            return not (owned and noun in _GENERATIONS)  # yesterday's men
        case Kind.NAMED:
            noun, owned = noun_after(text, end)
            return owned or not noun or bool(_FEASTS.search(words)) or noun in _named_nouns()
        case Kind.YEAR:
            return _year(text, end, prior, meaning.year or 0, bare)
        case Kind.QUARTER | Kind.HALF:
            dated = meaning.year is not None or meaning.year_shift is not None
            return dated or bool(_BUSINESS.search(text))
        case Kind.AWAY:
            years = meaning.unit is Unit.YEAR and abs(meaning.count) >= _LONG_AGO
            rough = _ROUGH.search(text, max(0, start - 16), start)
            return not (years or rough or meaning.unit is Unit.DECADE)
        case Kind.ROLLING:
            # "The next day" of a story; "over the next week" is from now.
            return meaning.shift < 0 or meaning.count > 1 or prior in _SPAN_LEADS
        case Kind.UNIT:
            if meaning.unit is Unit.DECADE or prior in ("a", "any", "each", "every"):
                return False
            return not re.match(r"(?:the\s)?(?:previous|upcoming)\b", words)
        case _:
            return True


def _weekday(text: str, end: int, prior: str) -> bool:
    noun, _ = noun_after(text, end)
    if prior == "the" and _OTHER_DAY.match(text, end):
        return False
    return prior not in _HABIT_BEFORE and noun not in _HABIT_AFTER


def _today(text: str, start: int, end: int, prior: str) -> bool:
    noun, owned = noun_after(text, end)
    if owned:
        return noun in PAST_NOUNS or noun in COMING_NOUNS
    return prior not in ("even", "still", "of", "like", "until", "than", "exists", "what's")


def _year(text: str, end: int, prior: str, year: int, bare: bool) -> bool:
    if year < 1000:
        return False
    named = _AFTER.match(text, end)
    if prior in ("a", "an") and named and named[1][:1].isupper():
        return False  # a 2014 Toyota
    if not bare:
        return True
    # No word makes it a year for certain: "the disputed 2020 election", "killed 1900 rebels".
    noun, _ = noun_after(text, end)
    return year >= 1900 and bool(noun) and (not noun.endswith("s") or noun in _DATED_PLURALS)


def _named_nouns() -> frozenset[str]:
    return PAST_NOUNS | COMING_NOUNS
