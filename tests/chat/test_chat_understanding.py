"""What is typed becomes what is asked: cleaned, bounded, its days put together."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_corpus import ARTICLES, FIRST, LAST

from assistant.answering import Request
from assistant.assembly import Assistant
from assistant.chat import Turn
from assistant.chat.turns import LONGEST
from assistant.chat.understanding import clean, understand
from assistant.domain import DateRange
from assistant.errors import QuestionError

LATE, EARLY = date(2021, 11, 15), date(2021, 11, 6)


def read(typed: str, limit: DateRange | None = None, as_of: date | None = None) -> Request:
    return understand(
        typed,
        (),
        limit=limit,
        as_of=as_of or LATE,
        as_of_given=as_of is not None,
        ceiling=as_of is not None,
    )


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Who\tmet \r\n Burns?\x00 ", "Who met Burns?"),
        ("Who\x1bmet\x07Burns?", "Who met Burns?"),
        ("\u202eWho met\u202c Burns?\u200f", "Who met Burns?"),
        ("Rus\u00adsia and \ufeffBurns\u200b", "Russia and Burns"),
        ("Who\u2028met\u2029Burns?\ud800", "Who met Burns?"),
        ("Who" + " " * 10_000 + "met Burns?", "Who met Burns?"),
        (" " * 100_000, ""),
    ],
)
def test_control_and_format_characters_and_runs_of_spaces_go(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@given(st.text())
def test_what_is_clean_stays_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not {unicodedata.category(character) for character in once} & {
        "Cc",
        "Cf",
        "Cs",
        "Zl",
        "Zp",
    }


@pytest.mark.parametrize("typed", ["", "   ", "?!", "\u200f\u200f", "\x00", "…"])
def test_a_question_without_words_is_refused(typed: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        read(typed)


def test_a_question_that_is_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(QuestionError, match=r"100,000 characters; at most 2,000"):
        read("x" * 100_000)
    assert read("x" * LONGEST).asked == "x" * LONGEST
    assert read("Who" + " " * 100_000 + "met Burns?").asked == "Who met Burns?"


def test_a_range_backwards_is_refused() -> None:
    with pytest.raises(QuestionError, match="--from 2021-11-15 is after --to 2021-11-06"):
        read("Who met Burns?", DateRange(LATE, EARLY))


def test_days_of_the_question_the_caller_and_as_of_are_put_together() -> None:
    limit = DateRange(None, date(2021, 11, 12))
    request = read("What was published about Burns after 2021-11-01?", limit, EARLY)
    assert request.days is not None
    assert (request.days.start, request.days.end) == (date(2021, 11, 2), EARLY)
    assert request.bounds == DateRange(None, EARLY)
    assert request.dates.limit == request.days
    assert request.dates.applies_to == "published"


def test_what_is_told_of_the_days_is_bounded_by_the_caller_and_as_of_alone() -> None:
    request = read("Who came after 2021-11-01?", DateRange(None, date(2021, 11, 12)), EARLY)
    assert request.dates.applies_to == "either"
    assert request.dates.limit is not None
    assert (request.dates.limit.start, request.dates.limit.end) == (date(2021, 11, 2), None)
    assert request.scope.days is not None
    assert (request.scope.days.start, request.scope.days.end) == (date(2021, 11, 2), EARLY)
    assert request.scope.bounds == DateRange(None, EARLY)


def test_as_of_limits_only_where_it_is_given() -> None:
    assert read("Who met Burns?").days is None
    assert read("Who met Burns?").bounds is None
    assert read("Who met Burns?", as_of=EARLY).days == DateRange(None, EARLY)


def test_what_was_added_is_shown_and_nothing_else(town: Assistant) -> None:
    first = town.ask("What did Anna Keller propose?")
    later = town.ask(
        "And what did she say about the bridge?", history=[Turn(first.question, first)]
    )
    assert (later.question, later.rewritten) == (
        "And what did she say about the bridge?",
        "What did Anna Keller say about the bridge?",
    )
    assert town.ask("Who is Ida Holm?", history=[Turn(first.question, first)]).rewritten is None


CONVERSATIONS = [
    ("Who counted the insects?", "And where does she work?", "bees"),
    ("What did Marta Lindqvist blame?", "What did she say about the lights?", "inquiry"),
    ("When will the bridge close?", "Why does it close?", "bridge"),
    ("What did Anna Keller propose?", "What about Peter Brandt?", "tax"),
    ("What do bus drivers want?", "Who leads their union?", "strike"),
    ("How many trees did the storm fell?", "And roads?", "storm"),
]


@pytest.mark.parametrize(("first", "then", "article"), CONVERSATIONS)
def test_a_follow_up_finds_the_article_that_was_spoken_of(
    town: Assistant, first: str, then: str, article: str
) -> None:
    before = town.ask(first)
    whole = town.ask(then, history=[Turn(first, before)]).rewritten
    assert whole is not None
    assert article in [hit.passage.article for hit in town.search(whole, k=2).hits]


@pytest.mark.parametrize(
    ("first", "then", "article"),
    [
        (
            "Who did Burns meet when Biden sent him to Moscow?",
            "And what did he say about gas?",
            "000_8e8ff5001f552b0c",
        ),
        (
            "What has Kiev asked the US to do about Nord Stream 2?",
            "Why is it so bothered by the pipeline?",
            "000_8e8ff5001f552b0c",
        ),
        (
            "Who is the longtime ruler of Belarus?",
            "What has he threatened to cut off?",
            "004_751be9ff2f0701a9",
        ),
        (
            "In which city did Biden and Putin hold their June summit?",
            "What did Biden warn him about there?",
            "004_751be9ff2f0701a9",
        ),
        ("How many soldiers did Britain send to Poland?", "Why?", "004_751be9ff2f0701a9"),
    ],
)
def test_a_follow_up_on_the_seeds_is_answered_from_the_right_article(
    shipped: Assistant, first: str, then: str, article: str
) -> None:
    before = shipped.ask(first)
    assert article in [
        one.article for one in shipped.ask(then, history=[Turn(first, before)]).citations
    ]


def test_a_follow_up_stays_within_the_days_and_a_fresh_question_does_not(town: Assistant) -> None:
    first = town.ask("What did Anna Keller say on 2021-11-08?")
    turns = [Turn(first.question, first)]
    later = town.ask("And what did she say about the tax?", history=turns)
    assert {citation.published for citation in later.citations} == {date(2021, 11, 8)}
    fresh = town.ask("What did Rosa Marino say about the city?", history=turns)
    assert fresh.dates.limit is None
    assert {citation.published for citation in fresh.citations} == {date(2021, 11, 15)}


def test_the_limits_of_the_turn_before_do_not_stay(town: Assistant) -> None:
    """Neither --to nor an as_of that is no longer given."""
    limit = DateRange(None, date(2021, 11, 9))
    first = town.ask("What did Anna Keller say about the school?", limit=limit, as_of=EARLY)
    later = town.ask(
        "And what did she say about the bridge?", history=[Turn(first.question, first)]
    )
    assert later.dates.limit is None
    assert later.rewritten == "What did Anna Keller say about the bridge?"
    fresh_start = town.ask(later.rewritten)
    assert (later.text, later.citations) == (fresh_start.text, fresh_start.citations)


QUESTIONS = st.sampled_from(
    [
        "What did Anna Keller say?",
        "Who was the captain of the Albatross?",
        "By how much did the price of cheese rise?",
        "Why will the bridge close?",
        "What happened on 2021-11-12?",
        "What did Rosa Marino say since 2021-11-10?",
        "How many soldiers were killed?",
    ]
)


@given(question=QUESTIONS, days=st.integers(-2, (LAST - FIRST).days + 2))
@settings(max_examples=60, deadline=None)
def test_nothing_later_than_as_of_leaks(town: Assistant, question: str, days: int) -> None:
    as_of = FIRST + timedelta(days=days)
    published = {name: date.fromisoformat(day) for name, day, _, _ in ARTICLES}
    later = {name for name, day in published.items() if day > as_of}
    answer = town.ask(question, as_of=as_of)
    hits = town.search(question, k=20, as_of=as_of).hits
    named = {hit.passage.article for hit in hits} | {name for hit in hits for name in hit.also_in}
    named |= {one.article for one in answer.citations}
    named |= {name for one in answer.citations for name in one.also_in}
    assert not named & later
    assert all(day <= as_of for day in answer.nearest)
    assert answer.as_of == as_of
    for day in published.values():
        spelled = f"{day.day} {day:%B %Y}"
        assert day <= as_of or spelled not in answer.text


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("Sum up May", (date(2021, 5, 1), date(2021, 5, 31))),
        ("Summary of march", (date(2021, 3, 1), date(2021, 3, 31))),
        ("Sum up 2019", (date(2019, 1, 1), date(2019, 12, 31))),
    ],
)
def test_days_that_are_all_of_a_topic_are_days(typed: str, days: tuple[date, date]) -> None:
    request = read(typed)
    assert request.topic is None
    assert request.dates.limit is not None
    assert (request.dates.limit.start, request.dates.limit.end) == days
    assert request.dates.applies_to == "published"


@pytest.mark.parametrize("typed", ["Sum up Theresa May", "Timeline of Nord Stream 2"])
def test_a_topic_with_a_word_that_may_be_a_date_stays_a_topic(typed: str) -> None:
    request = read(typed)
    assert request.topic is not None
    assert request.dates.limit is None


def test_what_is_planned_is_looked_for_in_what_tells_of_those_days() -> None:
    request = read("What will happen next week?")
    assert request.dates.limit is not None
    assert request.dates.limit.start == date(2021, 11, 22)
    assert request.scope.told is not None
