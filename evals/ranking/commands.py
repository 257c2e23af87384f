"""``python -m evals ranking learn``."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import fmean

import numpy as np
import typer

import assistant.retrieval
from assistant.retrieval.features import FEATURES
from evals.answers.examples import examples
from evals.cases import load_cases
from evals.library import BUILT_IN, BUILT_IN_CASES, open_shelves
from evals.ranking.learning import learn as learned
from evals.ranking.learning import rankings, reciprocal_ranks, unseen

app = typer.Typer(no_args_is_help=True, help=__doc__)
WEIGHTS = Path(assistant.retrieval.__file__).with_name("weights.json")


@app.callback()
def main() -> None:
    """The second look at what a search finds."""


@app.command()
def learn() -> None:
    """Learns the weights of the second look, and writes them."""
    with open_shelves(BUILT_IN) as shelves:
        every = list(rankings(examples(load_cases(BUILT_IN_CASES)), shelves))
    weights = learned(every)
    alone = np.array([1.0] + [0.0] * (len(FEATURES) - 1))
    print(f"{len(every)} questions; mean reciprocal rank of the first gold article")
    print(f"  fused scores alone:         {fmean(reciprocal_ranks(every, alone)):.3f}")
    print(f"  on folds not learned from:  {fmean(unseen(every)):.3f}")
    written = {
        "made": f"python -m evals ranking learn: {len(every)} answerable questions of evals/cases "
        "(none held out) and evals/answers/questions.jsonl",
        "weights": dict(zip(FEATURES, (round(float(one), 3) for one in weights), strict=True)),
    }
    WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    print(f"wrote {WEIGHTS.name}")
