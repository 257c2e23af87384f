"""Digests, timelines, reports that differ, and the days that sentences tell of, as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
import ui_canned
from ui_reading import Reading

from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import render, sources, stages
from assistant.app.ui.drawing.claims import note, place_of
from assistant.chat.shown import Shown, advance
from assistant.domain import (
    Answer,
    DateRange,
    DateReading,
    EventDate,
    Finished,
    Part,
    PartOpened,
    Progress,
)


def steps(answer: Answer) -> list[Shown]:
    """What is shown after each event of its stream."""
    shown = [Shown(answer.question)]
    for event in ui_canned.events(answer):
        shown.append(advance(shown[-1], event))
    return shown[1:]


def drawn(shown: Shown) -> str:
    return render.turn(shown, 0)


def text(page: str) -> str:
    return Reading(page).text


def items(page: str) -> list[str]:
    return [text(one) for one in re.findall(r"<li\b.*?</li>", page, re.DOTALL)]


def test_a_digest_says_how_many_of_its_articles_it_read() -> None:
    page = drawn(steps(ui_canned.DIGEST)[-1])
    assert "Read 14 of 14 articles, 3 Mar 2022 to 9 Mar 2022" in text(page)


def test_a_digest_of_one_part_says_it_in_its_heading() -> None:
    one = replace(
        ui_canned.DIGEST,
        parts=ui_canned.DIGEST.parts[:1],
        claims=ui_canned.CLAIMS[:3],
        articles_in_range=1,
        articles_read=1,
    )
    page = text(drawn(steps(one)[-1]))
    assert "Thu 3 Mar 2022 Read 1 of 1 article" in page
    assert page.count("Read 1 of 1") == 1
    told = replace(one, dates=replace(one.dates, applies_to="either"))
    told_of = text(drawn(steps(told)[-1]))
    assert "Read 1 of 1 article published then or telling of it" in told_of


def test_the_parts_of_a_digest_have_their_days_and_counts_as_headings() -> None:
    page = drawn(steps(ui_canned.DIGEST)[-1])
    headings = [text(one) for one in re.findall(r"<h3>.*?</h3>", page)]
    assert headings == ["Thu 3 Mar 2022 1 article", "Wed 9 Mar 2022 13 articles, 2 cited"]


def test_a_point_of_a_digest_is_an_item_with_all_its_sentences_and_sources() -> None:
    points = items(drawn(steps(ui_canned.DIGEST)[-1]))
    assert len(points) == 4
    assert points[0].startswith("The Oder broke its banks near Lebus on Tuesday.[1] Some 550,000")
    assert points[0].endswith("[2]")


def test_a_digest_is_drawn_part_by_part_while_its_articles_are_read() -> None:
    told = [
        (shown.progress is not None, len(shown.parts), len(items(drawn(shown))))
        for shown in steps(ui_canned.DIGEST)
    ]
    assert told == [
        (False, 0, 0),  # understood
        (True, 0, 0),
        (True, 1, 0),
        (True, 1, 1),
        (True, 1, 1),  # the second sentence of the same point
        (True, 1, 2),
        (True, 1, 2),
        (True, 2, 2),
        (True, 2, 3),
        (True, 2, 3),
        (True, 2, 4),
        (True, 2, 4),
    ]
    assert steps(ui_canned.DIGEST)[-2].parts == ui_canned.DIGEST.parts


def test_progress_is_told_in_articles() -> None:
    shown = advance(Shown("Sum up"), Progress("reading", 1200, 3400))
    assert stages.stage(shown) == "Reading 1,200 of 3,400 articles…"
    shown = advance(shown, Progress("reading", 1, None))
    assert stages.stage(shown) == "Reading… 1 article so far"


def test_a_part_without_points_says_that_it_was_read() -> None:
    empty = replace(ui_canned.DIGEST, parts=(*ui_canned.DIGEST.parts, Part(ui_canned.NINTH, 2, ())))
    shown = advance(Shown("Sum up"), PartOpened(ui_canned.NINTH, 2))
    assert "nothing to report" not in drawn(shown)
    assert "Read, with nothing to report." in text(drawn(advance(shown, Finished(empty))))


def test_a_sentence_that_is_in_no_part_is_not_lost() -> None:
    answer = replace(ui_canned.DIGEST, parts=ui_canned.DIGEST.parts[:1])
    assert "The chess match in Riga" in text(drawn(steps(answer)[-1]))


def test_a_timeline_is_an_ordered_list_with_a_day_for_each_entry() -> None:
    page = drawn(steps(ui_canned.TIMELINE)[-1])
    assert '<ol class="dl-timeline">' in page
    days = re.findall(r'<li.*?<time datetime="([\d-]+)"', page)
    assert days == ["2022-03-01", "2022-03-03", "2022-03-03", "2022-03-07", "2022-03-09"]
    assert items(page)[0].startswith("Tue 1 Mar 2022reported 3 Mar 2022new The Oder")
    assert items(page)[4].startswith("Wed 9 Mar 2022publishedMarta Lind")


def test_a_day_that_stands_above_is_told_and_not_drawn_again() -> None:
    entries = re.findall(r"<li\b.*?</li>", drawn(steps(ui_canned.TIMELINE)[-1]))
    assert ["dl-again" in entry for entry in entries] == [False, False, True, False, False]
    assert "dl-unseen" in entries[2]
    assert "Thu 3 Mar 2022" in text(entries[2])


def test_what_is_new_in_a_timeline_is_marked_with_a_word_that_is_explained() -> None:
    page = drawn(steps(ui_canned.TIMELINE)[-1])
    assert ["new " in item for item in items(page)] == [True, True, False, True, False]
    assert "new holds a number or a name that no earlier entry has" in text(page)
    plain = replace(
        ui_canned.TIMELINE, claims=tuple(replace(c, new=False) for c in ui_canned.TIMELINE.claims)
    )
    assert "no earlier entry has" not in text(drawn(steps(plain)[-1]))


def test_reports_that_differ_are_set_side_by_side_newest_first() -> None:
    page = drawn(steps(ui_canned.CONFLICT)[-1])
    assert "Reports differ on people who left their homes newest first" in text(page)
    assert items(page) == [
        "1.2 million people[1] Mon 7 Mar 2022",
        "550,000 people[2] Thu 3 Mar 2022",
    ]
    assert "Reports differ" not in drawn(steps(ui_canned.CONFLICT)[-2])


def test_the_days_that_words_tell_of_stand_after_them_and_outside_the_text() -> None:
    page = drawn(steps(ui_canned.CONFLICT)[-1])
    assert 'Monday&#46;<span class="dl-told" data-note="7 Mar 2022"></span><sup>' in page
    assert "the relief agency said on Monday.[1]" in text(page)


def test_of_days_that_were_asked_for_it_is_noted_when_they_were_reported() -> None:
    asked = DateReading(DateRange(ui_canned.MONDAY.start, ui_canned.MONDAY.end), "either")
    page = drawn(steps(replace(ui_canned.CONFLICT, dates=asked))[-1])
    assert 'data-note="7 Mar 2022, reported 9 Mar 2022"' in page
    asked = DateReading(DateRange(ui_canned.MONDAY.start, None), "either")
    assert "reported" not in drawn(steps(replace(ui_canned.CONFLICT, dates=asked))[-1])


def test_words_that_name_their_year_need_no_note() -> None:
    dated = EventDate(date(2022, 3, 7), date(2022, 3, 7), "7 March 2022")
    assert note(dated) == ""
    assert note(replace(dated, words="7 March")) == "7 Mar 2022"


def test_a_day_that_a_timeline_entry_stands_under_is_not_noted_again() -> None:
    page = drawn(steps(ui_canned.TIMELINE)[-1])
    assert re.findall(r'data-note="(.*?)"', page) == ["7 to 13 Mar 2022, planned"]


def selected(answer: Answer, opened: int | None = None) -> str:
    session = Session()
    number = session.begin(answer.question)
    session.turns[number] = steps(answer)[-1]
    session.select(number, opened)
    return sources.panel(session, ui_canned.ARTICLES)


def test_a_source_notes_the_days_that_its_quote_tells_of() -> None:
    page = selected(ui_canned.DIGEST)
    quotes = re.findall(r"<mark>(.*?)</mark>", page)
    assert 'data-note="1 Mar 2022"' in quotes[0]
    assert 'data-note="7 to 13 Mar 2022, planned"' in quotes[2]
    assert [unescape(text(quote)) for quote in quotes] == [one.quote for one in ui_canned.CITATIONS]


def test_the_opened_article_notes_them_in_every_quote() -> None:
    page = selected(ui_canned.DIGEST, 2)
    assert page.count("data-note") == 2
    assert ui_canned.ARTICLES["canned/flood"].body in text(page)


def test_days_whose_words_are_not_in_the_quote_stand_beside_the_title() -> None:
    elsewhere = EventDate(date(2022, 3, 2), date(2022, 3, 2), "on Wednesday")
    cited = replace(ui_canned.CITATIONS[0], event=elsewhere)
    answer = replace(ui_canned.DIGEST, citations=(cited, *ui_canned.CITATIONS[1:]))
    page = selected(answer)
    assert "canned/flood · “on Wednesday”: 2 Mar 2022" in text(page)
    assert 'data-note="2 Mar 2022"' not in page


@pytest.mark.parametrize(
    ("words", "quote", "before"),
    [
        ("Friday", "Fridays are long; on Friday, he spoke", "Fridays are long; on Friday,"),
        ("this week", "He said this\n week: no", "He said this\n week:"),
        ("in June (sic)", "It was in June (sic).”", "It was in June (sic).”"),
    ],
)
def test_the_note_stands_after_whole_words_and_the_marks_that_close_them(
    words: str, quote: str, before: str
) -> None:
    event = EventDate(date(2021, 6, 1), date(2021, 6, 30), words)
    assert place_of(event, quote) == len(before)


@pytest.mark.parametrize(
    ("first", "last", "drawn_as"),
    [
        (date(2014, 1, 1), date(2014, 12, 31), '<time datetime="2014">2014</time>'),
        (date(2021, 6, 1), date(2021, 6, 30), '<time datetime="2021-06">Jun 2021</time>'),
        (
            date(2021, 3, 1),
            date(2021, 5, 31),
            '<time datetime="2021-03">Mar</time> to <time datetime="2021-05">May 2021</time>',
        ),
        (
            date(2021, 10, 29),
            date(2021, 11, 4),
            '<time datetime="2021-10-29">29 Oct</time> to '
            '<time datetime="2021-11-04">4 Nov 2021</time>',
        ),
        (
            date(2014, 1, 1),
            date(2016, 12, 31),
            '<time datetime="2014">2014</time> to <time datetime="2016">2016</time>',
        ),
    ],
)
def test_an_entry_that_tells_of_several_days_stands_under_all_of_them(
    first: date, last: date, drawn_as: str
) -> None:
    event = EventDate(first, last, "on Tuesday")
    cited = replace(ui_canned.CITATIONS[0], event=event)
    entry = replace(ui_canned.TIMELINE.claims[0], date=first)
    answer = replace(ui_canned.TIMELINE, claims=(entry,), citations=(cited,))
    page = drawn(steps(answer)[-1])
    assert drawn_as in page
    assert "data-note" not in page  # it stands before the sentence already


def test_an_entry_of_a_day_is_not_taken_for_the_same_as_one_of_its_month() -> None:
    first = date(2022, 3, 1)
    month = EventDate(first, date(2022, 3, 31), "in March")
    citations = (
        ui_canned.CITATIONS[0],
        replace(ui_canned.CITATIONS[1], event=month),
    )
    entries = (
        ui_canned.TIMELINE.claims[0],
        replace(ui_canned.TIMELINE.claims[1], date=first, date_is="event"),
    )
    answer = replace(ui_canned.TIMELINE, claims=entries, citations=citations)
    shown = [item.partition("2022")[0] for item in items(drawn(steps(answer)[-1]))]
    assert shown == ["Tue 1 Mar ", "Mar "]


def test_what_was_still_to_come_is_said_to_have_been_planned() -> None:
    planned = replace(ui_canned.TUESDAY, planned=True)
    answer = replace(
        ui_canned.TIMELINE,
        claims=ui_canned.TIMELINE.claims[:1],
        citations=(replace(ui_canned.CITATIONS[0], event=planned),),
    )
    assert items(drawn(steps(answer)[-1]))[0].startswith("Tue 1 Mar 2022plannednew The Oder")
