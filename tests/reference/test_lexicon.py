"""The lexicon tables of the shipped English pack, and what the loader says about a broken one."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from harmattan.assembly import stage_table
from harmattan.errors import PackError
from harmattan.model.annotations import ACTORS, DOCUMENT, PLACES, SENTENCES
from harmattan.model.document import Document
from harmattan.model.layers import Layers
from harmattan.reference import lexicon as module
from harmattan.reference.lexicon import BUILT_IN_CLASSES, EFFECTS, Frame, Lexicon, language_pack, load_lexicon
from harmattan.reference.packs import data_dir, open_pack, read_table
from harmattan.stages.arguments import Tree
from harmattan.stages.predicates import Context, find_triggers

CODEBOOK = data_dir() / "codebooks" / "plover"
ENGLISH = data_dir() / "languages" / "en"
EVENT_TYPES = {
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
}

SECTORS = {"foreign minister": "GOV", "soldier": "MIL", "rebel": "REB", "bandit": "CRM", "gunman": "UAF"}


@pytest.fixture(scope="module")
def english() -> Lexicon:
    return load_lexicon(language_pack("en"))


def frames(lexicon: Lexicon) -> Iterator[Frame]:
    for found in (*lexicon.verbs.values(), *lexicon.nouns.values()):
        yield from found


def codes(table: str, *columns: str) -> set[tuple[str, ...]]:
    path = CODEBOOK / table
    if not path.exists():
        pytest.skip("the codebook pack is not there")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        return {tuple(row[column] for column in columns) for row in rows}


def cells(table: str) -> Iterator[tuple[int, dict[str, str]]]:
    path = ENGLISH / table
    header = next(
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ).split(",")
    for row in read_table(path, header):
        yield row.line, row.cells


def test_the_english_tables_are_rich_enough_for_unseen_news(english: Lexicon) -> None:
    assert len(english.verbs) >= 400
    assert sum(len(found) for found in english.verbs.values()) >= 600
    assert sum(len(found) for found in english.nouns.values()) >= 350
    assert len(english.agents) >= 250
    assert len(english.complements) >= 150
    assert sum(len(found) for found in english.cues.values()) >= 150
    assert sum(len(found) for found in english.blocks.values()) >= 120


def test_every_event_type_has_verbs_and_nouns(english: Lexicon) -> None:
    for words in (english.verbs, english.nouns):
        assert {frame.event_type for found in words.values() for frame in found} == EVENT_TYPES


def test_every_event_type_and_mode_stands_in_the_codebook(english: Lexicon) -> None:
    types = {found for (found,) in codes("event_types.csv", "event_type")}
    modes = codes("modes.csv", "event_type", "mode")
    assert [frame.where for frame in frames(english) if frame.event_type not in types] == []
    with_mode = [(f.where, f.event_type, f.mode) for f in frames(english) if f.mode]
    unknown = [one for one in with_mode if one[1:] not in modes]
    assert unknown == []


def test_every_mode_of_the_codebook_can_be_reached(english: Lexicon) -> None:
    reached = {(frame.event_type, frame.mode) for frame in frames(english)}
    assert codes("modes.csv", "event_type", "mode") - reached == set()


def test_every_context_stands_in_the_codebook(english: Lexicon) -> None:
    known = {found for (found,) in codes("contexts.csv", "context")}
    assert [(f.where, c) for f in frames(english) for c in f.contexts if c not in known] == []


def test_every_sector_of_an_agent_stands_in_the_codebook(english: Lexicon) -> None:
    known = {found for (found,) in codes("sectors.csv", "code")}
    assert {agent.sector for agent in english.agents.values() if agent.sector} - known == set()


def test_every_class_that_a_test_names_exists(english: Lexicon) -> None:
    tests = [test for frame in frames(english) for _, test in (*frame.needs, *frame.alternatives)]
    tests += [block.words for found in english.blocks.values() for block in found]
    named = {word[1:] for test in tests for word in (*test.any_of, *test.none_of) if word.startswith("@")}
    assert named - set(english.classes) - set(BUILT_IN_CLASSES) == set()


@pytest.mark.parametrize(
    "table", ["verbs.csv", "nouns.csv", "complements.csv", "light_verbs.csv", "blocks.csv", "general_verbs.csv"]
)
def test_every_row_has_an_example_that_is_one_short_sentence(table: str) -> None:
    bad = [
        (line, row["example"])
        for line, row in cells(table)
        if not row["example"].endswith(".") or not 3 <= len(row["example"].split()) <= 15
    ]
    assert bad == []


@pytest.mark.parametrize("table", ["verbs.csv", "general_verbs.csv", "nouns.csv"])
def test_no_two_rows_test_the_same(table: str) -> None:
    results = {"event_type", "mode", "contexts", "actor", "recipient", "theme", "stage", "example"}
    seen: dict[tuple[str, ...], int] = {}
    twice = []
    for line, row in cells(table):
        key = tuple(value for column, value in row.items() if column not in results)
        if key in seen:
            twice.append((seen[key], line))
        seen[key] = line
    assert twice == []


def test_frames_of_a_lemma_are_tried_from_the_most_specific_to_the_least_and_those_of_last_resort_last(
    english: Lexicon,
) -> None:
    for found in (*english.verbs.values(), *english.nouns.values()):
        order = [(not frame.where.startswith("general_verbs.csv"), frame.weight) for frame in found]
        assert order == sorted(order, reverse=True), found[0].lemma


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("recognise", "recognize"),
        ("criticise", "criticize"),
        ("mobilise", "mobilize"),
        ("normalise", "normalize"),
        ("nationalise", "nationalize"),
        ("demobilise", "demobilize"),
        ("honour", "honor"),
    ],
)
def test_both_spellings_have_the_same_frames(english: Lexicon, british: str, american: str) -> None:
    kinds = [[(f.needs, f.event_type, f.mode) for f in english.verbs[word]] for word in (british, american)]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("lemma", ["win", "lose", "score", "play", "sell", "write", "eat", "cook", "sing", "grow"])
def test_everyday_verbs_never_make_an_event_without_tests(english: Lexicon, lemma: str) -> None:
    assert all(frame.weight > 0 for frame in english.verbs.get(lemma, ()))


@pytest.mark.parametrize(
    "lemma",
    [
        "fire",
        "strike",
        "charge",
        "release",
        "call",
        "hold",
        "take",
        "seize",
        "withdraw",
        "cut",
    ],
)
def test_verbs_of_many_senses_always_need_company(english: Lexicon, lemma: str) -> None:
    assert all(frame.weight > 0 for frame in english.verbs[lemma])


@pytest.mark.parametrize(
    ("lemma", "frame", "effect"),
    [
        ("plan", "to", "planned"),
        ("deny", "that", "denied"),
        ("deny", "ing", "denied"),
        ("fail", "to", "denied"),
        ("prevent", "from", "foiled"),
        ("call", "for", "requested"),
        ("accuse", "of", "possible"),
        ("attempt", "to", "attempted"),
        ("likely", "to", "possible"),
        ("allegation", "of", "possible"),
    ],
)
def test_governing_words_set_the_factuality(english: Lexicon, lemma: str, frame: str, effect: str) -> None:
    assert english.complements[lemma, frame].effect == effect


@pytest.mark.parametrize(
    ("lemma", "frame"), [("say", "that"), ("announce", "that"), ("confirm", "that"), ("carry", "noun")]
)
def test_plain_words_leave_the_factuality_alone(english: Lexicon, lemma: str, frame: str) -> None:
    assert (lemma, frame) not in english.complements


@pytest.mark.parametrize(
    ("word", "kind", "effect"),
    [
        ("may", "modal", "possible"),
        ("would", "modal", "conditional"),
        ("will", "modal", "planned"),
        ("nearly", "adverb", "denied"),
        ("foiled", "adjective", "foiled"),
        ("if", "mark", "conditional"),
        ("no", "determiner", "denied"),
        ("quickly", "adverb", None),
        ("deadly", "adjective", None),
        ("because", "mark", None),
        ("the", "determiner", None),
        ("foiled", "adverb", None),
    ],
)
def test_scope_words_count_only_as_their_kind(english: Lexicon, word: str, kind: str, effect: str | None) -> None:
    assert english.scope(word, kind) == effect


@pytest.mark.parametrize(
    ("form", "lemma"), [("fought", "fight"), ("slain", "slay"), ("raped", "rape"), ("staged", "stage"), ("men", "man")]
)
def test_irregular_forms_lead_to_their_lemma(english: Lexicon, form: str, lemma: str) -> None:
    assert english.forms[form] == lemma


@pytest.mark.parametrize("form", ["attacked", "visits", "killing"])
def test_regular_forms_are_left_to_the_lemmatiser(english: Lexicon, form: str) -> None:
    assert form not in english.forms


def test_the_agents_of_a_state_and_of_no_state_have_different_sectors(english: Lexicon) -> None:
    found = {
        lemma: english.agents[lemma].sector for lemma in ("foreign minister", "soldier", "rebel", "bandit", "gunman")
    }
    assert found == SECTORS


@pytest.mark.parametrize(
    ("cell", "any_of", "none_of", "must_exist", "must_not_exist"),
    [
        ("", (), (), False, False),
        ("+", (), (), True, False),
        ("-", (), (), False, True),
        ("@people|soldier", ("@people", "soldier"), (), True, False),
        ("!@sport", (), ("@sport",), False, False),
        ("+|!bill", (), ("bill",), True, False),
    ],
)
def test_a_cell_reads_as_tests(
    cell: str, any_of: tuple[str, ...], none_of: tuple[str, ...], must_exist: bool, must_not_exist: bool
) -> None:
    assert module.Tests.read(cell) == module.Tests(any_of, none_of, must_exist, must_not_exist)


WIDE = [
    ("Rebel fighters wrested the mining town from the army.", "ASSAULT"),
    ("Government troops reclaimed the island on Monday.", "ASSAULT"),
    ("The army regained control of the port.", "ASSAULT"),
    ("Mali flew in two hundred soldiers on Friday.", "MOBILIZE"),
    ("The navy ferried troops to the island.", "MOBILIZE"),
    ("Gunners lobbed shells into the camp.", "ASSAULT"),
    ("Shells rained on the border town all night.", "ASSAULT"),
    ("Two rockets landed in the garden of the embassy.", "ASSAULT"),
    ("A shell slammed into a school in the suburb.", "ASSAULT"),
    ("Artillery pummelled the hamlet at dawn.", "ASSAULT"),
    ("Militants overran a garrison near the lake.", "ASSAULT"),
    ("Soldiers drove back the rebels near the ford.", "ASSAULT"),
    ("The garrison repelled the insurgents at dawn.", "ASSAULT"),
    ("The union handed over its base to the army.", "RETREAT"),
    ("The council renewed the mandate of the mission.", "SUPPORT"),
    ("The kingdom called off a visit by the Omani premier.", "REJECT"),
    ("The rebels walked out of the talks.", "REJECT"),
    ("The bloc piled pressure on the junta.", "REQUEST"),
    ("Qatar brokered a truce between the clans.", "CONSULT"),
    ("The senate greenlighted the treaty.", "SUPPORT"),
    ("The two kingdoms inked a deal on gas.", "SUPPORT"),
    ("The envoy shuttled between the two capitals.", "CONSULT"),
    ("The two kingdoms patched up their quarrel.", "SUPPORT"),
    ("The spokesman hailed the vote of the council.", "SUPPORT"),
    ("The minister lashed out at the envoy.", "ACCUSE"),
    ("The bloc reaffirmed its support for the mission.", "SUPPORT"),
    ("The Vatican urged restraint on both sides.", "REQUEST"),
    ("Gunmen gunned down a judge in the port.", "ASSAULT"),
    ("An army truck hit a mine near the well.", "ASSAULT"),
    ("A mine blew up under an army truck.", "ASSAULT"),
    ("The patrol came under fire from rebels.", "ASSAULT"),
    ("Border guards traded fire with the rebels.", "ASSAULT"),
    ("Soldiers carried out a raid on a camp.", "ASSAULT"),
    ("Omani troops moved from Gao to Kidal.", "MOBILIZE"),
    ("Iran declined to sign the accord.", "REJECT"),
    ("France keeps 300 soldiers in the city of Gao.", "MOBILIZE"),
    ("The council approved the transfer of 300 peacekeepers.", "MOBILIZE"),
    ("The rebels threatened to march on the capital.", "THREATEN"),
    ("The minister spoke by phone with the Omani president.", "CONSULT"),
    ("Prosecutors opened an investigation into the colonel.", "ACCUSE"),
    ("The ministry summoned the ambassador of Peru.", "ACCUSE"),
    ("A protest note was handed to the embassy of Peru.", "ACCUSE"),
    ("The junta suspended the talks with the bloc.", "SANCTION"),
    ("The council extended the mission by a year.", "SUPPORT"),
    ("Two thousand people have died in the conflict.", "ASSAULT"),
    ("Peru holds Chile responsible for the raid.", "ACCUSE"),
    ("The foreign ministry pointed the finger at the militia.", "ACCUSE"),
    ("Police rounded up forty Rwandans on Friday.", "COERCE"),
    ("Raiders drove thousands of villagers from their homes.", "COERCE"),
    ("The border with the kingdom is closed from Monday.", "COERCE"),
    ("The kingdom cut its troops near the border.", "RETREAT"),
    ("The alliance scaled back its mission in the delta.", "RETREAT"),
    ("Soldiers fanned out across the city.", "MOBILIZE"),
    ("Inmates were holding forty guards in the jail.", "ASSAULT"),
    ("The town fell to the rebels on Sunday.", "ASSAULT"),
    ("The colonel stood trial for the murder.", "ACCUSE"),
    ("The editor appeared before a judge on Monday.", "ACCUSE"),
    ("The president relieved the general of his command.", "SANCTION"),
    ("The rebels stayed away from the talks.", "REJECT"),
    ("The chancellor ruled out sending tanks.", "REJECT"),
    ("The two leaders talked by phone on Sunday.", "CONSULT"),
    ("An Omani envoy is due in Harare on Friday.", "AGREE"),
    ("Foreign gunmen fought alongside the army.", "COOPERATE"),
    ("The cuts brought students onto the streets.", "PROTEST"),
    ("Villagers beat the pilot near the river.", "ASSAULT"),
    ("The premier dismissed the findings of the mission.", "REJECT"),
    ("The junta ordered the team out of the capital.", "SANCTION"),
    ("Omani soldiers took part in the offensive.", "COOPERATE"),
]
"""Sentences in which a wide frame makes an event of the type."""

EVERYDAY = [
    ("The army ants attacked the nest.", "ASSAULT"),
    ("The firm declined to comment.", "REJECT"),
    ("The minister refused to give details.", "REJECT"),
    ("The airline cancelled two flights to Rome.", "REJECT"),
    ("The minister came under fire for his remarks.", "ASSAULT"),
    ("The company pulled back from the market in May.", "RETREAT"),
    ("Rain fell on the port all night.", "ASSAULT"),
    ("The flight landed in Accra on Friday.", "ASSAULT"),
    ("The flight landed in Accra on Friday.", "MOBILIZE"),
    ("Shares fell to a record low on Monday.", "ASSAULT"),
    ("The captain lifted the trophy on Sunday.", "CONCEDE"),
    ("The singer released a new album.", "RETREAT"),
    ("The firm released a report on wages.", "RETREAT"),
    ("The company cut its workforce by half.", "RETREAT"),
    ("The retailer cut prices in spring.", "RETREAT"),
    ("The ministry imposed a tax on sugar.", "COERCE"),
    ("Three officers were injured in a road accident.", "ASSAULT"),
    ("A cyclone forced families to leave their homes.", "COERCE"),
    ("Floods displaced thousands of people in the valley.", "COERCE"),
    ("The doctor appeared in court as a witness.", "ACCUSE"),
    ("The hotel offers guests a view of the bay.", "AGREE"),
    ("The bank offered a reward for the notes.", "AGREE"),
    ("The minister offered no explanation.", "AGREE"),
    ("The party defeated its rival in the election.", "ASSAULT"),
    ("The team beat back a late charge in the cup.", "ASSAULT"),
    ("The striker fired into the corner before half-time.", "ASSAULT"),
    ("The coach replaced the striker at half-time.", "SANCTION"),
    ("The captains shook hands before the tournament.", "CONSULT"),
    ("The film opened in June in twelve towns.", "MOBILIZE"),
    ("A guest hijacked the debate.", "ASSAULT"),
    ("The firm dispatched the parcel on Monday.", "MOBILIZE"),
    ("Doctors fought for the life of the boy.", "ASSAULT"),
    ("The writer fought for free speech.", "ASSAULT"),
    ("The ball hit the post twice.", "ASSAULT"),
    ("The single hit the top of the chart.", "ASSAULT"),
    ("The quake levelled the market of the town.", "ASSAULT"),
    ("Lightning struck a barn near the village.", "ASSAULT"),
    ("The runner pulled away on the last lap.", "ASSAULT"),
    ("The jury heard the singer on Friday.", "ACCUSE"),
    ("He slammed the door of the car.", "ACCUSE"),
    ("The actress spoke by phone to her agent.", "COERCE"),
    ("The shop closed for the holiday.", "COERCE"),
    ("The school is closed on Mondays.", "ASSAULT"),
    ("The baker opened a mission shop.", "MOBILIZE"),
    ("The chef threw flour into the bowl.", "ASSAULT"),
    ("The bank launched an app against fraud.", "ASSAULT"),
    ("The museum withdrew two paintings.", "RETREAT"),
    ("The band headed to Lagos for a concert.", "CONSULT"),
    ("The fever killed forty cattle.", "ASSAULT"),
    ("The patient died of malaria.", "ASSAULT"),
    ("Two climbers died in an avalanche.", "ASSAULT"),
    ("The driver lost his life in a crash.", "ASSAULT"),
    ("The youth team trained in Spain.", "AID"),
    ("The club signed a goalkeeper.", "SUPPORT"),
    ("The actor settled a bill with his agent.", "AGREE"),
    ("The mayor discussed his book with readers.", "CONSULT"),
    ("The airline suspended sales of meals.", "SANCTION"),
    ("The company asked whether the road was open.", "REQUEST"),
    ("The wedding was postponed until spring.", "COERCE"),
    ("The concert was called off after rain.", "REJECT"),
    ("The human rights violations report was printed.", "MOBILIZE"),
    ("A storm threatened the coast.", "THREATEN"),
    ("Forecasters warned of grave consequences for crops.", "THREATEN"),
    ("The coach resigned after the cup tie against the champions.", "RETREAT"),
    ("She was charged with rebuilding the bank.", "ACCUSE"),
    ("A gas blast damaged the bakery.", "ASSAULT"),
    ("The shop charged a fee for the bag.", "ACCUSE"),
    ("The chef beat the cream until it was stiff.", "ASSAULT"),
    ("The plan brought shoppers to the market.", "PROTEST"),
]
"""Sentences of business, sport, weather, health and leisure that make no event of the type."""

QUIET = [
    "The carmaker recalled forty thousand vans over a faulty brake.",
    "The striker attacked down the left and won a corner.",
    "The bank cut its forecast for growth.",
    "Analysts warned that prices would rise in winter.",
    "The airline launched flights to Lagos in May.",
    "The champion retained her title in three sets.",
    "The chef beat the eggs and folded in the flour.",
    "The supermarket pulled the yoghurt from its shelves.",
    "Doctors treated the singer for a fever.",
    "The court of the tennis club was flooded.",
    "The band pulled out of the festival on Friday.",
    "The company fired its chief accountant.",
    "The winger was dropped for the final.",
    "The firm signed a lease on a warehouse.",
    "The storm hit the coast on Sunday night.",
    "The drought killed thousands of cattle.",
    "The singer accused her lover of theft.",
    "The team hosted the champions on Saturday.",
    "The retailer offered a discount on shoes.",
    "The app blocked forty accounts of spammers.",
    "The teacher praised her pupils.",
    "The dealer seized the chance to expand.",
    "The museum returned from a loan a painting.",
    "The film shot to the top of the chart.",
    "The nurse met her sister at the station.",
    "A train derailed and injured forty passengers.",
    "The ferry sank in a storm near the cape.",
    "The shop closed its doors after forty years.",
    "The bank raised its rates for the third time.",
    "The goalkeeper saved a penalty in the last minute.",
    "The author visited the school on Monday.",
    "The couple agreed to sell the farm.",
    "The brewer bought a rival for forty million euros.",
    "The club sacked its coach after the defeat.",
    "Investors fled the market in panic.",
    "A volcano erupted and forced the airport to close.",
    "The trader was robbed by a thief at home.",
    "The virus spread to four towns.",
    "The farmer shot a fox near the barn.",
    "The city opened a new library.",
    "The boxer knocked out the champion.",
    "The firm denied the report of a merger.",
    "The airline and the union of travellers talked about fares.",
    "The hospital released the patient on Sunday.",
    "The singer called off the tour.",
    "The teenager was rushed to hospital.",
    "Scientists launched a probe to the moon.",
    "The firm promised faster phones.",
    "The council of the club voted for a new stand.",
    "The critic slammed the film as dull.",
    "The star hit back at her fans.",
    "The mayor opened the fair and cut a ribbon.",
    "The driver was killed when his lorry overturned.",
    "The bull charged the crowd at the fair.",
    "Heavy rain battered the coast.",
    "The cold wave gripped the north.",
    "The swimmer smashed the record.",
    "The show returns in the autumn.",
    "The firm deployed a new payment system.",
    "The pilot landed the jet safely in fog.",
    "The exchange suspended trading in the shares.",
    "The startup raised ten million dollars.",
]
"""Everyday sentences without any predicate."""


@pytest.fixture(scope="module")
def read(english: Lexicon) -> Callable[[str], set[str]]:
    """Return what reads a sentence into the event types of its predicates."""
    stages = stage_table("en")[:-1]

    def types(sentence: str) -> set[str]:
        layers = Layers().including({DOCUMENT: Document(sentence, "en", published=date(2023, 4, 16))})
        for stage in stages:
            layers = layers.including(stage.run(layers))
        found: set[str] = set()
        for one in layers[SENTENCES]:
            actors = {mention.head: mention for mention in layers[ACTORS] if mention.sentence == one.index}
            places = {mention.head: mention for mention in layers[PLACES] if mention.sentence == one.index}
            triggers = find_triggers(Context(Tree(one), english, actors, places))
            found |= {trigger.frame.event_type for trigger in triggers}
        return found

    return types


@pytest.mark.parametrize(("sentence", "event_type"), WIDE)
def test_a_wide_frame_makes_an_event(read: Callable[[str], set[str]], sentence: str, event_type: str) -> None:
    assert event_type in read(sentence)


@pytest.mark.parametrize(("sentence", "event_type"), EVERYDAY)
def test_everyday_company_makes_no_event(read: Callable[[str], set[str]], sentence: str, event_type: str) -> None:
    assert event_type not in read(sentence)


@pytest.mark.parametrize("sentence", QUIET)
def test_everyday_news_makes_no_event_at_all(read: Callable[[str], set[str]], sentence: str) -> None:
    assert read(sentence) == set()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the English pack that a test may break."""
    shutil.copytree(ENGLISH, tmp_path / "en")
    return tmp_path / "en"


