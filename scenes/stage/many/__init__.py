"""Many jobs: side by side, on other machines, and again at each change."""
