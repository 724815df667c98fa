"""Stage 5, collation: what the tellings of one story agree on, differ on and leave out."""
