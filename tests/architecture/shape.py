"""The rules on the shape of the repository, as functions from a tree of files to a list of offences."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

MAX_LINES = 300
MAX_VERBS = 10

# Drawers into which everything would fall in time.
FORBIDDEN_NAMES = ("utils", "util", "helpers", "helper", "common", "base", "manager", "service")

# What the program must not be able to hold about a person, however it is spelled. Joined spellings are compared.
PERSON_ATTRIBUTES = (
    "nationality",
    "nationalities",
    "ethnicity",
    "ethnicities",
    "ethnicgroup",
    "ethnicorigin",
    "religion",
    "religions",
    "birthplace",
    "birthcountry",
    "placeofbirth",
    "countryofbirth",
    "cityofbirth",
    "citizenship",
    "citizenships",
)

_ADDRESS = re.compile(
    r"\w+://|git\+|(?:^|\s)--?(?:index-url|extra-index-url|find-links|i|f)\b|\s@\s"
)
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.IGNORECASE)
_VERB = re.compile(r"^([A-Za-z][\w-]*)\s*:(?!=)(.*)$")


def python_files(root: Path) -> list[Path]:
    """All Python files under `root`, sorted."""
    return sorted(root.rglob("*.py"))


def long_files(root: Path, allowed: dict[str, str]) -> list[str]:
    """Files of more than MAX_LINES lines; and entries of the allow-list that are no longer needed."""
    long = {}
    for path in python_files(root):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MAX_LINES:
            long[path.relative_to(root).as_posix()] = lines
    grown = [f"{name}: {lines} lines" for name, lines in long.items() if name not in allowed]
    stale = [
        f"{name}: on the allow-list, but short or gone" for name in allowed if name not in long
    ]
    return grown + stale


def vague_names(root: Path) -> list[str]:
    """Files and folders of code whose name says nothing."""
    endings = tuple(f"_{name}" for name in FORBIDDEN_NAMES if name != "base")
    rooms = {path for file in python_files(root) for path in (file, *file.parents)}
    return sorted(
        path.relative_to(root).as_posix()
        for path in rooms
        if path.is_relative_to(root)
        and path != root
        and (path.stem.strip("_") in FORBIDDEN_NAMES or path.stem.endswith(endings))
    )


def makefile_offences(text: str) -> list[str]:
    """More than MAX_VERBS targets, or one without a comment or missing from .PHONY."""
    phony = set(re.findall(r"\w+", "".join(re.findall(r"^\.PHONY:(.*)$", text, re.MULTILINE))))
    verbs = [match for line in text.splitlines() if (match := _VERB.match(line))]
    offences = [f"{verb[1]}: no comment" for verb in verbs if "## " not in verb[2]]
    offences += [f"{name}: not in .PHONY" for name in sorted({verb[1] for verb in verbs} - phony)]
    if len(verbs) > MAX_VERBS:
        offences.append(f"{len(verbs)} targets, at most {MAX_VERBS}")
    return offences


def lock_offences(text: str) -> list[str]:
    """Lines of a lock that name an address or an index, and pins without a hash."""
    lines = text.splitlines()
    offences = [
        f"line {n}: {line.strip()}" for n, line in enumerate(lines, 1) if _ADDRESS.search(line)
    ]
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _PIN.match(line) and "--hash=" not in line + following:
            offences.append(f"line {number + 1}: {line.strip()} has no hash")
    return offences


def lock_pins(text: str) -> set[tuple[str, str]]:
    """The (name, version) pairs that a lock pins."""
    return {(pin[1].lower(), pin[2]) for line in text.splitlines() if (pin := _PIN.match(line))}


def tests_without_docstring(root: Path) -> list[str]:
    """Test functions that do not say which fact they prove."""
    return [
        f"{path.relative_to(root).as_posix()}:{node.lineno} {node.name}"
        for path in python_files(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]


def names_person_attribute(word: str) -> bool:
    """Whether an identifier names something the program must not hold about a person."""
    joined = re.sub(r"[\W_]+", "", word).lower()
    return any(attribute in joined for attribute in PERSON_ATTRIBUTES)


def person_attribute_fields(root: Path) -> list[str]:
    """Fields, columns and keys under `root` that would hold a forbidden attribute of a person.

    In `sources/` the importers must name the columns that they drop, so there only what keeps a value counts:
    the fields of classes and the columns of tables. Prose, such as a message, is left alone everywhere.
    """
    offences = []
    for path in python_files(root):
        where = path.relative_to(root)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = _kept_names(tree) if where.parts[0] == "sources" else _all_names(tree)
        offences += [
            f"{where.as_posix()}:{line} {word}"
            for line, word in found
            if names_person_attribute(word)
        ]
    return sorted(set(offences))


def _kept_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, name) of each field of a class and each column of a table."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                    yield line.lineno, line.target.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr
        elif isinstance(node, ast.Call) and _called(node) in {
            "Column",
            "column",
            "mapped_column",
            "Field",
        }:
            for value in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from _text(value)


def _all_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, name) of each field, variable, argument and attribute, and each string that is one word."""
    yield from _kept_names(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.arg(arg=word):
                yield node.lineno, word
            case ast.keyword(arg=str(word)):
                yield node.lineno, word
            case ast.Constant():
                yield from _text(node)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _text(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Constant(value=str(text)) if re.fullmatch(r"[\w.\-]+", text):
            yield node.lineno, text
