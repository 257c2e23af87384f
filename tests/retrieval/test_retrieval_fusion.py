"""What fusing two ranked lists keeps, whatever the lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval import fuse_reciprocal_ranks, fuse_zscores

Fuse = Callable[[Sequence[Mapping[int, float]]], dict[int, float]]
SCORES = st.dictionaries(
    st.integers(0, 30), st.integers(-1000, 1000).map(lambda n: n / 8), max_size=12
)
BOTH = pytest.mark.parametrize("fuse", [fuse_zscores, fuse_reciprocal_ranks])


def order(scores: Mapping[int, float]) -> list[int]:
    return sorted(scores, key=lambda key: (-scores[key], key))


@BOTH
@given(scores=SCORES)
def test_one_list_keeps_its_order(fuse: Fuse, scores: dict[int, float]) -> None:
    fused = fuse([scores])
    for better in scores:
        for worse in scores:
            if scores[better] > scores[worse]:
                assert fused[better] > fused[worse]


@BOTH
@given(one=SCORES, other=SCORES)
def test_it_does_not_matter_which_list_comes_first(
    fuse: Fuse, one: dict[int, float], other: dict[int, float]
) -> None:
    assert fuse([one, other]) == pytest.approx(fuse([other, one]), abs=1e-9)


@BOTH
@given(one=SCORES, other=SCORES)
def test_every_key_of_any_list_is_there_and_no_other(
    fuse: Fuse, one: dict[int, float], other: dict[int, float]
) -> None:
    assert set(fuse([one, other])) == set(one) | set(other)


@BOTH
@given(one=SCORES, other=SCORES)
def test_what_is_better_in_both_lists_is_better(
    fuse: Fuse, one: dict[int, float], other: dict[int, float]
) -> None:
    fused = fuse([one, other])
    for better in set(one) & set(other):
        for worse in set(one) & set(other):
            if one[better] > one[worse] and other[better] > other[worse]:
                assert fused[better] > fused[worse]


@BOTH
@given(scores=SCORES.filter(lambda scores: len(set(scores.values())) > 1), key=st.data())
def test_a_key_in_both_lists_beats_one_of_the_same_rank_in_one(
    fuse: Fuse, scores: dict[int, float], key: st.DataObject
) -> None:
    """The second list is the first with one key under another name."""
    ranked = order(scores)
    above = [name for name in ranked if scores[name] > min(scores.values())]
    chosen = key.draw(st.sampled_from(above))
    other = {(99 if name == chosen else name): score for name, score in scores.items()}
    alone = fuse([scores, other])
    shared = fuse([scores, scores])
    assert shared[chosen] > alone[chosen]
    assert shared[chosen] > alone[99]


@given(SCORES, SCORES, st.integers(1, 50).map(lambda n: n / 4), st.integers(-40, 40))
def test_zscores_do_not_depend_on_the_scale_of_a_list(
    one: dict[int, float], other: dict[int, float], factor: float, shift: int
) -> None:
    moved = {key: score * factor + shift for key, score in one.items()}
    assert fuse_zscores([moved, other]) == pytest.approx(fuse_zscores([one, other]), abs=1e-6)


def test_a_list_of_equal_scores_says_nothing() -> None:
    assert fuse_zscores([{1: 5.0, 2: 5.0}, {1: 1.0, 2: 2.0}]) == {1: -0.5, 2: 0.5}
    assert fuse_zscores([{}, {7: 3.0}]) == {7: 0.0}
    assert fuse_zscores([]) == {}


def test_reciprocal_ranks_are_those_of_the_paper() -> None:
    """1 / (60 + rank), summed: Cormack, Clarke and Buettcher, 2009."""
    fused = fuse_reciprocal_ranks([{1: 9.0, 2: 8.0}, {2: 1.0}])
    assert fused == pytest.approx({1: 1 / 61, 2: 1 / 62 + 1 / 61})
