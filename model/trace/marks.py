"""What stands where no word does: before the first one that a decoder writes, and after the last."""

__all__ = ["END", "START"]

START, END = "<start>", "<end>"
"""What the decoder is given before its first word, and what it writes after its last."""
