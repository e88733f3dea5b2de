"""The lexicon tables of the shipped English pack, and what the loader says about a broken one."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from harmattan.errors import PackError
from harmattan.reference import lexicon as module
from harmattan.reference.lexicon import BUILT_IN_CLASSES, EFFECTS, Frame, Lexicon, language_pack, load_lexicon
from harmattan.reference.packs import data_dir, open_pack, read_table

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


@pytest.mark.parametrize("table", ["verbs.csv", "nouns.csv", "complements.csv", "light_verbs.csv", "blocks.csv"])
def test_every_row_has_an_example_that_is_one_short_sentence(table: str) -> None:
    bad = [
        (line, row["example"])
        for line, row in cells(table)
        if not row["example"].endswith(".") or not 3 <= len(row["example"].split()) <= 15
    ]
    assert bad == []


@pytest.mark.parametrize("table", ["verbs.csv", "nouns.csv"])
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
