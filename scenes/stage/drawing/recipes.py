"""The two files that a film is drawn into: a lossless master, from which every format can be made, and the MP4's own pictures."""

from types import MappingProxyType

from scenes.stage.drawing.encoder import Recipe
from scenes.stage.formats import mp4

__all__ = ["RECIPES"]

MASTER = Recipe("libx264rgb", given="rgba", written="rgb24", options=lambda height: {"crf": "0", "preset": "ultrafast"})
"""Without loss, and as fast as can be: it lives for seconds."""

FILM = Recipe("libx264", given="yuv420p", written="yuv420p", options=mp4.encoder, every_frame=True, prepare=mp4.prepare)
"""As the MP4 has it: copied, with chapters and captions added."""

RECIPES = MappingProxyType({"master": MASTER, "film": FILM})
"""By what :class:`~scenes.stage.formats.Format` calls its needs."""
