"""Reader, rules and scorer of MUC-4 on messages of our own invention, scores computed by hand."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from bench.gold import GoldError, Run
from bench.muc4 import measure
from bench.muc4_match import CORRECT, INCORRECT, PARTIAL, matches
from bench.muc4_read import SLOTS, Fill, Option, Template, fills_of, read_corpus, read_keys, read_texts
from bench.muc4_score import aligned, assigned, count_message, precision, recall, slot_f1

TEXT = """\
TST9-MUC4-0001

   LIMA, 12 MAY 90 (AGENCY) -- [TEXT] GUNMEN KILLED THE MAYOR OF
TUMBES YESTERDAY.  NOBODY CLAIMED THE ATTACK.  THE TOWN IS QUIET AND
THE SCHOOLS ARE OPEN AGAIN, A NEIGHBOR SAID, BUT FEW PEOPLE GO OUT IN
THE EVENING.  THE PRIEST RANG THE BELLS OF THE OLD CHURCH ON THE MAIN
SQUARE AND READ OUT A LETTER FROM THE FAMILY.


TST9-MUC4-0002 (NOSC)

   QUITO, NO DATE (AGENCY) -- [INTERVIEW WITH A [LOCAL] FARMER] [TEXT]
THE HARVEST WAS GOOD.
"""


def key_text(message: str, template: str = "1", **fills: str) -> str:
    """Write a template of a key: every slot a hyphen but for those given; "|" parts lines."""
    lines = []
    for number, (title, slot) in enumerate(SLOTS.items()):
        value = {"message": message, "template_id": template}.get(
            slot, fills.get(slot, "*" if template == "*" else "-")
        )
        first, *further = value.split("|")
        lines.append(f"{number}.".ljust(4) + title.ljust(32) + first)
        lines += [" " * 36 + one for one in further]
    return "\n".join(lines) + "\n\n"


KEY = key_text(
    "TST9-MUC4-0001",
    date="11 MAY 90",
    location="PERU: TUMBES (CITY)",
    type="ATTACK",
    stage="ACCOMPLISHED",
    perp_category="TERRORIST ACT",
    perp_ind='"GUNMEN"',
    hum_tgt_desc='"MAYOR OF TUMBES" / "MAYOR"',
    hum_tgt_type='GOVERNMENT OFFICIAL: "MAYOR OF TUMBES" / "MAYOR"',
    hum_tgt_num='1: "MAYOR OF TUMBES" / "MAYOR"',
    hum_tgt_effect='DEATH: "MAYOR OF TUMBES" / "MAYOR"',
) + key_text("TST9-MUC4-0002", "*")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with a text and a key as published."""
    (tmp_path / "tst9-muc4").write_text(TEXT, encoding="utf-8")
    (tmp_path / "key-tst9").write_text(f";;; a comment\n\n{KEY}", encoding="utf-8")
    (tmp_path / "README").write_text("Nothing of it.\n", encoding="utf-8")
    return tmp_path


# ------------------------------------------------------------------------------------------------------ reading


def test_messages_have_their_day_and_no_marks_of_the_agency(corpus: Path) -> None:
    first, second = read_texts(corpus / "tst9-muc4")
    assert (first.message, first.published, first.where) == ("TST9-MUC4-0001", date(1990, 5, 12), "tst9-muc4:1")
    assert (second.message, second.published) == ("TST9-MUC4-0002", None)
    assert "[" not in first.text + second.text
    assert second.text.split()[-4:] == ["THE", "HARVEST", "WAS", "GOOD."]
    assert len(first.text) == TEXT.index("\n\n\nTST9") - len("TST9-MUC4-0001\n") + 2


def test_keys_have_fills_and_messages_without_an_incident_none(corpus: Path) -> None:
    keys = read_keys(corpus / "key-tst9")
    assert keys["TST9-MUC4-0002"] == []
    template = keys["TST9-MUC4-0001"][0]
    assert template.first("type") == "ATTACK"
    assert template.fills["hum_tgt_type"][0] == Fill(
        (Option("GOVERNMENT OFFICIAL", False),), ("MAYOR OF TUMBES", "MAYOR")
    )
    assert template.fills["instrument"] == ()
    assert not template.is_optional


FILLS = [
    ("-", ()),
    ("*", ()),
    ('"A MAN" / "MAN"', (Fill((Option("A MAN", True), Option("MAN", True))),)),
    ("? BOMB", (Fill((Option("BOMB", False),), (), True),)),
    ('"SO \\"CALLED\\" MEN"', (Fill((Option('SO "CALLED" MEN', True),)),)),
    ('INJURY / DEATH: "X"', (Fill((Option("INJURY", False), Option("DEATH", False)), ("X",)),)),
    ('"MAYOR": "X / Y"', (Fill((Option("MAYOR", True),), ("X / Y",)),)),
    ("PERU: LIMA (CITY)", (Fill((Option("PERU: LIMA (CITY)", False),)),)),
    ("- / 3", (Fill((Option("3", False),), (), True),)),
]


