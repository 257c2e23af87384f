"""Spans of a sentence that could be what a question asks for, by its type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.clock import asks_time, times
from assistant.answering.measures import ages, measures
from assistant.answering.question import Profile
from assistant.answering.sentences import Sentence
from assistant.answering.timing import precision
from assistant.retrieval.related import related
from assistant.text.names import NameKind, names
from assistant.text.numbers import Quantity, quantities
from assistant.text.words import stem, stems

_REASON = re.compile(
    r"\b(?P<strong>because|due to|owing to|in order to|as a result of|so that|in response to|"
    r"the reason|stem(?:s|med)? from|caused by|led to|prompted by|on the grounds|in a bid to|"
    r"aimed at|"
    r"in an effort to|for fear|out of concern|thanks to|blamed on|blaming|attributed to|"
    r"to (?:help|avoid|prevent|protect|ensure|strengthen|support|reduce|allow|make|keep|stop)|"
    r"given that|"
    r"concerns? (?:that|over|about)|over (?:his|her|its|their|concerns?|fears?))\b"
    r"|\b(?P<weak>after|since|as|for|by|amid|following|despite|if|would|could)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:rooms?|numbers?|no\.?|pages?|lines?|gates?|platforms?|articles?|sections?|chapters?|"
    r"floors?|flights?|routes?|highways?|units?|blocks?|wards?|classes?|grades?|phases?|rounds?|item)\s$",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:said|says|say|told|added|warned|argued|claimed|announced|described|insisted|noted|wrote|"
    r"predicted|explained|suggested|stressed|called|declined|denied|stated|acknowledged|accused|"
    r"complained|dismissed|echoed|raised|demanded|urged|think|believe|believes|assure|sees?)\b"
)
_QUOTE = re.compile(r"[“\"«]")
_PRONOUN_SPEAKS = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_NAME_STRENGTH: dict[tuple[str, NameKind], float] = {
    ("person", "person"): 1.0,
    ("person", "other"): 0.8,
    ("person", "organisation"): 0.3,
    ("person", "people"): 0.3,
    ("person", "place"): 0.1,
    ("place", "place"): 1.0,
    ("place", "other"): 0.4,
    ("place", "organisation"): 0.4,
    ("place", "people"): 0.15,
    ("organisation", "organisation"): 1.0,
    ("organisation", "other"): 0.6,
    ("organisation", "person"): 0.3,
    ("organisation", "place"): 0.2,
}
_ROLE = re.compile(
    r"\b(?:officials?|diplomats?|spokes(?:man|woman|person)|analysts?|adviser|minister|leader|president|"
    r"(?:grand|step)?(?:mother|father|son|daughter|parents)|brothers?|sisters?|wife|husband|widow|"
    r"niece|nephew|aunt|uncle|cousin|neighbours?|neighbors?|friends?|colleagues?|"
    r"(?:fire|police|fisher)?(?:man|woman|men|women)|boys?|girls?|pupils?|students?|teachers?|"
    r"drivers?|guards?|workers?|farmers?|nurses?|doctors?|soldiers?|officers?|fishermen|sailors?|"
    r"crews?|team|group|union|company|council|committee|laboratory|police|judges?|engineers?|divers?|"
    r"inspectors?|experts?|volunteers?|residents|members|passers-by|hikers?|walkers?|tourists?)\b"
)


TIME = 0.6
"""A time of day answers "when" less well than a day."""
ANY_FIGURE = 0.8
"""Where "how much" asks for no unit ("by how much did it rise"), so well does any other figure."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """``text[start:end]`` of a sentence as a possible answer; ``strength`` from 0 to 1."""

    start: int
    end: int
    strength: float


def candidates(
    sentence: Sentence, asked: Profile, before: frozenset[str] = frozenset()
) -> list[Candidate]:
    """What the sentence offers for the type that is asked; nothing for type "other".

    ``before`` are the stems of the sentences before it, which say who "he said" is."""
    text = sentence.text
    match asked.type:
        case "person" | "place" | "organisation":
            found = _names(text, asked)
        case "count" | "money" | "percent" | "date" | "duration":
            found = _quantities(sentence, asked)
        case "reason":
            found = [
                Candidate(cue.start(), cue.end(), 1.0 if cue["strong"] else 0.35)
                for cue in _REASON.finditer(text)
            ]
        case "statement":
            found = _statements(sentence, asked, before)
        case _:
            found = []
    return found


def _names(text: str, asked: Profile) -> list[Candidate]:
    known = {term.stem for term in asked.terms}
    found = []
    for name in names(text):
        parts = stems(name.text)
        if parts and all(part in known for part in parts):
            continue  # a name that the question has is not what it asks for
        strength = _NAME_STRENGTH.get((asked.type, name.kind), 0.2)
        found.append(Candidate(name.start, name.end, strength))
    if asked.type == "person":
        found += [Candidate(*role.span(), 0.45) for role in _ROLE.finditer(text)]
    return found


def _event_dates(sentence: Sentence) -> list[Candidate]:
    return [
        Candidate(event.start - sentence.start, event.end - sentence.start, precision(event))
        for event in sentence.events
    ]


def _quantities(sentence: Sentence, asked: Profile) -> list[Candidate]:
    text = sentence.text
    known = {term.lower for term in asked.terms}
    if asked.measure == "age":
        return [Candidate(start, end, 1.0) for start, end in ages(text)]
    dated = _event_dates(sentence) if asked.type == "date" else []
    found = list(dated)
    if asked.type == "date":
        strength = 1.0 if asks_time(asked.text) else TIME
        found += [Candidate(start, end, strength) for start, end in times(text)]
    for quantity in quantities(text):
        figure = text[quantity.start : quantity.end].strip().lower()
        if figure in known or _over(dated, quantity):
            continue
        if asked.measure is not None and measures(text[quantity.end :], asked.measure):
            strength = 1.0
        elif asked.type == "count" and _is_number_of(text, quantity):
            continue
        elif quantity.kind == asked.type:
            strength = 1.0
            if asked.type == "count":
                strength = _unit_strength(quantity.unit, asked)
                if asked.measure is not None:
                    strength = 0.4
        elif asked.measure == "height" and quantity.kind in ("money", "percent"):
            strength = 1.0
        elif asked.type == "count" and quantity.kind in ("money", "percent", "duration"):
            strength = ANY_FIGURE if not asked.unit and asked.measure is None else 0.5
        elif asked.type in ("money", "percent", "duration") and quantity.kind == "count":
            strength = 0.35
        elif asked.type == "money" and quantity.kind == "percent":
            strength = 0.5
        else:
            continue
        found.append(Candidate(quantity.start, quantity.end, strength))
    return found


def _is_number_of(text: str, quantity: Quantity) -> bool:
    """Whether the figure numbers a thing instead of counting any: "room 6", "pen 12"."""
    return text[quantity.start : quantity.start + 1].isdigit() and bool(
        _NUMBERED.search(text[: quantity.start])
    )


def _over(found: Sequence[Candidate], quantity: Quantity) -> bool:
    return any(one.start < quantity.end and quantity.start < one.end for one in found)


def _unit_strength(unit: str, asked: Profile) -> float:
    if not asked.unit:
        return 0.7
    counted = {stem(part) for part in unit.split()}
    if counted & set(asked.unit[:1]):
        return 1.0
    if counted & set(asked.unit) or counted & related(asked.unit[0]):
        return 0.75
    return 0.45


def _statements(sentence: Sentence, asked: Profile, before: frozenset[str]) -> list[Candidate]:
    """The verb of speech, stronger where the asked speaker stands in the sentence, or in one before
    it and is a pronoun here."""
    here = set(sentence.stems)
    share = sum(part in here for part in asked.speaker) / len(asked.speaker) if asked.speaker else 0
    if asked.speaker and not share and (_PRONOUN_SPEAKS.search(sentence.text)):
        share = 0.9 * sum(part in before for part in asked.speaker) / len(asked.speaker)
    if asked.speaker and _QUOTE.search(sentence.text):
        share = min(1.0, 1.15 * share)
    found = [Candidate(*verb.span(), 0.3 + 0.7 * share) for verb in _SPEECH.finditer(sentence.text)]
    if not found and _QUOTE.search(sentence.text):
        if asked.speaker and not share:  # the rest of what was begun before it
            share = 0.7 * sum(part in before for part in asked.speaker) / len(asked.speaker)
        found = [Candidate(0, 1, 0.25 + 0.6 * share)]
    return found
