"""Reading an article: encoder, decoders and the rules that turn spans into statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.reader.reader import Reader, load_reader

__all__ = ["Reader", "load_reader"]


def __getattr__(name: str) -> Any:
    # loaded on first use: the decoders alone need neither onnxruntime nor the model
    if name in __all__:
        from onrecord.reader import reader

        return getattr(reader, name)
    raise AttributeError(name)
