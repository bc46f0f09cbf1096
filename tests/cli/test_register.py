"""Register files with the mistakes people make: the message names file, field and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import ENGAGEMENT, put_text

TIE = """
[[ties]]
kind = "owns"
source = "Quarry Trust"
target = "P1"
share = "25-50"
origin = "annual report"
on = 2026-10-01
"""

MISTAKES: dict[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "unknown field": (
        ("title =", "titel = 'x'\ntitle ="),
        ("engagement > titel", "check its spelling or leave it out"),
    ),
    "unknown table": (("[[people]]", "[[peoples]]"), ("peoples", "check its spelling")),
    "missing field": (('unit = "Geology"\n', ""), ()),
    "missing title": (
        ('title = "Ore sorting by sound"\n', ""),
        ("engagement > title", "this field is needed"),
    ),
    "missing role": (('role = "partner"\n', ""), ("parties > number 1 > role", "needed")),
    "unknown kind": (
        ('kind = "partnership"', 'kind = "friendship"'),
        ("engagement > kind", "'grant'", "found 'friendship'"),
    ),
    "wrong date": (
        ("proposed = 2026-10-01", 'proposed = "October"'),
        ("engagement > proposed", "date", "found 'October'"),
    ),
    "impossible date": (("proposed = 2026-10-01", "proposed = 2026-02-30"), ("TOML",)),
    "flow to nobody": (
        ('to = "P1"', 'to = "P7"'),
        ("flows > number 1", "no party 'P7'", "Parties are: P1"),
    ),
    "flow without an end": (('to = "P1"\n', ""), ("flows > number 1", "either `to` or `from`")),
    "flow with two ends": (('to = "P1"', 'to = "P1"\nfrom = "P1"'), ("either `to` or `from`",)),
    "two parties of one id": (
        ("[[people]]", '[[parties]]\nid = "P1"\nname = "Other"\nrole = "x"\n\n[[people]]'),
        ("two parties have the same id", "leave ids out"),
    ),
    "one person twice": (
        ("[[flows]]", '[[people]]\nstaff = "S-1"\nrole = "host"\n\n[[flows]]'),
        ("people: S-1 stands twice", "Put each person once"),
    ),
    "wrong share": (("[[flows]]", TIE.replace("25-50", "about half") + "[[flows]]"), ("share",)),
    "tie to nobody": (
        ("[[flows]]", TIE.replace('target = "P1"', 'target = "P2"') + "[[flows]]"),
        ("ties > number 1", "no party 'P2'", "Parties are: P1"),
    ),
    "a country in words": (
        ('role = "partner"', 'role = "partner"\ncountry = "Veld"'),
        ("parties > number 1 > country", "found 'Veld'"),
    ),
    "a person's origin": (
        ('role = "principal investigator"', 'role = "x"\nnationality = "XV"'),
        ("people > number 1 > nationality", "not known here"),
    ),
    "an id with a space": (('id = "2026-900"', 'id = "2026 900"'), ("engagement > id",)),
    "a list where one is wanted": (
        ('title = "Ore sorting by sound"', 'title = ["a", "b"]'),
        ("engagement > title",),
    ),
    "a quote forgotten": (('unit = "Geology"', 'unit = "Geology'), ("not a TOML file", "line 5")),
    "an answer that is no yes or no": (
        (
            "[[parties]]",
            '[answers]\nx = { value = "often", by = "S-1", on = 2026-10-01 }\n\n[[parties]]',
        ),
        ("answers > x > value", "found 'often'"),
    ),
}


@pytest.mark.parametrize("mistake", [name for name, (_, says) in MISTAKES.items() if says])
def test_a_mistake_in_an_engagement(counterfoil: Counterfoil, empty: Path, mistake: str) -> None:
    """The file is refused whole, exit 3; the message names file, place and what is wrong."""
    (old, new), says = MISTAKES[mistake]
    assert old in ENGAGEMENT
    put_text(empty / "engagements", "good.toml", ENGAGEMENT)
    text = ENGAGEMENT.replace(old, new, 1).replace("2026-900", "2026-901")
    if "2026 900" in new:
        text = ENGAGEMENT.replace(old, new, 1)
    put_text(empty / "engagements", "odd.toml", text)
    said = counterfoil("import", empty / "engagements", "-w", empty)
    assert said.code == 3
    assert "odd.toml" in said.err
    assert "good.toml" not in said.err
    for words in says:
        assert words in said.err
    assert "pydantic" not in said.err
    assert "https://" not in said.err
    again = counterfoil("import", empty / "engagements", "-w", empty, "--json").json()
    assert again["register"]["engagements"] == 1
    (refused,) = again["refused"]
    assert refused["where"].endswith("odd.toml")
    assert refused["do"]


def test_what_may_be_left_out(counterfoil: Counterfoil, empty: Path) -> None:
    """A field that is not needed may be missing."""
    (old, new), _ = MISTAKES["missing field"]
    path = put_text(empty / "engagements", "plain.toml", ENGAGEMENT.replace(old, new))
    assert counterfoil("import", path, "-w", empty).code == 0


def test_every_mistake_of_a_file_is_said_at_once(counterfoil: Counterfoil, empty: Path) -> None:
    """Three mistakes in one file are three lines to mend, not three rounds."""
    text = ENGAGEMENT.replace('unit = "Geology"', "colour = 1")
    text = text.replace('kind = "partnership"', 'kind = "x"').replace('role = "partner"\n', "")
    said = counterfoil("import", put_text(empty, "e.toml", text), "-w", empty)
    assert said.code == 3
    for place in ("engagement > colour", "engagement > kind", "parties > number 1 > role"):
        assert place in said.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[people]]\nname = "Ada Pell"\n', "people > number 1 > staff"),
        ('[[people]]\nstaff = "S 1"\nname = "Ada Pell"\n', "people > number 1 > staff"),
        ('[[people]]\nstaff = "S-1"\nname = ""\n', "people > number 1 > name"),
        ('[[people]]\nstaff = "S-1"\nname = "A"\nreligion = "x"\n', "not known here"),
        ('[[partners]]\nid = "Big Name"\nname = "x"\n', "partners > number 1 > id"),
        ('[[partners]]\nid = "x"\nname = "y"\nspellings = ["z"]\n', "spellings > number 1"),
    ],
)
def test_a_mistake_in_people_or_partners(
    counterfoil: Counterfoil, empty: Path, text: str, says: str
) -> None:
    """The files of people and partners are checked the same way."""
    said = counterfoil("import", put_text(empty, "register.toml", text), "-w", empty)
    assert said.code == 3
    assert "register.toml" in said.err
    assert says in said.err
    assert counterfoil("show", "people", "-w", empty, "--json").json() == []
    assert counterfoil("show", "partners", "-w", empty, "--json").json() == []


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe[\x00",
        ENGAGEMENT.encode().replace(b"Geology", b"G\xf6ologie"),
        ENGAGEMENT.encode() + b"# " + b"x" * 1_100_000,
        ENGAGEMENT.replace("Geology", "a\\u0000b").encode(),
        b"a = " + b"[" * 50_000,
    ],
    ids=["utf-16", "latin-1", "a megabyte", "NUL", "deep"],
)
def test_hostile_register_files(counterfoil: Counterfoil, empty: Path, content: bytes) -> None:
    """What is no text, too large or holds a NUL is refused with the file's name, exit 3."""
    path = empty / "odd.toml"
    path.write_bytes(content)
    said = counterfoil("import", path, "-w", empty)
    assert said.code == 3
    assert "odd.toml" in said.err or "2026-900" in said.err
    assert counterfoil("assess", "-w", empty).code == 2  # nothing is on record


def test_a_correction_is_a_new_version(counterfoil: Counterfoil, empty: Path) -> None:
    """A changed file replaces the engagement; the same file again is no change."""
    path = put_text(empty, "e.toml", ENGAGEMENT)
    counts = []
    for text in (ENGAGEMENT, ENGAGEMENT, ENGAGEMENT.replace("by sound", "by light")):
        put_text(empty, "e.toml", text)
        found = counterfoil("import", path, "-w", empty, "--json").json()["register"]
        counts.append(found["engagements_changed"])
    assert counts == [1, 0, 1]
    counterfoil("assess", "-w", empty)
    assert "Ore sorting by light" in counterfoil("show", "2026-900", "-w", empty).out
