"""One run, timed inside a fresh process: ``python -m evals.bench.trials NAME ...``.

A process of its own for each, because the embedding remembers words that it has seen, and what one
run leaves in memory would help or hinder the next. Imports and the opening of the weights are done
before the clock starts. The last line of the output is the result, as JSON; times are seconds.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Generator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.domain import DateRange
from assistant.models import Message, Piece
from evals.bench.references import embed_and_add, open_quick_start, open_retriever, read_corpus
from evals.bench.references import save_passages as write_passages

K = 10  # hits of a search
_WARM = 20  # questions before the clock starts


def sync(corpus: str, store: str, passages: str) -> dict[str, Any]:
    """Our own indexing, from files to a complete generation, whose passages are then written."""
    from assistant.assembly import build
    from assistant.config import load_settings

    _warm("chromadb", "tantivy", "sentencex")
    assistant = build(load_settings(store=Path(store), corpus=(Path(corpus),)))
    start = perf_counter()
    report = assistant.sync([Path(corpus)])
    seconds = perf_counter() - start
    assistant.close()
    if report.problems:
        raise SystemExit(f"{len(report.problems)} problems, first: {report.problems[0].message}")
    written = write_passages(Path(store), Path(passages))
    return {"seconds": seconds, "articles": report.read, "passages": written}


def reference(passages: str, folder: str) -> dict[str, Any]:
    """Embedding the same texts, then Chroma's own ``add``."""
    _warm("chromadb")
    embedding, adding = embed_and_add(Path(passages), Path(folder))
    return {"seconds": embedding + adding, "embed": embedding, "add": adding}


def quick_start(corpus: str, folder: str) -> dict[str, Any]:
    """LlamaIndex's ``VectorStoreIndex.from_documents`` with its defaults, on Chroma."""
    _warm("chromadb")
    index_documents = open_quick_start(Path(folder))
    start = perf_counter()
    stored = index_documents(read_corpus(Path(corpus)))
    return {"seconds": perf_counter() - start, "passages": stored}


def search(store: str, questions: str) -> dict[str, Any]:
    """Each question through our search and through LlamaIndex's retriever, in turns.

    Gives one entry a question: seconds of both, and whether each found the right article.
    """
    from assistant.assembly import build
    from assistant.config import load_settings

    asked = _read_questions(Path(questions))
    entries = []
    assistant = build(load_settings(store=Path(store)))
    with open_retriever(Path(store), K) as retrieve:
        for text, limit, article, _ in asked[:_WARM] + asked:
            start = perf_counter()
            hits = assistant.search(text, k=K, limit=limit).hits
            middle = perf_counter()
            articles = retrieve(text, limit)
            entries.append(
                {
                    "ours": middle - start,
                    "reference": perf_counter() - middle,
                    "found": any(article in (hit.passage.article, *hit.also_in) for hit in hits),
                    "found by reference": article in articles,
                }
            )
    passages = assistant.overview().passages
    assistant.close()
    return {"entries": entries[_WARM:], "passages": passages}


def ask(store: str, questions: str) -> dict[str, Any]:
    """Each question answered without a model; right is an answer that holds the fact's words."""
    from assistant.assembly import build
    from assistant.config import load_settings

    asked = _read_questions(Path(questions))
    assistant = build(load_settings(store=Path(store)))
    seconds, right, refused, answerable = [], 0, 0, 0
    for number, (text, limit, article, wanted) in enumerate(asked[:_WARM] + asked):
        start = perf_counter()
        answer = assistant.ask(text, limit=limit)
        took = perf_counter() - start
        if number < _WARM:
            continue
        seconds.append(took)
        if article is None:
            refused += answer.refused
        else:
            answerable += 1
            right += wanted in answer.text
    counts = {
        "answerable": answerable,
        "right": right,
        "unanswerable": len(asked) - answerable,
        "refused": refused,
        "passages": assistant.overview().passages,
    }
    assistant.close()
    return {"ours": seconds, "counts": counts}


def digest(store: str, day: str) -> dict[str, Any]:
    """The digest of one day, whole, the first in its process."""
    from assistant.assembly import answer_of, build
    from assistant.config import load_settings

    _warm("tantivy")
    assistant = build(load_settings(store=Path(store)))
    assistant.overview()
    start = perf_counter()
    answer = answer_of(assistant.digest(day))
    seconds = perf_counter() - start
    assistant.close()
    counts = {"read": answer.articles_read, "of": answer.articles_in_range}
    return {"seconds": seconds, "counts": {**counts, "claims": len(answer.claims)}}


