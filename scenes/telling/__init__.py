"""How a trace is told: acts, beats and readings, what films of a kind share, and the audit of all that they show."""
