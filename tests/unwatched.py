"""Films told unwatched: for tests of what is said, done and shown at the end of a beat, in a third of the time."""

from typing import Any

from manim import tempconfig

from scenes.stage.drawing.parts import PartRenderer
from scenes.telling.scene import Brief, TraceScene

__all__ = ["tell"]


def tell(story: type[TraceScene], brief: Brief | None) -> Any:
    """Tell a film as ``worker.rehearse`` does, but with no witness and no audit: nothing is said of whether it is true."""
    with tempconfig({"dry_run": True}):
        scene = story(brief=brief, renderer=PartRenderer())
        scene.render()
    return scene
