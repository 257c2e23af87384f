"""Which measurements there are, in which order, and what becomes of one that fails."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from evals.bench.commands import measure_help, measure_imports, measure_start
from evals.bench.days import (
    measure_digest,
    measure_events,
    measure_reading,
    measure_timeline,
)
from evals.bench.indexing import Workplace, measure_indexing, measure_unchanged
from evals.bench.memory import measure_memory
from evals.bench.pages import measure_page, measure_page_start, measure_tabs
from evals.bench.questions import measure_ask, measure_search, measure_written
from evals.bench.rows import Row, Unmeasured

GROUPS = (
    "indexing",
    "unchanged",
    "search",
    "ask",
    "written",
    "memory",
    "page",
    "events",
    "timeline",
    "dates",
    "digest",
    "help",
    "start",
    "imports",
)


def run_bench(
    sizes: Sequence[int],
    *,
    only: Sequence[str] = GROUPS,
    rounds: int = 3,
    command_rounds: int = 9,
    questions: int = 200,
    on_group: Callable[[str], None] = lambda name: None,
) -> list[Row]:
    """The rows of the chosen groups.

    ``rounds`` is how often an indexing is repeated, ``command_rounds`` a whole command (always in
    turns with its reference; the row is the median), ``questions`` how many each size is asked.
    """
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as temporary:
        root = Path(temporary)
        for group, name, measure in _plan(root, sizes, rounds, command_rounds, questions):
            if group not in only:
                continue
            on_group(f"{group}{name}")
            try:
                rows += measure()
            except (Unmeasured, OSError) as error:
                rows.append(Row(group, f"{group}{name}", unmeasured=str(error)))
    return rows


def _plan(
    root: Path, sizes: Sequence[int], rounds: int, command_rounds: int, questions: int
) -> Iterator[tuple[str, str, Callable[[], list[Row]]]]:
    """(group, what to add to its name, measurement), sizes first."""
    for size in sizes:
        place = Workplace(size, root / f"articles{size}")
        name = f" {size:,}"
        yield "indexing", name, partial(measure_indexing, place, rounds)
        yield "unchanged", name, partial(measure_unchanged, place, command_rounds)
        yield "search", name, partial(measure_search, place, questions)
        yield "ask", name, partial(measure_ask, place, questions)
        yield "written", name, partial(measure_written, place, questions)
        yield "memory", name, partial(measure_memory, place)
        yield "page", f"{name}, start", partial(measure_page_start, place, command_rounds)
        yield "page", f"{name}, questions", partial(measure_page, place, questions)
        yield "page", f"{name}, tabs", partial(measure_tabs, place)
        yield "events", name, partial(measure_events, place, rounds)
        yield "timeline", name, partial(measure_timeline, place, rounds)
    yield "dates", "", partial(measure_reading, root / "dates")
    yield "digest", "", partial(measure_digest, root / "digest", rounds)
    yield "help", "", partial(measure_help, root, command_rounds)
    yield "start", "", partial(measure_start, root, command_rounds)
    yield "imports", "", partial(measure_imports, root, command_rounds)
