"""The page: what stands where, and which handler answers to what.

``gradio`` is imported here, and in server.py when a page is made: nothing else of ours knows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.app.sending import writer_of
from assistant.app.ui.handlers import FAILED, Desk, Update
from assistant.app.ui.view import Session

if TYPE_CHECKING:
    from assistant.assembly import Assistant

AT_ONCE = 8
"""Questions that are answered at the same time; the rest wait in the queue."""

WAITING = 64
"""Questions that may wait; beyond that the page says that it is busy."""

SCRIPTS = ("page.js", "editor.js")

_HERE = Path(__file__).parent

# Events are the page's own: none of them is listed or offered to other programs as an API.
_OWN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

Changes = dict[Any, Any]


def _drawn(elem_id: str, value: str = "", script: str | None = None) -> gr.HTML:
    """A part of the page that is our own HTML, without Gradio's styles for such."""
    return gr.HTML(
        value,
        elem_id=elem_id,
        elem_classes="dl-drawn",
        js_on_load=script,
        apply_default_css=False,
    )


class _Parts:
    """The parts of the page that change; ``written`` where a model writes answers."""

    def __init__(self, script: str, *, written: bool) -> None:
        self.session = gr.State(Session())  # copied for each tab
        with gr.Row(elem_id="dl-head"):
            _drawn("dl-name", "<h1>Dateline</h1>")
            self.corpus = _drawn("dl-counts")
            self.fresh = gr.Button("New conversation", size="sm", elem_id="dl-new")
            self.sync_button = gr.Button("Sync", elem_id="dl-sync-button", size="sm")
        self.sync = _drawn("dl-sync-status")
        with gr.Row(elem_id="dl-columns"):
            with gr.Column(elem_id="dl-chat", scale=3, min_width=280):
                self.conversation = _drawn("dl-conversation", script=script)
                self._composer(written=written)
            with gr.Column(elem_id="dl-side", scale=2, min_width=280):
                self.panel = _drawn("dl-panel", script=script)

    def _composer(self, *, written: bool) -> None:
        with gr.Column(elem_id="dl-composer"):
            self.notice = _drawn("dl-notice")
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
                self.first = _day_field("from")
                self.last = _day_field("to")
                with gr.Row(elem_id="dl-as-of"):
                    self.as_of = _day_field("as of", described_by="dl-today")
                    self.as_of_hint = _drawn("dl-today")
                self.quote = _quote_box(shown=written)

    @property
    def drawn(self) -> list[Any]:
        html = [self.conversation, self.panel, self.notice, self.corpus, self.as_of_hint, self.sync]
        return [*html, self.box]

    @property
    def days(self) -> list[Any]:
        return [self.first, self.last, self.as_of]

    def changes(self, update: Update) -> Changes:
        """``update`` as what Gradio takes: only the parts that it names."""
        html = {
            self.conversation: update.conversation,
            self.panel: update.panel,
            self.notice: update.notice,
            self.corpus: update.corpus,
            self.as_of_hint: update.as_of_hint,
            self.sync: update.sync,
        }
        made: Changes = {part: value for part, value in html.items() if value is not None}
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


def _day_field(label: str, described_by: str = "") -> gr.HTML:
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


def _quote_box(*, shown: bool) -> gr.HTML:
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


def build_page(assistant: Assistant) -> gr.Blocks:
    """The page over ``assistant``, not yet served."""
    desk = Desk(assistant)
    script = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    page = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True, fill_height=True)
    with page:
        parts = _Parts(script, written=writer_of(assistant) is not None)
        _listen(page, parts, desk)
    page.queue(default_concurrency_limit=AT_ONCE, max_size=WAITING, api_open=False)
    return page


def _listen(page: gr.Blocks, parts: _Parts, desk: Desk) -> None:
    changes, tab, drawn = parts.changes, parts.session, parts.drawn

    def ask(
        question: str,
        first: str,
        last: str,
        as_of: str,
        session: Session,
        box: str,
        event: gr.EventData,
    ) -> Iterator[Changes]:
        pressed: dict[str, Any] = event._data if isinstance(event._data, dict) else {}
        quote = bool(box)
        if pressed.get("quote"):
            updates = desk.quoted(session, int(pressed["turn"]))
        elif "turn" in pressed:
            days = pressed.get("first"), pressed.get("last"), pressed.get("applies")
            updates = desk.again(session, int(pressed["turn"]), *days, quote=quote)
        else:
            asked = pressed.get("question") or question
            updates = desk.ask(asked, first, last, session, as_of, quote=quote)
        for update in updates:
            yield changes(update)

    def sync(session: Session) -> Iterator[Changes]:
        yield {parts.sync_button: gr.update(interactive=False)}
        for update in desk.sync(session):
            yield changes(update)
        yield {parts.sync_button: gr.update(interactive=True)}

    def press(session: Session, event: gr.EventData) -> Changes:
        turn, label = event._data.get("turn"), event._data.get("label")
        return changes(desk.select(session, int(turn), int(label) if label else None))

    def days(first: str, last: str, as_of: str, session: Session, event: gr.EventData) -> Changes:
        return changes(desk.changed(first, last, as_of, session, float(event._data["at"])))

    def fresh(session: Session) -> Changes:
        session.clear()
        return {**changes(desk.opened(session)), **changes(Update(busy=False))}

    page.load(lambda s: changes(desk.opened(s)), tab, drawn, **_OWN)
    asking = gr.on(
        [parts.box.submit, parts.conversation.submit],
        ask,
        [parts.box, *parts.days, tab, parts.quote],
        drawn,
        # Not "once": the browser would drop a question that comes right after Stop, in silence.
        trigger_mode="multiple",
        **_OWN,
    )
    asking.failure(lambda s: changes(desk.stopped(s, FAILED)), tab, drawn, **_OWN)
    # Not "cancels": Gradio cancels in a request of its own, which may arrive when the next question
    # is under way, and end that one. The turn is marked, and its stream closed at its next Event.
    parts.box.stop(lambda s: changes(desk.stopped(s)), tab, drawn, **_OWN)
    parts.fresh.click(fresh, tab, drawn, **_OWN)
    for part in (parts.conversation, parts.panel):
        part.select(press, tab, [parts.conversation, parts.panel], queue=False, **_OWN)
    for field in parts.days:
        field.input(
            days, [*parts.days, tab], [parts.notice, parts.conversation], queue=False, **_OWN
        )
    # One sync at a time: a second tab's waits for the first one's end.
    parts.sync_button.click(
        sync, tab, [*drawn, parts.sync_button], concurrency_limit=1, trigger_mode="once", **_OWN
    )
