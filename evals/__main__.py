"""``python -m evals``: the measurements as commands. They print tables and exit with 0; the gate
exits with 1 where something got worse."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.answers.commands import app as answers
from evals.bench import GROUPS
from evals.commands import gate, run
from evals.grounding.commands import app as grounding
from evals.ranking.commands import app as ranking

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(answers, name="answers")

app.command()(run)
app.command()(gate)
app.add_typer(grounding, name="grounding")
app.add_typer(ranking, name="ranking")


@app.callback()
def main() -> None:
    """Measures the assistant, from a clone."""


@app.command()
def bench(
    articles: Annotated[
        list[int] | None,
        typer.Option(min=1, help="Size of a made corpus; may be repeated. Default: 1400."),
    ] = None,
    large: Annotated[bool, typer.Option("--large", help="14,000 articles as well.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(help=f"Only this group; may be repeated. One of: {', '.join(GROUPS)}."),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Repetitions of an indexing.")] = 3,
    command_rounds: Annotated[int, typer.Option(min=1, help="Repetitions of a command.")] = 9,
    questions: Annotated[int, typer.Option(min=20, help="Questions for each size.")] = 200,
    out: Annotated[Path | None, typer.Option(help="Write all of it as JSON, too.")] = None,
) -> None:
    """Times indexing, search, answers and whole commands beside references in the same run."""
    from evals.bench import machine, machine_line, run_bench, save, table

    chosen = only or list(GROUPS)
    unknown = sorted(set(chosen) - set(GROUPS))
    if unknown:
        raise typer.BadParameter(f"there is no group {unknown[0]!r}", param_hint="--only")
    sizes = articles or [1400]
    if large and 14_000 not in sizes:
        sizes = [*sizes, 14_000]
    found = machine()
    print(machine_line(found) + "\n", flush=True)
    rows = run_bench(
        sizes,
        only=chosen,
        rounds=rounds,
        command_rounds=command_rounds,
        questions=questions,
        on_group=lambda name: typer.echo(f"measuring {name} ...", err=True),
    )
    print(table(rows))
    if out:
        save(rows, found, out)


@app.command()
def retrieval(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="JSON Lines of claims.")
    ],
) -> None:
    """Ranks of each claim's own page, by every way to search."""
    from evals.retrieval import run_retrieval

    run_retrieval(file)


if __name__ == "__main__":
    app(prog_name="python -m evals")
