"""How a film reaches the disk: jobs, rendering, formats, captions, and the audit of what it shows."""
