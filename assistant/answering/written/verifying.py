"""A sentence that a model wrote beside what it was shown: whether that says it, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from assistant.answering.showing import Shown
from assistant.answering.written.accounting import account
from assistant.answering.written.hush import hushed, speaks_to_reader
from assistant.answering.written.order import turned_round
from assistant.answering.written.resting import QUOTED, only, resting_on
from assistant.domain import Dropped, Verdict
from assistant.grounding import Checked, Source, check_against, read_source
from assistant.grounding.claim import read_claim
from assistant.grounding.tokens import Kind
from assistant.text.sentences import Unit, units
from assistant.text.words import stems

CITED = 3
"""Labels of a sentence that are looked at; more are no citation, but a list of what was read."""
TRIED = 3
"""Shown passages in which what was cited wrongly, or not at all, is looked for."""
CLAUSE = 3
"""Words of a clause at least."""
STUTTER = 8
"""Words from which on a sentence that says the same ones again and again is none."""
SHARED = 0.5
"""Of a sentence's stems, what such a passage has at least."""

# A pronoun is none: whom it means is in the other half.
_CLAUSE = re.compile(
    r"(?:[,;] (?:and|but|while|whereas|yet) |; | (?:while|whereas) )"
    r"(?=[A-Z0-9“\"]|(?:the|an?|no|nobody|some|many|several|most|all|both|more|about|another|one|two|"
    r"three|four|five|six|seven|eight|nine|ten)\b)"
)
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.|\bdata:\w+/|\bjavascript:", re.I)


@dataclass(frozen=True, slots=True)
class Quote:
    """Whole sentences of what was shown: ``shown.article.body[start:end]``."""

    shown: Shown
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.shown.article.body[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Verified:
    """``quotes`` say what ``text`` says, in the order of the labels; ``score`` is 0 to 1.

    ``elsewhere`` where none of the labels that the model gave supports it, but another passage.
    ``unused`` are labels that it gave beside those that do.
    """

    text: str
    quotes: tuple[Quote, ...]
    score: float
    elsewhere: bool = False
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """One that was shown, made ready: ``source.text`` is as long as ``shown.text``."""

    shown: Shown
    source: Source
    spans: tuple[Unit, ...]
    stems: frozenset[str]


class Verifier:
    """Holds the sentences of one model's reply against what that model was shown, and nothing else.

    What an article says to its reader (``hush``) is evidence of nothing. May be used from two
    threads: one that makes the sources ready while the model thinks, one that verifies.
    """

    def __init__(self, shown: Sequence[Shown]) -> None:
        self._shown = {one.label: one for one in shown}
        self._read: dict[str, _Read] = {}
        self._lock = Lock()

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self._shown)

    def prepare(self) -> None:
        """Makes every source ready; without it each is when it is first cited."""
        for label in self._shown:
            self._source(label)

    def verify(self, text: str, labels: Sequence[str]) -> Verified | Dropped:
        """The sentence with what it rests on, or why it must not be shown.

        The labels are tried each alone, then clause by clause. Where none supports the sentence it
        is attributed once to the passage that does best. ``text`` has no labels in it.
        """
        if _ADDRESS.search(text):
            return _dropped(text, labels, "it holds an address, and none is ever shown")
        if speaks_to_reader(text):
            return _dropped(text, labels, "it gives an order or speaks of itself")
        if not _states(text):
            return _dropped(text, labels, "it names something, and says nothing of it")
        if _stutters(text):
            return _dropped(text, labels, "it says the same words again and again")
        given = list(dict.fromkeys(labels))
        cited = [label for label in given if label in self._shown][:CITED]
        checks: dict[str, Checked] = {}
        for label in cited:
            checks[label] = check_against(text, self._source(label).source)
        found = self._alone(text, cited, checks) or self._by_clauses(text, cited)
        if found is not None:
            used = {quote.shown.label for quote in found.quotes}
            unused = tuple(label for label in given if label not in used)
            return Verified(text, found.quotes, found.score, unused=unused)
        for label in self._nearest(text, cited):
            checked = check_against(text, self._source(label).source)
            moved = self._alone(text, [label], {label: checked})
            if moved is not None:
                return Verified(
                    text, moved.quotes, moved.score, elsewhere=True, unused=tuple(given)
                )
        return _dropped(text, given, self._reason(text, given, cited, checks))

    def _alone(
        self, text: str, cited: Sequence[str], checks: dict[str, Checked]
    ) -> Verified | None:
        """What each of the passages says by itself."""
        quotes: list[Quote] = []
        scores = []
        for label in cited:
            checked = checks[label]
            if checked.verdict is Verdict.SUPPORTED:
                found = _quotes(text, self._source(label), checked)
                if found is not None:
                    quotes += found[0]
                    scores.append(found[1])
        return Verified(text, tuple(quotes), max(scores)) if quotes else None

    def _by_clauses(self, text: str, cited: Sequence[str]) -> Verified | None:
        """What the passages say of each half: "The talks failed, and the bridge was closed".

        Each half is held against each passage by itself, its dates against the passage's own day.
        """
        for halves in _halves(text):
            quotes: dict[Quote, None] = {}
            scores = []
            for half in halves:
                checks = {at: check_against(half, self._source(at).source) for at in cited}
                found = self._alone(half, cited, checks)
                if found is None:
                    break
                quotes.update(dict.fromkeys(found.quotes))
                scores.append(found.score)
            else:
                order = {label: place for place, label in enumerate(cited)}
                told = sorted(quotes, key=lambda quote: order[quote.shown.label])
                return Verified(text, tuple(told), min(scores))
        return None

    def _nearest(self, text: str, cited: Sequence[str]) -> list[str]:
        """The labels of passages that share most words with the sentence, best first."""
        words = set(stems(text))
        if not words:
            return []
        shares = {
            label: len(words & self._source(label).stems) / len(words)
            for label in self._shown
            if label not in cited
        }
        near = [label for label in shares if shares[label] >= SHARED]
        return sorted(near, key=lambda label: -shares[label])[:TRIED]

    def _reason(
        self, text: str, given: Sequence[str], cited: Sequence[str], checks: dict[str, Checked]
    ) -> str:
        if not given:
            return "it cites nothing, and no passage that was found says it"
        if not cited:
            return f"it cites {given[0]}, which is no source, and no passage that was found says it"
        best = max(cited, key=lambda label: checks[label].score)
        reasons = checks[best].reasons
        if checks[best].verdict is Verdict.SUPPORTED:
            source = self._source(best).source
            few = only(source, checks[best].evidence)
            words = account(text, few, source).missing
            listed = ", ".join(f"“{word}”" for word in words[:3])
            turned = turned_round(text, few.text)
            reasons = (f"the source has nothing like {listed}",) if words else ()
            reasons += (turned,) if turned else ()
        reasons = reasons or (f"no {QUOTED} sentences of the source say all of it",)
        title = " ".join(self._shown[best].article.title.split())
        return f"of what it cites ({title}): {'; '.join(reasons[:2])}" if title else reasons[0]

    def _source(self, label: str) -> _Read:
        with self._lock:
            found = self._read.get(label)
            if found is None:
                found = self._read[label] = _read(self._shown[label])
            return found


