"""What a run takes some of, by turns: as many each time, all of them in all turns, and all at once if that is asked for."""

from collections.abc import Callable, Sequence

import pytest


@pytest.mark.parametrize(("count", "take"), [(1, 1), (5, 2), (10, 3), (30, 6), (7, 7), (3, 9)])
def test_each_turn_takes_so_many_and_all_turns_together_take_all(
    count: int, take: int, some: Callable[..., Sequence[int]], pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = set()
    monkeypatch.setattr(pytestconfig.option, "every_text", False)
    for turn in range(count):
        monkeypatch.setattr(pytestconfig.option, "turn", turn)
        taken = [*some(range(count), take=take)]
        assert len({*taken}) == len(taken) == min(count, take)
        assert taken == sorted(taken)
        found |= {*taken}
    assert found == {*range(count)}
    monkeypatch.setattr(pytestconfig.option, "every_text", True)
    assert [*some(range(count), take=take)] == [*range(count)]
