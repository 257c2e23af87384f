"""What a pronoun of a follow-up stands for: people, groups, things and places spoken of before.

The last turn comes first, its question before its answer. Rules over names and over noun phrases
that a determiner or a plural gives away: no parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answering.question import answer_type
from assistant.chat.turns import Turn
from assistant.text.names import Name, names
from assistant.text.words import STOP_WORDS, is_content, words

_WHO_IS = re.compile(r"^who (?:is|was|are|were)\s+(?P<who>(?:the|a|an)\s.+?)\??$", re.IGNORECASE)
_THE = re.compile(
    r"\b(?P<aux>(?:did|does|do|will|would|can|could|should|has|have)\s+)?(?:the|a|an)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_PLURALS = frozenset("people men women children police troops media".split())
_NOT_PLURAL = ("ss", "us", "is", "’s", "'s")
_PAIR = re.compile(r"\s+and\s+$")
_PLACE_OF = re.compile(r"\b(?:in|at|near)\s+(?:the\s)?$", re.IGNORECASE)


def lowered(question: str) -> str:
    """The question with its first word in lower case, as it may be no name."""
    return question[:1].lower() + question[1:]


def person(turns: Sequence[Turn], but: str = "") -> str | None:
    """Whom "he" or "she" means; nobody whom ``but`` names."""
    for turn in reversed(turns):
        asked = lowered(turn.whole_question)
        for found in (_people(asked), _shown(turn, "person")):
            for name in found:
                if name not in but:
                    return name
        described = _WHO_IS.match(turn.whole_question)
        if described:
            return described["who"]
    return None


def group(turns: Sequence[Turn], but: str = "") -> str | None:
    """Whom or what "they" means."""
    for turn in reversed(turns):
        asked = lowered(turn.whole_question)
        found = [*_pairs(asked), *plurals(asked)]
        found += [name.text for name in names(asked) if name.kind in _MANY]
        found += [*_shown(turn, *_MANY), *_people(asked)]
        for text in found:
            if text.removeprefix("the ") not in but:
                return text
    return None


def thing(turns: Sequence[Turn], but: str = "") -> str | None:
    """What "it" means: of a question for an organisation or a place its answer, else the first
    thing that the question names."""
    for turn in reversed(turns):
        asked = lowered(turn.whole_question)
        kind = answer_type(asked)
        found: list[str] = []
        if kind == "organisation":
            found += _shown(turn, "organisation")
        elif kind == "place" and not asked.startswith("where"):
            found += _shown(turn, "place")
        found += _things(asked)
        for text in found:
            if text.removeprefix("the ") not in but:
                return text
    return None


def place(turns: Sequence[Turn]) -> str | None:
    """Where "there" is."""
    for turn in reversed(turns):
        asked = lowered(turn.whole_question)
        places = [name for name in names(asked) if name.kind == "place"]
        stated = [name.text for name in places if _PLACE_OF.search(asked[: name.start])]
        wanted = _shown(turn, "place") if answer_type(asked) == "place" else []
        for text in (*stated, *wanted, *(name.text for name in reversed(places))):
            return text
    return None


_MANY = ("organisation", "people", "place")


def plurals(text: str) -> list[str]:
    """Its noun phrases with a plural at their end: "the satellite pictures"."""
    found: list[str] = []
    before: list[str] = []
    for word in words(text):
        shown = text[word.start : word.end]
        gap = text[: word.start].rstrip()[-1:] in tuple(",;:?")
        if gap:
            before = []
        plain = word.lower.isalpha() and not shown[0].isupper()
        many = word.lower in _PLURALS or (
            word.lower.endswith("s") and len(word.lower) > 3 and not shown.endswith(_NOT_PLURAL)
        )
        noun = before[-1] if before else ""
        verb = noun in ("who", "that", "it", "he", "she") or noun[:1].isupper()
        people = any(name.kind == "people" for name in names(f"the {noun}"))
        if plain and many and is_content(word) and (not verb or people):
            phrase = [shown]
            for earlier in reversed(before):
                if earlier.lower() in STOP_WORDS or not earlier[0].isalnum():
                    break
                if earlier[0].isupper() and not any(
                    name.kind == "people" for name in names(f"the {earlier}")
                ):
                    break
                phrase.insert(0, earlier)
            whole = " ".join(phrase)
            found.append(whole if phrase[0][0].isupper() else f"the {whole}")
            before = []
        else:
            before.append(shown)
    return found


def _people(text: str) -> list[str]:
    """Names that may be people's, surest first: those that only own something come last."""
    found = [name for name in names(text) if name.kind == "person"]
    found += [name for name in names(text) if name.kind == "other" and _like_a_person(text, name)]
    found.sort(key=lambda name: (_owns(text, name), name.start))
    return [name.text for name in found]


def _like_a_person(text: str, name: Name) -> bool:
    before = words(text[: name.start])
    described = bool(before) and is_content(before[-1])  # "the ferry Albatross"
    the = text[: name.start].lower().endswith("the ")
    return not (described or the or name.text.isupper() or any(c.isdigit() for c in name.text))


def _owns(text: str, name: Name) -> bool:
    return text[name.end : name.end + 2] in ("’s", "'s")


def _pairs(text: str) -> Iterator[str]:
    found = names(text)
    for one, other in pairwise(found):
        if _PAIR.fullmatch(text[one.end : other.start]) and one.kind != "people":
            yield text[one.start : other.end]


def _things(text: str) -> list[str]:
    """Organisations, places, and what "the" stands before, in order."""
    people = set(_people(text))
    found = [
        (name.start, f"the {name.text}" if text[: name.start].endswith("the ") else name.text)
        for name in names(text)
        if name.text not in people and name.kind != "people"
    ]
    for match in _THE.finditer(text):
        run = _noun_run(text[match.end() :])
        if match["aux"] and len(run) > 1:
            run.pop()  # "did the storm hit": the last word is the verb
        if run and not any(at == match.end() for at, _ in found):
            found.append((match.end(), "the " + " ".join(run)))
    return [text for _, text in sorted(found)]


def _noun_run(text: str) -> list[str]:
    """The words at the start that can be one noun phrase."""
    run: list[str] = []
    for word in words(text):
        shown = text[word.start : word.end]
        apart = bool(run) and text[: word.start].rstrip()[-1:] in (",", ";", ":", "?", ".")
        if apart or not is_content(word) or (run and word.lower.endswith(("ed", "ing"))):
            break
        run.append(shown)
    return run[:4]


def _shown(turn: Turn, *kinds: str) -> list[str]:
    """Names of these kinds in the answer that the question has not, in order."""
    asked = turn.whole_question
    return [
        name.text
        for claim in turn.answer.claims[:2]
        for name in names(claim.text)
        if name.kind in kinds and name.text not in asked
    ]
