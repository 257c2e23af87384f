"""Commands that an error tells to run can be typed as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.index.advice import index_command, rebuild_command


@pytest.mark.parametrize(
    ("store", "command"),
    [
        (".assistant", "assistant index --rebuild"),
        ("./.assistant", "assistant index --rebuild"),
        (str(Path.cwd() / ".assistant"), "assistant index --rebuild"),
        ("other", "assistant index --rebuild --store other"),
        ("/a b/c", "assistant index --rebuild --store '/a b/c'"),
    ],
)
def test_a_command_names_the_store_unless_it_is_the_default_one(store: str, command: str) -> None:
    assert rebuild_command(Path(store)) == command
    assert index_command(Path(store), "PATH") == command.replace("--rebuild", "PATH")
