"""Whether disks have room for a film, and what is said where they have none."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from tempfile import gettempdir

from model.errors import RenderError
from scenes.stage.jobs import RenderJob

__all__ = ["no_room", "refusals"]

FULL = (ENOSPC, EDQUOT, EFBIG)
"""What the system says where no more can be written."""


def no_room(error: BaseException) -> RenderError | None:
    """Return a sentence for an error that says that the temporary files, the parts of a film among them, have no room."""
    if not isinstance(error, OSError) or error.errno not in FULL:
        return None
    return RenderError(f"{gettempdir()} has no room for a film while it is made ({error.strerror}): TMPDIR names another place.")


@contextmanager
def refusals(job: RenderJob) -> Iterator[None]:
    """Say in one sentence what the system refuses in the block: what it says of a film's own files has been told already."""
    try:
        yield
    except OSError as error:
        raise no_room(error) or RenderError(f"{job.scene} could not be made: {error}.") from error
