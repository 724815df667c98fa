"""A stream of composed English news with planted stories, for measuring speed and memory at any size.

    for article, story in composed(300_000): …

About 2,000 articles a day whatever the count, so that more articles are more days. Story sizes have a heavy tail (six in ten
stories are one article, the largest a few hundred). Events are made to be confused: the same kind of event elsewhere in the
country that week, the next round of the same talks, what came of an event days later, each a story of its own. Within a story
there are near-copies, rewrites, short flashes and long features by many papers, some without a date. All words are invented
or drawn from a word list; likeness to real news is rough, so grouping is not judged on it.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, islice
from random import Random
from typing import TypeAlias

from bench.invented import World, tables, world
from variorum.model import Article, When

A_DAY = 2000
LARGEST = 400
FIRST = date(2024, 1, 1)
UNDATED = 0.03
COPIED, REWRITTEN, FLASH = 0.2, 0.12, 0.15
ROUNDS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
Fact: TypeAlias = tuple[str, ...]  # the ways to tell it
Told: TypeAlias = tuple[tuple[int, int], ...]  # which facts in which way; a fact of -1 and its seed is an aside


@dataclass
class Event:
    """Something that happened, what can be told of it, and how it was told so far."""

    number: int
    kind: str
    day: int
    size: int
    slots: dict[str, str]
    toll: int
    growth: int
    facts: list[Fact]
    told: list[Told] = field(default_factory=list)


@cache
def _sizes() -> list[float]:
    return list(accumulate(size**-2.05 for size in range(1, LARGEST + 1)))


def drawn_size(random: Random) -> int:
    """Draw a story's size: the chance of a size falls with its power 2.05."""
    held = _sizes()
    return bisect(held, random.random() * held[-1]) + 1


def composed(count: int, seed: int = 5) -> Iterator[tuple[Article, str]]:
    """Give so many articles with the names of their stories, day by day; fewer are always the beginning of more."""
    return islice(_stream(Random(f"news {seed}"), world(seed)), count)


def _stream(random: Random, invented: World) -> Iterator[tuple[Article, str]]:
    due: dict[int, list[Event]] = defaultdict(list)  # by day, one entry for each article to come
    planned: dict[int, list[Event]] = defaultdict(list)  # events that are to follow others
    events = articles = day = 0
    while True:
        while len(due[day]) < A_DAY:
            event = planned[day].pop() if planned[day] else _event(random, invented)
            event.number, event.day, events = events, day, events + 1
            for later in _days(random, event.size):
                due[day + later].append(event)
            for after, follower in _followers(random, invented, event):
                planned[day + after].append(follower)
        planned[day + 1].extend(planned.pop(day, ()))
        today = due.pop(day)
        random.shuffle(today)
        for event in today:
            yield _article(random, invented, event, day, articles), f"s{event.number}"
            articles += 1
        day += 1


def _days(random: Random, size: int) -> list[int]:
    """On which days after the event it is told: most at once, fewer and fewer later, longer for larger stories."""
    pace = 0.4 + 0.35 * size**0.4
    return [0, *(min(14, int(random.expovariate(1 / pace))) for _ in range(size - 1))]


def _event(random: Random, invented: World, kind: str | None = None, near: Event | None = None) -> Event:
    """Invent an event; near another one it has its country, its officials and some of its words."""
    kinds = tables()["kinds"]
    kind = kind or random.choice([name for name, each in kinds.items() if each["after"]])
    country = invented.countries.draw(random, 1)[0]
    if near is not None:
        country = next(each for each in invented.countries.items if each.name == near.slots["country"])
    town, close = country.towns.draw(random, 2)
    chief, post = random.choice(country.officials)
    bodies = invented.bodies.draw(random, 2)
    if kind == "talks":
        bodies[1] = invented.countries.draw(random, 1)[0].name
    words = invented.words.draw(random, 24)
    if near is not None:
        words[::4] = near.slots["words"].split()[::4]
    people = invented.people.draw(random, 4)
    slots = {f"p{at}": name for at, name in enumerate(people)} | {f"w{at}": word for at, word in enumerate(words)}
    slots |= {f"s{at}": name.split()[-1] for at, name in enumerate(people)} | {"words": " ".join(words)}
    slots |= dict(zip("abcde", (str(random.randint(*ends)) for ends in _NUMBERS), strict=True))
    slots |= {"town": town, "near": close, "country": country.name, "capital": country.capital, "chief": chief}
    slots |= {"post": post, "org": bodies[0], "other": bodies[1], "site": random.choice(invented.sites)}
    slots["round"] = random.choice(ROUNDS[:6])
    size = drawn_size(random)
    facts = [tuple(each) for each in kinds[kind]["facts"]]
    facts += [_talk(random, slots) for _ in range(min(50, 16 + size))]
    return Event(0, kind, 0, size, slots, random.randint(2, 60), random.choice((0, 0, 1, 3, 8)), facts)


