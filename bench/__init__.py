"""The measurements behind every figure in the documentation: ``variorum bench`` (or ``python -m bench PART``).

One module a part in ``bench.parts``, each giving ``Row`` values; the rivals in ``bench.rivals``; the definitions of the
measures in ``bench.metrics``. It comes with the source checkout, not with the installed package.
"""
