"""Rows about the page in a browser: its start, a question in one tab, twenty tabs at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from statistics import median
from threading import Barrier
from time import perf_counter
from typing import TYPE_CHECKING

from evals.bench import browsing, serving
from evals.bench.generator import Fact, make_questions
from evals.bench.indexing import Workplace
from evals.bench.processes import alternate, run
from evals.bench.rows import Bound, Row, Unmeasured, median_row, percentile

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMPORTS = "gradio, chromadb, llama_index.core, wordllama"
TABS = 20
_TURNS = 10  # questions of one tab, before a new one is opened
_START = Bound(1.4, "ratio")
_FIRST_TEXT = Bound(0.150, "ours")
_TABS = Bound(2.0, "ours")


def measure_page_start(place: Workplace, rounds: int) -> list[Row]:
    """From the start of ``assistant ui`` to its page, beside the imports it could not do without.

    Chromium runs already; its tab starts when the server has given out the page.
    """
    home = _home(place)
    question = make_questions(_facts(place), 1)[0].text
    with browsing.chromium() as browser:

        def ours() -> tuple[float, float, float]:
            with serving.served(place.store, home) as page:
                serving.get(page.url)
                ready = perf_counter() - page.began
                with browsing.tab(browser, page.url) as opened:
                    usable = perf_counter() - page.began
                    return ready, usable, browsing.ask(opened, question).whole

        def reference() -> tuple[float, float, float]:
            seconds, _ = run([sys.executable, "-c", f"import {IMPORTS}"], home)
            return seconds, seconds, seconds

        ours()
        reference()
        starts, imports = alternate(rounds, ours, reference)
    ready, usable, first = (list(column) for column in zip(*starts, strict=True))
    imported = [one[0] for one in imports]
    note = f"from exec; reference: import {IMPORTS}"
    whole = f"{note}; the tab is opened when the server has sent the page"
    return [
        median_row("page", "assistant ui, page sent", ready, imported, _START, note),
        median_row("page", "assistant ui, box in chromium", usable, imported, _START, whole),
        median_row("page", "its first answer, whole", first, [], None, "from Enter"),
    ]


def measure_page(place: Workplace, questions: int) -> list[Row]:
    """From Enter to what is shown, in one tab that is asked ten questions, then another."""
    texts = [one.text for one in make_questions(_facts(place), questions, seed=2)]
    asked = iter(texts)
    times: list[browsing.Times] = []
    with (
        serving.served(place.store, _home(place)) as page,
        browsing.chromium() as browser,
    ):
        while batch := list(islice(asked, _TURNS)):
            with browsing.tab(browser, page.url) as opened:
                for question in batch:
                    browsing.settle(opened)
                    times.append(browsing.ask(opened, question))
    firsts, lasts = times[_TURNS::_TURNS], times[_TURNS - 1 :: _TURNS]
    counts = {"questions": float(len(times))}
    if firsts and lasts:
        counts["first text, turn 1"] = median(one.text for one in firsts)
        counts[f"first text, turn {_TURNS}"] = median(one.text for one in lasts)
    steps: tuple[tuple[str, Callable[[browsing.Times], float], Bound | None], ...] = (
        ("question shown", lambda one: one.question, None),
        ("first text shown", lambda one: one.text, _FIRST_TEXT),
        ("whole answer shown", lambda one: one.whole, None),
    )
    rows = []
    for name, of, bound in steps:
        samples = [of(one) for one in times]
        for share, told in ((0.5, "median"), (0.95, "p95")):
            rows.append(
                Row(
                    "page",
                    f"{name}, {told}",
                    ours=percentile(samples, share),
                    bound=bound if share > 0.5 else None,
                    ours_samples=tuple(samples),
                    note=f"from Enter; {_TURNS} turns a tab" if share > 0.5 else "",
                    counts=counts,
                )
            )
    return rows


def measure_tabs(place: Workplace) -> list[Row]:
    """TABS questions at once, in chromium, and from clients that draw nothing."""
    texts = list(_different(place, 3 * TABS))
    with serving.served(place.store, _home(place)) as page:
        clients = _clients(page.url, texts[:TABS])
        with browsing.chromium() as browser, browsing.tabs(browser, page.url, TABS) as pages:
            first = _tabs(pages, texts[TABS : 2 * TABS])
            later = _tabs(pages, texts[2 * TABS :])
    note = "of one browser, beside the server"
    return [
        _row(f"{TABS} clients at once, p95", clients, "Gradio's protocol, nothing is drawn"),
        _row(f"{TABS} tabs at once, p95", first, f"{note}; the first question of each"),
        _row(f"{TABS} tabs once more, p95", later, f"{note}; the second question of each"),
    ]


def _tabs(pages: Sequence[Page], texts: Sequence[str]) -> list[float]:
    for opened in pages:
        browsing.settle(opened)
    shown = browsing.ask_at_once(pages, texts)
    for question, times in zip(texts, shown, strict=True):
        if question not in times.said:
            raise Unmeasured(f"a tab did not show its own question: {question}")
    return [one.whole for one in shown]


def _row(measure: str, samples: list[float], note: str) -> Row:
    p95 = percentile(samples, 0.95)
    note = f"from Enter to the whole answer, every one answered; {note}"
    return Row("page", measure, ours=p95, bound=_TABS, ours_samples=tuple(samples), note=note)


def _clients(url: str, texts: Sequence[str]) -> list[float]:
    event, line = serving.asking(url), Barrier(len(texts))

    def one(question: str) -> float:
        session = serving.new_session()
        serving.ask(url, event, question, session)  # as a tab that is open
        line.wait()
        seconds, came = serving.ask(url, event, question, session)
        if "dl-answer" not in came and "dl-refusal" not in came:
            raise Unmeasured(f"a client was not answered: {question}")
        return seconds

    with ThreadPoolExecutor(len(texts)) as pool:
        return list(pool.map(one, texts))


def _different(place: Workplace, number: int) -> Iterator[str]:
    texts = (one.text for one in make_questions(_facts(place), 10 * number, seed=3))
    return islice(dict.fromkeys(texts), number)


def _facts(place: Workplace) -> tuple[Fact, ...]:
    _ = place.corpus  # their facts are known once the articles are written
    return place.facts


def _home(place: Workplace) -> Path:
    home = place.folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    return home
