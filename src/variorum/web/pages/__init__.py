"""The pages: one router for each family of them."""

from __future__ import annotations

from fastapi import APIRouter

from variorum.web.pages import (
    adding,
    changes,
    deciding,
    downloads,
    entering,
    findings,
    jobs,
    library,
    people,
    pledges,
    search,
    side_by_side,
    stories,
    tellings,
    words,
)

ROUTERS: tuple[APIRouter, ...] = (
    entering.router,
    library.router,
    people.router,
    pledges.router,
    changes.router,
    search.router,
    adding.router,
    jobs.router,
    deciding.router,
    downloads.router,
    side_by_side.router,
    findings.router,
    tellings.router,
    words.router,
    stories.router,
)
"""In this order; of two that fit an address the first answers."""
