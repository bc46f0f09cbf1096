"""Area files: pairs, stems, words and phrases shared between files, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterfoil.bootstrap.data import DATA
from counterfoil.domain.area import Bundle, Pair, Taxonomy, Unless, Words
from counterfoil.errors import DataError
from counterfoil.reasoning.suggest import suggest
from counterfoil.sources.area_file import read_taxonomies, read_taxonomy

SHIPPED = {
    "ca-stra": 86,
    "eu-critical": 10,
    "house": 8,
    "uk-nsi": 17,
    "us-ccl-groups": 10,
    "us-cet": 18,
}
HEAD = '[taxonomy]\nid = "{}"\ntitle = "Veld"\nedition = 2026-01-01\nsource = "Veld Office"\n'
DRUMS = '[[areas]]\nid = "ice/drums"\ntitle = "Drums"\nphrases = ["frost drum"]\n'


def _files(folder: Path, **content: str) -> list[Path]:
    paths = [folder / f"{name}.toml" for name in content]
    for path, text in zip(paths, content.values(), strict=True):
        path.write_text(HEAD.format(path.stem) + text, "utf-8")
    return paths


@pytest.fixture(scope="module")
def shipped() -> tuple[Taxonomy, ...]:
    """The taxonomies that come with the program."""
    return read_taxonomies(sorted((DATA / "areas").glob("*.toml")))


def test_what_an_area_may_hold(tmp_path: Path) -> None:
    """Phrases, pairs of one or several, words and what takes back are read."""
    text = (
        '[[areas]]\nid = "a"\ntitle = "A"\nphrases = ["ice*"]\nwords = ["floe", "keel", "ridge"]\n'
        'pairs = [["drone", ["swarm", "flock"]]]\nunless = ["bees"]\n'
    )
    (path,) = _files(tmp_path, veld='unless = ["chess"]\n' + text)
    assert read_taxonomy(path).areas[0].phrases == (
        "ice*",
        Pair(("drone",), ("swarm", "flock")),
        Words(("floe", "keel", "ridge")),
        Unless(("bees",)),
        Unless(("chess",), anywhere=True),
    )


def test_shared_phrases(tmp_path: Path) -> None:
    """A group brings the areas below it, and what takes back there keeps to its own phrases."""
    more = '[[areas]]\nid = "ice"\ntitle = "Ice"\n' + DRUMS + 'unless = ["museum"]\n'
    mine = '[[areas]]\nid = "cold"\ntitle = "Cold"\nphrases = ["sled"]\nshares = ["veld/ice"]\n'
    mill, veld = read_taxonomies(_files(tmp_path, mill=mine, veld=more))
    assert mill.areas[0].phrases == ("sled", Bundle(("frost drum", Unless(("museum",)))))
    phrases = {area.area_id: area.phrases for area in (*mill.areas, *veld.areas)}
    found = [one.area for one in suggest("a frost drum", phrases)]
    assert found == ["mill/cold", "veld/ice/drums"]
    assert [one.area for one in suggest("a frost drum, a sled, a museum", phrases)] == ["mill/cold"]


def test_words_of_other_taxonomies(tmp_path: Path) -> None:
    """What takes back anywhere is shared between the heads of files."""
    paths = _files(
        tmp_path, mill='shares = ["veld"]\n' + DRUMS, veld='unless = ["chess"]\n' + DRUMS
    )
    mill, _ = read_taxonomies(paths)
    assert mill.areas[0].phrases[-1] == Unless(("chess",), anywhere=True)


def test_the_hash_covers_what_is_shared(tmp_path: Path) -> None:
    """A phrase that changes in one file changes the hash of the file that shares it."""
    mine = '[[areas]]\nid = "cold"\ntitle = "Cold"\nshares = ["veld/ice/drums"]\n'
    before, _ = read_taxonomies(_files(tmp_path, mill=mine, veld=DRUMS))
    again, _ = read_taxonomies(_files(tmp_path, mill=mine, veld=DRUMS))
    after, _ = read_taxonomies(_files(tmp_path, mill=mine, veld=DRUMS.replace('drum"', 'bell"')))
    assert before.content_hash == again.content_hash != after.content_hash


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (DRUMS + 'shares = ["veld/ice/drums"]\n', "circle: veld/ice/drums > veld/ice/drums"),
        (DRUMS + 'shares = ["veld/b"]\n[[areas]]\nid="b"\ntitle="B"\nshares=["veld/ice/drums"]\n',
         "circle: veld/ice/drums > veld/b > veld/ice/drums"),
        (DRUMS + 'shares = ["veld/snow"]\n', "shares veld/snow, and there is no such area"),
        (DRUMS + 'shares = ["veld"]\n', "shares veld, and there is no such area"),
        (DRUMS + 'shares = ["mill/ice"]\n', "shares mill/ice, and there is no such area"),
        ('shares = ["mill"]\n' + DRUMS, "shares mill, and there is no such taxonomy"),
        (DRUMS + DRUMS, "the area ice/drums stands twice"),
        (DRUMS.replace("frost drum", "ic*"), "at least 3 letters stand before"),
        (DRUMS.replace("frost drum", "--"), "has no word"),
        (DRUMS + 'pairs = [["a"]]\n', "not an area file"),
        ("".join(f'[[areas]]\nid="a{n}"\ntitle="A"\nshares=["veld/a{n + 1}"]\n' for n in range(80))
         + '[[areas]]\nid="a80"\ntitle="A"\n', "shares through too many"),
    ],
)  # fmt: skip
def test_what_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """Unknown areas, circles, stems of everything and phrases without a word are refused."""
    with pytest.raises(DataError, match=message) as fault:
        read_taxonomies(_files(tmp_path, veld=text))
    assert fault.value.do


def test_what_is_shipped(shipped: tuple[Taxonomy, ...]) -> None:
    """The shipped taxonomies have their areas, each with a title; all but groups have phrases."""
    assert {one.taxonomy_id: len(one.areas) for one in shipped} == SHIPPED
    for taxonomy in shipped:
        ids = [area.area_id for area in taxonomy.areas]
        groups = {one for one in ids if any(other.startswith(one + "/") for other in ids)}
        assert all(area.phrases or area.area_id in groups for area in taxonomy.areas)
        assert all(area.title for area in taxonomy.areas)


def test_everyday_words_suggest_nothing(shipped: tuple[Taxonomy, ...]) -> None:
    """Words of any summary suggest no area by themselves."""
    phrases = {a.area_id: a.phrases for t in shipped for a in t.areas if a.phrases}
    text = "model, data, system, network, energy, water, light, field, sensor, cell, camera, robot"
    for word in text.split(", "):
        assert suggest(f"The {word} is new.", phrases) == (), word
