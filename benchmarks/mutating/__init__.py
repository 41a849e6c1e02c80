"""Faults put into the code, one at a time, to see which of them its tests notice."""