@pytest.mark.parametrize(("text", "wanted"), FILLS)
def test_a_line_of_the_key_is_a_fill(text: str, wanted: tuple[Fill, ...]) -> None:
    assert fills_of(text) == wanted


def test_further_lines_are_further_fills_unless_one_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(key_text("TST9-MUC4-0001", "2 (OPTIONAL)", perp_ind='"A"|"B" /|"C"|"LONG|NAME"'), encoding="utf-8")
    template = read_keys(path)["TST9-MUC4-0001"][0]
    assert template.is_optional
    assert [one.values for one in template.fills["perp_ind"]] == [("A",), ("B", "C"), ("LONG NAME",)]


@pytest.mark.parametrize("given", [".", "tst9-muc4", "key-tst9"])
def test_a_folder_a_text_or_a_key_is_a_corpus(corpus: Path, given: str) -> None:
    found = read_corpus(corpus / given)
    assert [(story.message, len(keys)) for story, keys in found] == [("TST9-MUC4-0001", 1), ("TST9-MUC4-0002", 0)]


BROKEN = [
    (KEY[: KEY.index("16. ")], r"key-tst9:1: the template of TST9-MUC4-0001 lacks .*cut off"),
    (KEY.replace("4.  INCIDENT: TYPE", "4.  INCIDENT: KIND"), r"key-tst9:5: expected a slot"),
    (KEY + "nonsense\n", r"key-tst9:\d+: expected a slot"),
    (KEY.replace("TST9-MUC4-0001", "TST9-MUC4-0007"), r"no text for TST9-MUC4-0007"),
    ("", r"found 2 texts and 0 keys"),
]


