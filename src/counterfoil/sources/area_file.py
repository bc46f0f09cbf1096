"""Read technology-area taxonomies from TOML; areas may share the phrases of other files' areas."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from counterfoil.domain.area import Area, Bundle, Pair, Phrase, Single, Taxonomy, Unless, Words
from counterfoil.domain.canonical import canonical_hash
from counterfoil.errors import DataError
from counterfoil.reasoning.phrase_trie import STEM, is_empty, least_stem

DEEPEST = 50  # how many areas may share through one another
SHORTEST_STEM = 3  # letters before a `*`: fewer begin words of every kind


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _checked(phrase: str) -> str:
    stem = least_stem(phrase)
    if is_empty([phrase]):
        raise ValueError(f"the phrase {phrase!r} has no word")
    if stem is not None and stem < SHORTEST_STEM:
        raise ValueError(f"{phrase!r}: at least {SHORTEST_STEM} letters stand before {STEM}")
    return phrase


_Phrase = Annotated[str, AfterValidator(_checked)]
_Half = _Phrase | tuple[_Phrase, ...]


class AreaModel(_Strict):
    """One of `[[areas]]`.

    A half of a pair may be a list of phrases: any of them will do. Of
    `words`, none of which suggests the area alone, several must stand close together. `shares` names areas, of this file or
    another, whose phrases hold here too, with those of the areas below them.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9/-]*$")
    title: str
    phrases: tuple[_Phrase, ...] = ()
    pairs: tuple[tuple[_Half, _Half], ...] = ()
    words: tuple[_Phrase, ...] = ()
    unless: tuple[_Phrase, ...] = ()
    shares: tuple[str, ...] = ()

    def own(self) -> Iterator[Single]:
        """Yield the phrases that stand in the entry itself."""
        yield from self.phrases
        for one, other in self.pairs:
            yield Pair(_listed(one), _listed(other))
        if self.words:
            yield Words(self.words)
        if self.unless:
            yield Unless(self.unless)


class HeadModel(_Strict):
    """The `[taxonomy]` table.

    `unless` holds for all areas, wherever in the text the words stand; `shares` names taxonomies
    whose `unless` holds here too.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str
    edition: date
    source: str
    unless: tuple[_Phrase, ...] = ()
    shares: tuple[str, ...] = ()


class TaxonomyModel(_Strict):
    """A whole taxonomy file."""

    taxonomy: HeadModel
    areas: tuple[AreaModel, ...]


def read_taxonomy(path: Path, beside: Iterable[Path] = ()) -> Taxonomy:
    """Read one taxonomy, which may share with the files beside it; raise DataError."""
    return read_taxonomies([path, *beside])[0]


def read_taxonomies(paths: Sequence[Path]) -> tuple[Taxonomy, ...]:
    """Read taxonomies that may share phrases; area ids are prefixed with the taxonomy's own.

    Of two files with one taxonomy id the first is the one that is shared.

    Raises:
        DataError: a file is no area file; an area or a taxonomy that is shared does not exist;
            areas share in a circle.

    """
    files = [_File(path.name, _parsed(path)) for path in paths]
    shelf = _Shelf(files)
    return tuple(shelf.taxonomy(file) for file in files)


def _parsed(path: Path) -> TaxonomyModel:
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        return TaxonomyModel.model_validate(raw)
    except (OSError, ValueError, RecursionError) as fault:
        raise DataError(
            f"not an area file: {fault}",
            where=path.name,
            do="Mend the file; the areas that come with the program show how it is written.",
        ) from fault


def _listed(half: _Half) -> tuple[str, ...]:
    return (half,) if isinstance(half, str) else half


class _File:
    """A parsed file, its name for messages, and its areas by their full id."""

    def __init__(self, name: str, model: TaxonomyModel) -> None:
        self.name = name
        self.head = model.taxonomy
        self.areas = {f"{self.head.id}/{area.id}": area for area in model.areas}
        if len(self.areas) < len(model.areas):
            ids = [area.id for area in model.areas]
            twice = next(one for one in ids if ids.count(one) > 1)
            raise DataError(f"the area {twice} stands twice", where=name, do="Give it one entry.")


class _Shelf:
    """Files by their taxonomy's id; phrases are looked up through what areas share."""

    def __init__(self, files: Sequence[_File]) -> None:
        self._files = {file.head.id: file for file in reversed(files)}
        self._done: dict[tuple[_File, str], tuple[Phrase, ...]] = {}

    def taxonomy(self, file: _File) -> Taxonomy:
        head, everywhere = file.head, self._everywhere(file)
        areas = []
        for area_id, area in file.areas.items():
            phrases = self._phrases(file, area_id, ())
            areas.append(Area(area_id, area.title, (*phrases, *everywhere) if phrases else ()))
        content = canonical_hash([[a.area_id, list(a.phrases)] for a in areas])
        return Taxonomy(head.id, head.title, head.edition, head.source, tuple(areas), content)

    def _everywhere(self, file: _File) -> tuple[Unless, ...]:
        missing = [name for name in file.head.shares if name not in self._files]
        if missing:
            what = f"[taxonomy] shares {missing[0]}, and there is no such taxonomy"
            raise DataError(what, where=file.name, do=f"There are: {self._known()}.")
        heads = [file.head, *(self._files[name].head for name in file.head.shares)]
        words = tuple(dict.fromkeys(word for head in heads for word in head.unless))
        return (Unless(words, anywhere=True),) if words else ()

    def _phrases(self, file: _File, area_id: str, through: tuple[str, ...]) -> tuple[Phrase, ...]:
        key = (file, area_id)
        if area_id in through:
            circle = " > ".join((*through[through.index(area_id) :], area_id))
            do = "Take one of these shares out; a group holds the areas below it."
            raise DataError(f"areas share in a circle: {circle}", where=file.name, do=do)
        if len(through) > DEEPEST:
            do = "Let areas share with the one that holds the phrases."
            raise DataError(f"{through[0]} shares through too many", where=file.name, do=do)
        if key not in self._done:
            found: dict[Phrase, None] = dict.fromkeys(file.areas[area_id].own())
            for shared in file.areas[area_id].shares:
                source, ids = self._shared(file, area_id, shared)
                for one in ids:
                    theirs = self._phrases(source, one, (*through, area_id))
                    own = tuple(phrase for phrase in theirs if not isinstance(phrase, Bundle))
                    found |= dict.fromkeys([Bundle(own)] if own else [])
                    found |= dict.fromkeys(p for p in theirs if isinstance(p, Bundle))
            self._done[key] = tuple(found)
        return self._done[key]

    def _shared(self, file: _File, area_id: str, shared: str) -> tuple[_File, list[str]]:
        # The area itself and those below it.
        source = self._files.get(shared.partition("/")[0])
        below = shared + "/"
        ids = [one for one in source.areas if (one + "/").startswith(below)] if source else []
        if source is None or shared not in source.areas:
            known = f"the areas of {source.name}" if source else f"taxonomies: {self._known()}"
            do = f"Write taxonomy/area as it stands in its file; see {known}."
            raise DataError(
                f"{area_id} shares {shared}, and there is no such area", where=file.name, do=do
            )
        return source, ids

    def _known(self) -> str:
        return ", ".join(sorted(self._files))
