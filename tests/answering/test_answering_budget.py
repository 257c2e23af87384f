"""The budget: never over it, nothing cut, and what did not fit is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.budget import (
    MARGIN,
    Budget,
    count,
    count_messages,
    oldest_left_out,
    pack,
    tokens,
)
from assistant.answering.prompts import load_prompt
from assistant.answering.showing import Excerpt, block, lines_of, show
from assistant.domain import Article
from assistant.errors import ConfigError
from assistant.models import Message

CANDIDATES = st.lists(st.tuples(st.floats(-1, 1), st.text(max_size=400)), max_size=12)


def test_openai_s_models_are_counted_exactly_and_others_with_a_margin() -> None:
    text = "Burns spoke by telephone with Zelensky."
    assert count(text, "gpt-4o-mini") == tokens(text)
    assert count(text, "gpt-4") == tokens(text, "cl100k_base")
    assert count(text, "llama3.2") == count(text) >= MARGIN * tokens(text)


@pytest.mark.parametrize(
    ("text", "theirs"),
    # Counted by SmolLM2's tokenizer in llama.cpp and by Llama 2's, whichever needs more.
    [
        ("On 3 May 1998, 15,437 people paid $3,712.90.", 33),
        ("Правительство объявило в четверг, что граница будет закрыта на две недели.", 53),
    ],
)  # fmt: skip
def test_figures_and_other_scripts_have_room(text: str, theirs: int) -> None:
    assert count(text, "smollm2") >= theirs


@pytest.mark.parametrize("text", [" " * 1_000_000, "\n" * 1_000_000, "<|endoftext|>", "\ud800"])
def test_any_text_can_be_counted(text: str) -> None:
    assert count(text) > 0


@given(st.integers(10, 800), st.integers(0, 300), CANDIDATES)
def test_no_prompt_is_over_its_budget_and_nothing_vanishes(
    prompt: int, fixed: int, candidates: list[tuple[float, str]]
) -> None:
    budget = Budget(context=prompt + 100, room=100)
    try:
        packed = pack(budget, fixed, candidates)
    except ConfigError:
        assert all(fixed + count(text) + 1 > prompt for _, text in candidates)
        return
    assert sorted(packed.kept + packed.left) == list(range(len(candidates)))
    if candidates:
        assert packed.tokens <= prompt
    joined = "\n\n".join(candidates[at][1] for at in packed.kept)
    assert fixed + tokens(joined) <= packed.tokens + 1


def test_the_most_valuable_go_first_and_a_short_one_takes_what_is_left() -> None:
    word, long = "rain ", "rain " * 60
    packed = pack(Budget(200, 100), 10, [(0.1, word), (0.9, long), (0.8, long), (0.5, word)])
    assert packed.kept == (0, 1, 3)
    assert packed.left == (2,)


def test_where_not_one_passage_fits_the_setting_is_named() -> None:
    with pytest.raises(ConfigError, match=r"Set ASSISTANT_CONTEXT to [\d,]+ or more") as raised:
        pack(Budget(512, 100), 400, [(1.0, "rain " * 60)])
    wanted = int(str(raised.value).split("ASSISTANT_CONTEXT to ")[1].split()[0].replace(",", ""))
    assert pack(Budget(wanted, 100), 400, [(1.0, "rain " * 60)]).kept == (0,)


def test_a_reply_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(ConfigError, match="ASSISTANT_ANSWER_TOKENS"):
        Budget(512, 700)


def test_the_oldest_turns_are_left_out_first() -> None:
    turns = ["rain " * 50, "snow " * 10, "sun"]
    assert oldest_left_out(turns, 1_000) == 0
    assert oldest_left_out(turns, count(turns[1]) + count(turns[2]) + 2) == 1
    assert oldest_left_out(turns, 0) == 3


def test_a_prompt_of_8000_tokens_is_full_and_not_over(seeds: Path) -> None:
    texts = [path.read_text() for path in sorted(seeds.glob("*.txt"))] * 3
    articles = [Article("a", date(2021, 11, 6), "Talks", text) for text in texts]
    excerpts = [
        Excerpt(one, at, at + 900) for one in articles for at in range(0, len(one.body) - 900, 900)
    ]
    prompt = load_prompt("answer")
    budget = Budget(8_192, 700)
    count("warm")

    def assemble() -> tuple[Message, ...]:
        fixed = count_messages(prompt.messages(as_of="2021-11-15", passages="", question="Who?"))
        packed = pack(budget, fixed, [(1.0, lines_of(one)) for one in excerpts])
        chosen = show([excerpts[at] for at in packed.kept], ["Who?"])
        return prompt.messages(as_of="2021-11-15", passages=block(chosen), question="Who?")

    messages = assemble()
    assert 5_000 < count_messages(messages) <= budget.prompt
