"""The visual vocabulary: arrays in, mobjects out; useful to any manim author, knows no model."""
