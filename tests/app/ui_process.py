"""The page in a process of its own: Gradio leaves event loops and sockets open where it ran."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START = 300
"""Seconds in which the page must be there: it loads all its packages, and indexes its corpus."""

_OURS = re.compile("ASSISTANT_|OPENAI_")


@dataclass
class Served:
    """The page's process: where it is, what it printed, and the corpus that it syncs."""

    corpus: Path
    process: subprocess.Popen[bytes]
    url: str = ""
    unread: bytes = b""

    def printed(self, words: str, seconds: float = 10) -> bool:
        """Whether a line with ``words`` comes within ``seconds``; it is read, and those before."""
        end = time.monotonic() + seconds
        while (line := self.line(end - time.monotonic())) is not None:
            if words in line:
                return True
        return False

    def line(self, seconds: float) -> str | None:
        """The next line that it prints within ``seconds``."""
        assert self.process.stdout
        end = time.monotonic() + seconds
        while b"\n" not in self.unread:
            left = max(0, end - time.monotonic())
            if not select.select([self.process.stdout], [], [], left)[0]:
                return None
            more = os.read(self.process.stdout.fileno(), 65_536)
            if not more:
                return None
            self.unread += more
        line, _, self.unread = self.unread.partition(b"\n")
        return line.decode("utf-8")


@contextmanager
def served_page(
    folder: Path, corpus: Path, *more: str, program: str = "ui_server.py"
) -> Iterator[Served]:
    """The page over ``corpus``, its store and log in ``folder``; ``more`` as ui_server takes it."""
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            [
                sys.executable,
                str(Path(__file__).with_name(program)),
                str(folder / "store"),
                str(corpus),
                *more,
            ],
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=folder,
            env={name: value for name, value in os.environ.items() if not _OURS.match(name)},
        ) as process,
    ):
        served = Served(corpus, process)
        try:
            served.url = served.line(START) or ""
            assert served.url.startswith("http://127.0.0.1:"), (folder / "log").read_text()
            yield served
        finally:
            process.kill()
