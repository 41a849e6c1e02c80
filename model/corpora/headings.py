"""The words that a header line is made of, above pairs of sentences: they name a language, or what a column holds."""

__all__ = ["HEADINGS"]

COLUMNS = """
    column columns id ids input inputs label labels lang language line original output outputs pair pairs phrase phrases
    reference segment sentence sentences source sources src string target targets text texts tgt translated translation
    translations trg word words
"""
LANGUAGES = """
    afrikaans albanian amharic arabic armenian azerbaijani basque belarusian bengali bosnian bulgarian burmese cantonese catalan
    chinese croatian czech danish dutch english esperanto estonian finnish french galician georgian german greek gujarati hausa
    hebrew hindi hungarian icelandic igbo indonesian irish italian japanese kannada kazakh khmer korean kurdish lao latin latvian
    lithuanian macedonian malay malayalam maltese mandarin marathi mongolian nepali norwegian odia pashto persian polish
    portuguese
    punjabi romanian russian sanskrit serbian sinhala slovak slovenian somali spanish swahili swedish tagalog tamil telugu thai
    tibetan turkish ukrainian urdu uzbek vietnamese welsh yiddish yoruba zulu
    dansk deutsch español esperanto français italiano magyar nederlands norsk polski português română suomi svenska türkçe čeština
    ελληνικά русский українська हिन्दी मराठी नेपाली
"""
CODES = """
    af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu ha he hi hr hu hy id ig is it ja ka kk km kn ko ku
    la lo lt lv mk ml mn mr ms my ne nl no or pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi yi yo zh zu
    ara ben ces dan deu ell eng fin fra heb hin hun ita jpn kor mar nep nld nob pol por ron rus spa swe tur ukr urd vie zho
"""
HEADINGS = frozenset((COLUMNS + LANGUAGES + CODES).split())
"""Names of columns, and of languages: in English, some in their own, and by the codes of ISO 639."""
