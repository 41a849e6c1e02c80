"""Fonts are a matter of the whole process, so what touches Pango runs in processes of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from model.errors import RenderError, UsageError
from scenes.mobjects import fonts

ROOT = Path(__file__).parents[3]

OUTLINE = """
    import json, sys
    from pathlib import Path
    from scenes.mobjects import fonts

    cache = Path(sys.argv[1])
    fonts.prepare(cache)
    from manimpango import MarkupUtils, TextSetting, list_fonts, text2svg

    def advances(text, weight="NORMAL"):
        file = cache / "outline.svg"
        text2svg([TextSetting(0, len(text), "Inter", "NORMAL", weight)], 20, 0, False, str(file), 0, 50, 800, 100, text)
        return used(file)

    def tabular(text):
        file = cache / "outline.svg"
        markup = f"<span font_features='tnum=1'>{text}</span>"
        MarkupUtils.text2svg(markup, "Inter", "NORMAL", "NORMAL", 20, 0, False, str(file), 0, 50, 800, 100)
        return used(file)

    def used(file):
        return [float(part.split('"')[1]) for part in file.read_text().split("<use ")[1:] for part in [part.split(" x=")[1]]]
"""

MANIM_TEXT = """
    import json, sys, warnings
    from pathlib import Path
    from scenes.mobjects import fonts
    fonts.prepare(Path(sys.argv[1]))
    warnings.simplefilter("ignore")  # manim's own
    from manim import config
    from scenes.mobjects import text
    config.text_dir = sys.argv[1]

    def set_in(words, size, weight="NORMAL"):
        return text._set(words, "Inter", size, weight).tolist()
"""


def run(code: str, cache: Path, **environment: str) -> Any:
    """Run ``code`` in a fresh process and return the JSON that it prints."""
    clean = {name: value for name, value in os.environ.items() if name not in ("FONTCONFIG_FILE", "PANGOCAIRO_BACKEND")}
    command = [sys.executable, "-W", "error", "-c", code, str(cache)]
    done = subprocess.run(command, cwd=ROOT, env=clean | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def drawn(expression: str, cache: Path, **environment: str) -> Any:
    return run(f"{dedent(OUTLINE)}\nprint(json.dumps({expression}))", cache, **environment)


def manim_text(expression: str, cache: Path) -> Any:
    return run(f"{dedent(MANIM_TEXT)}\nprint(json.dumps({expression}))", cache)


def test_pango_sees_our_families_only(tmp_path: Path) -> None:
    families = set(drawn("list_fonts()", tmp_path))
    assert (
        {"Inter", "Noto Sans Devanagari"}
        <= families
        <= {"Inter", "Noto Sans Devanagari", "Sans", "Serif", "Monospace", "System-ui"}
    )


def test_devanagari_is_shaped_within_inter(tmp_path: Path) -> None:
    """The five letters of hindi with their vowel signs join to five glyphs, karma to three: not one box a character."""
    hindi, karma = drawn("[advances('हिन्दी'), advances('कर्म')]", tmp_path)
    assert (len("हिन्दी"), len(hindi)) == (6, 5)
    assert (len("कर्म"), len(karma)) == (4, 3)


def test_weights_differ(tmp_path: Path) -> None:
    widths = drawn("[advances('Hamburg', weight)[-1] for weight in ('NORMAL', 'MEDIUM', 'SEMIBOLD', 'BOLD')]", tmp_path)
    assert widths == sorted(set(widths))


def test_figures_are_tabular_when_asked(tmp_path: Path) -> None:
    proportional, ones, eights = drawn("[advances('111'), tabular('111'), tabular('888')]", tmp_path)
    assert ones == eights != proportional


def test_outlines_do_not_depend_on_the_language_of_the_machine(tmp_path: Path) -> None:
    languages = ({"LANGUAGE": "en"}, {"LANGUAGE": "mr", "LANG": "mr_IN.UTF-8", "FC_LANG": "mr"})
    english, marathi = (drawn("advances('ल श क्षत्रिय')", tmp_path, **language) for language in languages)
    assert english == marathi


def test_letters_stay_what_they_are_beside_figures(tmp_path: Path) -> None:
    """Inter would draw a multiplication sign in "2x4" and in "x86_64", an arrow for "->", and a star that lies lower."""
    counts = manim_text(
        "[[len(set_in(each, 24.0)) for each in (whole, *whole)] for whole in ('2x4', 'x86', '->', '2*4')]", tmp_path
    )
    for whole, *letters in counts:
        assert whole - 1 == sum(letter - 1 for letter in letters)


def test_an_outline_does_not_depend_on_what_was_set_before_it(tmp_path: Path) -> None:
    """A variable font's regular letters were rounded another way once a text of more than 14 points had been set."""
    outlines = "[set_in('Wow', 24.0, weight) for weight in ('NORMAL', 'BOLD')]"
    assert manim_text(outlines, tmp_path) == manim_text(f"set_in('W', 80.0) and {outlines}", tmp_path)


