"""Everyday English and its French: a lexicon in tables, the morphology of both languages, and a grammar of ordinary sentences."""
