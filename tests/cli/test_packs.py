"""`counterfoil packs`: listed, checked, tested, explained, begun."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from counterfoil.bootstrap.data import DATA, load_pack
from tests.cli.conftest import Counterfoil
from tests.packs.bad_packs import PACK, W1_WHEN

SHIPPED = sorted(path.stem for path in (DATA / "packs").glob("*.toml"))


@pytest.fixture
def watch(empty: Path) -> Path:
    """A workspace with a pack of its own; the path of the pack."""
    path = empty / "packs" / "watch-2026.toml"
    path.parent.mkdir()
    path.write_text(PACK.replace('replaces = ""\n', ""), "utf-8")
    return path


def spoil(path: Path, found: str, put: str) -> int:
    """Change a pack file; return the line of what was put there."""
    text = path.read_text("utf-8")
    assert found in text
    path.write_text(text.replace(found, put, 1), "utf-8")
    return text[: text.index(found)].count("\n") + 1


# --- list -------------------------------------------------------------------------------------


def test_every_pack_is_listed_without_a_workspace(counterfoil: Counterfoil) -> None:
    """Outside a workspace the shipped packs are listed, and nobody says which are used."""
    rows = counterfoil("packs", "list", "--json").json()
    assert [row["pack"] for row in rows] == SHIPPED
    assert {row["in_force_here"] for row in rows} == {None}


def test_the_list_says_what_a_pack_holds(counterfoil: Counterfoil) -> None:
    """Counts of rules, checklist entries and exemptions, and the verified share, are the pack's."""
    rows = {row["pack"]: row for row in counterfoil("packs", "list", "--json").json()}
    for pack_id, row in rows.items():
        pack = load_pack(pack_id, Path("nowhere"))[0]
        assert row["rules"] == sum(rule.outcome is not None for rule in pack.rules)
        assert row["checklist"] == sum(rule.procedural for rule in pack.rules)
        assert row["rules"] + row["checklist"] + row["exemptions"] == len(pack.rules)
        assert row["verified"].endswith(f"/{len(pack.rules)}")
        assert (row["edition"], row["regime"]) == (pack.edition.isoformat(), pack.regime)


def test_packs_of_the_workspace_and_in_force_are_told_apart(
    counterfoil: Counterfoil, watch: Path
) -> None:
    """A pack of one's own is listed as such; those in force here are those of the settings."""
    folder = watch.parents[1]
    rows = {r["pack"]: r for r in counterfoil("packs", "list", "-w", folder, "--json").json()}
    assert rows["watch-2026"]["own"]
    assert rows["watch-2026"]["in_force_here"] is False
    assert rows["ca-strac-2024"]["in_force_here"] is True
    assert not rows["ca-strac-2024"]["own"]
    shown = counterfoil("packs", "list", "-w", folder).out
    assert re.search(r"watch-2026 .*no, your own", shown)


def test_a_pack_that_cannot_be_read_is_listed_with_the_reason(
    counterfoil: Counterfoil, watch: Path
) -> None:
    """One broken file does not hide the others."""
    line = spoil(watch, 'outcome = "refer"', 'outcome = "forbid"')
    said = counterfoil("packs", "list", "-w", watch.parents[1])
    assert said.code == 0
    assert f"watch-2026 cannot be used: {watch}:{line}: rule W1: outcome" in said.out


# --- lint -------------------------------------------------------------------------------------


def test_a_sound_pack_is_said_to_be_one(counterfoil: Counterfoil, watch: Path) -> None:
    """Without a name the workspace's own packs are checked."""
    said = counterfoil("packs", "lint", "-w", watch.parents[1])
    assert (said.code, said.out) == (0, "1 pack checked, 0 with faults.\n")


@pytest.mark.parametrize(
    ("found", "put", "says"),
    [
        (W1_WHEN, 'when = "nationality(p)"', "rule W1: nationality: a rule may not turn on a"),
        (W1_WHEN, 'when = "last_name(p)"', "rule W1: last_name: a rule may not turn on a"),
        ("Does the programme pay", "Which passport pays", "question programme_paid: a rule may"),
        ('unless = ["W-OK"]', 'unless = ["W-OUT"]', "rule W1: names an unless"),
        ("since = 2026-02-01", "until = 2025-12-31", "rule W2: the rule is in force on no day"),
        (', owner = "legal office"', ', owner = ""', "rule W1: the measure 'Ask the partner.' has"),
        ('mark = "to verify"', 'mark = "sure"', "rule W2: mark: 'sure' is not known here; write"),
    ],
)
def test_what_the_linter_refuses_is_said_with_file_and_line(
    counterfoil: Counterfoil, watch: Path, found: str, put: str, says: str
) -> None:
    """`FILE:LINE: rule ID: what; what to do`, and exit 3."""
    spoil(watch, found, put)
    said = counterfoil("packs", "lint", "watch-2026", "-w", watch.parents[1])
    assert said.code == 3
    lines = [line for line in said.out.splitlines() if says in line]
    assert lines, said.out
    assert re.match(rf"{re.escape(str(watch))}:\d+: .+; .+", lines[0])


