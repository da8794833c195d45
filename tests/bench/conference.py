"""Conferences to measure with: a real large one where its table lies beside the checkout, else an invented one.

Everything is made from fixed seeds, so that two runs measure the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from schedule import Context, Schedule, Source, read
from schedule.models import Person, Session

LARGE, HUGE = 5_862, 50_000
_PEOPLE = 23_907
_TABLE = Path(__file__).resolve().parents[3] / "shared" / "schedules" / "large" / "neurips-2025-events-authors.tsv"
_START = datetime(2027, 6, 7, 9, 0, tzinfo=UTC)

# ruff: noqa: E501, SIM905 - a list of words reads best as words
# fmt: off
_TERMS = (
    *"adaptive agents alignment annotation approximate archives attention audio auditing balancing bayesian".split(),
    *"benchmark biology boundaries caching calibrated calibration causal certified channels climate clustering".split(),
    *"coastal coding compilers compositional compression conditional congestion consensus constraints contrastive".split(),
    *"control convex curriculum data decoding deep delayed dense detection diffusion discovery distillation".split(),
    *"distributed documents drift dynamics editing efficient embedding energy ensembles equivariant estimation".split(),
    *"evaluation explanation exploration federated fields filtering flow forecasting foundation functional".split(),
    *"generalisation generative geometry gradient graph grounding hardware heterogeneous hierarchical hybrid".split(),
    *"imaging implicit incremental inference interpolation invariance inverse kernels knowledge landscapes".split(),
    *"language latency latent layers learning lightweight linear localisation manifold mapping matching memory".split(),
    *"meta microscopy mixtures molecules momentum motion multimodal networks neural noise nonlinear objects".split(),
    *"offline online operators optimal optimisation oracles packing parallel parsing partial personalised physics".split(),
    *"planning policies posterior predictive preferences pretraining priors privacy probabilistic programs".split(),
    *"projection prompts proofs protein pruning quantisation queries ranking reasoning recovery recurrent".split(),
    *"regression regularisation reinforcement relational representations retrieval rewards robots robust routing".split(),
    *"sampling scalable scenes scheduling search segmentation self semantics sensors sequences shallow signals".split(),
    *"simulation sketching sparse spectral speech spiking stability stochastic storage streaming structure".split(),
    *"submodular summaries supervision surrogates symbolic synthesis tabular temporal tensors tokens topology".split(),
    *"tracking trajectories transfer transformers transport trees uncertainty unlearning unsupervised variational".split(),
    *"verification video views vision watermarks wavelets weather weights windows".split(),
)
_LINKS = ("for", "with", "via", "in", "of", "beyond", "from", "without", "under", "through")
_SYLLABLES = (
    *"ba be bo chen da dan deng do fa fei fu gao gu hai han hao he hong hu jia jian jin jun kai ke ko la lei li".split(),
    *"lin lu ma mei min mo na ni ning ou pei pin qi qian ra ren ro rui sha shi shu si son ta tao te tian ting to".split(),
    *"wei wen wu xia xin xu ya yan yi ying yu yuan ze zhe zhi zhou zi zu al bert car den el fred gar hel in jor".split(),
    *"kas len mar nor ol per ros sven tor ul vic wal".split(),
)
_SURNAME_ENDS = ("", "", "", "son", "ov", "ez", "ini", "sen", "berg", "ura", "idis", "mann", "wala", "yan")
# fmt: on


@cache
def workshop() -> Schedule:
    from bot.bundled import WORKSHOP  # noqa: PLC0415 - the other sizes need nothing of the application
    from bot.sources import load_source  # noqa: PLC0415

    return read(load_source(WORKSHOP.source), Context(day=WORKSHOP.date, timezone=WORKSHOP.timezone))


@cache
def large() -> Schedule:
    """5,862 sessions and 23,907 names."""
    if _TABLE.is_file():
        context = Context(day=_START.date(), timezone="America/Los_Angeles")
        return read(Source(_TABLE.name, {_TABLE.name: _TABLE.read_bytes()}), context)
    return _invented(LARGE, _PEOPLE)


@cache
def huge() -> Schedule:
    """50,000 sessions: the large conference again and again, one word of each title and name altered."""
    base, rng = large(), random.Random(5)
    people: dict[tuple[int, str], Person] = {}
    sessions: list[Session] = list(base.sessions)
    for copy in range(1, HUGE // len(base.sessions) + 1):
        for session in base.sessions[: HUGE - len(sessions)]:
            for person in session.people:
                if (copy, person.id) not in people:
                    name = _altered(rng, person.name)
                    people[copy, person.id] = Person(id=f"{person.id}#{copy}", name=name)
            authors = tuple(people[copy, person.id] for person in session.people)
            title = _altered(rng, session.title)
            sessions.append(
                session.model_copy(update={"id": f"{session.id}#{copy}", "title": title, "authors": authors})
            )
    return Schedule(title=base.title, timezone=base.timezone, sessions=tuple(sessions))


def names(schedule: Schedule) -> list[str]:
    return sorted({person.name for session in schedule.sessions for person in session.people})


def _invented(sessions: int, people: int) -> Schedule:
    rng = random.Random(1)
    everyone = [Person(id=f"p{number}", name=name) for number, name in enumerate(_names(rng, people))]
    shuffled = everyone * 2
    rng.shuffle(shuffled)
    share = len(shuffled) // sessions
    return Schedule(
        title="Invented",
        timezone="UTC",
        sessions=tuple(
            Session(
                id=f"s{number}",
                title=_title(rng),
                kind=rng.choice(("Poster", "Poster", "Poster", "Talk", "Spotlight")),
                starts_at=_START + timedelta(minutes=15 * (number % 300)),
                ends_at=_START + timedelta(minutes=15 * (number % 300) + 15),
                authors=tuple({p.id: p for p in shuffled[number * share : number * share + share]}.values()),
            )
            for number in range(sessions)
        ),
    )


def _names(rng: random.Random, count: int) -> Iterator[str]:
    seen: set[str] = set()
    while len(seen) < count:
        first = "".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2)))).title()
        last = ("".join(rng.choices(_SYLLABLES, k=rng.choice((1, 1, 2)))) + rng.choice(_SURNAME_ENDS)).title()
        name = f"{first} {last}"
        if name not in seen:
            seen.add(name)
            yield name


def _title(rng: random.Random) -> str:
    terms = rng.sample(_TERMS, rng.randint(4, 7))
    coined = "".join(rng.choices(_SYLLABLES, k=3)).title()
    at = rng.randint(1, len(terms) - 2)
    words = [*terms[:at], rng.choice(_LINKS), *terms[at:]]
    title = " ".join(word.title() if word not in _LINKS else word for word in words)
    return f"{coined}: {title}" if rng.random() < 0.6 else title


def _altered(rng: random.Random, text: str) -> str:
    words = text.split()
    at = rng.randrange(len(words))
    words[at] += rng.choice(_SYLLABLES)
    return " ".join(words)
