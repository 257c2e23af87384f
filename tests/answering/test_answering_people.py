"""Whom a sentence tells of, times of day, and amounts without a unit."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.candidates import candidates
from assistant.answering.clock import asks_time, times
from assistant.answering.evidence import weigh
from assistant.answering.features import FEATURES
from assistant.answering.matching import exact_matches
from assistant.answering.question import profile
from assistant.answering.sentences import Sentence
from assistant.answering.weights import load_weights
from assistant.assembly import Assistant
from assistant.text.words import stems


def unit(text: str, article: int = 0, index: int = 0) -> Sentence:
    return Sentence(article, index, 0, len(text), text, "sentence")


def first_name(*texts: str, question: str = "What did Jane Roe sell?") -> list[float]:
    """The credit that each text gives to the first name of the question."""
    asked = profile(question)
    found = exact_matches([unit(text, index=at) for at, text in enumerate(texts)], asked)
    return [float(row[0]) for row in found]


def test_a_surname_stands_for_the_name_that_its_article_has() -> None:
    assert first_name("Jane Roe came.", "Ms Roe sold boats.") == [1.0, 1.0]


def test_a_surname_alone_stands_for_nobody() -> None:
    assert first_name("The town slept.", "Ms Roe sold boats.") == [0.0, 0.0]


def test_a_surname_after_another_first_name_is_somebody_else() -> None:
    assert first_name("Jane Roe came.", "Her brother, John Roe, sold boats.") == [1.0, 0.0]


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("When will Jane Roe travel to Kiev?", "Jane Roe"),
        ("How many boats did the Blue League sell?", "Blue League"),
        ("Who sold boats to Jane Roe?", ""),
        ("Why were boats sold to Jane Roe?", ""),
    ],
)
def test_the_subject_follows_the_auxiliary(question: str, subject: str) -> None:
    assert profile(question).subject == tuple(stems(subject))


def test_what_another_person_does_is_weaker_evidence(over_seeds: Assistant) -> None:
    found = over_seeds.material("When will Biden visit Kiev?")
    assert found is not None
    place = next(
        at for at, one in enumerate(found.scored.sentences) if "Kuleba travels" in one.text
    )
    scores = np.zeros(len(found.scored.sentences))
    scores[place] = 1.0
    evidence = weigh(found.scored, scores, found.asked, found.words, found.sources)
    assert evidence.of_another
    weights = load_weights()
    same = replace(evidence, of_another=False)
    assert weights.probability(evidence) < weights.threshold < weights.probability(same)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The last trains of the day leave at nine.", ["at nine"]),
        ("It rang at twenty past eleven on Saturday.", ["twenty past eleven"]),
        ("He spoke at 10.12 on Monday.", ["at 10.12"]),
        ("The doors open at 9 o'clock.", ["9 o'clock"]),
        ("It fell by six per cent.", []),
        ("It went to one bidder at one price.", []),
        ("About five people came by 80 roads.", []),
    ],
)
def test_a_time_of_day_is_told_from_a_figure(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in times(text)] == found


def test_what_time_wants_a_time_of_day() -> None:
    text = "The ferry leaves at nine."
    asked, when = "What time does the ferry leave?", "When does the ferry leave?"
    assert asks_time(asked)
    assert not asks_time(when)
    strength = {
        question: max(one.strength for one in candidates(unit(text), profile(question)))
        for question in (asked, when)
    }
    assert strength[asked] > strength[when] > 0


@pytest.mark.parametrize(
    ("question", "kind", "counted"),
    [
        ("How much must Jane Roe leave with the court?", "money", ()),
        ("What did Jane Roe spend on posters?", "money", ()),
        ("By how much did the shares drop?", "count", ()),
        ("How much warmer was it?", "count", ()),
        ("How much rain fell?", "count", ("rain", "fall")),
        ("What does the chain weigh?", "count", ()),
        ("Which worker got through first?", "person", ()),
    ],
)
def test_how_much_asks_for_money_unless_it_says_of_what(
    question: str, kind: str, counted: tuple[str, ...]
) -> None:
    asked = profile(question)
    assert (asked.type, asked.unit) == (kind, counted)


def test_any_figure_tells_by_how_much() -> None:
    asked = profile("By how much did the shares drop?")
    assert max(one.strength for one in candidates(unit("They fell by 6 per cent."), asked)) >= 0.8


def test_a_figure_of_another_thing_is_weak_evidence(over_seeds: Assistant) -> None:
    found = over_seeds.material("How many soldiers did Britain send to Poland?")
    assert found is not None
    scores = found.scored.features[:, FEATURES.index("strength")]
    evidence = weigh(found.scored, scores, found.asked, found.words, found.sources)
    assert evidence.counted == 1.0
    assert evidence.figure == evidence.figures == 1.0
    other = weigh(found.scored, -scores, found.asked, found.words, found.sources)
    assert other.figure < evidence.figure
    assert load_weights().probability(other) < load_weights().probability(evidence)
