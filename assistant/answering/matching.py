"""How far the words of a question stand in each sentence, and around it.

Rows are units, columns the terms of the question; 1.0 is the word itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from assistant.answering.question import Profile
from assistant.answering.sentences import Sentence, Source
from assistant.models import WordVectors
from assistant.retrieval.related import SAME_ROOT, related, same_root
from assistant.text.words import STOP_WORDS, lowered, stem

NEAR = 0.5  # cosine above which another word is credited for the question's
RELATED, SAME = 0.6, 0.8
"""Credit for a word that can stand for the question's, and for one of the same root."""
SPELT, LIKE = 5, 85.0
"""A word of so many letters that the index does not have may be misspelt; so like (rapidfuzz's
ratio, 0 to 100) the word must be that is meant."""
BESIDE = 0.35  # credit in context above which a word stands here, beside it or in the title
_ANYWHERE = 0.3
_CONTEXT = {"before": 0.6, "after": 0.4, "title": 0.6, "article": 0.2}

_TITLES = frozenset(
    "Mr Mrs Ms Miss Dr Prof Professor President Minister Judge Secretary General Senator Mayor "
    "Inspector Chancellor Governor Captain Director".split()
)

Floats = npt.NDArray[np.float64]


def exact_matches(units: Sequence[Sentence], asked: Profile) -> Floats:
    """1.0 where a unit has a term of the question (or a form of it), ``(units, terms)``.

    A surname stands for the full name that the question has, where its article has that name and
    no other first name stands before the surname: "Mr Roe" for "John Roe", "Jane Roe" not.
    """
    place = {term.stem: at for at, term in enumerate(asked.terms)}
    found = np.zeros((len(units), len(asked.terms)))
    for row, unit in enumerate(units):
        for word in place.keys() & unit.stems:
            found[row, place[word]] = 1.0
    for *first, last in asked.people:
        _credit_surname(found, units, asked, first, last)
    return found


def _credit_surname(
    found: Floats, units: Sequence[Sentence], asked: Profile, first: Sequence[int], last: int
) -> None:
    whole = found[:, [*first, last]].min(axis=1) > 0
    named = {units[row].article for row in np.flatnonzero(whole).tolist()}
    if not named:
        return
    surname = asked.terms[last].stem
    for row in np.flatnonzero((found[:, last] > 0) & ~whole).tolist():
        unit = units[row]
        if unit.article in named and not _other_first_name(unit, surname):
            found[row, list(first)] = 1.0


def _other_first_name(unit: Sentence, surname: str) -> bool:
    """Whether a capitalised word that is no title stands before the surname."""
    every = unit.words
    before = [
        unit.text[every[at - 1].start : every[at - 1].end]
        for at, word in enumerate(every)
        if at and word.stem == surname
    ]
    return any(word[:1].isupper() and word not in _TITLES for word in before)


