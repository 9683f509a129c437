"""Reading an article: encoder, decoders and the rules that turn spans into statements."""
