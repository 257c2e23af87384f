"""The check: what it holds for supported, what it does not, and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain import Verdict
from assistant.grounding import Checked, check, check_against, read_source
from assistant.grounding.alignment import matches
from assistant.grounding.lexicon import opposites
from assistant.grounding.tokens import read_tokens
from assistant.grounding.weights import load_weights
from assistant.text.words import stem

DAY = date(2021, 11, 6)  # a Saturday
SOURCE = """Mayor Ada Brix opened the new bridge over the Tarn in Polnau on Tuesday. It cost 41
million crowns and took six years to build, according to the roads office.

Some 2,500 people watched as the first tram crossed. "I was never so glad of a delay," said Ms Brix,
who had argued with the engineer Otto Lind about the steel. Lind denied that the work had been
careless. The old ferry may be sold to a company in Harl."""


def verdict(claim: str) -> Checked:
    return check(claim, SOURCE, DAY)


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    source = read_source(SOURCE, DAY)
    return [SOURCE[unit.start : unit.end] for unit in source.spans]


def test_every_sentence_of_the_source_is_supported(sentences: list[str]) -> None:
    assert len(sentences) == 6
    for sentence in sentences:
        found = verdict(sentence)
        assert found.verdict is Verdict.SUPPORTED, sentence
        assert found.score >= 0.95


def test_line_breaks_and_quotation_marks_do_not_matter_to_a_quotation() -> None:
    claim = "“I was never so glad of a delay,” said Ms Brix, who had argued with the engineer Otto"
    claim += " Lind about the steel."
    assert verdict(claim).score >= 0.95


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("It cost 45 million crowns and took six years to build.", "45 million"),
        ("Some 2,700 people watched as the first tram crossed.", "2,700"),
        ("Mayor Eva Kolm opened the new bridge over the Tarn in Polnau on Tuesday.", "Eva Kolm"),
        ("Mayor Ada Brix opened the new bridge over the Tarn in Polnau on Friday.", "Friday"),
        ("Mayor Ada Brix opened the old bridge over the Tarn in Polnau on Tuesday.", "“old”"),
        ("Mayor Ada Brix did not open the new bridge over the Tarn in Polnau.", "denies"),
        ("The old ferry was sold to a company in Harl.", "not sure"),
    ],
)
def test_one_changed_fact_makes_a_sentence_unsupported_and_is_named(
    claim: str, reason: str
) -> None:
    found = verdict(claim)
    assert found.verdict is Verdict.UNSUPPORTED
    assert reason in " ".join(found.reasons)


def test_a_claim_about_something_else_is_unsupported() -> None:
    found = verdict("The central bank raised interest rates by half a percentage point.")
    assert found.verdict is Verdict.UNSUPPORTED
    assert found.score < 0.1


def test_a_shortened_sentence_is_supported() -> None:
    assert verdict("Ada Brix opened the new bridge in Polnau.").verdict is Verdict.SUPPORTED


def test_subject_and_object_exchanged_is_unsupported() -> None:
    source = "Halden United beat Torsby City in the final on Sunday. The cup was handed over late."
    assert check("Halden United beat Torsby City in the final.", source).score > 0.3
    found = check("Torsby City beat Halden United in the final.", source)
    assert found.verdict is Verdict.UNSUPPORTED
    assert "other way round" in " ".join(found.reasons)


def test_a_relative_day_of_the_source_supports_the_date_that_it_means() -> None:
    right = verdict("Ada Brix opened the new bridge in Polnau on 2 November.")
    wrong = verdict("Ada Brix opened the new bridge in Polnau on 4 November.")
    assert right.verdict is Verdict.SUPPORTED
    assert wrong.verdict is Verdict.UNSUPPORTED
    assert right.score > wrong.score + 0.2
    assert any("4 November" in reason for reason in wrong.reasons)


def test_without_its_day_a_source_supports_no_other_words_for_a_date() -> None:
    claim = "Ada Brix opened the new bridge in Polnau on 2 November."
    assert check(claim, SOURCE).score < check(claim, SOURCE, DAY).score


def test_the_evidence_is_the_sentences_that_say_it() -> None:
    found = verdict("The bridge cost 41 million crowns.")
    told = [SOURCE[start:end] for start, end in found.evidence]
    assert told[-1].startswith("It cost 41")
    assert len(told) <= 2


def test_numbers_are_read_by_their_value() -> None:
    assert [token.key for token in read_tokens("235, 000") if token.key[0] == "#"] == ["#235000"]
    for one, other in [
        ("31. 8 million", "31.8 million"),
        ("two hundred and fifty", "250"),
        ("$1.2bn", "$1,200,000,000"),
        ("41 per cent", "41%"),
        ("twenty-one", "21"),
        ("10 Nov.", "10 November"),
        ("the United States", "the U.S."),
    ]:
        ours, theirs = ([token.key for token in read_tokens(text)] for text in (one, other))
        assert ours == theirs


def test_a_round_number_is_said_by_the_exact_one() -> None:
    source = "The city counted 1,234,000 visitors in the spring, more than ever before."
    found = check("The city had 1.2 million visitors in the spring.", source)
    assert not any("number" in reason for reason in found.reasons)


def test_a_word_weighs_more_the_more_it_tells() -> None:
    weights = [token.weight for token in read_tokens("the said minister measles")]
    assert weights[0] == 0
    assert weights == sorted(weights)


def test_a_synonym_says_a_word_and_an_opposite_never_does() -> None:
    source = read_source("Prices rose in May and fell in June.")
    (found,) = matches(read_tokens("increased"), source)
    assert [match.key for match in found] == [stem("rose")]
    assert stem("fell") in opposites(stem("rose"))


@pytest.mark.parametrize("claim", ["", "   ", "?!", "the of"])
def test_a_claim_that_says_nothing_is_unsupported(claim: str) -> None:
    assert verdict(claim) == Checked(Verdict.UNSUPPORTED, 0.0, (), ("the claim says nothing",))


@pytest.mark.parametrize("source", ["", "\n\n", "..."])
def test_an_empty_source_supports_nothing(source: str) -> None:
    assert check("Ada Brix opened the bridge.", source).verdict is Verdict.UNSUPPORTED


def test_the_verdict_is_the_score_held_against_the_threshold() -> None:
    threshold = load_weights().threshold
    for claim in ("Ada Brix opened the bridge.", "Otto Lind was careless.", "It cost 9 crowns."):
        found = verdict(claim)
        assert (found.verdict is Verdict.SUPPORTED) == (found.score >= threshold)


WORDS = st.sampled_from([*SOURCE.split(), "45", "not", "Kolm", "\n\n", "“", "3.5", "é", "\u2028"])
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.none() | st.just(DAY))
def test_any_claim_beside_any_source_has_a_score_and_spans_inside_it(
    claim: str, source: str, published: date | None
) -> None:
    read = read_source(source, published)
    found = check_against(claim, read)
    assert 0.0 <= found.score <= 1.0
    assert all(0 <= start < end <= len(source) for start, end in found.evidence)
    assert found.evidence == tuple(sorted(found.evidence))
    assert found == check(claim, source, published)
