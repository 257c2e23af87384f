"""What a pronoun of a follow-up stands for: people, groups, things and places spoken of before.

The last turn comes first, its question before its answer. Rules over names and over noun phrases
that a determiner or a plural gives away: no parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answering.question import answer_type
from assistant.chat.askedfor import asked_thing
from assistant.chat.turns import Turn
from assistant.domain import Answer
from assistant.text.names import Name, names
from assistant.text.numbers import value
from assistant.text.words import STOP_WORDS, Word, is_content, words

_WHO_IS = re.compile(
    r"^[Ww]ho (?:is|was|are|were)\s+(?P<who>(?:(?:[Tt]he|[Aa]n?)\s|(?=[a-z]{3})).+?)\??$"
)
_NOTE = re.compile(r"\s*\(.*\)(?=\s*\??$)")
_ASKS_WHO = re.compile(r"^(?:(?:to|by|with|for|from|about|against)\s+)?whom?\b", re.IGNORECASE)
_WHO_IS_NAME = re.compile(r"^who (?:is|was)\s+(?:[A-Z][^\s?’']*\s*)+\??$")
_WHO_OBJECT = re.compile(r"^whom? (?:did|does|do|was|were)\b", re.IGNORECASE)
_ITS_OWN = re.compile(r"\b(?:he|she|him|his|her)\b")
_OBJECT_AT_END = re.compile(
    r"\b(?:about|to|for|with|from|of|on|at|by|against|over|near)\s+$", re.IGNORECASE
)
_ABOUT = re.compile(r"\babout\s+(?=[^\W\d_])")
_THE = re.compile(
    r"\b(?P<aux>(?:did|does|do|will|would|can|could|should|has|have)\s+)?(?:the|a|an)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_PLURALS = frozenset(
    "people men women children police troops media fish sheep cattle salmon trout poultry".split()
)
_PLURAL_VERBS = frozenset("do are were have".split())
_NOT_PLURAL = ("ss", "us", "is", "’s", "'s")
_PAIR = re.compile(r"\s+and\s+$")
_PLACE_OF = re.compile(r"\b(?:in|at|near)\s+(?:the\s)?$", re.IGNORECASE)


def lowered(question: str) -> str:
    """The question with its first word in lower case, as it may be no name."""
    return question[:1].lower() + question[1:]


def _asked(turn: Turn) -> str:
    """The question without the note at its end, whose words are no sentence, ready for names."""
    return lowered(_NOTE.sub("", turn.whole_question))


def person(turns: Sequence[Turn], but: str = "") -> str | None:
    """Whom "he" or "she" means; nobody whom ``but`` names."""
    for turn in reversed(turns):
        asked = _asked(turn)
        spoken_of = [*_people(asked), *_shown(turn, "person")]
        described = _WHO_IS.match(turn.whole_question)
        if described:  # "Who is champion of Lindau?": Lindau is nobody
            first = [one for one in _shown(turn, "person") if one in turn.answer.claims[0].text]
            spoken_of = [*first, described["who"], *_people(asked)]
        if _asks_for_a_person(asked):
            whom = answered_person(turn.answer, turn.whole_question)
            spoken_of = [whom, *spoken_of] if whom else spoken_of
        for name in spoken_of:
            if name not in but:
                return name
    return None


def answered_person(answer: Answer, question: str) -> str | None:
    """The first person of the answer with no word of their name in the question.

    Of "Who was sent?" and "Who did she send?" those after "sent" come first.
    """
    asked = {word.lower for word in words(question)}
    for claim in answer.claims[:1]:
        found = []
        for name in names(claim.text):
            new = not asked & {word.lower for word in words(name.text)}
            single = name.kind == "other" and _can_be_a_person(claim.text, name)
            # "Nothing", "Eleven" at the start
            single = single and name.text.lower() not in STOP_WORDS and value(name.text) is None
            if new and (name.kind == "person" or single):
                found.append(name)
        done = {word.stem for word in words(lowered(question)) if is_content(word)}
        verbs = [word.end for word in words(claim.text) if _done(claim.text, word, done)]
        if verbs and _WHO_OBJECT.match(question):
            found.sort(key=lambda name: name.start < verbs[0])
        if found:
            return found[0].text
    return None


def _done(text: str, word: Word, stems: set[str]) -> bool:
    return word.stem in stems and text[word.start].islower()


def _asks_for_a_person(asked: str) -> bool:
    """Whether the answer names whom it is about: not so of "Who is Nuland?", nor of "Who did Burns
    meet when Biden sent him?"."""
    return bool(_ASKS_WHO.match(asked)) and not (
        _WHO_IS_NAME.match(asked) or _ITS_OWN.search(asked)
    )


