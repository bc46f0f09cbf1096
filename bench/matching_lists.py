"""Small readers of the raw lists for the matching benchmark: names, aliases, country, city."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CODES = {
    "china": "CN", "russia": "RU", "iran": "IR", "pakistan": "PK", "united arab emirates": "AE",
    "turkey": "TR", "hong kong": "HK", "taiwan": "TW", "india": "IN", "belarus": "BY",
    "germany": "DE", "north korea": "KP", "korea, north": "KP", "syria": "SY", "japan": "JP",
    "singapore": "SG", "malaysia": "MY", "united kingdom": "GB", "france": "FR", "cuba": "CU",
}  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """One entry of a list: names with their property, the first being the caption."""

    entity_id: str
    dataset: str
    names: tuple[tuple[str, str], ...]
    kind: str
    country: str = ""
    city: str = ""

    @property
    def is_organisation(self) -> bool:
        """Say whether the entry is known or likely to be an organisation."""
        return self.kind == "Organization"


@dataclass(frozen=True)
class Registered:
    """One body of the registry."""

    ror_id: str
    labels: tuple[str, ...]
    native: tuple[str, ...]
    aliases: tuple[str, ...]
    country: str
    city: str
    kin: tuple[str, ...]

    def all_names(self) -> tuple[str, ...]:
        """Return labels, native labels and aliases."""
        return self.labels + self.native + self.aliases


_ORGANISATION = re.compile(
    r"\b(ltd|limited|inc|co|company|corp|corporation|llc|gmbh|jsc|ooo|ao|oao|pao|zao|university|"
    r"institute|academy|center|centre|laborator\w+|bureau|plant|factory|group|enterprise|trading|"
    r"technolog\w+|industr\w+|research|association|foundation|college|school|bank|ministry|"
    r"electronics?|aviation|systems?|engineering|logistics|international|fze|shipyard|concern)\b",
    re.IGNORECASE,
)


def read_lists(folder: Path) -> list[Listed]:
    """Return the entries of all lists."""
    current = folder / "us-proscribed-2026-07"
    found: list[Listed] = []
    for dataset, name in (
        ("el", "bis_entity_list.json.gz"), ("dpl", "bis_dpl.json"), ("meu", "bis_meu.json"),
        ("1260h", "dow_1260h.json"), ("1286", "dow_1286.json"),
    ):  # fmt: skip
        found += _nsf(dataset, current / name)
    found += _nro(folder / "ca-nro-stra" / "ca_named_research_organizations.json")
    return found + list(_sdn(folder))


def _nsf(dataset: str, path: Path) -> Iterator[Listed]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        rows = json.load(stream)["entities"]
    for at, row in enumerate(rows):
        names = [row["name"], *row["aliases"]]
        science = dataset in {"1286", "meu", "1260h"}
        kind = "Organization" if science or _ORGANISATION.search(" ".join(names)) else ""
        country = _CODES.get((row["country"] or "").lower(), "")
        yield Listed(f"{dataset}:{at}", dataset, _named(names), kind, country)


def _nro(path: Path) -> Iterator[Listed]:
    for row in json.loads(path.read_text(encoding="utf-8"))["organizations"]:
        names = _named([row["name"], *row["aliases"]])
        country = _CODES.get(row["country"].lower(), "")
        yield Listed(f"nro:{row['id']}", "nro", names, "Organization", country, row["city"] or "")


def _named(names: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((n, "alias" if i else "name") for i, n in enumerate(dict.fromkeys(names)))


def _sdn(folder: Path) -> Iterator[Listed]:
    aliases: dict[str, list[tuple[str, str]]] = {}
    with (folder / "ofac-watchman" / "alt.csv").open(encoding="utf-8", errors="replace") as stream:
        for row in csv.reader(stream):
            if len(row) > 3:
                weak = "weak" in row[4].lower() if len(row) > 4 else False
                aliases.setdefault(row[0], []).append(
                    (row[3].strip(), "weakAlias" if weak else "alias")
                )
    seats: dict[str, str] = {}
    with gzip.open(
        folder / "ofac-watchman" / "add.csv.gz", "rt", encoding="utf-8", errors="replace"
    ) as stream:
        for row in csv.reader(stream):
            if len(row) > 4:
                seats.setdefault(row[0], _CODES.get(row[4].strip().lower(), ""))
    path = folder / "ofac-sdn-history" / "sdn_2024-05-03.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as stream:
        for row in csv.reader(stream):
            if len(row) < 3:
                continue
            sort = row[2].strip()
            kind = {"individual": "Person", "vessel": "Vessel", "aircraft": "Aircraft"}.get(
                sort, "Organization"
            )
            names = ((row[1].strip(), "name"), *aliases.get(row[0], ()))
            yield Listed(
                f"sdn:{row[0]}",
                "sdn",
                tuple(dict.fromkeys(names)),
                kind,
                "" if kind == "Person" else seats.get(row[0], ""),
            )


def read_registry(folder: Path) -> list[Registered]:
    """Return the registry's bodies."""
    with zipfile.ZipFile(folder / "ror-records" / "ror-records-union.jsonl.zip") as archive:
        text = io.TextIOWrapper(archive.open(archive.namelist()[0]), encoding="utf-8")
        return [_registered(json.loads(line)) for line in text]


def _registered(row: dict[str, Any]) -> Registered:
    names: list[dict[str, Any]] = row["names"]
    shown = [str(n["value"]) for n in names if "ror_display" in n["types"]]
    english = [str(n["value"]) for n in names if n["lang"] == "en" and "label" in n["types"]]
    native = [
        str(n["value"]) for n in names if "label" in n["types"] and not _is_latin(str(n["value"]))
    ]
    other = [str(n["value"]) for n in names if "alias" in n["types"]]
    place = row["locations"][0]["geonames_details"]
    kin = tuple(
        r["id"]
        for r in row["relationships"]
        if r["type"] in {"parent", "child", "successor", "predecessor"}
    )
    return Registered(
        str(row["id"]), tuple(dict.fromkeys([*english, *shown])), tuple(native), tuple(other),
        place.get("country_code") or "", place.get("name") or "", kin,
    )  # fmt: skip


def _is_latin(text: str) -> bool:
    return all(ord(c) < 0x250 or not c.isalpha() for c in text)