_NUMBERS = ((2, 60), (2, 24), (2, 20), (20, 900), (3, 300))


def _talk(random: Random, slots: dict[str, str]) -> Fact:
    """Something that is only said of this event, with words of its own."""
    held = slots["words"].split()
    own = {letter: random.choice(held) for letter in "xyzv"}
    own |= {
        "who": random.choice((slots["p0"], slots["p1"], slots["p2"], slots["chief"])),
        "num": str(random.randint(2, 99)),
    }
    return tuple(way.format_map({**slots, **own}) for way in random.choice(tables()["talk"]["facts"]))


def _followers(random: Random, invented: World, event: Event) -> Iterator[tuple[int, Event]]:
    """What is easily taken for the event: another of its kind that week, its next round, what came of it."""
    if random.random() < 0.15:
        yield random.randint(0, 4), _event(random, invented, event.kind, event)
    after = tables()["kinds"][event.kind]["after"]
    if not after or random.random() > 0.1 + 0.1 * min(event.size, 5):
        return
    kind = random.choice(after)
    follower = _event(random, invented, kind, event)
    kept = ("p0", "p1", "s0", "s1", "town", "near", "org", "other", "site", "chief", "post")
    follower.slots |= {key: event.slots[key] for key in kept}
    if kind == event.kind:
        follower.slots["round"] = ROUNDS[min(len(ROUNDS) - 1, ROUNDS.index(event.slots["round"]) + 1)]
    follower.facts = [tuple(each) for each in tables()["kinds"][kind]["facts"]]
    follower.facts += [_talk(random, follower.slots) for _ in range(min(50, 16 + follower.size))]
    yield random.randint(3, 25), follower


def _article(random: Random, invented: World, event: Event, day: int, number: int) -> Article:
    told = _telling(random, event)
    event.told.append(told)
    slots = event.slots | {"toll": str(event.toll + event.growth * (day - event.day)), "day": _weekday(event.day)}
    sentences = [_sentence(invented, event, slots, fact, way) for fact, way in told]
    step = 2 + number % 2
    text = "\n\n".join(" ".join(sentences[at : at + step]) for at in range(0, len(sentences), step))
    headlines = tables()["kinds"][event.kind]["headlines"]
    title = headlines[told[0][1] % len(headlines)].format_map(slots)
    published = None if random.random() < UNDATED else When((FIRST + timedelta(day)).isoformat(), "day")
    paper = invented.papers.draw(random, 1)[0]
    name = f"c{number:06d}"
    return Article(name, name, text, title, paper, published=published, language="en")


def _telling(random: Random, event: Event) -> Told:
    """Which facts are told in which words: anew, as a near-copy of an earlier telling, or as a rewrite of one."""
    chance = random.random()
    if event.told and chance < COPIED:
        kept = random.choice(event.told)
        return kept[: max(4, len(kept) - random.choice((0, 0, 1, 3, 6)))] + _asides(random, random.choice((0, 0, 1)))
    if event.told and chance < COPIED + REWRITTEN:
        kept = random.choice(event.told)
        return tuple((fact, way + 1 if fact >= 0 else way) for fact, way in kept)
    length = (
        random.randint(3, 6) if random.random() < FLASH else max(6, min(90, round(random.lognormvariate(3.36, 0.4))))
    )
    facts = list(range(1, len(event.facts)))
    random.shuffle(facts)
    facts = sorted(facts[: round(length * 0.65)], key=lambda fact: fact + random.random() * 6)
    told = [(fact, random.randint(0, 2)) for fact in (0, *facts)]
    for aside in _asides(random, length - len(told)):
        told.insert(random.randint(1, len(told)), aside)
    return tuple(told)


def _asides(random: Random, count: int) -> Told:
    return tuple((-1, random.getrandbits(30)) for _ in range(max(0, count)))


def _sentence(invented: World, event: Event, slots: dict[str, str], fact: int, way: int) -> str:
    if fact >= 0:
        ways = event.facts[fact]
        return ways[way % len(ways)].format_map(slots)
    random = Random(way)
    words = dict(zip("xyzvu", invented.words.draw(random, 5), strict=True))
    aside: str = random.choice(tables()["talk"]["asides"])
    return aside.format_map({**words, "who": invented.people.draw(random, 1)[0], "num": str(random.randint(2, 900))})


def _weekday(day: int) -> str:
    return f"{FIRST + timedelta(day):%A}"
