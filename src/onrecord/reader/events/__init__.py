"""What happened: PLOVER events, read off the parse with a lexicon of onrecord's own."""

from onrecord.reader.events.find import find_events

__all__ = ["find_events"]
