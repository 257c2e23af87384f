"""Cases: a question, and what a right answer to it must hold. JSON Lines, one case a line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal

from assistant.domain import DateRange, Form, Reason
from evals.reading import Fault, Fields


@dataclass(frozen=True, slots=True)
class Gold:
    """A sentence that supports the answer: words of an article's body, to the letter."""

    article: str
    quote: str


PLACE = re.compile(r"\{(\d+)\}")
"""Where the label of a cited passage goes in the text of a Line."""

RULES = ("only", "labels", "refuse", "quoted")
"""The rules of a prompt that a scripted model follows, where they are in the prompt."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that a scripted model writes once it is shown all of ``cites``.

    ``{1}`` in the text is the label of the passage that holds the first of them. ``holds`` says
    whether the sentence is true of the articles. With ``without`` it is written only where the
    prompt lacks that rule: what the model would do if nobody told it otherwise.
    """

    text: str
    cites: tuple[Gold, ...]
    holds: bool
    without: str | None = None


@dataclass(frozen=True, slots=True)
class GoldDates:
    """What the question's own dates must be read as; ``applies_to`` None leaves that open."""

    start: date | None
    end: date | None
    applies_to: Literal["either", "published"] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its gold.

    ``turns`` are the questions before it, oldest first. ``articles`` are all that answer it,
    ``sentences`` are alternatives: any of them supports the answer. Each of ``keys`` is one fact
    that the answer must hold, as alternatives; each of ``conflict`` the figures that contradict
    each other. ``writes`` is what a scripted model says to it: then it is not answered by
    quotation. ``note`` is for whoever curates the cases; nothing is scored by it. ``where`` is
    FILE:LINE. ``fingerprint`` changes with anything but the tags and the note.
    """

    id: str
    corpus: str
    question: str
    where: str = ""
    turns: tuple[str, ...] = ()
    as_of: date | None = None
    limit: DateRange | None = None
    form: Form = Form.ANSWER
    reason: Reason | None = None
    refusal: bool = False
    articles: tuple[str, ...] = ()
    sentences: tuple[Gold, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    dates: GoldDates | None = None
    event: DateRange | None = None
    conflict: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    nearest: tuple[date, ...] = ()
    writes: tuple[Line, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    fingerprint: str = ""

    @property
    def bounds(self) -> DateRange | None:
        """Everything that limits publication whatever the question says."""
        if self.as_of is None:
            return self.limit
        return DateRange(None, self.as_of).meet(self.limit)


class CaseFaults(Exception):
    """Cases that cannot be used; every fault names its file and line."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


def load_cases(source: Path) -> tuple[Case, ...]:
    """The cases of a folder's ``*.jsonl`` (or of one file), by file and line.

    CaseFaults lists all that is wrong with them, a line each: not JSON, an unknown or missing
    field, a value of the wrong kind, an id that is there twice, gold that contradicts itself.
    """
    files = sorted(source.glob("*.jsonl")) if source.is_dir() else [source]
    cases: list[Case] = []
    faults: list[str] = []
    seen: dict[str, str] = {}
    if not files:
        faults.append(f"{source}: holds no *.jsonl")
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{file}: cannot be read as UTF-8 text: {error}")
            continue
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            where = f"{file}:{number}"
            try:
                case = replace(read_case(line), where=where)
            except Fault as fault:
                faults.append(f"{where}: {fault}")
                continue
            if case.id in seen:
                faults.append(f"{where}: the id {case.id!r} is also at {seen[case.id]}")
            seen.setdefault(case.id, where)
            cases.append(case)
    if faults:
        raise CaseFaults(faults)
    return tuple(cases)


def read_case(line: str) -> Case:
    """The Case of one line of JSON; Fault says what is wrong with it."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise Fault(f"not JSON: {error}") from error
    fields = Fields(row, "the case")
    expect = fields.one_of("expect", ("answer", "refusal"), default="answer")
    reason = fields.text_or_none("reason")
    if reason is not None and reason not in tuple(Reason):
        raise Fault(f'"reason" is {reason!r}: one of {", ".join(Reason)}')
    start, end = fields.day("from"), fields.day("to")
    limit = DateRange(start, end) if start or end else None
    case = Case(
        id=fields.text("id"),
        corpus=fields.text("corpus"),
        question=fields.text("question"),
        turns=fields.texts("turns"),
        as_of=fields.day("as_of"),
        limit=limit,
        form=Form(fields.one_of("form", tuple(Form), default=Form.ANSWER)),
        reason=Reason(reason) if reason else None,
        refusal=expect == "refusal",
        articles=fields.texts("articles"),
        sentences=_golds(fields, "sentences"),
        keys=fields.text_lists("keys"),
        dates=_dates(fields),
        event=_event(fields),
        conflict=fields.text_lists("conflict"),
        forbidden=fields.texts("forbidden"),
        nearest=fields.days("nearest"),
        writes=tuple(_line(given) for given in fields.objects("writes")),
        tags=fields.texts("tags"),
        note=fields.text_or_none("note") or "",
        fingerprint=_fingerprint(row),
    )
    fields.refuse_unknown()
    _refuse_contradictions(case)
    return case


def _golds(fields: Fields, name: str) -> tuple[Gold, ...]:
    return tuple(Gold(one.text("article"), one.text("quote")) for one in fields.objects(name))


def _line(given: Fields) -> Line:
    without = given.text_or_none("without")
    if without is not None and without not in RULES:
        raise Fault(f'"without" is {without!r}: one of {", ".join(RULES)}')
    line = Line(given.text("text"), _golds(given, "cites"), given.flag("holds"), without)
    given.refuse_unknown()
    named = {int(number) for number in PLACE.findall(line.text)}
    if named - set(range(1, len(line.cites) + 1)):
        raise Fault(f'{line.text!r} names a label that "cites" does not have')
    return line


def _dates(fields: Fields) -> GoldDates | None:
    given = fields.object("dates")
    if given is None:
        return None
    applies = given.text_or_none("applies_to")
    if applies not in (None, "either", "published"):
        raise Fault(f'"applies_to" is {applies!r}: either, published or null')
    dates = GoldDates(given.day("start"), given.day("end"), applies)  # type: ignore[arg-type]
    given.refuse_unknown()
    return dates


def _event(fields: Fields) -> DateRange | None:
    given = fields.object("event")
    if given is None:
        return None
    days = DateRange(given.day("start"), given.day("end"))
    given.refuse_unknown()
    if days.start is None or days.end is None:
        raise Fault('"event" needs both "start" and "end"')
    return days


def _refuse_contradictions(case: Case) -> None:
    if case.refusal and (case.articles or case.sentences or case.keys):
        raise Fault("a refusal has no gold articles, sentences or keys")
    if not case.refusal and case.reason is not None:
        raise Fault('an answer has no "reason"')
    if case.limit is not None and case.limit.empty:
        raise Fault('"from" is after "to"')
    strangers = {gold.article for gold in case.sentences} - set(case.articles)
    if strangers:
        raise Fault(f'gold sentences of {sorted(strangers)[0]!r}, which "articles" does not name')


def _fingerprint(row: dict[str, object]) -> str:
    """12 hexadecimal digits of SHA-256 over the case without its tags and its note."""
    kept = {name: value for name, value in row.items() if name not in ("tags", "note")}
    canonical = json.dumps(kept, sort_keys=True, ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()[:12]
