"""Files as somebody hostile, or some disk, may have made them, one for each number, for ``benchmarks.fuzz`` and the tests."""
