"""The faults that are put into a module: each is one small change of its syntax tree.

Left alone are docstrings, annotations without a call, ``__all__``, imports, what is raised, and the literal parts of filled-in
texts. A change whose byte code is that of the module itself is none.
"""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from types import CodeType
from typing import Any

__all__ = ["Mutant", "mutants"]

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
NAMES = {
    one: other
    for pair in (
        "min max",
        "any all",
        "hstack vstack",
        "floor ceil",
        "zeros ones",
        "zeros_like ones_like",
        "argmin argmax",
        "tanh sinh",
    )
    for one, other in (pair.split(), pair.split()[::-1])
}
"""Functions that are taken for each other."""

Change = Callable[[Any], ast.AST]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: where it is, what it is called, what stood there and stands there now, and the whole module with it."""

    line: int
    column: int
    kind: str
    before: str
    after: str
    source: str

    @property
    def key(self) -> str:
        """What it is found by in a module."""
        return f"{self.line}:{self.column} {self.kind} {self.before} -> {self.after}"


def mutants(source: str) -> Iterator[Mutant]:
    """Yield each fault that can be put into a module, in the order of its lines."""
    tree = ast.parse(source)
    own, seen = _code(tree), set()
    for place, change, kind in sorted(_places(tree), key=lambda found: (found[0][0].lineno, found[0][0].col_offset)):
        node = place[0]
        copy = deepcopy(tree, memo := {})
        twin = memo[id(node)]
        new = ast.copy_location(change(deepcopy(node)), node)
        before, after = _short(node), _short(new)
        _put(memo[id(place[1])], twin, new)
        mutant = Mutant(node.lineno, node.col_offset, kind, before, after, ast.unparse(ast.fix_missing_locations(copy)))
        if mutant.key not in seen and _code(copy) != own:
            seen.add(mutant.key)
            yield mutant


def _places(tree: ast.AST) -> Iterator[tuple[tuple[Any, ast.AST], Change, str]]:
    """Yield (node, its parent), what is done to the node, and what that is called."""
    for parent, node in _judged(tree):
        for change, kind in _changes(node, parent):
            yield (node, parent), change, kind


def _judged(node: ast.AST) -> Iterator[tuple[ast.AST, Any]]:
    """Yield all pairs of a parent and its child in which a fault would be one of the code."""
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _left_alone(node, name, child):
                yield node, child
                yield from _judged(child)


def _left_alone(parent: ast.AST, name: str, child: ast.AST) -> bool:
    if name in ("annotation", "returns"):
        return not (isinstance(parent, ast.AnnAssign) and any(isinstance(each, ast.Call) for each in ast.walk(child)))
    if isinstance(child, ast.Import | ast.ImportFrom) or (isinstance(parent, ast.JoinedStr) and isinstance(child, ast.Constant)):
        return True
    if isinstance(child, ast.Assign) and ast.unparse(child.targets[0]) == "__all__":
        return True
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True
    return isinstance(parent, ast.Raise) or (isinstance(parent, ast.Call) and _is_typing(parent))


def _is_typing(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in ("TypeVar", "cast")


def _changes(node: Any, parent: ast.AST) -> Iterator[tuple[Change, str]]:
    """Yield what can be done to a node, and what that is called."""
    yield from _operators(node)
    if isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.Return) and not (node.value is None or _is_none(node.value)):
        yield _with(value=ast.Constant(None)), "return"
    elif isinstance(node, ast.Name) and node.id in NAMES and isinstance(node.ctx, ast.Load):
        yield _with(id=NAMES[node.id]), "name"
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield _with(attr=NAMES[node.attr]), "name"
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield (lambda each: _replaced(each, test=ast.UnaryOp(ast.Not(), each.test))), "condition"
    elif isinstance(node, ast.Expr | ast.Assign | ast.AugAssign | ast.Raise) and not isinstance(
        parent, ast.ClassDef | ast.Module
    ):
        yield (lambda _: ast.Pass()), "deletion"


def _operators(node: Any) -> Iterator[tuple[Change, str]]:
    if isinstance(node, ast.Compare):
        for number, op in enumerate(node.ops):
            for other in COMPARISONS[type(op)]:
                yield _operator_at(number, other), "comparison"
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        for arithmetic in ARITHMETIC.get(type(node.op), ()):
            yield _with(op=arithmetic()), "arithmetic"
    elif isinstance(node, ast.BoolOp):
        yield _with(op=ast.And() if isinstance(node.op, ast.Or) else ast.Or()), "boolean"
    elif isinstance(node, ast.UnaryOp):
        yield lambda each: each.operand, "sign" if isinstance(node.op, ast.USub) else "boolean"


def _constants(value: object) -> Iterator[tuple[Change, str]]:
    if isinstance(value, bool):
        yield _with(value=not value), "constant"
    elif isinstance(value, int):
        yield _with(value=value + 1), "constant"
        if value > 1:
            yield _with(value=value - 1), "constant"
    elif isinstance(value, float):
        yield _with(value=value * 1.5 if value else 1.0), "constant"
        yield _with(value=value * 0.5 if value else -1.0), "constant"
    elif isinstance(value, str):
        yield _with(value=f"{value}!" if value else "!"), "constant"


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _with(**fields: Any) -> Change:
    return lambda node: _replaced(node, **fields)


def _replaced(node: ast.AST, **fields: Any) -> ast.AST:
    for name, value in fields.items():
        setattr(node, name, value)
    return node


def _operator_at(number: int, kind: type[ast.cmpop]) -> Change:
    def change(node: ast.Compare) -> ast.AST:
        """Put another operator there."""
        node.ops[number] = kind()
        return node

    return change


def _put(parent: ast.AST, old: ast.AST, new: ast.AST) -> None:
    """Put a node in the place of another among the children of its parent."""
    for name, value in ast.iter_fields(parent):
        if value is old:
            setattr(parent, name, new)
        elif isinstance(value, list):
            value[:] = [new if each is old else each for each in value]


def _code(tree: ast.AST) -> tuple[Any, ...]:
    """Return what is compiled of a module, without its lines."""
    return _parts(compile(ast.unparse(tree), "module", "exec"))


def _parts(code: CodeType) -> tuple[Any, ...]:
    constants = tuple(_parts(each) if isinstance(each, CodeType) else (type(each), each) for each in code.co_consts)
    return code.co_code, constants, code.co_names, code.co_varnames, code.co_exceptiontable


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 80 else f"{text[:79]}…"
