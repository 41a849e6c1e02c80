"""How the gradients of a loss go back through what a step computes: an equation for each, from those of what came of it.

A gradient is called after its quantity: ``hidden_gradient`` is dL/dh, the *total* one, by all ways on which that quantity reaches
the loss L. Networks take gradients from their tape; here each is what the chain rule makes of those that are stored.
"""

from collections.abc import Mapping

import numpy as np

from model.trace.axes import Array
from model.trace.equations import Equation, Estimate, equal, multiplied

__all__ = ["carried_back", "passed_back", "through_product", "through_sigmoid", "through_sum", "through_tanh"]


def through_sum(term: str, total: str) -> Equation:
    """Return the equation of the gradient of a term: that of the sum that it is in."""
    return Equation(f"{term}_gradient", f"{total}_gradient", (f"{total}_gradient",), equal)


def through_product(factor: str, product: str, other: str) -> Equation:
    """Return the equation of the gradient of a factor of a product, of which ``other`` is the other factor."""
    operands = (f"{product}_gradient", other)
    return Equation(f"{factor}_gradient", " * ".join(operands), operands, multiplied)


def through_sigmoid(argument: str, gate: str) -> Equation:
    """Return the equation of the gradient of what a gate is the sigmoid of."""
    says = f"{gate}_gradient * {gate} * (1 - {gate})"
    return Equation(f"{argument}_gradient", says, (f"{gate}_gradient", gate), sigmoid_slope)


def through_tanh(argument: str, result: str) -> Equation:
    """Return the equation of the gradient of what something is the tanh of, and nothing else."""
    says = f"{result}_gradient * (1 - {result} * {result})"
    return Equation(f"{argument}_gradient", says, (f"{result}_gradient", result), tanh_slope)


def sigmoid_slope(gradient: Array, gate: Array) -> Estimate:
    """Expect the gradient times the slope of the sigmoid, of which the gate is the value."""
    return Estimate(gradient * (gate - gate * gate), np.abs(gradient) * (np.abs(gate) + gate * gate))


def tanh_slope(gradient: Array, result: Array) -> Estimate:
    """Expect the gradient times the slope of tanh, of which the result is the value."""
    return Estimate(gradient - gradient * result * result, np.abs(gradient) * (1.0 + result * result))


def passed_back(blocks: Mapping[str, int | None], shares: Mapping[str, str] | None = None) -> Equation:
    """Return the equation of dL/dh: after the last word it comes from the verdict, before that from the next word.

    ``blocks`` are the sums of the next word that h has part in through weights, each with the number of its block, or None where
    there is one block only; ``shares`` are the products that h is a factor of, each with the other factor.
    """
    shares = shares or {}
    sums, products = [f"{each}_gradient" for each in blocks], [f"{each}_gradient" for each in shares]
    weighed = [
        f"weight[{each.removesuffix('_preactivation')}, its first columns]^T {each}_gradient"
        if number is not None
        else f"weight[its first columns]^T {each}_gradient"
        for each, number in blocks.items()
    ]
    terms = " + ".join([*weighed, *(f"{product}_gradient * {other}" for product, other in shares.items())])
    numbers, count = list(blocks.values()), len(blocks)

    def expected(weight: Array, readout: Array, error: Array, *operands: Array) -> Estimate:
        units = readout.shape[-1]
        rows = np.zeros((len(operands[0]), units))
        value, size = rows.copy(), rows
        value[-1], size[-1] = error @ readout, np.abs(error) @ np.abs(readout)
        for number, gradient in zip(numbers, operands[:count], strict=True):
            own = (weight if number is None else weight[number])[:, :units]
            value[:-1] += np.einsum("tu,us->ts", gradient[1:], own)
            size[:-1] += np.einsum("tu,us->ts", np.abs(gradient[1:]), np.abs(own))
        for gradient, other in zip(operands[count : count + len(shares)], operands[count + len(shares) :], strict=True):
            value[:-1] += gradient[1:] * other[1:]
            size[:-1] += np.abs(gradient[1:] * other[1:])
        return Estimate(value, size)

    says = f"of the next word {terms}; after the last word readout_weight^T last_error"
    operands = ("weight", "readout_weight", "last_error", *sums, *products, *shares.values())
    return Equation("hidden_gradient", says, operands, expected)


def carried_back(squashed: str, share: str, state: str) -> Equation:
    """Return the equation of the gradient of a state that a gate shows the tanh of, and of which the next word keeps a share."""
    products = (f"{squashed}_gradient", squashed, f"{state}_gradient", share)

    def expected(shown: Array, value: Array, gradient: Array, kept: Array) -> Estimate:
        here = tanh_slope(shown, value)
        later = np.zeros_like(gradient)
        later[:-1] = gradient[1:] * kept[1:]
        return Estimate(here.value + later, here.size + np.abs(later))

    says = f"{squashed}_gradient * (1 - {squashed} * {squashed}) + {share} * {state}_gradient of the next word"
    return Equation(f"{state}_gradient", says, products, expected)
