"""What several tests of the model share."""

import pytest

from model.corpora.examples import Parts
from model.corpora.reviews import make_reviews


@pytest.fixture(scope="session")
def parts() -> Parts:
    """All the reviews: writing them takes some seconds."""
    return make_reviews()
