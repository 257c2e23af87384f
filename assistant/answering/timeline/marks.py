"""The names and figures of a sentence, as they are told from those of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.likeness import STOP_STEMS
from assistant.text.names import Name, names
from assistant.text.numbers import quantities, value
from assistant.text.words import stems

_MEASURED = frozenset({"money", "percent", "count", "duration"})


@dataclass(frozen=True, slots=True)
class Marks:
    """``names`` as the stems of each one's words; ``figures`` as kind and amount.

    ``opening`` is the first word where it may be a name, or is only capitalised as a first word is.
    Days are neither names nor figures: they are what a timeline is ordered by.
    """

    names: frozenset[frozenset[str]]
    figures: frozenset[tuple[str, float]]
    opening: frozenset[str] | None = None

    @classmethod
    def of(cls, text: str) -> Marks:
        found = names(text)
        doubtful = found[:1] if found and _begins(text, found[0]) else []
        called = {_words(name) for name in found[len(doubtful) :]} - {frozenset()}
        figures = {
            (quantity.kind, amount)
            for quantity in quantities(text)
            if quantity.kind in _MEASURED
            and not any(name.start <= quantity.start < name.end for name in found)
            and (amount := _amount(text[quantity.start : quantity.end])) is not None
        }
        opening = _words(doubtful[0]) if doubtful else None
        return cls(frozenset(called), frozenset(figures), opening)

    def agree(self, other: Marks) -> bool:
        """Whether both may tell one thing: no figure of the one contradicts the other's, and where
        both name somebody or something, one of the names is common."""
        if (
            self.figures
            and other.figures
            and not (self.figures <= other.figures or other.figures <= self.figures)
        ):
            return False
        if not self.names or not other.names:
            return True
        return any(known(name, other.names) for name in self.names)


def known(name: frozenset[str], others: Iterable[frozenset[str]]) -> bool:
    """Whether a name is among the others, in full or in part ("Putin", "Vladimir Putin")."""
    return any(name <= other or other <= name for other in others)


def mark_new(entries: Sequence[Marks]) -> list[bool]:
    """Whether each entry holds a name or a figure that none before it has."""
    everywhere = {name for marks in entries for name in marks.names}
    names_before: set[frozenset[str]] = set()
    figures_before: set[tuple[str, float]] = set()
    found = []
    for marks in entries:
        called = set(marks.names)
        # A first word is a name where another entry has it in its midst.
        if marks.opening and known(marks.opening, everywhere):
            called.add(marks.opening)
        found.append(
            any(not known(name, names_before) for name in called)
            or not marks.figures <= figures_before
        )
        names_before |= called
        figures_before |= marks.figures
    return found


def _amount(figure: str) -> float | None:
    """What a figure is worth without its unit: 80,000,000 for "80 million euros"."""
    parts = figure.replace("-", " ").split()
    counts = (value(" ".join(parts[:end])) for end in range(len(parts), 0, -1))
    return next((amount for amount in counts if amount is not None), None)


def _words(name: Name) -> frozenset[str]:
    return frozenset(stems(name.text)) - STOP_STEMS


def _begins(text: str, name: Name) -> bool:
    """Whether it may only be the first word of the sentence, which is capitalised anyway."""
    return not text[: name.start].strip("“\"‘'( ") and " " not in name.text and name.kind == "other"
