"""Questions to learn from: the cases that are not held out, and further ones written for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from assistant.domain import DateRange, Form, Reason
from evals.cases import Case
from evals.scoring.words import normal
from evals.split import held_out

QUESTIONS = Path(__file__).with_name("questions.jsonl")
LEAST = 8


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the words that answer it, any of them; none where the corpus does not."""

    corpus: str
    question: str
    quotes: tuple[str, ...]
    as_of: date | None = None
    limit: DateRange | None = None
    written_for_it: bool = False
    too_early: bool = False  # asked of the days before its answer came out

    @property
    def answered(self) -> bool:
        return bool(self.quotes)


def may_be_learned_from(case_id: str) -> bool:
    """Whether a case is of those that tuning may look at.

    Two splits by the hash of the id are in use, by its first eight bytes (evals/split.py) and by
    the whole digest: what either of them holds out is left alone.
    """
    return not held_out(case_id) and int(sha256(case_id.encode()).hexdigest(), 16) % 3 != 0


def examples(cases: Iterable[Case], file: Path = QUESTIONS) -> list[Example]:
    """Single questions for an answer, of the cases that may be learned from and of the file."""
    found = [
        Example(
            case.corpus,
            case.question,
            tuple(gold.quote for gold in case.sentences),
            case.as_of,
            case.limit,
        )
        for case in cases
        if may_be_learned_from(case.id)
        and case.form is Form.ANSWER
        and not case.turns
        and not case.writes  # another writer's, and their questions repeat those of other cases
        # Dates decide these, not the weights.
        and case.reason not in (Reason.AMBIGUOUS_DATE, Reason.NOT_IN_RANGE)
    ]
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return found + [
        Example(row["corpus"], row["question"], tuple(row.get("quotes", ())), written_for_it=True)
        for row in rows
    ]


def before_their_answers(
    found: Iterable[Example], published: Mapping[str, Sequence[tuple[date, str]]]
) -> list[Example]:
    """Answerable examples asked of the days before their answer first came out.

    What was published then has their names and words, and not the fact. ``published`` are the day
    and the text (as ``normal`` has it) of each article by corpus; with fewer than LEAST articles
    before, it would be no search.
    """
    early = []
    for example in found:
        if not example.answered or example.limit or example.as_of:
            continue
        articles = published[example.corpus]
        quotes = [normal(quote) for quote in example.quotes]
        told = [day for day, text in articles if any(quote in text for quote in quotes)]
        if told and sum(day < min(told) for day, _ in articles) >= LEAST:
            limit = DateRange(None, min(told) - timedelta(days=1))
            early.append(replace(example, quotes=(), limit=limit, too_early=True))
    return early
