"""Which articles are linked as copies of which."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus import CopyEntry, link_copies, sketch
from assistant.corpus import copies as copies_module

DAY = date(2021, 11, 6)
VOCABULARY = [f"w{number:x}" for number in range(20_000)]
FREQUENCIES = list(accumulate(1 / (rank + 10) for rank in range(len(VOCABULARY))))
SKETCH = "2bb98844a3cbfa60801f0e432e98f67a"


def text(seed: int, words: int = 400) -> str:
    """News-like text: few words are common, most are rare; no numbers, no number words."""
    chosen = random.Random(seed).choices(VOCABULARY, cum_weights=FREQUENCIES, k=words)
    return " ".join(word.translate(str.maketrans("0123456789", "ghijklmnop")) for word in chosen)


def link(bodies: Sequence[str], days: Mapping[int, int] | None = None) -> dict[int, int]:
    """Links between bodies, whose keys are 100, 101, ...; ``days`` after DAY by key."""
    entries = [
        CopyEntry(100 + at, DAY + timedelta((days or {}).get(100 + at, 0)), sketch(body))
        for at, body in enumerate(bodies)
    ]
    random.Random(0).shuffle(entries)  # the order given does not matter
    return link_copies(entries, lambda key: bodies[key - 100])


def test_a_syndicated_copy_with_another_headline_and_trimmed_end_links_is_linked() -> None:
    story = text(1)
    original = f"Moscow talks stall\n\n{story}\n\nRead more: {text(2, 20)}"
    copy = f"Talks in Moscow come to nothing, officials say\n\n{story}"
    assert link([original, copy, text(3)], {101: 1}) == {101: 100}


def test_a_copy_that_was_cut_to_less_than_half_is_linked() -> None:
    story = text(1, 900)
    assert link([story, " ".join(story.split()[:400])]) == {101: 100}


def test_a_copy_that_was_cut_to_a_third_is_not() -> None:
    story = text(1, 900)
    assert link([story, " ".join(story.split()[:300])]) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [("7 people", "9 people"), ("1,200 troops", "1,250 troops"), ("seven died", "nine died")],
)
def test_a_story_whose_figures_were_updated_is_not_a_copy(old: str, new: str) -> None:
    story = text(1)
    assert link([f"{story} {old} {text(2, 50)}", f"{story} {new} {text(2, 50)}"]) == {}


def test_the_same_figures_written_with_and_without_a_comma_are_the_same() -> None:
    story = text(1)
    assert link([f"{story} 1,200 troops.", f"{story} 1200 troops."]) == {101: 100}


def test_another_text_on_the_same_topic_is_not_a_copy() -> None:
    shared = text(1, 120)
    assert link([f"{shared} {text(2, 280)}", f"{shared} {text(3, 280)}"]) == {}


def test_a_near_copy_counts_within_seven_days() -> None:
    story = text(1)
    near = f"{story} More."
    assert link([story, near], {101: 7}) == {101: 100}
    assert link([story, near], {101: 8}) == {}


def test_an_exact_duplicate_is_linked_at_any_distance_whatever_its_white_space() -> None:
    story = text(1)
    assert link([story, story.replace(" ", "\n ")], {101: 900}) == {101: 100}
    assert link(["Too short.", "Too short.", "TOO SHORT!"], {101: 900, 102: 900}) == {101: 100}


def test_the_original_is_the_earliest_then_the_one_with_the_smallest_key() -> None:
    story = text(1)
    assert link([story, f"{story} a", f"{story} b"], {100: 1, 101: 1}) == {100: 102, 101: 102}
    assert link([story, f"{story} a", story]) == {101: 100, 102: 100}


def test_links_are_stars_and_not_chains() -> None:
    # Each text is its neighbour without its first 15 %: the third is like the second alone.
    words = text(1, 1000).split()
    first, second, third = (" ".join(words[at : at + 600]) for at in (0, 90, 180))
    assert link([first, second], {101: 1}) == {101: 100}
    assert link([second, third], {101: 1}) == {101: 100}
    assert link([first, second, third], {101: 1, 102: 2}) == {101: 100}


def test_a_duplicate_of_a_near_copy_goes_to_the_original() -> None:
    story = text(1)
    near = f"{story} More."
    assert link([story, near, near], {101: 1, 102: 300}) == {101: 100, 102: 100}


def test_what_more_than_fifty_articles_share_links_none_of_them() -> None:
    footer = text(99, 300)
    assert len(link([f"{text(seed, 20)} {footer}" for seed in range(40)])) == 39
    assert link([f"{text(seed, 20)} {footer}" for seed in range(60)]) == {}


def test_more_than_fifty_exact_duplicates_are_linked() -> None:
    story = text(1)
    assert link([story] * 60) == dict.fromkeys(range(101, 160), 100)


def test_bodies_are_asked_for_only_where_sketches_agree() -> None:
    bodies = [text(seed) for seed in range(40)]
    entries = [CopyEntry(key, DAY, sketch(body)) for key, body in enumerate(bodies)]
    assert link_copies(entries, lambda key: pytest.fail(f"{key} was read")) == {}


def test_counting_pairs_in_parts_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [f"{text(seed // 10)} {'end ' * (seed % 10)}" + "x" * seed for seed in range(60)]
    whole = link(bodies)
    assert len(whole) == 54
    monkeypatch.setattr(copies_module, "_PAIRS_AT_ONCE", 50)
    assert link(bodies) == whole


def test_nothing_links_to_nothing() -> None:
    assert link([]) == {}
    assert link(["", "", "!", "one word"]) == {101: 100}


def test_a_sketch_holds_128_ascending_hashes() -> None:
    hashes = np.frombuffer(sketch(text(1)), dtype="<u8")
    assert len(hashes) == 128
    assert (np.diff(hashes.astype(object)) > 0).all()
    assert sketch("") == sketch("... !") == b""
    assert len(sketch("one two")) == 8


def test_a_sketch_is_the_same_in_every_process() -> None:
    code = (
        "from assistant.corpus import sketch; print(sketch('The “old” bridge is to close').hex())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == sketch("the old BRIDGE, is to close.").hex() == SKETCH


@given(st.text())
def test_any_text_has_a_sketch_and_is_a_duplicate_of_itself(body: str) -> None:
    assert len(sketch(body)) % 8 == 0
    assert link([body, f" {body}\n"]) == {101: 100}


def test_shared_hashes_estimate_containment_without_bias() -> None:
    """The sketch is a fair sample: half the shingles in common gives about half the hashes."""
    shares = []
    for seed in range(20):
        words = text(seed, 1500).split()
        one, other = " ".join(words[:1000]), " ".join(words[500:])
        first = np.frombuffer(sketch(one), dtype="<u8")
        second = np.frombuffer(sketch(other), dtype="<u8")
        both = np.union1d(first, second)[:128]
        shares.append(np.isin(both, np.intersect1d(first, second)).mean())
    assert np.mean(shares) == pytest.approx(1 / 3, abs=0.04)  # 500 of 1,500 shingles
