"""Everyday English and its Marathi: a lexicon in tables, the forms of Marathi, and a grammar that writes sentence pairs."""
