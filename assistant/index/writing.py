"""Whether a store is being written just now, by whichever process."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path


def being_written(store: Path) -> bool:
    """True while a sync holds the store; asks nobody and takes no lock.

    A writer that was killed leaves its name behind: it counts while a process of that number runs
    here, or always where it ran on another machine.
    """
    try:
        held = json.loads((store / "writer.json").read_text(encoding="utf-8"))
        pid, host = int(held["pid"]), held["host"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return host != socket.gethostname() or _runs(pid)


def _runs(pid: int) -> bool:
    if os.name == "nt":  # there, signal 0 would end it
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
