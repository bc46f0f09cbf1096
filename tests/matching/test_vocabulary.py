"""Names taken apart by the kernel, against the careful way."""

from unicodedata import normalize

from hypothesis import example, given, settings
from hypothesis import strategies as st

from counterfoil.matching.clean import without_marks
from counterfoil.matching.legal import is_certain, legal_hash
from counterfoil.matching.quick import is_plain
from counterfoil.matching.split import split
from counterfoil.matching.vocabulary import Vocabulary
from counterfoil.matching.word_facts import UNSEEN, word_facts

PARTS = (
    "Veld", "VELD'S", "Kestrel", "o'Marsh", "A.", "B.C.", "S.A.", "s. a.", "Co.", "Co., Ltd.", "LIMITED",
    "Limitd", "Joint", "Stock", "stokc", "company", "Obshchestvo", "GmbH", "& Sons", "f/k/a", "Nr.7", "12.5",
    "Ltd.Co", "x.y", "Ünal", "Lïmitd", "LIMITE\u0301D", "stóck", "\u0130nci", "\u0131şık", "S.Á.", "ß", "Вельд", "维尔德", "?", "_", "\u200f", "public", "Aktsionernoe", "shipping", "(Pty)",
)  # fmt: skip
NAMES = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(PARTS), max_size=8).map(" ".join),
    st.lists(st.sampled_from(PARTS), max_size=6).map("".join),
    st.text("abcxyz. '-,/", max_size=30),
)


def _read(vocabulary: Vocabulary, names: list[str]) -> list[tuple[list[str], int]]:
    rows = vocabulary.read(names)
    bounds = rows.starts.tolist()
    return [
        ([vocabulary.text(w) for w in rows.words[a:b].tolist()], int(legal))
        for a, b, legal in zip(bounds, bounds[1:], rows.legal, strict=False)
    ]


@settings(max_examples=400)
@given(st.lists(NAMES, max_size=12), st.lists(NAMES, max_size=12))
@example(["A. B. Veld", "A.B Veld", "A. Bo", "A.'B", "J. S. Limited"], ["Joint Stock Veld", "a."])
@example(["x" * 500, "veld " * 60, "", ".", "Ltd"], ["Co Ltd", "a" * 399 + " b"])
def test_the_words_of_a_name_are_those_of_the_careful_way(
    first: list[str], second: list[str]
) -> None:
    """Whatever was read before, a name has the words and the legal forms that `split` finds."""
    vocabulary = Vocabulary()
    for names in (first, second, first):
        wanted = [(list(one.words), legal_hash(one.legal)) for one in map(split, names)]
        assert _read(vocabulary, names) == wanted


@given(st.text("aeinsuAÉèñçüžőạ\u0130 .-'", max_size=30))
def test_accents_of_latin_letters_change_no_word(name: str) -> None:
    """A Latin name has the words that it has without accents, composed or not."""
    bare = split(without_marks(name))
    assert split(name) == bare
    assert split(normalize("NFD", name)) == bare


@settings(max_examples=400)
@given(
    st.lists(st.one_of(st.text("abcdeiklmnorstuyz", min_size=1, max_size=12), NAMES), max_size=8)
)
@example(["limitid unlimited limitation", "instytut nauk", "shchuka chudo", "kievskii"])
def test_a_strange_word_is_one_that_no_table_holds(names: list[str]) -> None:
    """What is read in bulk is plain, no word of a legal form, and of no known count."""
    vocabulary = Vocabulary()
    vocabulary.read(names)
    for at, is_strange in enumerate(vocabulary.is_strange(0).tolist()):
        word = vocabulary.text(at)
        if is_strange:
            assert is_plain(word)
            assert not is_certain(word)
            assert word_facts(word) == (0, 0, 0, UNSEEN)


def test_most_invented_words_are_strange() -> None:
    """The quick way is taken: words of no table, of no ending and of no stem."""
    vocabulary = Vocabulary()
    vocabulary.read(["Quillfeather Ombrelune Tandrimoor", "Wexborough Farthing"])
    assert vocabulary.is_strange(0).sum() >= 3


def test_a_word_is_kept_once_however_many_there_are() -> None:
    """Tables grow, and find every word again under its number."""
    vocabulary = Vocabulary()
    names = [f"veld{at} marsh{at % 7}" for at in range(9_000)]
    once, again = vocabulary.read(names), vocabulary.read(names)
    assert once.words.tolist() == again.words.tolist()
    assert len(vocabulary) == 9_007
