"""The house keeps its order: layers, vendors, the environment, printing."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "assistant"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Where alone each vendor may be imported, or its files looked for; "/" at the end is a folder.
VENDORS = {
    "chromadb": ("index/vectors.py",),
    "tantivy": ("index/terms.py",),
    "sentencex": ("text/sentences.py",),
    "openai": ("models/",),
    "wordllama": ("models/vectors.py",),  # its files alone: its import is slow and sets up logging
    "tokenizers": ("models/vectors.py",),
    "safetensors": ("models/vectors.py",),
    "gradio": ("app/ui/",),
    "fastapi": ("app/ui/",),
    "uvicorn": ("app/ui/",),
    "tiktoken": ("answering/budget.py",),
    "yaml": ("corpus/plain.py",),
    "resiliparse": ("corpus/html.py",),
    "filelock": ("index/",),
    "pydantic_settings": ("config.py",),
    "dotenv": ("config.py",),
    "typer": ("app/",),
    "rich": ("app/",),
}
# Beside config: what numpy, gradio and tiktoken read when they are imported is set before, and the
# checkup looks where tiktoken does.
READS_ENVIRONMENT = (
    "config.py",
    "__init__.py",
    "app/ui/",
    "app/installed.py",
    "answering/budget.py",
)


BY_PATH = ("find_spec", "import_module", "files")


def inside(path: Path, places: tuple[str, ...]) -> bool:
    name = path.relative_to(PACKAGE).as_posix()
    return any(
        name == place or (place.endswith("/") and name.startswith(place)) for place in places
    )


def statements(path: Path) -> Iterator[ast.AST]:
    """Every part of a module but what only a type checker reads."""
    waiting: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.If) and "TYPE_CHECKING" in ast.unparse(part.test):
            waiting.extend(part.orelse)
            continue
        yield part
        waiting.extend(ast.iter_child_nodes(part))


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports, anywhere in it, or looks for on the disk."""
    found = set()
    for part in statements(path):
        if isinstance(part, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in part.names}
        elif isinstance(part, ast.ImportFrom) and part.level == 0 and part.module:
            found.add(part.module.partition(".")[0])
        elif isinstance(part, ast.Call) and ast.unparse(part.func).endswith(BY_PATH):
            names = [name.value for name in part.args if isinstance(name, ast.Constant)]
            found |= {str(name).partition(".")[0] for name in names[:1]}
    return found


def test_imports_run_one_way_only() -> None:
    """The contract in pyproject.toml, as import-linter reads it."""
    pytest.importorskip("importlinter", reason="import-linter comes with the extra [dev]")
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(
        [*command, "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept, 0 broken" in done.stdout


def test_the_contract_holds_every_module_but_the_fakes() -> None:
    import tomllib

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = " | ".join(contracts["contracts"][0]["layers"]).split(" | ")
    there = {
        f"assistant.{path.stem}"
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert there - set(layers) == {"assistant.__init__", "assistant.testing"}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_vendor_is_imported_in_one_place(vendor: str) -> None:
    strays = [
        path for path in MODULES if vendor in imported(path) and not inside(path, VENDORS[vendor])
    ]
    assert not strays


@pytest.mark.parametrize(
    ("vendor", "place"), [(name, place) for name, places in VENDORS.items() for place in places]
)
def test_a_vendor_s_place_is_there_and_needs_it(vendor: str, place: str) -> None:
    """Otherwise the rule above guards a file that is gone, and the vendor has moved unseen."""
    assert (PACKAGE / place).exists()
    assert [path for path in MODULES if inside(path, (place,)) and vendor in imported(path)]


def test_only_config_reads_the_environment() -> None:
    readers = {
        path
        for path in MODULES
        for part in statements(path)
        if (isinstance(part, ast.Attribute) and part.attr in ("environ", "getenv"))
        or (isinstance(part, ast.ImportFrom) and part.module == "os")
    }
    assert not [path for path in readers if not inside(path, READS_ENVIRONMENT)]


def test_nothing_stands_for_today_deep_inside() -> None:
    """ "today" is an argument: only the assembly and the doctor's command ask the clock."""
    asking = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for part in statements(path)
        if isinstance(part, ast.Attribute)
        and ast.unparse(part).endswith(("date.today", "datetime.today"))
    }
    assert asking == {"assembly.py", "app/commands/doctor.py"}


@pytest.mark.parametrize(
    "folder",
    [path.parent for path in MODULES if path.name == "__init__.py"],
    ids=lambda folder: folder.relative_to(ROOT).as_posix(),
)
def test_a_stage_says_what_it_takes_and_exports_what_it_says(folder: Path) -> None:
    module = ast.parse((folder / "__init__.py").read_text("utf-8"))
    assert ast.get_docstring(module)
    brought = {
        alias.asname or alias.name
        for part in module.body
        if isinstance(part, ast.ImportFrom) and part.module != "__future__"
        for alias in part.names
    }
    if brought:
        name = ".".join(folder.relative_to(ROOT).parts)
        assert sorted(importlib.import_module(name).__all__) == sorted(brought)


def test_every_folder_of_code_is_a_package() -> None:
    assert {path.parent for path in MODULES} == {
        path.parent for path in MODULES if path.name == "__init__.py"
    }


def test_importing_the_assembly_brings_in_no_heavy_vendor() -> None:
    """gradio, chromadb, LlamaIndex and openai wait for the function that needs them."""
    program = (
        "import sys, assistant.assembly\n"
        "print(sorted({'gradio', 'chromadb', 'llama_index', 'openai'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"
