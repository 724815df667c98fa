"""The language of a text, as ISO 639-1."""

from __future__ import annotations

_ENOUGH = 3000
_LEAST = 20


def detect(text: str) -> str | None:
    """Say which language a text is in, from its first 3,000 characters; ``None`` if it has hardly any letters.

    Method: Lui and Baldwin, "langid.py" (ACL 2012), as rebuilt in py3langid.
    """
    sample = text[:_ENOUGH]
    if sum(character.isalpha() for character in sample) < _LEAST:
        return None
    from py3langid import classify  # half a second to load: only who detects pays

    language: str = classify(sample)[0]
    return None if language == "zxx" else language  # "no linguistic content"


def normalise(language: str | None) -> str | None:
    """Turn "en-US", "EN_gb" or "eng" into "en"; ``None`` stays."""
    if not language:
        return None
    code = language.strip().replace("_", "-").split("-")[0].lower()
    three = {
        "eng": "en",
        "deu": "de",
        "ger": "de",
        "fra": "fr",
        "fre": "fr",
        "spa": "es",
        "ita": "it",
        "nld": "nl",
        "vie": "vi",
    }
    code = three.get(code, code)
    return code if code.isalpha() and 2 <= len(code) <= 3 else None
