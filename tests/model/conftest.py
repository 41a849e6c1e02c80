"""What several tests of the model share."""

import pytest
from hypothesis import settings

from model.corpora.examples import Parts
from model.corpora.reviews import make_reviews

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")


@pytest.fixture(scope="session")
def parts() -> Parts:
    """All the reviews: writing them takes some seconds."""
    return make_reviews()
