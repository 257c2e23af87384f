"""What the tests of the faces share."""

from __future__ import annotations

import pytest
from cli_runner import CommandLine


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on a canned Assistant, its output a pipe unless ``cli.terminal()``."""
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return CommandLine(monkeypatch, capsys)
