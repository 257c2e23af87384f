"""What an index run did, on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.safe import one_line
from assistant.app.terminal import count, put, tally

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.domain import Problem, SyncReport

SHOWN = 20  # problems on the screen; --json lists all


def put_report(console: Console, report: SyncReport) -> None:
    """Prints the counts of a sync, and its problems."""
    kept = report.added + report.changed + report.unchanged
    put(
        console,
        Text.assemble(
            (count(kept, "article"), "bold"),
            f" in {count(report.passages, 'passage')}, {report.seconds:.1f} s",
        ),
    )
    counts = {
        "read": report.read,
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "duplicate" if report.duplicates == 1 else "duplicates": report.duplicates,
    }
    line = Text()
    for name, number in counts.items():
        line.append(", " if line else "")
        line.append(f"{number:,} {name}", style="" if number else "dim")
    put(console, line)
    if report.problems:
        put(console)
        put_problems(console, report.problems, tally(report.skipped, len(report.problems)))


def put_problems(console: Console, problems: Sequence[Problem], heading: str) -> None:
    """Prints the first SHOWN problems as path:line: message, and how many more there are."""
    put(console, Text(f"{heading}:", style="bold yellow"))
    for problem in problems[:SHOWN]:
        where = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
        line = Text.assemble((f"{one_line(where)}: ", "cyan"), one_line(problem.message))
        put(console, line, first="  ", rest="    ")
    if len(problems) > SHOWN:
        put(console, f"  … and {len(problems) - SHOWN:,} more: --json lists all")
