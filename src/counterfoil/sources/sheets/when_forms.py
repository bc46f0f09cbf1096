"""The forms of dates that people write, as patterns; read by `when`."""

from __future__ import annotations

import re

_ORDINAL = r"(?:st|nd|rd|th|\.|er|re|º|°|-?го)?"
ISO = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]+\d{1,2}:\d{2}.*)?$")
NUMERIC = re.compile(
    r"^(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?'?(\d{4}|\d{2})(?:[T ,]+\d{1,2}[:.]\d{2}.*)?$"
)
COMPACT = re.compile(r"^((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])$")
MONTH_YEAR = re.compile(r"^(\d{1,2})\s?[./-]\s?(\d{4})$|^(\d{4})\s?[./-]\s?(\d{1,2})$")
DAY_WORD_YEAR = re.compile(
    rf"^(\d{{1,2}})\s?{_ORDINAL}[\s./-]*(?:de |of |d')?([^\W\d_]+)\.?[\s.,/-]*(?:de |del |of )?'?(\d{{4}}|\d{{2}})$"
)
WORD_DAY_YEAR = re.compile(rf"^([^\W\d_]+)\.?\s+(\d{{1,2}}){_ORDINAL},?\s+(\d{{4}})$")
WORD_YEAR = re.compile(r"^([^\W\d_]+)\.?[\s./-]*(?:de |del |of )?'?(\d{4}|\d{2})$")
DAY_MONTH = re.compile(
    rf"^(\d{{1,2}})\s?[./-]\s?(\d{{1,2}})\.?$|^(\d{{1,2}})\s?{_ORDINAL}\s*(?:de |of )?([^\W\d_]{{3,}})\.?$"
)
QUARTER = re.compile(
    r"^(?:q|t|k|kv|kw|qtr|quarter|quartal|trim|trimestre|kvartal|kwartaal|kwartal)\.?\s?([1-4])\s*[\s/.,-]*\s*(\d{4}|\d{2})$|^([1-4]|iv|i{1,3})\s?\.?\s?(?:e |er |º |° )?(?:q|quarter|quartal|trimestre|trim|kvartal|kwartaal|kwartał|kwartal|kw|kv|kwart|t)\.?\s*[\s/.,-]*\s*(\d{4}|\d{2})$|^(\d{4})\s*[-/ ]?\s*q([1-4])$"
)
TERM = re.compile(
    r"^(ws|wise|wintersemester|winter term|ss|sose|sommersemester|summer term|ht|vt|hs|fs)\.?\s*(\d{4}|\d{2})(?:\s*/\s*(\d{2,4}))?$"
)
HALF = re.compile(
    r"^(?:h|s|hj|halbjahr|semestre|halvår|półrocze)\.?\s?([12])\s*[\s/.,-]*\s*(\d{4})$|^([12])\s?\.?\s?(?:er |e |º )?(?:h|hj|halbjahr|semestre|halvår|półrocze|sem)\.?\s*[\s/.,-]*\s*(\d{4})$"
)
WEEK = re.compile(
    r"^(?:kw|cw|week|wk|w|uke|uge|vecka|v|semaine|sem|s|tydzień|tydz|semana|settimana|sett)\.?\s?(\d{1,2})\s*[\s/.,-]*\s*(?:in |van )?(\d{4}|\d{2})$|^(\d{4})\s?-?w(\d{1,2})$"
)
YEAR = re.compile(
    r"^(?:fy|cy|ay|hj|in|im|ab|from|since|rok|jahr|année|año|anno|jaar|år|ca|c)?\.?\s?((?:19|20)\d{2})(?:\s*/\s*\d{2,4})?\.?$|^(?:fy|cy|ay)\s?'?(\d{2})(?:/\d{2})?$"
)
SEASON = re.compile(
    r"^(?:(?:early|late|mid|end|anfang|mitte|ende|début|fin|mi|początek|koniec|in|im)\s+)?"
    r"(spring|summer|autumn|fall|winter|frühjahr|frühling|sommer|herbst|printemps|été|automne|hiver|"
    r"primavera|verano|otoño|invierno|estate|autunno|inverno|voorjaar|lente|zomer|najaar|herfst|vår|våren|"
    r"høst|høsten|höst|hösten|vinter|vinteren|vintern|sommeren|sommaren|wiosna|lato|jesień|zima|"
    r"early|late|mid|end|anfang|mitte|ende|eind|einde|begin|medio|slutten|sluten|début|fin|fine|metà|mi|początek|koniec)\s*(?:av |van |of |de |del |l')?\s*'?(\d{4}|\d{2})(?:/\d{2})?$"
)
WHOLE_MONTH = re.compile(
    r"^(?:ganzer|gesamter|whole|entire|tout le|todo el|hele|hela|cały|tutto il)\b.*"
)
WEEK_ALONE = re.compile(
    r"^(?:kw|cw|week|wk|w|uke|uge|vecka|v|semaine|tydzień|semana|settimana)\.?\s?(\d{1,2})$"
)
RANGE = re.compile(
    r"\s+(?:-|–|—|to|until|till|thru|through|and|und|et|y|bis(?: zum)?|au|jusqu'au|al|hasta|tot(?: en met)?|t/m|til|till|do|a|à|→|->|fino al|og med)\s+|\s*[–—→]\s*|(?<=[\d.])\s*-\s*(?=\d)|\s*->\s*|\s*\n\s*|\s*/\s*(?=\d{1,2}[./-]\d{1,2}[./-]\d)|(?<=[^\W\d_]{3})-(?=[^\W\d_]{3})",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:w/c|wk of|week of|week commencing|w|w dniach|from|von|vom|ab|du|de|del|desde(?: el)?|dal|van|fra|från|od|since|le|il|el|ca\.?|circa|approx\.?|about|ok\.?|env\.?|vers|um|probably|vorauss\.?|voraussichtlich|"
    r"geplant(?: ab)?|planned|expected|starting|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|~|≈)[.,:]?\s+",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s*(?:\*+|†|‡|¹|²|³|\(.{0,40}\)|\?|!|r\.|rok|roku|jahr|\(?tbc\)?|uhr|a\.d\.)$", re.IGNORECASE
)
ROMAN_QUARTER = re.compile(r"^(iv|i{1,3})\s?/\s?(\d{4})$")
UK_TERMS = {
    "michaelmas": (10, 12), "lent": (1, 3), "easter": (4, 6), "hilary": (1, 3), "trinity": (4, 6), "fall": (8, 12), "spring": (1, 5), "autumn": (9, 12), "summer": (5, 8),
}  # fmt: skip
UK_TERM = re.compile(
    rf"^({'|'.join(UK_TERMS)}) (?:term|semester|trimester) (\d{{4}}|\d{{2}})(?:/\d{{2,4}})?$"
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
