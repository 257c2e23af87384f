"""Made articles with dates, and questions about them: the same for the same seed, on any machine.

Articles have about 700 words each and lie evenly over 120 days; one in twenty is a near-copy of
an earlier one. Every other one holds a Fact about a company that no other article names, so that
a question has one right article.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import exp
from pathlib import Path
from random import Random
from typing import Literal

from assistant.domain import Article, DateRange
from evals.bench.vocabulary import ROLES, Vocabulary, coin, make_vocabulary

FIRST_DAY = date(2021, 8, 1)
DAYS = 120
MEAN_WORDS = 700
COPY_SHARE = 0.05

# Slots: n noun, a adjective, v verb, d adverb, p person, l place, o organisation,
# w weekday, # number, % share, t date, s surname. Names are those of the article's cast.
_SENTENCES = (
    "The {a} {n} {v} the {n} in {l} on {w}, and the {n} of the {a} {n} {v} {d}.",
    "“We {v} the {n} because the {n} was {a}, and nobody in {l} {v} it,” {s} said on {w}.",
    "“It is a {a} {n},” {p} of {o} told reporters. “The {n} will not be {a} before the {n}.”",
    "{o} {v} that {%} per cent of the {n} had been {v} since {t}.",
    "About {#} people from {l} {v} the {a} {n} when the {n} {v}.",
    "{p}, who {v} the {n} at {o}, {v} that the {a} {n} and the {n} were {d} {v}.",
    "In {l}, the {n} {v} by {#} after a {a} {n}, according to {o}.",
    "Since {t} the {n} has {v} {d}, but the {a} {n} of {l} has not been {v}.",
    "There was no {a} {n} in the {n}, and the {n} that {o} {v} was {a}.",
    "{s} {v} the {n} and {v} the {a} {n}, but it did not help.",
    "The {n} {v} {#} million for a {n} near {l}, which {s} {v} as {a}.",
    "Officials in {l} {v} the {n} late on {w}; {o} has {d} {v} the {a} {n} since then.",
    "If the {n} is {v}, the {a} {n} could {d} reach {#} by the end of the {n}.",
    "It was not clear whether {s} or the {a} {n} had {v} the {n} first.",
    "Critics say that a {n} like this {v} the {n} of {l} more than any {a} {n} did.",
)
_TITLE = "{o} {v} {a} {n} in {l} as {n} {v}"
_SLOT = re.compile(r"\{(.)\}")

FactKind = Literal["money", "person", "count", "place", "day"]
QuestionKind = Literal["answerable", "near", "far"]

# kind -> (sentence of the article, the question that it answers, which part is the answer)
_FACTS: dict[FactKind, tuple[str, str, str]] = {
    "money": (
        "{person}, head of {company}, said on {weekday} that it would pay {number} million euros "
        "for the {thing} in {place}.",
        "How much would {company} pay for the {thing} in {place}?",
        "{number} million euros",
    ),
    "person": (
        "{company} named {person} as its new {role} in {place} on {weekday}.",
        "Who did {company} name as its new {role}?",
        "{person}",
    ),
    "count": (
        "A total of {number} workers lost their jobs when {company} shut its {thing} in {place}.",
        "How many workers lost their jobs when {company} shut its {thing}?",
        "{number}",
    ),
    "place": (
        "{company} will open a {thing} in {place} next year, its {role}, {person}, said.",
        "Where will {company} open a {thing}?",
        "{place}",
    ),
    "day": (
        "{company} will stop using its {thing} on {day}, {person} told reporters in {place}.",
        "When will {company} stop using its {thing}?",
        "{day}",
    ),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One answerable statement: the sentence stands, as it is, in the Article and in no other."""

    article: str
    published: date
    kind: FactKind
    sentence: str
    question: str
    answer: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """``fact`` is None for every other article and for near-copies (``copy_of`` names theirs)."""

    article: Article
    fact: Fact | None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """``fact`` is None where the corpus has no answer: nothing of it there, or a near miss."""

    text: str
    kind: QuestionKind
    fact: Fact | None
    limit: DateRange | None


def make_articles(count: int, seed: int = 0, days: int = DAYS) -> Iterator[MadeArticle]:
    """``count`` articles over so many days, in order of date; ids sort in the same order."""
    rng = Random(seed)
    words = make_vocabulary(rng)
    originals: deque[Article] = deque(maxlen=40)
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number * days // count)
        article_id = f"{number:05d}_{rng.getrandbits(64):016x}"
        if number > 10 and rng.random() < COPY_SHARE:
            # Papers print an agency's text on the same day or the next.
            late = [one for one in originals if (day - one.published).days <= 1]
            original = rng.choice(late or [originals[-1]])
            yield MadeArticle(_near_copy(article_id, day, original), None, original.id)
            continue
        fact = _make_fact(rng, words, article_id, day) if number % 2 == 0 else None
        article = _write(rng, words, article_id, day, fact)
        originals.append(article)
        yield MadeArticle(article, fact)


