"""What ``assistant doctor`` found, on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text

from assistant.app.safe import one_line
from assistant.app.terminal import count, put, tally

if TYPE_CHECKING:
    from rich.console import Console

NAME = 32  # columns for the names, which are at most 32 characters long
SHOWN = 3  # remarks of a kind; assistant index lists all


def put_checkup(console: Console, found: Mapping[str, Any]) -> None:
    """Prints each part under its heading, and last what is broken or that nothing is."""
    _part(console, "Indexed", _indexed(found["indexed"], _advice(found["configured"])))
    _part(console, "Configured", found["configured"] or {})
    _part(console, "Writes", _writer(found["model"], found["configured"]))
    reachable = {probe["what"]: _probe(probe) for probe in found["reachable"]}
    _part(console, "Reachable", reachable or {"nothing to reach": "every part is on this machine"})
    installed = {name: version or "not installed" for name, version in found["installed"].items()}
    _part(console, "Installed", installed)
    _part(console, "Prompts", {p["name"]: f"sha256 {p['digest'][:12]}" for p in found["prompts"]})
    encodings = ", ".join(found["encodings"]) or "none"
    _part(console, "Token encodings", {"offline": encodings})
    _part(console, "Languages", {"": found["languages"]})
    for sentence in found["broken"]:
        put(console, Text(one_line(sentence), style="bold red"), first="✗ ", rest="  ")
    if found["ok"]:
        put(console, Text(f"✓ Nothing is broken{_remarks(found['indexed'])}.", style="bold green"))


def _part(console: Console, heading: str, lines: Mapping[str, Any]) -> None:
    put(console, Text(heading, style="bold"))
    width = min(NAME, max((len(name) for name in lines), default=0))
    for name, value in lines.items():
        label = f"  {name:<{width}}  " if name else "  "
        indent = " " * len(label)
        lines_of_it = value if isinstance(value, tuple) else (_spell(value),)
        for number, line in enumerate(lines_of_it):
            first = Text(label, "cyan") if number == 0 else indent
            put(console, one_line(line), first=first, rest=indent)
    put(console)


def _spell(value: object) -> str:
    if value is None or value == []:
        return "-"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


def _advice(configured: Mapping[str, Any] | None) -> str:
    """The command that indexes the very store that was looked at."""
    from assistant.index.advice import DEFAULT_STORE, index_command

    return index_command(Path(configured["store"]) if configured else DEFAULT_STORE)


def _indexed(indexed: Mapping[str, Any] | None, advice: str) -> dict[str, Any]:
    if indexed is None:
        return {"nothing yet": f"run {advice}"}
    held = f"{count(indexed['articles'], 'article')}, {count(indexed['passages'], 'passage')}"
    changed = indexed["changed_files"]
    return {
        "holds": held,
        "published": f"{indexed['first']} to {indexed['last']}" if indexed["first"] else "-",
        "generation": f"{indexed['generation']}, of {indexed['synced_at']}",
        "embedding": indexed["embedding"],
        "sources": indexed["sources"],
        "changed since": f"{count(changed, 'file')}: run {advice}" if changed else "nothing",
        "skipped": _listed([_where(one) for one in indexed["skipped"]], advice),
        "dated after tomorrow": _listed(
            [f"{one['article']}: {one['date']}" for one in indexed["ahead"]], advice
        ),
    }


def _writer(
    model: Mapping[str, Any] | None, configured: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Who writes the answers, and where passages go for that."""
    if configured is None:
        return {"not known": "the settings cannot be read"}
    if model is None:
        return {"nobody": "answers quote the articles; nothing is sent to a model"}
    listed = {True: "yes", False: "no: some servers take any name", None: "not known"}
    context = model["context"]
    told = context["server"] or "not said"
    return {
        "model": model["name"],
        "passages are sent to": model["host"],
        "listed there": listed[model["listed"]],
        "context": f"{context['configured'] or 'not set'} (the server's: {told})",
    }


def _where(problem: Mapping[str, Any]) -> str:
    line = f":{problem['line']}" if problem["line"] else ""
    return f"{problem['path']}{line}: {problem['message']}"


def _listed(remarks: Sequence[str], advice: str) -> str | tuple[str, ...]:
    """How many, then a line for each of the first ones."""
    if not remarks:
        return "nothing"
    more = len(remarks) - SHOWN
    rest = (f"… and {more:,} more: {advice} lists them",) if more > 0 else ()
    return (f"{len(remarks):,}", *remarks[:SHOWN], *rest)


def _remarks(indexed: Mapping[str, Any] | None) -> str:
    if indexed is None:
        return ""
    skipped, ahead = len(indexed["skipped"]), len(indexed["ahead"])
    said = tally(skipped, skipped + ahead)
    return f"; {said}: see Indexed" if said else ""


def _probe(probe: Mapping[str, Any]) -> str:
    return f"answers in {probe['ms']:.0f} ms" if probe["ok"] else "does not answer"
