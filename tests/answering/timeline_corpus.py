"""Three weeks of made-up news from three papers: a dam that breaks, an election, a strike.

Told there, on purpose: the same day by several papers, a toll that rises, a plan that comes true, a
background sentence in every article, an agency's text printed twice, and words of people.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

BACKGROUND = "The Orlo dam was built in 1968 to bring power to the Velm valley."
AGENCY = (
    "Engineers found a crack eleven metres long in the Orlo dam on Sunday, the water board said. "
    "The board lowered the lake by two metres overnight. " + BACKGROUND + " Its director, Hana "
    "Brezik, told reporters that nobody was in danger. “We have everything under control,” she "
    "said. The village of Tersk lies four kilometres below the dam."
)

ARTICLES = [
    ("herald-01", "2024-03-04", "Herald", "Crack found in Orlo dam", AGENCY),
    ("courier-01", "2024-03-05", "Courier", "Orlo dam has a crack", "TERSK. " + AGENCY),
    ("herald-02", "2024-03-06", "Herald", "Tersk told to leave",
     "Governor Milan Kosta ordered 400 people to leave the village of Tersk on Tuesday. Buses took "
     "them to the school in Velmgrad. " + BACKGROUND + " Could it have been prevented? Kosta said "
     "it was too early to tell."),
    ("post-01", "2024-03-06", "Post", "Villagers leave their homes below the dam",
     "On Tuesday Governor Milan Kosta ordered 400 people to leave the village of Tersk. Farmer "
     "Lidia Moran refused to go without her goats. " + BACKGROUND),
    ("courier-02", "2024-03-08", "Courier", "Orlo dam breaks",
     "The Orlo dam broke on Thursday night and flooded the village of Tersk. At least 3 people "
     "were killed, the police said. Helicopters rescued 57 people from their roofs. “It was a "
     "wall of water,” said one woman. " + BACKGROUND),
    ("herald-03", "2024-03-08", "Herald", "Flood drowns Tersk",
     "The Orlo dam broke late on Thursday and the flood destroyed 120 houses in Tersk. President "
     "Irena Valk will visit the valley on Saturday. " + BACKGROUND),
    ("post-02", "2024-03-09", "Post", "Toll of the flood rises",
     "The number of people killed when the Orlo dam broke rose to 14 on Friday, Governor Milan "
     "Kosta said. Divers searched the lake of mud for 9 missing people. It is a tragedy for the "
     "whole country. I would not go back to Tersk, farmer Lidia Moran told reporters on Friday. "
     "Some say that the ministry should have acted."),
    ("herald-04", "2024-03-10", "Herald", "Valk in the valley",
     "President Irena Valk visited the Velm valley on Saturday and promised 80 million euros for "
     "the victims. She wept in front of the school. Valk announced an inquiry into the water "
     "board."),
    ("courier-03", "2024-03-12", "Courier", "Head of the water board resigns",
     "Hana Brezik, the director of the water board, resigned on Monday. " + BACKGROUND + " The "
     "prosecutor Teo Lindt has seized 30 boxes of files. Analysts believe that more officials "
     "could go. It is unclear whether there will be charges."),
    ("post-03", "2024-03-13", "Post", "Election will be in May",
     "Parliament set the election for 19 May on Tuesday. The Green Union of Nora Blick leads the "
     "polls with 31 percent. Prime Minister Jakub Orn called the date a mistake."),
    ("herald-05", "2024-03-15", "Herald", "Postmen strike",
     "Postmen stopped work in Velmgrad on Thursday to ask for 6 percent more pay. Union leader Ada "
     "Rill said that they would go on for a week. The post office offered 2 percent."),
    ("courier-04", "2024-03-18", "Courier", "Inquiry blames water board",
     "The inquiry found on Sunday that the water board knew of the crack in the Orlo dam since "
     "January. Teo Lindt charged Hana Brezik with negligence on Sunday. " + BACKGROUND),
    ("post-04", "2024-03-22", "Post", "Postmen go back to work",
     "The postmen of Velmgrad ended their strike on Thursday after the post office offered 4 "
     "percent more pay. Ada Rill called it a good day. Letters of two weeks lie in the "
     "sorting office."),
]  # fmt: skip
FIRST, LAST = date(2024, 3, 4), date(2024, 3, 22)


def write_corpus(folder: Path) -> Path:
    """The corpus as one file below the folder."""
    path = folder / "news.jsonl"
    rows = (
        {"id": name, "date": day, "source": source, "title": title, "text": text}
        for name, day, source, title, text in ARTICLES
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path
