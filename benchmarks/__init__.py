"""What is measured by hand; numbers are computed by one thread, as the model asks for where it is imported before NumPy."""

import model  # noqa: F401 (before NumPy)
