"""What several tests of the model share."""

import pytest
from hypothesis import settings

from model.corpora.examples import Parts
from model.corpora.reviews import PARTS, make_reviews

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")


@pytest.fixture(scope="session")
def sizes(request: pytest.FixtureRequest) -> dict[str, int]:
    """Return how many reviews each part has: a tenth of what is trained on, unless all texts are asked for."""
    return PARTS if request.config.getoption("every_text") else {**PARTS, "train": PARTS["train"] // 10}


@pytest.fixture(scope="session")
def parts(sizes: dict[str, int]) -> Parts:
    """Return the reviews: the first that are trained on, and all others, which are written before the last of them."""
    return make_reviews(sizes=sizes)