def group(turns: Sequence[Turn], but: str = "") -> str | None:
    """Whom or what "they" means."""
    for turn in reversed(turns):
        asked = _asked(turn)
        found = [*_pairs(asked), *plurals(asked)]
        found += [name.text for name in names(asked) if name.kind in _MANY]
        kinds = _MANY if answer_type(asked) in ("place", "organisation") else ("people",)
        found += _shown(turn, *kinds)
        if not _OBJECT_AT_END.search(but):  # "they", of one person; hardly "about them"
            found += _people(asked)
        for text in found:
            if text.removeprefix("the ") not in but:
                return text
    return None


def thing(turns: Sequence[Turn], but: str = "") -> str | None:
    """What "it" means: of a question for an organisation or a place its answer, else the first
    thing that the question names; for "about it" what that one was about."""
    for turn in reversed(turns):
        asked = _asked(turn)
        kind = answer_type(asked)
        found: list[str] = []
        found += asked_thing(turn)
        if kind == "organisation":
            found += _shown(turn, "organisation")
        elif kind == "place" and not asked.startswith("where"):
            found += _shown(turn, "place")
        told = _ABOUT.search(asked)
        if told and _OBJECT_AT_END.search(but):
            found += _things(asked[told.start() :])
        found += _things(asked)
        for text in found:
            if text.removeprefix("the ") not in but:
                return text
    return None


def place(turns: Sequence[Turn]) -> str | None:
    """Where "there" is."""
    for turn in reversed(turns):
        asked = _asked(turn)
        places = [name for name in names(asked) if name.kind == "place"]
        stated = [name.text for name in places if _PLACE_OF.search(asked[: name.start])]
        wanted = _shown(turn, "place") if answer_type(asked) == "place" else []
        for text in (*stated, *wanted, *(name.text for name in reversed(places))):
            return text
    return None


_THINGS = frozenset(
    """storm hurricane cyclone typhoon operation project lake mount river port hotel hospital bridge
    dam tower museum school church company bank party club union court road street square station
    stadium airport university college library ferry ship""".split()
)
"""Words in a name that no person's has."""

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
        # "Biden threatens", but "do Lindau households get".
        agrees = next((one for one in reversed(before) if one[:1].islower()), "")
        verb = noun in ("who", "that", "it", "he", "she") or (
            noun[:1].isupper() and agrees not in _PLURAL_VERBS
        )
        people = any(name.kind == "people" for name in names(f"the {noun}"))
        if plain and many and is_content(word) and (not verb or people):
            phrase = [shown]
            for earlier in reversed(before):
                if earlier.lower() in STOP_WORDS or not earlier[0].isalnum():
                    break
                if earlier.endswith("ed") and _has_subject(before, earlier):
                    break  # "Which club printed tickets"
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


def _has_subject(before: Sequence[str], verb: str) -> bool:
    """Whether a word of meaning stands right before what may be a verb."""
    at = before.index(verb)
    return at > 0 and before[at - 1].lower() not in STOP_WORDS and before[at - 1][:1].islower()


def _people(text: str) -> list[str]:
    """Names that may be people's, surest first: those that only own something come last."""
    found = [name for name in names(text) if name.kind == "person" and not _thing_in(name)]
    found += [name for name in names(text) if name.kind == "other" and _like_a_person(text, name)]
    found.sort(key=lambda name: (_owns(text, name), name.start))
    return [name.text for name in found]


def _like_a_person(text: str, name: Name) -> bool:
    before = words(text[: name.start])
    described = bool(before) and is_content(before[-1])  # "the ferry Albatross"
    return not described and _can_be_a_person(text, name)


def _can_be_a_person(text: str, name: Name) -> bool:
    the = text[: name.start].lower().endswith("the ")
    return not (
        the or _thing_in(name) or name.text.isupper() or any(c.isdigit() for c in name.text)
    )


def _thing_in(name: Name) -> bool:
    return any(word.lower in _THINGS for word in words(name.text))


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
        (name.start, _with_noun(text, name))
        for name in names(text)
        if name.text not in people and name.kind != "people"
    ]
    for match in _THE.finditer(text):
        run = _noun_run(text[match.end() :])
        if match["aux"] and len(run) > 1:
            run.pop()  # "did the storm hit": the last word is the verb
        if run and not any(at == match.end() for at, _ in found):
            found.append((match.end(), "the " + " ".join(run)))
    for match in _ABOUT.finditer(text):  # "about gas"
        run = _noun_run(text[match.end() :])
        if run and run[0].islower():
            found.append((match.end(), " ".join(run)))
    return [text for _, text in sorted(found)]


def _with_noun(text: str, name: Name) -> str:
    """The name with its article and the noun that it tells apart: "the Lindau library"."""
    before = text[: name.start]
    if not before.endswith("the "):
        return name.text
    run = _noun_run(text[name.end :]) if text[name.end : name.end + 1] == " " else []
    run = [word for word in run if word[0].islower()]
    if run and _AUX_THE.search(before):
        run.pop()  # "does the Lindau library offer": the last word is the verb
    return " ".join(["the", name.text, *run[:2]])


_AUX_THE = re.compile(
    r"\b(?:did|does|do|will|would|can|could|should|has|have|had|is|was|are|were)\sthe\s$", re.I
)


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
