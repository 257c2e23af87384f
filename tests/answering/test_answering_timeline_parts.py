"""What a timeline decides of single sentences: when, whether, how it is dated, what is new."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.sentences import Sentence
from assistant.answering.telling import Statement, spoken, when, within_quotation, worth
from assistant.answering.timeline.folding import Compared, fold
from assistant.answering.timeline.marks import Marks, mark_new
from assistant.domain import EventSpan
from assistant.models import open_local
from assistant.text.sentences import Unit

TUESDAY, YEAR = date(2021, 11, 2), (date(2014, 1, 1), date(2014, 12, 31))


def dated(text: str, *spans: tuple[str, date, date] | tuple[str, date, date, bool]) -> Sentence:
    events = tuple(
        EventSpan(text.index(words), text.index(words) + len(words), first, last, bool(planned))
        for words, first, last, *planned in spans
    )
    return Sentence(0, 0, 0, len(text), text, "sentence", events)


def words_of(sentence: Sentence) -> str | None:
    event = when(sentence)
    return None if event is None else sentence.text[event.start : event.end]


def test_the_day_of_what_happened_goes_before_the_day_it_was_said() -> None:
    text = "The police said on Friday that the bank was robbed on Tuesday."
    sentence = dated(text, ("Friday", date(2021, 11, 5), date(2021, 11, 5)),
                     ("Tuesday", TUESDAY, TUESDAY))  # fmt: skip
    assert words_of(sentence) == "Tuesday"


def test_a_day_goes_before_a_year() -> None:
    text = "In 2014 a treaty was broken and on Tuesday it was mended."
    sentence = dated(text, ("2014", *YEAR), ("Tuesday", TUESDAY, TUESDAY))
    assert words_of(sentence) == "Tuesday"


def test_what_was_goes_before_what_is_planned() -> None:
    text = "Parliament decided in June to vote on Tuesday."
    sentence = dated(text, ("June", date(2021, 6, 1), date(2021, 6, 30)),
                     ("Tuesday", TUESDAY, TUESDAY, True))  # fmt: skip
    assert words_of(sentence) == "June"


@pytest.mark.parametrize(
    "text",
    [
        "Lukashenko opposes those who doubt his victory in the 2014 election.",
        "Russia has held the peninsula, which it took in 2014, ever since.",
        "The two countries have been at odds since the invasion in 2014.",
        "The bridge stays closed until 2014 at the least.",
    ],
)
def test_a_date_beside_the_point_is_not_the_day_of_the_sentence(text: str) -> None:
    assert when(dated(text, ("2014", *YEAR))) is None


def test_a_quotation_goes_on_until_it_is_closed_or_its_paragraph_ends() -> None:
    body = "He said: “It is late. Go.” He left.\n\n“It rained. A lot.\n\nIt was dry."
    cuts = ["He said: “It is late.", "Go.”", "He left.", "“It rained.", "A lot.", "It was dry."]
    found = [Unit(body.index(cut), body.index(cut) + len(cut), "sentence") for cut in cuts]
    assert within_quotation(body, found) == [False, True, False, False, True, False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“It was a wall of water,” said one woman.", True),
        ("I mean 10 months have passed, a former official said about the approach.", True),
        ("The lights had been dark for 25 minutes, she said in Lindau.", True),
        (
            "Pentagon spokesman John Kirby said Friday that the size of the units is “unusual.”",
            False,
        ),
        ("The dam broke on Thursday, the police said.", False),
        ("The quarrel will end if the minister goes, a former official predicted.", True),
        ("Now is a dangerous time, said Evelyn Farkas, a former adviser, referring to it.", True),
    ],
)
def test_words_of_somebody_are_told_from_what_happened(text: str, said: bool) -> None:
    assert spoken(text) is said


def test_what_happened_weighs_more_than_what_might() -> None:
    happened = worth("Britain sent ten soldiers to Poland.", 5, None)
    might = worth("Britain might perhaps send some soldiers to Poland.", 5, None)
    assert happened > might + 0.5


def statements(*told: tuple[date, str]) -> list[Statement]:
    return [
        Statement(key, key, day, dated(text), None, 1.0) for key, (day, text) in enumerate(told)
    ]


def folded(*told: tuple[date, str]) -> int:
    """How many developments these reports come to."""
    several = statements(*told)
    vectors = open_local().embed([one.text for one in several])
    developments, central = fold(Compared(several, vectors))
    assert sorted(at for one in developments for at in one.members) == list(range(len(told)))
    assert len(central) == len(told)
    return len(developments)


def test_reports_of_one_thing_in_other_words_are_one_development() -> None:
    assert (
        folded(
            (TUESDAY, "The ferry Albatross ran aground off Lindau with 143 passengers on board."),
            (
                TUESDAY,
                "With 143 passengers on board the ferry Albatross ran onto a sandbank off Lindau.",
            ),
        )
        == 1
    )


def test_a_toll_that_rises_is_a_development_each_time() -> None:
    assert (
        folded(
            (TUESDAY, "The number of people killed in the flood in Tersk rose to 14, Kosta said."),
            (TUESDAY, "The number of people killed in the flood in Tersk rose to 21, Kosta said."),
        )
        == 2
    )


def test_the_same_of_somebody_else_is_another_development() -> None:
    assert (
        folded(
            (TUESDAY, "The court in Velmgrad sentenced Hana Brezik to two years in prison."),
            (TUESDAY, "The court in Lindau sentenced Peter Brandt to two years in prison."),
        )
        == 2
    )


def test_the_same_sentence_weeks_later_is_told_once() -> None:
    sentence = "The Orlo dam brings power to the towns of the Velm valley and to Velmgrad."
    assert folded((TUESDAY, sentence), (date(2021, 12, 20), sentence)) == 1


def test_like_sentences_weeks_apart_are_two_developments() -> None:
    assert (
        folded(
            (TUESDAY, "Bus drivers in Lindau stopped work for a day to ask for more pay."),
            (
                date(2021, 12, 20),
                "Bus drivers in Lindau stopped work again to ask for much higher pay.",
            ),
        )
        == 2
    )


def test_an_entry_is_new_for_a_name_or_a_figure_that_none_before_it_has() -> None:
    entries = [
        "President Irena Valk visited the Velm valley.",
        "Valk promised 80 million euros in the valley.",
        "The president spoke in the Velm valley of 80 million euros.",
        "Later Irena Valk spoke of 90 million euros.",
        "Then Teo Lindt spoke to Valk.",
    ]
    assert mark_new([Marks.of(text) for text in entries]) == [True, True, False, True, True]


def test_a_first_word_is_a_name_only_where_another_entry_has_it() -> None:
    entries = ["Ratings vary within the team.", "Burns went home.", "They called Burns again."]
    assert mark_new([Marks.of(text) for text in entries]) == [False, True, False]
