"""The second look: what a question asks for, what a sentence offers, and the order that follows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.assembly import Assistant, build
from assistant.config import load_settings
from assistant.retrieval.asked import Asked, kind_of
from assistant.retrieval.features import FEATURES, sentence_features
from assistant.retrieval.offers import offer
from assistant.retrieval.wording import Wording
from assistant.text.words import stems

BAKER = {
    "about": "Lena Orth bakes, and so did the mother of Lena Orth. Old ovens, old tins, old flour: "
    "the bakery is full of old things.",
    "prize": "The guild gave its prize away on Sunday. It went to Lena Orth, 38, who makes rye "
    "bread. The hall was full when Lena Orth made a speech about flour.",
    "boats": "A ferry ran aground near the harbour wall. Nobody was hurt, the coastguard said.",
}


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("bakery")
    corpus = folder / "corpus.jsonl"
    rows = [
        {"id": name, "date": f"2022-03-0{day}", "title": f"Of {name}", "text": text}
        for day, (name, text) in enumerate(BAKER.items(), start=1)
    ]
    corpus.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with build(load_settings(store=folder / "store")) as assistant:
        assistant.sync([corpus])
        yield assistant


def asked(kind: str, terms: str = "", counted: str | None = None, named: bool = False) -> Asked:
    every = tuple(stems(terms))
    return Asked(
        kind=kind,  # type: ignore[arg-type]
        terms=every,
        weights=tuple(1 / len(every) for _ in every),
        named=tuple(named for _ in every),
        credit={term: ((at, 1.0),) for at, term in enumerate(every)},
        roots={},
        counted=counted,
    )


def wording(*lines: str, title: str = "") -> Wording:
    return Wording(lines, tuple(frozenset(stems(line)) for line in lines), frozenset(stems(title)))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How old is Lena Orth?", "age"),
        ("How long does the crossing take?", "span"),
        ("How many days did it rain?", "span"),
        ("How much does the union want?", "money"),
        ("How many boats sank?", "count"),
        ("When did the talks begin?", "day"),
        ("Why was the road closed?", "reason"),
        ("What did the mayor say?", "speech"),
        ("Where was the van found?", "name"),
        ("What became of the van?", "other"),
    ],
)
def test_the_kind_of_thing_is_read_from_the_question(question: str, kind: str) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("kind", "better", "worse"),
    [
        ("age", "It went to Lena Orth, 38, who bakes.", "She worked for 11 hours."),
        ("span", "The crossing takes 55 minutes.", "The ferry has 55 seats."),
        ("money", "It cost 4.2 million euros.", "It took 4.2 million bricks."),
        ("percent", "Pay rises by nine per cent.", "Pay rises for nine people."),
        ("day", "The talks began on Tuesday.", "The talks began well."),
        ("reason", "It closed because of ice.", "It closed for the winter."),
        ("speech", 'She said: "Never again."', "She said no."),
        ("name", "The van stood near Old Harbour.", "The van stood near a quarry."),
    ],
)
def test_a_sentence_with_such_a_thing_offers_more(kind: str, better: str, worse: str) -> None:
    question = asked(kind, "van")
    assert offer(better, question) == 1.0
    assert offer(worse, question) < 1.0


def test_a_count_of_what_is_counted_offers_more_than_another() -> None:
    boats = asked("count", "boat sink", counted=stems("boats")[0])
    assert offer("Six boats sank.", boats) > offer("Six people swam to the boats.", boats) > 0
    assert offer("The boats sank.", boats) == 0.0


def test_a_name_of_the_question_is_not_what_it_asks_for() -> None:
    who = asked("name", "Lena Orth")
    assert offer("The prize went to Lena Orth.", who) == 0.0
    assert offer("Beside Lena Orth sat Emil Dray.", who) == 1.0


def test_nothing_is_offered_where_no_kind_of_thing_is_asked_for() -> None:
    assert offer('On Tuesday 12 men said: "No."', asked("other", "van")) == 0.0


def test_words_together_in_a_sentence_count_more_than_apart() -> None:
    question = asked("other", "van quarry burn")
    together = wording("The van burned in a quarry.", "It was late.", "Nobody saw it.")
    apart = wording("The van was gone.", "It was late.", "The quarry is deep.", "Fires burn.")
    first, second = sentence_features(question, [together, apart], [1, 2])
    at = FEATURES.index("sentence") - 1
    assert first[at] == pytest.approx(1.0)
    assert second[at] < 0.8


def test_what_stands_in_a_sentence_beside_counts_in_part() -> None:
    question = asked("other", "van quarry")
    rows = sentence_features(
        question,
        [wording("The van was gone.", "A quarry burned."), wording("The van was gone.")],
        [1, 2],
    )
    at = FEATURES.index("sentence") - 1
    assert rows[0][at] == pytest.approx(0.5 + 0.5 * 0.6)
    assert rows[1][at] == pytest.approx(0.5)


def test_a_name_that_the_article_lacks_is_missing_wherever_else_it_stands() -> None:
    question = asked("other", "Orth Dray", named=True)
    rows = sentence_features(
        question,
        [wording("Orth came."), wording("Dray came."), wording("Orth went.", title="Of Dray")],
        [1, 1, 2],
    )
    at = FEATURES.index("missing") - 1
    assert [row[at] for row in rows] == pytest.approx([0.0, 0.0, 0.0])
    alone = sentence_features(question, [wording("Orth came.")], [1])
    assert alone[0][at] == pytest.approx(0.5)


def test_a_passage_without_a_sentence_has_what_its_title_gives() -> None:
    rows = sentence_features(asked("other", "van"), [wording(title="The van")], [1])
    assert rows[0].tolist() == [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]


def test_the_sentence_that_answers_beats_the_article_that_repeats_the_words(
    bakery: Assistant,
) -> None:
    question = "How old is Lena Orth?"
    ranked, looked = bakery.looked(question)
    assert ranked[0].record.article == "about"
    assert looked.places == (0, 1, 2)
    assert bakery.search(question).hits[0].passage.article == "prize"


def test_a_second_look_neither_drops_nor_adds(bakery: Assistant) -> None:
    for question in ("How old is Lena Orth?", "Who was hurt?", "the of and"):
        found = [hit.passage.article for hit in bakery.search(question).hits]
        assert sorted(found) == sorted(BAKER)


def test_the_weights_are_those_of_the_features() -> None:
    text = files("assistant.retrieval").joinpath("weights.json").read_text("utf-8")
    weights = json.loads(text)["weights"]
    assert tuple(weights) == FEATURES
    assert weights["fused"] == 1.0
