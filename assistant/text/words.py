"""Words with spans, their stems, and which of them carry meaning."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    # 1,400 and 31.8, without the comma after it; possessive, so that "1990s" is one word.
    r"|\d++(?:[.,]\d++)*+(?:st|nd|rd|th)?+(?![^\W\d_])"
    r"|[^\W_]+(?:[’'][^\W_]+)*"
)
_POSSESSIVE = re.compile(r"[’'](?:s)?$")

FUNCTION_WORDS = frozenset(
    """a an the of in on at to for by from with and or but if as is are was were be been being am do
    does did has have had will would can could may might shall should must not no it its this that
    these those he she they him his her their them who whom whose which what when where why how i we
    you me my our us your there than then so s t""".split()
)
STOP_WORDS = FUNCTION_WORDS | frozenset(
    """a about above after again against ago all along already also although always am among an and
    another any anybody anyone anything are around as ask asked at away back be became because
    become been before being below between both but by came can cannot come could did do does doing
    done down during each either else ever every few for from further get gets give given go goes
    going gone got had has have having he her here hers herself him himself his how however i if in
    indeed instead into is it its itself just know known last later less let like made make many
    may me might mine more most much must my myself near neither never next no nobody none nor not
    nothing now of off often on once one only onto or other others ought our ours out over own per
    perhaps please put quite rather really regarding s said same say saying says see seem seemed
    seems shall she should since so some somebody someone something soon still such t take taken
    tell than that the their theirs them themselves then there these they thing this those though
    through thus to together told too toward towards under until up upon us use used very via was
    we well went were what whatever when where whether which while who whoever whom whose why will
    with within without would yes yet you your yours yourself article articles according kind sort
    type happen happened happens happening news report reported reports exactly currently""".split()
)


class Word(NamedTuple):
    """``text[start:end]``, lower-cased without a possessive, and its stem."""

    start: int
    end: int
    lower: str
    stem: str


def words(text: str) -> list[Word]:
    """Every word of the text in order."""
    found = []
    for match in _WORD.finditer(text):
        lower = _normal(match[0])
        found.append(Word(match.start(), match.end(), lower, stem(lower)))
    return found


def stems(text: str) -> list[str]:
    """The stem of every word in order: ``[word.stem for word in words(text)]``, but quick."""
    return list(map(_stem_of, _WORD.findall(text)))


def word_starts(text: str) -> list[int]:
    """Where every word of the text begins, in order."""
    return [match.start() for match in _WORD.finditer(text)]


def lowered(text: str) -> list[str]:
    """Every word in order as ``Word.lower`` has it."""
    return list(map(_normal, _WORD.findall(text)))


def is_content(word: Word) -> bool:
    """Whether a word carries meaning of its own."""
    return word.lower not in STOP_WORDS and (len(word.lower) > 1 or word.lower.isdigit())


@lru_cache(maxsize=65536)
def _normal(word: str) -> str:
    if word in ("US", "U.S.", "USA", "U.S.A."):
        return "usa"  # not the pronoun
    lower = word.lower().replace(".", "") if "." in word and not word[0].isdigit() else word.lower()
    return _POSSESSIVE.sub("", lower).replace("’", "'")


@lru_cache(maxsize=65536)
def _stem_of(word: str) -> str:
    return stem(_normal(word))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem: equal for the usual English inflections of a word, seldom for other words.

    Only plural, past, progressive, adverb and agent endings are taken off; irregular forms of
    frequent verbs of the news are looked up.
    """
    word = _IRREGULAR.get(word) or _places_of_peoples().get(word, word)
    if len(word) < 4 or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] in "bdgmnprt":
        word = word[:-1]
    if len(word) > 3 and word[-1] == "e":
        word = word[:-1]
    return word


def search_form(word: str) -> str:
    """A word (as ``Word.lower`` has it) as the index of terms has it."""
    return "us" if word == "usa" else word


def search_words(question: str) -> list[str]:
    """The words to search for: all but function words; all where there are no others.

    Measured by ``python -m evals retrieval``: leaving out more (frequent verbs), or adding other
    forms of a word, finds less.
    """
    every = [word.lower for word in words(question)]
    kept = [word for word in every if word not in FUNCTION_WORDS] or every
    return list(dict.fromkeys(search_form(word) for word in kept))


@cache
def _places_of_peoples() -> dict[str, str]:
    """The place of each people: "Ukrainian" stands for Ukraine where words are matched."""
    lines = files("assistant.text").joinpath("peoples.txt").read_text("utf-8").splitlines()
    found = dict(line.lower().split("\t", 1) for line in lines if "\t" in line)
    return found | {f"{people}s": place for people, place in found.items()}


_ENDINGS = (
    ("ations", "at"),
    ("ation", "at"),
    ("ements", ""),
    ("ement", ""),
    ("ments", ""),
    ("ment", ""),
    ("ingly", ""),
    ("edly", ""),
    ("ings", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ors", "or"),
    ("ers", ""),
    ("ed", ""),
    ("ly", ""),
    ("er", ""),
    ("es", ""),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)

_IRREGULAR = {
    form: base
    for base, forms in {
        "ban": "banned banning",
        "bear": "born bore",
        "begin": "began begun",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "choose": "chose chosen",
        "cost": "costs",
        "crisis": "crises",
        "decide": "decision decisions",
        "die": "died dead death deaths dies dying",
        "drive": "drove driven",
        "elect": "election elections",
        "explode": "explosion explosions",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "fly": "flew flown flight flights flies flying",
        "give": "gave",
        "grow": "grew grown growth",
        "hear": "heard",
        "hit": "hitting hits",
        "hold": "held",
        "injure": "injury injuries",
        "invade": "invasion invasions",
        "keep": "kept",
        "lead": "led",
        "leave": "left",
        "lose": "lost loss losses",
        "man": "men",
        "marry": "marriage marriages",
        "mean": "meant",
        "meet": "met meeting meetings meets",
        "pay": "paid payment payments",
        "person": "people persons",
        "rise": "rose risen",
        "run": "ran",
        "sell": "sold sale sales",
        "send": "sent",
        "shoot": "shot",
        "speak": "spoke spoken speech",
        "spend": "spent",
        "steal": "stole stolen",
        "strike": "struck",
        "take": "took taken",
        "teach": "taught",
        "think": "thought",
        "throw": "threw thrown",
        "try": "tried tries",
        "use": "used uses",
        "wear": "wore worn",
        "win": "won winner winners",
        "woman": "women",
        "write": "wrote written",
        "child": "children",
    }.items()
    for form in forms.split()
}
