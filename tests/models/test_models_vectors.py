"""The local embedding: whole, offline, the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ConfigError
from assistant.models import open_local
from assistant.models import vectors as module

TEXTS = [
    "Burns spoke by telephone with Ukrainian President Volodymyr Zelensky.",
    "“The rise, along with energy blackmail,” he said.",
    "Two  spaces, three   and a line\n\nbreak",
    " leading and trailing ",
    "\u2581 is how the vocabulary writes a space\u2581",
    "naïve Київ 東京 🙂",
    "a <s>special</s> token and <unk>",
    "one" * 400,
    "word " * 9000,
]


def test_vectors_are_those_of_wordllama(tmp_path: Path) -> None:
    """What is faster here than in wordllama gives the same vectors."""
    program = (
        "import sys, numpy, pathlib, wordllama\n"
        "model = wordllama.WordLlama.load(\n"
        "    cache_dir=pathlib.Path(wordllama.__file__).parent, disable_download=True)\n"
        "texts = sys.stdin.buffer.read().decode().split('\\0')\n"
        "numpy.save(sys.argv[1], model.embed(texts, norm=True))\n"
    )
    rows = tmp_path / "rows.npy"
    subprocess.run(
        [sys.executable, "-c", program, str(rows)], input="\0".join(TEXTS).encode(), check=True
    )
    np.testing.assert_allclose(open_local().embed(TEXTS), np.load(rows), atol=1e-5)


@given(st.text(alphabet=st.sampled_from(" \u2581ab.é\n<s>/unk漢")) | st.text())
def test_tokens_word_by_word_are_those_of_the_whole_text(text: str) -> None:
    local = open_local()
    whole = local._tokenizer.encode(module.encodable(text), add_special_tokens=False).ids
    assert local._tokens([text])[0].tolist() == whole


def test_no_token_has_a_space_behind_another_letter() -> None:
    """The property of the vocabulary that cutting a text into words rests on."""
    tokenizer = open_local()._tokenizer
    vocabulary = tokenizer.get_vocab()
    assert not [token for token in vocabulary if "\u2581" in token.lstrip("\u2581")]
    assert max(vocabulary.values()) < len(open_local()._weights)


def test_rows_have_length_one() -> None:
    rows = open_local().embed(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), 256)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-5)


def test_an_empty_text_is_a_row_of_zeros_and_no_texts_are_no_rows() -> None:
    assert not open_local().embed(["", "a"])[0].any()
    assert open_local().embed([]).shape == (0, 256)


def test_any_text_gives_finite_numbers() -> None:
    odd = [" ", "\n", "\0", "\ud800 lone surrogate", "\u202e", "�", "a" * 20_000, " " * 20_000]
    assert np.isfinite(open_local().embed(odd)).all()


def test_a_row_is_the_same_in_any_company() -> None:
    """Or an index that was synced in two steps would differ from one that was built in one."""
    local = open_local()
    together = local.embed(TEXTS * 60)
    alone = np.concatenate([local.embed([text]) for text in TEXTS * 60])
    np.testing.assert_array_equal(together, alone)


def test_the_words_kept_in_memory_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WORDS_KEPT", 100)
    local = module.LocalVectors(open_local()._tokenizer, open_local()._weights)
    texts = [f"word{number} again" for number in range(600)]
    rows = local.embed(texts)
    assert len(local._words) <= 100 + module._TEXTS_AT_ONCE
    np.testing.assert_array_equal(rows, open_local().embed(texts))


def test_threads_get_the_rows_that_one_thread_gets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WORDS_KEPT", 50)  # forget often
    local = module.LocalVectors(open_local()._tokenizer, open_local()._weights)
    batches = [[f"w{number} x{number * batch}" for number in range(50)] for batch in range(40)]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(local.embed, batches))
    for batch, rows in zip(batches, results, strict=True):
        np.testing.assert_array_equal(rows, open_local().embed(batch))


def test_near_in_meaning_is_near_in_space() -> None:
    question, near, far = open_local().embed(
        [
            "Who did Biden send to Moscow?",
            "The president dispatched the CIA director to Russia's capital.",
            "Cheese should be kept in a cool and humid place.",
        ]
    )
    assert question @ near > question @ far + 0.2


def test_the_identity_names_version_and_weights() -> None:
    local = open_local()
    assert local.identity.startswith("wordllama-0.4")
    assert local.identity.endswith("/l2_supercat_256")
    assert local.dimension == 256


def test_it_opens_once_in_a_process() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len({id(local) for local in pool.map(lambda _: open_local(), range(4))}) == 1


def test_it_opens_without_network_and_home_and_heavy_imports(tmp_path: Path) -> None:
    """No socket at all, a home that cannot be written, and neither wordllama nor llama_index."""
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    program = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise AssertionError('a socket was opened')\n"
        "socket.socket.__init__ = refuse\n"
        "socket.getaddrinfo = refuse\n"
        "from assistant.models import open_local\n"
        "assert open_local().embed(['hello']).any()\n"
        "heavy = {'wordllama', 'llama_index', 'requests', 'pydantic', 'openai', 'chromadb'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=home, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert not list(home.iterdir())


def test_missing_weights_say_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"pip install .*wordllama"):
        module._open.__wrapped__()
