"""Packs for people who write them: find, check together, test, change by mutants, begin a new one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterfoil.app.packs.explain import RuleWords
from counterfoil.app.packs.places import rule_number
from counterfoil.app.packs.together import set_faults
from counterfoil.bootstrap.data import DATA, data_files, load_measures
from counterfoil.bootstrap.pack_check import Checked, Finding, check_pack
from counterfoil.domain.pack import Pack
from counterfoil.errors import DataError, NotFound, UsageError
from counterfoil.reasoning.mutation import Mutant, survivors
from counterfoil.settings import find_workspace, load_settings
from counterfoil.sources.pack_file import pack_bytes, pack_text
from counterfoil.sources.pack_lines import PackLines, Place

TEMPLATE = "house-template"
_ID = re.compile(r"[a-z][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class Tried:
    """A pack with its tests run: what failed, and what is wrong beside the tests."""

    checked: Checked
    tests: int
    failed: list[Finding]
    other: list[Finding]


@dataclass(frozen=True, slots=True)
class Mutated:
    """The mutants of a pack: how many, and those that no test notices, with their lines."""

    mutants: int
    survivors: list[tuple[Mutant, int]]

    @property
    def caught(self) -> int:
        """Return how many mutants some test notices."""
        return self.mutants - len(self.survivors)


def known_packs(workspace: Path | None) -> list[Path]:
    """Return the files of all packs, by id; the workspace's own stand before shipped ones."""
    return sorted(data_files("packs", workspace), key=lambda path: path.stem)


def pack_folder(workspace: Path | None) -> Path | None:
    """Return the workspace that is named or around, None where there is neither."""
    try:
        return find_workspace(workspace, os.environ)
    except UsageError:
        if workspace is not None or os.environ.get("COUNTERFOIL_WORKSPACE"):
            raise
        return None


def in_force_here(workspace: Path | None) -> frozenset[str] | None:
    """Return the ids of the packs in force in a workspace, None without a workspace."""
    if workspace is None:
        return None
    return frozenset(load_settings(workspace, os.environ).settings.packs.in_force)


def chosen_packs(names: list[str], workspace: Path | None, *, every: bool = False) -> list[Path]:
    """Return the files of named packs; of no name, the workspace's own, else all there are."""
    if names and not every:
        return [find_pack(name, workspace) for name in dict.fromkeys(names)]
    named = [find_pack(name, workspace) for name in names]
    known = known_packs(workspace) if every else own_packs(workspace) or known_packs(workspace)
    return list(dict.fromkeys([*named, *known]))


def is_own(path: Path) -> bool:
    """Tell whether a pack file did not come with the program."""
    return not path.is_relative_to(DATA)


def own_packs(workspace: Path | None) -> list[Path]:
    """Return the files of the workspace's own packs."""
    return [path for path in known_packs(workspace) if is_own(path)]


def find_pack(name: str, workspace: Path | None) -> Path:
    """Return the file of a pack named by its id or by a path; raise NotFound."""
    known = {path.stem: path for path in known_packs(workspace)}
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix == ".toml" or "/" in name or path.is_file():
        return path
    raise NotFound(f"no pack is called {name!r}", do=f"Name a file, or one of: {', '.join(known)}.")


def check(path: Path, workspace: Path | None, *, lint: bool = True) -> Checked:
    """Return a pack file with what is wrong with it, alone; without `lint` it is only read."""
    try:
        content = pack_bytes(path)
    except DataError as error:
        finding = Finding(str(path), 1, 0, "", error.what, error.do)
        return Checked(path, None, PackLines(""), [finding])
    return check_pack(path, content, load_measures(workspace), lint=lint)


