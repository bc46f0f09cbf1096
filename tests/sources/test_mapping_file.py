import pytest

from counterfoil.errors import DataError
from counterfoil.sources.mapping_file import parse_mapping, shipped_mappings
from tests.sources.samples import MAPPING


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "Veld list"', "", ["dataset.title is missing", 'title = "..."']),
        ('title = "Veld list"', 'titel = "x"', ["dataset.titel is not a key", "Did you mean"]),
        ('type = "json"', 'type = "xml"', ["file.type", "'json', 'jsonl', 'csv'"]),
        ('match = { list = "veld" }', "", ["say what the file is known by", "columns ="]),
        ('prop = "country"', 'prop = "nationality"', ["columns[3].prop", "no origin of persons"]),
        ("(\\d{4}-\\d\\d-\\d\\d)", "(\\d", ["not a regular expression"]),
        ('id = "veld-list"', 'id = "Veld List"', ["dataset.id", "of the form"]),
        ('id = "veld-list"', "id = veld", ["not TOML", "quotation marks"]),
        ('prop = "name"', 'prop = "alias"', ['one of the [[columns]] needs prop = "name"']),
        (', equals = "person"', "", ["either contains"]),
    ],
)
def test_messages_say_where_and_what_to_write(old: str, new: str, words: list[str]) -> None:
    """A mistake in a mapping is named by file and key, with what to write instead."""
    assert old in MAPPING
    with pytest.raises(DataError) as caught:
        parse_mapping(MAPPING.replace(old, new), "veld.toml")
    for word in ["veld.toml", *words]:
        assert word in caught.value.text()


def test_shipped_mappings_are_valid_and_distinct() -> None:
    """Each dataset has one mapping per layout; the Denied Persons List comes in two."""
    layouts = [(mapping.dataset.id, mapping.file.type) for _, mapping in shipped_mappings()]
    assert sorted(set(layouts)) == sorted(layouts)
    assert len(layouts) == 15
    assert len({dataset for dataset, _ in layouts}) == 14
