"""A call in a process of its own: it comes back with its result, or with what went wrong, and stops when nobody wants it."""

import os
import pickle
import time

import pytest

from model.errors import UsageError, near_matches
from scenes.stage.many.errand import Call, alone


def test_a_result_comes_back_from_another_process() -> None:
    assert pickle.loads(alone(Call(near_matches, "gatez", ("gates", "x")).packed(), always)) == " (did you mean gates?)"
    assert pickle.loads(alone(Call(os.getpid).packed(), always)) != os.getpid()


def test_an_error_of_ours_comes_back_as_it_is() -> None:
    error = pickle.loads(
        alone(Call(exec, "from model.errors import UsageError\nraise UsageError('No word 9.')").packed(), always)
    )
    assert (type(error), str(error)) == (UsageError, "No word 9.")


def test_any_other_end_is_told_by_its_last_words() -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'quality'"):
        alone(Call(exec, "raise KeyError('quality')").packed(), always)
    with pytest.raises(RuntimeError, match="status 7"):
        alone(Call(os._exit, 7).packed(), always)


def test_what_nobody_wants_any_more_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(RuntimeError, match="status -9"):
        alone(Call(time.sleep, 60).packed(), lambda: time.monotonic() - began < 1)
    assert time.monotonic() - began < 10


def always() -> bool:
    return True
