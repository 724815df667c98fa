"""Fetching: check, ask the site's rules, wait for the turn, ask, follow redirects, and say what came."""

from __future__ import annotations

import ssl
import threading
from dataclasses import replace
from datetime import UTC
from importlib.metadata import version
from types import TracebackType

import httpx

from variorum.articles.fetching import robots
from variorum.articles.fetching.answers import Fetched, Validators
from variorum.articles.fetching.asking import Answer, Failed, Line, ask, through, trusted
from variorum.articles.fetching.journey import Journey, leads_on, target
from variorum.articles.fetching.limits import Limits, RealTiming, Timing
from variorum.articles.fetching.network import Budget, Network, Stop
from variorum.articles.fetching.patience import BUSY, backoff, wanted_wait
from variorum.articles.fetching.turns import Turns
from variorum.articles.fetching.urls import check
from variorum.model import Problem

_ROBOTS_REDIRECTS = 5
_OUT_OF_REACH = frozenset({"unreachable", "too_slow"})


def agent(contact: str | None, number: str) -> str:
    """Give the name under which servers are asked, with a way to reach the user. Raises ``ValueError`` for a contact that no header can hold."""
    if contact is None:
        return f"{robots.PRODUCT}/{number}"
    if not (contact.isascii() and contact.isprintable()) or set(contact) & set("()\\") or not 0 < len(contact) <= 200:
        raise ValueError(f"the contact {contact!r} cannot be sent: give a mail address or a URL in plain letters")
    return f"{robots.PRODUCT}/{number} (+{contact})"


class Fetcher:
    """Fetches from the web, politely and safely; several threads may share one. Held open for a whole run.

    ``contact`` is a mail address or URL at which the user can be reached; it is sent to every server. ``allow_private`` allows addresses of
    the user's own network. ``proxy`` is used only if it is named here: one that the environment names would look up the hosts itself,
    and what it connects to could not be checked. Raises ``ValueError`` for a contact or a proxy that is none.
    """

    def __init__(
        self,
        *,
        contact: str | None = None,
        allow_private: bool = False,
        proxy: str | None = None,
        limits: Limits | None = None,
        timing: Timing | None = None,
        tls: ssl.SSLContext | None = None,
        network: Network | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._timing = timing or RealTiming()
        self._stopped = Stop()
        self._line = Line(
            network or Network(), agent(contact, version("variorum")), tls or trusted(), allow_private, through(proxy)
        )
        self._turns = Turns(self.limits, self._timing, self._stopped)
        self._rules: dict[str, robots.Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop: nobody waits any longer, and nothing further is asked for."""
        self._stopped.set()

    def wait_for(self, host: str) -> float:
        """Give the seconds until a host may be asked again."""
        return self._turns.wait(host)

    def get(self, url: str, known: Validators | None = None) -> Fetched | Problem:
        """Fetch one URL; with ``known``, only if it has changed since.

        Nothing is raised for what a URL, a network or a server does: it becomes a Problem of the kind ``refused``, ``disallowed``,
        ``gone``, ``forbidden``, ``later``, ``unreachable``, ``too_slow``, ``too_large``, ``broken_answer``, ``redirects``, ``empty`` or ``stopped``.
        """
        journey = Journey(url, known)
        current = check(url, private=self._line.private)
        while isinstance(current, httpx.URL):
            wrong = journey.ends(current, self.limits.redirects)
            wrong = wrong or self._rules_of(current).forbid(url, current.host)
            if wrong:
                return wrong
            answer = self._patiently(current, known=known)
            if isinstance(answer, Problem):
                return replace(answer, input=url)
            if not leads_on(answer):
                return journey.end(current, answer, self.moment())
            current = journey.go_on(current, answer, private=self._line.private)
        return current

    def moment(self) -> str:
        """Give the moment, ISO 8601 in UTC."""
        return self._timing.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _patiently(
        self, url: httpx.URL, *, known: Validators | None = None, enough: int | None = None
    ) -> Answer | Problem:
        """Ask in turn, and ask again where a server is busy or out of reach."""
        problem = Problem(
            str(url),
            "later",
            "its server was out of reach or busy a moment ago, and is left alone for now: try again later",
        )
        answer: Answer | Failed | None = None
        for attempt in range(1, self.limits.attempts + 1):
            with self._turns.turn(url.host) as given:
                if not given:
                    return problem
                budget = Budget(self.limits, self._timing, self._stopped)
                answer = ask(url, self._line, self.limits, budget, known=known, enough=enough)
                if isinstance(answer, Answer) and answer.status not in BUSY:
                    self._turns.reached(url.host, reached=True)
                    return answer
                if isinstance(answer, Failed) and not answer.again:
                    self._turns.reached(url.host, reached=answer.problem.kind not in _OUT_OF_REACH)
                    return answer.problem
                problem = self._hold(url, answer, attempt)
        self._turns.reached(url.host, reached=isinstance(answer, Answer))
        return problem

    def _hold(self, url: httpx.URL, answer: Answer | Failed, attempt: int) -> Problem:
        """Leave a host alone as long as it wants, and longer after each attempt."""
        wanted = None
        if isinstance(answer, Answer):
            wanted = wanted_wait(answer.headers.get("retry-after"), self._timing.now())
        if wanted or attempt < self.limits.attempts:
            self._turns.hold(url.host, backoff(attempt, self.limits.backoff, wanted))
        if isinstance(answer, Failed):
            return answer.problem
        when = f"in {wanted:.0f} seconds" if wanted else "later"
        return Problem(
            str(url), "later", f"its server is busy or has failed (status {answer.status}): try again {when}"
        )

    def _rules_of(self, url: httpx.URL) -> robots.Rules:
        """Give a site's rules, fetched once a day; who asks meanwhile waits."""
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            rules = self._rules.get(site)
            if rules is None or rules.until <= self._timing.monotonic():
                rules = self._fetch_rules(httpx.URL(f"{site}/robots.txt"))
                self._rules[site] = rules
                self._turns.slow_down(url.host, rules.delay)
            return rules

    def _fetch_rules(self, url: httpx.URL) -> robots.Rules:
        """Ask a site for its rules. As RFC 9309 has it: none are there, everything is allowed; out of reach, nothing is."""
        current = url
        parsed = None
        for _ in range(_ROBOTS_REDIRECTS + 1):
            answer = self._patiently(current, enough=self.limits.robots)
            if isinstance(answer, Problem):
                return robots.Rules(self._timing.monotonic() + self.limits.hold, unread=answer)
            if not leads_on(answer):
                parsed = robots.parse(answer.body, self.limits.robots)
                break
            found = target(current, answer.headers["location"], private=self._line.private)
            if isinstance(found, Problem):
                break
            current = found
        return robots.Rules(self._timing.monotonic() + self.limits.robots_age, parsed)