@pytest.mark.parametrize(("key", "message"), BROKEN)
def test_a_broken_key_is_refused_by_its_line(corpus: Path, key: str, message: str) -> None:
    (corpus / "key-tst9").write_text(key, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_corpus(corpus)


def test_a_text_that_is_cut_off_is_refused(corpus: Path) -> None:
    (corpus / "tst9-muc4").write_text(TEXT + "TST9-MUC4-0003\n\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"tst9-muc4:\d+: TST9-MUC4-0003 has no text"):
        read_corpus(corpus)


def test_a_file_of_another_kind_is_refused(corpus: Path) -> None:
    with pytest.raises(GoldError, match=r"README:1: expected a text file"):
        read_corpus(corpus / "README")


# ----------------------------------------------------------------------------------------------------- matching


MATCHES = [
    # dates (3.2.2)
    ("date", "11 MAY 90", "11 MAY 90", CORRECT),
    ("date", "10 MAY 90 - 12 MAY 90", "11 MAY 90", PARTIAL),
    ("date", "- 12 MAY 90", "11 MAY 90", PARTIAL),
    ("date", "10 MAY 90 - 12 MAY 90", "- 12 MAY 90", PARTIAL),
    ("date", "12 MAY 90", "- 12 MAY 90", PARTIAL),
    ("date", "11 MAY 90", "- 12 MAY 90", INCORRECT),
    ("date", "11 MAY 90", "12 MAY 90", INCORRECT),
    ("date", "10 MAY 90 - 12 MAY 90", "13 MAY 90", INCORRECT),
    # places (3.2.3)
    ("location", "PERU: PIURA (DEPARTMENT): SULLANA (CITY)", "PERU: PIURA (DEPARTMENT): SULLANA (TOWN)", CORRECT),
    ("location", "PERU: SULLANA (CITY)", "PERU: PIURA (DEPARTMENT): SULLANA (CITY)", CORRECT),
    ("location", "PERU: PIURA (DEPARTMENT): SULLANA (CITY)", "PERU: SULLANA (CITY)", PARTIAL),
    ("location", "PERU: SULLANA (CITY)", "PERU", PARTIAL),
    ("location", "PERU", "PERU: SULLANA (CITY)", PARTIAL),
    ("location", "PERU: SULLANA (CITY)", "CHILE: SULLANA (CITY)", PARTIAL),
    ("location", "PERU: SULLANA (CITY)", "CHILE", INCORRECT),
    # set fills
    ("type", "BOMBING", "ATTACK", PARTIAL),
    ("type", "ATTACK", "BOMBING", INCORRECT),
    ("stage", "ATTEMPTED", "ACCOMPLISHED", INCORRECT),
    ("instrument_type", "MACHINE GUN", "GUN", PARTIAL),
    ("instrument_type", "GUN", "MACHINE GUN", INCORRECT),
    ("perp_conf", "SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED", PARTIAL),
    ("phys_tgt_effect", "SOME DAMAGE", "DESTROYED", PARTIAL),
    ("phys_tgt_effect", "DESTROYED", "SOME DAMAGE", INCORRECT),
    ("hum_tgt_type", "GOVERNMENT OFFICIAL", "POLITICAL FIGURE", PARTIAL),
    ("hum_tgt_effect", "NO INJURY OR DEATH", "NO INJURY", PARTIAL),
    # numbers
    ("hum_tgt_num", "5 - 7", "7", PARTIAL),
    ("hum_tgt_num", "~7", "7", PARTIAL),
    ("hum_tgt_num", "5 - 7", "6", INCORRECT),
    ("hum_tgt_total", "3", "3", CORRECT),
    # strings (3.1.1)
    ("hum_tgt_desc", "FARMERS", "THE 3 FARMERS", CORRECT),
    ("hum_tgt_desc", "FARMERS", "OLD FARMERS WHO WERE PASSING", CORRECT),
    ("hum_tgt_name", "ALVARO BRITO TAMES", "TAMES", PARTIAL),
    ("hum_tgt_desc", "MAYOR OF ACHA", "MAYOR", PARTIAL),
    ("hum_tgt_desc", "RURAL TEACHERS", "OLD TEACHERS", PARTIAL),
    ("hum_tgt_desc", "MAYOR OF ACHA", "ACHA", INCORRECT),
    ("perp_ind", "GUNMEN", "SOLDIERS", INCORRECT),
]


def fill(value: str, *refs: str) -> Fill:
    """Return a fill with one option."""
    return Fill((Option(value, False),), refs)


@pytest.mark.parametrize(("slot", "key", "given", "wanted"), MATCHES)
def test_a_fill_is_right_by_the_rules_of_its_slot(slot: str, key: str, given: str, wanted: float) -> None:
    assert matches(slot, fill(key), fill(given)) == wanted


REFERRED = [
    ("hum_tgt_effect", "DEATH", ("MAYOR OF ACHA", "MAYOR"), "DEATH", ("MAYOR",), CORRECT),
    ("hum_tgt_effect", "DEATH", ("MAYOR",), "DEATH", ("NURSE",), PARTIAL),
    ("hum_tgt_effect", "DEATH", ("MAYOR",), "INJURY", ("MAYOR",), INCORRECT),
    ("hum_tgt_effect", "DEATH", ("-",), "DEATH", (), CORRECT),
    ("hum_tgt_num", "3", ("NURSES",), "3", ("PEOPLE",), PARTIAL),
    ("hum_tgt_desc", "MAYOR", ("TAMES",), "MAYOR", ("BRITO",), PARTIAL),
    ("hum_tgt_desc", "MAYOR", ("TAMES",), "NURSE", ("TAMES",), INCORRECT),
    ("hum_tgt_type", "CIVILIAN", ("NURSE",), "CIVILIAN", (), PARTIAL),
]


@pytest.mark.parametrize(("slot", "key", "refs", "given", "given_refs", "wanted"), REFERRED)
def test_a_right_value_about_another_is_partial(
    slot: str, key: str, refs: tuple[str, ...], given: str, given_refs: tuple[str, ...], wanted: float
) -> None:
    assert matches(slot, fill(key, *refs), fill(given, *given_refs)) == wanted


def test_the_best_of_the_alternatives_counts() -> None:
    key = Fill((Option("NURSE", True), Option("WOMAN", True)))
    assert matches("hum_tgt_desc", key, fill("WOMAN")) == CORRECT


# ------------------------------------------------------------------------------------------------------ scoring


def template(is_optional: bool = False, **fills: tuple[Fill, ...] | str) -> Template:
    """Return a template of fills; a string is one fill."""
    made = {slot: (fill(one),) if isinstance(one, str) else one for slot, one in fills.items()}
    return Template("here", "TST9-MUC4-0001", made, is_optional)


def test_fills_are_counted_as_by_hand() -> None:
    key = template(
        type="BOMBING",
        stage="ACCOMPLISHED",
        location="PERU: LIMA (CITY)",
        perp_ind=(fill("GUNMEN"), fill("A WOMAN"), Fill((Option("BOY", True),), (), True)),
        phys_tgt="BANK",
    )
    given = template(
        type="ATTACK",
        stage="THREATENED",
        location="PERU: LIMA (CITY)",
        perp_ind=(fill("WOMAN"), fill("DOGS"), fill("CATS")),
        phys_tgt="BANK",
        instrument="BOMB",
    )
    counts = count_message(aligned([key], [given]))
    # type partial; stage incorrect; place, bank and woman correct; gunmen against dogs incorrect, cats spurious (the
    # boy is optional), bomb spurious: 3 correct, 1 partial, 2 incorrect, 2 spurious, 0 missing
    total = {
        kind: sum(value for name, value in counts.items() if name.endswith(kind) and "template" not in name)
        for kind in ("cor", "par", "inc", "spu", "mis")
    }
    assert total == {"cor": 3, "par": 1, "inc": 2, "spu": 2, "mis": 0}
    assert recall(counts) == pytest.approx(3.5 / 6)
    assert precision(counts) == pytest.approx(3.5 / 8)
    assert slot_f1(counts) == pytest.approx(2 * (3.5 / 6) * (3.5 / 8) / (3.5 / 6 + 3.5 / 8))
    assert slot_f1(counts, ("perp_ind",)) == pytest.approx(2 * (1 / 2) * (1 / 3) / (1 / 2 + 1 / 3))


def test_templates_are_paired_for_most_and_need_a_type_and_a_participant() -> None:
    bank = template(type="BOMBING", phys_tgt="BANK")
    shop = template(type="BOMBING", phys_tgt="SHOP", stage="ACCOMPLISHED")
    other = template(type="KIDNAPPING", phys_tgt="SHOP")
    bare = template(type="BOMBING", stage="ACCOMPLISHED")
    assert aligned([bank, shop], [shop, bank]) == [(bank, bank), (shop, shop)]
    assert aligned([shop], [other]) == [(shop, None), (None, other)]
    assert aligned([shop], [bare]) == [(shop, None), (None, bare)]


def test_a_template_without_a_partner_is_missed_or_spurious_unless_optional() -> None:
    key, given = template(type="ATTACK", perp_ind="GUNMEN"), template(type="ARSON", phys_tgt="BANK", stage="ATTEMPTED")
    counts = count_message(aligned([key], [given]))
    assert (counts["type:mis"], counts["perp_ind:mis"], counts["type:spu"], counts["stage:spu"]) == (1, 1, 1, 1)
    assert (counts["template_id:mis"], counts["template_id:spu"]) == (1, 1)
    optional = count_message(aligned([template(is_optional=True, type="ATTACK", perp_ind="GUNMEN")], []))
    assert sum(optional.values()) == 0
    met = count_message(aligned([template(is_optional=True, type="ATTACK", perp_ind="GUNMEN")], [key]))
    assert (met["type:cor"], met["template_id:cor"]) == (1, 1)


@pytest.mark.parametrize(
    "worths",
    [
        [[1.0, 0.9], [0.9, 0.0]],
        [[0.5, 0.5, 1.0]],
        [[0.2], [0.7], [0.0]],
        [[0.0, 0.0], [0.0, 0.0]],
        [[0.3, 0.9, 0.1], [0.8, 0.9, 0.5], [0.2, 0.7, 0.6]],
    ],
)
def test_the_assignment_is_the_best_of_all(worths: list[list[float]]) -> None:
    rows, columns = range(len(worths)), range(len(worths[0]))
    pairs = assigned(rows, columns, lambda row, column: worths[row][column])
    size = max(len(rows), len(columns))
    full = [[worths[r][c] if r < len(rows) and c < len(columns) else 0.0 for c in range(size)] for r in range(size)]
    best = max(sum(full[r][c] for r, c in enumerate(order)) for order in itertools.permutations(range(size)))
    assert sum(worths[row][column] for row, column in pairs) == pytest.approx(best)
    assert all(worths[row][column] > 0 for row, column in pairs)


# ------------------------------------------------------------------------------------------------------ the task


def test_a_corpus_is_coded_and_scored(corpus: Path) -> None:
    found = measure(corpus, Run(processes=1))
    assert found.documents == 2
    assert found.figures["template_id_f1"] == 1.0
    for slot in ("date", "type", "stage", "perp_ind", "hum_tgt_desc", "hum_tgt_type", "hum_tgt_num", "hum_tgt_effect"):
        assert found.figures[f"{slot}_f1"] == 1.0, slot
    assert 0.9 < found.figures["overall_f1"] <= 1.0
    assert all(row.cause and row.where and row.text for row in found.wrong)


def test_what_is_missed_is_a_wrong_row(corpus: Path) -> None:
    text = TEXT.replace("GUNMEN KILLED THE MAYOR OF\nTUMBES YESTERDAY.", "THE MAYOR OF TUMBES IS WELL.")
    (corpus / "tst9-muc4").write_text(text, encoding="utf-8")
    found = measure(corpus, Run(processes=1))
    assert found.figures["overall_f1"] == 0.0
    assert [row.cause for row in found.wrong] == ["missing ATTACK"]
