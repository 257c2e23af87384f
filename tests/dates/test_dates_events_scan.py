"""What makes the scan of whole articles fast must leave nothing out."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.dates.grammar import ANY, PATTERNS, SIGN, START


@pytest.mark.parametrize("name", PATTERNS)
def test_whatever_a_rule_matches_begins_as_the_scan_looks_for_it(name: str) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(PATTERNS[name]))
    def every_match(text: str) -> None:
        found = ANY.search(text)
        assert found is None or START.match(text, found.start())

    every_match()


@settings(max_examples=200, deadline=None)
@given(st.from_regex(SIGN))
def test_a_sign_is_found_without_the_look_at_its_first_letter_at_the_same_places(text: str) -> None:
    slow = re.compile(re.sub(r"\(\?=\[[^]]*\]\)", "", SIGN.pattern, count=1))
    assert slow.pattern != SIGN.pattern
    assert [one.span() for one in SIGN.finditer(text)] == [
        one.span() for one in slow.finditer(text)
    ]
