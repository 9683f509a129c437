"""The pages: the record read, checked against its words, quoted and corrected in a browser; and the same over HTTP."""
