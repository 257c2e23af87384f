"""What is installed, read from the packages' metadata: nothing of theirs is imported."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

OURS = "dateline-assistant"

ENCODINGS = ("cl100k_base", "o200k_base")


def version_of(package: str) -> str | None:
    """The installed version; None where the package is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def needed() -> list[str]:
    """The names of the packages that the assistant depends on, extras left out."""
    try:
        wanted = requires(OURS) or []
    except PackageNotFoundError:
        # A clone on the path: nobody installed it, but its project file says the same.
        project = Path(__file__).resolve().parents[2] / "pyproject.toml"
        if not project.is_file():
            return []
        wanted = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    names = [re.match(r"[A-Za-z0-9._-]+", each) for each in wanted if "extra ==" not in each]
    return [name[0] for name in names if name]


def versions() -> dict[str, str | None]:
    """Every package that the assistant needs, ours first, with its version or None."""
    return {name: version_of(name) for name in (OURS, *needed())}


def offline_encodings() -> list[str]:
    """The token encodings that tiktoken opens without a network, by name.

    tiktoken keeps each in a file named by the SHA-1 of its address (tiktoken/load.py), in
    TIKTOKEN_CACHE_DIR; llama-index-core ships two of them.
    """
    folders = [Path(folder) for folder in [os.environ.get("TIKTOKEN_CACHE_DIR")] if folder]
    if not folders:
        # find_spec of a submodule imports its parent: llama_index is an empty namespace.
        found = find_spec("llama_index") and find_spec("llama_index.core")
        if found and found.origin:
            folders.append(Path(found.origin).parent / "_static" / "tiktoken_cache")
    return [name for name in ENCODINGS if any((at / _cached_as(name)).is_file() for at in folders)]


def _cached_as(encoding: str) -> str:
    address = f"https://openaipublic.blob.core.windows.net/encodings/{encoding}.tiktoken"
    return hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
