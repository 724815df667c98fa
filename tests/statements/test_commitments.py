"""Commitments: who binds whom to what, in the forms that news tells it in."""

from __future__ import annotations

import pytest

from variorum.languages import parse
from variorum.model import Article, Commitment
from variorum.statements.commitments import commitments_in


def found_in(text: str) -> tuple[Commitment, ...]:
    return commitments_in(parse(text), Article(id="a", input="a.txt", text=text, language="en"))


def only(text: str) -> Commitment:
    found = found_in(text)
    assert len(found) == 1, [commitment.span.words for commitment in found]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "act", "status", "actor", "what"),
    [
        (
            "The harbour council pledged to reopen the pier.",
            "pledge",
            "pledged",
            "The harbour council",
            "reopen the pier",
        ),
        (
            "The shipping company promised a $40 million investment in the port.",
            "pledge",
            "pledged",
            "The shipping company",
            "a $40 million investment in the port",
        ),
        (
            "The two ministers agreed to share fishing data.",
            "agreement",
            "agreed",
            "The two ministers",
            "share fishing data",
        ),
        (
            "The government is considering buying more gas.",
            "plan",
            "considered",
            "The government",
            "buying more gas",
        ),
        (
            "Both presidents are expected to sign a treaty next week.",
            "plan",
            "expected",
            "Both presidents",
            "sign a treaty next week",
        ),
        ("The ministers may propose a joint patrol.", "offer", "speculated", "The ministers", "a joint patrol"),
        (
            "The board rejected the bid from a rival.",
            "refusal",
            "done",
            "The board",
            "the bid from a rival",
        ),
        ("The regulator has ruled out raising fees.", "refusal", "done", "The regulator", "raising fees"),
        (
            "The minister accepted an invitation to visit Norway.",
            "agreement",
            "done",
            "The minister",
            "an invitation to visit Norway",
        ),
        (
            "The council imposed a curfew on the harbour district.",
            "plan",
            "done",
            "The council",
            "a curfew on the harbour district",
        ),
        ("Norway is ready to increase its catch limits.", "pledge", "pledged", "Norway", "increase its catch limits"),
        (
            "The firm announced plans to close two yards.",
            "plan",
            "expected",
            "The firm",
            "close two yards",
        ),
        (
            "Both leaders reaffirmed their commitment to the fishing pact.",
            "pledge",
            "pledged",
            "Both leaders",
            "the fishing pact",
        ),
        (
            "Reporters asked about Norway's offer to resume talks with the islands.",
            "offer",
            "pledged",
            "Norway",
            "resume talks with the islands",
        ),
        (
            "The minister said she would announce new fees on Monday.",
            "pledge",
            "pledged",
            "she",
            "announce new fees on Monday",
        ),
        (
            "Officials said the presidents would discuss fishing rights.",
            "plan",
            "expected",
            "the presidents",
            "discuss fishing rights",
        ),
        (
            "The mayors voiced opposition to the tunnel.",
            "refusal",
            "done",
            "The mayors",
            "the tunnel",
        ),
    ],
)
def test_a_commitment_has_its_act_status_actor_and_content(
    sentence: str, act: str, status: str, actor: str, what: str
) -> None:
    found = only(sentence)
    assert (found.act, found.status, found.actor_words, found.what) == (act, status, actor, what)


def test_an_ask_names_whom_it_asks() -> None:
    active = only("Officials urged Norway to lift the ban on herring.")
    passive = only("Norway was urged by officials to lift the ban on herring.")
    for found in (active, passive):
        assert (found.act, found.to_words, found.what) == ("ask", "Norway", "lift the ban on herring")
    assert active.actor_words == "Officials"
    assert passive.actor_words == "officials"


def test_a_call_on_somebody_is_an_ask() -> None:
    found = only("The president called on the companies to cut quotas.")
    assert (found.act, found.to_words, found.what) == ("ask", "the companies", "cut quotas")


