"""How quantities are written and drawn: letters, equations, colours and scales."""
