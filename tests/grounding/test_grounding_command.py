"""``assistant check -``: claims from standard input."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.app.main import app

SOURCE = "Biden sent Burns to Moscow on Tuesday, where he met with Kremlin officials."
ROW: dict[str, Any] = {"claim": SOURCE, "source": SOURCE, "published": "2021-11-06"}


def lines(*rows: str) -> tuple[list[dict[str, Any]], int]:
    ran = CliRunner().invoke(app, ["check", "-"], input="".join(f"{row}\n" for row in rows))
    return [json.loads(line) for line in ran.stdout.splitlines()], ran.exit_code


def test_each_line_is_answered_in_order_with_the_fields_of_the_interface() -> None:
    other = {**ROW, "claim": "Burns met Putin in Paris."}
    found, code = lines(json.dumps(ROW), json.dumps(other))
    assert code == 0
    assert [row["verdict"] for row in found] == ["supported", "unsupported"]
    assert all(set(row) == {"verdict", "score", "evidence", "reasons", "ms"} for row in found)
    assert found[0]["evidence"] == [{"start": 0, "end": len(SOURCE)}]
    assert "the name Putin is not in the source" in found[1]["reasons"]


def test_the_day_of_the_source_may_be_null_or_left_out() -> None:
    found, code = lines(json.dumps({**ROW, "published": None}), json.dumps(ROW | {"published": ""}))
    assert (code, found[0]["verdict"]) == (1, "supported")
    assert "YYYY-MM-DD" in found[1]["error"]


@pytest.mark.parametrize(
    "line", ["no json", "[]", "{}", '{"claim": 1, "source": "x"}', '{"claim": "x"}', "[" * 3000]
)
def test_a_line_that_cannot_be_checked_gives_an_error_and_the_next_is_answered(line: str) -> None:
    found, code = lines(line, json.dumps(ROW))
    assert code == 1
    assert set(found[0]) == {"line", "error"}
    assert found[1]["verdict"] == "supported"


def test_anything_but_a_dash_is_wrong_usage() -> None:
    ran = CliRunner().invoke(app, ["check", "claims.jsonl"])
    assert ran.exit_code == 2
