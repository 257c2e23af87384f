"""A proposal is taken only where the writers answer it, and as what it was meant."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.assembly import Assistant
from assistant.chat.proposals import Kind, Proposal
from assistant.domain import DateRange


@pytest.mark.parametrize(
    ("question", "kind", "holds", "answered"),
    [
        ("What did Mark Milley say about Ukraine?", "said", ("Milley",), True),
        ("What did Mark Milley say about Taiwan?", "said", ("Milley",), False),
        ("What did Mark Milley say about Ukraine?", "said", ("Kirby",), False),
        ("Who is Evelyn Farkas?", "who", ("Evelyn Farkas,",), True),
        ("What was in the news on 6 November 2021?", "day", (), True),
        ("What was in the news on 7 November 2021?", "day", (), False),
        ("What happened on 4 November 2021?", "day", (), True),
        ("What was in the news on 6 November 2021?", "said", (), False),
        ("How did the Belarus crisis develop?", "course", (), False),
    ],
)
def test_what_is_answerable(
    shipped: Assistant, question: str, kind: Kind, holds: tuple[str, ...], answered: bool
) -> None:
    with shipped._reader.pin() as index:
        answerable = shipped._answerable(index, None, None)
        assert answerable(Proposal(question, kind, question, "", holds)) is answered


def test_what_only_other_days_answer_is_not_answerable_within_a_limit(shipped: Assistant) -> None:
    asked = Proposal("What did Mark Milley say about Ukraine?", "said", "", "", ("Milley",))
    limit = DateRange(date(2021, 11, 15), date(2021, 11, 15))
    with shipped._reader.pin() as index:
        assert not shipped._answerable(index, limit, None)(asked)
        assert not shipped._answerable(index, None, date(2021, 11, 1))(asked)


def test_what_was_found_for_one_limit_does_not_hold_for_another(shipped: Assistant) -> None:
    asked = Proposal("What did Mark Milley say about Ukraine?", "said", "", "", ("Milley",))
    other = Proposal("What did Mark Milley say about Ukraine?", "said", "", "", ("Kirby",))
    limit = DateRange(date(2021, 11, 15), date(2021, 11, 15))
    with shipped._reader.pin() as index:
        for _ in range(2):  # the second time from what is remembered
            assert shipped._answerable(index, None, None)(asked)
            assert not shipped._answerable(index, None, None)(other)
            assert not shipped._answerable(index, limit, None)(asked)


def test_a_course_is_one_of_several_days(town: Assistant) -> None:
    asked = Proposal("How did the bed tax develop?", "course", "", "", ())
    with town._reader.pin() as index:
        assert town._answerable(index, None, None)(asked)
        day = DateRange(date(2021, 11, 2), date(2021, 11, 2))
        assert not town._answerable(index, day, None)(asked)
    assert not town.ask(asked.question).refused
