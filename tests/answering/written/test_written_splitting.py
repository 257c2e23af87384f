"""What a model writes as sentences with their labels, whatever pieces it comes in."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.written.splitting import AHEAD, LONGEST, Sentence, Splitter

KNOWN = ("kd7", "pq3")


def split(text: str, cuts: tuple[int, ...] = ()) -> list[Sentence]:
    splitter = Splitter(KNOWN)
    found: list[Sentence] = []
    for start, end in pairwise(sorted({0, *cuts, len(text)})):
        found += splitter.feed(text[start:end])
    return [*found, *splitter.end()]


def told(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(sentence.text, sentence.labels) for sentence in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was in Geneva [kd7]. It rained. [pq3]",
            [("It was in Geneva.", ("kd7",)), ("It rained.", ("pq3",))],
        ),
        (
            "It was in Geneva.[kd7][pq3] It rained [kd7, pq3].",
            [("It was in Geneva.", ("kd7", "pq3")), ("It rained.", ("kd7", "pq3"))],
        ),
        (
            "It was 【kd7】. It rained (kd7). It snowed [source: PQ3].",
            [("It was.", ("kd7",)), ("It rained.", ("kd7",)), ("It snowed.", ("pq3",))],
        ),
        (
            "Gov. Ann Lee left the U.S. on Monday. [kd7] She paid 3.5 million. [pq3]",
            [
                ("Gov. Ann Lee left the U.S. on Monday.", ("kd7",)),
                ("She paid 3.5 million.", ("pq3",)),
            ],
        ),
        (
            "She left the U.S. [kd7] and Canada. She came back.",
            [("She left the U.S. and Canada.", ("kd7",)), ("She came back.", ())],
        ),
        (
            "He met Putin [kd7], and Kirby spoke [pq3].",
            [("He met Putin, and Kirby spoke.", ("kd7", "pq3"))],
        ),
        (
            "It rained. [kd7].\nIt snowed.\n[pq3]\n",
            [("It rained.", ("kd7",)), ("It snowed.", ("pq3",))],
        ),
        (
            'He said “I left. I went.” [kd7] She said "it is so [pq3]." Then it rained.',
            [
                ("He said “I left. I went.”", ("kd7",)),
                ('She said "it is so."', ("pq3",)),
                ("Then it rained.", ()),
            ],
        ),
        ("It rained [x9]. It snowed [12].", [("It rained.", ("x9",)), ("It snowed.", ("12",))]),
        ("It rained. (AFP) It snowed [sic].", [("It rained.", ()), ("(AFP) It snowed [sic].", ())]),
        (
            "It rained, kd7. According to pq3, it snowed.",
            [("It rained.", ("kd7",)), ("it snowed.", ("pq3",))],
        ),
    ],
)
def test_labels_belong_to_the_sentence_that_they_stand_in_or_behind(
    text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- It rained [kd7]\n- It *snowed*\n", ["It rained", "It snowed"]),
        ("1. It rained.\n2. It snowed.", ["It rained.", "It snowed."]),
        ("## News\n\n**It rained.** It __snowed__.", ["News", "It rained.", "It snowed."]),
        ("```text\nIt rained.\n```\nIt snowed.", ["It rained.", "It snowed."]),
        ("> It rained. `It snowed.`", ["It rained.", "It snowed."]),
        ("[It rained](http://a.example/b.c?d) again.", ["It rained again."]),
        ("![x](http://a.example/beacon.png) It rained.", ["It rained."]),
        (
            "It <b>rained</b>.<img src='http://a.example/x'> It&nbsp;snowed.",
            ["It rained. It snowed."],
        ),
        ("It &lt;img src=x onerror=y&gt; rained.", ["It rained."]),
        ("It\u200b ra\u202eined.\u2028It snowed.", ["It rained.", "It snowed."]),
        ("[1]: http://a.example\nIt rained.", ["It rained."]),
    ],
)
def test_markup_is_taken_to_plain_text(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in split(text)] == expected


@pytest.mark.parametrize("last", ["It snowed", "It snowed and", "In the"])
def test_a_last_sentence_that_no_full_stop_ends_is_not_whole(last: str) -> None:
    assert [one.whole for one in split(f"It rained [kd7]. {last}")] == [True, False]
    assert [one.whole for one in split("It rained. [kd7]")] == [True]


def test_a_sentence_whose_label_stands_before_the_full_stop_is_given_with_it() -> None:
    splitter = Splitter(KNOWN)
    assert not list(splitter.feed("It was in Geneva [kd7]"))
    assert [one.text for one in splitter.feed(".")] == ["It was in Geneva."]


def test_what_is_very_long_is_cut_and_no_more_than_that_is_kept() -> None:
    splitter = Splitter(KNOWN)
    longest = 0
    kept = 0
    for _ in range(3_000):
        for sentence in splitter.feed("word (word "):
            longest = max(longest, len(sentence.raw))
        kept = max(kept, len(splitter._rest))
    assert 500 < longest <= LONGEST
    assert kept <= LONGEST + AHEAD + 600


def test_a_long_reply_takes_little_time() -> None:
    text = "The talks were held in Geneva on Tuesday [kd7]. " * 4_000
    began = perf_counter()
    assert len(split(text, tuple(range(0, len(text), 5)))) == 4_000
    assert perf_counter() - began < 4


_PARTS = st.sampled_from(
    [
        "It rained", "Gov.", "the U.S.", "and", "Lee", "3.5", ".", "!", "?", "...", ", ", " ", "\n",
        "\n\n", "- ", "1. ", "# ", "**", "`", "```", "“", "”", '"', "[kd7]", "[pq3", "]", "(", ")",
        "【kd7】", "[kd7](http://a.b)", "(kd7)", "[x9]", "<b>", "&lt;", "。", "\u2028", "x" * 300,
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PARTS, max_size=60).map("".join), st.data())
def test_it_does_not_matter_how_the_text_was_cut(text: str, data: st.DataObject) -> None:
    places = st.lists(st.integers(0, len(text)), max_size=30)
    assert split(text, tuple(data.draw(places))) == split(text)
    assert split(text, tuple(range(len(text)))) == split(text)
