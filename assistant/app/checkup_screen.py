"""What ``assistant doctor`` found, on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.text import Text

from assistant.app.safe import one_line
from assistant.app.terminal import count, put

if TYPE_CHECKING:
    from rich.console import Console

NAME = 32  # columns for the names, which are at most 32 characters long


def put_checkup(console: Console, found: Mapping[str, Any]) -> None:
    """Prints each part under its heading, and last what is broken or that nothing is."""
    installed = {name: version or "not installed" for name, version in found["installed"].items()}
    _part(console, "Installed", installed)
    _part(console, "Configured", found["configured"] or {})
    _part(console, "Indexed", _indexed(found["indexed"]))
    reachable = {probe["what"]: _probe(probe) for probe in found["reachable"]}
    _part(console, "Reachable", reachable or {"nothing to reach": "every part is on this machine"})
    _part(console, "Prompts", {p["name"]: f"sha256 {p['digest'][:12]}" for p in found["prompts"]})
    encodings = ", ".join(found["encodings"]) or "none"
    _part(console, "Token encodings", {"offline": encodings})
    _part(console, "Languages", {"": found["languages"]})
    for sentence in found["broken"]:
        put(console, Text(one_line(sentence), style="bold red"), first="✗ ", rest="  ")
    if found["ok"]:
        put(console, Text("✓ Nothing is broken.", style="bold green"))


def _part(console: Console, heading: str, lines: Mapping[str, Any]) -> None:
    put(console, Text(heading, style="bold"))
    width = min(NAME, max((len(name) for name in lines), default=0))
    for name, value in lines.items():
        label = f"  {name:<{width}}  " if name else "  "
        put(console, one_line(_spell(value)), first=Text(label, "cyan"), rest=" " * len(label))
    put(console)


def _spell(value: object) -> str:
    if value is None or value == []:
        return "-"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


def _indexed(indexed: Mapping[str, Any] | None) -> dict[str, Any]:
    if indexed is None:
        return {"nothing yet": "run assistant index"}
    held = f"{count(indexed['articles'], 'article')}, {count(indexed['passages'], 'passage')}"
    changed = indexed["changed_files"]
    return {
        "holds": held,
        "published": f"{indexed['first']} to {indexed['last']}" if indexed["first"] else "-",
        "generation": f"{indexed['generation']}, of {indexed['synced_at']}",
        "embedding": indexed["embedding"],
        "sources": indexed["sources"],
        "changed since": f"{count(changed, 'file')}: run assistant index" if changed else "nothing",
    }


def _probe(probe: Mapping[str, Any]) -> str:
    return f"answers in {probe['ms']:.0f} ms" if probe["ok"] else "does not answer"
