"""What a question's words weigh, what may stand for them, and what kind of thing it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.index import Index
from assistant.retrieval.related import SAME_ROOT, related, same_root, stand_ins
from assistant.text.names import names
from assistant.text.words import Word, is_content, search_form, stem, words

Kind = Literal[
    "count", "money", "percent", "age", "span", "day", "name", "reason", "speech", "other"
]

RELATED, SAME = 0.6, 0.8
"""Credit for a word that can stand for the question's, and for one of the same root."""
SELDOM = 2
"""A word that so many passages have (or one in a thousand) is searched for by what can stand for
it, too."""

_PERIOD = r"(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)"
# In order: the first that matches decides.
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("percent", r"\b(?:per ?cent|percentage|proportion|share of|fraction|\w+ rate)\b"),
    ("age", r"\bhow (?:old|young)\b|\bwhat age\b"),
    ("span", rf"\bhow (?:long|soon)\b|\bhow many (?:more )?{_PERIOD}\b"),
    (
        "money",
        r"\bhow much\b.*\b(?:cost|pay|paid|spend|spent|money|fine|fined|worth|earn|owe|damage|"
        r"compensation|rent|invest|raise|lose|lost)\w*|\bhow (?:expensive|dear)\b|"
        r"\bhow much (?:more |extra |of )?(?:do|does|did|must|has|have|had|will|would|can|"
        r"could|is|was|are|were)\b|"
        r"\b(?:price|cost|costs|salary|fee|fine|sum|budget|bail|rebate|refund|rent|reward|"
        r"compensation|deposit|allowance|wage|bonus|loan|debt|value|bill)\b",
    ),
    (
        "count",
        r"\bhow (?:many|often|much|far|big|large|fast|tall|deep|high|heavy|wide|strong)\b|"
        r"\b(?:number|toll|score|size|length|height|weight|distance) of\b|"
        r"\b(?:what|which) (?:is |was )?(?:the )?(?:number|toll|score|distance|size)\b",
    ),
    ("day", r"\bwhen\b|\b(?:what|which) (?:\w+ )?(?:day|date|year|month|week|season|time)\b"),
    ("reason", r"\bwhy\b|\b(?:reasons?|causes?|caused|because|behind|led to|grounds?)\b"),
    (
        "speech",
        r"\b(?:what|how)\b.*\b(?:say|said|tell|told|warn|claim|argue|announce|describe|call|"
        r"explain|suggest|respond|react|reply|think|promise|admit|ask|demand|insist|deny)\w*",
    ),
    (
        "name",
        r"\b(?:who|whom|whose|where)\b|\bwhich\b|"
        r"\bwhat (?:is|was) the name\b|"
        r"\bwhat (?:company|group|party|place|town|city|country)\b",
    ),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_MEASURE = re.compile(
    r"\bhow (many|much|long|old|young|far|often|big|large|soon|fast|tall|deep|high|heavy|wide|"
    r"strong)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bhow (?:many|much)\s+(?:more\s|other\s|of the\s)?(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """``terms`` are stems and ``weights`` their idf, summing to 1; ``named`` those in names.

    ``credit`` gives by stem the terms that a word counts for and how much, up to 1.0; ``roots``
    the terms by their first letters; ``counted`` is the stem of what "how many" counts. No terms
    where every word is a common one.
    """

    kind: Kind
    terms: tuple[str, ...]
    weights: tuple[float, ...]
    named: tuple[bool, ...]
    credit: Mapping[str, tuple[tuple[int, float], ...]]
    roots: Mapping[str, tuple[int, ...]]
    counted: str | None = None

    def credits(self, vocabulary: Iterable[str]) -> dict[str, tuple[tuple[int, float], ...]]:
        """(term, credit) of each stem of the vocabulary that counts for any.

        What shares no more than a root with a term counts SAME.
        """
        found = {}
        for word in vocabulary:
            if word in self.credit:
                found[word] = self.credit[word]
            elif word[:SAME_ROOT] in self.roots:
                terms = self.roots[word[:SAME_ROOT]]
                like = tuple((at, SAME) for at in terms if same_root(self.terms[at], word))
                if like:
                    found[word] = like
        return found


def ask(question: str, index: Index) -> Asked:
    """The question as the second look at the passages needs it."""
    named_at = _in_names(question)
    terms: dict[str, float] = {}
    named: dict[str, bool] = {}
    for word in _content(question):
        if word.stem not in terms:
            terms[word.stem] = index.idf(index.frequency(search_form(word.lower)))
            named[word.stem] = word.start in named_at or word.lower[0].isdigit()
    total = sum(terms.values()) or 1.0
    stems = tuple(terms)
    credit: dict[str, dict[int, float]] = {}
    roots: dict[str, list[int]] = {}
    for at, term in enumerate(stems):
        credit.setdefault(term, {})[at] = 1.0
        if named[term]:
            continue
        for other in related(term):
            row = credit.setdefault(other, {})
            row[at] = max(row.get(at, 0.0), RELATED)
        roots.setdefault(term[:SAME_ROOT], []).append(at)
    counted = _COUNTED.search(question)
    return Asked(
        kind=kind_of(question),
        terms=stems,
        weights=tuple(weight / total for weight in terms.values()),
        named=tuple(named.values()),
        credit={word: tuple(row.items()) for word, row in credit.items()},
        roots={root: tuple(found) for root, found in roots.items() if len(root) == SAME_ROOT},
        counted=stem(counted[1].lower()) if counted else None,
    )


def other_words(question: str, index: Index) -> list[str]:
    """What can stand for those words of the question that the index hardly has."""
    seldom = max(SELDOM, index.manifest.passages // 1000)
    return [
        other
        for word in _content(question)
        if index.frequency(search_form(word.lower)) <= seldom
        for other in stand_ins(word.stem)
    ]


def kind_of(question: str) -> Kind:
    """What kind of thing answers the question."""
    return next((kind for kind, pattern in _KINDS if pattern.search(question)), "other")


def _content(question: str) -> list[Word]:
    """The words that carry meaning; "how old" asks for a kind of thing, and "old" need not stand
    there. All that do where there are no others."""
    found = [word for word in words(question) if is_content(word)]
    measures = {match.start(1) for match in _MEASURE.finditer(question)}
    return [word for word in found if word.start not in measures] or found


def _in_names(question: str) -> set[int]:
    """Where the words of names begin; the first word is capitalised as every first word is."""
    lowered = question[:1].lower() + question[1:] if question[1:2].islower() else question
    return {at for name in names(lowered) for at in range(name.start, name.end)}
