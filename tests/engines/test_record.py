"""The contract of the port Record, one body for all implementations."""

from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.engagement import AreaAnswer, Engagement
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.partner import Person, Spelling
from counterfoil.engines.memory import MemoryRecord
from counterfoil.engines.record import SqlRecord, open_record
from counterfoil.errors import DataError, IntegrityError
from counterfoil.ports.record import Record
from tests.engines.samples import AT, HOSTILE_NAMES, Day, engagement, kept

LATER = AT + timedelta(days=1)


@pytest.fixture(params=["sql", "memory"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """An empty record of each sort."""
    if request.param == "memory":
        yield MemoryRecord()
        return
    sql = open_record(tmp_path / "record.sqlite")
    yield sql
    sql.close()


def judgement(verdict: Verdict = Verdict.SAME, at: datetime = AT) -> Judgement:
    """A verdict on one pair."""
    return Judgement("partner-1", "quarry:7", "lhota mining", verdict, "same number", "A. B.", at)


def test_an_empty_record_is_sound(record: Record) -> None:
    """Before anybody said anything there is nothing, and nothing is wrong."""
    assert record.engagements() == []
    assert record.people() == {}
    assert record.spellings() == []
    assert record.judgements() == []
    assert record.latest_assessments() == {}
    assert record.check() == []


def test_an_engagement_comes_back_as_it_was(record: Record) -> None:
    """An engagement survives the record with all that is in it."""
    given_ = engagement(areas=AreaAnswer(("3.1",), "S7", "2026-02-01"), funders=None)
    assert record.put_engagement(given_, AT)
    assert record.engagements() == [given_]
    assert record.check() == []


def test_the_last_version_of_an_engagement_stands(record: Record) -> None:
    """The same content is not kept twice; a correction, and its withdrawal, are."""
    first, second = engagement(), engagement(title="Ore sorting, phase 2")
    assert record.put_engagement(first, AT)
    assert not record.put_engagement(engagement(), LATER)
    assert record.put_engagement(second, LATER)
    assert record.engagements() == [second]
    assert record.put_engagement(first, LATER)
    assert record.engagements() == [first]


def test_engagements_come_by_id(record: Record) -> None:
    """Engagements are sorted by id, however they came in."""
    for engagement_id in ("E-10", "E-2", "A", "é"):
        record.put_engagement(engagement(engagement_id), AT)
    assert [one.engagement_id for one in record.engagements()] == ["A", "E-10", "E-2", "é"]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_can_be_kept(record: Record, name: str) -> None:
    """A name that looks like a query is a name."""
    record.put_engagement(engagement(name, title=name), AT)
    record.put_people([Person(name, name, name, name)], AT)
    record.add_spellings([Spelling(name, name, name, name)], AT)
    record.add_judgement(Judgement(name, name, name, Verdict.UNSURE, name, name, AT))
    assert record.engagements()[0].title == name
    assert record.people() == {name: Person(name, name, name, name)}
    assert record.spellings() == [Spelling(name, name, name, name)]
    assert record.judgements()[0].reason == name


@pytest.mark.parametrize("name", ["half \udc80", "nul \0"])
def test_what_cannot_be_kept_is_refused(record: Record, name: str) -> None:
    """A text that a database would mangle is bad data, said before anything is written."""
    with pytest.raises(DataError):
        record.put_engagement(engagement(title=name), AT)
    with pytest.raises(DataError):
        record.put_people([Person("S1", "Ann", "", ""), Person("S2", name, "", "")], AT)
    with pytest.raises(DataError):
        record.add_spellings([Spelling("p", name, "", "")], AT)
    with pytest.raises(DataError):
        record.add_judgement(replace(judgement(), reason=name))
    assert (record.engagements(), record.people(), record.judgements()) == ([], {}, [])


def test_a_backslash_before_u0000_is_text(record: Record) -> None:
    r"""The six characters \u0000 are not a NUL."""
    assert record.put_engagement(engagement(title=r"\u0000 and \\u0000"), AT)
    assert record.engagements()[0].title == r"\u0000 and \\u0000"


def test_people_are_kept_when_they_change(record: Record) -> None:
    """Only new and changed people are counted, and the last row per staff reference stands."""
    ann, bob = Person("S2", "Ann", "Physics", "lead"), Person("S1", "Bob", "Physics", "")
    assert record.put_people([ann, bob], AT) == 2
    assert record.put_people([ann, bob], LATER) == 0
    moved = replace(ann, unit="Geology")
    assert record.put_people([moved, moved, bob], LATER) == 1
    assert list(record.people().items()) == [("S1", bob), ("S2", moved)]


def test_the_last_spelling_of_a_name_stands(record: Record) -> None:
    """A later row on the same exact name takes its place, at the end of the order."""
    seen = [Spelling("p1", "LMI", "", "2026-01-01"), Spelling("p2", "Lhota", "", "2026-01-01")]
    assert record.add_spellings(seen, AT) == 2
    confirmed = Spelling("p2", "LMI", "A. B.", "2026-02-01")
    assert record.add_spellings([confirmed], LATER) == 1
    assert record.spellings() == [seen[1], confirmed]
    assert record.add_spellings([confirmed, Spelling("p2", "lmi", "", "")], LATER) == 1


def test_seeing_a_name_again_says_nothing_new(record: Record) -> None:
    """A sighting neither repeats a sighting nor hides a confirmation of the same partner."""
    assert record.add_spellings([Spelling("p1", "LMI", "", "2026-01-01")], AT) == 1
    assert record.add_spellings([Spelling("p1", "LMI", "", "2026-05-01")], LATER) == 0
    confirmed = Spelling("p1", "LMI", "A. B.", "2026-05-02")
    assert record.add_spellings([confirmed], LATER) == 1
    assert record.add_spellings([Spelling("p1", "LMI", "", "2026-06-01")], LATER) == 0
    assert record.spellings() == [confirmed]


def test_judgements_are_added_and_never_replaced(record: Record) -> None:
    """Every verdict stays, in the order in which they were given, also the same one twice."""
    for verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.DIFFERENT):
        record.add_judgement(judgement(verdict))
    found = record.judgements()
    assert [one.verdict for one in found] == [Verdict.SAME, Verdict.DIFFERENT, Verdict.DIFFERENT]
    assert found[0] == judgement()


def test_times_are_kept_in_utc(record: Record) -> None:
    """A time of another zone is the same moment in UTC; one of no zone is refused."""
    there = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=-5)))
    record.add_judgement(judgement(at=there))
    (found,) = record.judgements()
    assert found.at == there
    assert found.at.isoformat() == "2026-03-02T13:00:00+00:00"
    with pytest.raises(ValueError, match="time zone"):
        record.add_judgement(judgement(at=there.replace(tzinfo=None)))


