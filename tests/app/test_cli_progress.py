"""Progress is a bar with rate and time left on a terminal, and silence anywhere else."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from assistant.app.progress import Bar, bars_on, follow, progress_bar
from assistant.domain import Progress


def drawn(*steps: Progress) -> str:
    """The bar as it stands after these steps, one a second."""
    clock = iter(range(10_000))
    file = io.StringIO()
    screen = Console(file=file, width=80, force_terminal=True, color_system=None)
    bars = bars_on(screen)
    bars.get_time = lambda: float(next(clock))
    moved = follow(bars)
    for step in steps:
        moved(step)
    screen.print(bars.get_renderable())
    return file.getvalue()


def test_a_bar_shows_stage_count_rate_and_time_left() -> None:
    shown = drawn(*[Progress("indexing", done, 14_000) for done in range(0, 4000, 100)])
    assert shown.startswith("indexing ")
    assert "3,900/14,000" in shown
    assert "/s " in shown
    assert "--:--" not in shown


def test_a_new_stage_takes_the_place_of_the_last_one() -> None:
    shown = drawn(Progress("indexing", 9, 10), Progress("near-copies", 1, 4))
    assert "indexing" not in shown
    assert "near-copies" in shown
    assert "1/4" in shown


def test_a_stage_that_cannot_count_shows_no_number() -> None:
    shown = drawn(Progress("near-copies", 0, None))
    assert "?" not in shown
    assert "0" not in shown.replace("0:00", "").replace("--:--", "")


def test_a_count_without_a_total_is_shown_alone() -> None:
    assert " 1,500 " in drawn(Progress("reading", 1, None), Progress("reading", 1500, None))


def test_a_bar_that_stands_aside_comes_back_with_the_next_step() -> None:
    file = io.StringIO()
    screen = Console(file=file, width=80, force_terminal=True, color_system=None)
    bar = Bar(bars_on(screen))
    bar.move(Progress("reading", 3, 40))
    with bar.away():
        print("a part", file=file)
    aside = len(file.getvalue())
    bar.move(Progress("reading", 7, 40))
    bar.stop()
    shown = file.getvalue()
    assert "reading" in shown[: shown.index("a part")]
    # The line of the bar is erased before the part is printed.
    assert shown[: shown.index("a part")].endswith("\x1b[2K")
    assert "7/40" in shown[aside:]


def test_a_bar_that_never_moved_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    file = io.StringIO()
    bar = Bar(bars_on(Console(file=file, width=80, force_terminal=True, color_system=None)))
    with bar.away():
        pass
    bar.stop()
    assert file.getvalue() == ""


def test_where_nobody_watches_there_is_no_bar() -> None:
    with progress_bar() as moved:
        assert moved is None
