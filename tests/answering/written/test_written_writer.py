"""What is made of a model's reply: what holds is shown with its citation, the rest is taken out."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date
from hashlib import sha256
from time import perf_counter
from typing import Any

import pytest
from written_desk import Desk

from assistant.answering.prompts import NOT_THERE
from assistant.domain import (
    ClaimShown,
    DateRange,
    Dropped,
    Finished,
    Found,
    Reason,
    Understood,
    Verdict,
)
from assistant.resources import prompts_folder

ASKED = "What did Mayor Keller propose?"
TAX = "Mayor Anna Keller proposed a tax of 3 euros a night on hotel beds in Lindau"
SCHOOL = "She said the money would pay for a new school"


def test_a_sentence_that_its_source_says_is_shown_with_the_quote_that_says_it(desk: Desk) -> None:
    desk.writes("Keller proposed a tax of 3 euros a night on hotel beds {a tax of 3 euros}.")
    understood, found, shown, finished = desk.events(ASKED)
    assert isinstance(understood, Understood)
    assert isinstance(found, Found)
    assert isinstance(shown, ClaimShown)
    assert isinstance(finished, Finished)
    answer = finished.answer
    (claim,), (citation,) = answer.claims, answer.citations
    assert claim == shown.claim
    assert claim.verdict is Verdict.SUPPORTED
    assert 0 < claim.score <= 1
    assert claim.citations == (citation.label,) == (1,)
    assert citation.quote == f"{TAX}."
    assert citation.article == "tax"
    assert answer.text == "Keller proposed a tax of 3 euros a night on hotel beds. [1]"
    assert answer.notices == ()


def test_what_no_source_says_is_taken_out_and_counted(desk: Desk) -> None:
    desk.writes(
        "Keller proposed a tax of 3 euros a night {a tax of 3 euros}. Boris Johnson proposed a tax "
        "of 9 euros {a tax of 3 euros}. Nobody in Bregenz drinks tea."
    )
    events = desk.events(ASKED)
    dropped = [event for event in events if isinstance(event, Dropped)]
    assert [drop.verdict for drop in dropped] == [Verdict.UNSUPPORTED, Verdict.UNCITED]
    assert isinstance(events[-1], Finished)
    answer = events[-1].answer
    assert answer.dropped == tuple(dropped)
    assert "Johnson" not in answer.text
    assert answer.text.endswith("\n2 sentences of the model were taken out as not supported.")


def test_citations_are_numbered_as_they_appear_and_each_quote_once(desk: Desk) -> None:
    desk.writes(
        f"{TAX} {{a tax of 3 euros}}. The bridge will close for six weeks {{six weeks}}. A tax of "
        "3 euros a night on hotel beds was proposed by Mayor Anna Keller {a tax of 3 euros}."
    )
    answer = desk.ask("What did Mayor Keller propose, and will the bridge close?")
    assert [claim.citations for claim in answer.claims] == [(1,), (2,), (1,)]
    assert [one.label for one in answer.citations] == [1, 2]
    assert answer.citations[1].article == "bridge"


def test_what_is_cited_wrongly_is_cited_from_where_it_stands_and_that_is_said(desk: Desk) -> None:
    desk.writes(f"{TAX} [zz9]. {SCHOOL} [1].")
    answer = desk.ask(ASKED)
    assert [one.article for one in answer.citations] == ["tax", "tax"]
    assert answer.notices == (
        "2 sentences are cited from where it is said: the model named no source, or another.",
    )


def test_only_passages_that_were_sent_are_cited(desk: Desk) -> None:
    desk.writes("Dairies in Austria raised the price of mountain cheese by 8 percent this week.")
    limit = DateRange(date(2021, 11, 2), date(2021, 11, 3))
    with desk.open() as assistant:
        answer = assistant.ask(ASKED, limit=limit, generator="llm")
    assert answer.reason is Reason.NOT_SUPPORTED
    prompt = desk.prompt(desk.server.chats[0])
    assert "cheese" not in prompt
    assert "2021-11-08" not in prompt


def test_what_an_article_tells_of_other_days_than_those_asked_about_is_not_shown(
    desk: Desk,
) -> None:
    desk.writes(
        "A storm felled about 1,000 trees above Lindau on Tuesday night {1,000 trees}. "
        "Firefighters cleared 40 roads by Wednesday noon {1,000 trees}."
    )
    answer = desk.ask("How many trees did the storm fell on 2 November 2021?")
    assert [claim.text[:7] for claim in answer.claims] == ["A storm"]
    (dropped,) = answer.dropped
    assert dropped.reason == "what it rests on tells of other days than those asked about"


def test_the_days_of_a_quote_are_told_beside_it(desk: Desk) -> None:
    desk.writes("The ferry Albatross ran aground on Tuesday {ran aground}.")
    (citation,) = desk.ask("When did the ferry Albatross run aground?").citations
    assert citation.event is not None
    assert citation.event.start == date(2021, 11, 2)
    assert citation.also_in == ("ferry-courier",)


@pytest.mark.parametrize("text", [NOT_THERE, "The passages do not say.", "Sorry. I don't know."])
def test_that_the_articles_do_not_answer_is_a_refusal(desk: Desk, text: str) -> None:
    desk.writes(text)
    answer = desk.ask(ASKED)
    assert answer.reason is Reason.NOT_IN_CORPUS
    assert "articles of 8 days" in answer.text
    assert answer.dropped == ()


def test_where_nothing_holds_the_answer_is_a_refusal_that_helps(desk: Desk) -> None:
    desk.writes("Boris Johnson proposed a tax. He is 57 years old {a tax of 3 euros}.")
    answer = desk.ask(ASKED)
    assert answer.reason is Reason.NOT_SUPPORTED
    assert not answer.claims
    assert not answer.citations
    assert len(answer.dropped) == 2
    assert "wrote 2 sentences" in answer.text
    assert "ask again without the model" in answer.text


def test_talk_is_neither_shown_nor_counted(desk: Desk) -> None:
    desk.writes(f"Here is what I found:\n\n{TAX} {{a tax of 3 euros}}.\n\nI hope this helps!")
    answer = desk.ask(ASKED)
    assert len(answer.claims) == 1
    assert answer.dropped == ()


def test_a_part_that_is_not_in_the_articles_is_a_notice(desk: Desk) -> None:
    desk.writes(f"{TAX} {{a tax of 3 euros}}. The articles do not say who drinks tea.")
    (notice,) = desk.ask(ASKED).notices
    assert "do not answer all of the question" in notice


def test_the_same_sentence_is_shown_once(desk: Desk) -> None:
    desk.writes(f"{TAX} {{a tax of 3 euros}}. **{TAX}** {{a tax of 3 euros}}.")
    answer = desk.ask(ASKED)
    assert len(answer.claims) == 1
    assert answer.notices == ()


def test_nothing_found_is_a_refusal_without_a_call(desk: Desk) -> None:
    limit = DateRange(date(2020, 1, 1), date(2020, 1, 2))
    with desk.open() as assistant:
        answer = assistant.ask(ASKED, limit=limit, generator="llm")
    assert answer.refused
    assert answer.usage.calls == 0
    assert desk.server.requests == []


def test_the_usage_says_what_was_sent_where_and_what_it_cost(desk: Desk) -> None:
    desk.writes(f"{TAX} {{a tax of 3 euros}}.")
    answer = desk.ask(ASKED, price_in=2.0, price_out=8.0)
    usage = answer.usage
    prompt = (prompts_folder() / "answer.md").read_bytes()
    assert (usage.generator, usage.model, usage.host) == ("llm", "fake", desk.server.host)
    assert usage.prompts == {"answer": sha256(prompt).hexdigest()}
    assert usage.calls == 1
    assert usage.prompt_tokens > 100
    assert usage.completion_tokens == len(f"{TAX} kd7.".split())
    assert usage.cost == (usage.prompt_tokens * 2 + usage.completion_tokens * 8) / 1_000_000
    assert usage.sent > 0
    assert usage.left_out == ()
    assert {"retrieval", "prompt", "first", "generation", "grounding", "total"} <= set(usage.ms)
    # Parts are whole milliseconds of one clock: they add up.
    parts = usage.ms["retrieval"] + usage.ms["generation"] + usage.ms["grounding"]
    assert parts == pytest.approx(usage.ms["total"], abs=0.1)


def test_passages_that_do_not_fit_are_listed(desk: Desk) -> None:
    desk.writes(f"{TAX} {{a tax of 3 euros}}.")
    answer = desk.ask(ASKED, context=900, answer_tokens=100)
    assert answer.usage.left_out
    assert answer.usage.sent >= 1
    assert any("did not fit into the model's context" in notice for notice in answer.notices)
    left = answer.usage.left_out[0]
    assert left.text not in desk.prompt(desk.server.chats[0])


def test_a_model_may_take_its_time_and_sentences_are_shown_as_they_come(desk: Desk) -> None:
    sent: list[float] = []

    def slowly(request: Any) -> Iterator[str]:
        for _ in range(2):
            yield f"{TAX if not sent else SCHOOL} [zz9]"
            sent.append(perf_counter())
            yield "."
            # The next sentence comes later.
            yield from _nothing_for(0.15)

    desk.server.writes = slowly
    shown = []
    with desk.open() as assistant:
        for event in assistant.stream(ASKED, generator="llm"):
            if isinstance(event, ClaimShown):
                shown.append(perf_counter())
    assert len(shown) == 2
    assert shown[0] < sent[1]  # the first stands there before the second is written


def _nothing_for(seconds: float) -> Generator[str, None, None]:
    until = perf_counter() + seconds
    while perf_counter() < until:
        yield ""
