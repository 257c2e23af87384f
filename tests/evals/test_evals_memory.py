"""How the memory of a running page is read, and how its question field is found."""

import os
from pathlib import Path

import pytest

from evals.bench.memory import _question_event, resident
from evals.bench.rows import Unmeasured


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="needs Linux's /proc")
def test_memory_is_read_in_bytes_and_the_most_is_no_less_than_now() -> None:
    now, most = resident(os.getpid())
    assert 10e6 < now <= most < 100e9


def test_a_process_that_has_ended_has_no_memory_to_read() -> None:
    with pytest.raises(Unmeasured):
        resident(2**22 + 1)  # above the kernel's largest pid


def test_the_event_of_the_question_is_the_submission_of_a_text_field() -> None:
    config = {
        "components": [{"id": 4, "type": "html"}, {"id": 7, "type": "textbox"}],
        "dependencies": [
            {"id": 0, "targets": [[4, "submit"]], "inputs": []},
            {"id": 1, "targets": [[7, "stop"]], "inputs": []},
            {"id": 2, "targets": [[7, "submit"], [4, "submit"]], "inputs": [7, 4]},
        ],
    }
    field, event = _question_event(config)
    assert (field, event["id"]) == (7, 2)
    with pytest.raises(Unmeasured):
        _question_event(config | {"dependencies": []})
