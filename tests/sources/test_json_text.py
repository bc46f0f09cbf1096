import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import DataError
from counterfoil.sources import files
from counterfoil.sources.files import Part
from counterfoil.sources.json_text import JsonText
from tests.sources.samples import put


def _text(folder: Path, content: str) -> JsonText:
    return JsonText(Part(put(folder, "a.json", content)), lambda row, key: None)


def test_elements_of_an_array_one_by_one(tmp_path: Path) -> None:
    """An array gives its elements with their numbers, whatever stands between them."""
    found = list(_text(tmp_path, ' [ {"a": 1} ,\n 2.5, "x]" , [] ] \n').elements())
    assert found == [(1, {"a": 1}), (2, 2.5), (3, "x]"), (4, [])]
    assert list(_text(tmp_path, "[]").elements()) == []


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda v: st.lists(v, max_size=4)
)


@given(st.lists(values), st.integers(1, 9))
def test_an_array_read_in_pieces_is_the_array(
    tmp_path_factory: pytest.TempPathFactory, array: list[object], size: int
) -> None:
    """Where the chunks are cut makes no difference to what is read."""
    path = put(tmp_path_factory.mktemp("json"), "a.json", json.dumps(array))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_CHUNK", size)
        text = JsonText(Part(path), lambda row, key: None)
        assert [value for _, value in text.elements()] == array


@pytest.mark.parametrize(
    "cut", ["[", "[1", "[1,", '[{"a": 1}', '[{"a": "b', "[1] 2", "[1 2]", "{}"]
)
def test_an_array_that_is_cut_off_is_refused(tmp_path: Path, cut: str) -> None:
    """No array ends without its bracket, and nothing follows it."""
    with pytest.raises(DataError):
        list(_text(tmp_path, cut).elements())


def test_lines_and_their_numbers(tmp_path: Path) -> None:
    """Blank lines count but give nothing; a broken line is named."""
    text = _text(tmp_path, '1\n\n{"a": 2}\n')
    assert list(text.lines()) == [(1, 1), (3, {"a": 2})]
    with pytest.raises(DataError, match="line 2: not valid JSON"):
        list(_text(tmp_path, '1\n{"a": \n').lines())


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"a": NaN}', "not a JSON number"),
        ('{"a": ' + "9" * 5000 + "}", "not valid JSON"),
        ('{"a": 1} x', "follows the end"),
        ('{"a": "\x00"}', "not valid JSON"),
    ],
)
def test_nonsense_is_refused_in_words(tmp_path: Path, content: str, word: str) -> None:
    """Depth, odd numbers, control characters and trailing text end in a DataError."""
    with pytest.raises(DataError, match=word):
        _text(tmp_path, "").decode(content)


def test_repeated_keys_are_noticed(tmp_path: Path) -> None:
    """A key that stands twice is told with its row; the last value counts."""
    seen: list[tuple[int, str]] = []
    part = Part(put(tmp_path, "a.jsonl", '{"a": 1}\n{"a": 1, "b": {"c": 1, "c": 2}}\n'))
    found = list(JsonText(part, lambda row, key: seen.append((row, key))).lines())
    assert seen == [(2, "c")]
    assert found[1] == (2, {"a": 1, "b": {"c": 2}})
