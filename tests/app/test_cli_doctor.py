"""``assistant doctor`` tells what is there, masks what is secret, and goes past what is broken."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_canned import CannedAssistant
from cli_runner import CommandLine

from assistant.domain import Overview
from assistant.errors import IndexDamaged, IndexMissing
from assistant.testing import FakeOpenAI, Reply


@pytest.fixture
def doctor(cli: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CommandLine:
    """The command line with the real settings, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "assistant.config")
    return cli


def test_all_is_well_on_a_fresh_machine_with_an_index(doctor: CommandLine) -> None:
    ran = doctor("doctor", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["ok"], told["broken"]) == (0, True, [])
    assert told["installed"]["chromadb"]
    assert told["configured"]["store"] == ".assistant"
    assert told["configured"]["env_file"] is None
    assert told["indexed"]["articles"] == 2
    assert told["indexed"]["changed_files"] == 0
    assert told["reachable"] == []
    assert [len(prompt["digest"]) for prompt in told["prompts"]][:1] == [64]
    assert told["encodings"] == ["cl100k_base", "o200k_base"]
    assert "English" in told["languages"]


def test_the_screen_has_every_part(doctor: CommandLine) -> None:
    ran = doctor("doctor")
    assert ran.code == 0
    parts = [line for line in ran.out.splitlines() if line and not line.startswith(" ")]
    assert parts == [
        "Indexed",
        "Configured",
        "Writes",
        "Reachable",
        "Installed",
        "Prompts",
        "Token encodings",
        "Languages",
        "✓ Nothing is broken.",
    ]


def test_nothing_indexed_yet_is_said_and_is_not_broken(doctor: CommandLine) -> None:
    class Empty(CannedAssistant):
        def overview(self) -> Overview:
            raise IndexMissing("nothing is indexed")

    doctor.assistant = Empty()
    assert json.loads(doctor("doctor", "--json").out)["indexed"] is None
    ran = doctor("doctor")
    assert ran.code == 0
    assert "nothing yet  run assistant index" in ran.out


def test_a_damaged_index_is_broken_and_the_rest_is_still_told(doctor: CommandLine) -> None:
    class Damaged(CannedAssistant):
        def overview(self) -> Overview:
            raise IndexDamaged("the store is damaged: run assistant index --rebuild")

    doctor.assistant = Damaged()
    ran = doctor("doctor")
    assert ran.code == 1
    assert "✗ the store is damaged: run assistant index --rebuild" in ran.out
    assert "chromadb" in ran.out
    assert doctor.assistant.closed


