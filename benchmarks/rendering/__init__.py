"""What ``python -m benchmarks.render`` and ``python -m benchmarks.growth`` are made of.

``films`` are scenes that are hard in one way each; ``own`` is our command line with these films and a lossless format added;
``measuring`` runs whole processes; ``sides`` says how each side makes a film; ``likeness``, ``floor`` and ``faithful`` compare;
``records`` keeps what was measured; ``tables`` and ``plotting`` show it.
"""
