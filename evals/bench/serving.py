"""``assistant ui`` in a process of its own, and what a client of it says to its server.

:func:`ask` speaks what Gradio's page speaks (6.31): it joins the queue with the values of the
components that the event takes, then reads server-sent events until the answer is complete.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from evals.bench.processes import assistant_command, clean_environment
from evals.bench.rows import Unmeasured

_WAIT = 60  # seconds for anything that the server is asked


@dataclass(frozen=True, slots=True)
class Served:
    """Where the page is; ``began`` is the perf_counter at which its process was started."""

    url: str
    began: float


@contextmanager
def served(store: Path, home: Path) -> Iterator[Served]:
    """``assistant ui`` on that store and a free port, until the end of the block."""
    command = [assistant_command(), "ui", "--port", "0", "--store", str(store)]
    began = perf_counter()
    with (
        (home / "ui.log").open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=home,
            env=clean_environment(home, clone=True),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        assert process.stdout
        try:
            found = re.search(r"http://\S+", process.stdout.readline())
            if found is None:
                said = (home / "ui.log").read_text(encoding="utf-8").strip().splitlines()
                raise Unmeasured(f"`assistant ui` did not start: {(said or ['no output'])[-1]}")
            yield Served(found.group(), began)
        finally:
            process.kill()


def get(url: str, path: str = "/") -> bytes:
    """The body of what is there. Raises Unmeasured for any status but 200."""
    return _asked(url, "GET", path)


@dataclass(frozen=True, slots=True)
class Asking:
    """The event that a question is, as the page describes it; ``values`` are of its inputs."""

    fn: int
    trigger: int
    values: tuple[Any, ...]
    place: int

    def body(self, question: str, session: str) -> bytes:
        values = list(self.values)
        values[self.place] = question
        return json.dumps(
            {
                "data": values,
                "event_data": None,
                "fn_index": self.fn,
                "trigger_id": self.trigger,
                "session_hash": session,
            }
        ).encode()


def asking(url: str) -> Asking:
    """The event of Enter in the question's field. Raises Unmeasured where the page has none."""
    described = json.loads(get(url, "/config"))
    parts = {part["id"]: part["props"] for part in described["components"]}
    box = next((i for i, props in parts.items() if props.get("elem_id") == "dl-box"), None)
    for event in described["dependencies"]:
        inputs = event["inputs"]
        if [box, "submit"] in [list(one) for one in event["targets"]] and box in inputs:
            values = tuple(parts[part].get("value") for part in inputs)
            return Asking(event["id"], int(box or 0), values, inputs.index(box))
    raise Unmeasured("the page has no event of its question's field that takes its text")


def new_session() -> str:
    """What a tab calls itself. With its first event the server makes all its parts for it."""
    return uuid4().hex[:12]


def ask(url: str, event: Asking, question: str, session: str) -> tuple[float, str]:
    """Seconds from sending ``question`` to its whole answer, and all that came on the way."""
    began = perf_counter()
    _asked(url, "POST", "/gradio_api/queue/join", event.body(question, session))
    connection = _connect(url)
    came = []
    try:
        connection.request("GET", f"/gradio_api/queue/data?session_hash={session}")
        for line in connection.getresponse():
            came.append(line.decode("utf-8"))
            if '"process_completed"' in came[-1]:
                return perf_counter() - began, "".join(came)
    except (OSError, HTTPException) as error:
        raise Unmeasured(f"the page's server broke off: {error}") from error
    finally:
        connection.close()
    raise Unmeasured("the page's server ended its events before the answer was complete")


def _connect(url: str) -> HTTPConnection:
    parts = urlsplit(url)
    return HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=_WAIT)


def _asked(url: str, method: str, path: str, body: bytes | None = None) -> bytes:
    connection = _connect(url)
    try:
        connection.request(method, path, body, {"content-type": "application/json"})
        answer = connection.getresponse()
        read = answer.read()
    except (OSError, HTTPException) as error:
        raise Unmeasured(f"the page's server did not answer {path}: {error}") from error
    finally:
        connection.close()
    if answer.status != 200:
        raise Unmeasured(f"the page's server answered {path} with {answer.status}")
    return read
