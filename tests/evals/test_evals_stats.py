"""Intervals, refusals and the third that is held back."""

import pytest

from evals.split import held_out
from evals.stats import interval, ratio, refusals


def test_an_interval_holds_its_mean_and_is_the_same_each_time() -> None:
    scores = [1.0] * 60 + [0.0] * 40
    found = interval(scores)
    assert found == interval(scores)
    assert found.low < found.mean == 0.6 < found.high
    assert found.high - found.low == pytest.approx(0.19, abs=0.03)  # 4 * sqrt(0.6 * 0.4 / 100)
    assert found.n == 100


def test_a_share_is_taken_of_sums_not_of_cases() -> None:
    assert ratio([1, 0, 3], [1, 0, 5]).mean == pytest.approx(4 / 6)
    with pytest.raises(ValueError, match="nothing"):
        ratio([0.0], [0.0])


def test_refusals_have_a_precision_and_a_recall_where_there_is_something_to_share() -> None:
    found = refusals([(True, True), (True, False), (False, True), (False, False), (True, True)])
    assert (found.expected, found.refused, found.both) == (3, 3, 2)
    assert found.precision
    assert found.recall
    assert found.precision.mean == found.recall.mean == pytest.approx(2 / 3)
    never = refusals([(True, False), (False, False)])
    assert never.precision is None
    assert never.recall
    assert never.recall.mean == 0


def test_about_a_third_is_held_back_and_stays_so() -> None:
    names = [f"case-{number:03d}" for number in range(900)]
    assert 270 < sum(map(held_out, names)) < 330
    assert [held_out(name) for name in ("dam-01", "dam-02", "dam-09")] == [False, True, True]
