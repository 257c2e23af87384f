"""What changes on the page, as those who know no Gradio say it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Text that leaves the page: a file to save (``name``), or for the clipboard (no name)."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """HTML for the parts of the page that change; None leaves a part as it is.

    ``busy`` says whether an answer is under way; ``sent`` that the question was taken, so that its
    field can be emptied. ``tab`` is the tab to turn to; ``address`` what stands in the browser's
    address bar from now on ("?conversation=…", "" for nothing), ``instead`` that Back does not lead
    to the conversation before.
    """

    conversation: str | None = None
    panel: str | None = None
    notice: str | None = None
    corpus: str | None = None
    as_of_hint: str | None = None
    sync: str | None = None
    problems: str | None = None
    changed: str | None = None
    writer: str | None = None
    listed: str | None = None
    account: str | None = None
    calendar: str | None = None
    digest: str | None = None
    timeline: str | None = None
    topic: str | None = None
    outgoing: Outgoing | None = None
    address: str | None = None
    instead: bool = False
    tab: str | None = None
    busy: bool | None = None
    sent: bool = False
