"""Who does what in a clause: functions of arguments, shared subjects and objects, and voice."""

from __future__ import annotations

import pytest

from harmattan.model.annotations import SENTENCES
from harmattan.stages.arguments import Tree, is_passive
from tests.stages.reading import parsed


def tree_of(text: str) -> Tree:
    return Tree(parsed(text, None)[SENTENCES][0])


def index_of(tree: Tree, word: str) -> int:
    return next(token.index for token in tree.tokens if token.text == word)


def arguments_of(text: str, word: str) -> list[str]:
    """Return "function:word" of a predicate's arguments."""
    tree = tree_of(text)
    return [f"{one.function}:{tree.tokens[one.token].text}" for one in tree.arguments(index_of(tree, word))]


HAS = [
    ("The poet rejected the plan, and opposition deputies called on the king to go.", "called", "agent:deputies"),
    ("FACT, which says it is ready to talk, threatened last month to attack Lima.", "threatened", "agent:FACT"),
    ("Okello, whose aunt was bitten by a dog, urged Peru to wait.", "urged", "agent:Okello patient:Peru"),
    ("The court had on 3 May ordered Peru to wait.", "ordered", "agent:court patient:Peru"),
    ("The movement, which says it wants talks, threatened on Sunday to attack Lima.", "threatened", "agent:movement"),
    ("Two boys were led out and shot by soldiers.", "shot", "agent:soldiers patient:boys"),
    ("Peru called the vote unjust.", "called", "patient:vote attribute:unjust"),
    ("The bandits set the pupils free.", "set", "patient:pupils attribute:free"),
    ("Peru gave the envoy two days to leave.", "gave", "dative:envoy clause:leave"),
    ("The party asked for the vote to be postponed.", "asked", "agent:party clause:postponed"),
    ("Peru has arrested, jailed or sentenced a singer.", "arrested", "agent:Peru patient:singer"),
    ("Rebels attacked the town.", "attacked", "agent:Rebels patient:town"),
    ("The bridge was destroyed by rebels.", "destroyed", "agent:rebels patient:bridge"),
    ("The bridge destroyed by rebels has been mended.", "destroyed", "agent:rebels patient:bridge"),
    ("Gunmen abducted and killed a priest.", "abducted", "agent:Gunmen patient:priest"),
    ("A priest was abducted and killed by gunmen.", "abducted", "agent:gunmen patient:priest"),
    ("A priest was abducted and killed by gunmen.", "killed", "agent:gunmen patient:priest"),
    ("The rebels who attacked Goma have left.", "attacked", "agent:rebels patient:Goma"),
    ("The town that rebels attacked lies in ruins.", "attacked", "agent:rebels patient:town"),
    ("Kenya pledged to send police to Haiti.", "send", "agent:Kenya patient:police"),
    ("Kenya asked Uganda to send troops.", "send", "agent:Uganda patient:troops"),
    ("Kenya urged Uganda to withdraw.", "urged", "agent:Kenya patient:Uganda"),
    ("Rebels attacked Goma, killing nine people.", "killing", "agent:Rebels patient:people"),
    ("The army was accused of shelling a clinic.", "shelling", "agent:army patient:clinic"),
    ("Vigilantes beat two men after accusing them of theft.", "accusing", "agent:Vigilantes"),
    ("The minister met with his counterpart.", "met", "agent:minister with:counterpart"),
    ("Norway sent food to the miners.", "sent", "agent:Norway patient:food"),
    ("Peru said that miners had blocked a road.", "blocked", "agent:miners patient:road"),
    ("The withdrawal of troops from Anbar began.", "withdrawal", "of:troops from:Anbar"),
    ("Kenya's deployment to Haiti was delayed.", "deployment", "possessor:Kenya to:Haiti"),
    ("An attack by rebels on a convoy failed.", "attack", "by:rebels on:convoy"),
    ("The rebel attack on Goma failed.", "attack", "modifier:rebel on:Goma"),
    ("A raid on the home of a judge by soldiers failed.", "raid", "by:soldiers on:home"),
    ("Talks between Peru and Chile began.", "Talks", "between:Peru"),
    ("Police helped the family leave the town.", "helped", "agent:Police patient:family"),
    ("Rebels are trying to take the airport.", "take", "agent:Rebels patient:airport"),
]

