"""What letters are called that films cannot draw: by their script, as people name it."""

from unicodedata import category, name

from scenes.mobjects.fonts import missing_glyphs

__all__ = ["foreign"]

SCRIPTS = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "MYANMAR": "Burmese"}
"""Scripts that Unicode names in another way than people do."""


def foreign(text: str) -> str:
    """Return what of ``text`` none of our fonts can draw, by the names of scripts: ``Arabic, Hebrew``; or nothing."""
    return ", ".join(dict.fromkeys(map(_script, missing_glyphs(text))))


def _script(character: str) -> str:
    if category(character).startswith("S"):
        return "emoji and symbols"
    script = name(character, "UNNAMED").split()[0]
    return SCRIPTS.get(script, script.capitalize())
