"""Drawing films fast: each frame redraws only what changed since the last one, and goes to an encoder that runs beside it.

``display`` lists what is to be seen, in order; ``marks`` turns every mobject into a mark, which knows how cairo draws it and
which pixels it may touch; ``tiles`` covers changed pixels with rectangles; ``canvas`` keeps the picture and redraws those;
``renderer`` is what manim talks to. The pictures are those that manim's own renderer draws.
"""
