"""The languages and tasks that the networks are trained on: grammars with seeds."""
