"""The notation of additive attention: Bahdanau et al. 2014, section A.1.2."""

from scenes.mobjects.notation.common import COMMON
from scenes.mobjects.notation.quantities import Notation, Quantity

__all__ = ["NOTATION"]

SUM = "<scorer_state_weight> <previous_states> + <scorer_annotation_weight> <encoder_hidden>"
SCORE = f"<scores> = <scorer_vector> dot.c tanh({SUM})"
WEIGHT = "<weights> = exp(<scores> - <largest_scores>) / (sum_k exp(<score_of_another> - <largest_scores>))"
SCORE_PARTS = {
    "score": (slice(0, 4),),
    "scorer_vector": (slice(4, 6),),
    "tanh": (slice(6, 11), slice(20, 21)),
    "state": (slice(11, 16),),
    "plus": (slice(16, 17),),
    "annotation": (slice(17, 20),),
}

NOTATION = Notation(
    COMMON,
    {
        "encoder_hidden": Quantity("h_j", "source"),
        "previous_states": Quantity("s_(i-1)", "target"),
        "scorer_state_weight": Quantity("W", "target"),
        "scorer_annotation_weight": Quantity("U", "source"),
        "scorer_vector": Quantity("v", "ink"),
        "projected_states": Quantity("", "target"),
        "projected_annotations": Quantity("", "source"),
        "scorer_preactivation": Quantity("", "looks"),
        "scorer_hidden": Quantity("", "looks"),
        "scorer_products": Quantity("", "looks"),
        "other_products": Quantity("", "looks"),
        "scores": Quantity("e_(i j)", "ink", equation=SCORE, parts=SCORE_PARTS),
        "score_of_another": Quantity("e_(i k)", "ink", key="scores"),
        "largest_scores": Quantity("m_i", "ink"),
        "powers": Quantity("", "looks", "weight"),
        "weights": Quantity("alpha_(i j)", "looks", "weight", WEIGHT),
        "weighted": Quantity("", "looks"),
        "context": Quantity("c_i", "looks", equation="<context> = sum_j <weights> <encoder_hidden>"),
    },
)
