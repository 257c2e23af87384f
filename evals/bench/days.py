"""Rows about time: dates in questions, event dates, digests of a day and timelines."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from evals.bench.generator import FIRST_DAY, make_articles, write_corpus
from evals.bench.indexing import Workplace
from evals.bench.processes import run_trial
from evals.bench.rows import Bound, Row, median_row, percentile

CROWDED = 40  # articles of one day
LENGTH = 500  # characters of a question
_QUESTIONS = 2_000
_PHRASES = (
    "on Friday",
    "last week",
    "between 3 and 9 November 2021",
    "since the second half of 2020",
    "from Monday to Wednesday",
    "in early Novmber",
    "the last three days",
    "after the June summit",
    "on 06/11/2021",
    "in the week of 2021-11-08",
    "two weeks before Christmas",
    "the 2010 Affordable Care Act",
    "next month",
    "and no day at all",
)


def measure_reading(root: Path) -> list[Row]:
    """How long the dates of a question of LENGTH characters take to read."""
    rng = Random(0)
    texts = [made.article.body for made in make_articles(50)]
    questions = []
    for number in range(_QUESTIONS):
        text = rng.choice(texts)
        at = rng.randrange(max(1, len(text) - LENGTH))
        phrase = _PHRASES[number % len(_PHRASES)]
        questions.append(f"What was said {phrase} of {text[at : at + LENGTH]}"[:LENGTH])
    root.mkdir(parents=True, exist_ok=True)
    file = root / "dates.json"
    file.write_text(json.dumps(questions), encoding="utf-8")
    found = run_trial("dates", root / "home", str(file))
    samples = found["ours"]
    note = f"{LENGTH} characters; {found['counts']['refused']} name more than one range"
    return [
        Row(
            "dates",
            f"dates of a question, p{round(share * 100)}",
            ours=percentile(samples, share),
            bound=Bound(0.005, "ours") if share == 0.99 else None,
            ours_samples=tuple(samples),
            note=note if share == 0.99 else "",
            counts=found["counts"],
        )
        for share in (0.5, 0.99)
    ]


def measure_events(place: Workplace, rounds: int) -> list[Row]:
    """Event dates of the whole corpus, beside the rest of indexing it."""
    _ = place.store
    home = place.folder / "home"
    ours, rest = [], []
    for number in range(rounds):
        found = run_trial("events", home, str(place.store))
        whole = place.sync(place.folder / f"events{number}")["seconds"]
        ours.append(found["seconds"])
        rest.append(whole - found["seconds"])
    note = f"{found['counts']['event dates']:,} found; reference: the rest of indexing"
    name = f"event dates of {place.size:,}"
    return [median_row("events", name, ours, rest, Bound(0.20, "ratio"), note, found["counts"])]


def measure_digest(root: Path, rounds: int) -> list[Row]:
    """The digest of a crowded day, in a process of its own each time."""
    corpus, store, home = root / "crowded", root / "crowded-store", root / "home"
    write_corpus(corpus, CROWDED, days=1)
    run_trial("sync", home, str(corpus), str(store), str(root / "crowded.jsonl"))
    runs = [run_trial("digest", home, str(store), FIRST_DAY.isoformat()) for _ in range(rounds)]
    counts = runs[0]["counts"]
    note = f"read {counts['read']} of {counts['of']}, {counts['claims']} claims"
    samples = [run["seconds"] for run in runs]
    name = f"digest of a day of {CROWDED}"
    return [median_row("digest", name, samples, [], Bound(1.0, "ours"), note, counts)]


def measure_timeline(place: Workplace, rounds: int) -> list[Row]:
    """The timeline of everything, and of one subject, each in a process of its own."""
    _ = place.store
    company = dict(place.facts[0].parts)["company"]
    rows = []
    for what, topic in (("", ""), (", one topic", company)):
        runs = [
            run_trial("timeline", place.folder / "home", str(place.store), topic)
            for _ in range(rounds)
        ]
        counts = runs[0]["counts"]
        note = f"read {counts['read']:,} articles, {counts['claims']} claims"
        samples = [run["seconds"] for run in runs]
        bound = Bound(3.0, "ours") if place.size <= 1_400 else None
        name = f"timeline over {place.size:,}{what}"
        rows.append(median_row("timeline", name, samples, [], bound, note, counts))
    return rows