def soft_matches(
    units: Sequence[Sentence],
    exact: Floats,
    asked: Profile,
    words: WordVectors,
    keep: npt.NDArray[np.intp],
) -> tuple[Floats, Floats]:
    """(soft, nearest): credit by sentence, and the nearest word's cosine by article.

    Soft is the exact matches, and for each term that is no name the nearest word of the sentence
    above NEAR, scaled to 0..1; it is known for the kept sentences and those beside them.
    """
    near = sorted(
        {int(at) + step for at in keep for step in (-1, 0, 1) if 0 <= at + step < len(units)}
    )
    of_unit = {at: set(lowered(units[at].text)) - STOP_WORDS for at in near}
    vocabulary = sorted(word for word in set().union(*of_unit.values()) if word.isalpha())
    soft = exact.copy()
    articles = np.array([unit.article for unit in units])
    nearest = np.array(
        [exact[articles == place].max(axis=0) for place in range(int(articles.max()) + 1)]
    )
    open_terms = [at for at, term in enumerate(asked.terms) if not term.name]
    if not vocabulary or not open_terms:
        return soft, nearest
    vectors = words.embed([*(asked.terms[at].lower for at in open_terms), *vocabulary])
    similar = vectors[len(open_terms) :] @ vectors[: len(open_terms)].T
    credit = np.where(
        similar >= NEAR, np.sqrt(np.clip((similar - NEAR) / (1 - NEAR), 0.0, 1.0)) * 0.8, 0.0
    )
    row_of = {word: row for row, word in enumerate(vocabulary)}
    of_stem: dict[str, list[int]] = {}
    of_root: dict[str, list[str]] = {}
    for row, word in enumerate(vocabulary):
        base = stem(word)
        if base not in of_stem:
            of_root.setdefault(base[:SAME_ROOT], []).append(base)
        of_stem.setdefault(base, []).append(row)
    misspelt = [
        column
        for column, at in enumerate(open_terms)
        if not asked.terms[at].known and len(asked.terms[at].lower) >= SPELT
    ]
    for column in misspelt:
        meant = process.extract(
            asked.terms[open_terms[column]].lower, vocabulary, scorer=fuzz.ratio, score_cutoff=LIKE
        )
        for _, _, row in meant:
            credit[row, column] = max(credit[row, column], SAME)
    for column, at in enumerate(open_terms):
        wanted = asked.terms[at].stem
        for other in related(wanted) & of_stem.keys():
            rows = of_stem[other]
            credit[rows, column] = np.maximum(credit[rows, column], RELATED)
        for other in of_root.get(wanted[:SAME_ROOT], ()):
            if other != wanted and same_root(wanted, other):
                rows = of_stem[other]
                credit[rows, column] = np.maximum(credit[rows, column], SAME)
    known = [[row_of[word] for word in of_unit[at] if word in row_of] for at in near]
    filled = [(at, rows) for at, rows in zip(near, known, strict=True) if rows]
    joined = np.array([row for _, rows in filled for row in rows], dtype=np.intp)
    starts = np.cumsum([0, *(len(rows) for _, rows in filled[:-1])])
    credits = np.maximum.reduceat(credit[joined], starts, axis=0)
    cosines = np.maximum.reduceat(similar[joined], starts, axis=0)
    places = np.array([at for at, _ in filled], dtype=np.intp)
    here = np.ix_(places, np.array(open_terms, dtype=np.intp))
    soft[here] = np.maximum(soft[here], credits)
    for place in np.unique(articles[places]).tolist():
        best = cosines[articles[places] == place].max(axis=0)
        nearest[place, open_terms] = np.maximum(nearest[place, open_terms], best)
    return soft, nearest


def in_context(
    found: Floats, units: Sequence[Sentence], sources: Sequence[Source], asked: Profile
) -> Floats:
    """Each term's best credit: in the sentence 1, before 0.6, after 0.4, title 0.6, article 0.2."""
    result = found.copy()
    begin = 0
    for source in sources:
        end = begin + len(source.units)
        block = found[begin:end]
        part = result[begin:end]
        if len(block) > 1:
            np.maximum(part[1:], _CONTEXT["before"] * block[:-1], out=part[1:])
            np.maximum(part[:-1], _CONTEXT["after"] * block[1:], out=part[:-1])
        title = np.array([term.stem in source.title for term in asked.terms], dtype=np.float64)
        np.maximum(part, _CONTEXT["title"] * title, out=part)
        if len(block):
            np.maximum(part, _CONTEXT["article"] * block.max(axis=0), out=part)
        begin = end
    return result


def in_window(
    found: Floats, units: Sequence[Sentence], sources: Sequence[Source], asked: Profile
) -> Floats:
    """Each term's best credit in the sentence, the two before it and the next; 0.9 in the title,
    0.3 anywhere else in the article."""
    result = found.copy()
    articles = np.array([unit.article for unit in units])
    for step in (1, 2):
        same = articles[step:] == articles[:-step]
        result[step:][same] = np.maximum(result[step:][same], found[:-step][same])
    same = articles[1:] == articles[:-1]
    result[:-1][same] = np.maximum(result[:-1][same], found[1:][same])
    titles = np.array(
        [[0.9 * (term.stem in source.title) for term in asked.terms] for source in sources]
    )
    anywhere = np.zeros_like(titles)
    for place in range(len(sources)):
        rows = found[articles == place]
        if len(rows):
            anywhere[place] = _ANYWHERE * rows.max(axis=0)
    window: Floats = np.maximum(result, np.maximum(titles, anywhere)[articles])
    return window


def shares(found: Floats, weights: Floats, which: npt.NDArray[np.bool_]) -> Floats:
    """The weighted share of the chosen terms that was found, by row; 0.5 where there are none."""
    total = float(weights[which].sum())
    if not total:
        return np.full(len(found), 0.5)
    result: Floats = found[:, which] @ weights[which] / total
    return result
