"""Which sentences of an article are about a topic: few wrong ones, rather than all of the right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from assistant.answering.extractive import analysed
from assistant.answering.sentences import Sentence
from assistant.answering.timeline.names import capitals, topic_names
from assistant.answering.wording import credit, listed
from assistant.index import Index
from assistant.models import Embedder, WordVectors
from assistant.text.words import STOP_WORDS, lowered, stem, stems

NEAR = 0.5
"""Cosine from which another word is credited for one of the topic's that is no name."""
ENOUGH = 0.5
"""The share of the topic's words that are no names, by idf, which a sentence must have."""
ENOUGH_ALONE = 0.7
"""The same where the topic has no name."""
ALIKE, ALIKE_ALONE, SOME, VERY_ALIKE = 0.5, 0.4, 0.2, 0.65
"""Cosine of sentence and topic that makes up for missing words where SOME are there, the same where
the topic has no name and ENOUGH are there, and the cosine that makes up for all of them."""
SURNAME = 0.9
"""Credit for a person's surname alone, where the article has the whole name."""
BEFORE, TITLE = 0.6, 0.5
"""Credit for a word in the sentence before, where this one points back to it; in the title."""
CENTRAL = 0.5
"""Cosine of sentence and title from which a sentence is about what the title names."""
LEAD = 3
"""So many sentences at the front of an article say with its title what it is about."""
OF_ARTICLE, CLOSE = 0.5, 0.35
"""What a sentence is worth in an article that is about the topic as a whole, where it opens it, has
a word of the topic, or is as CLOSE as that to its title or to the topic."""

MOSTLY, MOSTLY_OF_PLACE, EXACTLY = 0.3, 0.7, 0.5
"""What the words of an article must credit the topic's that are no names, by idf: where the topic
names somebody or something; where it names a place, and what of it must be EXACTLY those words
then."""

_SMALL = re.compile(r"\b[a-z]+\b")
# What may stand for somebody or something of the sentence before: "he" only before any name.
_POINTS_BACK = re.compile(
    r"^[^A-Z]*(?:[A-Z][^A-Z]*)?\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]er|[Tt]hey|[Tt]heir)\b"
)
# What a topic is called, or somebody in it, and no sentence about it must repeat.
_FRAME = frozenset(
    """crisis conflict situation story case affair event development issue new matter topic history
    timeline question controversy scandal saga dispute tension update latest coverage news course
    progress war""".split()
) | frozenset(
    """president minister prime chancellor mayor governor king queen pope senator secretary director
    general chief head leader chairman chairwoman spokesman spokeswoman judge professor doctor mr
    mrs ms dr""".split()
)


# What kind of thing another common word names: "the measles outbreak", but "the outbreak in Velm".
_KIND = frozenset(stems("outbreak epidemic project programme program campaign investigation"))