def test_a_warning_of_ones_own_act_is_a_threat_and_of_others_fate_a_warning() -> None:
    assert only("The minister warned that she would close the border.").act == "threat"
    assert only("The minister warned that exporters could face higher duties.").act == "warning"


def test_what_is_warned_of_is_not_told_a_second_time_as_a_plan() -> None:
    assert [c.cue for c in found_in("The minister warned that the union would strike.")] == ["warned"]


def test_a_condition_is_kept_apart_from_the_content_and_inside_the_span() -> None:
    found = only("The ministers agreed to share fishing data if the companies pay for it.")
    assert found.what == "share fishing data"
    assert found.condition == "if the companies pay for it"
    assert found.span.words.endswith("pay for it")


def test_a_pledge_not_to_act_is_negated() -> None:
    assert only("The mayor vowed not to sell the lighthouse.").negated
    assert not only("The mayor vowed to sell the lighthouse.").negated


def test_coordinated_verbs_share_their_actor_and_keep_their_own_words() -> None:
    first, second = found_in("The minister promised more boats and pledged to train 200 sailors.")
    assert (first.actor_words, first.what) == ("The minister", "more boats")
    assert (second.actor_words, second.what) == ("The minister", "train 200 sailors")
    assert second.span.words == "pledged to train 200 sailors"


def test_a_plan_to_ask_is_one_plan() -> None:
    found = only("The ministers plan to ask the president to lower duties.")
    assert (found.act, found.what) == ("plan", "ask the president to lower duties")


def test_an_expected_pledge_is_told_once_and_as_expected() -> None:
    found = only("The minister is expected to tell the envoy that Norway will buy more gas.")
    assert (found.actor_words, found.what, found.status) == ("Norway", "buy more gas", "expected")
    assert found.span.words.startswith("The minister is expected")


def test_the_first_person_pledges() -> None:
    found = only("“We will protect the harbour,” the minister said.")
    assert (found.act, found.actor_words, found.what) == ("pledge", "We", "protect the harbour")


def test_a_passive_names_the_one_who_acted() -> None:
    found = only("The merger was blocked by the regulator.")
    assert (found.act, found.actor_words, found.what) == ("refusal", "the regulator", "The merger")
    assert found.span.words == "The merger was blocked by the regulator"


def test_a_relative_clause_commits_what_it_hangs_on() -> None:
    found = only("Exporters fear the tariffs that the president imposed on steel.")
    assert (found.actor_words, found.what) == ("the president", "the tariffs that the president imposed on steel")


def test_the_actor_and_the_addressee_are_spans_to_resolve() -> None:
    text = "On Monday the minister urged Norway to lift the ban."
    found = only(text)
    assert found.actor is None
    assert found.actor_span is not None
    assert text[found.actor_span.start : found.actor_span.end] == "the minister"
    assert found.to_span is not None
    assert text[found.to_span.start : found.to_span.end] == "Norway"


@pytest.mark.parametrize(
    ("sentence", "due", "grain"),
    [
        ("The firm pledged to reopen the pier by March 2027.", "2027-03", "month"),
        ("The firm pledged to reopen the pier on 7 March 2027.", "2027-03-07", "day"),
        ("The firm pledged to reopen the pier on March 7, 2027.", "2027-03-07", "day"),
        ("The firm pledged to reopen the pier by 2027.", "2027", "year"),
    ],
)
def test_a_written_date_with_its_year_is_when_it_is_due(sentence: str, due: str, grain: str) -> None:
    when = only(sentence).due
    assert when is not None
    assert (when.value, when.grain, when.basis) == (due, grain, "stated")
    assert when.span is not None
    assert sentence[when.span.start : when.span.end] == when.span.words


