"""Figures: the numbers of an article with what they count, how exactly, when, where and on whose say-so."""

from onrecord.reader.figures.find import find_figures

__all__ = ["find_figures"]