def append(path: Path, row: str) -> int:
    """Append a row to a table and return its line."""
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{row}\n", encoding="utf-8")
    return len(text.splitlines()) + 1


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("verbs.csv", "vex,,@nosuch,,,,ACCUSE,,,,,,,He vexed the court.", "unknown class '@nosuch'"),
        ("verbs.csv", "vex,,,,at:@nosuch,,ACCUSE,,,,,,,He vexed the court.", "unknown class '@nosuch'"),
        ("verbs.csv", "vex,,,,,,,,,,,,,He vexed the court.", "event_type may not be empty"),
        ("verbs.csv", "vex,ACCUSE", "2 cells, expected 14"),
        ("nouns.csv", "vexing,by:@nosuch,ACCUSE,,,,,,,A vexing by clerks.", "unknown class '@nosuch'"),
        ("nouns.csv", ",,ACCUSE,,,,,,,A vexing by clerks.", "lemma may not be empty"),
        ("complements.csv", "vex,verb,to,vexed,He vexed to go.", "unknown effect 'vexed'"),
        ("cues.csv", "vex,verb,vexes,", "unknown stance 'vexes'"),
        ("attitudes.csv", "vex,object,vex", "unknown pos 'vex'"),
        ("light_verbs.csv", "vex,,vexer,He vexed a raid.", "unknown subject_is 'vexer'"),
        ("scope.csv", "vexedly,adverb,vexed", "unknown effect 'vexed'"),
        ("blocks.csv", "vex,subject,@nosuch,He vexed the court.", "unknown class '@nosuch'"),
        ("agents.csv", "vexer,GOV,", "kind may not be empty"),
        ("prepositions.csv", "vexward,", "place_role may not be empty"),
    ],
)
def test_a_broken_row_is_refused_with_its_path_and_line(copy: Path, table: str, row: str, message: str) -> None:
    line = append(copy / table, row)
    with pytest.raises(PackError) as caught:
        load_lexicon(open_pack(copy))
    assert f"{copy / table}:{line}: " in str(caught.value)
    assert message in str(caught.value)


def test_a_sound_row_is_accepted(copy: Path) -> None:
    append(copy / "verbs.csv", "vex,,@armed,+,at:@people|into,to,ACCUSE,,,,,,,The army vexed at the villagers to go.")
    (frame,) = load_lexicon(open_pack(copy)).verbs["vex"]
    assert (frame.event_type, frame.actor, frame.recipient, frame.stage) == (
        "ACCUSE",
        ("agent",),
        ("patient",),
        "accomplished",
    )


@pytest.mark.parametrize("table", ["verbs.csv", "scope.csv", "irregular_forms.csv"])
def test_a_missing_table_is_named(copy: Path, table: str) -> None:
    (copy / table).unlink()
    with pytest.raises(PackError, match="the table is missing"):
        load_lexicon(open_pack(copy))


def test_a_wrong_header_is_refused(copy: Path) -> None:
    (copy / "cues.csv").write_text("cue,kind\nsay,verb\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"cues\.csv:1: header is"):
        load_lexicon(open_pack(copy))


def test_all_effects_of_the_tables_are_known(english: Lexicon) -> None:
    used = {one.effect for one in english.complements.values()}
    used |= {one.effect for found in english.scopes.values() for one in found}
    assert used <= set(EFFECTS)
