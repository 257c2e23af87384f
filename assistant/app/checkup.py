"""What ``assistant doctor`` finds: installed, configured, indexed, reachable, as JSON-ready dicts.

A part that is broken is a sentence in ``broken`` and does not keep the others from being looked at.
What was skipped at the last sync, and what is dated in the future, are remarks: nothing is broken.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.app.installed import OURS, offline_encodings, versions
from assistant.app.reaching import as_reachable, probe_embedding, probe_model
from assistant.errors import AssistantError, IndexMissing

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.config import Settings

LANGUAGES = (
    "Articles in any language are indexed; sentences, ranking and dates are tuned to English."
)


def check_up(store: Path | None, today: date) -> dict[str, Any]:
    """All that ``doctor --json`` prints; ``ok`` is whether ``broken`` is empty.

    Articles dated later than the day after ``today`` are told as ahead of their time.
    """
    broken: list[str] = []
    found: dict[str, Any] = {
        "ok": False,
        "installed": _installed(broken),
        "configured": None,
        "indexed": None,
        "model": None,
        "reachable": [],
        "prompts": _prompts(broken),
        "encodings": offline_encodings(),
        "languages": LANGUAGES,
        "broken": broken,
    }
    settings = _configured(store, found, broken)
    if settings is not None:
        _indexed(settings, today, found, broken)
        _reachable(settings, found, broken)
    found["ok"] = not broken
    return found


def _installed(broken: list[str]) -> dict[str, str | None]:
    found = versions()
    # Without our own metadata we run from a clone: unusual, not broken.
    missing = [name for name, version in found.items() if version is None and name != OURS]
    if missing:
        broken.append(f"not installed: {', '.join(missing)}: run pip install {OURS}")
    return found


def _prompts(broken: list[str]) -> list[dict[str, str]]:
    from assistant.answering.prompts import all_prompts

    try:
        return [{"name": prompt.name, "digest": prompt.digest} for prompt in all_prompts()]
    except AssistantError as error:
        broken.append(str(error))
        return []


def _configured(store: Path | None, found: dict[str, Any], broken: list[str]) -> Settings | None:
    from assistant.config import load_settings

    try:
        settings = load_settings(store=store)
    except AssistantError as error:
        broken.append(str(error))
        return None
    # SecretStr fields dump as stars; an address may hold a password of its own.
    shown = settings.model_dump(mode="json")
    if shown["openai_base_url"]:
        shown["openai_base_url"] = _without_password(shown["openai_base_url"])
    dotenv = Path(".env")
    found["configured"] = {
        **shown,
        "env_file": str(dotenv.resolve()) if dotenv.is_file() else None,
    }
    return settings


def _without_password(address: str) -> str:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
    except ValueError:
        return "not an address"
    held, at, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"***{at}{host}" if held else host).geturl()


def _indexed(settings: Settings, today: date, found: dict[str, Any], broken: list[str]) -> None:
    from assistant.assembly import build

    try:
        assistant = build(settings)
    except AssistantError as error:
        broken.append(str(error))
        return
    try:
        found["indexed"] = _overview(assistant, today)
    except IndexMissing:
        found["indexed"] = None
    except AssistantError as error:
        broken.append(str(error))
    finally:
        assistant.close()


def _reachable(settings: Settings, found: dict[str, Any], broken: list[str]) -> None:
    """One look at each server that would be asked; nothing is sent where there is none."""
    if embedding := probe_embedding(settings, broken):
        found["reachable"].append(embedding)
    if model := probe_model(settings, broken):
        found["model"] = model
        found["reachable"].append(as_reachable(model))


def _overview(assistant: Assistant, today: date) -> dict[str, Any]:
    from assistant.app.wire import problems

    held = assistant.overview()
    tomorrow = today + timedelta(days=1)
    ahead = []
    # The list of all articles is long; most of the time the newest day says that none is needed.
    if held.last and held.last > tomorrow:
        ahead = [entry for entry in assistant.articles() if entry.published > tomorrow]
    return {
        "generation": held.generation,
        "articles": held.articles,
        "passages": held.passages,
        "first": held.first.isoformat() if held.first else None,
        "last": held.last.isoformat() if held.last else None,
        "synced_at": held.synced_at,
        "sources": list(held.sources),
        "embedding": held.embedding,
        "changed_files": assistant.changed_files(),
        "skipped": problems(assistant.problems()),
        "ahead": [{"article": one.id, "date": one.published.isoformat()} for one in ahead],
    }