@pytest.mark.parametrize("rubbish", ["<fontconfig>", None])
def test_a_fontconfig_file_that_is_rubbish_is_written_anew(rubbish: str | None, tmp_path: Path) -> None:
    wanted = drawn("advances('Hamburg')", tmp_path)
    (path,) = tmp_path.glob("fonts-*.conf")
    path.unlink()
    path.mkdir() if rubbish is None else path.write_text(rubbish)
    assert drawn("advances('Hamburg')", tmp_path) == wanted
    assert path.is_dir() == (rubbish is None)


@pytest.mark.parametrize("name", ["a file", "no\udcfftext"])
def test_a_cache_that_cannot_be_is_replaced_by_a_folder_that_is_gone_afterwards(name: str, tmp_path: Path) -> None:
    meanwhile, cache = tmp_path / "meanwhile", tmp_path / name
    meanwhile.mkdir()
    if name == "a file":
        cache.touch()
    code = """
        import json, os, subprocess, sys
        from pathlib import Path
        from scenes.mobjects import fonts

        fonts.prepare(Path(sys.argv[1]))
        from manimpango import list_fonts

        child = "from scenes.mobjects import fonts; fonts.prepare(); import os; print(os.environ['FONTCONFIG_FILE'])"
        said = subprocess.run([sys.executable, "-c", child], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
        print(json.dumps([sorted(list_fonts()), os.environ["FONTCONFIG_FILE"], said]))
    """
    families, ours, childs = run(dedent(code), cache, TMPDIR=str(meanwhile), UNROLLED_CACHE=str(cache))
    assert "Inter" in families
    assert Path(ours).is_relative_to(meanwhile)
    assert childs == ours, "a process that this one starts makes no folder of its own"
    assert list(meanwhile.iterdir()) == []


LATE = """
    import json, sys, warnings
    from pathlib import Path
    warnings.simplefilter("ignore")  # manim's own
    import manim
    from model.errors import RenderError
    from scenes.mobjects import fonts, outlines
    from scenes.stage.typesetting import typesetting

    from scenes.mobjects.text import Label
    from scenes.mobjects.theme import DARK

    cache = Path(sys.argv[1])
    if cache.name == "late":
        assert "Wrong" in manim.Text.font_list()
    manim.config.text_dir = str(cache)
    points = Label("Hamburg मराठी", theme=DARK).points
    try:
        with typesetting(cache / "scratch", cache):
            pass
        refused = ""
    except RenderError as error:
        refused = str(error)
    files = [path.name for path in cache.glob("*.outline")]
    print(json.dumps({"points": points.tolist(), "alone": fonts.alone(), "refused": refused, "files": files}))
"""


def with_another_font(folder: Path) -> Path:
    """Return a configuration of a machine that has one font, and not one of ours: it is theirs, but calls itself Wrong."""
    with TTFont(fonts.font_files()[-1]) as font:
        for record in font["name"].names:
            record.string = "Wrong"
        for when in ("early", "late", "machine"):
            (folder / when).mkdir()
        font.save(folder / "machine" / "wrong.ttf")
    content = f"<fontconfig><dir>{folder}/machine</dir><cachedir>{folder}/fontconfig</cachedir></fontconfig>"
    (folder / "fonts.conf").write_text(content)
    return folder / "fonts.conf"


def test_our_fonts_are_seen_though_manim_came_first_and_even_after_pango_was_used(tmp_path: Path) -> None:
    machine = {"UNROLLED_CACHE": str(tmp_path), "FONTCONFIG_FILE": str(with_another_font(tmp_path))}
    early, late = (run(dedent(LATE), tmp_path / when, **machine) for when in ("early", "late"))
    assert early["points"] == late["points"]
    assert (early["alone"], early["refused"], late["alone"]) == (True, "", False)
    assert late["refused"] == "The machine's own fonts are in use in this process already: make the film in a fresh one."
    assert set(early["files"]).isdisjoint(late["files"]), "what other fonts may have shaped has another name"


