"""Rows about whole commands: how long a user waits for a process to start, answer and end."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from evals.bench.processes import CLONE, alternate, assistant_command, run
from evals.bench.rows import Bound, Row, median_row

IMPORTS = "chromadb, llama_index.core, wordllama"
QUESTION = "Who did Biden send to Moscow?"
_TWO_COMMANDS = '''
import typer

app = typer.Typer()


@app.command()
def greet(name: str, loud: bool = False) -> None:
    """Say hello to someone."""


@app.command()
def count(path: str, words: bool = True) -> None:
    """Count the words of a file."""


app()
'''


def measure_help(folder: Path, rounds: int) -> list[Row]:
    """``assistant --help`` beside that of a typer program of two commands."""
    program = folder / "two_commands.py"
    program.write_text(_TWO_COMMANDS, encoding="utf-8")
    ours, reference = _in_turns(
        folder, rounds, [assistant_command(), "--help"], [sys.executable, str(program), "--help"]
    )
    note = "whole process; reference: a typer program of two commands"
    return [median_row("help", "assistant --help", ours, reference, Bound(1.5, "ratio"), note)]


def measure_start(folder: Path, rounds: int) -> list[Row]:
    """``assistant ask`` on the indexed seeds beside the imports that it could not do without."""
    command, store = assistant_command(), str(folder / "seeds-store")
    run([command, "index", str(CLONE / "seeds"), "--store", store], folder)
    ours, reference = _in_turns(
        folder,
        rounds,
        [command, "ask", QUESTION, "--store", store],
        [sys.executable, "-c", f"import {IMPORTS}"],
    )
    note = f"whole process; reference: import {IMPORTS}"
    bound = Bound(1.5, "ratio")
    return [median_row("start", "assistant ask, on the seeds", ours, reference, bound, note)]


def measure_imports(folder: Path, rounds: int) -> list[Row]:
    """Imports alone, each in a process that does nothing else: nothing of ours is in them."""
    names = [*IMPORTS.split(", "), IMPORTS, "gradio"]
    samples = _in_turns(folder, rounds, *([sys.executable, "-c", f"import {n}"] for n in names))
    return [
        Row(
            "imports",
            f"import {name}" if name != IMPORTS else "import all three",
            reference=median(seconds),
            reference_samples=tuple(seconds),
        )
        for name, seconds in zip(names, samples, strict=True)
    ]


def _in_turns(folder: Path, rounds: int, *commands: list[str]) -> list[list[float]]:
    """Seconds of each command in each round, after a run off the record that fills the caches."""

    def timed(command: list[str]) -> Callable[[], float]:
        return lambda: run(command, folder)[0]

    for command in commands:
        run(command, folder)
    return alternate(rounds, *map(timed, commands))
