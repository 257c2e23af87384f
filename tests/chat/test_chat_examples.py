"""Examples are questions that the corpus answers, each about something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assembly import Assistant, build


@pytest.mark.parametrize("corpus", ["town", "shipped"])
def test_examples_are_different_questions_that_are_answered(
    corpus: str, request: pytest.FixtureRequest
) -> None:
    assistant: Assistant = request.getfixturevalue(corpus)
    examples = assistant.examples(4)
    assert len(examples) == 4
    assert len(set(examples)) == 4
    for question in examples:
        assert question.endswith("?")
        assert question[0].isupper()
        assert not assistant.ask(question).refused


def test_no_more_examples_than_asked_for(town: Assistant) -> None:
    assert len(town.examples(1)) == 1
    assert town.examples(0) == []


def test_of_a_corpus_without_names_its_day_can_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" date 2021-11-06 nothing here is worth a question.")
    with build(store=tmp_path / "store") as assistant:
        assistant.sync([tmp_path / "a.txt"])
        assert assistant.examples() == ["What was in the news on 6 November 2021?"]
        assert not assistant.ask(assistant.examples()[0]).refused
