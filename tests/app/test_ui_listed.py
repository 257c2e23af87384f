"""The list of conversations as HTML."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from ui_hostile import PAYLOADS
from ui_reading import Reading

from assistant.app.ui.drawing.listed import listed
from assistant.chat.conversations import Conversation

NOW = datetime(2022, 3, 12, 0, 30, tzinfo=UTC)


def conversation(id: str, changed: str, title: str = "Who?") -> Conversation:
    return Conversation(id, title, changed, changed, 1)


DAYS = [
    conversation("a", "2022-03-12T00:10:00+00:00"),
    conversation("b", "2022-03-11T23:50:00+00:00"),
    conversation("c", "2022-03-10T12:00:00+00:00"),
    conversation("d", "2021-11-06T12:00:00+00:00"),
]


def test_the_newest_come_first_under_the_day_they_were_gone_on_with() -> None:
    text = Reading(listed(DAYS, None, NOW)).text
    heads = [text.index(name) for name in ("Today", "Yesterday", "Earlier")]
    assert heads == sorted(heads)
    assert "6 Nov 2021" in text


@pytest.mark.parametrize(
    ("minutes", "heads"), [(60, ["Today", "Yesterday", "Earlier"]), (-600, ["Today", "Earlier"])]
)
def test_the_day_is_that_of_the_browser(minutes: int, heads: list[str]) -> None:
    """60 minutes behind UTC it is 11 March still; 600 before it, 11 March was over at 23:50."""
    assert re.findall("<h2>(.*?)</h2>", listed(DAYS, None, NOW, minutes)) == heads


def test_the_one_that_is_shown_is_marked_for_everybody() -> None:
    drawn = listed(DAYS, "b", NOW)
    assert drawn.count("aria-current") == 1
    assert drawn.index('data-id="b"') < drawn.index("aria-current") < drawn.index('data-id="c"')


def test_a_list_of_none_says_what_will_stand_there() -> None:
    assert "kept here" in Reading(listed([], None, NOW)).text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_title_is_shown_as_text(payload: str) -> None:
    plain = Reading(listed([conversation("a", DAYS[0].changed)], None, NOW, 0, "wrong"))
    hostile = Reading(listed([conversation("a", DAYS[0].changed, payload)], None, NOW, 0, payload))
    assert hostile.tags == plain.tags
