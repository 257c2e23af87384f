"""Whether the corpus holds an answer at all: a logistic over a few signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answering.features import FEATURES, Scored
from assistant.answering.matching import Floats
from assistant.answering.question import Profile
from assistant.answering.sentences import Sentence, Source
from assistant.models import WordVectors
from assistant.text.names import names
from assistant.text.words import STOP_WORDS, lowered, stem, stems

SIGNALS = (
    "near",
    "names",
    "figure",
    "figures",
    "naming",
    "counted",
    "predicate",
    "unknown",
    "together",
    "similar",
    "widely_similar",
    "rest_similar",
)
TOP = 6  # sentences
SHOWN = 4
CLOSE = 3.5
"""Sentences that score this far below the best are not looked at for a figure."""
_FIGURES = frozenset({"count", "money", "percent", "duration", "date"})
_NAMES = frozenset({"person", "place", "organisation"})
NO_FIGURE, NO_FIGURES, NO_NAME = 0.85, 0.95, 0.5
"""Where no figure, and no name, is asked for, none is missed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals, about 0 to 1; higher is more likely answered but for ``unknown`` and
    ``widely_similar``.

    A window is a sentence, the two before it, the next and the title. near: root of the shares of
    the question's names and of its other words in the best window of the best sentences; names:
    the share of its names, by idf, in the window of the best sentence (1 where it names nothing);
    figure: strength of the best sentence's figure or date where one is asked for; figures: of the
    best one's among the best four; naming: closeness of its name to the question's words where a
    name is asked for; counted: 1 where the best sentence has what is counted, -1 where not, 0 where
    nothing is; predicate: share of the words that
    are no names in the best sentence itself; unknown: share of the words that the index does not
    have; together: share of the best sentences that are of the best one's article; similar: cosine
    of question and best sentence in context; widely_similar: of question and any sentence, which is
    high where the subject is right and the fact is not there; rest_similar: of question and
    best sentence without the question's names. of_another (no signal: see weights.OF_ANOTHER)
    is whether the best sentence tells of another person than the question's subject.
    """

    near: float
    names: float
    figure: float
    figures: float
    naming: float
    counted: float
    predicate: float
    unknown: float
    together: float
    similar: float
    widely_similar: float
    rest_similar: float
    of_another: bool = False

    def values(self) -> list[float]:
        return [getattr(self, name) for name in SIGNALS]


def weigh(
    scored: Scored,
    scores: npt.NDArray[np.float64],
    asked: Profile,
    words: WordVectors,
    sources: Sequence[Source],
) -> Evidence:
    """The signals for a question; ``scores`` are those of the sentences."""
    top = np.argsort(-scores, kind="stable")[:TOP]
    first = int(top[0])
    best = scored.sentences[first]
    weights = scored.weights
    name = np.array([term.name for term in asked.terms])
    window = scored.window[top]
    named = _share(window, weights, name)
    others = _share(window, weights, ~name)
    if named is None:
        named = np.ones(len(top))
    if others is None:
        others = window @ weights
    close = top[:SHOWN][scores[top[:SHOWN]] > scores[first] - CLOSE]
    column = {feature: scored.features[:, at] for at, feature in enumerate(FEATURES)}
    return Evidence(
        near=float(np.sqrt(named * others).max()),
        names=float(named[0]),
        figure=float(column["strength"][first]) if asked.type in _FIGURES else NO_FIGURE,
        figures=float(column["strength"][close].max()) if asked.type in _FIGURES else NO_FIGURES,
        naming=float(column["closeness"][first]) if asked.type in _NAMES else NO_NAME,
        counted=_counted(best, asked),
        predicate=float(column["predicate"][first]),
        unknown=sum(not term.known for term in asked.terms) / len(asked.terms),
        together=sum(scored.sentences[at].article == best.article for at in top) / len(top),
        similar=float(column["embedding_in_context"][first]),
        widely_similar=float(column["embedding"].max()),
        rest_similar=_rest_similar(best, asked, words),
        of_another=_of_another(best, asked, sources),
    )


def _of_another(sentence: Sentence, asked: Profile, sources: Sequence[Source]) -> bool:
    """Whether a sentence has a person that the question has not, and neither it nor the one before
    it has the question's subject."""
    subject = set(asked.subject)
    if not subject or asked.type == "person" or subject & set(sentence.stems):
        return False
    units = sources[sentence.article].units
    if sentence.index and subject & set(units[sentence.index - 1].stems):
        return False
    known = {term.stem for term in asked.terms}
    return any(
        name.kind == "person" and not known & set(stems(name.text)) for name in names(sentence.text)
    )


def _counted(sentence: Sentence, asked: Profile) -> float:
    if not asked.unit:
        return 0.0
    return 1.0 if asked.unit[0] in sentence.stems else -1.0


def _rest_similar(sentence: Sentence, asked: Profile, words: WordVectors) -> float:
    """The cosine of what is asked about the names and what the sentence says beside them."""
    named = {term.stem for term in asked.terms if term.name}
    wanted = [term.lower for term in asked.terms if not term.name or len(named) == len(asked.terms)]
    told = [
        word
        for word in lowered(sentence.text)
        if word.isalpha() and word not in STOP_WORDS and stem(word) not in named
    ]
    if not told:
        return 0.0
    one, other = words.embed(wanted).sum(axis=0), words.embed(told).sum(axis=0)
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / lengths if lengths else 0.0


def _share(window: Floats, weights: Floats, which: npt.NDArray[np.bool_]) -> Floats | None:
    """The weighted share of the chosen terms in each window; None where there are none."""
    total = float(weights[which].sum())
    if not total:
        return None
    shares: Floats = window[:, which] @ weights[which] / total
    return shares


def names_unheard_of(scored: Scored, asked: Profile) -> bool:
    """Whether the question names what no passage of the index and no source has.

    What is said of others is then no answer: "How many soldiers did France send?".
    """
    return any(
        term.name and not term.known and scored.nearest[:, at].max() < 1.0
        for at, term in enumerate(asked.terms)
    )
