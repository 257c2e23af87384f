"""The line under a question: which days were understood, and what can be done about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import ui_canned
from ui_reading import Reading

from assistant.app.ui.drawing import dates
from assistant.chat.shown import Shown, Within
from assistant.domain import DateRange, DateReading, Form, Understood

FIRST, LAST = date(2021, 11, 1), date(2021, 11, 7)
FRIDAY = DateRange(date(2021, 11, 12), date(2021, 11, 12), "on Friday")
AS_OF = date(2021, 11, 15)


def line(
    reading: DateReading, question: str = "Who spoke on Friday?", within: Within | None = None
) -> str:
    told = Understood(question, None, AS_OF, reading)
    shown = Shown(question, within or Within(), understood=told)
    return dates.understood(shown, 3)


def told(reading: DateReading, question: str = "Who spoke on Friday?", **within: object) -> str:
    page = line(reading, question, Within(**within))  # type: ignore[arg-type]
    return Reading(page.partition('<div class="dl-editor"')[0]).text


def test_the_days_their_words_and_what_they_apply_to_are_one_line() -> None:
    assert told(DateReading(FRIDAY, "either")) == (
        "Fri 12 Nov 2021 (“on Friday”) · published or told ofEdit×"
    )
    week = DateReading(DateRange(FIRST, LAST, "last week"), "published")
    assert told(week, "Sum up last  week") == (
        "1 Nov 2021 to 7 Nov 2021 (“last week”) · publishedEdit×"
    )


def test_days_that_an_earlier_question_named_are_said_to_hold_on() -> None:
    assert "(“on Friday”, as before)" in told(DateReading(FRIDAY, "either"), "And Poland?")


def test_a_question_without_days_has_no_line() -> None:
    assert line(DateReading()) == ""
    assert dates.understood(Shown("Who?"), 0) == ""


def test_after_its_days_were_removed_a_question_can_be_given_others() -> None:
    page = line(DateReading(), within=Within(dates=DateReading()))
    assert Reading(page).text.startswith("any dayEdit")
    assert "×" not in Reading(page).text
    assert page.count('type="date" value=""') == 2


@pytest.mark.parametrize(
    "limit",
    [DateRange(FIRST, LAST), DateRange(FIRST, None), DateRange(FIRST, AS_OF)],
)
def test_the_days_of_the_fields_are_told_and_cannot_be_removed_here(limit: DateRange) -> None:
    """What reads a question puts them, and as_of, into its limit."""
    fields = DateRange(limit.start, limit.end if limit.end == LAST else None)
    shown = told(DateReading(limit, "published"), published=fields)
    assert shown.startswith("Published ")
    assert "Edit" not in shown


def test_a_limit_that_as_of_alone_sets_is_told_as_as_of() -> None:
    reading = DateReading(DateRange(None, AS_OF), "published")
    assert told(reading, as_of=AS_OF) == "as of 15 Nov 2021"
    assert told(reading) == ""  # a setting's


def test_days_that_share_none_with_the_fields_say_so() -> None:
    shown = told(
        DateReading(DateRange(LAST, FIRST, "on Friday"), "published"),
        published=DateRange(FIRST, FIRST),
    )
    assert shown.startswith("no day in common (“on Friday”) · published")
    assert "Published 1 Nov 2021" in shown


def test_what_limits_nothing_is_told_quietly() -> None:
    topic = [
        DateRange(date(year, 1, 1), date(year, 12, 31), str(year)) for year in range(2010, 2015)
    ]
    shown = told(DateReading(mentions=tuple(topic), latest=True))
    assert shown == (
        "“2010”: part of the topic“2011”: part of the topic“2012”: part of the topic"
        "and 2 more datesnewest first"
    )


def test_the_editor_holds_the_days_that_were_read() -> None:
    page = line(DateReading(FRIDAY, "either"))
    shown = Reading(page)
    assert page.count('type="date" value="2021-11-12"') == 2
    assert {"Edit the days", "Remove these days and ask again", "either"} <= set(shown.values)
    assert "First day" in shown.text
    assert 'class="dl-editor" id="dl-edit-3" role="group" hidden' in page


def test_both_readings_of_a_date_can_be_asked_for() -> None:
    page = dates.other_days(ui_canned.AMBIGUOUS, 3)
    assert Reading(page).text == "Ask for Sat 6 Nov 2021Fri 11 Jun 2021"
    for day in ("2021-11-06", "2021-06-11"):
        assert f'data-first="{day}" data-last="{day}" data-applies="either"' in page
    unread = replace(ui_canned.AMBIGUOUS.dates, applies_to=None)
    digest = replace(ui_canned.AMBIGUOUS, form=Form.DIGEST, dates=unread)
    assert 'data-applies="published"' in dates.other_days(digest, 3)


def test_the_nearest_days_can_be_asked_for_as_days_of_publication() -> None:
    refused = replace(ui_canned.CONFLICT, nearest=(FIRST, LAST))
    page = dates.other_days(refused, 3)
    assert Reading(page).text == "Ask for Mon 1 Nov 2021Sun 7 Nov 2021"
    assert page.count('data-applies="published"') == 2
    assert dates.other_days(ui_canned.CONFLICT, 3) == ""
