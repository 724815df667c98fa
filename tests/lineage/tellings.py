"""Tellings of one invented event: a dam in danger. Two are independent; others are made from them."""

from __future__ import annotations

from variorum.model import Article, When

WIRE = """\
About 2,300 residents of Ostrava Dolna were asked to leave their homes on Thursday morning after engineers found a crack \
in the wall of the Breznica dam. The crack is 14 metres long and runs slowly downwards, chief engineer Karel Vondra told \
reporters. Pumps lowered the level of the reservoir by three metres before evening. The road through the valley was \
closed and trains run at walking pace. Some 400 people slept on camp beds in the hall of a school, where volunteers \
handed out soup and blankets. The dam was built in 1968 and belongs to the power company Hydrona. An inspection last \
spring had called the concrete sound. Vondra blamed the heavy rain of the last three weeks, which brought 180 litres to \
the square metre. Workers sealed the crack with resin overnight, and sensors measure its movement every minute. "There is \
no immediate danger, but I would not let my own children sleep below this wall," he said. Mayor Jana Holub was angry that \
nobody in the town hall knew of the first cracks. Repairs will cost about 19 million crowns, and experts have checked \
two similar dams in the country. Environment minister Petr Zelenka visited the valley and promised a report within a \
month. Families are expected to return on Sunday at the earliest."""

# Another hand, another place to stand; it shares the facts and one public quote, and no sentence.
INDEPENDENT = """\
Lenka Marková had ten minutes to pack. Then the soldiers knocked again, and she carried her cat down to the bus that took \
her street to the gymnasium in Horní Lhota. Like every household under the Breznica barrage she spent Thursday waiting \
for news of a fissure that divers had spotted two days earlier, according to a fisherman who watched them. Hydrona, the \
utility, kept silent until noon. Its chief engineer, Karel Vondra, then stepped before the cameras: "There is no immediate \
danger, but I would not let my own children sleep below this wall." The sentence went round the dormitory in seconds. \
Old men recalled 1968, when the concrete was poured in frost against the advice of the site foreman. The mayor wants to \
see the file. Zelenka, who came by helicopter, was booed. What the repair costs, and who pays, stayed open; the figure of \
19 million crowns was making the rounds. By midnight the rain had begun again."""

# A short paper that took some sentences from the same wire and has a story of its own besides.
PARTLY = """\
The regional theatre has called off its premiere because half of the cast lives under the dam. Director Alena Kris heard \
the sirens during the rehearsal. Pumps lowered the level of the reservoir by three metres before evening. Kris and her \
actors put up relatives in the dressing rooms and cooked on the stage. Workers sealed the crack with resin overnight, and \
sensors measure its movement every minute. The costumes were carried to the attic in case the lower floors should be lost. \
Some 400 people slept on camp beds in the hall of a school, where volunteers handed out soup and blankets. One of them \
was the leading lady, who had played a queen the night before. The season ticket stays valid, the box office writes. \
Whoever wants the money back must come in person. The theatre has been flooded twice in its history, most recently \
in the winter when the boiler burst. The new premiere is to be set when the stage manager is home again."""

FRENCH = """\
Quelque 2.300 habitants d'Ostrava Dolna ont été priés de quitter leurs maisons jeudi matin après que des ingénieurs eurent \
découvert une fissure dans le mur du barrage de Breznica. La fissure est longue de 14 mètres et progresse lentement vers \
le bas, a déclaré aux journalistes l'ingénieur en chef Karel Vondra. Les pompes ont abaissé le niveau du réservoir de trois \
mètres avant le soir. La route de la vallée a été fermée et les trains roulent au pas. Quelque 400 personnes ont dormi sur \
des lits de camp dans la salle d'une école, où des bénévoles ont distribué de la soupe et des couvertures. Le barrage a été \
construit en 1968 et appartient à la compagnie d'électricité Hydrona. Une inspection au printemps dernier avait jugé le \
béton sain. Vondra a mis en cause les fortes pluies des trois dernières semaines."""

OTHER_FRENCH = """\
Lenka Marková n'a eu que dix minutes pour faire ses bagages. Elle a porté son chat jusqu'à l'autobus qui emmenait sa rue \
au gymnase de Horní Lhota. La mairesse Jana Holub réclame le dossier de Hydrona, et les anciens se souviennent de l'hiver \
1968, quand on coulait le béton par grand gel. À Breznica, personne ne croit plus l'ingénieur Karel Vondra. La pluie a \
repris vers minuit."""


def told(
    name: str,
    text: str,
    *,
    day: str | None = None,
    outlet: str | None = None,
    credited: tuple[str, ...] = (),
    language: str = "en",
) -> Article:
    published = When(day, "day") if day else None
    return Article(name, name, text, None, outlet, published=published, language=language, credits=credited)


# Three texts in paragraphs, on other invented matters: a release that desks work from, and stuff of their own.
RELEASE = """\
The Talvian ferry company will take its oldest ship, the Halcyon, out of service in October after forty-one years on the strait.
Board chairwoman Ilse Varga told shareholders in Sund that the vessel had become too costly to keep afloat.
Some 212 sailors, cooks and mechanics are to move to two new catamarans, which a yard in Korvik is fitting with batteries.
Each catamaran carries 640 passengers and 90 cars and crosses in thirty-eight minutes, a third faster than the Halcyon.
The company expects to burn 5,800 tonnes less diesel a year and to cut the noise that has long vexed the villages on the bluff.
Tickets will rise by four per cent from January, the first change since the harbour was dredged.
Varga thanked the harbour pilots, who in the winter of the great ice guided the Halcyon home through the floes.
A museum in Tarn wants to buy the wheelhouse and the brass telegraph, and a school has asked for the ship's bell.
The hull goes to a breaker on the southern coast that is certified to strip asbestos.
Before that the Halcyon will make one last crossing with a brass band, for which the places are to be drawn by lot.
The regional government pays a quarter of the cost of the chargers, which need a cable of their own from the substation.
Critics on the council say that the quay is too short for both catamarans and that the money should have gone to the clinic."""

ORCHARD = """\
Frost has destroyed most of the apricot blossom in the Lower Tarn, growers said after a night of minus six degrees.
Agronomist Pavel Dusek walked the rows with a torch and counted nine dead buds in ten.
Candles burned between the trees until dawn, and helicopters stirred the warmer air downward for an hour.
Insurers cover hail here, though not frost, and a bill to change that has lain in committee since autumn.
The cooperative in Mirov expects four hundred tonnes where there were three thousand a year ago.
Old varieties that flower late came through unharmed, which nurseries have preached for decades.
Beekeepers took their hives back to the hills because nothing was left to fly to.
Jam makers are already asking for fruit from abroad, and a distillery will shut its still for the season."""

LIBRARY = """\
A night watchman found the missing atlas of the city library behind a boiler, wrapped in oilcloth.
It had been sought for eleven years, in auction rooms and in the flats of two retired librarians.
The forty plates are complete, restorer Greta Lund reported, and only the spine has been gnawed by mice.
Detectives believe that a workman hid it when the reading room was rebuilt and never dared come back.
The library had long bought a facsimile and now does not know which of the two to show.
Lund will need until the summer to wash out the soot and sew the gatherings anew.
A collector who had offered a reward says that he will pay it to the watchman, whose name is kept quiet.
Readers may leaf through scans from Monday, at the desk where the thief must have sat."""


def lines(text: str) -> list[str]:
    return text.split("\n")
