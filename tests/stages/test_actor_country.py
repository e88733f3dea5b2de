"""Whose local people, peoples, parties and past holders are: the state of the scene, or none where none is told."""

from __future__ import annotations

import pytest

from tests.stages.mentioned import Row, check

LOCAL: list[Row] = [
    # People of the place, also beside another state's adjective.
    ("Students marched on the ministry in Dhaka.", "2018-08-01", "Students", None, "BGD", "EDU"),
    ("NIGERIA - oil workers end their strike.", "2017-08-10", "oil workers", None, "NGA", "LAB"),
    ("Chadian jets killed nine farmers in Niger.", "2020-05-01", "nine farmers", None, "NER", "AGR"),
    ("Priests in Lilongwe read out the letter.", "2021-05-01", "Priests", None, "MWI", "REL"),
    ("Shia militiamen left Baghdad in minibuses.", "2014-06-13", "Shia militiamen", None, "IRQ", "PRM"),
    ("Rebels attacked the garrison near Bunia.", "2021-05-01", "Rebels", None, "COD", "REB"),
    # Those who need not be of the place, and those of whom nothing is told.
    ("Tourists were robbed in Mombasa.", "2021-05-01", "Tourists", None, None, "CVL"),
    ("Foreign students marched in Dhaka.", "2018-08-01", "Foreign students", None, None, "EDU"),
    ("Migrants were robbed in Tripoli.", "2021-05-01", "Migrants", None, None, "REF"),
    ("Gunmen attacked a farm in Kaduna.", "2021-05-01", "Gunmen", None, None, "UAF"),
    ("Jihadists attacked a farm in Mali.", "2021-05-01", "Jihadists", None, None, "REB"),
    ("Smugglers crossed into Niger.", "2021-05-01", "Smugglers", None, None, "CRM"),
    ("Two miners were brought up alive.", "2021-05-01", "Two miners", None, None, "LAB"),
]
PEOPLES: list[Row] = [
    ("Oromo protesters blocked the road.", "2018-07-17", "Oromo protesters", None, "ETH", "CVL"),
    ("Fulani herders in Benue, Nigeria, lost cattle.", "2018-01-12", "Fulani herders", None, "NGA", "AGR"),
    ("Fulani herders lost cattle.", "2018-01-12", "Fulani herders", None, None, "AGR"),
    ("Ethnic Serbs in Kosovo blocked the road.", "2022-07-31", "Ethnic Serbs", None, "XKX", "CVL"),
]
BODIES: list[Row] = [
    ("Serbia's Socialist Party rejected the law.", "2012-05-09", "Serbia's Socialist Party", None, "SRB", "PTY"),
    ("Chadema condemned the arrests.", "2020-10-29", "Chadema", "Chadema", "TZA", "PTY"),
    ("Dozo hunters attacked a bus in Ivory Coast.", "2020-05-05", "Dozo hunters", "Dozo (Ivory Coast)", "CIV", "PRM"),
    ("Somaliland's president condemned the raid.", "2022-05-12", "Somaliland's president", None, "SOM", "PRE"),
    ("Tibet's government in exile condemned the raid.", "2013-08-15", "Tibet's government", None, "CHN", "OPP"),
    ("Brussels condemned the raid.", "2016-06-24", "Brussels", "European Union", "EUR", None),
    ("Belgium mourned. Brussels condemned the raid.", "2016-06-24", "Brussels", "Belgium", "BEL", "GOV"),
]
PAST: list[Row] = [
    ("Catalonia's ousted leader condemned the raid.", "2017-10-31", "Catalonia's ousted leader", None, "ESP", "ELI"),
    ("Kenya's former vice-president condemned the raid.", "2017-10-31", "president", None, "KEN", "ELI"),
    ("North Korean agents attacked an exile in Kuala Lumpur.", "2017-02-14", "North Korean agents", None, "PRK", "SPY"),
    ("Kenyan agents arrested a trader in Nairobi.", "2017-02-14", "Kenyan agents", None, "KEN", "COP"),
]


@pytest.mark.parametrize("row", LOCAL + PEOPLES + BODIES + PAST)
def test_a_mention_takes_the_state_that_its_sentence_gives_it(row: Row) -> None:
    check(row)
