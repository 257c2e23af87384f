"""Words of an answer against key facts."""

import pytest

from evals.scoring.numerals import in_digits
from evals.scoring.words import holds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("some 5,900 people", "5900"),
        ("some 5\u202f900 people", "5,900"),
        ("Four thousand two hundred people", "4,200"),
        ("at one hundred and forty-two kilometres an hour", "142"),
        ("the “Café Zoë”", "cafe zoe"),
        ("Ilse Marten’s list", "Marten"),
        ("52 million\nmarks", "52 million marks"),
        ("47.9 per cent.", "47.9"),
        ("in 2019.", "2019"),
    ],
)
def test_a_fact_is_found_however_it_is_written(text: str, words: str) -> None:
    assert holds(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in 1946", "46"),
        ("46.5 per cent", "46"),
        ("1,046 people", "46"),
        ("Elsa Martens won", "Marten"),
        ("5,900,000 people", "5,900"),
        ("one of them", "1"),
    ],
)
def test_a_fact_is_not_found_within_another(text: str, words: str) -> None:
    assert not holds(text, words)


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("twenty-one thousand", "21000"),
        ("three hundred thousand and five", "300005"),
        ("thirty-one to twenty-six", "31 to 26"),
        ("two and three", "2 and 3"),
        ("at seven seventy-five", "at 7 75"),
        ("thousands of fish", "thousands of fish"),
        ("someone", "someone"),
    ],
)
def test_numbers_in_words_become_digits(words: str, digits: str) -> None:
    assert in_digits(words) == digits
