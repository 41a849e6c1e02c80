"""The films, one a file; what they are drawn with (mobjects) and how they reach the disk (stage)."""
