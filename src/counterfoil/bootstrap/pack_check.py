"""A pack file checked: read, linted, and everything that is wrong with its line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from counterfoil.app.packs.advice import advice
from counterfoil.app.packs.places import Place, place_of
from counterfoil.domain.measure_catalogue import MeasureCatalogue, fill_measures
from counterfoil.domain.pack import Pack
from counterfoil.errors import DataError
from counterfoil.reasoning.packlint import faults
from counterfoil.sources.pack_fault import PackFileError
from counterfoil.sources.pack_file import parse_pack
from counterfoil.sources.pack_lines import PackLines


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: file, line and column (0: none), rule (may be empty), what, do."""

    file: str
    line: int
    column: int
    rule: str
    what: str
    do: str
    is_test: bool = False  # a test that gives another answer than it expects

    def text(self) -> str:
        """Return `FILE:LINE: rule ID: what is wrong; what to do`."""
        place = f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")
        rule = f"rule {self.rule}: " if self.rule else ""
        return f"{place}: {rule}{self.what}; {self.do.rstrip('.')}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack file with what is wrong with it; `pack` is None where it cannot be read."""

    path: Path
    pack: Pack | None
    lines: PackLines
    findings: list[Finding] = field(default_factory=list)

    def finding(self, place: Place, rule: str, what: str) -> Finding:
        """Return a finding at a place of the file, with what to do about it."""
        return Finding(str(self.path), self.lines.line(place), 0, rule, what, advice(what))


def check_pack(
    path: Path,
    content: bytes,
    measures: MeasureCatalogue,
    *,
    lint: bool = True,
    run_tests: bool = True,
) -> Checked:
    """Read and lint a pack file; whatever is wrong with it becomes a finding."""
    try:
        pack = fill_measures(parse_pack(content, name=str(path)), measures)
    except PackFileError as error:
        found = [
            Finding(str(path), f.line, f.column, f.rule, f.what, _small(f.do)) for f in error.faults
        ]
        return Checked(path, None, PackLines(""), found)
    except DataError as error:
        finding = Finding(str(path), 1, 0, "", error.what, _small(error.do))
        return Checked(path, None, PackLines(""), [finding])
    checked = Checked(path, pack, PackLines(content.decode("utf-8-sig")))
    if pack.pack_id != path.stem:
        what = f"the file is called {path.name}, the pack {pack.pack_id}"
        checked.findings.append(checked.finding(("pack", "id"), "", what))
    for fault in faults(pack, run_tests=run_tests) if lint else ():
        rule, place = place_of(pack, fault)
        found_here = checked.finding(place, rule, fault.text)
        is_test = fault.key == "tests" and fault.index >= 0
        checked.findings.append(replace(found_here, is_test=is_test))
    checked.findings.sort(key=lambda one: (one.line, one.column))
    return checked


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
