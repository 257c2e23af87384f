"""Where the files that ship lie: in a wheel, in a clone, in an editable install."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import ConfigError

_PACKAGE = Path(__file__).resolve().parent


def seeds_folder() -> Path:
    """The folder of the articles that ship. Raises ConfigError where the installation lacks it."""
    return _shipped("seeds", _PACKAGE)


def prompts_folder() -> Path:
    """The folder of the prompts that ship. Raises ConfigError where the installation lacks it."""
    return _shipped("prompts", _PACKAGE)


def _shipped(name: str, package: Path) -> Path:
    """The first of ``package/shipped/name`` (wheel) and ``name`` beside the package (clone)."""
    # The package's own first: beside it, in site-packages, may lie somebody else's "seeds".
    for folder in (package / "shipped" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise ConfigError(
        f"The folder {name!r} that ships with the assistant was found neither in "
        f"{package / 'shipped'} nor in {package.parent}: the installation is incomplete. "
        "Install it again: pip install --force-reinstall dateline-assistant"
    )
