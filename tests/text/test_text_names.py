"""Names without their titles, and what they name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.names import names
from assistant.text.sentences import sentence_spans


def read(text: str) -> list[tuple[str, str]]:
    return [(name.kind, name.text) for name in names(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Joe Biden spoke", "Joe Biden"),
        ("US Secretary of State Antony Blinken met them", "Antony Blinken"),
        ("Joint Chiefs of Staff General Mark Milley said so", "Mark Milley"),
        ("Gov. Gavin Newsom signed", "Gavin Newsom"),
        ("Putin’s spokesman Dmitry Peskov told reporters", "Dmitry Peskov"),
        ("Speaking to NBC’s Lester Holt", "Lester Holt"),
        ("Dr. Émile Zola wrote", "Émile Zola"),
        ("Ursula von der Leyen told them", "Ursula von der Leyen"),
        ("said Andrea Kendall-Taylor", "Andrea Kendall-Taylor"),
        ("a book by J. K. Rowling", "J. K. Rowling"),
        ("said O’Brien, who left", "O’Brien"),
        ("Biden stressed to Putin that", "Putin"),
    ],
)
def test_a_person_is_named_without_titles(text: str, name: str) -> None:
    assert ("person", name) in read(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Britain and the U.S.", [("place", "Britain"), ("place", "U.S.")]),
        ("near the city of Yelnya", [("place", "Yelnya")]),
        ("In New York and New Delhi", [("place", "New York"), ("place", "New Delhi")]),
        ("New Russian sanctions", [("people", "Russian")]),
        ("Senior US officials", [("place", "US")]),
        ("The Russians", [("people", "Russians")]),
        ("Russia’s Security Council", [("place", "Russia"), ("organisation", "Security Council")]),
        (
            "the Center for a New American Security",
            [("organisation", "Center for a New American Security")],
        ),
        ("images by Maxar Technologies", [("organisation", "Maxar Technologies")]),
        ("the UN and NATO", [("organisation", "UN"), ("organisation", "NATO")]),
        ("because Article 5 is", [("other", "Article 5")]),
        ("But he left. Recently they came.", []),
        ("an iPhone", []),
        ("", []),
    ],
)
def test_places_peoples_and_organisations_are_told_apart(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert read(text) == found


def test_who_and_what_the_seeds_name(seeds: Path) -> None:
    found: dict[str, set[str]] = {}
    for path in seeds.glob("*.txt"):
        text = path.read_bytes().decode()
        for start, end in sentence_spans(text):
            for kind, name in read(text[start:end]):
                found.setdefault(kind, set()).add(name)
    assert found["person"] >= {
        *("Volodymyr Zelensky", "John Kirby", "Dmitry Peskov", "Mark Milley", "Lester Holt"),
        *("Antony Blinken", "Dmytro Kuleba", "Alexander Lukashenko", "Victoria Nuland"),
        *("Jake Sullivan", "Jon Finer", "John Kerry", "Evelyn Farkas", "Dmitry Medvedev"),
    }
    assert found["place"] >= {
        *("Moscow", "Kiev", "Yelnya", "Poland", "Lithuania", "Latvia", "Belarus", "Geneva"),
        *("U.S.", "United States", "Middle East", "Crimea", "Berlin", "Washington"),
    }
    assert found["organisation"] >= {
        *("NATO", "CNN", "NBC", "State Department", "Maxar Technologies", "European Union"),
        *("Aspen Security Forum", "Security Council", "Center for a New American Security"),
    }
    assert found["people"] >= {"Russian", "Russians", "Ukrainian", "European"}
    assert not found["person"] & (found["place"] | found["organisation"] | found["people"])


@given(st.text(st.sampled_from("AaBb’'.- ofNewU.S") | st.characters(), max_size=60))
@settings(max_examples=200, deadline=None)
def test_names_are_in_order_and_exact(text: str) -> None:
    at = 0
    for name in names(text):
        assert at <= name.start < name.end <= len(text)
        assert name.text == text[name.start : name.end] == name.text.strip()
        at = name.end
