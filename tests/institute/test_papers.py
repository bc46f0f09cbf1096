"""The papers of the invented institute against what was worked by hand in expected.toml."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from counterfoil.app.papers.slip import build_slip, slip_obstacles
from counterfoil.bootstrap.assessing import kept_dossier
from counterfoil.bootstrap.office import (
    decision_of,
    held_of,
    inventory_of,
    letters_of,
    sender_of,
)
from counterfoil.bootstrap.workbench import Workbench
from counterfoil.domain.papers import HeldPaper, Letter
from counterfoil.domain.plain import to_plain
from counterfoil.domain.wording import blame_in
from counterfoil.errors import NotFound
from counterfoil.exports.office import office_html
from tests.institute.conftest import ENGAGEMENTS, Institute, assess_all, fill, golden

# Worked by hand: who is asked what. S-12 leads 2026-007, S-16 alone is in 2026-013, and the dates
# of V-05's post are V-05's to say, not the host's. Questions to office, partner and registry are
# in nobody's letter.
ASKED = {
    "S-12": [("2026-007", "tech"), ("2026-007", "answer:results_publishable_without_restriction")],
    "S-16": [("2026-013", "answer:secrecy_clause")],
    "V-05": [("2026-020", "dates:V-05:A1")],
}
# No rule fired and none may fire, under every pack that could be assessed.
SLIPS = [
    *("2026-001", "2026-002", "2026-003", "2026-019", "2026-023"),
    *("2026-026", "2026-029", "2026-030", "2026-031"),
]


def _letters(bench: Workbench) -> dict[str, Letter]:
    return {letter.staff: letter for letter in letters_of(bench, None).letters}


def _again(bench: Workbench, original: str, other: str) -> None:
    """Submit an engagement a second time under another id."""
    path = bench.folder / "engagements" / f"{original}.toml"
    text = path.read_text("utf-8").replace(f'id = "{original}"', f'id = "{other}"')
    path.with_name(f"{other}.toml").write_text(text, "utf-8")


def test_each_researcher_gets_the_golden_questions(institute: Institute) -> None:
    """Three letters, with the questions worked by hand, in order; nobody is left without a name."""
    found = letters_of(institute.bench, None)
    keys = {one.staff: [k for q in one.questions for k in q.keys] for one in found.letters}
    assert keys == ASKED
    assert found.nobody == ()
    assert found.changed == ()
    kept = institute.bench.record.latest_assessments()
    for engagement, digest in (pair for one in found.letters for pair in one.assessments):
        assert digest == kept[engagement].digest


def test_every_golden_question_to_a_researcher_is_in_a_letter() -> None:
    """The hand-worked letters hold all golden questions a researcher can answer, and no other."""
    wanted = {
        (engagement, question["key"])
        for engagement in ENGAGEMENTS
        for question in golden(engagement)["questions"]
        if question["who"] == "researcher"
    }
    assert wanted == {pair for pairs in ASKED.values() for pair in pairs}


def test_a_question_names_the_rules_that_hang_on_it(institute: Institute) -> None:
    """Reasons are the rules that may still fire or hold: R1 and R4 for the area, R10 for the dates."""
    letters = _letters(institute.bench)
    area, publishing = letters["S-12"].questions
    assert [line[-6:] for line in area.why] == [", 3.1)", ", 5.1)"]
    assert [line[-6:] for line in publishing.why] == [", 3.1)"]
    assert [line[-6:] for line in letters["V-05"].questions[0].why] == [", 6.1)"]
    assert area.quotes == ("towed hydrophone array",)


def test_a_letter_says_what_is_on_file_of_its_reader(institute: Institute) -> None:
    """V-05 reads name, role and affiliation as recorded, each with its origin; of others nothing."""
    said = _letters(institute.bench)["V-05"].said
    assert [(item.what[:11], item.origin) for item in said] == [
        ("Name, posit", "people register"),
        ("Your role i", "file of 2026-020"),
        ("Affiliation", "file of 2026-020"),
    ]
    assert "from Feb 2024, end not on file; as you stated" in said[2].recorded
    text = json.dumps(to_plain(_letters(institute.bench)["V-05"]), ensure_ascii=False)
    for person in institute.bench.record.people().values():
        assert person.staff == "V-05" or person.name not in text


def test_no_letter_puts_blame(institute: Institute) -> None:
    """No word of blame stands on any letter, and nothing is said to be cleared."""
    for letter in _letters(institute.bench).values():
        page = office_html(letter)
        text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
        assert blame_in(text) == []
        assert "clear" not in text.lower()


def test_a_machine_decides_nothing(institute: Institute) -> None:
    """Each letter names the day, the address, and that a person decides after hearing the reader."""
    for letter in _letters(institute.bench).values():
        assert letter.reply_by == "17 Nov 2026"
        assert any("decided by a machine" in right and "heard" in right for right in letter.rights)
        assert any("see everything" in right for right in letter.rights)


def test_one_answer_is_asked_once(fresh: Workbench) -> None:
    """The same post in two engagements is one question, a shared wording one with two rooms."""
    _again(fresh, "2026-020", "2026-120")
    _again(fresh, "2026-013", "2026-113")
    fill(fresh)
    assess_all(fresh)
    letters = _letters(fresh)
    (dates,) = letters["V-05"].questions
    assert [engagement for engagement, _ in dates.keys] == ["2026-020", "2026-120"]
    assert len(dates.spaces) == 1
    assert dates.once == "Asked once: your answer counts for 2026-020 and 2026-120."
    (secrecy,) = letters["S-16"].questions
    assert [space.label[:8] for space in secrecy.spaces] == ["2026-013", "2026-113"]
    assert letters["S-16"].title == "One question about 2026-013 and 2026-113"


def test_two_posts_at_one_body_are_two_questions(fresh: Workbench) -> None:
    """Another position at the same body is another fact and is asked for itself."""
    _again(fresh, "2026-020", "2026-120")
    path = fresh.folder / "engagements" / "2026-120.toml"
    path.write_text(path.read_text("utf-8").replace('"engineer"', '"adviser"'), "utf-8")
    fill(fresh)
    assess_all(fresh)
    assert len(_letters(fresh)["V-05"].questions) == 2


def test_a_question_with_nobody_to_ask_is_reported(fresh: Workbench) -> None:
    """Where no person is named, there is no letter and the question is named instead."""
    path = fresh.folder / "engagements" / "2026-013.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('[[people]]\nstaff = "S-16"\nrole = "author"\n', ""), "utf-8")
    fill(fresh)
    assess_all(fresh)
    found = letters_of(fresh, None)
    assert [one.staff for one in found.letters] == ["S-12", "V-05"]
    assert [engagement for engagement, _ in found.nobody] == ["2026-013"]


def test_there_is_no_letter_without_a_question(institute: Institute) -> None:
    """S-04 has nothing to answer, and S-99 is nobody; both are said in words."""
    for staff, what in (("S-04", "no question is open to S-04"), ("S-99", "nobody is known")):
        with pytest.raises(NotFound, match=what):
            letters_of(institute.bench, staff)


@pytest.mark.parametrize("engagement_id", ENGAGEMENTS)
def test_slips_are_for_the_golden_quiet_ones(institute: Institute, engagement_id: str) -> None:
    """A slip can be written exactly where nothing fired and nothing may; else it says what is open."""
    dossier, current = kept_dossier(institute.bench, engagement_id)
    assert current
    obstacles = slip_obstacles(dossier)
    assert (not obstacles) is (engagement_id in SLIPS)
    for pack in golden(engagement_id)["packs"].values():
        for rule in (*pack.get("fired", ()), *pack.get("may_fire", ())):
            assert any(line.startswith(f"{rule} of ") for line in obstacles)


def test_a_slip_names_what_was_not_looked_at(institute: Institute) -> None:
    """The unbound US pack, the missing papers and what no pack models stand on the slip."""
    dossier, _ = kept_dossier(institute.bench, "2026-019")
    slip = build_slip(dossier, sender_of(institute.bench))
    assert slip.headline == "No rule fired"
    assert [line.split(":")[0] for line in slip.not_assessable] == ["us-restricted-2026"]
    assert [check.rule for check in slip.missing] == ["CA-STRAC-03", "CA-STRAC-04", "CA-STRAC-06"]
    assert {source.edition for source in slip.sources} >= {"12 Oct 2026", "30 Sep 2026"}
    assert slip.not_modelled


def test_the_decision_names_rule_and_clause(institute: Institute) -> None:
    """2026-007: R3 fired under 4.2; four facts are not known; the digest is the kept one."""
    form, current = decision_of(institute.bench, "2026-007")
    assert current
    fired = [rule for rule in form.deciding if rule.certain]
    assert [(rule.rules[0], rule.basis[-5:]) for rule in fired] == [("R3", ", 4.2")]
    assert all(rule.basis for rule in form.deciding)
    assert len(form.unknown) == 4
    assert form.digest == institute.bench.record.latest_assessments()["2026-007"].digest
    assert {name for name, _ in form.inputs} >= {"clock", "engine", "matcher", "judgements"}


def _values(paper: HeldPaper, key: str, *, by_name: bool = False) -> list[str]:
    found = [s for s in paper.sections if s.key == key and s.by_name is by_name]
    return [row.value for section in found for row in section.rows]


def test_what_is_held_on_a_visitor(institute: Institute) -> None:
    """V-01: register, role, both affiliations and the assessment that knows the reference."""
    paper = held_of(institute.bench, "V-01")
    assert paper.names == ("ليان تمسري",)
    assert _values(paper, "people") == ["V-01", "ليان تمسري", "guest", "visiting scholar"]
    assert _values(paper, "participation") == ["visitor"]
    assert "Institute of Sub-Ice Navigation, Lysk" in _values(paper, "affiliation")
    kept = institute.bench.record.latest_assessments()["2026-011"].digest
    assert _values(paper, "assessment") == [kept]
    assert "Judgements" in paper.nothing_in
    assert held_of(institute.bench, "ليان تمسري") == paper


def test_what_is_held_on_the_officer(institute: Institute) -> None:
    """S-02 is in no engagement; held are the register, her answers and the spellings she confirmed."""
    paper = held_of(institute.bench, "S-02")
    assert [section.key for section in paper.sections] == ["people", "answer", "judgement"]
    assert len(_values(paper, "judgement")) == 3


def test_answers_are_held_on_who_gave_them(institute: Institute) -> None:
    """S-31's three answers in 2026-014 are hers, with the day."""
    paper = held_of(institute.bench, "S-31")
    assert _values(paper, "answer") == ["yes, on 2026-10-23"] * 3


