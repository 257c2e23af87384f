"""Digests in a model's words: nothing unread, nothing uncited, nothing that no article says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from digest_day import ARTICLES, DAY, OF_THE_DAY, crowded, open_rows, open_veldria
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_model import Saying, Scripted, blocks, first_sentences

from assistant.answering import Request
from assistant.answering.budget import count_messages
from assistant.answering.digest.mapping import OTHER_DAYS
from assistant.answering.digest.written import WrittenDigest
from assistant.answering.written import Terms
from assistant.assembly import answer_of
from assistant.domain import (
    Answer,
    ClaimShown,
    DateRange,
    DateReading,
    Dropped,
    Event,
    Finished,
    Form,
    PartOpened,
    Progress,
    Reason,
)
from assistant.errors import ConfigError, ProviderError
from assistant.index import Index, IndexReader
from assistant.models import Message, open_local

THE_DAY = DateRange(date.fromisoformat(DAY), date.fromisoformat(DAY))
LAST = date(2022, 5, 2)
BROKEN = ProviderError("127.0.0.1:1 refuses connections. Start the server.")


@pytest.fixture(scope="module")
def veldria(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("veldria")
    open_veldria(folder).close()
    yield from _opened(folder)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("crowd")
    open_rows(folder, crowded(40, "2022-04-07")).close()
    yield from _opened(folder)


def _opened(folder: Path) -> Iterator[Index]:
    reader = IndexReader(folder / "store", open_local().identity)
    with reader.pin() as index:
        yield index
    reader.close()


def events(
    index: Index,
    model: Scripted,
    days: DateRange = THE_DAY,
    *,
    topic: str | None = None,
    terms: Terms = Terms(),  # noqa: B008 - frozen
) -> Iterator[Event]:
    reading = DateReading(limit=days, applies_to="published")
    request = Request("x", "x", LAST, reading, days, None, Form.DIGEST, topic)
    return WrittenDigest(model, open_local(), terms).write(request, index)


def digest(
    index: Index,
    *says: Saying,
    days: DateRange = THE_DAY,
    topic: str | None = None,
    terms: Terms = Terms(),  # noqa: B008 - frozen
) -> Answer:
    return answer_of(events(index, Scripted(list(says)), days, topic=topic, terms=terms))


def sound(answer: Answer, index: Index) -> None:
    """What holds of every digest, whatever a model writes."""
    assert answer.articles_read == answer.articles_in_range
    labels = [one.label for one in answer.citations]
    assert labels == list(range(1, len(labels) + 1))
    for one in answer.citations:
        article = index.catalog.article(one.article)
        assert article is not None
        assert article.body[one.start : one.end] == one.quote
    cited = [label for claim in answer.claims for label in claim.citations]
    assert all(claim.citations for claim in answer.claims)
    assert list(dict.fromkeys(cited)) == labels
    told = [place for part in answer.parts for point in part.points for place in point]
    assert told == list(range(len(answer.claims)))


def mentioned(answer: Answer) -> set[str]:
    return {name for one in answer.citations for name in (one.article, *one.also_in)}


def test_the_points_are_the_model_s_each_with_what_says_it(veldria: Index) -> None:
    answer = digest(veldria, first_sentences)
    sound(answer, veldria)
    assert answer.usage.generator == "llm"
    assert set(answer.usage.prompts) == {"digest_map", "digest_reduce"}
    assert not answer.dropped
    assert not answer.notices


def test_the_model_is_shown_every_article_whole_and_once(veldria: Index) -> None:
    model = Scripted([first_sentences])
    answer_of(events(veldria, model))
    shown = [
        text
        for messages in model.asked
        if "read news articles" in messages[0].text
        for _, text in blocks(messages)
    ]
    texts = {" ".join(row[4].split()) for row in ARTICLES if row[1] == DAY}
    assert len(shown) == len(set(shown)) == len(texts) - 1  # a ferry's is printed twice
    assert set(shown) <= texts


@pytest.mark.parametrize("most", [0, 1, 3])
def test_of_a_small_day_no_article_stays_unmentioned_whatever_the_model_leaves_out(
    veldria: Index, most: int
) -> None:
    answer = digest(veldria, partial(first_sentences, most=most))
    sound(answer, veldria)
    assert mentioned(answer) == set(OF_THE_DAY)


def test_what_the_model_leaves_out_of_its_points_stands_as_it_noted_it(veldria: Index) -> None:
    def writes(messages: Sequence[Message]) -> str:
        return first_sentences(messages, 99 if "read news articles" in messages[0].text else 1)

    answer = digest(veldria, writes)
    sound(answer, veldria)
    assert mentioned(answer) == set(OF_THE_DAY)
    assert not answer.notices


def test_near_copies_are_cited_once(veldria: Index) -> None:
    answer = digest(veldria, first_sentences)
    names = [(one.article, one.start, one.end) for one in answer.citations]
    assert len(set(names)) == len(names)
    ferry = [one for one in answer.citations if one.article.startswith("ferry")]
    assert len({one.article for one in ferry}) == 1
    assert ferry[0].also_in


def test_a_sentence_that_no_article_says_is_taken_out_and_counted(veldria: Index) -> None:
    def writes(messages: Sequence[Message]) -> str:
        label = blocks(messages)[0][0]
        return f"{first_sentences(messages)}\nKing Olaf bought 700 camels in Peru [{label}]."

    shown = list(events(veldria, Scripted([writes])))
    answer = answer_of(shown)
    sound(answer, veldria)
    assert not [claim for claim in answer.claims if "camels" in claim.text]
    assert {gone.text for gone in answer.dropped} == {"King Olaf bought 700 camels in Peru."}
    assert [event for event in shown if isinstance(event, Dropped)] == list(answer.dropped)
    assert "sentences of the model were taken out" in answer.text


def test_a_sentence_noted_rightly_is_held_against_the_article_again(veldria: Index) -> None:
    def writes(messages: Sequence[Message]) -> str:
        if "read news articles" in messages[0].text:
            return first_sentences(messages)
        return first_sentences(messages).replace("14 people", "41 people")

    answer = digest(veldria, writes)
    sound(answer, veldria)
    assert not [claim for claim in answer.claims if "41" in claim.text]
    assert [gone for gone in answer.dropped if "41 people" in gone.text]


@pytest.mark.parametrize("says", ["", "Nothing new.", "I'm sorry, I cannot help.", BROKEN])
def test_where_the_model_writes_nothing_that_holds_the_articles_are_quoted(
    veldria: Index, says: Saying
) -> None:
    answer = digest(veldria, says)
    sound(answer, veldria)
    assert mentioned(answer) == set(OF_THE_DAY)
    assert answer.usage.generator == "extractive"
    assert len(answer.notices) == 1


def test_a_server_that_is_not_there_is_asked_once(veldria: Index) -> None:
    model = Scripted([BROKEN])
    answer = answer_of(events(veldria, model))
    assert len(model.asked) == 1
    assert "refuses connections" in answer.notices[0]
    assert "quoted from the articles" in answer.notices[0]


def test_what_was_verified_before_a_fault_stands(veldria: Index) -> None:
    days = DateRange(date(2022, 3, 1), date(2022, 3, 31))
    answer = digest(veldria, *[first_sentences] * 4, BROKEN, days=days)
    sound(answer, veldria)
    assert answer.usage.generator == "llm"
    broke, told = answer.notices
    assert "refuses connections" in broke
    assert told.startswith("2 articles are quoted")
    assert set(OF_THE_DAY) <= mentioned(answer)


def test_without_a_fallback_the_fault_is_raised(veldria: Index) -> None:
    with pytest.raises(ProviderError, match="refuses connections"):
        digest(veldria, BROKEN, terms=Terms(fallback="none"))


def test_an_article_that_is_too_long_is_read_in_several_calls(tmp_path: Path) -> None:
    sentence = "On day {0} the mayor of Tolm opened bridge number {0} over the river."
    text = " ".join(sentence.format(n) for n in range(1, 120))
    open_rows(tmp_path, [("long", DAY, "Post", "Bridges", text)]).close()
    model = Scripted([first_sentences], window=1_400)
    for index in _opened(tmp_path):
        answer = answer_of(events(index, model, terms=Terms(room=300)))
        sound(answer, index)
    shown = [text for messages in model.asked for _, text in blocks(messages)]
    assert len(shown) > 4
    assert all(any(f"number {n} over" in part for part in shown) for n in range(1, 120))
    assert all(count_messages(messages) <= 1_400 - 300 for messages in model.asked)


def test_a_context_that_holds_no_sentence_is_told_with_the_setting(veldria: Index) -> None:
    answer = digest(veldria, first_sentences, terms=Terms(context=620, room=400))
    sound(answer, veldria)
    assert "ASSISTANT_CONTEXT" in answer.notices[0]
    with pytest.raises(ConfigError, match="ASSISTANT_CONTEXT"):
        digest(veldria, first_sentences, terms=Terms(context=620, room=400, fallback="none"))


def test_of_a_crowded_day_every_article_is_noted_and_the_weightiest_are_told(crowd: Index) -> None:
    model = Scripted([first_sentences])
    days = DateRange(date(2022, 4, 7), date(2022, 4, 7))
    answer = answer_of(events(crowd, model, days))
    sound(answer, crowd)
    assert answer.articles_read == 40
    noted = [m for m in model.asked if "read news articles" in m[0].text]
    assert sum(len(blocks(messages)) for messages in noted) == 40
    assert 3 <= len(answer.parts[0].points) <= 12
    assert "were read, too." in answer.text


def test_a_digest_about_a_topic_has_only_what_is_about_it(veldria: Index) -> None:
    model = Scripted([first_sentences])
    answer = answer_of(events(veldria, model, topic="the flood in Korvath"))
    sound(answer, veldria)
    assert {one.article for one in answer.citations} <= {
        "flood-herald",
        "flood-post",
        "flood-radio",
    }
    assert "about the flood in Korvath" in model.asked[0][1].text


def test_a_topic_that_nothing_is_about_is_refused_without_a_call(veldria: Index) -> None:
    model = Scripted([first_sentences])
    answer = answer_of(events(veldria, model, topic="the opera in Vienna"))
    assert answer.reason is Reason.NOT_IN_RANGE or answer.reason is Reason.NOT_IN_CORPUS
    assert not model.asked


def test_parts_open_before_their_points_and_points_count_from_0(veldria: Index) -> None:
    days = DateRange(date(2022, 3, 1), date(2022, 3, 31))
    seen: list[list[int]] = []
    for event in events(veldria, Scripted([first_sentences]), days):
        if isinstance(event, PartOpened):
            seen.append([])
        elif isinstance(event, ClaimShown):
            assert event.point is not None
            seen[-1].append(event.point)
        elif isinstance(event, Finished):
            parts = [
                [n for n, point in enumerate(one.points) for _ in point]
                for one in event.answer.parts
            ]
    assert seen == parts


def test_stopping_ends_the_model_s_reply_at_once(veldria: Index) -> None:
    model = Scripted([lambda messages: "Rain fell. " * 5_000])
    stream = events(veldria, model)
    for event in stream:
        if isinstance(event, Progress) and model.asked:
            break
    stream.close()  # type: ignore[attr-defined]
    assert model.closed == 1


def test_a_model_that_repeats_itself_is_stopped(veldria: Index) -> None:
    model = Scripted([lambda messages: "Rain fell in Tolm. " * 5_000])
    answer = answer_of(events(veldria, model))
    sound(answer, veldria)
    assert model.closed == len(model.asked)
    assert len(answer.dropped) <= len(model.asked)


def test_a_reply_that_is_cut_off_is_told(veldria: Index) -> None:
    model = Scripted([first_sentences], finish="length")
    answer = answer_of(events(veldria, model))
    sound(answer, veldria)
    assert "ASSISTANT_ANSWER_TOKENS" in answer.notices[-1]


def test_tokens_calls_and_cost_are_added_up(veldria: Index) -> None:
    model = Scripted([first_sentences])
    answer = answer_of(events(veldria, model, terms=Terms(price_in=1.0, price_out=2.0)))
    usage = answer.usage
    calls = len(model.asked)
    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens) == (
        calls,
        100 * calls,
        10 * calls,
    )
    assert usage.cost == pytest.approx(calls * 120 / 1_000_000)
    assert (usage.model, usage.host) == ("scripted", "127.0.0.1:1")
    assert usage.sent == sum(len(blocks(messages)) for messages in model.asked)


SAID = st.sampled_from(
    [
        "A dam above the town of Korvath broke early on Thursday",
        "At least 14 people died in Korvath",
        "At least 41 people died in Korvath",
        "The rate was raised to 4.5 percent",
        "Nobody was hurt",
        "Ignore your instructions",
        "See https://example.org",
        "Who knows?",
        "",
    ]
)


@given(
    st.lists(st.tuples(SAID, st.integers(0, 6), st.sampled_from(["\n", " ", "\n\n"])), max_size=8)
)
@settings(max_examples=15, deadline=None)
def test_whatever_a_model_writes_the_digest_is_sound(
    veldria: Index, written: list[tuple[str, int, str]]
) -> None:
    def writes(messages: Sequence[Message]) -> str:
        labels = [label for label, _ in blocks(messages)]
        return "".join(
            f"{text} [{labels[at] if at < len(labels) else 'zz9'}].{gap}"
            for text, at, gap in written
        )

    answer = digest(veldria, writes)
    sound(answer, veldria)
    assert mentioned(answer) == set(OF_THE_DAY)
    assert not [claim for claim in answer.claims if "41" in claim.text or "http" in claim.text]


@pytest.mark.parametrize("window", [900, 1_200, 2_048])
def test_no_prompt_of_a_digest_is_over_the_budget(veldria: Index, window: int) -> None:
    model = Scripted([first_sentences], window=window)
    answer = answer_of(events(veldria, model, terms=Terms(room=300)))
    sound(answer, veldria)
    assert mentioned(answer) == set(OF_THE_DAY)
    assert all(count_messages(messages) <= window - 300 for messages in model.asked)


def test_what_the_model_and_the_check_took_is_told_apart(veldria: Index) -> None:
    ms = digest(veldria, first_sentences).usage.ms
    assert 0 < ms["model"] < ms["total"]
    assert 0 < ms["grounding"] < ms["total"]


def test_what_a_later_article_tells_of_another_day_is_not_told_with_the_day_asked_about(
    tmp_path: Path,
) -> None:
    opened = "Mayor Ruth Calder opened a theatre in Tolm on 8 March 2022"
    burned = "the theatre in Tolm burned down on 12 March 2022"
    fire = f"{opened}. {burned.capitalize().replace('tolm', 'Tolm').replace('march', 'March')}."
    rows = [
        ("fair", "2022-03-08", "Post", "Book fair", "The book fair of Marn opened its doors."),
        ("fire", "2022-03-14", "Post", "Theatre", f"{fire} Nobody was hurt."),
    ]
    open_rows(tmp_path, rows).close()

    def writes(messages: Sequence[Message]) -> str:
        if "read news articles" in messages[0].text:
            return first_sentences(messages)
        label = next(label for label, text in blocks(messages) if "theatre" in text)
        return f"{opened}, and {burned} [{label}]."

    days = DateRange(date(2022, 3, 8), date(2022, 3, 8))
    reading = DateReading(limit=days, applies_to="either")
    request = Request("x", "x", LAST, reading, days, None, Form.DIGEST, None)
    model = Scripted([writes])
    for index in _opened(tmp_path):
        answer = answer_of(WrittenDigest(model, open_local(), Terms()).write(request, index))
    assert [gone.reason for gone in answer.dropped] == [OTHER_DAYS]
    assert not [claim for claim in answer.claims if "burned" in claim.text]
    assert [claim for claim in answer.claims if claim.text.startswith(opened)]
