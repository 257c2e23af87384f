"""The files that ship are found wherever the package lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import resources
from assistant.errors import ConfigError


def test_a_clone_has_them_beside_the_package() -> None:
    assert (resources.prompts_folder() / "answer.md").is_file()
    assert list(resources.seeds_folder().glob("*.txt"))


def test_a_wheel_has_them_inside_the_package(tmp_path: Path) -> None:
    """Also where site-packages holds a folder of the same name that is not ours."""
    package = tmp_path / "assistant"
    inside = package / "shipped" / "seeds"
    inside.mkdir(parents=True)
    (tmp_path / "seeds").mkdir()
    assert resources._shipped("seeds", package) == inside


def test_an_installation_without_them_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="pip install --force-reinstall dateline-assistant"):
        resources._shipped("seeds", tmp_path / "assistant")
