"""Geoparsing corpora read as published, distances counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.geoparse import answer, away_km, counts_of, measure
from bench.geoparse_read import corpora, read_articles
from bench.gold import GoldError, MissingGoldError, Run
from harmattan.model.place import Place

LGL = """<articles><article docid="7"><domain>example.org</domain><text>Herders came in Bawku to Accra.</text><toponyms>
<toponym><start>16</start><end>21</end><phrase>Bawku</phrase>
<gaztag geonameid="2303287"><lat>11.06</lat><lon>-0.24</lon></gaztag></toponym>
<toponym><start>25</start><end>30</end><phrase>Accra</phrase>
<gaztag geonameid="1"><lat>40.0</lat><lon>-0.2</lon></gaztag></toponym></toponyms></article></articles>"""
GWN = """<articles><article file="3"><title>x</title><text>Herders left Bawku with cattle.</text><toponyms>
<toponym><extractedName>Bawku</extractedName><type>Literal</type><start>14</start><end>19</end>
<geonamesID>2303287</geonamesID><latitude>11.06</latitude><longitude>-0.24</longitude></toponym>
<toponym><extractedName>cattle</extractedName><type>Non_Toponym</type><start>24</start><end>30</end></toponym>
</toponyms></article></articles>"""
VIRUS = """<articles><article><text>Cases rose in Canada.</text><locations><location><name>Canada</name>
<start>14</start><end>20</end><lat>60</lat><lon>-95</lon><page>https://en.wikipedia.org/wiki/Canada</page></location>
</locations></article></articles>"""


def written(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.xml").write_text(text, encoding="utf-8")
    return folder


def test_each_format_is_read_with_offsets_set_right(tmp_path: Path) -> None:
    written(tmp_path, LGL=LGL, GeoWebNews=GWN, GeoVirus=VIRUS)
    virus, news, lgl = (next(iter(read_articles(file))) for file in corpora(tmp_path))
    assert [(one.text, one.start, one.geonameid) for one in lgl.toponyms] == [("Bawku", 16, 2303287), ("Accra", 25, 1)]
    assert (news.name, news.toponyms[0].start, news.toponyms[1].is_placed, news.has_ids) == ("3", 13, False, True)
    assert (virus.toponyms[0].page, virus.has_ids) == ("https://en.wikipedia.org/wiki/Canada", False)


def test_the_same_id_or_page_is_no_distance_and_other_places_are_measured() -> None:
    from bench.geoparse_read import Toponym

    gold = Toponym("Canada", 0, 6, 0.0, 0.0, 5, "", "https://en.wikipedia.org/wiki/Canada")
    country = Place("Canada", "CAN", ("CAN",), 9, feature_code="PCLI", geometry="area", latitude=60.0, longitude=0.0)
    town = Place("Canada", "MEX", ("MEX",), 8, feature_code="PPL", latitude=1.0, longitude=0.0)
    assert away_km(country, gold) == 0.0
    assert away_km(town, gold) == pytest.approx(111.2, abs=0.1)
    assert away_km(None, gold) is None


def test_what_is_near_counts_and_what_is_far_does_not(tmp_path: Path) -> None:
    (article,) = read_articles(written(tmp_path, LGL=LGL) / "LGL.xml")
    counts = counts_of(answer(article))
    assert (counts["n"], counts["near"], counts["same"]) == (2, 1, 1)
    assert (counts["wanted"], counts["given"], counts["right"]) == (2, 2, 1)


def test_a_corpus_is_scored(tmp_path: Path) -> None:
    scored = measure(written(tmp_path, LGL=LGL, GeoVirus=VIRUS), Run(processes=1))
    assert scored.figures["acc161"] == pytest.approx(2 / 3)
    assert scored.figures["lgl_acc161"] == 0.5
    assert scored.figures["articles_per_second"] > 0
    assert [one.where for one in scored.wrong] == ["LGL:7"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<articles><article>", r"not well-formed"),
        ("<articles><article><title>x</title></article></articles>", r"without <text>"),
        (LGL.replace("11.06", "north"), r"'north' is no number"),
        (LGL.replace("11.06", "1106"), r"latitude 1106"),
        (LGL.replace("<phrase>Bawku</phrase>", ""), r"without a name"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        read_articles(written(tmp_path, LGL=text) / "LGL.xml")


def test_a_folder_without_xml_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingGoldError, match="no XML file"):
        corpora(tmp_path)