@pytest.mark.parametrize("sentence", ["The firm pledged to reopen the pier by Friday.", "The firm pledged 2027 jobs."])
def test_a_date_without_its_year_is_left_to_the_dates(sentence: str) -> None:
    assert only(sentence).due is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The hearing will take place in June.",
        "The road is expected to be closed on Friday.",
        "Rain is likely to continue until Friday.",
        "The film promises to be a hit.",
        "The visit aims to build trust.",
        "The spokesman declined to comment.",
        "I think we will have no trouble with it.",
        "The minister will be 70 in June.",
        "The ferry left the harbour at noon with 40 people on board.",
    ],
)
def test_what_binds_nobody_is_no_commitment(sentence: str) -> None:
    assert [commitment.span.words for commitment in found_in(sentence)] == []


def test_a_garbled_infinitive_of_reworded_text_is_still_a_plan() -> None:
    found = only("The ministers are resulting from hold a press conference on Friday.")
    assert (found.act, found.status, found.what) == ("plan", "expected", "hold a press conference on Friday")


def test_ids_count_in_text_order() -> None:
    found = found_in("The council vowed to rebuild. The mayor refused to pay. The firm plans to leave.")
    assert [commitment.id for commitment in found] == ["c1", "c2", "c3"]
    assert [commitment.span.start for commitment in found] == sorted(commitment.span.start for commitment in found)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Mori warned that Norway could face new tariffs.", "Norway"),
        ("The minister imposed sanctions on the bank.", "the bank"),
        ("Lind offered to hold talks with the rebels.", "the rebels"),
    ],
)
def test_whom_a_warning_names_a_levy_hits_or_an_offer_joins_is_its_addressee(text: str, to: str) -> None:
    assert [found.to_words for found in found_in(text)] == [to]


@pytest.mark.parametrize(
    ("text", "who", "act", "what"),
    [
        (
            "The goal is to present a plan from Mori to the president.",
            "Mori",
            "plan",
            "present a plan from Mori to the president",
        ),
        ("Mori's bid to acquire Acme Steel failed.", "Mori", "plan", "acquire Acme Steel"),
        ("Mori discussed increasing imports of timber.", "Mori", "plan", "increasing imports of timber"),
        ("The minister highlighted plans by Acme Motors.", "Acme Motors", "plan", "plans by Acme Motors"),
        ("Their port is not for sale.", "Their", "refusal", "Their port is not for sale"),
        (
            "The leaders reached an agreement on investment rather than merger.",
            "The leaders",
            "agreement",
            "investment rather than merger",
        ),
    ],
)
def test_goals_bids_and_closed_questions_commit(text: str, who: str, act: str, what: str) -> None:
    assert [(found.actor_words, found.act, found.what) for found in found_in(text)] == [(who, act, what)]


def test_instances_of_a_plan_are_told_of_its_actor() -> None:
    text = "Oslo has been preparing some steps, including considering buying more timber and offering support for a pipeline."
    assert [(found.actor_words, found.cue) for found in found_in(text)] == [
        ("Oslo", "considering"),
        ("Oslo", "offering"),
    ]


@pytest.mark.parametrize(
    "text", ["The treaty shows a strong commitment to peace.", "That is one thing the crews wish to change."]
)
def test_a_commitment_merely_shown_or_a_bare_wish_binds_nobody(text: str) -> None:
    assert found_in(text) == ()


