"""Outside bodies in cells: what looks like one, and several in one cell taken apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from counterfoil.matching import tables
from counterfoil.sources.sheets.labels import read_label
from counterfoil.sources.sheets.words import country_of, is_ditto, is_placeholder

# Words for kinds of organisation, as beginnings, in languages that departments write.
_KIND = re.compile(
    r"\b(?:univers|institu|instytut|intezet|hochschul|akadem|academ|acad|colleg|kolleg|school|schul|ecole|escuel|scuola|skola|skole|szkol|politech|polytech|politecn|politekn|laborat|labor|centr|zentr|centr|senter|center|"
    r"keskus|kozpont|fondat|foundat|fundac|fondaz|stiftung|stiftels|museum|musee|museo|muzeum|observat|council|agenc|agent|ministr|ministe|bureau|klinik|clinic|clinique|clinica|hospital|hopital|ospedal|szpital|sykehus|sjukhus|spital|krankenhaus|"
    r"verein|verband|associat|asociac|assoc|societ|socied|gesellschaft|selskap|company|compan|corporat|corp|industri|werke|werk|works|zaklad|zavod|fabrik|manufact|group|gruppe|grupo|groupe|holding|technolog|tehnolog|systems|system|"
    r"solution|service|department|departm|fakult|facult|facol|wydzial|konsort|consort|werft|shipyard|stocznia|verlag|engineer|ingenieur|ingenier|pharma|biotech|kombinat|instit|opisto|yliopisto|korkeakoulu|hogskol|hogskul|hoyskol|"
    r"hogesch|hogeschol|universit|rijks|forsk|forschung|research|recherche|ricerca|investigac|badawcz|network|netzwerk|reseau|messnetz|survey|station|arsenal|bank|authority|administration|office|office|trust|union|cooperativ|genossenschaft|"
    r"kovarn|strojirn|optik|mechanik|elektronik|electronic|instrument|dynamics|aerospace|avionics|robotics|sensor|materials|chemical|chemie|chimie|quimic|energy|energi|energie|mining|marine|maritime|lycee|gymnasium|institutt|oceano|laborator|"
    r"fabbrica|officin|cantier|azienda|impresa|empresa|compagni|comercial|trading|handel|import|export|logisti|freight|sped|design|studio|consult|partners|ventures|analytics|software|digital|data)"
)
_OTHER_SCRIPTS = re.compile(
    "大学|大學|学院|學院|研究|公司|集团|集團|中心|株式会社|機構|学校|工場|工厂|实验室|大學校|대학|연구|주식회사|공사|센터|학교|институт|университет|академи|завод|центр|общество|предприяти|лаборатор|компани|інститут|університет|ооо|оао|зао|"
    "معهد|جامعة|شركة|مركز|مؤسسة|كلية|دانشگاه|پژوهش|شرکت|موسسه|אוניברסיט|מכון|חברה|מרכז|πανεπιστ|ινστιτούτ|κέντρο|εταιρ|विश्वविद्यालय|संस्थान|มหาวิทยาลัย|สถาบัน|უნივერსიტეტ|ინსტიტუტ|համալսարան|ինստիտուտ",
    re.IGNORECASE,
)
# A university and a department of it, in either order, are one body and not two.
_WHOLE = re.compile(
    r"\b(?:univers|hochschul|polit|polytech|academ|akadem|colleg|hogesch|hogskol|hoyskol|yliopisto)"
)
_PART = re.compile(
    r"\b(?:departm|dept|institu|facult|fakult|facol|school|schul|ecole|labor|centre|center|zentrum"
    r"|centro|chair|lehrstuhl|wydzial|katedr|zaklad|division|group|section|abteilung|klinik|clinic)"
)
_HARD = re.compile(r"\s*(?:;|\n|\||#|；|、|•|·|\s[/+]\s|//)\s*")
_AND = re.compile(r"\s+(?:and|und|et|y|e|en|og|och|i|a|sowie|oraz|with|avec|mit|plus)\s+")
_COMMA = re.compile(r"\s*,\s*")
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}[.)]\s+|[a-h]\)\s+|[-–•*·]\s+)")
_MARK = re.compile(r"\s*(?:[*†‡¹²³⁴⁵]|\^\d)$")


@lru_cache(maxsize=50_000)
def is_body(text: str) -> bool:
    """Tell whether a text holds a word for a kind of organisation."""
    return bool(_KIND.search(_plain(text)) or _OTHER_SCRIPTS.search(text))


@lru_cache(maxsize=50_000)
def looks_like_body(text: str) -> bool:
    """Tell whether a text holds such a word, or a legal form."""
    return is_body(text) or _has_legal_form(text)


def split_bodies(text: str) -> tuple[list[str], list[str]]:
    """Return the names in a cell one by one, and what was left out of it (placeholders).

    Semicolons, line breaks, pipes and numbering part always; a comma or an "and" only where both
    sides can stand as an organisation of their own, for legal names hold both.
    """
    names: dict[str, None] = {}  # in order, each once; a list would be slow for thousands
    dropped: list[str] = []
    for piece in _HARD.split(text):
        for part in _at_commas(_NUMBERING.sub("", piece.strip())):
            for name in _at_and(part):
                cleaned = clean_name(name)
                if not cleaned:
                    continue
                if is_placeholder(cleaned) or is_ditto(cleaned):
                    dropped.append(cleaned)
                else:
                    names[cleaned] = None
    return list(names), dropped


def clean_name(text: str) -> str:
    """Return a name without footnote marks, numbering and stray punctuation at its ends."""
    text, before = " ".join(text.split()), ""
    while text != before:  # what one step takes off may bare something for another
        before = text
        while found := _MARK.search(text, max(0, len(text) - 3)):
            text = text[: found.start()]
        text = _NUMBERING.sub("", text).strip(" ,;:/|\t")
    return text


def _at_commas(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _COMMA.split(text):
        # A legal form, a place or a country behind a comma belongs to the name before it.
        if pieces and (is_legal_form(piece) or not piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    found = pieces[:1]
    for piece in pieces[1:]:
        if _stands_alone(piece) and looks_like_body(found[-1]) and not _is_part(found[-1], piece):
            found.append(piece)
        else:
            found[-1] += f", {piece}"
    return found


def _is_part(one: str, other: str) -> bool:
    """Tell whether one is a university or the like and the other a department of it."""
    if _has_legal_form(one) or _has_legal_form(other):
        return False
    whole = [bool(_WHOLE.search(_plain(text))) for text in (one, other)]
    part = [bool(_PART.search(_plain(text))) for text in (one, other)]
    return (whole[0] and part[1] and not whole[1]) or (whole[1] and part[0] and not whole[0])


def _at_and(text: str) -> list[str]:
    found, left_over = [], [text]
    while left_over:  # not by calling itself: a cell may name hundreds
        piece = left_over.pop()
        for link in _AND.finditer(piece):
            left, right = piece[: link.start()], piece[link.end() :]
            if right[:1].isupper() and _is_whole(left) and _is_whole(right):
                left_over += [right, left]
                break
        else:
            found.append(piece)
    return found


def _stands_alone(piece: str) -> bool:
    """Tell whether what follows a comma is a body, not a legal form, a place or a department."""
    words = piece.split()
    if len(words) < 2 and not _has_legal_form(piece) and not _OTHER_SCRIPTS.search(piece):
        return bool(_KIND.search(_plain(piece))) and len(piece) > 12
    if country_of(piece):
        return False
    if _has_legal_form(piece):
        return True
    lead = _plain(words[0])
    if lead in {
        "department",
        "dept",
        "faculty",
        "school",
        "institut",
        "fakultat",
        "dep",
        "chair",
        "division",
        "fachbereich",
        "abteilung",
        "wydzial",
        "laboratoire",
    } and not _has_legal_form(piece):
        return lead == "institut" and len(words) > 2
    return looks_like_body(piece)


def _is_whole(text: str) -> bool:
    """Tell whether one side of an "and" is a whole name: a kind of organisation and more words."""
    words = text.split()
    if len(words) < 2:
        return False
    if _has_legal_form(text):
        bare = [word for word in words if not is_legal_form(word) and len(word) > 2]
        return len(bare) >= 2 or (is_body(" ".join(bare)) and len(bare) > 0)
    return is_body(text) and _plain(words[-1]) not in {
        "of",
        "for",
        "fur",
        "de",
        "pour",
        "per",
        "voor",
        "science",
        "institute",
    }


@lru_cache(maxsize=20_000)
def is_legal_form(text: str) -> bool:
    """Tell whether a text is nothing but a legal form: `GmbH`, `S.A.`, `Sp. z o.o.`, `Inc.`."""
    plain = _plain(text).replace(".", "")
    return (
        plain in tables.legal_forms()
        or plain.replace(" ", "") in _joined_forms()
        or plain.rstrip(" &co") in _joined_forms()
    )


@lru_cache(maxsize=1)
def _joined_forms() -> frozenset[str]:
    return frozenset(form.replace(" ", "") for form in tables.legal_forms()) | {
        "gmbh", "kg", "ag", "ev", "kdor", "ohg", "gbr", "ug", "as", "asa", "ab", "oy", "oyj", "bv", "nv", "sa", "sarl", "sas", "sasu", "spa", "srl", "sl", "slu", "spzoo", "spj",
        "sro", "zrt", "kft", "inc", "llc", "ltd", "plc", "lp", "llp", "corp", "co", "coltd", "coinc", "pty", "ptyltd", "pte", "pteltd", "pvtltd", "kk", "doo", "dd", "eood", "ood", "ooo", "ao", "zao", "pao", "gmbhcokg", "gmbh&cokg", "aps", "is", "ks", "ans", "kb", "hb", "vof", "cv", "eg", "ggmbh", "se", "scop", "gie", "epic",
    }  # fmt: skip


@lru_cache(maxsize=50_000)
def _has_legal_form(text: str) -> bool:
    words = text.replace(",", " ").split()
    if len(words) < 2:
        return False
    tails = (" ".join(words[-size:]) for size in (1, 2, 3, 4) if size < len(words))
    return any(
        (is_legal_form(tail) and tail[:1].isupper())
        or _plain(tail).replace(".", "")
        in {"ev", "e v", "as", "a s", "sp z oo", "sro", "s r o", "doo", "sp j"}
        for tail in tails
    )


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in text if not unicodedata.combining(c)).translate(
        {0x142: "l", 0xF8: "o"}
    )


@lru_cache(maxsize=20_000)
def name_key(text: str) -> str:
    """Return a name for comparing two cells of one sheet."""
    return read_label(text).plain or " ".join(text.split()).casefold()
