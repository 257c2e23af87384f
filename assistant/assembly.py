"""``build(settings)``: the one place where concrete parts are chosen and put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING, Any, NoReturn

from assistant.answering import Digest, Extractive, Material, Request, Timeline, Writer
from assistant.answering.budget import warm
from assistant.answering.calling import Spent
from assistant.answering.digest.written import WrittenDigest
from assistant.answering.refusals import refuse_ambiguous
from assistant.answering.timeline.written import WrittenTimeline
from assistant.answering.written import Terms, Written
from assistant.chat import Turn
from assistant.chat.answerable import Answerable
from assistant.chat.conversations import Conversations
from assistant.chat.rewriting import Rewrite, rewriter
from assistant.chat.suggestions import examples, suggested
from assistant.chat.understanding import understand
from assistant.config import LOCAL_EMBEDDING, Settings, load_settings
from assistant.dates import read_days
from assistant.domain import (
    Answer,
    Article,
    ArticleEntry,
    DateRange,
    DateReading,
    Event,
    EventSpan,
    Finished,
    Form,
    GeneratorName,
    Overview,
    Passage,
    Problem,
    Progress,
    SearchResult,
    Story,
    SyncReport,
    Understood,
)
from assistant.errors import ConfigError, QuestionError
from assistant.index import Index, IndexReader, added_sources, gone_roots, known_sources
from assistant.index.plan import count_changes
from assistant.index.sync import sync
from assistant.models import (
    Embedder,
    LanguageModel,
    Speaking,
    WaitedOnce,
    open_local,
    remote_model,
    speaking,
)
from assistant.resources import seeds_folder
from assistant.retrieval import Looked, Ranked, look, rank, search
from assistant.retrieval.story import story_of

if TYPE_CHECKING:
    from llama_index.core.llms.llm import LLM

    from assistant.retrieval.llama import PassageRetriever


class Assistant:
    """Everything that a face does, over one store. May be used from several threads.

    Each question is answered on one generation of the index, whatever is synced meanwhile.
    """

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder,
        local: Embedder,
        today: Callable[[], date] = date.today,
        model: LanguageModel | None = None,
    ) -> None:
        self.settings = settings
        self.model = model
        self.writes: GeneratorName = settings.writes
        if model is not None and settings.generator is None:
            self.writes = "llm"  # one that was handed over needs no setting
        self._embedder = embedder
        self._local = local
        self._today = today
        self.conversations = Conversations(settings.store)
        """What was asked and answered, kept in the store; nothing is opened before it is needed."""
        self._reader = IndexReader(settings.store, embedder.identity)
        self._extractive = Extractive(embedder, local)
        self._timeline = Timeline(embedder, local)
        self._writers: dict[GeneratorName, dict[Form, Writer]] = {
            "extractive": {
                Form.ANSWER: self._extractive,
                Form.DIGEST: Digest(local),
                Form.TIMELINE: self._timeline,
            }
        }
        if model is not None:
            Thread(target=warm, daemon=True).start()
            self._writers["llm"] = self._writing(model, self._terms())

    def _writing(self, model: LanguageModel, terms: Terms) -> dict[Form, Writer]:
        return {
            Form.ANSWER: Written(model, self._extractive, terms),
            Form.DIGEST: WrittenDigest(model, self._local, terms),
            Form.TIMELINE: WrittenTimeline(model, self._embedder, self._local, terms),
        }

    def _terms(self) -> Terms:
        settings = self.settings
        return Terms(
            context=settings.context,
            room=settings.answer_tokens,
            fallback=settings.fallback,
            price_in=settings.price_in,
            price_out=settings.price_out,
        )

    # asking

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        limit: DateRange | None = None,
        as_of: date | None = None,
        dates: DateReading | None = None,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        """The answer as it comes about; closing the iterator cancels the work.

        ``history`` are the turns before, oldest first; ``limit`` and ``as_of`` limit publication;
        ``dates`` takes the place of what the question's own dates are read as. ``generator`` says
        who writes (default: as the settings say); ConfigError for "llm" where no model is set.
        """
        with self._reader.pin() as index:
            spent = Spent()
            model = self._rewriting(generator) if history else None
            rewrite = self._rewriter(model, index, as_of, spent) if model else None
            request = self._understand(index, question, history, limit, as_of, dates, rewrite)
            writers = None
            if model is not None and model.fault is not None:
                # Whoever has waited for the server once, gets the quotations now. Without a
                # context that is set, the first thing that is asked of the model is its context.
                writers = self._writing(model, replace(self._terms(), context=None))
            for event in self._written(request, index, generator, writers):
                yield self._with(spent, event) if isinstance(event, Finished) else event

    def digest(
        self,
        days: str,
        *,
        limit: DateRange | None = None,
        as_of: date | None = None,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        """What was published on some days, summed up from every article of them.

        ``days`` is a date or a range, in words or ISO; QuestionError where it is none.
        """
        with self._reader.pin() as index:
            today, ceiling = self._as_of(index, as_of)
            given = DateReading(limit=read_days(days, today), applies_to="published")
            request = understand(
                days,
                (),
                limit=limit,
                as_of=today,
                as_of_given=self._as_of_given(as_of),
                ceiling=ceiling,
                given=given,
            )
            yield from self._written(
                replace(request, form=Form.DIGEST, topic=None), index, generator
            )

    def timeline(
        self,
        topic: str | None = None,
        *,
        limit: DateRange | None = None,
        as_of: date | None = None,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        """What happened, in the order of its days: all of it, or what ``topic`` is about."""
        with self._reader.pin() as index:
            asked = topic or "timeline"
            request = self._understand(index, asked, (), limit, as_of)
            yield from self._written(
                replace(request, form=Form.TIMELINE, topic=topic), index, generator
            )

    def _written(
        self,
        request: Request,
        index: Index,
        generator: GeneratorName | None,
        writers: Mapping[Form, Writer] | None = None,
    ) -> Iterator[Event]:
        yield Understood(
            question=request.asked,
            rewritten=request.rewritten,
            as_of=request.as_of,
            dates=request.dates,
            form=request.form,
        )
        if request.dates.ambiguous and request.dates.limit is None:
            yield Finished(refuse_ambiguous(request, index))
            return
        writers = writers or self._writers_of(generator)
        yield from writers[request.form].write(request, index)

    def _writers_of(self, generator: GeneratorName | None) -> Mapping[Form, Writer]:
        chosen = generator or self.writes
        if chosen == "llm" and self.model is None:
            raise ConfigError(
                "No model is set that could write. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a "
                "server of your own; --generator extractive needs neither."
            )
        return self._writers[chosen]

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        limit: DateRange | None = None,
        as_of: date | None = None,
        dates: DateReading | None = None,
        generator: GeneratorName | None = None,
    ) -> Answer:
        """The answer, whole."""
        return answer_of(
            self.stream(
                question,
                history=history,
                limit=limit,
                as_of=as_of,
                dates=dates,
                generator=generator,
            )
        )

    def material(
        self, question: str, *, limit: DateRange | None = None, as_of: date | None = None
    ) -> Material | None:
        """What the writer of answers weighs for a question, for learning its weights; None where
        there is nothing to weigh."""
        with self._reader.pin() as index:
            request = self._understand(index, question, (), limit, as_of)
            return self._extractive.material(request, index)

    def looked(
        self, question: str, *, limit: DateRange | None = None, as_of: date | None = None
    ) -> tuple[list[Ranked], Looked]:
        """The ranking of a question by its fused scores, and what a second look sees of it, for
        learning the weights of that."""
        with self._reader.pin() as index:
            request = self._understand(index, question, (), limit, as_of)
            ranked = rank(
                index, self._embedder, request.query, scope=request.scope, fusion="reread"
            )
            ranked.sort(key=lambda found: -found.score)
            return ranked, look(index, request.query, ranked)

    def warm(self) -> None:
        """Loads what the first answer of a model needs, 1 to 2 s of it; sends nothing.

        Raises ConfigError.
        """
        if isinstance(self.model, Speaking):
            self.model.warm()

    def today(self) -> date:
        """The day that "today" means by default; the clock's where nothing is indexed."""
        if not self.indexed():
            return self.settings.as_of or self._today()
        with self._reader.pin() as index:
            return self._as_of(index, None)[0]

    def search(
        self,
        question: str,
        *,
        k: int = 10,
        limit: DateRange | None = None,
        as_of: date | None = None,
    ) -> SearchResult:
        """The best ``k`` passages."""
        if k < 1:
            raise QuestionError(f"-k is {k}: ask for at least one passage.")
        began = perf_counter()
        with self._reader.pin() as index:
            request = self._understand(index, question, (), limit, as_of)
            hits = search(index, self._embedder, request.query, k=k, scope=request.scope)
        return SearchResult(
            question=request.asked,
            as_of=request.as_of,
            dates=request.dates,
            hits=tuple(hits),
            ms=round((perf_counter() - began) * 1000, 2),
        )

    def examples(self, n: int = 4, as_of: date | None = None) -> list[str]:
        """Questions about the newest articles that the corpus answers."""
        with self._reader.pin() as index:
            answered = self._answerable(index, None, as_of)
            return examples(index, answered, n, answered.bounds)

    def suggestions(
        self,
        asked: Sequence[str],
        articles: Sequence[str],
        *,
        most: int = 3,
        limit: DateRange | None = None,
        as_of: date | None = None,
    ) -> list[str]:
        """Up to ``most`` questions that the corpus answers within ``limit`` and ``as_of``.

        They are about ``articles`` (ids, best first), then about the newest; none asks again for
        what ``asked`` did, the questions so far.
        """
        with self._reader.pin() as index:
            answered = self._answerable(index, limit, as_of)

            def related(article: str) -> list[str]:
                story = story_of(index, self._local, article, most)
                return [entry.id for entry in story.related] if story else []

            return suggested(index, answered, asked, articles, most, answered.bounds, related)

    def _answerable(self, index: Index, limit: DateRange | None, as_of: date | None) -> Answerable:
        return Answerable(
            index,
            self._extractive,
            self._timeline,
            lambda question: self._understand(index, question, (), limit, as_of),
        )

    def retriever(
        self, k: int = 10, limit: DateRange | None = None, as_of: date | None = None
    ) -> PassageRetriever:
        """``search`` as a LlamaIndex retriever."""
        from assistant.retrieval.llama import PassageRetriever

        return PassageRetriever(
            lambda question: self.search(question, k=k, limit=limit, as_of=as_of).hits
        )

    def _understand(
        self,
        index: Index,
        question: str,
        history: Sequence[Turn],
        limit: DateRange | None,
        as_of: date | None,
        given: DateReading | None = None,
        rewrite: Rewrite | None = None,
    ) -> Request:
        day, ceiling = self._as_of(index, as_of)
        return understand(
            question,
            history,
            limit=limit,
            as_of=day,
            as_of_given=self._as_of_given(as_of),
            ceiling=ceiling,
            given=given,
            rewrite=rewrite,
        )

    def _rewriting(self, generator: GeneratorName | None) -> WaitedOnce | None:
        """The model that makes a follow-up whole; None where none writes."""
        if self.model is None or (generator or self.writes) != "llm":
            return None
        return WaitedOnce(self.model)

    def _rewriter(
        self, model: LanguageModel, index: Index, as_of: date | None, spent: Spent
    ) -> Rewrite:
        day, _ = self._as_of(index, as_of)
        settings = self.settings
        return rewriter(model, settings.context, settings.answer_tokens, day, spent)

    def _with(self, spent: Spent, finished: Finished) -> Finished:
        """The answer with what it cost to make its question whole."""
        if self.model is None or not (spent.calls or spent.turns_left_out or spent.notices):
            return finished
        answer = finished.answer
        usage = spent.added_to(answer.usage, self.model, self._terms().cost, "rewriting")
        return Finished(replace(answer, usage=usage, notices=(*spent.notices, *answer.notices)))

    def _as_of_given(self, as_of: date | None) -> bool:
        return (as_of or self.settings.as_of) is not None

    def _as_of(self, index: Index, as_of: date | None) -> tuple[date, bool]:
        """The day that counts as today, and whether articles are dated after it.

        By default the day of the newest article, but of none that is dated after tomorrow.
        """
        today = self._today()
        newest = index.catalog.newest(today + timedelta(days=1))
        day = as_of or self.settings.as_of or newest or today
        last = index.catalog.newest(date.max)
        return day, last is not None and last > day

    # the corpus

    def indexed(self) -> bool:
        return self._reader.exists()

    def overview(self) -> Overview:
        with self._reader.pin() as index:
            return index.overview()

    def articles(self) -> list[ArticleEntry]:
        """Every article, oldest first."""
        with self._reader.pin() as index:
            return index.catalog.entries()

    def article(self, article_id: str) -> Article:
        """The article with this id; QuestionError names the nearest ids where there is none."""
        with self._reader.pin() as index:
            return index.catalog.article(article_id) or _none_such(article_id, index)

    def story(self, article_id: str, *, most: int = 6) -> Story:
        """Near-copies of an article, and up to ``most`` others that tell of the same matter.

        QuestionError where there is no such article.
        """
        with self._reader.pin() as index:
            found = story_of(index, self._local, article_id, most)
            return found or _none_such(article_id, index)

    def event_spans(self, article_id: str) -> list[EventSpan]:
        """The days that the words of an article's body tell of, in order.

        QuestionError where there is no such article.
        """
        with self._reader.pin() as index:
            key = index.catalog.key(article_id)
            if key is None:
                _none_such(article_id, index)
            return index.catalog.events([key]).get(key, [])

    def passages(self, article_id: str) -> list[Passage]:
        with self._reader.pin() as index:
            return index.catalog.passages(article_id)

    def days(self) -> list[tuple[date, int]]:
        """Every day that has articles, and how many."""
        with self._reader.pin() as index:
            return index.catalog.days()

    def problems(self) -> list[Problem]:
        """What the last sync could not read."""
        with self._reader.pin() as index:
            return index.catalog.problems()

    def changed_files(self) -> int:
        """How many files were added, changed or removed since the last sync; 0 without an index."""
        if not self.indexed():
            return 0
        with self._reader.pin() as index:
            known = index.catalog.files()
        # A root that is gone says nothing of its files; a sync tells what to do about it.
        roots = {record.root for record in known.values()} - gone_roots(
            known.values(), self.settings.store
        )
        return count_changes(known, [Path(root) for root in sorted(roots)])

    def sync(
        self,
        paths: Sequence[Path] | None = None,
        *,
        strict: bool = False,
        rebuild: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> SyncReport:
        """Brings the index up to date with ``paths`` (default: the corpus of the settings, else
        what was indexed before, else the seeds)."""
        return sync(
            self.settings.store,
            list(paths) if paths else self._corpus(),
            self._embedder,
            today=self._today(),
            strict=strict,
            rebuild=rebuild,
            on_progress=on_progress,
        )

    def _corpus(self) -> list[Path]:
        return [*self._named(), *added_sources(self.settings.store)]

    def _named(self) -> list[Path]:
        if self.settings.corpus:
            return list(self.settings.corpus)
        # Not through the reader: a store that cannot be read must be rebuilt, too.
        if known := known_sources(self.settings.store):
            return known
        here = Path("seeds")
        return [here if here.is_dir() else seeds_folder()]

    def close(self) -> None:
        self._reader.close()
        self.conversations.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _none_such(article_id: str, index: Index) -> NoReturn:
    from rapidfuzz import process

    near = process.extract(article_id, index.catalog.article_ids(), limit=3)
    listed = ", ".join(name for name, *_ in near)
    raise QuestionError(f"There is no article {article_id!r}. The nearest ids: {listed}.")


def answer_of(events: Iterable[Event]) -> Answer:
    """The Answer that a stream of Events comes to."""
    for event in events:
        if isinstance(event, Finished):
            return event.answer
    raise AssertionError("a writer ended without Finished")


def build(
    settings: Settings | None = None,
    *,
    embedder: Embedder | None = None,
    llm: LLM | None = None,
    language_model: LanguageModel | None = None,
    **overrides: Any,
) -> Assistant:
    """An Assistant over the settings in force, with ``overrides`` as flags.

    ``embedder`` takes the place of the one that the settings name; ``llm``, any LLM of LlamaIndex,
    that of the model, and writes unless the settings say ``generator="extractive"``;
    ``language_model`` is one of our own kind, for tests and measurements.
    """
    if settings is None:
        settings = load_settings(**overrides)
    elif overrides:
        raise ConfigError("Give build() either settings or overrides, not both.")
    local = open_local()
    return Assistant(
        settings,
        embedder or _embedder(settings, local),
        local,
        model=language_model or _model(settings, llm),
    )


def _embedder(settings: Settings, local: Embedder) -> Embedder:
    if settings.embedding == LOCAL_EMBEDDING:
        return local
    from assistant.models.remote import RemoteEmbedding

    return RemoteEmbedding(
        model=settings.embedding,
        api_key=settings.key,
        base_url=settings.openai_base_url,
        timeout=settings.timeout,
    )


def _model(settings: Settings, llm: LLM | None) -> LanguageModel | None:
    """The model that writes; None where nothing may be sent to one, whatever key there is."""
    if settings.generator == "extractive":
        return None
    if llm is not None:
        return speaking(llm)
    if settings.writes == "extractive":
        return None
    return remote_model(
        settings.model,
        settings.openai_base_url,
        settings.key,
        settings.timeout,
        settings.temperature,
        settings.context,
    )
