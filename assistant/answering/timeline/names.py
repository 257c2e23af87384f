"""The names in a topic, and where they stand in a text: whole, derived, or as a surname."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.question import Term
from assistant.text.names import names
from assistant.text.words import Word, words

_DERIVED = ("n", "an", "ian", "ic", "ese", "ish", "i")  # Crimea, Crimean; Nord, Nordic
_SHORTEST = 4  # letters of a stem that others may be derived from


@dataclass(frozen=True, slots=True)
class TopicName:
    """A name by the stems of its words; ``surname`` where the last may stand for a person.

    ``place`` where it is of a place or a people.
    """

    parts: tuple[str, ...]
    surname: str | None = None
    place: bool = False

    @property
    def forms(self) -> set[str]:
        """Every stem that a part of it may be written as."""
        return {form for part in self.parts for form in (part, *_derived(part))}

    def stands_in(self, written: Sequence[str]) -> bool:
        """Whether its words stand there in a row; of several, or none, one may be derived."""
        size = len(self.parts)
        for at in range(len(written) - size + 1):
            row = written[at : at + size]
            exact = sum(part == word for part, word in zip(self.parts, row, strict=True))
            if exact == size or (
                (exact or size == 1)
                and all(
                    word == part or word in _derived(part)
                    for part, word in zip(self.parts, row, strict=True)
                )
            ):
                return True
        return False


def capitals(text: str) -> list[str]:
    """The stems of a text in order, "" for each word that is not written as a name or a figure."""
    return ["" if text[word.start].islower() else word.stem for word in words(text)]


def topic_names(topic: str, terms: Sequence[Term], texts: Iterable[str]) -> list[TopicName]:
    """The names in a topic, however it was typed.

    A word is part of one where ``texts``, passages that the search found for the topic, write it
    with a capital; where they do not have it, where the topic does. Words in a row are one name
    where some passage has them in a row, too.
    """
    passages = list(texts)
    counted = _written(passages)
    parts = {term.stem for term in terms if _is_name(term, counted)}
    runs: list[list[Word]] = []
    before = -1
    for place, word in enumerate(words(topic)):
        if word.stem in parts:
            if before == place - 1 and runs:
                runs[-1].append(word)
            else:
                runs.append([word])
            before = place
    found: list[TopicName] = []
    for run in runs:
        whole = TopicName(tuple(word.stem for word in run))
        if len(run) == 1 or any(whole.stands_in(capitals(text)) for text in passages):
            found.append(_named(run))
        else:
            found += [_named([word]) for word in run]
    return list(dict.fromkeys(found))


def _named(run: Sequence[Word]) -> TopicName:
    parts = tuple(word.stem for word in run)
    called = names("about " + " ".join(word.lower.capitalize() for word in run))
    kind = called[0].kind if len(called) == 1 else "organisation"
    figures = any(word.lower.isdigit() for word in run)
    person = kind in ("person", "other") and len(run) > 1 and not figures
    return TopicName(parts, parts[-1] if person else None, kind in ("place", "people"))


def _derived(part: str) -> set[str]:
    """Stems that a name's own word may have become: "Crimean" of Crimea."""
    if len(part) < _SHORTEST or not part.isalpha():
        return set()
    return {part + ending for ending in _DERIVED}


def _written(texts: Iterable[str]) -> Counter[tuple[str, bool]]:
    """How often each stem is written with a capital and without, behind a sentence's first word."""
    found: Counter[tuple[str, bool]] = Counter()
    for text in texts:
        begins = True
        end = 0
        for word in words(text):
            begins = begins or any(mark in text[end : word.start] for mark in '.!?“”"\n')
            if not begins:
                found[word.stem, text[word.start].isupper()] += 1
            begins = False
            end = word.end
    return found


def _is_name(term: Term, written: Counter[tuple[str, bool]]) -> bool:
    large, small = written[term.stem, True], written[term.stem, False]
    if large + small == 0:
        return term.name
    return large > small or any(character.isdigit() for character in term.lower)
