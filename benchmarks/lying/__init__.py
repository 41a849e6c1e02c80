"""Lies between a model and the screen: each kind changes something that is shown, and can take it back."""
