"""A small corpus of made-up news: one town, eleven articles, seven days, two wire stories."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from assistant.assembly import Assistant, build

WIRE = (
    "The ferry Albatross ran aground on a sandbank off Lindau late on Tuesday evening with 143 "
    "passengers on board, the coast guard said. Nobody was hurt. Tugboats pulled the ship free "
    "after four hours, and divers found a crack of two metres in its hull. Captain Jonas Weber "
    "told reporters that the harbour lights had failed in the storm. The shipping company Baltic "
    "Lines cancelled all crossings until Friday and offered the passengers their money back. An "
    "inquiry led by Inspector Marta Lindqvist is to find out why nobody warned the crew."
)

ARTICLES = [
    ("tax", "2021-11-02", "Mayor Keller wants a tax on hotel beds",
     "Mayor Anna Keller proposed a tax of 3 euros a night on hotel beds in Lindau. She said the "
     "money would pay for a new school. The hotel association, led by Peter Brandt, opposes the "
     "tax because it fears that guests will stay in Bregenz instead. Brandt warned that 200 jobs "
     "were at risk."),
    ("ferry", "2021-11-03", "Ferry runs aground off Lindau", WIRE),
    ("ferry-courier", "2021-11-04", "Albatross on a sandbank",
     "LINDAU, by our own reporter. " + WIRE),
    ("storm", "2021-11-03", "Storm fells a thousand trees",
     "A storm felled about 1,000 trees in the hills above Lindau on Tuesday night. Firefighters "
     "cleared 40 roads by Wednesday noon. The railway to Munich stayed closed for 12 hours. "
     "Forester Ida Holm said that most of the trees were spruces that drought had weakened."),
    ("bees", "2021-11-05", "Zeppelin hangar shelters bees",
     "A biologist has counted 61 kinds of wild insects under an old roof at the edge of the town. "
     "Professor Lena Okafor of the University of Konstanz called the place a small miracle. The "
     "owner plans to rent the land to a warehouse company next spring."),
    ("school", "2021-11-08", "Council puts off the school",
     "The council of Lindau put off the decision on a new school until January. Mayor Anna Keller "
     "said on Monday that the tax on hotel beds had not found a majority. Councillor Tom Reuter "
     "called the delay a shame for 340 children, who are taught in containers."),
    ("inquiry", "2021-11-10", "Inquiry blames the harbour lights",
     "Inspector Marta Lindqvist blamed a broken cable for the accident of the ferry Albatross. "
     "The lights of the harbour had been dark for 25 minutes, she said in Lindau on Wednesday. "
     "Baltic Lines wants 2 million euros in damages from the port. The port denied any fault."),
    ("cheese", "2021-11-10", "Cheese prices rise",
     "Dairies in Austria raised the price of mountain cheese by 8 percent this week. Farmer "
     "Josef Moser said hay was scarce after the dry summer. Shops in Switzerland expect the same "
     "before Christmas."),
    ("cheese-again", "2021-11-12", "Cheese prices rise",
     "Dairies in Austria raised the price of mountain cheese by 8 percent this week. Farmer "
     "Josef Moser said hay was scarce after the dry summer. Shops in Switzerland expect the same "
     "before Christmas."),
    ("bridge", "2021-11-12", "Bridge to the island closes",
     "The bridge to the island of Lindau will close for six weeks from 15 January for repairs. "
     "Engineer Paul Adeyemi said that rust had eaten into three of its pillars. Boats will carry "
     "pedestrians for free, and Mayor Anna Keller asked drivers to be patient."),
    ("strike", "2021-11-15", "Bus drivers strike",
     "Bus drivers in Lindau stopped work for a day to ask for 5 percent more pay. Union leader "
     "Rosa Marino said the city had not made an offer since August. Mayor Anna Keller said there "
     "was no money after the failure of the bed tax."),
]  # fmt: skip
FIRST, LAST = date(2021, 11, 2), date(2021, 11, 15)


def write_corpus(folder: Path) -> Path:
    """The corpus as one file below the folder."""
    path = folder / "news.jsonl"
    rows = (
        {"id": name, "date": day, "title": title, "text": text}
        for name, day, title, text in ARTICLES
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def open_corpus(folder: Path) -> Assistant:
    """An Assistant over the corpus, indexed below the folder."""
    assistant = build(store=folder / "store")
    assistant.sync([write_corpus(folder)])
    return assistant


def open_seeds(folder: Path, seeds: Path) -> Assistant:
    """An Assistant over the articles that ship, indexed below the folder."""
    assistant = build(store=folder / "store")
    assistant.sync([seeds])
    return assistant
