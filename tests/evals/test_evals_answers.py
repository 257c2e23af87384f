"""What answers without a model are learned from, and what is written."""

import json
from datetime import date, timedelta
from importlib.resources import files

import numpy as np
import pytest

from assistant.answering.evidence import SIGNALS
from assistant.answering.features import FEATURES
from evals.answers.examples import (
    LEAST,
    QUESTIONS,
    Example,
    before_their_answers,
    examples,
    may_be_learned_from,
)
from evals.answers.learning import area
from evals.cases import load_cases
from evals.library import BUILT_IN_CASES
from evals.scoring.words import normal
from evals.split import held_out


def test_no_held_out_case_is_learned_from() -> None:
    cases = load_cases(BUILT_IN_CASES)
    learned = {example.question for example in examples(cases) if not example.written_for_it}
    assert learned
    held = [case for case in cases if held_out(case.id)]
    assert not any(may_be_learned_from(case.id) for case in held)
    alone = {case.question for case in cases if not held_out(case.id)}
    assert learned <= alone


def test_no_question_repeats_a_held_out_case() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    held = {normal(case.question) for case in load_cases(BUILT_IN_CASES) if held_out(case.id)}
    assert not held & {normal(row["question"]) for row in rows}


def test_a_question_asked_before_its_answer_has_none() -> None:
    days = [date(2023, 1, 1) + timedelta(days=at) for at in range(LEAST + 2)]
    published = {"vella": [(day, f"the boat of day {at}") for at, day in enumerate(days)]}
    late = Example("vella", "Which boat came last?", (f"boat of day {LEAST}",))
    soon = Example("vella", "Which boat came first?", ("boat of day 0",))
    (early,) = before_their_answers([late, soon], published)
    assert early.question == late.question
    assert early.too_early
    assert not early.answered
    assert early.limit is not None
    assert early.limit.end == days[LEAST - 1]


def test_every_question_is_there_once_and_says_what_it_is() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    asked = [row["question"] for row in rows]
    assert len(asked) == len(set(asked))
    for row in rows:
        assert row["corpus"] in ("vella", "seeds")
        assert row["kind"] in ("answered", "near-miss", "nothing")
        assert bool(row.get("quotes")) == (row["kind"] == "answered")


def test_the_weights_say_how_they_were_made_and_name_what_they_weigh() -> None:
    text = files("assistant.answering").joinpath("weights.json").read_text("utf-8")
    written = json.loads(text)
    assert "python -m evals answers learn" in written["made"]
    assert tuple(written["sentence"]) == FEATURES
    assert tuple(written["evidence"]) == (*SIGNALS, "bias", "threshold")


def test_the_area_is_the_share_of_pairs_in_the_right_order() -> None:
    found = area(np.array([3.0, 2.0, 2.0, 1.0]), np.array([1.0, 1.0, 0.0, 0.0]))
    assert found == pytest.approx(3.5 / 4)
