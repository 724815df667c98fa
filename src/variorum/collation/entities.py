"""The entities of a whole story: the names of every telling taken together, typed by all the evidence there is.

A wrong join is worse than a missed one: what needs a decision is either certain by the form of the names (order,
titles, initials, a surname that only one person has) or listed in ``Entity.proposed`` with its reason.
"""

from __future__ import annotations

from variorum.collation.entities_headlines import cut_headlines
from variorum.collation.entities_join import Thing, join, things_of
from variorum.collation.entities_missed import find_missed
from variorum.collation.entities_pairs import join_pairs
from variorum.collation.entities_spun import join_respelt, join_spun
from variorum.languages.names import Lexicon, lexicon, tokens
from variorum.model import Article, ArticleId, Entity, EntityId, EntityKind, Passage, Reading, Role

__all__ = ["settle"]

_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place", "other")


def settle(
    articles: tuple[Article, ...], readings: dict[ArticleId, Reading], passages: tuple[Passage, ...] = ()
) -> tuple[tuple[Entity, ...], dict[tuple[ArticleId, EntityId], EntityId]]:
    """Give a story's entities, and for each article's own entity the story's.

    Ids ``e1`` … go by number of articles, then of mentions, then name. The order of ``articles`` does not matter.
    ``passages`` are pairs of spans known to carry the same sentence; they help to recognise names that were changed.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    known = lexicon(next((article.language for article in ordered if article.language == "en"), "en"))
    things = cut_headlines(things_of(ordered, readings, known), ordered, known)
    things = join(things, known)
    things = join_respelt(things, ordered, known)
    things = join_spun(things, ordered, readings, passages, known)
    things = find_missed(things, ordered, known)
    things = join_pairs(things, readings, lambda thing: _name(thing, known))
    ranked = sorted(
        things, key=lambda thing: (-len(thing.articles), -len(thing.mentions), _name(thing, known), thing.first)
    )
    entities: list[Entity] = []
    mapping: dict[tuple[ArticleId, EntityId], EntityId] = {}
    for number, thing in enumerate(ranked, 1):
        entities.append(_entity(f"e{number}", thing, known))
        mapping.update(((article, local.id), f"e{number}") for article, local in thing.members)
    return tuple(entities), mapping


def _entity(name: EntityId, thing: Thing, known: Lexicon) -> Entity:
    roles: dict[tuple[str, int, int], Role] = {}
    for _, local in thing.members:
        for role in local.roles:
            roles.setdefault((role.span.article, role.span.start, role.span.end), role)
    forms = thing.forms()
    return Entity(
        id=name,
        name=_name(thing, known),
        kind=kind_of(thing, known),
        variants=tuple(sorted(forms, key=lambda form: (-forms[form], form))),
        mentions=tuple(
            sorted(
                {span for _, local in thing.members for span in local.mentions},
                key=lambda span: (span.article, span.start, span.end, getattr(span, "kind", "")),
            )
        ),
        roles=tuple(roles[place] for place in sorted(roles, key=lambda place: (place[0], place[1], place[2]))),
        proposed=tuple(thing.proposed),
    )


def kind_of(thing: Thing, known: Lexicon) -> EntityKind:
    """Give the kind that most of the story's mentions and the words of the name speak for."""
    if thing.country:
        return "place"
    weight: dict[EntityKind, float] = dict.fromkeys(_KINDS, 0.0)
    for _, local in thing.members:
        weight[local.kind] += len(local.names)
        if local.roles:
            weight["person"] += 3.0 * len(local.roles)
    for form, count in thing.forms().items():
        ending = known.ending(form)
        for kind in _KINDS:
            if kind == ending and thing.named:
                weight[kind] += 2.0 * count
    weight["other"] *= 0.5
    return max(_KINDS, key=lambda kind: (weight[kind], -_KINDS.index(kind)))


def _name(thing: Thing, known: Lexicon) -> str:
    """Choose the name to list: the country's, else the full form that most tellings use."""
    if thing.title or thing.country:
        return thing.title or thing.country or ""
    doubtful = {variant.name for variant in thing.proposed}
    articles, forms = thing.form_articles(), thing.forms()
    sure = [form for form in forms if form not in doubtful] or list(forms)
    if not thing.named:
        return thing.members[0][1].name
    full = [form for form in sure if len(tokens(form)) > 1]
    known_name = [form for form in full if form in known.known.values()]
    return min(known_name or full or sure, key=lambda form: (-articles[form], -forms[form], -len(form), form))
