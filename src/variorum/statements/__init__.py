"""Stage 4, statements: one article in, everything it says out, independent of every other article."""
