"""Texts cut piece by piece are cut as they are at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.corpora.cutting import Cut, cut_by
from model.tokens import text_of, tokens_of
from model.words import words_of

SIGNS = "ab1é\u0301'’-.,:/@ \t\n\u00a0\u200d\u00ad\u2028👍كमा्"


@pytest.mark.parametrize("cut", [words_of, tokens_of])
@given(text=st.text(SIGNS, max_size=30) | st.text(max_size=20))
def test_a_text_is_cut_as_at_once(cut: Cut, text: str) -> None:
    assert cut_by(cut, text) == cut(text)


def test_a_long_piece_is_cut_too() -> None:
    assert cut_by(tokens_of, f"l'accord, {'x' * 100}!") == ("l'", "accord", "x" * 100)


@given(text=st.text("ljqau' -’é", max_size=30))
def test_tokens_are_joined_as_they_were_written(text: str) -> None:
    tokens = tokens_of(text)
    assert tokens_of(text_of(tokens)) == tokens
    assert text_of(("j'", "ai", "dit", "qu’", "il", "don't")) == "j'ai dit qu’il don't"
