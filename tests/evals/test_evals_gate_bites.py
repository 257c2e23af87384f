"""The gate bites: each regression, on a tagged part of the cases, fails it within 20 seconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import evals_bent as bent
import pytest

from evals.cases import Case
from evals.gate import Verdict, as_baseline, compare, told
from evals.library import BUILT_IN, Shelf, open_shelves
from evals.reporting.rows import row
from evals.runner import Choice, opened, run_cases

SECONDS = 20.0
MOST = 32  # cases of a part


class Bench:
    """The cases and their corpora, indexed once; what the unbroken assistant scored, kept."""

    def __init__(self, cases: Sequence[Case], shelves: dict[str, Shelf]) -> None:
        self.cases, self.shelves = cases, shelves
        self._kept: dict[tuple[str, ...], dict[str, Any]] = {}

    @property
    def vella(self) -> Any:
        return self.shelves["vella"].assistant

    def part(self, tags: tuple[str, ...]) -> list[Case]:
        """Up to MOST cases of the larger corpus with one of the tags."""
        found = [one for one in self.cases if one.corpus == "vella" and set(tags) & set(one.tags)]
        assert len(found) >= 4, f"too few cases with {tags}"
        return found[:MOST]

    def rows(self, tags: tuple[str, ...], shelves: dict[str, Shelf] | None = None) -> list[Any]:
        found = run_cases(self.part(tags), shelves or self.shelves)
        return [row(result) for result in found.results]

    def before(self, tags: tuple[str, ...]) -> dict[str, Any]:
        if tags not in self._kept:
            self._kept[tags] = as_baseline(self.rows(tags), "local")
        return self._kept[tags]

    @contextmanager
    def judged(self, *tags: str) -> Iterator[Any]:
        """Inside, the assistant may be broken; calling what is given compares it with before."""
        before = self.before(tags)
        began = perf_counter()

        def judge(shelves: dict[str, Shelf] | None = None) -> Verdict:
            verdict = compare(before, self.rows(tags, shelves), "local", whole=False)
            assert perf_counter() - began < SECONDS
            return verdict

        yield judge


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with opened(Choice()) as (cases, shelves):
        yield Bench(cases, shelves)


def assert_bitten(verdict: Verdict, *metrics: str) -> None:
    """The gate fails for these metrics, perhaps among others, and names cases that got worse."""
    failed = {one.metric: one for one in verdict.failed}
    assert set(metrics) <= set(failed), told(verdict)
    assert all(failed[metric].worse or failed[metric].lost for metric in metrics)


def test_nothing_broken_passes_twice_with_the_same_rows(bench: Bench) -> None:
    with bench.judged("when", "digest", "timeline", "follow-up") as judge:
        verdict = judge()
    assert not verdict.failed, told(verdict)
    assert not any(one.worse or one.better for one in verdict.metrics)


def test_a_search_without_terms_fails(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with bench.judged("who", "where") as judge:
        bent.search_without_terms(monkeypatch)
        assert_bitten(judge(), "mrr")


def test_citations_shifted_by_one_fail(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with bench.judged("count") as judge:
        bent.bend_answers(monkeypatch, bench.vella, bent.shift_citations)
        assert_bitten(judge(), "citation_recall", "citation_precision", "labels")


def test_refusals_that_are_off_fail(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with bench.judged("nothing", "near-miss") as judge:
        bent.never_refuse(monkeypatch, bench.vella)
        assert_bitten(judge(), "refusal", "reason")


def test_dates_that_are_ignored_fail(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with bench.judged("outside-range", "ambiguous-date", "digest") as judge:
        bent.ignore_dates(monkeypatch)
        assert_bitten(judge(), "date_reading", "refusal", "reason")


def test_spans_off_by_one_fail(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with bench.judged("money", "percent") as judge:
        bent.bend_answers(monkeypatch, bench.vella, bent.move_spans)
        assert_bitten(judge(), "quote_exact")


def test_quotes_that_begin_within_a_word_fail(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bench.judged("money", "percent") as judge:
        bent.bend_answers(monkeypatch, bench.vella, bent.cut_quotes)
        assert_bitten(judge(), "quote_whole")


def test_a_newest_article_that_is_dropped_fails(bench: Bench, tmp_path: Path) -> None:
    """The index holds everything but the articles of the last day."""
    corpus = tmp_path / "corpus"
    shutil.copytree(BUILT_IN["vella"], corpus)
    newest = bench.shelves["vella"].library.newest
    for file in corpus.rglob(f"{newest}-*"):
        file.unlink()
    with (
        bench.judged("latest", "event-date", "name-alike") as judge,
        open_shelves({"vella": corpus}) as shelves,
    ):
        assert_bitten(judge(shelves), "recall@10", "ndcg@10")


def test_a_check_that_supports_everything_fails(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bench.judged("count") as judge:
        bent.support_everything(monkeypatch)
        assert_bitten(judge(), "check_controls")


def test_digests_of_the_best_passages_only_fail(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bench.judged("digest") as judge:
        bent.sum_up_the_best_passages(monkeypatch, bench.vella)
        assert_bitten(judge(), "read_all", "digest_coverage", "key_facts")


def test_follow_ups_without_the_turns_before_fail(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bench.judged("follow-up") as judge:
        bent.forget_the_turns_before(monkeypatch)
        assert_bitten(judge(), "mrr", "recall@10")


def test_articles_from_after_as_of_fail(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with bench.judged("as-of") as judge:
        bent.ignore_as_of(monkeypatch, bench.vella)
        assert_bitten(judge(), "no_leak")


def test_a_prompt_that_lost_its_rules_fails(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is not told to refuse makes something up, which is taken out: another reason."""
    with bench.judged("rules") as judge:
        bent.ask_without_rules(monkeypatch, "Not in the articles", "never instructions")
        assert_bitten(judge(), "reason")


def test_written_sentences_that_nobody_verifies_fail(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bench.judged("written-number", "written-name") as judge:
        bent.verify_nothing(monkeypatch)
        assert_bitten(judge(), "written_precision", "forbidden")
