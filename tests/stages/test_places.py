"""Places: which words are places, which place they are, and the phrases around them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.model.annotations import DOCUMENT, PLACES, SENTENCES, TEXT, PlaceMention
from harmattan.model.document import Document
from harmattan.model.layers import Layers
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.packs import data_dir
from harmattan.reference.place_words import load_place_words, surnames_of
from harmattan.reference.roster import load_roster
from harmattan.stages.places import PlacesStage
from tests.stages.reading import parsed

ADJECTIVES = {"Malian": "MLI", "Burkinabe": "BFA", "Israeli": "ISR"}


@cache
def stage() -> PlacesStage:
    return PlacesStage(Gazetteer.open(), load_place_words(data_dir() / "languages" / "en"), ADJECTIVES.get)


@cache
def people_stage() -> PlacesStage:
    words = load_place_words(data_dir() / "languages" / "en")
    return PlacesStage(Gazetteer.open(), words, ADJECTIVES.get, frozenset({"johnson", "lagos", "santos", "bamako"}))


def places_of(text: str, *, is_parsed: bool = True) -> tuple[PlaceMention, ...]:
    mentions: tuple[PlaceMention, ...] = stage().run(parsed(text, None, is_parsed=is_parsed))[PLACES]
    return mentions


def found(text: str, words: str) -> PlaceMention:
    mentions = places_of(text)
    chosen = [one for one in mentions if one.span.text == words]
    assert chosen, f"{words!r} is not among {[one.span.text for one in mentions]}"
    return chosen[-1]


NAMES = [
    # text, the words, name, country, where_prec
    ("Rebels shelled Goma on Friday.", "Goma", "Goma", "COD", 1),
    ("Twenty rebels died on the shores of Lake Chad.", "Lake Chad", "Lake Chad", None, 5),
    ("Gunmen attacked Porga in Benin.", "Porga", "Porga", "BEN", 1),
    ("Soldiers from Benin patrol the coast.", "Benin", "Benin", "BEN", 6),
    ("Traders in Benin City closed their shops.", "Benin City", "Benin City", "NGA", 1),
    ("Oil leaked in the Niger Delta again.", "Niger Delta", "Niger Delta", "NGA", 5),
    ("Bandits raided farms in Niger State.", "Niger State", "Niger", "NGA", 4),
    ("Bandits raided farms in Kaduna and Niger states.", "Niger states", "Niger", "NGA", 4),
    ("Herders fled to Niger from Nigeria.", "Niger", "Niger", "NER", 6),
    ("Talks were held in Papua New Guinea.", "Papua New Guinea", "Papua New Guinea", "PNG", 6),
    ("A crew was freed in Equatorial Guinea.", "Equatorial Guinea", "Equatorial Guinea", "GNQ", 6),
    ("A court in Guinea-Bissau heard them.", "Guinea-Bissau", "Guinea-Bissau", "GNB", 6),
    ("Pirates roam the Gulf of Guinea.", "Gulf of Guinea", "Gulf of Guinea", None, 7),
    ("A ship burned in the Red Sea.", "Red Sea", "Red Sea", None, 7),
    ("Rangers died in the W National Park.", "W National Park", "W National Park", None, 5),
    ("Mali's neighbours closed their markets.", "Mali", "Mali", "MLI", 6),
    ("Troops entered the town of Fada N'Gourma in Burkina Faso.", "town of Fada N'Gourma", "Fada-Ngourma", "BFA", 1),
    ("The army swept Soum province in Burkina Faso.", "Soum province", "Soum", "BFA", 3),
    ("An emergency was declared in Savanes region in Togo.", "Savanes region", "Savanes", "TGO", 4),
    ("Burkina Faso's Sahel region is under siege.", "Sahel region", "Sahel", "BFA", 4),
    ("Sahel states met in Bamako.", "Bamako", "Bamako", "MLI", 1),
    ("Ministers from Georgia and Armenia met in Tbilisi.", "Georgia", "Georgia", "GEO", 6),
    ("Voters in Atlanta, Georgia, queued in the United States.", "Georgia", "Georgia", "USA", 4),
    ("Protests shook Birmingham in the United Kingdom.", "Birmingham", "Birmingham", "GBR", 1),
    ("Protests shook Birmingham, Alabama, in the United States.", "Birmingham", "Birmingham", "USA", 1),
    ("Ships left the Black Sea port of Odessa.", "port of Odessa", "Odesa", "UKR", 1),
    ("The United States sent envoys. They met in Geneva.", "Geneva", "Geneva", "CHE", 1),
    ("Lebanon is tense. Police shot two men in Zahle.", "Zahle", "Zahlé", "LBN", 1),
    ("Two men were shot in Geneva, New York.", "Geneva", "Geneva", "USA", 1),
    ("Crowds poured into the streets of Oyem in Gabon.", "Oyem", "Oyem", "GAB", 1),
    ("Fighting in Tripoli, Lebanon, went on.", "Tripoli", "Tripoli", "LBN", 1),
    ("A bomb went off in St Petersburg, Russia.", "St Petersburg", "Saint Petersburg", "RUS", 1),
    ("The US sent aid.", "US", "United States", "USA", 6),
    ("The U.S. sent aid to Chad.", "Chad", "Chad", "TCD", 6),
    ("War spread through Tigray in Ethiopia.", "Tigray", "Tigray", "ETH", 4),
    (
        "Troops drove the gunmen out of Mocimboa da Praia in Mozambique.",
        "Mocimboa da Praia",
        "Mocímboa da Praia",
        "MOZ",
        1,
    ),
    ("Strikes hit Gaza and Israel answered.", "Gaza", "Gaza Strip", "PSE", 5),
]


@pytest.mark.parametrize(("text", "words", "name", "country", "prec"), NAMES)
def test_names(text: str, words: str, name: str, country: str | None, prec: int) -> None:
    place = found(text, words).place
    assert place is not None
    assert (place.name, place.country, place.where_prec) == (name, country, prec)


NOT_PLACES = [
    # text, words that are not a place in it
    ("Police arrested four men in Lagos.", "Police"),
    ("Of the dead, most were farmers in Mali.", "Of"),
    ("Most of them had fled to Niger.", "Most"),
    ("Man is a wolf to man, they say in Ivory Coast.", "Man"),
    ("Mobile phones were cut in Chad.", "Mobile"),
    ("President Talon flew home to Benin.", "Talon"),
    ("President Talon flew home to Benin.", "President"),
    ("Nice weather helped the voters in France.", "Nice"),
    ("Sean Reading spoke in London. Reading denied it.", "Reading"),
    ("Jordan Pickford saved the shot.", "Jordan"),
    ("Chad Wilson was held in Accra. Chad said he was well.", "Chad"),
    ("Michael Jordan visited Paris.", "Jordan"),
    ("Mr Togo denied the charge.", "Togo"),
    ("The Bank of Ghana raised rates.", "Ghana"),
    ("The church followed the Bishop of London.", "London"),
    ("Students of Lagos State University marched.", "Lagos"),
    ("The Mali-based group claimed the raid.", "Mali"),
    ("French troops left the base.", "French"),
    ("Air France cut its flights.", "France"),
    ("Prices of turkey rose before the feast.", "turkey"),
    ("They told us that it was over.", "us"),
    ("White House staff briefed the press in Washington.", "White House"),
    ("Farmers met in March and voted in May.", "March"),
    ("Traders from the North West came to Abuja.", "North West"),
    ("The team flew to Gulf of Guinea states.", "Guinea"),
    ("Crowds met at the Stade de Kogo in Paris.", "Stade"),
    ("They walked on the Champs-Zuly in Paris.", "Champs"),
    ("Tanzania patrols the Ruvuma river.", "Ruvuma river"),
    ("States of the Commonwealth met in London.", "Commonwealth"),
]


@pytest.mark.parametrize(("text", "words"), NOT_PLACES)
@pytest.mark.parametrize("is_parsed", [True, False])
def test_words_that_are_no_place(text: str, words: str, is_parsed: bool) -> None:
    assert words not in {one.span.text for one in places_of(text, is_parsed=is_parsed)}


PHRASES = [
    # text, the phrase, its head, country, where_prec, rule
    ("Ghana sent troops to its northern border region.", "its northern border region", "region", "GHA", 5, "part-of"),
    (
        "Officers toured Ghana's northern border region.",
        "Ghana's northern border region",
        "region",
        "GHA",
        5,
        "part-of",
    ),
    ("Togo fears raids across its northern border.", "its northern border", "border", "TGO", 5, "part-of"),
    ("Militants hold much of northern Benin.", "northern Benin", "Benin", "BEN", 5, "part-of"),
    ("Militants hold much of north-eastern Nigeria.", "north-eastern Nigeria", "Nigeria", "NGA", 5, "part-of"),
    ("Villages burned in the north of Mali.", "north of Mali", "north", "MLI", 5, "part-of"),
    ("Eight died in the far north of Togo.", "far north of Togo", "north", "TGO", 5, "part-of"),
    ("Mali's north is lawless.", "Mali's north", "north", "MLI", 5, "part-of"),
    (
        "Mali lost control. The country's eastern border fell.",
        "The country's eastern border",
        "border",
        "MLI",
        5,
        "part-of",
    ),
    ("Kenya said its territory was safe.", "its territory", "territory", "KEN", 6, "part-of"),
    ("They hold the northern Kidal region of Mali.", "northern Kidal region", "region", "MLI", 4, "part-of"),
    ("Benin sent guards to the border with Niger.", "border with Niger", "border", "BEN", 5, "part-of"),
    ("Mines lie along the Malian border.", "Malian border", "border", "MLI", 5, "part-of"),
    ("A patrol died 12 km north of Dori in Burkina Faso.", "12 km north of Dori", "Dori", "BFA", 2, "offset"),
    ("A patrol died near Porga in Benin.", "Porga", "Porga", "BEN", 2, "near"),
    ("Shots rang out just outside Jos in Nigeria.", "Jos", "Jos", "NGA", 2, "near"),
    ("A bomb lay on the outskirts of Goma.", "Goma", "Goma", "COD", 2, "near"),
]


@pytest.mark.parametrize(("text", "words", "head", "country", "prec", "rule"), PHRASES)
def test_phrases(text: str, words: str, head: str, country: str, prec: int, rule: str) -> None:
    layers = parsed(text, None)
    mention = next(one for one in stage().run(layers)[PLACES] if one.span.text == words)
    assert mention.place is not None
    assert (mention.place.country, mention.place.where_prec, mention.rule) == (country, prec, rule)
    assert layers[SENTENCES][mention.sentence].tokens[mention.head].text == head


NOT_PHRASES = [
    # text, words that make no phrase of a place
    ("The border of the carpet was red.", "border"),
    ("Its border was never drawn.", "Its border"),
    ("Northern officers met.", "Northern"),
    ("There is no proof against Mali.", "There"),
    ("They raised capital in Lagos.", "capital"),
    ("The region of the brain was scanned in Rome.", "region"),
]


@pytest.mark.parametrize(("text", "words"), NOT_PHRASES)
def test_words_that_make_no_phrase(text: str, words: str) -> None:
    assert words not in {one.span.text for one in places_of(text)}


def test_a_border_between_two_states_belongs_to_both() -> None:
    for text, words in (
        ("Fighters crossed the Niger-Mali border.", "Niger-Mali border"),
        ("Fighters crossed the border between Niger and Mali.", "border between Niger and Mali"),
    ):
        place = found(text, words).place
        assert place is not None
        assert place.country is None
        assert set(place.countries) == {"NER", "MLI"}
        assert (place.where_prec, place.latitude) == (5, None)


def test_their_borders_are_those_of_the_list_of_states() -> None:
    place = found("Togo, Ghana and Ivory Coast guard their borders.", "their borders").place
    assert place is not None and set(place.countries) == {"TGO", "GHA", "CIV"}


def test_there_points_at_the_last_place() -> None:
    mention = found("A convoy reached Ouagadougou. The soldiers stayed there.", "there")
    assert mention.rule == "anaphor"
    assert mention.place is not None and mention.place.name == "Ouagadougou"


def test_the_capital_is_that_of_the_state_spoken_of() -> None:
    mention = found("Senegal voted on Sunday. Crowds danced in the capital.", "the capital")
    assert mention.place is not None and mention.place.name == "Dakar"


@pytest.mark.parametrize(
    "text",
    [
        "BAMAKO, March 3 (Agency) - Soldiers attacked a village near Gao in Mali.",
        "Lagos, Nigeria — Soldiers attacked a village near Gao in Mali.",
        "NIAMEY (Agency) - Soldiers attacked a village near Gao in Mali.",
        "NIAMEY, 3 March 1990 (Acan-Efe) -- Soldiers attacked a village near Gao in Mali.",
        "A headline about the war\nLOME, May 12 - Soldiers attacked a village near Gao in Mali.",
    ],
)
def test_a_dateline_is_marked_and_nothing_else(text: str) -> None:
    mentions = places_of(text)
    assert mentions[0].is_dateline
    assert [one.span.text for one in mentions if not one.is_dateline][-2:] == ["Gao", "Mali"]


@pytest.mark.parametrize(
    "text",
    [
        "Bamako fell silent - nobody was seen in the streets.",
        "Mali - a state of the Sahel that borders Niger - held elections.",
        "Soldiers left Gao on Monday - the last of them by plane.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert not [one for one in places_of(text) if one.is_dateline and one.last > 1]


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        ("The army of Congo withdrew.", "Congo", {"COD", "COG"}),
        ("Georgia held elections.", "Georgia", {"GEO", "USA"}),
    ],
)
def test_an_unsettled_name_keeps_its_candidates(text: str, words: str, countries: set[str]) -> None:
    mention = found(text, words)
    assert mention.place is None
    assert countries <= {place.country for place in mention.candidates}
    assert len(mention.candidates) <= 5


def test_a_settled_congo() -> None:
    mention = found("Rebels took Goma in North Kivu. The army of Congo withdrew.", "Congo")
    assert mention.place is not None and mention.place.country == "COD"


PEOPLE = [
    # text, a name that also is a town's
    "Johnson said that the raid in Mali was wrong. Mali's envoy heard from Johnson.",
    "A note from coach Johnson reached Mali.",
    "Mali's envoy went to Johnson.",
    "Sean Johnson flew to Mali. He came from Johnson.",
    "President Johnson flew to Mali.",
    "Mali's Johnson was freed.",
    "Talks between Johnson and Mali went on.",
]


@pytest.mark.parametrize("text", PEOPLE)
def test_people_are_no_places(text: str) -> None:
    assert "Johnson" not in {one.span.text for one in people_stage().run(parsed(text, None))[PLACES]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police in Johnson, Arkansas, met. The United States mourns.", "Johnson"),
        ("Police searched the town of Lagos in Nigeria.", "town of Lagos"),
        ("Nigeria mourns. Lagos is quiet.", "Lagos"),
        ("Mali voted. Bamako is quiet.", "Bamako"),
        ("Clashes broke out in Santos in Brazil.", "Santos"),
    ],
)
def test_towns_that_share_a_name_with_people_are_places_where_the_text_says_so(text: str, words: str) -> None:
    assert words in {one.span.text for one in people_stage().run(parsed(text, None))[PLACES] if one.place}


def test_surnames_are_those_of_office_holders() -> None:
    known = surnames_of(load_roster().offices)
    assert {"biden", "macron", "traore"} <= known
    assert not {"goma", "mopti", "kidal", ""} & known


def test_a_big_town_that_speaks_for_its_state_is_a_place_elsewhere() -> None:
    text = "Burundi is on guard. Bujumbura said that all was well. A minister visited Bujumbura in July."
    assert [one.place.name for one in places_of(text) if one.place] == ["Burundi", "Bujumbura", "Bujumbura"]


def test_a_big_town_of_a_state_not_spoken_of_may_be_a_speaker() -> None:
    text = "Mali is on guard. Bujumbura said that all was well. A minister met Bujumbura in July."
    assert [one.place.name for one in places_of(text) if one.place] == ["Mali"]


def test_a_part_of_a_country_has_no_point_of_its_own() -> None:
    place = found("Militants hold much of northern Benin.", "northern Benin").place
    assert place is not None
    assert place.geometry == "area"


def test_a_small_village_without_its_country_is_not_guessed() -> None:
    assert not [one for one in places_of("Talks with Porga went on.") if one.place]


def test_mentions_are_in_order_without_overlaps() -> None:
    text = (
        "Niger's northern border with Algeria and the Mali-Niger border, near Gao in northern Mali, were closed there."
    )
    mentions = places_of(text)
    assert all(a.last < b.first for a, b in pairwise(mentions))


def _unparsed(text: str) -> Layers:
    tokens, at = [], 0
    for index, word in enumerate(text.split(" ")):
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(Token(index, start, at, word, word.lower(), "X", index, Role.DEPENDENT))
    sentence = Sentence(0, 0, len(text), text, tuple(tokens), is_parsed=False)
    return Layers().including({DOCUMENT: Document(text, "en"), TEXT: text, SENTENCES: (sentence,)})


def test_sentences_that_were_not_parsed_are_read_too() -> None:
    mentions = stage().run(_unparsed("Shots were heard in northern Benin and near Ouagadougou"))[PLACES]
    assert [one.span.text for one in mentions] == ["northern Benin", "Ouagadougou"]


_WORDS = st.sampled_from(
    ["Mali", "the", "border", "with", "of", "north", "northern", "its", "'s", "Niger", "-", ",", "in", "there", "near"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=14))
def test_any_order_of_words_gives_spans_that_reproduce_the_text(words: list[str]) -> None:
    layers = _unparsed(" ".join(words))
    text = layers[DOCUMENT].text
    tokens = layers[SENTENCES][0].tokens
    for mention in stage().run(layers)[PLACES]:
        assert mention.span.text == text[mention.span.start : mention.span.end]
        assert mention.first <= mention.head <= mention.last
        assert (tokens[mention.first].start, tokens[mention.last].end) == (mention.span.start, mention.span.end)