HAS_NOT = [
    ("Men marched in Lima, while in Cusco the mayor resigned.", "resigned", "agent:Men"),
    ("The poet rejected the plan and deputies arrested by guards.", "arrested", "agent:deputies"),
    ("Two soldiers killed in ambush near Lima.", "killed", "agent:soldiers"),
    ("Okello, whose aunt was bitten by a dog, urged Peru to wait.", "bitten", "patient:Okello"),
    ("The judge was ill, and Peru had ordered Chile to wait.", "ordered", "agent:judge"),
    ("A boat, which sank in May, hit by a storm.", "hit", "agent:boat"),
    ("Two boys were led out and shot by soldiers.", "shot", "agent:boys"),
    ("Peru threatens to leave if Chile does not withdraw.", "threatens", "clause:withdraw"),
    ("The town was quiet.", "was", "attribute:quiet"),
    ("The envoy had two days of rest.", "had", "clause:rest"),
    ("The envoy left to see the queen.", "left", "clause:queen"),
    ("Morocco arrested a poet and jailed a rapper.", "arrested", "patient:rapper"),
    ("Rebels attacked the town.", "attacked", "agent:town"),
    ("The bridge was destroyed by rebels.", "destroyed", "agent:bridge"),
    ("The bridge was destroyed by rebels.", "destroyed", "patient:rebels"),
    ("Peru said that miners had blocked a road.", "blocked", "agent:Peru"),
    ("Peru said that miners had blocked a road.", "said", "patient:road"),
    ("Kenya asked Uganda to send troops.", "send", "agent:Kenya"),
    ("Kenya asked Uganda to send troops.", "asked", "patient:troops"),
    ("Rebels attacked Goma and the army fled.", "fled", "agent:Rebels"),
    ("Rebels fled and soldiers burned the camp.", "fled", "patient:camp"),
    ("The town that rebels attacked lies in ruins.", "lies", "agent:rebels"),
    ("The army was accused of shelling a clinic.", "accused", "agent:army"),
    ("The minister met with his counterpart in Lima.", "met", "patient:counterpart"),
    ("The withdrawal of troops from Anbar began.", "began", "agent:troops"),
    ("The envoy, whose guards rebels had shot, left.", "left", "agent:rebels"),
    ("The driver of the bus died.", "died", "agent:bus"),
    ("A raid on a house built by soldiers failed.", "raid", "by:soldiers"),
    ("The war in Yemen and protests shook Oslo.", "protests", "modifier:Yemen"),
    ("Police said the blast was an accident.", "was", "agent:Police"),
]

PASSIVE = [
    ("Two men were led outside and shot dead.", "shot"),
    ("The bridge was blown up.", "blown"),
    ("Two men were arrested on Monday.", "arrested"),
    ("The men arrested on Monday were freed.", "arrested"),
    ("A priest was abducted and killed.", "killed"),
    ("Three villages have been burned.", "burned"),
    ("The road is being blocked by miners.", "blocked"),
    ("He got shot in the leg.", "shot"),
    ("Soldiers will be sent to the border.", "sent"),
]

ACTIVE = [
    ("Two men were freed and attacked a guard.", "attacked"),
    ("Rebels blew up the bridge.", "blew"),
    ("Police had arrested two men.", "arrested"),
    ("Rebels were attacking the town.", "attacking"),
    ("A priest was abducted and soldiers killed a guard.", "killed"),
    ("The miners blocked the road.", "blocked"),
    ("The army has burned three villages.", "burned"),
    ("The men who attacked the bank fled.", "attacked"),
    ("Kenya will send soldiers.", "send"),
]

