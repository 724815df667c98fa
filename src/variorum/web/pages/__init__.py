"""The pages: one router for each family of them."""

from __future__ import annotations

from fastapi import APIRouter

from variorum.web.pages import entering, stories

ROUTERS: tuple[APIRouter, ...] = (entering.router, stories.router)
"""In this order; of two that fit an address the first answers."""
