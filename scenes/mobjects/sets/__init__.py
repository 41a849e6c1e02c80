"""Whole compositions, made of the alphabet: a cell's diagram, a bench, two networks side by side."""