class Subject:
    """What a timeline is asked about.

    All of a topic's names must stand in a sentence, in the one before it that it points back to, or
    in the title of an article that it is central to. Of an article that is about the topic as a
    whole more is taken: its reports of an event need not repeat what the event is called.
    """

    def __init__(
        self,
        topic: str,
        index: Index,
        texts: Iterable[str],
        embedder: Embedder,
        near: WordVectors,
        figure: Callable[[str], bool] | None = None,
    ) -> None:
        """``texts`` are passages that the search found for the topic, best first; ``figure`` says
        whether a sentence has the figure that is asked after, which needs no word of the topic."""
        self._figure = figure
        self.terms = analysed(f"about {topic}", index).terms
        self._local = embedder
        self._near = near
        self._vector = embedder.embed([topic])[0]
        self.names = topic_names(topic, self.terms, texts)
        named = {part for name in self.names for part in name.parts}
        others = [term for term in self.terms if term.stem not in named]
        # Where it names something, "crisis" and its like only say that it is one.
        kept = [term for term in others if not {term.stem, term.lower} & _FRAME]
        kept = [term for term in kept if term.stem not in _KIND] or kept
        self.others = kept if self.names or kept else others
        # A single word may be a place's name, though no list has it.
        self._placed = all(name.place or len(name.parts) == 1 for name in self.names)
        self._telling = len(self.names) > 1 and not all(name.place for name in self.names)
        self._forms = {form for name in self.names for form in name.forms}
        self._seen: set[str] = set()
        self._credit: dict[str, npt.NDArray[np.float64]] = {}
        self._rows = near.embed([term.lower for term in self.others]) if self.others else None

    def relevance(self, whole: Sequence[Sentence], title: str) -> dict[int, float]:
        """0.3 to 1 for each sentence that is about the topic, by its index."""
        named = self._named(whole, title)
        found = self._with_others(whole, title, named) if self.others and named else named
        return {**self._of_article(whole, title), **found}

    def _of_article(self, whole: Sequence[Sentence], title: str) -> dict[int, float]:
        """The sentences of an article that is about the topic as a whole.

        Its names must stand at the front, and its other words in the article: one of them at the
        front where it has no name; words near to them are enough where it names persons. A name
        alone tells of an article only where what it names is taken up again ("the Orlo Dam", "the
        dam").
        """
        plain = [one for one in whole if one.kind == "sentence"]
        opening = [(title, tuple(stems(title))), *((one.text, one.stems) for one in plain[:LEAD])]
        written = [self._capitals(text, every) for text, every in opening]
        if not all(any(name.stands_in(one) for one in written) for name in self.names):
            return {}
        front = {stem for _, every in opening for stem in every}
        own = {term.stem for term in self.others} or self._taken_up(plain)
        missing = own.difference(front, *(one.stems for one in plain))
        if not own or (missing and not self._mostly(plain, title, front)):
            return {}
        opened = own <= front or (bool(self.others) and self._opened(front))
        if not self.names and not own & front:
            return {}
        vectors = self._local.embed([title, *(one.text for one in plain)])
        about = np.stack([vectors[0], self._vector])
        close = (vectors[1:] @ about.T).max(axis=1)
        return {
            one.index: OF_ARTICLE
            for place, one in enumerate(plain)
            if (place < LEAD and opened)
            or own & set(one.stems)
            or close[place] >= CLOSE
            or (self._figure is not None and self._figure(one.text))
        }

    def _taken_up(self, plain: Sequence[Sentence]) -> set[str]:
        """What the named is, in small letters: the last words of the names that come so."""
        small = {stem(word) for one in plain for word in _SMALL.findall(one.text) if len(word) > 2}
        return {name.parts[-1] for name in self.names if name.parts[-1] in small}

    def _mostly(self, plain: Sequence[Sentence], title: str, front: set[str]) -> bool:
        """Whether an article has words enough that stand for the topic's, in part near ones.

        Of a place much is told: there most of the words themselves must stand in the article, and
        one of them at the front. Where nothing is named all of them must, and this is not enough.
        """
        if not self.others or not plain or not self.names:
            return False
        if self._opened(front):
            return True
        own = {term.stem for term in self.others}
        every = {stem for one in plain for stem in one.stems} | set(stems(title))
        exact = np.array([float(term.stem in every) for term in self.others])
        weights = np.array([term.weight for term in self.others])
        weights = weights / weights.sum() if weights.sum() else np.full(len(weights), 1.0)
        placed = self._placed
        if placed and (not own & front or float(exact @ weights) < EXACTLY):
            return False
        best = np.array([credit(term.stem, every) for term in self.others])
        near = np.max(list(self._credits({one.index: one for one in plain}).values()), axis=0)
        return float(np.maximum(best, near) @ weights) >= (MOSTLY_OF_PLACE if placed else MOSTLY)

    def _opened(self, front: set[str]) -> bool:
        """Whether the front of an article, which has all names, has something listed beside each
        other word, where the names are of several words: "The Night Watch" is nothing else."""
        return all(len(name.parts) > 1 for name in self.names) and all(
            listed(term.stem, front) for term in self.others
        )

    def _named(self, whole: Sequence[Sentence], title: str) -> dict[int, float]:
        """How far all the names stand in each sentence and around it, by index; without names 1."""
        if not self.names:
            return dict.fromkeys(range(len(whole)), 1.0)
        written = [self._capitals(one.text, one.stems) for one in whole]
        heading = self._capitals(title, stems(title))
        here = [[float(name.stands_in(one)) for name in self.names] for one in written]
        titled = [float(name.stands_in(heading)) for name in self.names]
        for place, name in enumerate(self.names):
            # Who is named in full is called by the surname in the rest of an article.
            if name.surname and any(credit[place] for credit in (*here, titled)):
                for credit, one in zip(here, written, strict=True):
                    if name.surname in one:
                        credit[place] = max(credit[place], SURNAME)
        found: dict[int, float] = {}
        doubtful: list[int] = []
        for at in range(len(whole)):
            around = self._with_before(whole, here, at)
            if all(around):
                found[at] = min(around)
            elif any(titled) and all(map(max, around, titled)):
                doubtful.append(at)
        if doubtful:
            vectors = self._local.embed([title, *(whole[at].text for at in doubtful)])
            close = (vectors[1:] @ vectors[0]).tolist()
            found |= {
                at: TITLE for at, near in zip(doubtful, close, strict=True) if near >= CENTRAL
            }
        return found

    def _with_before(
        self, whole: Sequence[Sentence], here: Sequence[Sequence[float]], at: int
    ) -> Sequence[float]:
        """The credits of a sentence, with those of the one before it where it points back."""
        if at == 0 or not any(here[at - 1]) or not _points_back(whole, at):
            return here[at]
        return [
            max(own, BEFORE * before) for own, before in zip(here[at], here[at - 1], strict=True)
        ]

    def _capitals(self, text: str, every: Sequence[str]) -> Sequence[str]:
        """As ``capitals``; nothing where no part of a name can stand there."""
        return () if self._forms.isdisjoint(every) else capitals(text)

    def _with_others(
        self, whole: Sequence[Sentence], title: str, named: dict[int, float]
    ) -> dict[int, float]:
        """Those that have enough of the topic's other words too, or are like it as a whole."""
        weights = np.array([term.weight for term in self.others])
        weights = weights / weights.sum() if weights.sum() else np.full(len(weights), 1.0)
        around = {place for at in named for place in (at - 1, at) if place >= 0}
        credits = self._credits({place: whole[place] for place in sorted(around)})
        titled = np.array([TITLE * (term.stem in stems(title)) for term in self.others])
        least = ENOUGH if self.names else ENOUGH_ALONE
        near_title = self._near_title(whole, title, credits) if titled.any() else set()
        shares = {}
        for at in named:
            own = credits[at]
            if not self.names and not own.any():
                continue
            credit = np.maximum(own, titled) if at in near_title else own
            if at and _points_back(whole, at):
                credit = np.maximum(credit, BEFORE * credits[at - 1])
            share = float(credit @ weights)
            if self.names or share >= ENOUGH:
                shares[at] = share
        if not shares:
            return {}
        close = (self._local.embed([whole[at].text for at in shares]) @ self._vector).tolist()
        found = {}
        for (at, share), near in zip(shares.items(), close, strict=True):
            # "Burns's trip to Moscow" is told wherever both are; "Russian troops in Ukraine" not.
            together = self._telling and named[at] == 1
            like = share >= SOME and near >= (ALIKE if self.names else ALIKE_ALONE)
            if share >= least or like or near >= VERY_ALIKE or together:
                found[at] = named[at] * (0.5 + 0.5 * min(1.0, max(share, near)))
        return found

    def _near_title(
        self,
        whole: Sequence[Sentence],
        title: str,
        credits: dict[int, npt.NDArray[np.float64]],
    ) -> set[int]:
        """The sentences with a word of the topic that the title sums up."""
        own = [at for at, credit in credits.items() if credit.any() or self.names]
        vectors = self._local.embed([title, *(whole[at].text for at in own)])
        close = (vectors[1:] @ vectors[0]).tolist()
        return {at for at, near in zip(own, close, strict=True) if near >= CENTRAL}

    def _credits(self, sentences: dict[int, Sentence]) -> dict[int, npt.NDArray[np.float64]]:
        """How far each of the other words stands in each sentence, near words credited."""
        plain = {at: set(lowered(one.text)) - STOP_WORDS for at, one in sentences.items()}
        fresh = sorted(word for word in set().union(*plain.values()) - self._seen if word.isalpha())
        if fresh and self._rows is not None:
            self._seen.update(fresh)
            similar = self._near.embed(fresh) @ self._rows.T
            credit = np.sqrt(np.clip((similar - NEAR) / (1 - NEAR), 0.0, 1.0)) * 0.8
            for place in np.flatnonzero(credit.any(axis=1)):
                self._credit[fresh[place]] = credit[place].astype(np.float64)
        found = {}
        for at, one in sentences.items():
            credit = np.array([float(term.stem in one.stems) for term in self.others])
            for word in plain[at] & self._credit.keys():
                credit = np.maximum(credit, self._credit[word])
            found[at] = credit
        return found


def _points_back(whole: Sequence[Sentence], at: int) -> bool:
    return whole[at - 1].kind == "sentence" and _POINTS_BACK.search(whole[at].text) is not None
