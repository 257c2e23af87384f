"""Labels: what names a passage to a model, and is never found in the passages."""

from __future__ import annotations

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.labels import DIGITS, EXAMPLES, LETTERS, labels

ALL_OF_TWO = [f"{a}{b}{digit}" for a, b, digit in product(LETTERS, LETTERS, DIGITS)]


def test_labels_are_two_letters_and_a_digit_and_no_list_positions() -> None:
    found = labels(40, ["Burns flew to Moscow."])
    assert all(re.fullmatch(rf"[{LETTERS}]{{2}}[{DIGITS}]", label) for label in found)
    assert list(found) != sorted(found)
    assert len({label[:2] for label in found}) == 40


def test_the_same_texts_have_the_same_labels_and_others_have_others() -> None:
    assert labels(5, ["one", "two"]) == labels(5, ["one", "two"])
    assert labels(5, ["one", "two"]) != labels(5, ["one", "three"])


@given(st.lists(st.lists(st.sampled_from(ALL_OF_TWO), max_size=40).map("".join), max_size=4))
def test_no_label_occurs_in_a_text(texts: list[str]) -> None:
    found = labels(12, texts)
    assert len(set(found)) == 12
    assert not [label for label in found for text in texts if label in text]


def test_capitals_and_wide_letters_count_as_the_letters_that_they_are() -> None:
    [taken] = labels(1, ["x"])
    wide = "".join(chr(ord(character) + 0xFEE0) for character in taken)
    for forged in (taken.upper(), wide):
        assert all(labels(1, [forged, f"{text}"])[0] != taken for text in map(str, range(20)))


def test_where_every_short_label_is_taken_they_grow_longer() -> None:
    found = labels(3, [" ".join(ALL_OF_TWO)])
    assert all(len(label) == 4 for label in found)


def test_every_label_of_two_letters_is_tried_before_a_longer_one() -> None:
    found = labels(2_400, ["x"])
    assert len(set(found)) == 2_400
    assert {len(label) for label in found} == {3}
    assert not set(found) & set(EXAMPLES)
