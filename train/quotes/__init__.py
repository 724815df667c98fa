"""The training of the quote tagger: examples, network, fitting and export. Not part of the package."""
