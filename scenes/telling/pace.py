"""How long a caption takes to read, and how long it may be."""

import numpy as np
from manim import config

from scenes.mobjects.reading import Phrase

__all__ = ["LEAD", "LONGEST_CAPTION", "is_short", "reading_time", "whole_frames"]

READING_SPEED = 13.0
"""Characters a second."""
SHORTEST_CAPTION = 1.8
"""Seconds that the shortest caption is shown."""
LEAD = 0.8
"""Seconds in which a caption is taken in, before anything moves that it is about."""
LONGEST_CAPTION = 90
"""Characters."""


def is_short(caption: Phrase) -> bool:
    """Tell whether a caption has no more characters than one may have."""
    return len(caption.text) <= LONGEST_CAPTION


def reading_time(caption: Phrase) -> float:
    """Return how many seconds a caption takes to read."""
    return max(len(caption.text) / READING_SPEED, SHORTEST_CAPTION)


def whole_frames(seconds: float) -> float:
    """Return a time to wait for that is not cut short: manim leaves out what is left of it after the last whole frame."""
    return float(np.ceil(seconds * config.frame_rate - 1e-6) + 1e-3) / config.frame_rate