def test_an_outsider_is_found_by_name_alone(institute: Institute) -> None:
    """The intermediary of 2026-014 has rows by the name only, and an id without the name in it."""
    paper = held_of(institute.bench, "oskerin  TALDOV")
    assert all(section.by_name for section in paper.sections)
    values = _values(paper, "party", by_name=True)
    assert {"intermediary", "Oskerin Taldov"} <= set(values)
    assert any(value.startswith("person-") for value in values)


def test_nothing_held_is_an_answer(institute: Institute) -> None:
    """A name nobody bears gives a paper without rows."""
    assert held_of(institute.bench, "Nobody Atall").sections == ()


def test_all_versions_are_held(fresh: Workbench) -> None:
    """A changed name and a changed role are listed beside the earlier ones."""
    for path, old, new in (
        (fresh.folder / "people.toml", '"Halvard Crine"', '"Halvard Crine-Oake"'),
        (fresh.folder / "engagements/2026-007.toml", '"principal investigator"', '"co-applicant"'),
    ):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    fill(fresh)
    paper = held_of(fresh, "S-12")
    assert set(paper.names) == {"Halvard Crine", "Halvard Crine-Oake"}
    assert _values(paper, "participation") == ["principal investigator", "co-applicant"]


def test_the_inventory_counts_this_workspace(institute: Institute) -> None:
    """23 people, 36 participations, 12 ties, one outsider; nothing of bodies."""
    counts = {line.path: line.count for line in inventory_of(institute.bench).fields}
    assert counts["people.name"] == 23
    assert counts["Participant.staff"] == 36
    assert counts["Affiliation.body"] == 12
    assert counts["BodyRef.name"] == 1
    assert counts["Party.role"] == 1
    assert counts["judgements.reason"] == 0
    assert counts["Statement.value"] > 0


def test_letters_and_papers_on_disk_are_held_too(fresh: Workbench) -> None:
    """A letter in out/ is named with the day it was written; another person's is not."""
    out = Path(fresh.folder / "out")
    out.mkdir()
    for name in ("letter-S-12.pdf", "letter-S-121.pdf", "index.html"):
        (out / name).write_bytes(b"")
    assert _values(held_of(fresh, "S-12"), "papers") == ["out/letter-S-12.pdf"]
