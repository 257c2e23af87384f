"""Settings: where they come from, and what is refused."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.config import Settings, load_settings, variables
from assistant.errors import ConfigError

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_flag_comes_before_the_environment_before_env_before_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert load_settings().store == Path(".assistant")
    Path(".env").write_text("ASSISTANT_STORE=from-file\n")
    assert load_settings().store == Path("from-file")
    monkeypatch.setenv("ASSISTANT_STORE", "from-environment")
    assert load_settings().store == Path("from-environment")
    assert load_settings(store=Path("from-flag")).store == Path("from-flag")


def test_what_is_empty_or_none_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("OPENAI_API_KEY=\nASSISTANT_STORE=from-file\n")
    monkeypatch.setenv("ASSISTANT_AS_OF", "")
    settings = load_settings(store=None, as_of=None)
    assert settings.store == Path("from-file")
    assert settings.as_of is None
    assert settings.openai_api_key is None


def test_the_corpus_is_a_list_of_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CORPUS", os.pathsep.join(["news", "", "more/a.jsonl"]))
    assert load_settings().corpus == (Path("news"), Path("more/a.jsonl"))
    assert load_settings(corpus=Path("one")).corpus == (Path("one"),)
    assert load_settings(corpus=[Path("one"), Path("two")]).corpus == (Path("one"), Path("two"))


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    Path(".env").write_text("ASSISTANT_STORE=~/store\nASSISTANT_CORPUS=~/news\n")
    settings = load_settings()
    assert (settings.store, settings.corpus) == (tmp_path / "store", (tmp_path / "news",))


@pytest.mark.parametrize("where", ["environment", "file"])
def test_an_unknown_setting_is_refused_with_the_nearest_name(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "file":
        Path(".env").write_text("ASSISTANT_STOER=x\n")
    else:
        monkeypatch.setenv("ASSISTANT_STOER", "x")
    with pytest.raises(ConfigError, match=r"ASSISTANT_STOER .*Did you mean ASSISTANT_STORE\?"):
        load_settings()


def test_an_unknown_flag_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError, match=r"'copus'\. Did you mean corpus\?"):
        load_settings(copus="news")


def test_settings_of_other_programs_are_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "x")
    Path(".env").write_text("CHROMA_HOST=x\nSTORE=y\n")
    assert load_settings().store == Path(".assistant")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ASSISTANT_AS_OF", "6.11.2021", "'6.11.2021' is not a day written YYYY-MM-DD"),
        ("ASSISTANT_AS_OF", "20211106", "is not a day written YYYY-MM-DD"),
        ("ASSISTANT_AS_OF", "2021-02-30", "2021-02-30 is not a day of the calendar"),
        ("ASSISTANT_TIMEOUT", "soon", "should be a valid number"),
        ("ASSISTANT_TIMEOUT", "0", "should be greater than 0"),
        ("ASSISTANT_TIMEOUT", "inf", "should be a finite number"),
        ("ASSISTANT_STORE", "~no.such.user/x", "home directory"),
    ],
)
def test_a_wrong_value_is_refused_by_the_setting_s_name(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=rf"^{name} is not valid: .*{told}"):
        load_settings()


def test_a_day_is_read_as_iso(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_AS_OF", "2021-11-06")
    assert load_settings().as_of == date(2021, 11, 6)
    assert load_settings(as_of=date(2020, 1, 1)).as_of == date(2020, 1, 1)


def test_a_file_that_is_no_text_is_refused() -> None:
    Path(".env").write_bytes(b"ASSISTANT_STORE=\xff\xfe\n")
    with pytest.raises(ConfigError, match=r"\.env cannot be read as UTF-8"):
        load_settings()


def test_the_standard_names_of_openai_are_read_and_the_key_is_never_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    Path(".env").write_text("OPENAI_BASE_URL=http://127.0.0.1:8080/v1\n")
    settings = load_settings()
    assert settings.openai_base_url == "http://127.0.0.1:8080/v1"
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "sk-secret"
    for shown in (
        repr(settings),
        str(settings),
        str(settings.model_dump()),
        settings.model_dump_json(),
    ):
        assert "sk-secret" not in shown


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load_settings().store = Path("other")  # type: ignore[misc]


def test_the_example_file_holds_every_setting_once_with_its_default() -> None:
    text = (ROOT / ".env.example").read_text()
    shown = dict(re.findall(r"^# ((?:ASSISTANT|OPENAI)_\w+)=(.*)$", text, re.MULTILINE))
    fields = Settings.model_fields
    assert shown == {
        variable: "" if fields[name].default in (None, ()) else str(fields[name].default)
        for name, variable in variables().items()
    }
    assert len(re.findall(r"^# \w+=", text, re.MULTILINE)) == len(shown)
    assert all(field.description for field in fields.values())


def test_the_example_file_says_that_a_remote_embedding_is_sent_every_passage() -> None:
    text = " ".join((ROOT / ".env.example").read_text().replace("\n# ", " ").split())
    assert "which every passage and each question is then sent to" in text
    assert "sends nothing anywhere" not in text


def test_the_example_file_changes_nothing_as_it_is_and_is_valid_line_by_line() -> None:
    text = (ROOT / ".env.example").read_text()
    Path(".env").write_text(text)
    assert load_settings() == Settings()
    Path(".env").write_text(re.sub(r"^# (\w+=)", r"\1", text, flags=re.MULTILINE))
    assert load_settings() == Settings(_env_file=None)  # type: ignore[call-arg]


def test_an_env_file_does_not_reach_chromadb(seeds: Path) -> None:
    """chromadb's own Settings read it, as the first line shows: ours pass it by."""
    Path(".env").write_text(
        "ASSISTANT_STORE=index\n"
        "CHROMA_API_IMPL=chromadb.api.fastapi.FastAPI\n"
        "CHROMA_SERVER_HOST=192.0.2.1\n"
    )
    program = (
        "import chromadb.config\n"
        "print(chromadb.config.Settings().chroma_server_host)\n"
        "from pathlib import Path\n"
        "from assistant.assembly import build\n"
        "with build() as assistant:\n"
        f"    print(assistant.sync([Path({str(seeds)!r})]).added)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == (["192.0.2.1", "2"], "")
    assert Path("index").is_dir()
