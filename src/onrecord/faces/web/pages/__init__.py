"""The handlers of the pages, by what they show. Each takes an `onrecord.faces.web.asking.Asked` and gives a response."""
