"""The measuring and learning of the grounding check."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from assistant.grounding.features import FEATURES
from assistant.grounding.weights import load_weights
from evals.grounding.curves import area, area_with_interval, calibration_error, reliability
from evals.grounding.fit import fit, sigmoid
from evals.grounding.pairs import Pair, read_pairs
from evals.grounding.perturb import EDITS, made_pairs

WRITTEN = Path(__file__).parents[1] / "grounding" / "golden" / "written_pairs.jsonl"
TRUE = Pair(
    "Ada Brix beat Otto Lind by 41 votes in Polnau on 3 March and was sworn in.",
    "Nobody had expected it in the old town hall, where the lights went out twice that night. "
    "Ada Brix beat Otto Lind by 41 votes in Polnau on 3 March and was sworn in. Eva Kolm and Jan "
    "Ferl counted the ballots again, slowly and aloud, and then they sang until the morning came "
    "and the baker opened his doors to all of them. Snow fell. The roads to the coast were shut, "
    "and a bus with a choir from the south had to turn back at the pass, which nobody regretted. "
    "The bells rang until noon, and the river carried the last of the ice past the mill and out "
    "to sea while children threw sticks at it.",
    "supported",
    7,
)


def test_the_area_counts_the_pairs_in_the_right_order() -> None:
    true, false = np.array([0.9, 0.5, 0.5]), np.array([0.5, 0.1])
    assert area(true, false) == pytest.approx((2 + 1.5 + 1.5) / 6)


def test_the_interval_holds_the_area_and_is_the_same_again() -> None:
    rng = np.random.default_rng(1)
    true, false = rng.normal(1, 1, 60), rng.normal(0, 1, 60)
    found = area_with_interval(true, false)
    assert found.low < found.area < found.high
    assert found == area_with_interval(true, false)


def test_scores_that_are_shares_have_no_calibration_error() -> None:
    scores = np.array([0.25] * 4 + [0.75] * 4)
    labels = np.array([1, 0, 0, 0, 1, 1, 1, 0])
    assert calibration_error(reliability(scores, labels)) == pytest.approx(0)


def test_a_weight_never_has_the_sign_that_sense_forbids() -> None:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(200, 2))
    labels = (rows[:, 0] > 0).astype(float)
    free = fit(rows, labels, np.ones(200), [1, 1], 0.01)
    held = fit(rows, labels, np.ones(200), [-1, 1], 0.01)
    assert free.weights[0] > 0.5
    assert held.weights[0] == 0
    assert ((sigmoid(free.logits(rows)) > 0.5) == (labels > 0)).mean() > 0.9


def test_the_weights_that_ship_have_their_signs() -> None:
    weights = load_weights().features
    assert all(weights[name] * sign >= 0 for name, sign in FEATURES.items())
    assert 0 < load_weights().threshold < 1


@pytest.mark.parametrize("name", sorted(set(EDITS) - {"opposite"}))
def test_an_edit_changes_the_claim_or_the_source_and_not_both(name: str) -> None:
    made = next(pair for seed in range(9) if (pair := EDITS[name](TRUE, Random(seed))) is not None)
    assert (made.claim == TRUE.claim) == name.startswith("source")
    assert (made.source == TRUE.source) != name.startswith("source")


def test_made_pairs_are_the_same_again_and_keep_their_group() -> None:
    made = made_pairs([TRUE])
    assert made == made_pairs([TRUE])
    assert {pair.group for pair in made} == {7}
    assert {pair.supported for pair in made} == {True, False}


def test_pairs_name_files_of_dated_articles(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(" date 2020-02-03 A dog barked.", encoding="utf-8")
    row = {"claim": "A dog barked.", "source_file": "one.txt", "label": "supported"}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (pair,) = read_pairs(tmp_path / "pairs.jsonl")
    assert (pair.source, str(pair.published)) == ("A dog barked.", "2020-02-03")


def test_the_written_pairs_can_be_read_and_are_of_both_kinds() -> None:
    pairs = read_pairs(WRITTEN)
    assert len(pairs) >= 80
    assert 0.4 < sum(pair.supported for pair in pairs) / len(pairs) < 0.6
