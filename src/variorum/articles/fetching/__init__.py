"""Fetching from the web, politely and safely: URLs → bytes, with what to remember of them."""

from __future__ import annotations

from variorum.articles.fetching.answers import Fetched, Validators
from variorum.articles.fetching.fetcher import Fetcher
from variorum.articles.fetching.following import Followed, Known, Remembered, follow
from variorum.articles.fetching.limits import Limits, RealTiming, Timing
from variorum.articles.fetching.network import Network
from variorum.articles.fetching.urls import check

__all__ = [
    "Fetched",
    "Fetcher",
    "Followed",
    "Known",
    "Limits",
    "Network",
    "RealTiming",
    "Remembered",
    "Timing",
    "Validators",
    "check",
    "follow",
]