def test_a_rule_without_basis_or_tests_is_refused_on_its_line(
    counterfoil: Counterfoil, watch: Path
) -> None:
    """The line is that of the rule, which has neither."""
    text = watch.read_text("utf-8")
    start = text.index('[[rules]]\nid = "W3"')
    watch.write_text(text[:start] + re.sub(r"basis = .*\n", "", text[start:]), "utf-8")
    line = text[:start].count("\n") + 1
    said = counterfoil("packs", "lint", watch)
    assert f"{watch}:{line}: rule W3: basis: is missing; write `basis = ...` here\n" in said.out
    watch.write_text(text[:start] + text[start:].partition("tests = [")[0], "utf-8")
    said = counterfoil("packs", "lint", watch)
    assert f"{watch}:{line}: rule W3: no test with expect = 'fires'; write the" in said.out


def test_a_file_is_checked_outside_a_workspace(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """A path is enough; the condition's place is given as line and column."""
    path = tmp_path / "watch-2026.toml"
    path.write_text(PACK, "utf-8")
    line = spoil(path, W1_WHEN, 'when = "listed(p, watch) und true"')
    said = counterfoil("packs", "lint", path)
    assert said.code == 3
    assert f"{path}:{line}:26: rule W1: when: did not expect 'und' here" in said.out


@pytest.mark.parametrize("content", [b"\xff\x00" * 50, b"[" * 9000, b"#" * 1_000_001])
def test_a_file_that_is_no_pack_is_refused_without_a_traceback(
    counterfoil: Counterfoil, tmp_path: Path, content: bytes
) -> None:
    """Binary, endlessly nested or huge: one line with what to do, exit 3."""
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    for words in (("lint",), ("test",)):
        said = counterfoil("packs", *words, path)
        assert said.code == 3
        assert f"{path}:1" in said.out
    assert counterfoil("packs", "explain", path).code == 3


def test_lint_as_json_has_each_finding_apart(counterfoil: Counterfoil, watch: Path) -> None:
    """File, line, column, rule, what and do are fields."""
    line = spoil(watch, 'mark = "to verify"', 'mark = "sure"')
    found = counterfoil("packs", "lint", watch, "--json").json()["packs"]
    assert [one["pack"] for one in found] == ["watch-2026"]
    assert found[0]["findings"] == [
        {
            "file": str(watch),
            "line": line,
            "column": 0,
            "rule": "W2",
            "what": "mark: 'sure' is not known here",
            "do": "write verified or to verify.",
            "is_test": False,
        }
    ]


def test_all_packs_are_checked_together(counterfoil: Counterfoil, watch: Path) -> None:
    """--all takes shipped packs too, and finds what is wrong between two editions."""
    folder = watch.parents[1]
    assert counterfoil("packs", "lint", "--all", "-w", folder).code == 0
    later = watch.with_name("watch-2027.toml")
    text = watch.read_text("utf-8").replace('id = "watch-2026"', 'id = "watch-2027"')
    later.write_text(text.replace("[[lists]]", 'replaces = "watch-2026"\n\n[[lists]]', 1), "utf-8")
    said = counterfoil("packs", "lint", "--all", "-w", folder)
    assert said.code == 3
    assert "which it replaces, are both in force on 2026-01-01; end the earlier" in said.out
    assert f"{len(SHIPPED) + 2} packs checked, 1 with faults." in said.out


def test_polarity_is_said_per_rule(counterfoil: Counterfoil, watch: Path) -> None:
    """A listing can only raise W1, a document on file only lower it; W3 knows no listing."""
    found = counterfoil("packs", "lint", watch, "--polarity", "--json").json()["packs"][0]
    rows = {row["rule"]: (row["listing"], row["safeguard"]) for row in found["polarity"]}
    assert rows["W1"] == ("only raise", "only lower")
    assert rows["W3"] == ("none", "only lower")
    assert rows["W-OK"] == ("none", "only raise")


def test_a_pack_that_does_not_exist_is_not_found(counterfoil: Counterfoil) -> None:
    """The message lists the packs there are; a rule that does not exist lists the rules."""
    said = counterfoil("packs", "lint", "no-such-pack")
    assert said.code == 2
    assert "house-2026" in said.err
    said = counterfoil("packs", "explain", "house-2026", "R99")
    assert said.code == 2
    assert "R1, X1" in said.err


# --- test -------------------------------------------------------------------------------------


def test_the_tests_of_a_pack_are_run(counterfoil: Counterfoil, watch: Path) -> None:
    """All hold: exit 0 and the count; one that does not: its line and exit 3."""
    said = counterfoil("packs", "test", "watch-2026", "-w", watch.parents[1])
    assert (said.code, said.out) == (0, "watch-2026: 11 tests, all hold.\n")
    line = spoil(watch, '{ expect = "not", given = [] }', '{ expect = "fires", given = [] }')
    said = counterfoil("packs", "test", watch)
    assert said.code == 3
    assert f"{watch}:{line}: rule W1: test 2 expects fires, the rule says not; mend" in said.out
    assert "11 tests, 1 FAILED" in said.out


def test_tests_are_not_run_where_something_else_is_wrong(
    counterfoil: Counterfoil, watch: Path
) -> None:
    """A condition that names no list cannot be tested; that is said, and nothing is counted."""
    spoil(watch, W1_WHEN, 'when = "listed(p, nowhere)"')
    said = counterfoil("packs", "test", watch, "--mutants")
    assert said.code == 3
    assert "the tests were not run" in said.out
    assert "mutants" not in said.out


def test_a_mutant_that_no_test_notices_is_named_with_its_line(
    counterfoil: Counterfoil, watch: Path
) -> None:
    """W2 has no test of the last day of its window: the mutant that moves it survives."""
    said = counterfoil("packs", "test", watch, "--mutants", "--json").json()["packs"][0]
    line = (
        watch.read_text("utf-8")
        .splitlines()
        .index('when = "affiliated(s, watch, recent) and answer(programme_paid, s)"')
    )
    assert said["caught"] + len(said["survivors"]) == said["mutants"]
    assert {
        "rule": "W2",
        "line": line + 1,
        "sort": "shift",
        "says": "affiliated(s, watch, years-2), a day later at its end",
    } in said["survivors"]
    shown = counterfoil("packs", "test", watch, "--mutants")
    assert shown.code == 0
    assert f"{watch}:{line + 1}: rule W2: no test notices: affiliated" in shown.out


def test_an_exemption_that_no_test_needs_is_named_with_its_line(
    counterfoil: Counterfoil, watch: Path
) -> None:
    """Without the test of the exemption, dropping it goes unnoticed, on the line of `unless`."""
    spoil(
        watch,
        '  { expect = "not", given = ["listed(p, watch)", "on_file(office-consent)"] },\n',
        "",
    )
    said = counterfoil("packs", "test", watch, "--mutants", "--json").json()["packs"][0]
    left = [one for one in said["survivors"] if one["says"] == "without the exemption W-OK"]
    assert watch.read_text("utf-8").splitlines()[left[0]["line"] - 1] == 'unless = ["W-OK"]'


# --- explain ----------------------------------------------------------------------------------


def test_a_pack_is_explained_in_words(counterfoil: Counterfoil, watch: Path) -> None:
    """Whom it applies to, when a rule fires, what follows, how far back, on what it rests."""
    said = counterfoil("packs", "explain", "watch-2026", "-w", watch.parents[1]).out
    for words in (
        "It applies to: partnerships and releases.",
        "the engagement is a partnership or a release",
        "Places we look at: XV, XS",
        "recent: from the day 2 years before the day of proposal to that day, both included",
        "the party is on the list “Our own watch list”",
        "Outcome: REFER.",
        "W-OK: The office has looked and agreed in writing.",
        "the person is or was affiliated with a body on the list “Our own watch list” within 2 years",
        "the programme pays (the person)",
        "Outcome: MITIGATE REQUIRED, and everything is on HOLD until it is answered.",
        "from 2026-03-01 to 2026-03-31 nobody can say whether this is law",
        "if it is in force: a talk is needed",
        "if it is not: nothing follows",
        "Goes to the checklist: partner form, signing; else: nothing is signed.",
        "“partner form” is not on file",
        "Rests on Watch list order, 1: Listed bodies are referred. [verified]",
        "warn principal investigator before start: The partner is on our watch list.",
        "one more listing can only make it fire, never free from it",
        "3 of 4 rules were read in their public source",
    ):
        assert words in said, words


def test_one_rule_is_explained_with_its_tests(counterfoil: Counterfoil, watch: Path) -> None:
    """The tests of a rule are sentences; other rules are left out."""
    said = counterfoil("packs", "explain", watch, "w2").out
    assert "W1" not in said
    assert "it fires if the person is or was affiliated with" in said
    assert "from 2024-06-15 to 2025-01-01; the programme pays (the person)" in said
    assert "it is not known whether the programme pays" in said


@pytest.mark.parametrize("pack_id", SHIPPED)
def test_every_shipped_pack_is_explained_without_its_code(
    counterfoil: Counterfoil, pack_id: str
) -> None:
    """Every rule, its conditions and its tests are put into words; no predicate stays raw."""
    words = counterfoil("packs", "explain", pack_id, "--json").json()
    pack = load_pack(pack_id, Path("nowhere"))[0]
    assert [rule["rule"] for rule in words["rules"]] == [rule.rule_id for rule in pack.rules]
    for rule in words["rules"]:
        said = "\n".join([*rule["when"], *rule["tests"], *rule["look_back"]])
        assert not re.search(r"\b[a-z_]+\([a-z]\w*[,)]", said), said
        assert "years-" not in said
        assert "in:" not in said


# --- new and schema ---------------------------------------------------------------------------


def test_a_new_pack_is_sound_and_dated_today(counterfoil: Counterfoil, empty: Path) -> None:
    """The template becomes the office's own: id, title and edition are set, the linter is glad."""
    settings = empty / "counterfoil.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[clock]\nas_of = 2026-12-24\n", "utf-8")
    said = counterfoil("packs", "new", "our-house", "--title", 'Rules of the "Quarry"', "-w", empty)
    assert said.code == 0
    assert "counterfoil packs lint our-house" in said.out
    pack = load_pack("our-house", empty)[0]
    assert (pack.title, pack.edition.isoformat()) == ('Rules of the "Quarry"', "2026-12-24")
    assert counterfoil("packs", "lint", "-w", empty).code == 0
    assert counterfoil("packs", "test", "-w", empty).code == 0


