"""The command line: ``python -m unrolled``."""

from render import run

if __name__ == "__main__":
    run("unrolled")