def test_a_pack_is_kept_once(record: Record) -> None:
    """The first content under a hash stays; a pack that was not kept is an integrity error."""
    record.keep_pack("ab" * 32, "house", b"id = 'house'\r\n\xff")
    record.keep_pack("ab" * 32, "house", b"other")
    assert record.pack("ab" * 32) == b"id = 'house'\r\n\xff"
    with pytest.raises(IntegrityError, match="pack"):
        record.pack("cd" * 32)
    assert record.check() == []


def test_the_latest_assessment_stands(record: Record) -> None:
    """Per engagement the one kept last is the latest, also when it says what an older one said."""
    record.keep_pack("ab" * 32, "house", b"")
    one, two = kept("E-1", b"one", b"case\0one"), kept("E-1", b"two")
    other = kept("E-0", b"one", day=Day(date(2026, 3, 9), LATER))
    assert record.keep_assessments([one, other]) == 2
    assert record.keep_assessments([one]) == 0
    assert record.keep_assessments([two]) == 1
    assert record.latest_assessments() == {"E-0": other, "E-1": two}
    assert record.keep_assessments([one, one]) == 1
    assert list(record.latest_assessments().items()) == [("E-0", other), ("E-1", one)]
    assert record.check() == []


def test_assessments_are_kept_all_or_none(record: Record) -> None:
    """One that does not fit its digest stops the whole transaction."""
    wrong = replace(kept("E-2"), digest="00" * 32)
    with pytest.raises(IntegrityError, match="digest"):
        record.keep_assessments([kept("E-1"), wrong])
    assert record.latest_assessments() == {}


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, texts as they may be kept."""
    inner = get_args(kind)
    if kind is str:
        return TEXT
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return st.builds(kind, **{name: anything(hint) for name, hint in hints.items()})
    if get_origin(kind) is tuple and inner[-1] is Ellipsis:
        return st.lists(anything(inner[0]), max_size=2).map(tuple)
    if get_origin(kind) is tuple:
        return st.tuples(*map(anything, inner))
    return st.one_of(*map(anything, inner)) if inner else st.from_type(kind)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlRecord]:
    """One record for all examples."""
    sql = open_record(tmp_path_factory.mktemp("record") / "record.sqlite")
    yield sql
    sql.close()


@given(one=anything(Engagement))
def test_any_engagement_comes_back(shared: SqlRecord, one: Engagement) -> None:
    """Whatever an engagement holds, the record gives the same one back."""
    shared.put_engagement(one, AT)
    assert one in shared.engagements()
    assert not shared.put_engagement(one, AT)
