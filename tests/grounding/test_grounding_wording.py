"""What is read of a claim's wording: its pieces, what it says twice, what stands nearby."""

from __future__ import annotations

import numpy as np

from assistant.grounding.alignment import align, matches
from assistant.grounding.claim import read_claim
from assistant.grounding.source import read_source
from assistant.grounding.wording import nearby, pieces, repeated

SOURCE = read_source(
    "The mill by the river was sold to a choir in the spring. Its owner had kept bees and a bear. "
    "A tram company wants to run boats there."
)


def test_a_sentence_copied_whole_is_one_piece() -> None:
    claim = read_claim("The mill by the river was sold to a choir in the spring.")
    assert pieces(claim, SOURCE) == 1 / len(claim.tokens)


def test_what_is_joined_of_many_sentences_has_more_pieces_for_its_length() -> None:
    whole = read_claim("Its owner had kept bees and a bear.")
    joined = read_claim("The mill by the river had kept bees to run boats in the spring.")
    assert pieces(joined, SOURCE) > pieces(whole, SOURCE)
    assert pieces(read_claim("Ferries dock."), SOURCE) == 0


def test_a_function_word_alone_is_no_piece() -> None:
    assert pieces(read_claim("Is the ferry in the dock?"), SOURCE) == 1 / 6  # "in the"


def test_two_words_that_stand_together_twice_are_repeated() -> None:
    assert repeated(read_claim("The owner sold the mill and the owner sold it.")) == 2 / 9
    assert repeated(read_claim("The owner sold the mill.")) == 0
    assert repeated(read_claim("Mill")) == 0


def test_a_word_that_is_not_found_is_heard_in_what_is_like_it_nearby() -> None:
    claim = read_claim("The mill by the river was purchased by singers.")
    tokens = [claim.tokens[place] for place in claim.telling]
    path = align(tokens, matches(tokens, SOURCE), SOURCE)
    heard = nearby(tokens, path, SOURCE)
    assert (heard >= np.array(path.strengths)).all()
    singers = [token.lower for token in tokens].index("singers")
    assert path.places[singers] is None
    assert heard[singers] > 0.2
