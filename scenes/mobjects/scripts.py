"""What letters are called that films cannot draw: by their script, as people name it."""

from unicodedata import category, name

from scenes.mobjects.fonts import missing_glyphs

__all__ = ["undrawable"]

SCRIPTS = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "MYANMAR": "Burmese"}
"""Scripts that Unicode names in another way than people do."""


def undrawable(character: str) -> str:
    """Return what a character is that none of our fonts can draw (``Arabic``), or an empty string if one can."""
    if not missing_glyphs(character):
        return ""
    if category(character).startswith("S"):
        return "emoji and symbols"
    script = name(character, "UNNAMED").split()[0]
    return SCRIPTS.get(script, script.capitalize())
