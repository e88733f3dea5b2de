"""A file imports its own layer and lower ones only (docs/architecture.md), inside functions too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import harmattan

ROOT = Path(harmattan.__file__).parent
LAYERS = (
    ("errors", "ids", "scales"),
    ("config", "model", "protocols"),
    ("reference",),
    ("stages", "store"),
    ("indicators",),
    ("forecast",),
    ("alerts", "exports", "reports"),
    ("assembly", "engine"),
    ("cli", "server"),
)
LAYER_OF = {name: layer for layer, names in enumerate(LAYERS) for name in names}
TOP = len(LAYERS)  # the package itself (`import harmattan`) and `python -m harmattan` stand above all


def layer_of(module: str) -> int | None:
    """Return the layer of a dotted module name of the package, None for a name that has none."""
    parts = module.split(".")[1:]
    if not parts or parts == ["__main__"]:
        return TOP
    return LAYER_OF.get(parts[0])


def imported(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of every import of the package's own modules, at any depth."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{source}.{alias.name}" for alias in node.names] if source == "harmattan" else [source]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.split(".")[0] == "harmattan")


def violations(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """Return what a module of a dotted name imports against the order of layers."""
    own = layer_of(module)
    if own is None:
        return [f"{module} has no layer; give its part of the package one in tests/test_layers.py"]
    package = module if is_package else module.rpartition(".")[0]
    found = []
    for line, name in imported(ast.parse(source), package):
        layer = layer_of(name)
        if name.startswith("harmattan.__") and name != "harmattan.__main__":
            layer = 0  # a dunder of the package, such as its version
        if layer is None:
            found.append(f"{module}:{line}: {name} has no layer")
        elif layer > own:
            found.append(f"{module}:{line}: layer {own} imports {name} of layer {layer}")
    return found


FILES = sorted(ROOT.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_a_file_imports_its_own_and_lower_layers_only(path: Path) -> None:
    parts = ["harmattan", *path.relative_to(ROOT).with_suffix("").parts]
    is_package = parts[-1] == "__init__"
    module = ".".join(parts[:-1] if is_package else parts)
    assert violations(path.read_text(encoding="utf-8"), module, is_package=is_package) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("harmattan.model.event", "from harmattan.reference.packs import Pack"),
        ("harmattan.ids", "import harmattan.model.spans"),
        ("harmattan.reference.packs", "def f():\n    from harmattan.stages import places"),
        ("harmattan.stages.places", "class A:\n    def f(self):\n        import harmattan.assembly as a"),
        ("harmattan.stages.places", "if TYPE_CHECKING:\n    from harmattan.engine.local import Engine"),
        ("harmattan.reports.page", "from harmattan import cli"),
        ("harmattan.reports.page", "from harmattan import Coder"),
        ("harmattan.model.event", "from ..reference import packs"),
        ("harmattan.model.event", "from .. import reference"),
        ("harmattan.store.writes", "importlib.import_module('harmattan.cli')"),
        ("harmattan.model.event", "from harmattan.unheard import x"),
        ("harmattan.unheard.of", "import os"),
    ],
)
def test_an_import_upward_is_found(module: str, source: str) -> None:
    assert len(violations(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        (
            "harmattan.stages.places",
            "from harmattan.reference.packs import Pack\nfrom harmattan.errors import PackError",
        ),
        ("harmattan.stages.places", "from harmattan.stages import dates"),
        ("harmattan.stages.places", "from . import dates\nfrom .dates import x\nfrom ..model import event"),
        ("harmattan.protocols", "from harmattan.model.layers import Layer"),
        ("harmattan.cli.main", "from harmattan.assembly import Coder"),
        ("harmattan", "def f():\n    from harmattan.assembly import Coder"),
        ("harmattan.exports.tables", "from harmattan import __version__"),
        ("harmattan.ids", "import hashlib\nfrom harmattanish import cli"),
        ("harmattan.ids", "text = 'import harmattan.cli'"),
    ],
)
def test_an_import_in_order_is_let_through(module: str, source: str) -> None:
    assert violations(source, module) == []


def test_a_relative_import_in_a_package_file_is_resolved() -> None:
    assert violations("from ..stages import places", "harmattan.reference", is_package=True) != []
    assert violations("from .packs import Pack", "harmattan.reference", is_package=True) == []
