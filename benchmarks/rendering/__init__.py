"""What ``python -m benchmarks.render``, ``benchmarks.growth``, ``benchmarks.start`` and ``benchmarks.preview`` are made of.

``films`` are scenes that are hard in one way each; ``own`` is our command line with these films and a lossless format added;
``measuring`` runs whole processes; ``sides`` says how each side makes a film; ``likeness``, ``floor`` and ``faithful`` compare;
``moments`` notes when a command gets where; ``desk`` is where a film is written and changed; ``records`` keeps what was measured;
``tables`` and ``plotting`` show it.
"""
