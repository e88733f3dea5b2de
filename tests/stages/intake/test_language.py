from __future__ import annotations

import subprocess
import sys

import pytest

from harmattan.errors import LanguageError
from harmattan.stages.intake.language import choose_language, detect_language, installed_languages
from tests.stages.intake.prose import FRENCH, REPORT


@pytest.mark.parametrize(("text", "expected"), [(REPORT, "en"), (REPORT.upper(), "en"), (FRENCH, "fr")])
def test_the_language_of_an_article_is_found(text: str, expected: str) -> None:
    assert detect_language(text)[0] == expected


@pytest.mark.parametrize("text", ["", "12 345", "hello", "Talks stall", "Lomé, Kara, Sokodé", "?!"])
def test_a_few_words_do_not_settle_the_language(text: str) -> None:
    assert detect_language(text)[0] is None


@pytest.mark.parametrize("stated", ["en", "EN", "en-GB", "en_US", " en "])
def test_a_stated_language_is_believed(stated: str) -> None:
    assert choose_language("Talks stall", "a", stated=stated, languages={"en"}) == "en"


@pytest.mark.parametrize("stated", ["english", "eng", "", None, "x"])
def test_what_is_no_code_leaves_the_question_to_detection(stated: str | None) -> None:
    assert choose_language(REPORT, "a", stated=stated, languages={"en"}) == "en"


@pytest.mark.parametrize(
    ("text", "stated", "came"),
    [
        (FRENCH, None, "'fr'"),
        (REPORT, "de", "'de' as stated"),
        ("Talks stall", None, "not clear"),
        ("", None, "not clear"),
    ],
)
def test_a_language_without_a_pack_is_refused_and_the_packs_are_named(text: str, stated: str | None, came: str) -> None:
    with pytest.raises(
        LanguageError, match=rf"a\.txt: expected a language with a pack \(en, ha\), got .*{came}"
    ) as caught:
        choose_language(text, "a.txt", stated=stated, languages={"ha", "en"})
    assert caught.value.kind == "language"


def test_installed_languages_are_codes_of_two_letters() -> None:
    assert all(len(code) == 2 for code in installed_languages())


def test_importing_intake_loads_no_heavy_library() -> None:
    heavy = ["trafilatura", "lxml", "pypdf", "py3langid", "numpy", "dateparser", "zstandard", "charset_normalizer"]
    code = f"import sys, harmattan.stages.intake; print([one for one in {heavy} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
