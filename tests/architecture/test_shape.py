"""The shape of the repository, and that each check on it can fail."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import shape

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "counterfoil"
LOCKS = sorted([*ROOT.glob("*.lock"), *ROOT.glob("*lock.json")])

# Path under src/counterfoil -> the date until which it may stay longer than 300 lines, and why.
LONG_FILES_ALLOWED: dict[str, str] = {}

Plant = Callable[[str, str], Path]


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """Writes a file into an empty tree and returns the root of the tree."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_there_is_code_to_check() -> None:
    """The checks below look at a package that is there, not at an empty folder."""
    assert shape.python_files(SRC)
    assert {lock.name for lock in LOCKS} >= {"requirements.lock", "requirements-dev.lock"}


def test_files_are_short() -> None:
    """No file of the package has more than 300 lines, and the allow-list holds no dead entries."""
    assert shape.long_files(SRC, LONG_FILES_ALLOWED) == []


def test_names_say_something() -> None:
    """No file or folder of the package is a drawer for everything."""
    assert shape.vague_names(SRC) == []


def test_makefile_is_small_and_commented() -> None:
    """The Makefile has at most ten targets, each with a comment that `make help` prints."""
    assert shape.makefile_offences((ROOT / "Makefile").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_hold_hashes_and_no_addresses(lock: Path) -> None:
    """Each pin of a lock has a hash, and no line says where a package comes from."""
    text = lock.read_text(encoding="utf-8")
    assert shape.lock_pins(text)
    assert shape.lock_offences(text) == []


def test_dev_lock_contains_the_core_lock() -> None:
    """What is tested is what is installed: the locks agree on every version."""
    core, dev = (
        shape.lock_pins((ROOT / name).read_text(encoding="utf-8"))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert core - dev == set()


def test_every_test_says_what_it_proves() -> None:
    """Each test function has a docstring."""
    assert shape.tests_without_docstring(ROOT / "tests") == []


def test_no_field_for_what_a_person_is() -> None:
    """No field, column or key could hold a person's nationality, ethnicity, religion or birthplace."""
    assert shape.person_attribute_fields(SRC) == []


# --- each check can fail ----------------------------------------------------------------------


def test_a_long_file_is_found(plant: Plant) -> None:
    """A file of 301 lines is named, one of 300 is not, and a dead entry of the allow-list is."""
    plant("short.py", "x = 1\n" * 300)
    root = plant("room/long.py", "x = 1\n" * 301)
    assert shape.long_files(root, {}) == ["room/long.py: 301 lines"]
    assert shape.long_files(root, {"room/long.py": "until 2027-01-01, being split"}) == []
    assert len(shape.long_files(root, {"room/long.py": "", "short.py": ""})) == 1


@pytest.mark.parametrize("name", ["utils.py", "room/name_helpers.py", "common/x.py", "_base.py"])
def test_a_vague_name_is_found(plant: Plant, name: str) -> None:
    """A drawer is found as a file, as a folder and as an ending."""
    assert shape.vague_names(plant(name, "")) != []


def test_a_telling_name_is_left_alone(plant: Plant) -> None:
    """A name that merely contains such a word is no drawer."""
    assert shape.vague_names(plant("engines/database.py", "")) == []


def test_a_bad_makefile_is_found() -> None:
    """An eleventh target, a target without a comment and one missing from .PHONY are found."""
    names = [f"verb{letter}" for letter in "abcdefghijk"]
    good = "X := 1\n" + "".join(f"{name}: ## does it\n\ttrue\n" for name in names[:10])
    phony = ".PHONY: " + " ".join(names) + "\n"
    assert shape.makefile_offences(phony + good) == []
    assert shape.makefile_offences(phony + good + "verbk: ## more\n") == ["11 targets, at most 10"]
    assert shape.makefile_offences(phony + "verba:\n") == ["verba: no comment"]
    assert shape.makefile_offences("verba: ## does it\n") == ["verba: not in .PHONY"]


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--find-links wheels",
        "thing @ file:///srv/thing.whl",
        "    # from https://packages.example/simple",
        "thing==1.0",
    ],
)
def test_a_bad_lock_is_found(line: str) -> None:
    """An address in a lock is found, in a comment too, and so is a pin without a hash."""
    good = "other==2.0 \\\n    --hash=sha256:00\n    # via thing\n"
    assert shape.lock_offences(good) == []
    assert shape.lock_offences(good + line + "\n") != []


def test_a_silent_test_is_found(plant: Plant) -> None:
    """A test function without a docstring is named with its line."""
    root = plant("test_x.py", "def test_a():\n    '''A fact.'''\n\ndef test_b():\n    pass\n")
    assert shape.tests_without_docstring(root) == ["test_x.py:4 test_b"]


@pytest.mark.parametrize(
    "code",
    [
        "class Person(BaseModel):\n    nationality: str\n",
        "class Person:\n    place_of_birth: str = ''\n",
        "people = Table('person', m, Column('person_citizenship', String))\n",
        "Person = TypedDict('Person', {'religion': str})\n",
        "def find(ethnicity): ...\n",
        "row['birthPlace'] = 1\n",
        "make(nationalities=[])\n",
    ],
)
def test_a_forbidden_field_is_found(plant: Plant, code: str) -> None:
    """A forbidden attribute is found as field, column, key, argument and keyword."""
    assert shape.person_attribute_fields(plant("domain/person.py", code)) != []


def test_importers_may_name_what_they_drop(plant: Plant) -> None:
    """In sources the columns to drop may be named as data, but no class may keep them."""
    root = plant("sources/sdn.py", "DROPPED = {'nationality', 'place_of_birth'}\n")
    assert shape.person_attribute_fields(root) == []
    root = plant("sources/row.py", "class Row:\n    nationality: str\n")
    assert shape.person_attribute_fields(root) == ["sources/row.py:2 nationality"]


def test_prose_is_left_alone(plant: Plant) -> None:
    """A message that says what the program refuses is not a field."""
    root = plant("errors.py", "TEXT = 'no field for nationality'\n")
    assert shape.person_attribute_fields(root) == []
