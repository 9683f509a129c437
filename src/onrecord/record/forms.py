"""Articles, readings and corrections as canonical JSON, and back.

Canonical: keys in order, no white space, ASCII, so that equal values are equal bytes everywhere. NUL and lone surrogates are
escaped, which both databases can hold. Field names are those of the types, as in ``onrecord/reading/1``.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from onrecord.terms import Article, Reading

_T = TypeVar("_T")
_Make = Callable[[Any], Any] | None  # None: the value as it is


def canonical(value: object) -> str:
    """``value`` as canonical JSON: dataclasses as objects, named tuples as lists. Raises ValueError for NaN and infinities."""
    return json.dumps(value, default=_object, sort_keys=True, separators=(",", ":"), allow_nan=False)


def article_body(article: Article) -> str:
    """The body of the entry that adds ``article``."""
    return canonical(article)


def reading_body(reading: Reading) -> str:
    """The body of the entry that adds ``reading``: all of it but the article, whose id stands there."""
    return canonical({**_object(reading), "article": reading.article.id})


def article_of(body: str) -> Article:
    """The article that was written as ``body``. Raises ValueError for what is none."""
    return _made(Article, json.loads(body))


def reading_of(body: str, article: Article) -> Reading:
    """The reading of ``article`` that was written as ``body``. Raises ValueError for what is none."""
    row = json.loads(body)
    if not isinstance(row, dict):
        raise ValueError("is no object")
    return _made(Reading, {**row, "article": article})


def _object(value: Any) -> dict[str, Any]:
    made: type = type(value)
    if not is_dataclass(made):
        raise TypeError(made.__name__)
    return {name: getattr(value, name) for name in _names(made)}


@cache
def _names(made: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(made))


def _made(made: type[_T], row: Any) -> _T:
    """Raises ValueError where ``row`` is not of the form of ``made``."""
    maker: Callable[[Any], _T] = _maker(made)  # type: ignore[arg-type]  # a class is hashable
    try:
        value = maker(row)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"is no {made.__name__.lower()}: {wrong}") from wrong
    return value


@cache
def _maker(made: Any) -> Callable[[Any], Any]:
    """What makes a dataclass of an object. A field that an older entry lacks has its default; one that is not known is left."""
    hints = get_type_hints(made)
    parts = [(field.name, _of(hints[field.name]), _default(field)) for field in fields(made)]

    def make(row: Mapping[str, Any]) -> Any:
        values = []
        for name, part, default in parts:
            value = row.get(name, default)
            if value is MISSING:
                raise KeyError(name)
            values.append(value if part is None or value is None else part(value))
        return made(*values)

    return make


def _default(field: Any) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _of(hint: Any) -> _Make:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (one for one in get_args(hint) if one is not type(None))
        return _of(inner)
    if origin is tuple:
        inner = _of(get_args(hint)[0])
        if inner is None:
            return tuple
        return lambda items: tuple([inner(item) for item in items])
    if hint is Article:
        return lambda value: value if isinstance(value, Article) else _maker(Article)(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _maker(hint)
    return getattr(hint, "_make", None)  # a named tuple's
