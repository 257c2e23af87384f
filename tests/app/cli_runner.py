"""Runs the command line inside the test's process, on a canned Assistant or the real one."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cli_canned import CannedAssistant, CannedSettings

from assistant.app.main import run


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@dataclass
class CommandLine:
    """``cli("ask", "Why?")`` runs that command; ``settings`` keeps the flags of each run."""

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    assistant: CannedAssistant = field(default_factory=CannedAssistant)
    settings: list[dict[str, Any]] = field(default_factory=list)
    canned: bool = True

    def __post_init__(self) -> None:
        if not self.canned:
            return
        # The two modules that choose the real parts are heavy, and are tested where they are.
        config, assembly = ModuleType("assistant.config"), ModuleType("assistant.assembly")
        config.load_settings = self._load  # type: ignore[attr-defined]
        config.LOCAL_EMBEDDING = "local"  # type: ignore[attr-defined]
        assembly.build = self._build  # type: ignore[attr-defined]
        self.monkeypatch.setitem(sys.modules, "assistant.config", config)
        self.monkeypatch.setitem(sys.modules, "assistant.assembly", assembly)

    def _load(self, **flags: Any) -> CannedSettings:
        self.settings.append(flags)
        store = flags["store"] or Path(".assistant")
        return CannedSettings(store, flags.get("as_of"), flags.get("generator"))

    def _build(self, settings: CannedSettings) -> CannedAssistant:
        if settings.generator:
            self.assistant.settings = settings
        return self.assistant

    def terminal(self, columns: int = 80) -> None:
        """From here on standard output counts as a terminal of sixteen colours."""
        self.monkeypatch.setenv("FORCE_COLOR", "1")
        self.monkeypatch.setenv("TERM", "xterm")
        self.monkeypatch.setenv("COLUMNS", str(columns))

    def __call__(self, *argv: str | Path, stdin: str = "") -> Ran:
        self.monkeypatch.setattr(sys, "argv", ["assistant", *map(str, argv)])
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as left:
            run()
        out, err = self.capsys.readouterr()
        return Ran(int(left.value.code or 0), out, err)
