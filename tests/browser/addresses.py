"""Every page of a reading room, by what it shows; ``{…}`` stands for what only the library knows."""

from __future__ import annotations

from collections.abc import Mapping

from variorum.library import Library, versions
from variorum.web.pages.stories import SECTIONS

LIBRARY = {
    "stories": "/",
    "stories found": "/?words=ferry&order=latest",
    "no stories found": "/?words=zzzz",
    "people": "/names",
    "people found": "/names?words=Ishiba",
    "person": "/names/Shigeru%20Ishiba",
    "organisation": "/names/Sorel%20Lines",
    "commitments": "/commitments",
    "changes": "/changes",
    "changes since": "/changes?since=2024-01-01",
    "search": "/search",
    "search found": "/search?words=steel",
    "search not found": "/search?words=zzzz",
}
WORK = {"add": "/add", "jobs": "/jobs", "decisions": "/decisions", "enter": "/enter"}
STORY = {
    "story": "/stories/{summit}",
    "story of copies": "/stories/{ferry}",
    "story of versions": "/stories/{fire}",
    **{f"section {section}": f"/stories/{{summit}}/{section}" for section in SECTIONS},
    "timeline of copies": "/stories/{ferry}/timeline",
    "lineage of copies": "/stories/{ferry}/lineage",
    "silences with all": "/stories/{summit}/silences?everything=true",
}
FINDING = {
    "point": "/stories/{summit}/findings/p1",
    "agreement": "/stories/{ferry}/findings/p9",
    "quote": "/stories/{summit}/findings/q1",
    "figure": "/stories/{summit}/findings/f1",
    "date": "/stories/{summit}/findings/d1",
    "commitment": "/stories/{summit}/findings/c1",
    "claim": "/stories/{summit}/findings/k1",
    "utterance": "/stories/{summit}/findings/u1",
    "promise": "/stories/{summit}/findings/l1",
    "position": "/stories/{summit}/findings/o1",
    "telling": "/stories/{summit}/tellings/{wire}",
    "telling in a file": "/stories/{summit}/tellings/{letter}",
    "two tellings": "/stories/{summit}/compare?a={wire}&b={letter}",
    "original and translation": "/stories/{ferry}/compare?a={agency}&b={phare}",
    "which two": "/stories/{summit}/compare",
    "version": "/stories/{fire}/tellings/{haven}/versions/2",
    "name": "/stories/{summit}/findings/e1",
    "settle": "/stories/{summit}/settle",
    "settle with another": "/stories/{summit}/settle?words=ferry",
    "words as they stood": "/words/{old}/0-20",
}
MISSING = {
    "no page": "/nothing-here",
    "no story": "/stories/s0000000000",
    "no section": "/stories/{summit}/nothing",
    "no finding": "/stories/{summit}/findings/p9999",
    "no telling": "/stories/{summit}/tellings/a9999",
    "no job": "/jobs/9999",
    "no words": "/words/9999999/1-5",
    "no version": "/stories/{fire}/tellings/{haven}/versions/99",
    "no name": "/names/Nobody%20At%20All",
}
PAGES = {**LIBRARY, **WORK, **STORY, **FINDING}


def known(library: Library) -> Mapping[str, str]:
    """What the addresses of the examples' library are filled in with: stories and tellings."""
    edition = library.edition()
    told = {article.outlet: article.id for article in edition.articles}
    story = {article: story.id for story in edition.stories for article in story.articles}
    wire, agency = told["Continental Wire"], told["Talvian News Agency"]
    return {
        "wire": wire,
        "letter": told["Pacific Letter"],
        "agency": agency,
        "phare": told["Le Phare"],
        "haven": told["Haven Post"],
        "old": versions.telling(library.file, told["Haven Post"]).versions[0].text_id,
        "summit": story[wire],
        "ferry": story[agency],
        "fire": story[told["Haven Post"]],
    }
