"""A progress bar on standard error, with rate and time left, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bars

    from assistant.domain import Progress


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None] | None]:
    """What to tell of progress, or None where nobody watches; the bar is gone at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    from assistant.app.terminal import screen

    bars = bars_on(screen(stderr=True))
    with bars:
        yield follow(bars)


class Bar:
    """A bar that others may print beside; without ``bars`` nobody watches."""

    def __init__(self, bars: Bars | None = None) -> None:
        self._bars = bars
        self._follow = follow(bars) if bars else None
        self._stands = False

    def move(self, progress: Progress) -> None:
        if self._bars and self._follow:
            self._bars.start()
            self._stands = True
            self._follow(progress)

    def stop(self) -> None:
        # rich prints an empty line on a dumb terminal when it stops, started or not.
        if self._bars and self._stands:
            self._bars.stop()
            self._stands = False

    def end(self) -> None:
        """Takes the bar off the screen for good: a line is begun there that grows at its end."""
        self.stop()
        self._bars = None

    @contextmanager
    def away(self) -> Iterator[None]:
        """Takes the bar off the screen while something is printed; the next move brings it back."""
        self.stop()
        yield


@contextmanager
def standing_bar() -> Iterator[Bar]:
    """A Bar that stands from its first move on, and is gone at the end."""
    if not sys.stderr.isatty():
        yield Bar()
        return
    from assistant.app.terminal import screen

    bar = Bar(bars_on(screen(stderr=True)))
    try:
        yield bar
    finally:
        bar.stop()


def bars_on(console: Console) -> Bars:
    """Bars that show stage, count, rate in articles a second, and time left."""
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class CountColumn(ProgressColumn):
        def render(self, task: Task) -> Text:
            # A stage that cannot count itself says nothing rather than "0/?".
            done = f"{task.completed:,.0f}" if task.completed or task.total else ""
            return Text(done if task.total is None else f"{done}/{task.total:,.0f}", style="green")

    class RateColumn(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f}/s" if speed else "", style="cyan", justify="right")

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        CountColumn(),
        RateColumn(),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
        expand=True,
    )


def follow(bars: Bars) -> Callable[[Progress], None]:
    """A callable that moves the bar; a new stage takes the place of the last one."""
    stage: str | None = None

    def moved(progress: Progress) -> None:
        nonlocal stage
        if progress.stage != stage:
            for task in bars.task_ids:
                bars.remove_task(task)
            bars.add_task(progress.stage, total=progress.total)
            stage = progress.stage
        bars.update(bars.task_ids[-1], completed=progress.done, total=progress.total)

    return moved
