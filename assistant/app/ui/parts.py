"""The parts of the page: what stands where; events/ says what they do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app.ui.desks.update import Update
from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import choosing
from assistant.app.ui.drawing.render import APART
from assistant.app.ui.drawing.status import drop_zone

SCRIPTS = ("page.js", "editor.js", "popover.js", "tools.js")

_HERE = Path(__file__).parent / "scripts"
_SERIAL = count(1)

Changes = dict[Any, Any]


_RUN: dict[str, tuple[str, ...]] = {}
"""The files that run together for a part, in one scope, by the name they are called by."""


def script(*names: str) -> str:
    """A call of what those files say, to run for a part once it is drawn.

    Not their text: Gradio (6.31) copies all that a part was made with whenever an event reads it;
    that was a third of what a question cost the browser. The text comes with the page
    (:func:`scripts`).
    """
    name = " ".join(names)
    _RUN[name] = names
    return f"dateline[{json.dumps(name)}](element, trigger, watch, props)"


def scripts() -> str:
    """The JavaScript of every part that was made so far, to be read before any is drawn."""
    return "window.dateline = {\n" + "".join(map(_function, _RUN.items())) + "};\n"


def _function(run: tuple[str, tuple[str, ...]]) -> str:
    name, files = run
    text = "\n".join((_HERE / file).read_text(encoding="utf-8") for file in files)
    return f"{json.dumps(name)}(element, trigger, watch, props) {{\n{text}\n}},\n"


def drawn(elem_id: str, value: str = "", script: str | None = None) -> gr.HTML:
    """A part of the page that is our own HTML, without Gradio's styles for such."""
    return gr.HTML(
        value,
        elem_id=elem_id,
        elem_classes="dl-drawn",
        js_on_load=script,
        apply_default_css=False,
    )


def unseen(elem_id: str, script: str) -> gr.HTML:
    """A part that draws nothing: its value is for its script (``props.value``)."""
    return gr.HTML(
        None,
        html_template="",
        elem_id=elem_id,
        elem_classes="dl-nothing",
        js_on_load=script,
        apply_default_css=False,
    )


def day_field(label: str, described_by: str = "") -> gr.HTML:
    """A native date field, whose value is ``YYYY-MM-DD`` or empty.

    Not ``gr.DateTime``: its field has no label and its calendar button no name that a screen reader
    could say, and it reads "now" as a date.
    """
    return gr.HTML(
        "",
        html_template=(
            f'<label>{label}<input type="date" value="${{value}}"'
            f"{f' aria-describedby={described_by}' if described_by else ''}></label>"
        ),
        js_on_load=(
            "const field = element.querySelector('input');"
            "field.addEventListener('change', () => {"
            # Not "change", which Gradio sends by itself as well, without what we send with it.
            " props.value = field.value; trigger('input', {at: performance.now()}); });"
        ),
        elem_classes="dl-day",
        apply_default_css=False,
    )


def quote_box(*, shown: bool) -> gr.HTML:
    """A native box that keeps passages from the model: its value is "quote" or empty."""
    return gr.HTML(
        "",
        html_template=(
            "<label><input type=\"checkbox\" ${value ? 'checked' : ''}>quotations only: "
            "no passages are sent</label>"
        ),
        js_on_load=(
            "const box = element.querySelector('input');"
            "box.addEventListener('change', () => { props.value = box.checked ? 'quote' : ''; });"
        ),
        elem_id="dl-quote",
        visible=shown,
        elem_classes="dl-day",
        apply_default_css=False,
    )


