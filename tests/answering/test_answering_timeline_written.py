"""Timelines in a model's words: the same developments on the same days, each said by its report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from scripted_model import Saying, Scripted, blocks, first_sentences
from timeline_corpus import LAST, write_corpus

from assistant.answering import Request, Timeline
from assistant.answering.timeline.written import BESIDE, WrittenTimeline
from assistant.answering.written import Terms
from assistant.assembly import answer_of
from assistant.domain import (
    Answer,
    ClaimShown,
    DateReading,
    Dropped,
    Event,
    Form,
    Progress,
    Verdict,
)
from assistant.errors import ProviderError
from assistant.grounding import check
from assistant.index import Index, IndexReader, sync
from assistant.models import Message, open_local

BROKEN = ProviderError("127.0.0.1:1 refuses connections. Start the server.")
REQUEST = Request("x", "x", LAST, DateReading(), None, None, Form.TIMELINE, "the Orlo dam")


@pytest.fixture(scope="module")
def dam(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("timeline")
    local = open_local()
    sync(folder / "store", [write_corpus(folder)], local, today=LAST)
    reader = IndexReader(folder / "store", local.identity)
    with reader.pin() as index:
        yield index
    reader.close()


@pytest.fixture(scope="module")
def quoted(dam: Index) -> Answer:
    local = open_local()
    return answer_of(Timeline(local, local).write(REQUEST, dam))


def events(index: Index, model: Scripted, terms: Terms | None = None) -> Iterator[Event]:
    local = open_local()
    return WrittenTimeline(model, local, local, terms or Terms()).write(REQUEST, index)


def timeline(index: Index, *says: Saying, terms: Terms | None = None) -> Answer:
    answer = answer_of(events(index, Scripted(list(says)), terms))
    labels = [one.label for one in answer.citations]
    assert labels == list(range(1, len(labels) + 1))
    assert [label for claim in answer.claims for label in claim.citations] == labels
    return answer


def days(answer: Answer) -> list[tuple[date | None, str | None, bool]]:
    return [(claim.date, claim.date_is, claim.new) for claim in answer.claims]


def shorter(messages: Sequence[Message]) -> str:
    """Each quotation without the words behind its last comma, where it has one."""
    lines = []
    for label, text in blocks(messages):
        said = text.rsplit(",", 1)[0] if text.count(",") == 1 else text
        lines.append(f"{said.rstrip('.')} [{label}].")
    return "\n".join(lines)


def test_developments_and_days_are_those_without_a_model(dam: Index, quoted: Answer) -> None:
    answer = timeline(dam, first_sentences)
    assert days(answer) == days(quoted)
    assert answer.articles_read == quoted.articles_read
    assert answer.usage.generator == "llm"
    assert not answer.notices


def test_an_entry_in_the_model_s_words_cites_the_report_that_dates_it_first(
    dam: Index, quoted: Answer
) -> None:
    answer = timeline(dam, shorter)
    assert days(answer) == days(quoted)
    reworded = 0
    by_label = {one.label: one for one in answer.citations}
    for claim, before in zip(answer.claims, quoted.claims, strict=True):
        reworded += claim.text != before.text
        lead = by_label[claim.citations[0]]
        assert lead.quote == quoted.citations[before.citations[0] - 1].quote
        for label in claim.citations:
            one = by_label[label]
            assert check(claim.text, one.quote, one.published).verdict is Verdict.SUPPORTED
    assert reworded


def test_what_the_report_does_not_say_is_taken_out_and_its_own_words_stand(
    dam: Index, quoted: Answer
) -> None:
    def writes(messages: Sequence[Message]) -> str:
        return "\n".join(f"King Olaf bought 700 camels [{label}]." for label, _ in blocks(messages))

    shown = list(events(dam, Scripted([writes])))
    answer = answer_of(shown)
    assert [claim.text for claim in answer.claims] == [claim.text for claim in quoted.claims]
    assert answer.dropped
    assert [event for event in shown if isinstance(event, Dropped)] == list(answer.dropped)
    assert "taken out" in answer.text
    assert answer.usage.generator == "extractive"


def test_a_true_sentence_under_the_wrong_development_stands_under_its_own(dam: Index) -> None:
    def writes(messages: Sequence[Message]) -> str:
        labels = [label for label, _ in blocks(messages)]
        moved = [*labels[1:], labels[0]]
        lines = first_sentences(messages).splitlines()
        swapped = zip(lines, labels, moved, strict=True)
        return "\n".join(line.replace(own, other) for line, own, other in swapped)

    answer = timeline(dam, writes)
    by_label = {one.label: one for one in answer.citations}
    for claim in answer.claims:
        lead = by_label[claim.citations[0]]
        assert check(claim.text, lead.quote, lead.published).verdict is Verdict.SUPPORTED


def test_entries_are_shown_in_order_while_the_model_writes(dam: Index) -> None:
    model = Scripted([first_sentences])
    seen: list[date] = []
    for event in events(dam, model):
        if isinstance(event, ClaimShown):
            assert event.claim.date is not None
            seen.append(event.claim.date)
            if len(seen) == 1:
                assert model.finished == 0
    assert seen == sorted(seen)


def test_a_server_that_is_not_there_is_asked_once(dam: Index, quoted: Answer) -> None:
    model = Scripted([BROKEN])
    answer = answer_of(events(dam, model))
    assert len(model.asked) == 1
    assert [claim.text for claim in answer.claims] == [claim.text for claim in quoted.claims]
    assert "refuses connections" in answer.notices[0]
    with pytest.raises(ProviderError, match="refuses connections"):
        timeline(dam, BROKEN, terms=Terms(fallback="none"))


def test_without_a_fallback_a_fault_is_raised_before_any_entry_is_shown(dam: Index) -> None:
    shown = (
        event
        for event in events(dam, Scripted([BROKEN]), Terms(fallback="none"))
        if isinstance(event, ClaimShown)
    )
    with pytest.raises(ProviderError, match="refuses connections"):
        next(shown)


def test_after_a_fault_it_is_said_how_many_entries_are_quoted(dam: Index, quoted: Answer) -> None:
    model = Scripted([first_sentences, BROKEN])
    answer = answer_of(events(dam, model, Terms(context=1_000, room=300)))
    assert days(answer) == days(quoted)
    broke, told = answer.notices
    assert "quoted from the articles" in broke
    assert f"of {len(answer.claims)} entries are quoted" in told


def test_where_the_model_writes_nothing_it_is_said_that_all_is_quoted(dam: Index) -> None:
    answer = timeline(dam, "")
    assert answer.usage.generator == "extractive"
    count = len(answer.claims)
    assert answer.notices[0].startswith(f"{count} of {count} entries are quoted")


def test_an_entry_too_long_for_the_context_is_told_with_the_setting(
    dam: Index, quoted: Answer
) -> None:
    answer = timeline(dam, first_sentences, terms=Terms(context=620, room=400))
    assert [claim.text for claim in answer.claims] == [claim.text for claim in quoted.claims]
    assert "ASSISTANT_CONTEXT" in answer.notices[0]


def test_in_a_small_context_there_are_more_calls(dam: Index, quoted: Answer) -> None:
    model = Scripted([first_sentences])
    answer = answer_of(events(dam, model, Terms(context=1_000, room=300)))
    assert days(answer) == days(quoted)
    assert len(model.asked) > 1
    assert answer.usage.calls == len(model.asked)


def test_stopping_ends_the_model_s_reply_at_once(dam: Index) -> None:
    model = Scripted([lambda messages: "Rain fell. " * 5_000])
    stream = events(dam, model)
    for event in stream:
        if isinstance(event, Progress) and model.asked:
            break
    stream.close()  # type: ignore[attr-defined]
    assert model.closed == 1


def test_the_days_that_words_mean_are_said_in_the_prompt(dam: Index) -> None:
    model = Scripted([first_sentences])
    answer_of(events(dam, model))
    assert '" is 7 March 2024' in model.asked[0][1].text


def test_nothing_about_the_topic_is_refused_without_a_call(tmp_path: Path, dam: Index) -> None:
    model, local = Scripted([first_sentences]), open_local()
    about = Request("x", "x", LAST, DateReading(), None, None, Form.TIMELINE, "opera in Vienna")
    answer = answer_of(WrittenTimeline(model, local, local, Terms()).write(about, dam))
    assert answer.refused
    assert not model.asked


def test_what_only_another_report_says_is_not_put_under_the_entry_s_day(tmp_path: Path) -> None:
    broke = "The Orlo dam broke on Thursday night and flooded the village of Tersk"
    rows = [
        (
            "a",
            "2024-03-08",
            f"{broke}. Farmers had asked the water board for repairs since autumn.",
        ),
        (
            "b",
            "2024-03-09",
            f"{broke}, and 120 houses were destroyed. Soldiers brought bread there.",
        ),
    ]
    path = tmp_path / "news.jsonl"
    lines = ({"id": name, "date": day, "title": "Flood", "text": text} for name, day, text in rows)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    more = "In the village of Tersk 120 houses were destroyed"

    def writes(messages: Sequence[Message]) -> str:
        return "".join(f"{more} [{label}]." for label, text in blocks(messages) if "120" in text)

    local = open_local()
    sync(tmp_path / "store", [path], local, today=LAST)
    reader = IndexReader(tmp_path / "store", local.identity)
    with reader.pin() as index:
        answer = timeline(index, writes)
    reader.close()
    entries = [claim for claim in answer.claims if claim.text.startswith(broke)]
    assert [(claim.text, len(claim.citations)) for claim in entries] == [(f"{broke}.", 2)]
    assert [(gone.text, gone.reason) for gone in answer.dropped] == [(f"{more}.", BESIDE)]


def test_a_quotation_that_lacks_a_word_of_the_sentence_does_not_stand_under_it(
    tmp_path: Path,
) -> None:
    broke = "The {}Orlo dam broke on Thursday and flooded the village of Tersk. {}"
    rows = [
        ("a", "2024-03-08", broke.format("", "Farmers had asked for repairs since autumn.")),
        ("b", "2024-03-09", broke.format("crumbling ", "Soldiers brought bread and blankets.")),
    ]
    path = tmp_path / "news.jsonl"
    lines = ({"id": name, "date": day, "title": "Flood", "text": text} for name, day, text in rows)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))

    def writes(messages: Sequence[Message]) -> str:
        return "".join(
            f"{text.rstrip('.')} [{at}]." for at, text in blocks(messages) if "crumbling" in text
        )

    local = open_local()
    sync(tmp_path / "store", [path], local, today=LAST)
    reader = IndexReader(tmp_path / "store", local.identity)
    with reader.pin() as index:
        answer = timeline(index, writes)
    reader.close()
    assert [gone.reason for gone in answer.dropped] == [BESIDE]
    assert not [claim for claim in answer.claims if "crumbling" in claim.text]
