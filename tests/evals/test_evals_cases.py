"""Cases are read strictly: what is wrong is said with its file and line, all of it at once."""

import json
from pathlib import Path
from typing import Any

import pytest
from evals_made import LIBRARY, case

from evals.cases import CaseFaults, Gold, load_cases
from evals.gold import check_gold
from evals.library import BUILT_IN_CASES

SMALL: dict[str, Any] = {"id": "a", "corpus": "mine", "question": "Who?"}


def write(folder: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / "cases.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_case_needs_an_id_a_corpus_and_a_question(tmp_path: Path) -> None:
    (found,) = load_cases(write(tmp_path, SMALL, ""))
    assert (found.id, found.turns, found.refusal, found.tags) == ("a", (), False, ())
    assert found.where == f"{tmp_path / 'cases.jsonl'}:1"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("{", "not JSON"),
        ("[]", "the case is no JSON object"),
        ({"id": "a", "corpus": "mine"}, '"question" is missing'),
        ({**SMALL, "tag": ["x"]}, "there is no field 'tag'"),
        ({**SMALL, "as_of": "7 March"}, "\"as_of\" is '7 March': a date YYYY-MM-DD"),
        ({**SMALL, "form": "poem"}, "\"form\" is 'poem': one of answer, digest, timeline"),
        ({**SMALL, "keys": ["46"]}, "\"keys\" holds '46': a list of texts"),
        ({**SMALL, "expect": "refusal", "keys": [["46"]]}, "a refusal has no gold"),
        ({**SMALL, "reason": "not_in_corpus"}, 'an answer has no "reason"'),
        ({**SMALL, "reason": "tired"}, "\"reason\" is 'tired'"),
        ({**SMALL, "sentences": [{"article": "x", "quote": "y"}]}, 'which "articles" does not'),
        ({**SMALL, "from": "2023-02-02", "to": "2023-02-01"}, '"from" is after "to"'),
        ({**SMALL, "dates": {"start": "2023-02-02", "until": None}}, "no field 'until'"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(tmp_path: Path, row: object, fault: str) -> None:
    with pytest.raises(CaseFaults) as caught:
        load_cases(write(tmp_path, {**SMALL, "id": "fine"}, row))
    assert len(caught.value.faults) == 1
    assert caught.value.faults[0].startswith(f"{tmp_path / 'cases.jsonl'}:2: ")
    assert fault in caught.value.faults[0]


def test_all_faults_are_told_at_once_and_an_id_may_be_there_once(tmp_path: Path) -> None:
    with pytest.raises(CaseFaults) as caught:
        load_cases(write(tmp_path, "{", SMALL, SMALL))
    assert [fault.split(": ")[0].rsplit(":", 1)[1] for fault in caught.value.faults] == ["1", "3"]


def test_tags_and_a_note_may_change_without_making_another_case(tmp_path: Path) -> None:
    one, other, third = load_cases(
        write(
            tmp_path,
            SMALL,
            {**SMALL, "tags": ["who"], "id": "a2"},
            {**SMALL, "id": "a3", "tags": ["x"]},
        )
    )
    assert len({one.fingerprint, other.fingerprint, third.fingerprint}) == 3
    (tagged,) = load_cases(write(tmp_path, {**SMALL, "tags": ["who"], "note": "Ask Ada."}))
    assert tagged.fingerprint == one.fingerprint
    assert (tagged.note, one.note) == ("Ask Ada.", "")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"corpus": "other"}, "there is no corpus 'other': give it with --corpus other=DIR"),
        ({"articles": ("bridge", "nowhere")}, "there is no article 'nowhere'"),
        ({"sentences": (Gold("bridge", "The bridge shut."),)}, "does not hold 'The bridge shut.'"),
        ({"keys": (("6,000",),)}, "the key '6,000' is in no gold sentence"),
    ],
)
def test_gold_that_is_not_in_the_articles_is_no_gold(changed: dict[str, Any], fault: str) -> None:
    check_gold([case()], {"made": LIBRARY})
    with pytest.raises(CaseFaults, match=r"cases.jsonl:7: ") as caught:
        check_gold([case(where="cases.jsonl:7", **changed)], {"made": LIBRARY})
    assert fault in str(caught.value)


def test_there_are_at_least_240_cases_of_every_kind() -> None:
    cases = load_cases(BUILT_IN_CASES)
    tags = {tag for one in cases for tag in one.tags}
    assert len(cases) >= 240
    assert tags >= {
        *("fact", "multi-article", "over-time", "as-of", "digest", "timeline", "follow-up"),
        *("conflict", "injection", "nothing", "near-miss", "outside-range", "ambiguous-date"),
    }
