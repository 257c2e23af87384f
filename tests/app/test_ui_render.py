"""Whatever an article, a question or an error says is shown as its characters, and only so."""

from __future__ import annotations

import html
import re
import string
from datetime import date
from html.parser import HTMLParser

import pytest
from ui_hostile import CONTROLS, PAYLOADS, REORDERING

from assistant.app.ui import markup, render, sources, status
from assistant.app.ui.view import Session, advance
from assistant.domain import (
    Answer,
    Article,
    Citation,
    Claim,
    ClaimShown,
    DateRange,
    DateReading,
    Dropped,
    Finished,
    Form,
    Found,
    Hit,
    Overview,
    Passage,
    Problem,
    Progress,
    Reason,
    SyncReport,
    Understood,
    Verdict,
)

DAY = date(2021, 11, 6)


class Reading(HTMLParser):
    """A page as a browser takes it: its tags, with the names of their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.values += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment was read: {data!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def article(words: str) -> Article:
    return Article("a", DAY, words, f"Before it. {words} After it.", source=words, url=words)


def citation(words: str, label: int = 1, start: int = len("Before it. ")) -> Citation:
    return Citation(label, "a", DAY, words, start, start + len(words), words)


def answer(words: str, *, reason: Reason | None = None) -> Answer:
    dates = DateReading(DateRange(DAY, DAY, words), "either")
    claims = () if reason else (Claim(words, (1,), Verdict.SUPPORTED, 1.0),)
    cited = () if reason else (citation(words),)
    return Answer(
        words, words, DAY, dates, Form.ANSWER, reason, words, claims, cited, nearest=(DAY,)
    )


def everywhere(words: str) -> str:
    """A page on which ``words`` stand in each place that something foreign can reach."""
    hits = (Hit(Passage("a", 0, 3, "abc"), DAY, words, 1.0, 1, ("terms",)),)
    session = Session()
    number = session.begin(words)
    for event in (Found(hits), Finished(answer(words))):
        session.turns[number] = advance(session.turns[number], event)
    asked = session.begin(words)
    session.turns[asked] = advance(
        session.turns[asked], Finished(answer(words, reason=Reason.NOT_IN_RANGE))
    )
    session.fail(session.begin(words), words)
    found = {"a": article(words)}
    session.select(number)
    parts = [render.conversation(session), sources.panel(session, found)]
    session.select(number, 1)
    parts += [render.conversation(session), sources.panel(session, found)]
    parts += [sources.panel(session, {}), sources.panel(session, {"a": article("other")})]
    report = SyncReport(1, 0, 0, 0, 0, 1, 0, 0, 0.1, (Problem(words, 3, words),))
    parts += [
        render.conversation(Session(), [words]),
        status.notice(words),
        status.synced(report),
        status.syncing(Progress(words, 1, 2)),
        status.corpus(Overview(1, 1, 1, DAY, DAY, "", (), words), words),
    ]
    return "".join(parts)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_adds_no_tag_and_no_attribute_anywhere(payload: str) -> None:
    harmless = re.sub(r"\S", "x", payload)
    assert Reading(everywhere(payload)).tags == Reading(everywhere(harmless)).tags


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_is_shown_as_its_characters(payload: str) -> None:
    shown = Reading(everywhere(payload))
    assert shown.text.count(payload) >= 12  # question, sentence, title, quote, error, problem ...
    assert not any(value.startswith(("javascript:", "http")) for value in shown.values)


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
        ("//example.org/x", False),
        ("https://", False),
        ("http://[broken", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_http_and_https_become_links(url: str, link: bool) -> None:
    shown = Reading(markup.address(url))
    assert [tag for tag, _ in shown.tags] == (["a"] if link else ["span"])
    if link:
        assert shown.values[-1] == "noopener noreferrer"
        assert url in shown.values


def test_a_citation_is_a_button_that_names_its_turn_source_and_day() -> None:
    shown = Reading(render.chip(citation("A title"), 7))
    assert shown.tags[1][0] == "button"
    assert {"open", "7", "1"} <= set(shown.values)
    assert "Source 1: A title, 6 Nov 2021" in shown.values
    assert shown.text == "[1]"


def test_a_number_without_its_citation_is_no_button() -> None:
    session = Session()
    number = session.begin("Who?")
    claim = ClaimShown(Claim("He did.", (4,), Verdict.SUPPORTED, 1.0), ())
    session.turns[number] = advance(session.turns[number], claim)
    page = Reading(render.conversation(session))
    assert "[4]" in page.text
    assert "button" not in [tag for tag, _ in page.tags]


def test_a_sentence_keeps_its_numbers_beside_its_last_word() -> None:
    session = Session()
    number = session.begin("Who?")
    event = Finished(answer("Burns went to Moscow."))
    session.turns[number] = advance(session.turns[number], event)
    page = render.conversation(session)
    assert 'Burns went to <span class="dl-last">Moscow&#46;<sup>' in page


def test_the_stages_of_an_answer_are_told_in_words() -> None:
    session = Session()
    shown = session.turns[session.begin("Who?")]
    told = [render.stage(shown)]
    for event in (
        Understood("Who?", None, DAY, DateReading()),
        Found(tuple(hit(n, f"a{n % 7}") for n in range(12))),
    ):
        shown = advance(shown, event)
        told.append(render.stage(shown))
    assert told == [
        "Reading the question…",
        "Searching…",
        "Found 12 passages in 7 articles. Choosing sentences…",
    ]


def hit(rank: int, name: str) -> Hit:
    return Hit(Passage(name, 0, 1, "x"), DAY, "t", 1.0, rank + 1, ("terms",))


@pytest.mark.parametrize("reason", list(Reason))
def test_every_refusal_says_why(reason: Reason) -> None:
    session = Session()
    number = session.begin("Who?")
    refused = Finished(answer("There is nothing.", reason=reason))
    session.turns[number] = advance(session.turns[number], refused)
    page = Reading(render.conversation(session))
    assert "There is nothing." in page.text
    assert ("div", ("class",)) in page.tags
    assert "h3" in [tag for tag, _ in page.tags]


def test_what_was_left_out_is_counted() -> None:
    session = Session()
    number = session.begin("Who?")
    for event in (Dropped("x", Verdict.UNSUPPORTED, "y"), Finished(answer("It is so."))):
        shown = session.turns[number] = advance(session.turns[number], event)
    assert not shown.dropped  # the finished answer says what was dropped, and it dropped nothing
    session.turns[number] = advance(shown, Dropped("x", Verdict.UNSUPPORTED, "y"))
    page = Reading(render.conversation(session))
    assert "1 sentence left out: not supported by the articles" in page.text


def test_the_searched_days_and_their_words_stand_under_the_answer() -> None:
    reading = DateReading(DateRange(date(2021, 11, 1), date(2021, 11, 7), "last week"), "published")
    told = html.unescape(render.searched_days(reading))
    assert told == "Published 1 Nov 2021 to 7 Nov 2021 (“last week”)"
    assert render.searched_days(DateReading()) == ""


def test_the_opened_article_marks_every_quote_and_the_opened_one_most() -> None:
    body = "One fact. Another fact. A third fact."
    found = Article("a", DAY, "T", body)
    cites = [citation("One fact.", 1, 0), citation("A third fact.", 2, 24)]
    page = sources.article(cites[1], cites, 0, found)
    assert "<mark>One fact&#46;</mark> Another fact&#46; " in page
    assert '<mark class="dl-here">A third fact&#46;</mark></div>' in page


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([(0, 9, False), (5, 15, True)], [(0, 5, False), (5, 15, True)]),
        ([(5, 15, True), (10, 20, False)], [(5, 15, True), (15, 20, False)]),
        ([(0, 30, True), (5, 10, False)], [(0, 30, True)]),
        ([(0, 5, True), (0, 5, False)], [(0, 5, True)]),
        ([], []),
    ],
)
def test_quotes_that_overlap_give_way_to_the_opened_one(
    spans: list[tuple[int, int, bool]], kept: list[tuple[int, int, bool]]
) -> None:
    assert sources.disjoint(spans) == kept


def test_a_changed_or_vanished_article_leaves_the_quote_and_says_so() -> None:
    cited = citation("A fact.", 1, 0)
    gone = Reading(sources.article(cited, [cited], 0, None)).text
    changed = Reading(sources.article(cited, [cited], 0, Article("a", DAY, "T", "New text."))).text
    assert "A fact." in gone
    assert "no longer in the corpus" in gone
    assert "A fact." in changed
    assert "has changed" in changed
    assert "New text." in changed


def test_of_a_huge_article_only_what_is_near_the_quote_is_sent() -> None:
    body = "x " * 5_000_000 + "A fact." + " y" * 5_000_000
    cited = citation("A fact.", 1, body.index("A fact."))
    page = sources.article(cited, [cited], 0, Article("a", DAY, "T", body))
    assert len(page) < 200_000
    assert "characters not shown" in html.unescape(page)


def test_a_source_shows_its_quote_in_the_paragraph_around_it() -> None:
    body = "Far away.\n\nJust before. A fact. Just after.\n\nFar below."
    session = Session()
    number = session.begin("Who?")
    cited = citation("A fact.", 1, body.index("A fact."))
    event = ClaimShown(Claim("A fact.", (1,), Verdict.SUPPORTED, 1.0), (cited,))
    session.turns[number] = advance(session.turns[number], event)
    page = sources.panel(session, {"a": Article("a", DAY, "T", body)})
    assert "Just before&#46; <mark>A fact&#46;</mark> Just after&#46;</blockquote>" in page


def test_the_head_counts_the_articles_and_names_who_writes() -> None:
    overview = Overview(3, 2, 19, DAY, date(2021, 11, 15), "", (), "any")
    local, remote = (Reading(status.corpus(overview, name)).text for name in (None, "big-model"))
    assert local == ("2 articles, 6 Nov 2021 to 15 Nov 2021extractive: nothing leaves this machine")
    assert remote.endswith("questions are sent to the embedding model big-model")
    assert "No articles yet" in status.corpus(None)


def test_a_sync_tells_what_it_did_and_lists_its_problems() -> None:
    problems = tuple(Problem(f"f{n}.txt", None, "has no date") for n in range(201))
    told = Reading(status.synced(SyncReport(9, 2, 1, 0, 6, 201, 0, 30, 1.26, problems))).text
    assert told.startswith("Synced in 1.3 s: 2 added, 1 changed, 201 skipped.201 problems")
    assert "f199.txt has no date" in told
    assert "and 1 more" in told
    nothing = status.synced(SyncReport(2, 0, 0, 0, 2, 0, 0, 19, 0.1))
    assert "nothing has changed" in nothing


def test_progress_has_a_bar_as_soon_as_the_total_is_known() -> None:
    known = status.syncing(Progress("reading", 1200, 2000))
    assert 'value="1200" max="2000"' in known
    assert "Reading: 1,200 of 2,000" in known
    assert "value" not in status.syncing(Progress("reading", 7, None))


def test_a_long_question_is_shortened_on_the_page() -> None:
    session = Session()
    session.begin("word " * 40_000)
    assert len(render.conversation(session)) < 1_500
