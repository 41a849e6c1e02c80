"""An LSTM as a student would write it, in NumPy alone: the program that the film ``lstm_code`` prints, line by line.

``words`` are vectors, ``W`` and ``b`` the weights and biases of the four layers by their names, ``h`` and ``C`` what was before
the first word. Nothing else of the project uses it: a test runs it, and it gives the numbers of traces.
"""

import numpy as np

__all__ = ["lstm", "sigmoid"]


def sigmoid(a):
    """Squash numbers into 0..1."""
    return 1 / (1 + np.exp(-a))


def lstm(words, W, b, h, C):
    """Yield h and C after every word."""
    for x in words:
        stack = np.concatenate([h, x])
        f = sigmoid(W["f"] @ stack + b["f"])
        i = sigmoid(W["i"] @ stack + b["i"])
        new = np.tanh(W["new"] @ stack + b["new"])
        o = sigmoid(W["o"] @ stack + b["o"])
        C = f * C + i * new
        h = o * np.tanh(C)
        yield h, C
