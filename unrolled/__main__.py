"""The command line: ``python -m unrolled``."""

from render import main

if __name__ == "__main__":
    main(prog_name="unrolled")