def test_fingerprint_is_stable_and_short(tmp_path: Path) -> None:
    code = """
        import json, sys
        from pathlib import Path
        from scenes.mobjects import fonts
        fonts.prepare(Path(sys.argv[1]))
        before = fonts.fingerprint()
        fonts.fingerprint.cache_clear()
        fonts.version = {"manim": "0.22.0", "manimpango": "0", "typst": "0"}.get
        print(json.dumps([before, fonts.fingerprint()]))
    """
    (one, other), (again, _) = run(dedent(code), tmp_path), run(dedent(code), tmp_path)
    assert one == again != other
    assert len(one) == 16


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Not bad at all: 0.97 \N{MINUS SIGN} naïve, Übergröße, Ελλάδα, кино", ""),
        ("मराठी क्षत्रिय \N{ZERO WIDTH JOINER}\N{DEVANAGARI DIGIT FIVE}", ""),
        ("e\u0301\u1ec7 tab\tline\n", ""),
        ("great 😀 film 漢 😀", "😀漢"),
        ("bell\a", "\a"),
    ],
)
def test_missing_glyphs(text: str, missing: str) -> None:
    assert fonts.missing_glyphs(text) == missing


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Größe Ελλάδα кино मराठी \n", ""),
        ("جيد שלום", "Arabic (ج, ي, د), Hebrew (ש, ל, ו, …)"),
        ("漢かカ한", "Chinese (漢), Japanese (か, カ), Korean (한)"),
        ("ดี 👍⚗ \a", "Thai (ด, ี), some signs (👍, ⚗), what is no letter (U+0007)"),
        ("Ꜳ", "some Latin letters (Ꜳ)"),
    ],
)
def test_what_cannot_be_drawn_is_called_by_its_script(text: str, called: str) -> None:
    assert fonts.foreign(text) == called
    if called:
        with pytest.raises(UsageError) as error:
            fonts.require_letters("good", text)
        said = f"The fonts cannot draw {called}: films show Latin, Greek, Cyrillic and Devanagari letters."
        assert str(error.value) == said
        assert len(said) < 300
        with pytest.raises(UsageError) as error:
            fonts.require_letters("good", text, of="t.csv")
        assert str(error.value) == said.replace(": films", ", which is in t.csv: films")


def test_the_alphabets_of_many_languages_can_be_drawn() -> None:
    alphabets = {
        "German": "ÄÖÜẞäöüß",
        "French": "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ",
        "Polish, Czech, Slovak, Hungarian": "ĄĆĘŁŃÓŚŹŻąćęłńóśźżČĎĚŇŘŠŤŮŽčďěňřšťůžĹĽŔĺľŕŐŰőű",
        "Turkish, Azerbaijani, Romanian": "ĞİIŞğışƏəĂÂÎȘȚăâîșț",
        "Vietnamese": "ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰĐđ",
        "Icelandic, Faroese, Latvian, Lithuanian, Maltese": "ÐðÞþĀĒĢĪĶĻŅŪāēģīķļņūĖĮŲėįųĊĠĦċġħ",
        "Yoruba, Hausa, Esperanto": "ẸỌṢẹọṣɓɗƙƁƊƘĈĜĤĴŜŬĉĝĥĵŝŭ",
        "Greek": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰΆΈΉΊΌΎΏ ᾳῃῳἀἁὰᾶ",
        "Russian": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "Ukrainian, Belarusian": "ҐЄІЇґєіїЎў",
        "Serbian, Macedonian, Kazakh, Mongolian": "ЂЈЉЊЋЏђјљњћџЃЅЌѓѕќӘҒҚҢӨҰҮҺәғқңөұүһ",
        "Hindi, Marathi, Nepali": "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसहािीुूृेैोौंःँ्ऽक़ख़ग़ज़ड़ढ़फ़य़०१२३४५६७८९ऱऍऑॲ",
    }
    assert {name: fonts.missing_glyphs(alphabet) for name, alphabet in alphabets.items()} == dict.fromkeys(alphabets, "")


def test_plain_letters_are_drawable_and_need_not_be_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = "".join(map(chr, range(0x21, 0x7F)))
    assert fonts._repertoire().issuperset(map(ord, plain))
    monkeypatch.setattr(fonts, "_repertoire", lambda: pytest.fail("the fonts are read"))
    assert fonts.missing_glyphs(f"{plain} not bad") == ""


def test_missing_font_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PACKAGES", ("fontpkg_of_nobody",))
    with pytest.raises(RenderError, match="fontpkg_of_nobody is not installed"):
        fonts.font_files()
