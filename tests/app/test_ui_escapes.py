"""Whatever an article, a question or an error says is shown as its characters, and only so."""

from __future__ import annotations

import html
import re
import string
from dataclasses import replace

import pytest
from ui_hostile import CONTROLS, PAYLOADS, REORDERING
from ui_reading import DAY, Reading, answer, article, citation

from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import markup, render, sources, status
from assistant.app.ui.drawing.opened import Around
from assistant.chat.feedback import Vote
from assistant.chat.shown import Within, advance
from assistant.domain import (
    Answer,
    ArticleEntry,
    Claim,
    Conflict,
    DateRange,
    DateReading,
    Dropped,
    EventDate,
    EventSpan,
    Finished,
    Form,
    Found,
    Hit,
    Overview,
    Part,
    Passage,
    Problem,
    Progress,
    Reason,
    Side,
    Story,
    SyncReport,
    Usage,
    Verdict,
)


def everywhere(words: str) -> str:
    """A page on which ``words`` stand in each place that something foreign can reach."""
    hits = (Hit(Passage("a", 0, 3, "abc"), DAY, words, 1.0, 1, ("terms",)),)
    session = Session()
    number = session.begin(words)
    for event in (Found(hits), Finished(answer(words))):
        session.turns[number] = advance(session.turns[number], event)
    asked = session.begin(words)
    for event in (Found(hits), Finished(answer(words, reason=Reason.NOT_IN_RANGE))):
        session.turns[asked] = advance(session.turns[asked], event)
    session.fail(session.begin(words), words)
    written = Within(generator="llm")
    model = session.begin(words, written)
    session.turns[model] = advance(session.turns[model], Finished(by_model(words)))
    session.fail(session.begin(words, written), words, quotable=True)
    session.votes[number] = Vote("down", words, "2021-11-06T00:00:00+00:00")
    session.votes[asked] = Vote("up", words, "2021-11-06T00:00:00+00:00")
    session.outlets["a"] = words
    for form in (Form.DIGEST, Form.TIMELINE):
        whole = session.begin(words)
        session.turns[whole] = advance(session.turns[whole], Finished(dated(words, form)))
    session.suggested[whole] = (words, words)
    found = {"a": article(words)}
    entry = ArticleEntry(words, DAY, words, words, 1)
    around = Around((EventSpan(0, 6, DAY, DAY),), Story((entry,), (entry,)), f"?{words}")
    session.select(number)
    parts = [render.conversation(session), sources.panel(session, found)]
    session.select(whole)
    parts += [sources.panel(session, found)]
    session.select(whole, 2)
    parts += [sources.panel(session, found), sources.panel(session, {})]
    session.select(number, 1)
    parts += [render.conversation(session), sources.panel(session, found)]
    parts += [sources.panel(session, {}), sources.panel(session, {"a": article("other")})]
    session.conversation = words
    parts += [sources.panel(session, found, around)]
    session.read(number, "a")
    parts += [sources.panel(session, found, around), sources.panel(session, {}, around)]
    session.select(asked)
    parts += [sources.panel(session, found)]
    report = SyncReport(1, 0, 0, 0, 0, 1, 0, 0, 0.1, (Problem(words, 3, words),))
    parts += [
        render.conversation(Session(), [words]),
        status.notice(words),
        status.synced(report),
        status.syncing(Progress(words, 1, 2)),
        status.corpus(Overview(1, 1, 1, DAY, DAY, "", (), words)),
        status.writer(words),
        status.writer(words, words),
    ]
    return "".join(parts)


def by_model(words: str) -> Answer:
    """A refusal with everything that a model and its server can say about it."""
    return replace(
        answer(words, reason=Reason.NOT_SUPPORTED),
        dropped=(Dropped(words, Verdict.UNSUPPORTED, words),) * 2,
        usage=Usage(generator="llm", model=words, host=words),
        notices=(words, words),
    )


def dated(words: str, form: Form) -> Answer:
    """An answer in which ``words`` are what days were read from, and what reports differ on."""
    told = replace(
        answer(words),
        form=form,
        dates=DateReading(DateRange(DAY, None, words), mentions=(DateRange(DAY, DAY, words),) * 5),
        claims=(Claim(words, (1, 2), Verdict.SUPPORTED, 1.0, DAY, "event", True),) * 2,
        parts=(Part(DateRange(DAY, DAY), 2, ((0,),)),) if form is Form.DIGEST else (),
        conflicts=(Conflict(words, (Side(0, words, DAY), Side(1, words, DAY))),),
    )
    events = (EventDate(DAY, DAY, words), EventDate(DAY, DAY, words + words, planned=True))
    cited = [replace(citation(words, n), event=event) for n, event in enumerate(events, 1)]
    return replace(told, citations=tuple(cited))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_adds_no_tag_and_no_attribute_anywhere(payload: str) -> None:
    harmless = re.sub(r"\S", "x", payload)
    assert Reading(everywhere(payload)).tags == Reading(everywhere(harmless)).tags


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_is_shown_as_its_characters(payload: str) -> None:
    shown = Reading(everywhere(payload))
    assert shown.text.count(payload) >= 30  # question, sentence, title, quote, error, problem ...
    assert not any(value.startswith(("javascript:", "http")) for value in shown.values)


def test_no_text_can_begin_a_turn_of_its_own() -> None:
    session = Session()
    session.begin(f"Who?{render.APART}<section>{render.APART}")
    assert render.conversation(session).count(render.APART) == 2  # before the turn and after it


def test_there_are_as_many_payloads_as_the_page_promises() -> None:
    assert len(set(PAYLOADS)) >= 26


def test_no_punctuation_is_left_that_html_markdown_or_latex_could_read() -> None:
    escaped = markup.text(string.printable)
    assert html.unescape(escaped).startswith(string.printable.partition("\r")[0])
    left = escaped.replace("&#", "").replace(";", "")
    assert not set(left) & set(string.punctuation)


def test_marks_that_reorder_text_are_shown_by_their_number() -> None:
    shown = html.unescape(markup.text(REORDERING))
    assert shown == "safe [U+202E]gnp.exe[U+202C] [U+2066]left[U+2069] end"
    assert markup.text("\u200fעברית\u200e") == "\u200fעברית\u200e"


def test_control_characters_and_lone_surrogates_are_shown_as_pictures() -> None:
    shown = html.unescape(markup.text(CONTROLS))
    assert shown == "bell ␇, escape ␛[31m, null ␀, del ␡, c1 \ufffd, lone \ufffd, cr \nnext"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=c&d=\"'<x>", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("DATA:text/html;base64,PHNjcmlwdD4=", False),
        ("vbscript:msgbox(1)", False),
        ("blob:https://example.org/1", False),
        ("javascript://example.org/%0aalert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("https\x00://example.org/", False),
        ("https:\\\\example.org", False),
        ("https://example.org/a\nb", False),
        ("https://example.org/\u202egpj.exe", False),
        ("https://bank.example@example.org/", False),
        ("https://user:secret@example.org/", False),
        ("https://bank.example\\@example.org/", False),
        ("https://example.org:notaport/", False),
        ("https://exa mple.org/", False),
        ("//example.org/x", False),
        ("/x", False),
        ("", None),
        ("https://", False),
        ("http://[broken", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_http_and_https_become_links(url: str, link: bool | None) -> None:
    shown = Reading(markup.address(url))
    tags = {True: ["a"], False: ["span"], None: []}
    assert [tag for tag, _ in shown.tags] == tags[link]
    if link:
        assert shown.values[-1] == "noopener noreferrer"
        assert url in shown.values
