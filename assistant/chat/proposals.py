"""Questions that an article suggests, each whole in itself; whether they are answered is not yet
known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.chat.countables import how_many
from assistant.chat.named_things import goes_on, in_title, named_things
from assistant.text.names import Name, names
from assistant.text.words import STOP_WORDS

Kind = Literal["said", "count", "course", "about", "who", "day"]

MENTIONS, TITLED = 3, 2
"""So often an article names whom or what it is about; where its title names it, too."""
LONGEST = 110
"""Characters of a question: more does not read well on a button."""
EACH = 3
"""At most so many questions of one kind from one article."""

_SAYS = re.compile(
    r"^,?\s(?:said|says|warned|argued|announced|predicted|told\s(?:reporters|journalists))\b"
    r"(?!\sto\b)"
)
_SAID_BY = re.compile(r"[,”\"’]\s?(?:said|says|warned|argued|predicted)\s(?:[\w’'-]+\s){0,3}$")
_ROLE_AFTER = re.compile(
    r"^,\s(?:who\b(?!\s(?:said|says|told|added))|(?:\d\d,\s)?(?:an?\s|the\s|one\sof\s)?"
    r"(?:[\w’'-]+\s){0,3}?(?:head|chief|mayor|coach|nurse|official|judge|president|\w*(?:er|or|"
    r"ist|ian|man|woman|apprentice|champion|consultant|accountant|student|secretary))\b"
    r"(?!\s(?:said|says|told)))"
)
_DOES = re.compile(
    r"^(?:Farmer|Forester|Engineer|Officer|Driver|Fisherman|Teacher|Lawyer|Baker|Banker|Trader|"
    r"Climber|Skipper|Harbourmaster|Councillor|Commissioner|Spokesman|Spokeswoman|Nurse|Priest|"
    r"Biologist|Economist|Architect|Captain|Inspector|Pilot)\s"
)
_ROLE_BEFORE = re.compile(
    r"\b(?:Mayor|Minister|President|Chancellor|Governor|Senator|Professor|Dr\.?|Captain|Inspector|"
    r"Judge|General|Colonel|Bishop|Councillor|Engineer|Secretary|Speaker|[a-z]+(?:man|woman|er|or))"
    r"\s$"
)
_NO_NAME = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December|Caption|Photo|Correction|Mr|Mrs|Ms|Dr)\b|^\d"
)
_COMPANY = re.compile(
    r"\b(?:Radio|Services|Rovers|United|Lines|Grid|Hydro|List|Dredging|Construction|Salmon|Moor|Moors|Hill|Dam|Works|News|TV)$"
)
_OUTLET = re.compile(r"\b(?:Radio|TV|News|Times|Herald|Courier|Post|Reuters|CNN|BBC|Press)\b")
_ALWAYS_THE = re.compile(r"^(?:US|U\.S|USA|UN|U\.N|EU|E\.U|UK|U\.K|United (?:States|Nations))\.?$")
_WORD_AFTER = re.compile(r"^\s([a-z][\w’'-]*)")
_THERE = re.compile(
    r"\b(?:in|at|from|near|to|into|of|across|outside|for|by|with|through)\s(?:the\s)?$"
)
_BEGINS = re.compile(r"(?:^|[.!?:]\s)[\W_]*$|[“\"‘]$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question about ``about``, of which the article ``article`` tells.

    ``holds`` are words that the answer's quotations must have for it to be one to this question.
    """

    question: str
    kind: Kind
    about: str
    article: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name, and the place of its sentence in the article."""

    sentence: int
    name: Name
    text: str

    @property
    def person(self) -> bool:
        parts = self.text.split()
        return (
            self.name.kind == "person"
            and len(parts) <= 4
            and " of " not in self.text
            and not self.text.isupper()
            and not _COMPANY.search(self.text)
        )


def proposals(article: str, title: str, sentences: Sequence[str]) -> Iterator[Proposal]:
    """Those of an article, the more telling first; ``sentences`` are its own, in order."""
    if title.endswith((".", "…")):
        title = ""  # the first sentence of an article without one
    read = _Read(title, sentences)
    things = named_things(title, sentences)
    by_kind = [
        _said_about(article, read, things),
        _counts(article, sentences),
        _courses(article, things),
        _about(article, read, things),
        _who(article, read),
        _said(article, read),
    ]
    for proposed in by_kind:
        told: set[str] = set()
        for proposal in proposed:
            if len(told) == EACH:
                break
            if len(proposal.question) <= LONGEST and proposal.question not in told:
                told.add(proposal.question)
                yield proposal


class _Read:
    """The names of an article, and what they are called in full."""

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        self.title = title
        self.sentences = sentences
        found = [
            _Seen(place, name, _bare(name.text))
            for place, sentence in enumerate(sentences)
            for name in names(sentence)
            if name.kind != "people"
        ]
        # A word that only begins sentences may be any word.
        inside = {one.text for one in found if not self._begins(one) or " " in one.text}
        self.found = [
            one
            for one in found
            if one.text in inside and len(one.text) > 1 and not _NO_NAME.search(one.text)
        ]
        full: dict[str, set[str]] = {}
        for one in self.found:
            if one.person and " " in one.text:
                full.setdefault(one.text.split()[-1], set()).add(one.text)
        self._full = {last: next(iter(every)) for last, every in full.items() if len(every) == 1}
        self.counts = Counter(self.whole(one) for one in self.found)

        self.titled = self._titled()

    def _titled(self) -> list[tuple[str, str]]:
        """What the title names of those that the article speaks of again, as a question would
        write it and as it is called; places of one word are where it was, not what."""
        found: dict[str, str] = {}
        for one in self.found:
            whole = self.whole(one)
            named = in_title(whole, self.title)
            if named and " " in whole and self.counts[whole] >= TITLED and whole not in found:
                found[whole] = self.written(one)
        return [(written, whole) for whole, written in found.items()]

    def whole(self, one: _Seen) -> str:
        """The full name of a surname that only one person in the article has."""
        return self._full.get(one.text, one.text)

    def before(self, one: _Seen) -> str:
        return self.sentences[one.sentence][: one.name.start]

    def after(self, one: _Seen) -> str:
        return self.sentences[one.sentence][one.name.end :]

    def written(self, one: _Seen) -> str:
        """The name as a question would write it, with its article."""
        whole = self.whole(one)
        the = whole == one.text and self.before(one).lower().endswith("the ")
        return f"the {whole}" if the or _ALWAYS_THE.match(whole) else whole

    def _begins(self, one: _Seen) -> bool:
        return bool(_BEGINS.search(self.before(one)))

    def speaks(self, one: _Seen) -> tuple[bool, bool]:
        """Whether what somebody says follows the name, and whether it stands before."""
        says = bool(_SAYS.match(self.after(one)))
        return says, not says and bool(_SAID_BY.search(self.before(one)))


def _bare(name: str) -> str:
    """A name without what its bearer does before it ("Forester Ida Holm")."""
    folded = " ".join(name.split())
    return _DOES.sub("", folded) if folded.count(" ") > 1 else folded


def _said_about(article: str, read: _Read, things: Sequence[str]) -> Iterator[Proposal]:
    """What somebody whom the article quotes said about what they named, or what was spoken of."""
    for one in read.found:
        says, said_by = read.speaks(one)
        speaker = read.whole(one)
        if not (says or said_by) or not one.person or " " not in speaker:
            continue
        # "..., said Farkas, a former official of ...": what she said stands before her name.
        topics = [
            read.written(other)
            for other in read.found
            if other.sentence == one.sentence
            and (other.name.start > one.name.end if says else other.name.end < one.name.start)
            and _is_topic(read, other, speaker)
        ]
        spoken = read.sentences[one.sentence].lower()
        topics += [
            what
            for what in things
            if in_title(what, read.title) or re.search(rf"\b{what.split()[-1]}", spoken)
        ]
        topics += [topic for topic, whole in read.titled if whole != speaker]
        topics.sort(key=lambda topic: topic.removeprefix("the ") in _WORN)
        if topics:
            yield Proposal(
                f"What did {speaker} say about {topics[0]}?",
                "said",
                f"{speaker} {topics[0]}",
                article,
                (speaker.split()[-1],),
            )


_WORN = frozenset("US U.S. U.S USA United States".split())


def _is_topic(read: _Read, one: _Seen, speaker: str) -> bool:
    """Whether somebody speaks of what a name names, and not only of where or of what else."""
    if read.whole(one) == speaker or one.text in speaker.split() or _attributive(read, one):
        return False
    often = read.counts[read.whole(one)] >= MENTIONS
    return often or (" " in one.text and not _THERE.search(read.before(one)))


def _counts(article: str, sentences: Sequence[str]) -> Iterator[Proposal]:
    for one in how_many(sentences):
        yield Proposal(one.question, "count", one.what, article, (one.figure,))


def _courses(article: str, things: Sequence[str]) -> Iterator[Proposal]:
    for what in things:
        if goes_on(what):
            yield Proposal(f"How did {what} develop?", "course", what, article, ())


def _about(article: str, read: _Read, things: Sequence[str]) -> Iterator[Proposal]:
    """What is reported about what the article speaks of again and again."""
    forms: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[str]] = {}
    for one in read.found:
        if not _attributive(read, one):
            forms.setdefault(read.whole(one), Counter())[read.written(one)] += 1
            kinds.setdefault(read.whole(one), Counter())[one.name.kind] += 1
    often = [
        text
        for text in sorted(forms, key=lambda text: -forms[text].total())
        if forms[text].total()
        >= (TITLED if " " in text and in_title(text, read.title) else MENTIONS)
        and _stands(text, forms)
        and not _OUTLET.search(text)
    ]
    # Of a place everything is reported: rather of somebody or something.
    often.sort(key=lambda text: kinds[text].most_common(1)[0][0] == "place" and " " not in text)
    subjects = [forms[text].most_common(1)[0][0] for text in often]
    for subject in [*things[:1], *subjects, *things[1:]]:
        last = subject.split()[-1]
        yield Proposal(f"What is reported about {subject}?", "about", subject, article, (last,))


def _stands(text: str, forms: Mapping[str, Counter[str]]) -> bool:
    """Whether a name says alone who or what is meant."""
    if " " in text:
        return True
    longer = any(text in other.split() for other in forms if other != text)
    return (
        not longer
        and not text.isupper()
        and not any(form.startswith("the ") for form in forms[text])
    )


def _who(article: str, read: _Read) -> Iterator[Proposal]:
    """Who somebody is, of whom the article says it beside the name."""
    for one in read.found:
        if not one.person or " " not in one.text:
            continue
        role = _ROLE_BEFORE.search(read.before(one))
        if _ROLE_AFTER.match(read.after(one)):
            yield Proposal(f"Who is {one.text}?", "who", one.text, article, (f"{one.text},",))
        elif role:
            held = f"{role[0]}{one.text}"
            yield Proposal(f"Who is {one.text}?", "who", one.text, article, (held,))


def _said(article: str, read: _Read) -> Iterator[Proposal]:
    for one in read.found:
        speaker = read.whole(one)
        if one.person and " " in speaker and any(read.speaks(one)):
            holds = (speaker.split()[-1],)
            yield Proposal(f"What did {speaker} say?", "said", speaker, article, holds)


def _attributive(read: _Read, one: _Seen) -> bool:
    """Whether the name only tells which of something: "the Biden administration"."""
    after = _WORD_AFTER.match(read.after(one))
    return after is not None and after[1] not in _AFTER_NAMES


_AFTER_NAMES = STOP_WORDS | frozenset(
    """said says told would might since until where because while if though whether without against
    among behind near around last this next earlier died won lost wants plans expects""".split()
)