class Parts:
    """The parts of the page that change; ``written`` where a model writes answers,
    ``uploads`` where files may be added."""

    def __init__(self, *, written: bool, uploads: bool = False) -> None:
        self.session = gr.State(Session())  # copied for each tab
        self.address = unseen("dl-address", script("address.js"))
        self.outgoing = unseen("dl-outgoing", script("outgoing.js"))
        with gr.Row(elem_id="dl-head"):
            drawn("dl-name", _HEAD, script("frame.js"))
            self.writer = drawn("dl-writer", script=script("writer.js"))
        with gr.Row(elem_id="dl-columns"):
            with gr.Column(elem_id="dl-left", scale=1, min_width=240):
                self._left(uploads=uploads)
            with gr.Column(elem_id="dl-main", scale=3, min_width=280):
                self.tabs = gr.Tabs(elem_id="dl-tabs", selected="chat")
                with self.tabs:
                    with gr.Tab("Chat", id="chat", elem_id="dl-chat"):
                        self._chat(written=written)
                    with gr.Tab("Digest", id="digest", elem_id="dl-digests"):
                        self._digest()
                    with gr.Tab("Timeline", id="timeline", elem_id="dl-timelines"):
                        self._timeline()
            with gr.Column(elem_id="dl-side", scale=2, min_width=280):
                drawn("dl-aside", '<button type="button">← Back to the answers</button>')
                self.panel = drawn("dl-panel", script=script(*SCRIPTS))

    def _left(self, *, uploads: bool) -> None:
        self.fresh = gr.Button("New conversation", size="sm", elem_id="dl-new")
        self.listed = drawn("dl-listed", script=script("listed.js"))
        with gr.Column(elem_id="dl-corpus"):
            drawn("dl-corpus-title", "<h2>Corpus</h2>")
            self.corpus = drawn("dl-counts", script=script("corpus.js"))
            self.changed = drawn("dl-changed")
            self.sync_button = gr.Button("Sync", elem_id="dl-sync-button", size="sm")
            self.sync = drawn("dl-sync-status")
            self.problems = drawn("dl-problems")
            self.files = drawn("dl-files", drop_zone(), script("files.js")) if uploads else None
        drawn("dl-settings", _SETTINGS, script("settings.js"))
        self.account = drawn("dl-account", script=script("account.js"))

    def _chat(self, *, written: bool) -> None:
        # Its value is a list, one text for each turn: Gradio sends what has changed in a list, but
        # the whole of a text. turns.js draws it.
        self.conversation = gr.HTML(
            [],
            html_template="",
            elem_id="dl-conversation",
            elem_classes="dl-drawn",
            js_on_load=script("turns.js", *SCRIPTS, "draft.js", "sending.js"),
            apply_default_css=False,
        )
        with gr.Column(elem_id="dl-composer"):
            self.notice = drawn("dl-notice")
            self.box = gr.Textbox(
                elem_id="dl-box",
                label="Question",
                show_label=False,
                container=False,
                placeholder="Ask about the articles",
                lines=1,
                max_lines=6,
                submit_btn="Ask",
                autofocus=True,
            )
            with gr.Row(elem_id="dl-days"):
                gr.HTML("Published", elem_id="dl-published", apply_default_css=False)
                self.first = day_field("from")
                self.last = day_field("to")
                with gr.Row(elem_id="dl-as-of"):
                    self.as_of = day_field("as of", described_by="dl-today")
                    self.as_of_hint = drawn("dl-today")
                self.quote = quote_box(shown=written)

    def _digest(self) -> None:
        self.calendar = drawn("dl-calendar", script=script("calendar.js"))
        self.digest = drawn("dl-digest", script=script(*SCRIPTS, "boards.js"))

    def _timeline(self) -> None:
        self.topic = drawn("dl-topic", choosing.topic(), script("topic.js"))
        self.timeline = drawn("dl-timeline", script=script(*SCRIPTS, "boards.js"))

    @property
    def drawn(self) -> list[Any]:
        """Whatever an Update may change."""
        html = [self.conversation, self.panel, self.notice, self.corpus, self.as_of_hint]
        boards = [self.calendar, self.digest, self.timeline, self.topic]
        others = [self.address, self.outgoing, self.tabs, self.box]
        corpus = [self.sync, self.problems, self.changed, self.writer]
        return [*html, *corpus, self.listed, self.account, *boards, *others]

    @property
    def asked(self) -> list[Any]:
        """What a question may change: Gradio (6.31) goes through all the outputs of an event in
        the browser with each of its messages."""
        told = [self.notice, self.corpus, self.sync, self.listed]
        return [self.conversation, self.panel, *told, self.address, self.box]

    @property
    def days(self) -> list[Any]:
        return [self.first, self.last, self.as_of]

    def series(self, updates: Iterable[Update]) -> Iterator[Changes]:
        """:meth:`changes` of each, then none: when a generator has ended Gradio (6.31) sends its
        last output once more, which may undo what was done to the page meanwhile."""
        yield from map(self.changes, updates)
        yield self.changes(Update())

    def changes(self, update: Update) -> Changes:
        """``update`` as what Gradio takes: only the parts that it names."""
        html = {
            self.conversation: update.conversation,
            self.panel: update.panel,
            self.notice: update.notice,
            self.corpus: update.corpus,
            self.as_of_hint: update.as_of_hint,
            self.sync: update.sync,
            self.problems: update.problems,
            self.changed: update.changed,
            self.writer: update.writer,
            self.listed: update.listed,
            self.account: update.account,
            self.calendar: update.calendar,
            self.digest: update.digest,
            self.timeline: update.timeline,
            self.topic: update.topic,
        }
        made: Changes = {part: value for part, value in html.items() if value is not None}
        if update.conversation is not None:
            made[self.conversation] = update.conversation.split(APART)
        if update.address is not None:
            made[self.address] = _told(query=update.address, instead=update.instead)
        if update.outgoing is not None:
            made[self.outgoing] = _told(text=update.outgoing.text, name=update.outgoing.name)
        if update.tab is not None:
            made[self.tabs] = gr.Tabs(selected=update.tab)
        if update.busy is not None:
            buttons: Changes = {
                "submit_btn": not update.busy and "Ask",
                "stop_btn": update.busy and "Stop",
            }
            if update.sent:
                buttons["value"] = ""
            made[self.box] = gr.update(**buttons)
        # Gradio takes an empty mapping for the value of the first component.
        return made or {self.notice: gr.skip()}


def _told(**words: str | bool) -> dict[str, str | int]:
    """A value that differs from every one before: the script runs even when the words do not."""
    return {**words, "serial": next(_SERIAL)}


_HEAD = (
    '<button type="button" class="dl-tool dl-menu" data-frame="left" aria-controls="dl-left" '
    'aria-expanded="false">Menu</button><h1>Dateline</h1>'
)
_SETTINGS = (
    '<h2>Settings</h2><label class="dl-setting">Appearance <select data-setting="theme">'
    '<option value="system">as the system</option><option value="light">light</option>'
    '<option value="dark">dark</option></select></label>'
)
