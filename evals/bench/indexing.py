"""Rows about indexing: a whole sync beside the references, and a run that finds nothing changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from evals.bench.generator import Fact, write_corpus
from evals.bench.processes import alternate, assistant_command, run, run_trial
from evals.bench.rows import Bound, Row, median_row


@dataclass(slots=True)
class Workplace:
    """A corpus of ``size`` made articles in ``folder``, and its index once there is one."""

    size: int
    folder: Path
    facts: tuple[Fact, ...] = ()
    passages: int = 0
    _made: bool = field(default=False, repr=False)

    @property
    def corpus(self) -> Path:
        """The folder of articles, written at the first call."""
        corpus = self.folder / "corpus"
        if not self._made:
            self.facts = write_corpus(corpus, self.size)
            self._made = True
        return corpus

    @property
    def store(self) -> Path:
        """The index of the corpus, built at the first call."""
        store = self.folder / "store"
        if not store.is_dir():
            self.sync(store)
        return store

    def sync(self, store: Path) -> dict[str, Any]:
        """What a sync into ``store`` measured; the passages are then in passages.jsonl."""
        passages = str(self.folder / "passages.jsonl")
        found = run_trial("sync", self.folder / "home", str(self.corpus), str(store), passages)
        self.passages = int(found["passages"])
        return found


def measure_indexing(place: Workplace, rounds: int) -> list[Row]:
    """Our sync beside embedding and ``add``, and beside the quick start, in turns."""
    # The first sync, off the record, gives the passages that the reference embeds, and warms the
    # file caches.
    home, passages = place.folder / "home", str(place.folder / "passages.jsonl")
    _ = place.store
    numbers = iter(range(10_000))

    def in_new_folder(measure: Callable[[Path], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
        def measured() -> dict[str, Any]:
            folder = place.folder / f"trial{next(numbers)}"
            try:
                return measure(folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

        return measured

    ours, reference, quick = alternate(
        rounds,
        in_new_folder(place.sync),
        in_new_folder(lambda folder: run_trial("reference", home, passages, str(folder))),
        in_new_folder(
            lambda folder: run_trial("quick-start", home, str(place.corpus), str(folder))
        ),
    )
    counts = {
        "passages": place.passages,
        "embed seconds": median(trial["embed"] for trial in reference),
        "add seconds": median(trial["add"] for trial in reference),
    }
    seconds = [trial["seconds"] for trial in ours]
    return [
        median_row(
            "indexing",
            f"index {place.size:,} articles",
            seconds,
            [trial["seconds"] for trial in reference],
            Bound(1.5, "ratio"),
            f"{place.passages:,} passages; reference: same embedding, then Chroma's add",
            counts,
        ),
        median_row(
            "indexing",
            f"index {place.size:,}, quick start",
            seconds,
            [trial["seconds"] for trial in quick],
            None,
            f"reference: LlamaIndex's defaults on Chroma ({quick[0]['passages']:,} pieces)",
            {"quick start passages": quick[0]["passages"]},
        ),
    ]


def measure_unchanged(place: Workplace, rounds: int) -> list[Row]:
    """``assistant index`` once more, as a whole process, with nothing to do."""
    command = [assistant_command(), "index", str(place.corpus), "--store", str(place.store)]
    home = place.folder / "home"
    run(command, home)
    seconds = [run(command, home)[0] for _ in range(rounds)]
    name = f"index {place.size:,} unchanged"
    # The bound is stated for 1,400 articles.
    bound = Bound(1.0, "ours") if place.size <= 1_400 else None
    return [median_row("unchanged", name, seconds, [], bound, "whole process")]
