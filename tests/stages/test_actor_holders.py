"""Who an office means on the day of an article: holders, juntas, former and unknown ones, in the text and after it."""

from __future__ import annotations

import pytest

from tests.stages.mentioned import ANY, Row, check

HOLDERS: list[Row] = [
    ("The junta leader of Burkina Faso met an envoy from Mali.", "2022-03-10", "The junta leader of Burkina Faso",
     "Paul-Henri Sandaogo Damiba", "BFA", ANY),
    ("The junta leader of Burkina Faso met an envoy from Mali.", "2022-11-20", "The junta leader of Burkina Faso",
     "Ibrahim Traoré", "BFA", ANY),
    ("Burkina Faso's army attacked a camp. The junta leader met the French ambassador.", "2022-03-10",
     "The junta leader", "Paul-Henri Sandaogo Damiba", "BFA", ANY),
    ("Gabon's army closed the border. The junta leader met the French ambassador.", "2023-10-10",
     "The junta leader", "Brice Oligui Nguema", "GAB", ANY),
    ("Iran's president met the Russian envoy.", "2022-07-30", "Iran's president", "Ebrahim Raisi", "IRN", "GOV"),
    ("India's foreign minister met the Kenyan envoy.", "2015-03-30", "India's foreign minister", "Sushma Swaraj",
     "IND", "GOV"),
    ("Kagame met envoys from Rwanda. He praised them.", "2023-03-30", "Kagame", "Paul Kagame", "RWA", "GOV"),
    ("President Traoré accused France of lies, Burkina Faso's army said.", "2023-02-03", "President Traoré",
     "Ibrahim Traoré", "BFA", "GOV"),
    ("Foreign Minister Diop of Mali accused France of lies.", "2023-02-03", "Foreign Minister Diop",
     "Abdoulaye Diop", "MLI", "GOV"),
]  # fmt: skip

NOT_HOLDERS: list[Row] = [
    # Between a coup and the swearing-in, and after the last day known, an office has no name; the title gives the rest.
    ("The president of Mali spoke to reporters and accused France.", "2020-08-25", "The president of Mali", None,
     "MLI", "GOV"),
    ("Niger's defence minister accused France of lies.", "2023-07-30", "Niger's defence minister", None, "NER", "GOV"),
    ("The president of Burkina Faso accused France of lies.", "2031-03-10", "The president of Burkina Faso", None,
     "BFA", "GOV"),
    # Out of office.
    ("Former president Boni Yayi accused the police in Benin.", "2023-03-10", "Former president Boni Yayi",
     "Thomas Boni Yayi", "BEN", "ELI"),
    ("The former president of Benin accused the police.", "2023-03-10", "The former president of Benin", None, "BEN",
     "ELI"),
    # No such office.
    ("The prime minister of Brazil accused France of lies.", "2018-03-10", "The prime minister of Brazil", None, "BRA",
     "GOV"),
]  # fmt: skip


@pytest.mark.parametrize("row", HOLDERS, ids=[f"{row[2]} {row[1]}" for row in HOLDERS])
def test_an_office_means_its_holder_of_the_day(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", NOT_HOLDERS, ids=[f"{row[2]} {row[1]}" for row in NOT_HOLDERS])
def test_where_the_holder_is_not_known_the_title_gives_the_office_only(row: Row) -> None:
    check(row)
