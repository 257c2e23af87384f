"""A made-up country's news: one day of twelve articles, days around it, and a day of forty.

On 10 March 2022 three outlets tell of a flood, two of an interest rate; one wire story about a
ferry is printed twice; five more articles stand alone.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from assistant.assembly import Assistant, build

DAY = "2022-03-10"

FERRY = (
    "The ferry Halcyon lost power off Cape Morrow on Wednesday night with 212 passengers on board, "
    "the coast guard of Veldria said. Two tugs brought the ship into the harbour of Tolm after six "
    "hours. Nobody was hurt. Captain Ines Dahl said that an alarm had warned the crew of smoke in "
    "the engine room. The owner, Northway Lines, has cancelled all crossings to the islands until "
    "Sunday. The transport ministry has sent two inspectors to examine the engines."
)

# id, day, source, title, text
ARTICLES = [
    ("flood-herald", DAY, "Veldria Herald", "Dam breaks above Korvath",
     "A dam above the town of Korvath broke early on Thursday, and the flood killed at least 14 "
     "people, officials said. The water swept away the bridge over the Senna and 60 houses. "
     "Governor Tomas Brandl declared a state of emergency in the whole of Senna province. Soldiers "
     "with boats took people off roofs until noon. The dam was built in 1962, and engineers had "
     "asked for repairs two years ago. “We heard a roar like a train,” said Lia Moreau, a "
     "baker who fled uphill with her two sons. The prime minister will visit Korvath on Saturday."),
    ("flood-post", DAY, "Tolm Post", "Fourteen dead in Korvath flood",
     "At least 14 people died in Korvath on Thursday when a dam above the town broke and a wave of "
     "mud ran through the streets. Rescuers were still looking for 23 missing people in the "
     "evening. The hospital of Korvath was cut off and had to move 80 patients by helicopter. "
     "Governor Tomas Brandl called it the worst day in the history of Senna province. Engineer "
     "Petra Osei, who inspected the dam in 2020, said that her warnings about cracks had been "
     "ignored. The energy company Senna Hydro, which owns the dam, declined to comment."),
    ("flood-radio", DAY, "Radio Veldria", "Korvath: thousands without water",
     "About 9,000 people in Korvath have no drinking water after the dam above the town broke on "
     "Thursday. The army has set up kitchens and tents in the stadium. Shops in the centre were "
     "still under a metre of water in the afternoon. Mayor Ruth Calder asked people to stay away "
     "from the river Senna, where more walls could fall. Trains between Tolm and Korvath will not "
     "run before Monday, the railway said."),
    ("rate-herald", DAY, "Veldria Herald", "Central bank raises its rate",
     "The Central Bank of Veldria raised its main interest rate to 4.5 percent on Thursday, the "
     "third rise in a row. Inflation reached 8.1 percent in February, the highest in 22 years. "
     "Governor Hanna Weiss of the central bank said that further steps would follow in May if "
     "prices did not slow. Shares in Tolm fell by 2 percent after the decision. Builders fear that "
     "families will put off buying houses."),
    ("rate-money", DAY, "Money Daily", "Dearer loans for Veldria",
     "Borrowers in Veldria must pay more, as the Central Bank of Veldria raised its main interest "
     "rate to 4.5 percent on Thursday. A typical mortgage will cost 90 crowns more a month, "
     "according to the bankers' association. The opposition leader Karl Iverson accused the bank "
     "of choking an economy that is already weak. Economist Dana Roth of Tolm University said the "
     "step had come half a year too late."),
    ("ferry-herald", DAY, "Veldria Herald", "Ferry adrift off Cape Morrow", FERRY),
    ("ferry-islands", DAY, "Islands Gazette", "Halcyon towed to Tolm",
     "TOLM, by our own reporter. " + FERRY),
    ("museum", DAY, "Tolm Post", "Thieves take a Brueghel",
     "Thieves stole a winter landscape by Pieter Brueghel from the City Museum of Tolm on "
     "Wednesday night. The police believe that they came through a skylight and needed less than "
     "four minutes. The painting is insured for 11 million crowns. Director Sofia Lindgren said "
     "the alarm had been switched off because of building work. Borders and airports were told to "
     "look for a grey van."),
    ("cup", DAY, "Sport Today", "Tolm through to the final",
     "Football club Tolm United beat Arvid 3-1 on Wednesday and will play the cup final on 2 "
     "April. Striker Jona Petri scored twice in the second half. Coach Malik Berg had left his "
     "captain on the bench after a quarrel. Arvid finished with ten men after a red card for "
     "goalkeeper Lund. Some 31,000 people saw the match in the rain."),
    ("strike", DAY, "Veldria Herald", "Teachers walk out",
     "Some 12,000 teachers stopped work across Veldria on Thursday to demand smaller classes. "
     "Union leader Marta Quist said that a fifth of all posts had been empty since autumn. "
     "Education minister Paul Aden offered to talk next week, but ruled out higher pay. Four "
     "schools in five stayed closed in Tolm. Parents brought children to offices and to the "
     "City Library."),
    ("vaccine", DAY, "Science Weekly", "A vaccine against ash fever",
     "A vaccine against ash fever protected 87 percent of those who got it, the University of "
     "Arvid reported on Thursday. The trial followed 4,300 farm workers in three provinces for a "
     "year. Professor Nils Okoro, who led it, called the result better than anybody had hoped. Ash "
     "fever, which ticks carry, kills about 200 people in Veldria every year. The medicines agency "
     "will decide in summer whether it may be sold."),
    ("wolves", DAY, "Arvid Messenger", "Wolves are back in the Marn forest",
     "Cameras in the Marn forest have filmed a pair of wolves with five cubs, the first in Veldria "
     "since 1911. Forester Edda Holt found their tracks in the snow near Lake Ister in January. "
     "Farmers' spokesman Georg Tann demanded that the animals be driven off before the sheep go to "
     "the hills in May. The environment ministry promised to pay for every lamb that is lost."),
    # the days around it
    ("poll", "2022-03-08", "Tolm Post", "Opposition ahead in poll",
     "The opposition of Karl Iverson leads by 6 points in a poll of 2,000 voters that was "
     "published on Tuesday. Veldria elects a parliament on 15 May. Prime minister Clara Noble said "
     "that only one poll counted."),
    ("dam-warned", "2022-03-11", "Veldria Herald", "Warnings about the dam",
     "Senna Hydro was warned of cracks in the dam above Korvath four times since 2019, according "
     "to letters that the Herald has seen. The number of dead rose to 19 on Friday. Prosecutor Jan "
     "Elster opened an inquiry against two managers of the company."),
    ("ferry-late", "2022-03-12", "Evening Sun", "Halcyon: smoke in the engine room", FERRY),
    ("visit", "2022-03-12", "Tolm Post", "Noble in Korvath",
     "Prime minister Clara Noble promised 400 million crowns for Korvath when she visited the town "
     "on Saturday. Some people booed her. Mayor Ruth Calder asked for houses before the winter. On "
     "Thursday Noble had opened a new theatre in Arvid with a speech about art."),
    ("harvest", "2022-05-02", "Arvid Messenger", "Rain saves the barley",
     "Three days of rain have saved the barley in the south of Veldria, farmers said on Monday. "
     "The price of bread, which had risen by 12 percent since January, is expected to fall."),
]  # fmt: skip
OF_THE_DAY = [name for name, day, *_ in ARTICLES if day == DAY]


def open_veldria(folder: Path) -> Assistant:
    return open_rows(folder, ARTICLES)


def open_rows(folder: Path, articles: list[tuple[str, str, str, str, str]]) -> Assistant:
    """An Assistant over articles, indexed below the folder."""
    rows = (
        {"id": name, "date": day, "source": source, "title": title, "text": text}
        for name, day, source, title, text in articles
    )
    path = folder / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assistant = build(store=folder / "store")
    assistant.sync([path])
    return assistant


_PLACES = (
    "Aldern Brisk Colm Dorva Estrin Falk Gorm Hald Istra Jorn Kell Lorne Marda Nivel Orsk Parn "
    "Quell Rusk Selm Tarn Ulven Varn Wick Yarrow Zell Ambry Belfor Carrow Denby Elsin"
).split()
_PEOPLE = (
    "Ada Bern; Boris Kade; Celia Marsh; Dirk Olsen; Ella Pryce; Frank Quade; Greta Rand; Hugo "
    "Sall; Ilse Tor; Jack Umber; Kira Vance; Leo Wirth; Mona Yates; Nora Zane; Otto Ames"
).split("; ")
# Two ways to begin, what it is about, and words that go with it.
_THEMES = (
    (
        "A fire destroyed {n} {thing} in {place} on {when}, the fire service said.",
        "In {place}, {n} {thing} burned down on {when}, according to the fire service.",
        ("warehouses", "barns", "workshops", "buses"),
        "smoke flame firefighter hose roof blaze engine ash".split(),
    ),
    (
        "A court in {place} sentenced {who} to {n} months in prison on {when} for {thing}.",
        "{who} must go to prison for {n} months for {thing}, a court in {place} ruled on {when}.",
        ("fraud", "smuggling", "perjury", "arson"),
        "judge lawyer verdict witness appeal evidence jury sentence".split(),
    ),
    (
        "The company {who} & Sons will close its plant in {place} and cut {n} {thing}, it said on "
        "{when}.",
        "In {place} {n} {thing} will go, as {who} & Sons said on {when} that its plant will close.",
        ("jobs", "posts", "contracts"),
        "worker union machine order wage export furnace shift".split(),
    ),
    (
        "Doctors in {place} have treated {n} people for {thing} since {when}, health officer {who} "
        "said.",
        "Health officer {who} said that {n} people in {place} had {thing} by {when}.",
        ("measles", "food poisoning", "influenza", "cholera"),
        "hospital patient ward nurse vaccine fever clinic infection".split(),
    ),
    (
        "{place} will spend {n} million crowns on {thing}, mayor {who} announced on {when}.",
        "Mayor {who} announced on {when} that {place} will pay {n} million crowns for {thing}.",
        ("a tunnel", "a tramway", "cycle paths", "two bridges"),
        "traffic engineer lane concrete noise station budget pavement".split(),
    ),
)


def crowded(
    count: int, day: str, seed: int = 1, sentences: int = 60
) -> list[tuple[str, str, str, str, str]]:
    """``count`` articles of one day, about 5 kB each: every fourth story is told by three outlets,
    the others by one."""
    chance = random.Random(seed)
    found: list[tuple[str, str, str, str, str]] = []
    places = [f"{place}{end}" for place in _PLACES for end in ("dorf", "holm", "by")]
    chance.shuffle(places)
    number = 0
    while len(found) < count:
        lead, other, things, vocabulary = chance.choice(_THEMES)
        facts = {
            "place": places[number % len(places)],
            "who": chance.choice(_PEOPLE),
            "thing": chance.choice(things),
            "n": str(chance.randint(3, 900)),
            "when": chance.choice(["Monday", "Tuesday", "Wednesday"]),
        }
        own = chance.sample(_ODD, 12)
        outlets = ["Herald", "Post", "Radio"] if number % 4 == 0 else ["Herald"]
        for outlet in outlets[: count - len(found)]:
            text = [(lead if outlet != "Post" else other).format(**facts)]
            text += [_filler(chance, facts["place"], vocabulary, own) for _ in range(sentences)]
            title = f"{outlet}: {facts['thing']} in {facts['place']}"
            found.append((f"{day}-{len(found):04d}", day, outlet, title, " ".join(text)))
        number += 1
    return found


_ODD = (
    "lantern orchard granite violin harbour thistle copper falcon saddle mirror barrel compass "
    "anchor velvet marble pepper cellar ribbon candle hammer basket willow turbine ledger parcel "
    "glacier meadow beacon canvas cobalt driftwood ember fiddle gravel hazel ivory juniper kettle"
).split()
_FRAMES = (
    "{who} told reporters in {place} that the {a} near the {b} had been {c} for {n} days.",
    "Residents of {place} complained about the {a} and the {b}, which the council had {c}.",
    "The {a} was kept beside a {b} for {n} years, although {who} advised against it.",
    "Neighbours said the {b} had always looked like a {a} to them.",
    "According to the council of {place}, the {a} will cost {n} crowns and the {b} somewhat less.",
    "The {a} and the {b} were mentioned in a letter that {who} wrote.",
    "It was not the first time that a {b} had been {c} together with the {a}.",
)


def _filler(chance: random.Random, place: str, vocabulary: list[str], own: list[str]) -> str:
    words = {
        "place": place,
        "who": chance.choice(_PEOPLE),
        "n": str(chance.randint(2, 999)),
        "a": chance.choice(vocabulary),
        "b": chance.choice(own),
        "c": chance.choice(["broken", "missing", "closed", "promised", "discussed"]),
    }
    return chance.choice(_FRAMES).format(**words)
