"""Rows about memory: what ``assistant ui`` holds once a question was asked on its page.

The page offers no API, so this does what its own script does: it reads Gradio's configuration,
joins the queue with the event of the question's field, and reads the stream of updates to its end
(Gradio 6.31: /config, /gradio_api/queue/join, /gradio_api/queue/data).
"""

from __future__ import annotations

import html
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evals.bench.generator import make_questions
from evals.bench.indexing import Workplace
from evals.bench.processes import assistant_command, clean_environment, run
from evals.bench.rows import Bound, Row, Unmeasured

_START = 120  # seconds until the page must answer
_ANSWER = 60  # seconds until an answer must be complete
_SETTLE = 3  # seconds between the last answer and the look
_IMPORTS = "gradio, chromadb, llama_index.core, wordllama"
_MOST = 600e6


def measure_memory(place: Workplace) -> list[Row]:
    """Resident memory of ``assistant ui`` after some questions: the most there was, and at rest."""
    command = assistant_command()
    store, home = place.store, place.folder / "home"
    facts = [one.fact for one in make_questions(place.facts, 10, seed=2) if one.fact]
    port = _free_port()
    argv = [command, "ui", "--store", str(store), "--port", str(port)]
    with _started(argv, home) as process:
        page = f"http://127.0.0.1:{port}"
        _wait(page, process)
        right = sum(fact.answer in _ask(page, fact.question) for fact in facts)
        if not right:
            raise Unmeasured(f"the page answered none of {len(facts)} questions")
        time.sleep(_SETTLE)
        settled, peak = resident(process.pid)
    look = f"import {_IMPORTS}; print(open('/proc/self/status').read())"
    reference, reference_peak = _parse(run([sys.executable, "-c", look], home)[1])
    bound = Bound(_MOST, "ours") if place.size <= 1_400 else None
    note = f"after {len(facts)} questions on the page ({right} right); reference: import {_IMPORTS}"
    return [
        Row("memory", f"ui {place.size:,}, settled", "bytes", settled, reference, bound, note=note),
        Row("memory", f"ui {place.size:,}, peak", "bytes", peak, reference_peak, bound),
    ]


def resident(pid: int) -> tuple[float, float]:
    """Bytes of a process: resident now (VmRSS), and the most there ever were (VmHWM)."""
    status = Path(f"/proc/{pid}/status")
    if not status.is_file():
        raise Unmeasured("the system has no /proc to read memory from, or the process has ended")
    return _parse(status.read_text(encoding="utf-8"))


def _parse(status: str) -> tuple[float, float]:
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    rss, most = (1024.0 * int(lines[name].split()[0]) for name in ("VmRSS", "VmHWM"))
    return rss, most


@contextmanager
def _started(argv: list[str], home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The running command; it has ended when the block is left."""
    environment = clean_environment(home)
    with (home / "ui.log").open("wb") as log:
        process = subprocess.Popen(
            argv, cwd=home, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(page: str, process: subprocess.Popen[bytes]) -> None:
    """Returns when the page says that it is well."""
    until = time.monotonic() + _START
    while time.monotonic() < until:
        if process.poll() is not None:
            raise Unmeasured(f"`assistant ui` ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{page}/healthz", timeout=5) as reply:
                if reply.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise Unmeasured(f"`assistant ui` did not answer within {_START} s")


def _ask(page: str, question: str) -> str:
    """What the page shows once the answer to ``question`` is complete, asked in a new tab."""
    session = f"bench{time.monotonic_ns()}"
    urllib.request.urlopen(page, timeout=10).close()
    with urllib.request.urlopen(f"{page}/config", timeout=10) as reply:
        config = json.load(reply)
    box, event = _question_event(config)
    inputs = [question if part == box else None for part in event["inputs"]]
    body = {"data": inputs, "fn_index": event["id"], "session_hash": session, "trigger_id": box}
    join = urllib.request.Request(
        f"{page}/gradio_api/queue/join",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        urllib.request.urlopen(join, timeout=10).close()
        address = f"{page}/gradio_api/queue/data?session_hash={session}"
        with urllib.request.urlopen(address, timeout=_ANSWER) as stream:
            for line in stream:
                message = json.loads(line[5:]) if line.startswith(b"data:") else {}
                if message.get("msg") == "process_completed":
                    if not message.get("success"):
                        raise Unmeasured(f"the page failed on a question: {message.get('output')}")
                    return html.unescape(str(message["output"]["data"]))
    except OSError as error:
        raise Unmeasured(f"the page did not take a question: {error}") from error
    raise Unmeasured("the page ended its stream before the answer was complete")


def _question_event(config: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """The id of the question's field, and the event that its submission starts."""
    boxes = {part["id"] for part in config["components"] if part["type"] == "textbox"}
    for event in config["dependencies"]:
        for part, trigger in event["targets"]:
            if trigger == "submit" and part in boxes:
                return part, event
    raise Unmeasured("the page has no field with a submit event")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
