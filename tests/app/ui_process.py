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

_OURS = re.compile("ASSISTANT_|OPENAI_")


@dataclass
class Served:
    """The page's process: where it is, what it printed, and the corpus that it syncs."""

    url: str
    corpus: Path
    process: subprocess.Popen[str]

    def printed(self, words: str, seconds: float = 10) -> bool:
        """Whether a line with ``words`` comes within ``seconds``."""
        assert self.process.stdout
        end = time.monotonic() + seconds
        while select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))[0]:
            line = self.process.stdout.readline()
            if words in line:
                return True
            if not line:
                break
        return False


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
            text=True,
            bufsize=1,
            cwd=folder,
            env={name: value for name, value in os.environ.items() if not _OURS.match(name)},
        ) as process,
    ):
        assert process.stdout
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:"), (folder / "log").read_text()
        try:
            yield Served(url, corpus, process)
        finally:
            process.kill()
