"""Time expressions and the dates they mean: "Sunday", "Jan. 24", "earlier this month", "the past year", "from 2015 to 2018".

A text becomes tokens (`tokens`, words in `lexicon`); a table of rules over them (`grammar`) finds expressions and says what they
mean (`dates`, `relative`, `holidays`) as seen from where they stand (`sight`); neighbours that are one are joined (`joins`).
"""

from onrecord.reader.times.find import find_times

__all__ = ["find_times"]
