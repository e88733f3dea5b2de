"""Every module says what is public: `__all__` is sorted, complete and true."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import harmattan

ROOT = Path(harmattan.__file__).parent
# Command modules hold commands, which are reached by their names on the command line; revisions of the
# store's schema are run by Alembic.
WITHOUT = ("cli/", "store/migrations/")


def public_names(tree: ast.Module) -> set[str]:
    """Return the public classes, functions and constants that a module defines at its top level."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and not _is_local(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update(one.id for one in targets if isinstance(one, ast.Name))
    return {name for name in found if not name.startswith("_")}


def _is_local(value: ast.expr | None) -> bool:
    """Say whether a value is a type variable or a logger, which no one imports."""
    return isinstance(value, ast.Call) and ast.unparse(value.func).split(".")[-1] in {"TypeVar", "getLogger"}


def reachable_names(tree: ast.Module) -> set[str]:
    """Return every name bound at the top level, imports and names given lazily by `__getattr__` among them."""
    found = public_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.update((one.asname or one.name).split(".")[0] for one in node.names)
    lazy = next((one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "__getattr__"), None)
    if lazy is not None:
        found.update(
            one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)
        )
    found.update(
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    )
    return found


def exported(tree: ast.Module) -> list[str] | None:
    """Return the literal `__all__` of a module, None where there is none."""
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(one, ast.Name) and one.id == "__all__" for one in targets):
            return list(ast.literal_eval(node.value))  # type: ignore[union-attr, arg-type]
    return None


def sort_key(name: str) -> tuple[int, str]:
    """Sort constants, then classes, then functions, as ruff's RUF022 does."""
    if name.isupper() and len(name) > 1:
        return 0, name
    return (1 if name[:1].isupper() else 2), name


def problems(source: str, *, is_package: bool = False) -> list[str]:
    """Return what is wrong with the `__all__` of a module."""
    tree = ast.parse(source)
    names, defined = exported(tree), public_names(tree)
    if names is None:
        return [] if is_package and not defined else ["no __all__"]
    found = []
    if sorted(names, key=sort_key) != names:
        found.append("not sorted")
    if len(set(names)) != len(names):
        found.append("a name twice")
    found.extend(f"not defined: {name}" for name in sorted(set(names) - reachable_names(tree)))
    found.extend(f"not exported: {name}" for name in sorted(defined - set(names)))
    return found


FILES = [path for path in sorted(ROOT.rglob("*.py")) if not path.relative_to(ROOT).as_posix().startswith(WITHOUT)]


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_a_module_says_what_is_public(path: Path) -> None:
    if path.name == "__main__.py":
        pytest.skip("a program, not a module to import from")
    assert problems(path.read_text(encoding="utf-8"), is_package=path.name == "__init__.py") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A = 1", ["no __all__"]),
        ("__all__ = ['load', 'draw']\ndef draw(): ...\ndef load(): ...", ["not sorted"]),
        ("__all__ = ['load', 'Pack']\nclass Pack: ...\ndef load(): ...", ["not sorted"]),
        ("__all__ = ['load', 'load']\ndef load(): ...", ["a name twice"]),
        ("__all__ = ['load']", ["not defined: load"]),
        ("__all__ = []\nclass Pack: ...", ["not exported: Pack"]),
        ("__all__ = []\nLIMIT: int = 1", ["not exported: LIMIT"]),
        ("__all__ = []\nT = 1", ["not exported: T"]),
    ],
)
def test_a_wrong_list_of_public_names_is_found(source: str, expected: list[str]) -> None:
    assert problems(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "__all__ = ['LIMIT', 'Pack', 'open_pack']\nLIMIT = 1\nclass Pack: ...\ndef open_pack(): ...\ndef _own(): ...",
        "__all__ = ['Pack']\nfrom x import Pack\nT = TypeVar('T')\nlogger = logging.getLogger(__name__)",
        "__all__ = ['Coder']\ndef __getattr__(name):\n    return getattr(import_module('x'), {'Coder': 'Coder'}[name])",
        "__all__ = ['__version__']\n__version__ = '1'",
    ],
)
def test_a_right_list_of_public_names_is_let_through(source: str) -> None:
    assert problems(source) == []


def test_a_package_without_names_needs_no_list() -> None:
    assert problems('"""stages."""', is_package=True) == []
    assert problems('"""stages."""\ndef run(): ...', is_package=True) == ["no __all__"]