def _read(shown: Shown) -> _Read:
    spans = tuple(units(shown.text))
    text = hushed(shown.text, spans)
    title = shown.article.title
    return _Read(
        shown,
        read_source(text, shown.article.published),
        spans,
        frozenset(stems(f"{title} {text}")),
    )


def _quotes(text: str, read: _Read, checked: Checked) -> tuple[list[Quote], float] | None:
    """The fewest sentences that support the claim by themselves, as Quotes, and how well."""
    found = resting_on(text, read.source, checked)
    return found and (_joined_quotes(read, found[0]), found[1])


def _joined_quotes(read: _Read, spans: Sequence[tuple[int, int]]) -> list[Quote]:
    """Spans of the shown text as Quotes of the body; those that follow one another are one."""
    shown = read.shown
    quotes: list[Quote] = []
    for start, end in spans:
        first, last = shown.start + start, shown.start + end
        body = shown.article.body
        if quotes and not body[quotes[-1].end : first].strip():
            quotes[-1] = Quote(shown, quotes[-1].start, last)
        else:
            quotes.append(Quote(shown, first, last))
    return quotes


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """The sentence cut in two where another clause with a subject of its own begins."""
    for cut in _CLAUSE.finditer(text):
        first, second = text[: cut.start()], text[cut.end() :]
        if len(first.split()) >= CLAUSE and len(second.split()) >= CLAUSE:
            yield first, second


def _states(text: str) -> bool:
    """Whether it has a word beside names and numbers: "The Zelenskys." may be true of anything."""
    read = read_claim(text)
    telling = [read.tokens[place] for place in read.telling]
    return len(telling) > 1 and any(token.kind is Kind.WORD for token in telling)


def _stutters(text: str) -> bool:
    """Whether most of its words are the same few."""
    words = text.lower().split()
    return len(words) >= STUTTER and 2 * len(set(words)) < len(words)


def _dropped(text: str, labels: Sequence[str], reason: str) -> Dropped:
    return Dropped(text, Verdict.UNSUPPORTED if labels else Verdict.UNCITED, reason)
