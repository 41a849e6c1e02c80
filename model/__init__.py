"""Small, really trained NumPy networks that return a Trace of all that they computed."""