@pytest.mark.parametrize(
    ("text", "who", "act", "status", "what"),
    [
        ("The council said it will repair the pier.", "it", "pledge", "pledged", "repair the pier"),
        (
            "The fire will be investigated by the ministry.",
            "the ministry",
            "plan",
            "expected",
            "The fire will be investigated by the ministry",
        ),
        (
            "“There will be no deal unless they pay,” Ida Mori said.",
            "Ida Mori",
            "warning",
            "pledged",
            "There will be no deal",
        ),
        (
            "“We are opening the pier later this week,” the minister said.",
            "We",
            "pledge",
            "pledged",
            "opening the pier later this week",
        ),
        ("Norway must lift the ban, Ida Mori said.", "Ida Mori", "demand", "expected", "lift the ban"),
        ("The firm is on course to open the yard.", "The firm", "plan", "expected", "open the yard"),
        ("The firm is in talks to sell the yard.", "The firm", "plan", "considered", "sell the yard"),
        ("Norway is not willing to sell the port.", "Norway", "refusal", "done", "sell the port"),
        ("The council banned diesel ferries.", "The council", "refusal", "done", "diesel ferries"),
        ("The council approved new sanctions.", "The council", "agreement", "done", "new sanctions"),
        ("The ministry denied entry to the crew.", "The ministry", "refusal", "done", "entry to the crew"),
        ("Oslo told the crews to leave.", "Oslo", "demand", "expected", "leave"),
        ("She is intent on building a bridge.", "She", "plan", "expected", "building a bridge"),
        ("Ida Mori promised to be patient.", "Ida Mori", "pledge", "pledged", "be patient"),
        (
            "Its ultimate goal remains to reopen the pier.",
            "Its",
            "plan",
            "expected",
            "reopen the pier",
        ),
    ],
)
def test_duties_bodies_and_outlooks_commit(text: str, who: str, act: str, status: str, what: str) -> None:
    assert [(c.actor_words, c.act, c.status, c.what) for c in found_in(text)] == [(who, act, status, what)]


def test_an_outlook_keeps_its_condition() -> None:
    assert only("“There will be no deal unless they pay,” Ida Mori said.").condition == "unless they pay"


def test_an_accepted_invitation_is_also_the_asking_of_the_one_who_invites() -> None:
    accepted, asked = found_in("Ida Mori accepted an invitation from Lind to visit Norway.")
    assert (accepted.act, accepted.actor_words) == ("agreement", "Ida Mori")
    assert (asked.act, asked.actor_words, asked.to_words, asked.what) == ("ask", "Lind", "Ida Mori", "visit Norway")


def test_a_content_ends_where_a_reworder_ran_two_sentences_together() -> None:
    assert only("Ida Mori blocked this however delayed enforcement.").what == "this"


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry vowed that it has kept to the rules.",
        "The rocket promises to give its rival a run.",
        "They asked how the insurer will react.",
        "The firm had been expected to post a profit.",
        "The chief was due to be paid in June.",
        "Lind agreed that the fleet had value.",
        "Crews expect Mori to be named.",
        "There will be no rain unless the wind turns.",
        "The state of emergency was due to end.",
        "“I was going to leave,” Ida Mori said.",
        "The chief decides what to do with it.",
        "Crews are not sure what to do.",
        "Ida Mori agrees with Lind.",
        "One of the problems will be dealing with the fees, the minister said.",
    ],
)
def test_what_was_what_befalls_and_what_is_only_thought_binds_nobody(sentence: str) -> None:
    assert [commitment.span.words for commitment in found_in(sentence)] == []


def test_a_future_left_open_is_speculation_and_no_refusal() -> None:
    found = only("Next month Acme will (or won't) launch the ferry.")
    assert (found.status, found.negated) == ("speculated", False)
    assert only("Acme and Norsk will not launch the ferry.").negated


def test_a_dateline_is_no_part_of_the_actor() -> None:
    assert only("OSLO - Minister Ida Mori vowed to sell the pier.").actor_words == "Minister Ida Mori"


@pytest.mark.parametrize(
    ("text", "act", "status", "negated"),
    [
        ("Acme has until Friday to accept the offer.", "agreement", "expected", False),
        ("Ministers failed to agree on quotas.", "agreement", "expected", True),
        ("The council voted to reject the plan.", "refusal", "done", False),
        ("The union called off the strike.", "refusal", "done", False),
        ("The two countries renewed their fishing accord.", "agreement", "done", False),
        ("Mori hinted at new tariffs.", "plan", "speculated", False),
        ("Norway is open to extending the truce.", "plan", "considered", False),
    ],
)
def test_what_is_only_in_prospect_is_not_done(text: str, act: str, status: str, negated: bool) -> None:
    assert [(c.act, c.status, c.negated) for c in found_in(text)] == [(act, status, negated)]
