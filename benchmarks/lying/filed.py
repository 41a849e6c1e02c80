"""Lies in files: in traces, and in what is kept between films."""

__all__: list[str] = []
