"""What the tests of the faces share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from cli_runner import CommandLine
from ui_browser import Opener, chromium, watched
from ui_process import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on a canned Assistant, its output a pipe unless ``cli.terminal()``."""
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return CommandLine(monkeypatch, capsys)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the session: while it runs, its thread has an event loop that others fall over."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def opened(served: Served, browser: Browser) -> Iterator[Opener]:
    """Opens tabs on what the module's ``served`` serves, each watched to its end."""
    with watched(browser, served.url) as opener:
        yield opener
