"""What holds for the names of any text, however broken."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.languages import parse
from variorum.model import Article
from variorum.statements.names import names_in

PIECES = [
    "Astrid Lunde", "Mrs. Lunde", "Norway", "U.S.", "said", "he", "“", "”", '"', "'", ",", ".", "\n", "the official", "-",
    "(", ")", "of", "Prime Minister", "’s", "\x00", "\u200b", "Ångström", "日本", "🙂", "who", "It", "A second official", "&",
]  # fmt: skip
texts = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))


@settings(max_examples=60, deadline=None)
@given(texts)
def test_every_mention_quotes_the_article_and_ids_count_by_first_mention(text: str) -> None:
    article = Article(id="a", input="a", text=text, language="en")
    found = names_in(parse(text), article)
    assert [entity.id for entity in found.entities] == [f"e{n}" for n in range(1, len(found.entities) + 1)]
    firsts = [entity.names[0].start for entity in found.entities]
    assert firsts == sorted(firsts)
    for entity in found.entities:
        for span in (*entity.mentions, *(role.span for role in entity.roles)):
            assert text[span.start : span.end] == span.words
    assert names_in(parse(text), article) == found


@settings(max_examples=60, deadline=None)
@given(texts, st.integers(0, 130), st.integers(0, 130))
def test_at_answers_any_characters_with_an_entity_or_nothing(text: str, start: int, end: int) -> None:
    for doc in (parse(text), None):
        found = names_in(doc, Article(id="a", input="a", text=text, language="en"))
        assert found.at(start, end) in {None, *(entity.id for entity in found.entities)}


def test_a_huge_line_is_read_in_linear_time() -> None:
    article = Article(id="a", input="a", text="A " * 200_000 + "dit Norway", language="fr")
    assert names_in(None, article).entities[-1].mentions[-1].words.endswith("Norway")