def check_together(named: Iterable[Checked], workspace: Path | None) -> None:
    """Add to checked packs what is wrong between them and every other pack that is known."""
    checked = {one.path: one for one in named}
    files = {one.path: one for one in checked.values() if one.pack is not None}
    for path in known_packs(workspace):
        if path not in checked and path.stem not in {p.stem for p in checked}:
            files[path] = check(path, workspace, lint=False)
    by_id = {one.pack.pack_id: one for one in files.values() if one.pack is not None}
    packs = [one.pack for one in by_id.values() if one.pack is not None]
    for fault in set_faults(sorted(packs, key=lambda pack: pack.pack_id)):
        one = by_id[fault.pack_id]
        if one.path in checked:
            one.findings.append(one.finding(fault.place, "", fault.text))


def sound(checked: Checked) -> Pack:
    """Return the pack of a checked file; raise DataError with the first thing that is wrong."""
    if checked.pack is None or checked.findings:
        first = checked.findings[0]
        raise DataError(first.what, where=f"{first.file}:{first.line}", do=_sentence(first.do))
    return checked.pack


def rule_called(rules: Sequence[RuleWords], name: str) -> RuleWords:
    """Return the rule with an id, whatever its case; raise NotFound."""
    for rule in rules:
        if rule.rule.casefold() == name.casefold():
            return rule
    known = ", ".join(rule.rule for rule in rules)
    raise NotFound(f"no rule is called {name!r}", do=f"Its rules are: {known}.")


def run_tests(checked: Checked) -> Tried:
    """Run the tests of a pack's rules; they are only run where nothing else is wrong."""
    tests = sum(len(rule.tests) for rule in checked.pack.rules) if checked.pack else 0
    failed = [one for one in checked.findings if one.is_test]
    return Tried(checked, tests, failed, [one for one in checked.findings if not one.is_test])


def mutate(checked: Checked) -> Mutated:
    """Make every mutant of a sound pack, and say which of them no test notices."""
    pack = sound(checked)
    left, count = survivors(pack)
    return Mutated(count, [(one, checked.lines.line(_changed(pack, one))) for one in left])


def _changed(pack: Pack, mutant: Mutant) -> Place:
    return ("rules", rule_number(pack, mutant.rule.rule_id), mutant.key)


def new_pack(
    pack_id: str, workspace: Path, *, title: str, source: str, edition: date
) -> tuple[Path, str]:
    """Write a new pack into the workspace, from a template or another pack.

    Returns its file and the id of what it was made from. Raises UsageError where it would
    overwrite a file or hide a shipped pack, NotFound where there is no such source.
    """
    if _ID.fullmatch(pack_id) is None:
        raise UsageError(
            f"{pack_id!r} cannot be the id of a pack",
            do="Take small letters, digits and hyphens, a letter first, such as my-house-2026.",
        )
    path = workspace / "packs" / f"{pack_id}.toml"
    taken = {known.stem: known for known in known_packs(workspace)}
    if pack_id in taken or path.exists():
        what = f"a pack is called {pack_id} already"
        raise UsageError(what, where=str(taken.get(pack_id, path)), do="Choose another id.")
    origin = _template() if not source else find_pack(source, workspace)
    text = pack_text(pack_bytes(origin), name=str(origin))
    values: dict[str, str | date] = {"id": pack_id, "edition": edition, "title": title}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(with_head(text, {key: value for key, value in values.items() if value}))
    return path, origin.stem


def with_head(text: str, values: dict[str, str | date]) -> str:
    """Return a pack's text with other values of keys that its [pack] table has."""
    lines = PackLines(text)
    spans = [(lines.span(("pack", key)), value) for key, value in values.items()]
    placed = [(span, value) for span, value in spans if span is not None]
    for span, value in sorted(placed, key=lambda item: item[0].start, reverse=True):
        written = value.isoformat() if isinstance(value, date) else _quoted(value)
        text = text[: span.start] + written + text[span.end :]
    return text


def _template() -> Path:
    path = DATA / "packs" / f"{TEMPLATE}.toml"
    if path.is_file():
        return path
    raise NotFound(
        "this installation has no template for packs",
        do="Copy a pack instead: --from house-2026.",
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else " " for sign in escaped) + '"'


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""