LISTS = [
    ("Peru received the king, Jan Bos, and Togo's premier, Piet Kok, in Lima.", "king", ["king", "premier"]),
    ("Peru praised the king, a friend of the arts, and a poet of Cusco.", "king", ["king"]),
    ("Rebels attacked Goma, Bukavu and Bunia.", "Goma", ["Goma", "Bukavu", "Bunia"]),
    ("Peru and Chile signed a treaty.", "Peru", ["Peru", "Chile"]),
    ("Gunmen killed a nurse and a teacher.", "nurse", ["nurse", "teacher"]),
    ("Rebels attacked Goma and fled.", "Goma", ["Goma"]),
    ("Rebels attacked Goma near the lake.", "Goma", ["Goma"]),
    ("Rebels of the north attacked Goma.", "Rebels", ["Rebels"]),
    ("France, the former ruler, and the United States have voiced support.", "France", ["France", "States"]),
    ("Amina Bello, a teacher and poet, left Goma.", "Bello", ["Bello"]),
]

PARTICLES = [
    ("Rebels blew up the bridge.", "blew", "up"),
    ("Police rounded up two men.", "rounded", "up"),
    ("The army carried out a raid.", "carried", "out"),
    ("Two judges were gunned down.", "gunned", "down"),
    ("Rebels attacked the bridge.", "attacked", None),
    ("The boat sailed on the river.", "sailed", None),
    ("Police stood in the square.", "stood", None),
]


@pytest.mark.parametrize(("text", "word", "expected"), HAS)
def test_a_predicate_has_its_arguments(text: str, word: str, expected: str) -> None:
    assert set(expected.split()) <= set(arguments_of(text, word))


@pytest.mark.parametrize(("text", "word", "other"), HAS_NOT)
def test_what_belongs_to_another_clause_is_no_argument(text: str, word: str, other: str) -> None:
    assert other not in arguments_of(text, word)


@pytest.mark.parametrize(("text", "word"), PASSIVE)
def test_a_passive_is_seen(text: str, word: str) -> None:
    tree = tree_of(text)
    assert is_passive(tree, tree.tokens[index_of(tree, word)])


@pytest.mark.parametrize(("text", "word"), ACTIVE)
def test_an_active_verb_is_not_taken_for_a_passive(text: str, word: str) -> None:
    tree = tree_of(text)
    assert not is_passive(tree, tree.tokens[index_of(tree, word)])


@pytest.mark.parametrize(("text", "word", "expected"), LISTS)
def test_a_list_of_names_is_spread(text: str, word: str, expected: list[str]) -> None:
    tree = tree_of(text)
    assert [tree.tokens[one].text for one in tree.conjuncts(index_of(tree, word))] == expected


@pytest.mark.parametrize(("text", "word", "expected"), PARTICLES)
def test_the_particle_of_a_phrasal_verb(text: str, word: str, expected: str | None) -> None:
    tree = tree_of(text)
    assert tree.particle(index_of(tree, word)) == expected


def test_every_token_of_a_list_climbs_to_the_first() -> None:
    tree = tree_of("Rebels attacked Goma, Bukavu and Bunia.")
    first = index_of(tree, "Goma")
    assert {tree.first_conjunct(index_of(tree, word)) for word in ("Goma", "Bukavu", "Bunia")} == {first}


def test_arguments_are_not_repeated() -> None:
    found = arguments_of("A priest was abducted and killed by gunmen in Bunia on Monday.", "killed")
    assert len(found) == len(set(found))


def test_a_subtree_holds_the_token_itself_and_what_hangs_on_it() -> None:
    tree = tree_of("Rebels attacked a convoy near Bunia.")
    inside = {tree.tokens[one].text for one in tree.subtree(index_of(tree, "convoy"))}
    assert {"a", "convoy"} <= inside
    assert "Rebels" not in inside