def timeline(store: str, topic: str) -> dict[str, Any]:
    """The timeline of the corpus, or where ``topic`` is not empty of that, whole."""
    from assistant.assembly import answer_of, build
    from assistant.config import load_settings

    _warm("tantivy")
    assistant = build(load_settings(store=Path(store)))
    assistant.overview()
    start = perf_counter()
    answer = answer_of(assistant.timeline(topic or None))
    seconds = perf_counter() - start
    assistant.close()
    counts = {"read": answer.articles_read or 0, "claims": len(answer.claims)}
    return {"seconds": seconds, "counts": counts}


def events(store: str) -> dict[str, Any]:
    """Event dates of every article, as indexing reads them."""
    from assistant.dates.events import event_spans
    from assistant.index import IndexReader
    from assistant.models import open_local

    reader = IndexReader(Path(store), open_local().identity)
    with reader.pin() as index:
        keys = [key for key, _ in index.catalog.within(None)]
        articles = list(index.catalog.bodies(keys).values())
    reader.close()
    start = perf_counter()
    found = sum(
        len(event_spans(article.body, units, article.published)) for article, units in articles
    )
    return {"seconds": perf_counter() - start, "counts": {"event dates": found}}


def dates(questions: str) -> dict[str, Any]:
    """What the dates of each question are read as; those that are refused count, too."""
    from assistant.dates import read_dates
    from assistant.errors import QuestionError

    seconds, refused = [], 0
    for question in json.loads(Path(questions).read_text(encoding="utf-8")):
        start = perf_counter()
        try:
            read_dates(question, date(2021, 11, 15))
        except QuestionError:
            refused += 1
        seconds.append(perf_counter() - start)
    return {"ours": seconds, "counts": {"questions": len(seconds), "refused": refused}}


def _warm(*modules: str) -> None:
    from assistant.models import open_local

    for name in modules:
        import_module(name)
    open_local().embed(["warm"])


def _read_questions(file: Path) -> list[tuple[str, DateRange | None, str | None, str]]:
    """(text, limit, the right article or None, the answer) of each line."""
    questions = []
    for line in file.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        days = asked["limit"]
        first, last = map(date.fromisoformat, days) if days else (None, None)
        limit = DateRange(first, last) if days else None
        questions.append((asked["text"], limit, asked["article"], asked["answer"]))
    return questions


def written(store: str, questions: str) -> dict[str, Any]:
    """Each question answered by a model that takes no time: how soon it is asked after the search,
    and how soon each of its sentences is shown or taken out after its last character."""
    from assistant.assembly import build
    from assistant.config import load_settings
    from assistant.domain import ClaimShown, Dropped, Finished

    model = _Prompt()
    assistant = build(load_settings(store=Path(store)), language_model=model)
    asked, shown, counts = [], [], {"shown": 0, "dropped": 0}
    texts = [text for text, _, article, _ in _read_questions(Path(questions)) if article]
    for number, text in enumerate(texts[:_WARM] + texts):
        for event in assistant.stream(text, generator="llm"):
            if number < _WARM:
                continue
            if isinstance(event, ClaimShown | Dropped):
                shown.append(perf_counter() - model.ended)
                counts["shown" if isinstance(event, ClaimShown) else "dropped"] += 1
            elif isinstance(event, Finished) and "prompt" in event.answer.usage.ms:
                asked.append(event.answer.usage.ms["prompt"] / 1000)
    assistant.close()
    return {"asked": asked, "shown": shown, "counts": counts}


class _Prompt:
    """A LanguageModel that repeats the first sentences of what it is shown, one with a figure of
    its own. ``ended`` is when the last character of a sentence was given out."""

    name, host, ended = "bench", None, 0.0

    def context(self) -> int | None:
        return 8192

    def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
        prompt = messages[-1].text
        shown = re.findall(r"^\[(\w+)\] (?:.*\n)+?> (.{20,})$", prompt, re.MULTILINE)
        for label, line in shown[:3]:
            words = line.split(". ")[0].rstrip(".")
            for said in (words, f"{words} after 977 days"):
                yield Piece(f" {said} [{label}]")
                self.ended = perf_counter()
                yield Piece(".")
        yield Piece(finish="stop")


_TRIALS: dict[str, Callable[..., dict[str, Any]]] = {
    "sync": sync,
    "reference": reference,
    "quick-start": quick_start,
    "search": search,
    "ask": ask,
    "written": written,
    "digest": digest,
    "timeline": timeline,
    "events": events,
    "dates": dates,
}

if __name__ == "__main__":
    print(json.dumps(_TRIALS[sys.argv[1]](*sys.argv[2:])))