def test_a_shipped_pack_is_copied_to_be_changed(counterfoil: Counterfoil, empty: Path) -> None:
    """The copy has the same rules and remarks under its own id, and other content."""
    said = counterfoil("packs", "new", "our-nih", "--from", "us-nih-2024", "-w", empty, "--json")
    assert said.json()["from"] == "us-nih-2024"
    copy, original = load_pack("our-nih", empty)[0], load_pack("us-nih-2024", empty)[0]
    assert copy.rules == original.rules
    assert copy.content_hash != original.content_hash
    path = Path(said.json()["file"])
    assert path == empty / "packs" / "our-nih.toml"
    remarks = [x for x in path.read_text("utf-8").splitlines() if x.startswith("#")]
    shipped = (DATA / "packs" / "us-nih-2024.toml").read_text("utf-8").splitlines()
    assert remarks == [x for x in shipped if x.startswith("#")]


@pytest.mark.parametrize("name", ["house-2026", "watch-2026", "Our House", "../evil", "9lives", ""])
def test_a_new_pack_never_takes_anothers_place(
    counterfoil: Counterfoil, watch: Path, name: str
) -> None:
    """The id of a shipped pack, of one's own, or one that is no file name is refused."""
    folder = watch.parents[1]
    before = watch.read_bytes()
    said = counterfoil("packs", "new", name, "-w", folder)
    assert said.code == 2
    assert said.err
    assert watch.read_bytes() == before
    assert [path.name for path in (folder / "packs").iterdir()] == ["watch-2026.toml"]


