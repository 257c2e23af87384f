"""The sheets of the page: all are sent, and what they style is drawn by something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.app import ui
from assistant.app.ui.serving.server import SHEETS

UI = Path(ui.__file__).parent
LOGIN = "login.css"
NAMES = re.compile(r"[.#](dl-[\w-]+)")
MADE = re.compile(r"^dl-(icon|peek)-|^dl-s\d$")
"""Names of which the code writes the first part, and adds what differs."""


def styled(sheet: str) -> set[str]:
    written = (UI / "sheets" / sheet).read_text(encoding="utf-8")
    return set(NAMES.findall(re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)))


def test_every_sheet_is_sent_with_the_page_or_with_the_log_in() -> None:
    assert {path.name for path in (UI / "sheets").glob("*.css")} == {*SHEETS, LOGIN}


@pytest.mark.parametrize("sheet", [*SHEETS, LOGIN])
def test_what_a_sheet_styles_is_drawn_by_something(sheet: str) -> None:
    drawing = [*UI.rglob("*.py"), *(UI / "scripts").glob("*.js"), *UI.parent.glob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in drawing)
    words = set(re.findall(r"dl-[\w-]*\w", code))
    assert not {name for name in styled(sheet) - words if not MADE.match(name)}