def write_corpus(folder: Path, count: int, seed: int = 0, days: int = DAYS) -> tuple[Fact, ...]:
    """The facts of ``count`` articles, written one a file as ``ID.txt`` with the date header."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = []
    for made in make_articles(count, seed, days):
        article = made.article
        text = f" date {article.published.isoformat()} {article.body}"
        (folder / f"{article.id}.txt").write_text(text, encoding="utf-8", newline="")
        if made.fact:
            facts.append(made.fact)
    return tuple(facts)


def make_questions(
    facts: tuple[Fact, ...], count: int, *, ranged: bool = False, seed: int = 0
) -> list[Question]:
    """``count`` questions, of every ten seven answerable, two near misses and one far off.

    ``ranged`` gives each a limit of 1 to 91 days that holds the day of the article it is about.
    """
    rng = Random(f"questions {seed} {ranged}")
    questions = []
    for number in range(count):
        fact = rng.choice(facts)
        parts = dict(fact.parts)
        kind: QuestionKind = "answerable"
        if number % 10 in (3, 6):
            kind = "near"
        elif number % 10 == 9:
            kind = "far"
            parts |= {"company": _company(rng), "place": coin(rng, 3).title()}
        asked: FactKind = fact.kind
        if kind == "near":
            asked = rng.choice([other for other in _FACTS if other != fact.kind])
        limit = None
        if ranged:
            before, after = (timedelta(days=rng.randrange(46)) for _ in range(2))
            limit = DateRange(fact.published - before, fact.published + after)
        questions.append(
            Question(
                _FACTS[asked][1].format(**parts),
                kind,
                fact if kind == "answerable" else None,
                limit,
            )
        )
    return questions


def _company(rng: Random) -> str:
    # Four syllables of some 2,000 each: two articles never share a company.
    return f"{coin(rng, 2).title()} {coin(rng, 2).title()}"


def _make_fact(rng: Random, words: Vocabulary, article_id: str, day: date) -> Fact:
    kind = rng.choice(list(_FACTS))
    parts = {
        "person": words.people.draw(rng),
        "company": _company(rng),
        "weekday": f"{day - timedelta(days=rng.randrange(1, 4)):%A}",
        "number": f"{rng.randrange(11, 3000):,}",
        "thing": f"{words.adjectives.draw(rng)} {words.nouns.draw(rng)}",
        "place": words.places.draw(rng),
        "role": rng.choice(ROLES),
        "day": _day_month(day + timedelta(days=rng.randrange(5, 90))),
    }
    sentence, question, answer = (part.format(**parts) for part in _FACTS[kind])
    return Fact(article_id, day, kind, sentence, question, answer, tuple(parts.items()))


def _write(
    rng: Random, words: Vocabulary, article_id: str, day: date, fact: Fact | None
) -> Article:
    fill = _filler(rng, words, day)
    wanted = min(2000, max(180, round(MEAN_WORDS * exp(rng.gauss(-0.06, 0.35)))))
    sentences: list[str] = []
    while wanted > 0:
        sentences.append(fill(rng.choice(_SENTENCES)))
        wanted -= sentences[-1].count(" ") + 1
    if fact:
        sentences.insert(rng.randrange(len(sentences) + 1), fact.sentence)
    cuts = [0]
    while cuts[-1] < len(sentences):
        cuts.append(cuts[-1] + rng.randrange(1, 5))
    paragraphs = [" ".join(sentences[start:end]) for start, end in pairwise(cuts)]
    title = fill(_TITLE)
    if rng.random() < 0.5:
        paragraphs.insert(0, title)
    return Article(article_id, day, title, "\n\n".join(paragraphs) + "\n")


def _filler(rng: Random, words: Vocabulary, day: date) -> Callable[[str], str]:
    """A function that fills the slots of a template with one article's cast and numbers."""
    people = [words.people.draw(rng) for _ in range(5)]
    places = [words.places.draw(rng) for _ in range(4)]
    organisations = [words.organisations.draw(rng) for _ in range(4)]
    slots = {
        "n": lambda: words.nouns.draw(rng),
        "a": lambda: words.adjectives.draw(rng),
        "v": lambda: words.verbs.draw(rng),
        "d": lambda: words.adverbs.draw(rng),
        "p": lambda: rng.choice(people),
        "s": lambda: rng.choice(people).split()[1],
        "l": lambda: rng.choice(places),
        "o": lambda: rng.choice(organisations),
        "w": lambda: f"{day - timedelta(days=rng.randrange(7)):%A}",
        "#": lambda: f"{rng.randrange(2, 9000):,}",
        "%": lambda: f"{rng.randrange(2, 96)}",
        "t": lambda: _day_month(day - timedelta(days=rng.randrange(60))),
    }
    return lambda template: _SLOT.sub(lambda slot: slots[slot[1]](), template)


def _near_copy(article_id: str, day: date, original: Article) -> Article:
    """The original under another headline, without its last paragraph."""
    kept = original.body.rstrip("\n").split("\n\n")[:-1] or [original.body]
    title = f"From our partners: {original.title}"
    return Article(article_id, day, title, "\n\n".join([title, *kept]) + "\n")


def _day_month(day: date) -> str:
    return f"{day.day} {day:%B}"
