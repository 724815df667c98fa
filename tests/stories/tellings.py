"""Three invented events, each told by several hands; two of them are of one kind, with other names and numbers."""

from __future__ import annotations

from variorum.model import Article, When


def told(name: str, text: str, *, title: str | None = None, day: str | None = None, language: str = "en") -> Article:
    return Article(name, name, text, title, published=When(day, "day") if day else None, language=language)


BRIDGE = (
    told(
        "bridge-a",
        "A barge loaded with gravel struck the Orlen bridge in Tarvik before dawn on Tuesday and closed the only road"
        " to the island of Sund. Nobody was hurt. Engineers found two cracked pillars, said county engineer Hedda Moen,"
        " and the bridge will stay shut for at least 9 days. Some 4,300 people live on Sund.",
        title="Barge hits Orlen bridge, cuts off island of Sund",
        day="2023-05-16",
    ),
    told(
        "bridge-b",
        "The island of Sund was without a road to the mainland on Tuesday after a gravel barge ran into a pillar of the"
        " Orlen bridge near Tarvik. The county put on a ferry for the 4,300 islanders. Hedda Moen, the county engineer,"
        " said that repairs to the pillars would last 9 days if the weather held.",
        title="Islanders take the ferry after barge rams bridge",
        day="2023-05-16",
    ),
    told(
        "bridge-c",
        "Two days after a barge cracked two pillars of the Orlen bridge, the skipper told Tarvik police that he had"
        " fallen asleep. The bridge to Sund stays closed for another week, county engineer Hedda Moen said.",
        title="Skipper of barge that hit Orlen bridge was asleep",
        day="2023-05-18",
    ),
)
OTHER_BRIDGE = (
    told(
        "quay-a",
        "A freighter carrying timber hit the Vesla bridge in Norrholm on Saturday evening and tore away its railing."
        " Three anglers fell into the water and were pulled out unhurt. Harbour master Olav Brandt said the bridge would"
        " open again on Monday.",
        title="Freighter tears railing from Vesla bridge in Norrholm",
        day="2023-09-23",
    ),
    told(
        "quay-b",
        "Three anglers had a narrow escape in Norrholm when a timber freighter scraped along the Vesla bridge and its"
        " railing went into the harbour with them. All three swam to a boat. The harbour master, Olav Brandt, wants the"
        " bridge open again by Monday.",
        title="Anglers swim for it as freighter scrapes bridge",
        day="2023-09-24",
    ),
)
MERGER = (
    told(
        "bank-a",
        "Halden Bank will buy its smaller rival Fjordkassen for 2.6 billion crowns, the two lenders said on Wednesday."
        " The price is 18 percent above what the shares cost on Tuesday. Chief executive Ingrid Lunde expects to close"
        " 40 of their 210 branches.",
        title="Halden Bank to buy Fjordkassen for 2.6 billion crowns",
        day="2023-05-17",
    ),
    told(
        "bank-b",
        "Shares of Fjordkassen rose 16 percent on Wednesday after Halden Bank offered 2.6 billion crowns for the lender."
        " Unions fear for jobs: the buyer's chief executive, Ingrid Lunde, said that 40 branches would go.",
        title="Fjordkassen jumps as Halden makes its offer",
        day="2023-05-17",
    ),
)
BRIDGE_IN_FRENCH = told(
    "bridge-fr",
    "Une barge chargée de gravier a heurté mardi avant l'aube le pont d'Orlen à Tarvik et coupé la seule route vers"
    " l'île de Sund. Personne n'a été blessé. Les ingénieurs ont trouvé deux piliers fissurés, a dit l'ingénieure du"
    " comté Hedda Moen, et le pont restera fermé au moins 9 jours. Quelque 4.300 personnes vivent à Sund.",
    title="Une barge heurte le pont d'Orlen et isole l'île de Sund",
    day="2023-05-16",
    language="fr",
)
STRIKE_IN_FRENCH = told(
    "strike-fr",
    "Les conducteurs de tramway de Brennes ont cessé le travail jeudi pour demander une hausse de salaire de 6 %."
    " Le syndicat dirigé par Luc Ferrand prévoit un défilé samedi devant la mairie.",
    title="Grève des tramways à Brennes",
    day="2023-05-16",
    language="fr",
)
EVERY = (*BRIDGE, *OTHER_BRIDGE, *MERGER)
