"""The pages say what the program has: commands, options, settings, predicates, errors."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from pydantic import BaseModel

from counterfoil import errors
from counterfoil.cli.main import app
from counterfoil.reasoning.predicates import CATALOGUE
from counterfoil.settings import Settings
from counterfoil.sources import register_model

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_HELP = frozenset({"--help", "-h"})
_GROUP: Any = typer.main.get_command(app)


def _flat(group: Any, lead: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every command by its words; a group that runs without a word is one itself."""
    for name, command in group.commands.items():
        if not hasattr(command, "commands") or command.invoke_without_command:
            yield lead + name, command
        if hasattr(command, "commands"):
            yield from _flat(command, f"{lead}{name} ")


COMMANDS: dict[str, Any] = dict(_flat(_GROUP))


def _page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def _section(command: str) -> str:
    parts = re.split(r"^## ", _page("commands.md"), flags=re.MULTILINE)
    return next((part for part in parts if part.startswith(f"counterfoil {command}\n")), "")


def _options(command: Any) -> set[str]:
    found = set()
    for parameter in command.params:
        if parameter.param_type_name == "option":
            found |= {*parameter.opts, *parameter.secondary_opts}
    return found - _HELP


def _lines(text: str) -> Iterator[str]:
    """Yield the `counterfoil ...` lines of fenced blocks that are shell, not TOML or CSV."""
    for fence, block in re.findall(r"^```(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if fence in ("", "sh"):
            joined = block.replace("\\\n", " ")
            yield from (line for line in joined.splitlines() if line.startswith("counterfoil "))


ERRORS = sorted(
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.CounterfoilError)
)
SHOWN = sorted(
    {
        (path.name if path.parent != ROOT / "examples" else "examples", line)
        for path in (ROOT / "README.md", ROOT / "examples/README.md", *DOCS.glob("*.md"))
        for line in _lines(path.read_text("utf-8"))
    }
)


def _missing_in_command(line: str) -> list[str]:
    name, *words = shlex.split(line)[1:]
    if words and f"{name} {words[0]}" in COMMANDS:
        name = f"{name} {words.pop(0)}"
    if name not in COMMANDS:
        return [name]
    given = {word.split("=")[0] for word in words if word.startswith("-")}
    return sorted(given - _options(COMMANDS[name]) - _HELP)


def _settings(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _settings(kind, f"{prefix}{name}.")
        else:
            yield prefix + name


def _register_fields() -> set[str]:
    models = [
        kind
        for kind in vars(register_model).values()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not BaseModel
    ]
    return {field.alias or name for kind in models for name, field in kind.model_fields.items()}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_documented(command: str) -> None:
    """Each command has its own section in commands.md, and each of its options stands in it."""
    section = _section(command)
    assert section, f"docs/commands.md has no section '## counterfoil {command}'"
    shared = ("--workspace", "-w") if "`--workspace`" in section else ()
    missing = {o for o in _options(COMMANDS[command]) if f"`{o}" not in section and o not in shared}
    assert missing == set()


def test_the_pages_name_no_command_that_is_gone() -> None:
    """Each section of commands.md about a command is about one the program has."""
    named = re.findall(r"^## counterfoil (.+)$", _page("commands.md"), re.MULTILINE)
    assert sorted(named) == sorted(COMMANDS)


def test_options_before_the_command_are_documented() -> None:
    """The options of the program itself stand on the page."""
    text = _page("commands.md")
    assert {o for o in _options(_GROUP) if f"`{o}`" not in text} == set()


@pytest.mark.parametrize("setting", sorted(_settings(Settings)))
def test_every_setting_is_documented(setting: str) -> None:
    """Each setting has a row in commands.md."""
    assert f"| `{setting}` |" in _page("commands.md")


@pytest.mark.parametrize("predicate", sorted(CATALOGUE))
def test_every_predicate_is_documented_with_its_reading(predicate: str) -> None:
    """Each predicate has a row in packs.md, and the row says how absence reads."""
    row = re.search(rf"^\| `{predicate}\(.*$", _page("packs.md"), re.MULTILINE)
    assert row, f"docs/packs.md has no row for {predicate}"
    assert row[0].split("|")[2].strip() == CATALOGUE[predicate].reading


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_is_documented_with_its_code(name: str) -> None:
    """Each error stands in commands.md with the exit code it has."""
    assert f"| `{name}` | {getattr(errors, name).exit_code} |" in _page("commands.md")


@pytest.mark.parametrize(("page", "line"), SHOWN, ids=[f"{page}: {line}" for page, line in SHOWN])
def test_commands_on_the_pages_exist(page: str, line: str) -> None:
    """Each command that a page tells to type exists, with every option it is given."""
    assert _missing_in_command(line) == [], page


def test_a_command_that_does_not_exist_is_noticed() -> None:
    """The check above can fail: on a command, and on an option."""
    assert _missing_in_command("counterfoil decide 2026-007") == ["decide"]
    assert _missing_in_command('counterfoil screen "a b" --nobody') == ["--nobody"]


@pytest.mark.parametrize("field", sorted(_register_fields()))
def test_the_tutorial_shows_every_field_of_the_register(field: str) -> None:
    """Each field of an engagement, people or partners file stands in the tutorial's examples."""
    blocks = "\n".join(
        re.findall(r"^```toml\n(.*?)^```", _page("tutorial.md"), re.MULTILINE | re.DOTALL)
    )
    assert re.search(rf"(^|[\[{{,. ]){field}( =|\]|\.)", blocks, re.MULTILINE)
