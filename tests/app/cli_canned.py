"""An Assistant of fixed answers, so that what the commands print can be held to the letter."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain import (
    Answer,
    Article,
    ArticleEntry,
    Citation,
    Claim,
    ClaimShown,
    DateRange,
    DateReading,
    Dropped,
    Event,
    EventDate,
    Finished,
    Form,
    GeneratorName,
    Hit,
    Overview,
    PartOpened,
    Passage,
    Problem,
    Progress,
    Reason,
    SearchResult,
    SyncReport,
    Understood,
    Usage,
    Verdict,
)
from assistant.errors import QuestionError
from assistant.models import Message, Piece

BODY = (
    "The harbour of Lindau was closed on Thursday after a ferry ran aground. Nobody was hurt.\n\n"
    "Mayor Ana Brandt said the repair would take “two weeks, perhaps three”. The ferry had carried "
    "214 passengers from Bregenz when its steering failed within sight of the lighthouse.\n"
)
FERRY = Article(
    id="lake/ferry-aground",
    published=date(2021, 11, 6),
    title="Ferry runs aground off Lindau and closes the harbour for the weekend, mayor says",
    body=BODY,
    source="The Lake Courier",
    url="https://courier.example/ferry",
)
FIRST = BODY.index(" Nobody")
SECOND = BODY.index("The ferry had")


def citation(label: int, start: int, end: int, **more: Any) -> Citation:
    return Citation(
        label, FERRY.id, FERRY.published, FERRY.title, start, end, BODY[start:end], **more
    )


READING = DateReading(
    DateRange(date(2021, 11, 1), date(2021, 11, 7), "last week"), applies_to="either"
)
SUPPORTED = (Verdict.SUPPORTED, 0.97)
ANSWER = Answer(
    question="Why was the harbour closed?",
    rewritten=None,
    as_of=date(2021, 11, 15),
    dates=READING,
    form=Form.ANSWER,
    reason=None,
    text=(f"{BODY[:FIRST]} [1] {BODY[SECOND:].strip()} [2]"),
    claims=(
        Claim(BODY[:FIRST], (1,), Verdict.SUPPORTED, 1.0),
        Claim(BODY[SECOND:].strip(), (2,), Verdict.SUPPORTED, 0.98765),
    ),
    citations=(
        citation(
            1,
            0,
            FIRST,
            event=EventDate(date(2021, 11, 4), date(2021, 11, 4), "on Thursday"),
            also_in=("wire/ferry-copy",),
        ),
        citation(2, SECOND, len(BODY) - 1),
    ),
    dropped=(Dropped("The captain was drunk.", Verdict.UNSUPPORTED, "no source says it"),),
    usage=Usage(ms={"retrieval": 3.214159, "total": 12.5}),
)
WRITTEN = replace(
    ANSWER,
    text="A ferry that ran aground closed the harbour of Lindau. [1] It had 214 passengers on board, "
    "and had come from Bregenz. [2]",
    claims=(
        Claim("A ferry that ran aground closed the harbour of Lindau.", (1,), *SUPPORTED),
        Claim("It had 214 passengers on board, and had come from Bregenz.", (2,), *SUPPORTED),
    ),
    dropped=(
        Dropped("The captain was drunk.", Verdict.UNSUPPORTED, "no source says “drunk”"),
        Dropped("It sank in 41 minutes.", Verdict.UNSUPPORTED, "the number 41 is not in [2]"),
    ),
    usage=Usage(generator="llm", model="lake-7b", host="models.example:443", calls=1),
    notices=("The reply of lake-7b was cut off at 700 tokens: its last sentence is left out.",),
)
NOTHING_HELD = replace(
    WRITTEN,
    reason=Reason.NOT_SUPPORTED,
    text="The model wrote 2 sentences, and the articles support none of them.",
    claims=(),
    citations=(),
    notices=(),
)
NOT_IN_RANGE = Answer(
    question="Why was the harbour closed in March 2020?",
    rewritten="Why was the harbour of Lindau closed in March 2020?",
    as_of=date(2021, 11, 15),
    dates=DateReading(
        DateRange(date(2020, 3, 1), date(2020, 3, 31), "in March 2020"), applies_to="either"
    ),
    form=Form.ANSWER,
    reason=Reason.NOT_IN_RANGE,
    text="No article of March 2020 tells of the harbour.",
    nearest=(date(2021, 11, 6), date(2021, 11, 8)),
)
AMBIGUOUS = Answer(
    question="What happened on 06/11/2021?",
    rewritten=None,
    as_of=date(2021, 11, 15),
    dates=DateReading(
        ambiguous=True,
        alternatives=(
            DateRange(date(2021, 11, 6), date(2021, 11, 6)),
            DateRange(date(2021, 6, 11), date(2021, 6, 11)),
        ),
        mentions=(DateRange(date(2014, 1, 1), date(2014, 12, 31), "2014"),),
    ),
    form=Form.ANSWER,
    reason=Reason.AMBIGUOUS_DATE,
    text="“06/11/2021” is a day in November or in June.",
)
FOUND = SearchResult(
    question="Why was the harbour closed?",
    as_of=date(2021, 11, 15),
    dates=READING,
    hits=(
        Hit(
            Passage(FERRY.id, 0, len(BODY), BODY),
            FERRY.published,
            FERRY.title,
            3.14159265,
            1,
            ("terms", "vectors"),
            ("wire/ferry-copy",),
        ),
        Hit(
            Passage("lake/swans", 10, 40, "Swans returned to the harbour."),
            date(2021, 11, 8),
            "Swans return",
            0.5,
            2,
            ("vectors",),
        ),
    ),
    ms=4.4321,
)
REPORT = SyncReport(
    read=4,
    added=2,
    changed=1,
    removed=0,
    unchanged=1,
    skipped=2,
    duplicates=1,
    passages=1203,
    seconds=2.34567,
    problems=(
        Problem("news/empty.txt", None, "is empty"),
        Problem("news/feed.jsonl", 12, "this line is not JSON: it ends inside a string"),
    ),
)


@dataclass(frozen=True)
class CannedSettings:
    store: Path
    as_of: date | None = None
    generator: GeneratorName | None = None
    embedding: str = "local"

    @property
    def writes(self) -> GeneratorName:
        return self.generator or "extractive"


@dataclass(frozen=True)
class CannedModel:
    """A model that has a name and a server, and is never asked: the answers are fixed."""

    name: str | None = "lake-7b"
    host: str | None = "models.example:443"

    def context(self) -> int | None:
        return None

    def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
        raise AssertionError("nothing may be sent here")
        yield Piece()


def events_of(answer: Answer) -> Iterator[Event]:
    """The events in which a writer would give this answer."""
    yield Understood(answer.question, answer.rewritten, answer.as_of, answer.dates, answer.form)
    yield Progress("reading", 0, answer.articles_in_range)
    by_label = {citation.label: citation for citation in answer.citations}
    for part in answer.parts:
        yield PartOpened(part.days, part.articles)
        for point, places in enumerate(part.points):
            for place in places:
                yield _shown(answer.claims[place], by_label, point)
    if not answer.parts:
        for claim in answer.claims:
            yield _shown(claim, by_label, None)
    yield Finished(answer)


def _shown(claim: Claim, by_label: dict[int, Citation], point: int | None) -> ClaimShown:
    return ClaimShown(claim, tuple(by_label[label] for label in claim.citations), point)


class CannedAssistant:
    """What the commands ask of an Assistant, with fixed answers; it notes how it was called."""

    def __init__(
        self,
        *,
        indexed: bool = True,
        changed: int = 0,
        answer: Callable[[str], Answer] | None = None,
        report: SyncReport = REPORT,
        article: Article = FERRY,
        store: str = ".assistant",
    ) -> None:
        self._indexed = indexed
        self._changed = changed
        self._answer = answer or (lambda question: ANSWER)
        self._report = report
        self._article = article
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.closed = False
        self.settings = CannedSettings(Path(store))
        self.model: CannedModel | None = None

    def ask(self, question: str, **how: Any) -> Answer:
        self.calls.append((question, {**how, "history": list(how.get("history", ()))}))
        return self._answer(question)

    def stream(self, question: str, **how: Any) -> Iterator[Event]:
        yield from events_of(self.ask(question, **how))

    def digest(self, days: str, **how: Any) -> Iterator[Event]:
        yield from events_of(self.ask(days, **how))

    def timeline(self, topic: str | None = None, **how: Any) -> Iterator[Event]:
        yield from events_of(self.ask(topic or "", **how))

    def today(self) -> date:
        return date(2021, 11, 15) if self._indexed else date(2023, 4, 1)

    def search(self, question: str, **how: Any) -> SearchResult:
        self.calls.append((question, how))
        return FOUND

    def articles(self) -> list[ArticleEntry]:
        return [
            ArticleEntry(FERRY.id, FERRY.published, FERRY.title, FERRY.source, 1, ("wire/copy",)),
            ArticleEntry("lake/swans", date(2021, 11, 8), "Swans return", None, 1203),
        ]

    def article(self, article_id: str) -> Article:
        if article_id != self._article.id:
            raise QuestionError(f"there is no article {article_id}; the nearest is {FERRY.id}")
        return self._article

    def passages(self, article_id: str) -> list[Passage]:
        return [Passage(article_id, 0, FIRST, BODY[:FIRST])]

    def overview(self) -> Overview:
        return Overview(
            7, 2, 1204, date(2021, 11, 6), date(2021, 11, 8), "2021-11-15T08:00:00+00:00", (), "x"
        )

    def problems(self) -> list[Problem]:
        return []

    def indexed(self) -> bool:
        return self._indexed

    def changed_files(self) -> int:
        return self._changed

    def sync(
        self,
        paths: Sequence[Path] | None = None,
        *,
        strict: bool = False,
        rebuild: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> SyncReport:
        self.calls.append(("sync", {"paths": paths, "strict": strict, "rebuild": rebuild}))
        return self._report

    def close(self) -> None:
        self.closed = True
