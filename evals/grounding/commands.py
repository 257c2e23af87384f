"""The commands of ``python -m evals grounding``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The grounding check: learn its weights, measure it.")

Pairs = Annotated[
    Path,
    typer.Argument(
        exists=True, dir_okay=False, help="JSON Lines of claim, source (or source_file), label."
    ),
]


@app.command()
def learn(
    files: Annotated[
        list[Path],
        typer.Argument(
            exists=True, dir_okay=False, help="JSON Lines of claim, source, label, set."
        ),
    ],
    test: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="Nothing is learned from the documents of this one."
        ),
    ] = None,
) -> None:
    """Learns the weights from judged claims and edits of them, and writes weights.json."""
    from evals.grounding.learn import learn as run

    run(files, test)


@app.command()
def measure(
    file: Pairs,
    made: Annotated[
        bool, typer.Option("--made/--no-made", help="Pairs made by edits of its texts, too.")
    ] = True,
) -> None:
    """The area under the ROC curve, how far scores are shares, and edits by kind."""
    from evals.grounding.measuring import run_measure

    run_measure(file, made=made)


@app.command()
def convert(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV, or JSON.")],
    name: Annotated[str, typer.Option("--set", help="What the set is called.")],
    claim: Annotated[str, typer.Option(help="The field that holds the summary.")] = "claim",
    source: Annotated[str, typer.Option(help="The field that holds the article.")] = "source",
    label: Annotated[str, typer.Option(help="The field that says whether it is right.")] = "label",
    true: Annotated[
        list[str] | None, typer.Option(help="A label that means so; default 1.")
    ] = None,
    spans: Annotated[
        str | None, typer.Option(help="The field of the spans that are wrong.")
    ] = None,
) -> None:
    """Judged summaries of others as JSON Lines to learn from, on standard output."""
    import json

    from evals.grounding.convert import Fields, converted

    fields = Fields(claim, source, label, frozenset(true or ["1"]), spans)
    for row in converted(file, fields):
        typer.echo(json.dumps(row | {"set": name}, ensure_ascii=False))