def test_a_wrong_setting_is_broken_and_the_rest_is_still_told(
    doctor: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_STOER", "x")
    ran = doctor("doctor", "--json")
    told = json.loads(ran.out)
    assert ran.code == 1
    assert "ASSISTANT_STORE" in told["broken"][0]
    assert told["configured"] is None
    assert told["installed"]["chromadb"]


def test_secrets_are_masked_wherever_they_stand(
    doctor: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("OPENAI_API_KEY=sk-hidden\n")
    monkeypatch.setenv("ASSISTANT_GENERATOR", "extractive")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://me:hidden@models.example:8000/v1")
    for argv in (["doctor"], ["doctor", "--json"]):
        ran = doctor(*argv)
        assert "hidden" not in ran.out + ran.err
        assert "***@models.example:8000/v1" in ran.out
        assert str(tmp_path / ".env") in ran.out


def test_a_remote_embedding_is_probed_once(
    doctor: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeOpenAI() as server:
        monkeypatch.setenv("ASSISTANT_EMBEDDING", "fake")
        monkeypatch.setenv("ASSISTANT_GENERATOR", "extractive")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        told = json.loads(doctor("doctor", "--json").out)
        assert len(server.requests) == 1
    assert told["reachable"][0]["what"] == "embedding fake"
    assert told["reachable"][0]["ok"] is True


def test_a_remote_embedding_that_fails_is_broken(
    doctor: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeOpenAI() as server:
        server.always(Reply.status(500))
        monkeypatch.setenv("ASSISTANT_EMBEDDING", "fake")
        monkeypatch.setenv("ASSISTANT_GENERATOR", "extractive")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-hidden")
        ran = doctor("doctor")
        assert len(server.requests) == 1
    assert ran.code == 1
    assert "embedding fake  does not answer" in ran.out
    assert "hidden" not in ran.out + ran.err


def test_a_missing_prompt_is_broken(
    doctor: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("assistant.answering.prompts.prompts_folder", lambda: tmp_path)
    ran = doctor("doctor", "--json")
    assert ran.code == 1
    assert "answer.md" in json.loads(ran.out)["broken"][0]


def test_a_missing_package_is_broken(doctor: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.app.installed.needed", lambda: ["chromadb", "no-such-package"])
    ran = doctor("doctor")
    assert ran.code == 1
    assert "no-such-package" in ran.out.splitlines()[-1]


# the model that writes


def test_without_a_model_nobody_writes_and_nothing_is_reached(doctor: CommandLine) -> None:
    assert json.loads(doctor("doctor", "--json").out)["model"] is None
    out = doctor("doctor").out
    assert "nobody  answers quote the articles; nothing is sent to a model" in out
    assert "nothing to reach" in out


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    """A model server that the environment names, with a key."""
    with FakeOpenAI() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-hidden")
        yield server


def test_the_model_is_named_with_its_host_and_no_text_is_sent(
    doctor: CommandLine, server: FakeOpenAI
) -> None:
    ran = doctor("doctor", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["broken"]) == (0, [])
    model = told["model"]
    assert (model["name"], model["host"], model["ok"]) == ("fake", server.host, True)
    assert model["listed"] is True
    assert model["context"] == {"configured": None, "server": None}
    assert told["reachable"][0]["what"] == f"model fake at {server.host}"
    assert not server.chats
    assert "hidden" not in ran.out + ran.err


def test_the_screen_names_the_model_and_where_passages_go(
    doctor: CommandLine, server: FakeOpenAI
) -> None:
    out = doctor("doctor").out
    assert "model                 fake" in out
    assert f"passages are sent to  {server.host}" in out
    assert "hidden" not in out


def test_extractive_sends_nothing_whatever_key_there_is(
    doctor: CommandLine, server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_GENERATOR", "extractive")
    assert json.loads(doctor("doctor", "--json").out)["model"] is None
    assert not server.requests


def test_a_context_that_is_set_larger_than_the_server_s_is_broken(
    doctor: CommandLine, server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers("GET", "/props", {"default_generation_settings": {"n_ctx": 2048}})
    monkeypatch.setenv("ASSISTANT_CONTEXT", "8192")
    ran = doctor("doctor", "--json")
    told = json.loads(ran.out)
    assert ran.code == 1
    assert told["model"]["context"] == {"configured": 8192, "server": 2048}
    assert "Set ASSISTANT_CONTEXT=2048" in told["broken"][0]


def test_a_context_that_the_server_has_room_for_is_not(
    doctor: CommandLine, server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers("GET", "/props", {"default_generation_settings": {"n_ctx": 8192}})
    monkeypatch.setenv("ASSISTANT_CONTEXT", "8192")
    assert doctor("doctor").code == 0


def test_a_model_that_the_server_does_not_list_is_told(
    doctor: CommandLine, server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL", "other")
    ran = doctor("doctor", "--json")
    assert (ran.code, json.loads(ran.out)["model"]["listed"]) == (0, False)


def test_a_server_without_a_list_of_models_is_well_where_the_model_is_named(
    doctor: CommandLine, server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.always(Reply.status(404))
    assert doctor("doctor").code == 1  # which model writes, nobody says
    monkeypatch.setenv("ASSISTANT_MODEL", "fake")
    ran = doctor("doctor", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["broken"]) == (0, [])
    assert (told["model"]["ok"], told["model"]["listed"]) == (True, None)


def test_an_address_that_lacks_its_v1_is_broken(
    doctor: CommandLine, server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://{server.host}")
    monkeypatch.setenv("ASSISTANT_MODEL", "fake")
    ran = doctor("doctor", "--json")
    assert ran.code == 1
    assert "usually in /v1" in json.loads(ran.out)["broken"][0]


def test_a_model_server_that_is_down_is_broken(doctor: CommandLine, server: FakeOpenAI) -> None:
    server.always(Reply.status(503))
    ran = doctor("doctor")
    assert ran.code == 1
    assert "does not answer" in ran.out
    assert len(server.requests) == 1
    assert "hidden" not in ran.out + ran.err


def test_a_key_for_openai_that_is_not_there_is_broken(
    doctor: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_GENERATOR", "llm")
    told = json.loads(doctor("doctor", "--json").out)
    assert "OPENAI_API_KEY" in told["broken"][0]
    assert told["model"]["host"] == "api.openai.com"
