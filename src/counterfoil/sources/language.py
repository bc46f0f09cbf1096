"""Languages: the two-letter code for a three-letter one, where ISO 639 has both."""

from __future__ import annotations

import re

# The languages in which lists and registers give names; other codes stay as they are.
_PAIRS = """
    afr=af amh=am ara=ar aze=az bel=be ben=bn bos=bs bul=bg cat=ca ces=cs cym=cy dan=da deu=de
    ell=el eng=en est=et eus=eu fas=fa fin=fi fra=fr gle=ga glg=gl heb=he hin=hi hrv=hr hun=hu
    hye=hy ind=id isl=is ita=it jpn=ja kat=ka kaz=kk khm=km kir=ky kor=ko lao=lo lav=lv lit=lt
    mkd=mk mon=mn msa=ms mya=my nep=ne nld=nl nor=no pol=pl por=pt prs=fa pus=ps ron=ro rus=ru
    slk=sk slv=sl som=so spa=es sqi=sq srp=sr swa=sw swe=sv tam=ta tgk=tg tha=th tuk=tk tur=tr
    ukr=uk urd=ur uzb=uz vie=vi zho=zh
"""
_TWO: dict[str, str] = dict(re.findall(r"(\w+)=(\w+)", _PAIRS))
_THREE: dict[str, str] = {two: three for three, two in sorted(_TWO.items(), reverse=True)}


def two_letters(code: str) -> str:
    """Return the two-letter code of a language, else the code in small letters."""
    code = code.strip().lower()
    return _TWO.get(code, code)


def three_letters(code: str) -> str:
    """Return the three-letter code of a language, empty where none is known."""
    code = code.strip().lower()
    return code if code in _TWO else _THREE.get(code, "")