def test_a_new_pack_from_nowhere_is_refused(counterfoil: Counterfoil, empty: Path) -> None:
    """A source that does not exist leaves no file behind."""
    assert counterfoil("packs", "new", "ours", "--from", "no-such", "-w", empty).code == 2
    assert list(empty.glob("packs/*")) == []


def test_the_schema_is_json(counterfoil: Counterfoil) -> None:
    """What is printed is the schema that the documentation carries."""
    docs = Path(__file__).parents[2] / "docs" / "pack.schema.json"
    assert counterfoil("packs", "schema").json() == json.loads(docs.read_text("utf-8"))


# --- a pack of one's own in an assessment -----------------------------------------------------


def test_a_pack_of_ones_own_is_hashed_into_assessments(
    counterfoil: Counterfoil, small: Path
) -> None:
    """The hash of the workspace's pack is an input of the assessment and follows its text."""
    counterfoil("packs", "new", "our-house", "-w", small)
    settings = small / "counterfoil.toml"
    text = re.sub(r"in_force = \[.*?\]", 'in_force = ["our-house"]', settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")
    path = small / "packs" / "our-house.toml"

    def inputs() -> str:
        found = counterfoil("assess", "-w", small, "--json").json()["assessments"][0]["inputs"]
        return json.dumps(found)

    first, first_hash = inputs(), load_pack("our-house", small)[0].content_hash
    assert first_hash in first
    spoil(path, 'issuer = "', 'issuer = "The ')
    second, second_hash = inputs(), load_pack("our-house", small)[0].content_hash
    assert second_hash != first_hash
    assert second_hash in second
    assert first_hash not in second
