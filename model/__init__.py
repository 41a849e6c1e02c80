"""Small, really trained NumPy networks that return a Trace of all that they computed."""

import os

# Arrays as small as ours are multiplied faster by one thread than by several; and sums that several threads share come out
# differently in the last digit for each number of threads, so that the same training would not give the same weights. This is
# read when NumPy is imported: whoever does that before us can still film a model, but perhaps not train the same one again.
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
