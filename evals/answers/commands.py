"""``python -m evals answers learn`` and ``measure``."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import typer

import assistant.answering
from assistant.answering.evidence import SIGNALS
from assistant.answering.features import FEATURES
from evals.answers.examples import before_their_answers, examples, may_be_learned_from
from evals.answers.learning import (
    REFUSED,
    Weighed,
    learn_evidence,
    learn_sentences,
    unseen_ranks,
    weighed,
)
from evals.asking import ask
from evals.cases import load_cases
from evals.library import BUILT_IN, BUILT_IN_CASES, Shelf, open_shelves
from evals.scoring.citations import evidence_precision
from evals.scoring.keyfacts import key_facts
from evals.scoring.words import normal
from evals.split import held_out

app = typer.Typer(no_args_is_help=True, help=__doc__)
WEIGHTS = Path(assistant.answering.__file__).with_name("weights.json")
HAND = Path(__file__).with_name("prior.json")
"""The weights that sentences are held to: learned before, from other questions."""


@app.command()
def learn() -> None:
    """Learns the weights of answers without a model, and writes them."""
    prior_of = json.loads(HAND.read_text("utf-8"))
    prior = np.array([prior_of.get(name, 0.0) for name in FEATURES])
    every: list[Weighed] = []
    with open_shelves(BUILT_IN) as shelves:
        found = examples(load_cases(BUILT_IN_CASES))
        for example in [*found, *before_their_answers(found, _published(shelves))]:
            material = shelves[example.corpus].assistant.material(
                example.question, limit=example.limit, as_of=example.as_of
            )
            if material is not None:
                every.append(weighed(example, material))
    sentences = learn_sentences(every, prior)
    evidence = learn_evidence(every, prior)
    answerable = sum(one.example.answered for one in every)
    places = unseen_ranks(every, prior)
    early = sum(one.example.too_early for one in every)
    unanswerable = len(every) - answerable - early
    print(f"{answerable} answerable and {unanswerable} unanswerable questions, {early} too early")
    print("on folds not learned from:")
    for most in (1, 2, 3, 4, 6):
        share = sum(place is not None and place <= most for place in places) / len(places)
        print(f"  a gold sentence among the best {most}: {share:.2f}")
    print(f"  area under the ROC curve of the evidence: {evidence.area:.3f}")
    print(
        f"  refused: {REFUSED:.2f} of the answerable, {evidence.recall:.2f} of the others, "
        f"{evidence.too_early:.2f} of those asked too early"
    )
    made = (
        f"python -m evals answers learn: {answerable} answerable and {unanswerable} "
        f"unanswerable questions, and {early} asked too early, of evals/cases (none held out) and "
        "evals/answers/questions.jsonl"
    )
    signals = dict(zip(SIGNALS, (round(float(one), 3) for one in evidence.weights), strict=True))
    written = {
        "made": made,
        "sentence": dict(zip(FEATURES, (round(float(one), 3) for one in sentences), strict=True)),
        "evidence": {
            **signals,
            "bias": round(evidence.bias, 3),
            "threshold": round(evidence.threshold, 3),
        },
    }
    WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    print(f"wrote {WEIGHTS.name}")


def _published(shelves: Mapping[str, Shelf]) -> dict[str, list[tuple[date, str]]]:
    """The day and the text of every article, by corpus."""
    found: dict[str, list[tuple[date, str]]] = {}
    for name, shelf in shelves.items():
        ids = [(entry.published, entry.id) for entry in shelf.assistant.articles()]
        found[name] = [(day, normal(shelf.assistant.article(id_).body)) for day, id_ in ids]
    return found


@app.command()
def measure(
    held: bool = typer.Option(
        False, "--held-out", help="The held-out cases, instead of those that may be learned from."
    ),
) -> None:
    """Asks the cases and prints key facts, refusals and citations, by tag."""
    chosen = [
        case
        for case in load_cases(BUILT_IN_CASES)
        if not case.writes and (held_out(case.id) if held else may_be_learned_from(case.id))
    ]
    values: dict[str, list[float]] = defaultdict(list)
    by_tag: dict[str, list[float]] = defaultdict(list)
    with open_shelves(BUILT_IN) as shelves:
        for case in chosen:
            outcome = ask(case, shelves[case.corpus])
            if case.refusal:
                value = float(outcome.refused)
                values["unanswerable that are refused"].append(value)
            else:
                value = key_facts(case, outcome).value or 0.0
                values["key facts"].append(value)
                values["answerable that are refused"].append(float(outcome.refused))
                precision = evidence_precision(case, outcome).value
                if precision is not None:
                    values["citations that are gold"].append(precision)
                if not outcome.refused:
                    values["words"].append(float(len(outcome.text.split()) / 2))
            if outcome.refused:
                values["refusals that are right"].append(float(case.refusal))
            for tag in case.tags:
                by_tag[tag].append(value)
    for name, found in values.items():
        print(f"{name:32} {sum(found) / len(found):8.3f} {len(found):5}")
    print()
    for tag, found in sorted(by_tag.items()):
        print(f"{tag:32} {sum(found) / len(found):8.2f} {len(found):5}")
