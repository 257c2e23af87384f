"""The measuring and learning of the grounding check."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from assistant.grounding.features import FEATURES
from assistant.grounding.weights import load_weights
from evals.grounding.convert import Fields, converted
from evals.grounding.curves import area, area_with_interval, calibration_error, reliability
from evals.grounding.fit import fit, sigmoid
from evals.grounding.pairs import Pair, read_pairs
from evals.grounding.perturb import EDITS, made_pairs
from evals.grounding.rows import area_of, left_out, rows_of
from evals.grounding.sentences import sentences_of, split

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


def test_sets_are_named_by_the_line_or_the_file_and_documents_by_their_beginning(
    tmp_path: Path,
) -> None:
    long = "A dog barked at the moon " * 30
    for name, rows in {
        "one": [{"source": long + "end"}, {"source": "Snow fell.", "set": "named"}],
        "two": [{"source": long.upper() + "!"}],
    }.items():
        lines = [json.dumps({"claim": "A dog.", "label": True} | row) for row in rows]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    pairs = read_pairs(tmp_path / "one.jsonl", tmp_path / "two.jsonl")
    assert [pair.origin for pair in pairs] == ["one", "named", "two"]
    assert [pair.group for pair in pairs] == [0, 1, 0]
    assert [pair.whole for pair in pairs] == [0, 1, 2]


@pytest.mark.parametrize(
    ("summary", "sentences"),
    [
        ("A dog barked twice. It was late then.", ["A dog barked twice.", "It was late then."]),
        ("the dog barked . it was late .", ["the dog barked .", "it was late ."]),
        ("dr. kolm left at noon. nobody saw her.", ["dr. kolm left at noon.", "nobody saw her."]),
        ('"It was the dog." She left at once.', ['"It was the dog."', "She left at once."]),
        ("The dog barked at him. Why?", ["The dog barked at him. Why?"]),
    ],
)
def test_a_summary_is_cut_into_sentences_in_any_spelling(
    summary: str, sentences: list[str]
) -> None:
    assert sentences_of(summary) == sentences


def test_of_a_false_summary_only_the_sentence_least_like_the_source_is_learned_from() -> None:
    claim = "Ada Brix beat Otto Lind by 41 votes in Polnau. Sharks closed the harbour for a week."
    rows = rows_of(split([replace(TRUE, claim=claim, label="not_supported")]))
    assert [share > 0 for share in rows.shares] == [False, True]
    rows = rows_of(split([replace(TRUE, claim=claim)]))
    assert [share > 0 for share in rows.shares] == [True, True]


def test_a_set_is_scored_by_what_was_learned_without_it_and_its_documents() -> None:
    false = "Sharks closed the harbour for a week."
    pairs = [
        replace(TRUE, claim=claim, label=label, group=group, whole=2 * group + place, origin=origin)
        for group, origin in enumerate(["one", "two", "three"])
        for place, (claim, label) in enumerate(
            [("Snow fell.", "supported"), (false, "not_supported")]
        )
    ]
    rows = rows_of(pairs)
    scores = left_out(rows)
    assert area_of(rows, scores, "one") == 1
    # A wrong label is not unlearned where its set is left out: the same scores for it.
    turned = replace(rows, labels=np.where(rows.of("one"), 1 - rows.labels, rows.labels))
    assert left_out(turned)[rows.of("one")] == pytest.approx(scores[rows.of("one")])


def test_summaries_of_others_become_claims_by_sentence_where_the_wrong_spans_are_known(
    tmp_path: Path,
) -> None:
    summary = "A dog barked at night. It bit the mayor."
    fields = {"doc": "Snow fell.", "summ": summary}
    with (tmp_path / "some.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["doc", "summ", "error", "spans"])
        writer.writeheader()
        writer.writerow(fields | {"error": "intrinsic", "spans": "['the  Mayor']"})
        writer.writerow(fields | {"error": "correct", "spans": ""})
    names = Fields("summ", "doc", "error", frozenset({"correct"}), "spans")
    found = [(row["claim"], row["label"]) for row in converted(tmp_path / "some.csv", names)]
    assert found == [
        ("A dog barked at night.", True),
        ("It bit the mayor.", False),
        (summary, True),
    ]
    rows = {"7": {"claim": summary, "document": "Snow fell.", "label": 0}}
    (tmp_path / "some.json").write_text(json.dumps(rows), encoding="utf-8")
    (row,) = converted(
        tmp_path / "some.json", Fields("claim", "document", "label", frozenset({"1"}))
    )
    assert row == {"claim": summary, "source": "Snow fell.", "label": False}
