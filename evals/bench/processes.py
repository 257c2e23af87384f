"""Programs run from outside, with an environment that holds none of the user's settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from evals.bench.rows import Unmeasured

CLONE = Path(__file__).resolve().parents[2]
_T = TypeVar("_T")
_TIMEOUT = 1800  # seconds; the slowest is the quick start over 14,000 articles


def clean_environment(home: Path, *, clone: bool = False) -> dict[str, str]:
    """PATH, HOME and a UTF-8 locale, nothing else; ``clone`` makes ``evals`` importable."""
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "HF_HUB_OFFLINE": "1",
        "GRADIO_ANALYTICS_ENABLED": "False",
    }
    if clone:
        environment["PYTHONPATH"] = str(CLONE)
    return environment


def assistant_command() -> str:
    """The ``assistant`` that is installed beside this Python."""
    path = Path(sysconfig.get_path("scripts")) / "assistant"
    if not path.is_file():
        raise Unmeasured("no `assistant` command beside this Python: run `pip install -e .`")
    return str(path)


def run(command: Sequence[str], home: Path, *, clone: bool = False) -> tuple[float, str]:
    """Wall seconds and standard output of a command that succeeded, run in ``home``."""
    environment = clean_environment(home, clone=clone)
    start = perf_counter()
    try:
        ended = subprocess.run(
            command,
            cwd=home,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unmeasured(f"{command[0]} did not run: {error}") from error
    seconds = perf_counter() - start
    if ended.returncode:
        last = (ended.stderr.strip() or ended.stdout.strip() or "no output").splitlines()[-1]
        shown = " ".join(Path(part).name if "/" in part else part for part in command[:4])
        raise Unmeasured(f"`{shown[:60]}` ended with {ended.returncode}: {last}")
    return seconds, ended.stdout


def run_trial(name: str, home: Path, *arguments: str) -> dict[str, Any]:
    """What ``python -m evals.bench.trials NAME ...``, a fresh process, measured of itself."""
    command = [sys.executable, "-m", "evals.bench.trials", name, *arguments]
    _, output = run(command, home, clone=True)
    result: dict[str, Any] = json.loads(output.splitlines()[-1])
    return result


def alternate(rounds: int, *measures: Callable[[], _T]) -> list[list[_T]]:
    """For each measure what it gave in each round; every other round runs backwards.

    Side by side, so that a machine that slows down slows all of them down.
    """
    results: list[list[_T]] = [[] for _ in measures]
    for number in range(rounds):
        order = list(enumerate(measures))
        for index, measure in reversed(order) if number % 2 else order:
            results[index].append(measure())
    return results
