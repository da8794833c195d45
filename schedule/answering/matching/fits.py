"""How typed words fit the parts of one name: each word to one part, the likest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from schedule.answering.matching.postings import Items
from schedule.answering.matching.vocabulary import likeness

_INITIAL = 0.9  # an initial fits, but it fits many
_LONE = 0.8  # the same where the schedule has the initial: any name that begins so would fit
_SLIP = 1.51  # what one slip costs at most, in letters (see `vocabulary.likeness`)
_TWO_SLIPS = 2.01
_ONE_SLIP = 0.67  # a word with one slip is never less, however short
_DISORDERED = 0.3  # `yao wei` is not Wei-Yao Wang
_REVERSED = 0.03  # what another order costs a name with slips in it
_LESS = 0.005  # decides between names that fit alike
_LETTER_BY_LETTER = 0.999
_NEAR_BESIDE = 0.5  # a word less like is another word, even beside one that the person bears
_PARTLY = 0.05  # what each part that was not typed costs a name with slips in it


class Piece(NamedTuple):
    """One typed word, or neighbours written as one: its places as bits, the words it may be, and who bears those."""

    places: int
    letters: int
    likes: Mapping[int, float]
    alone: bool  # whether it may name somebody without another word
    known: bool  # whether it is a word of somebody's name as it was typed
    bearers: Items


class Fit(NamedTuple):
    """What of the question a person accounts for: places and parts as bits, likeness by letters, the least like."""

    person: int
    places: int
    parts: int
    score: float
    weakest: float  # the likeness of the least like word
    in_order: bool = True
    other: bool = False  # a typed word that is part of somebody's name would have to be another part misspelt
    close: bool = False  # one word as the name has it, two slips at most in any other

    @property
    def width(self) -> int:
        """How many of the typed words it accounts for."""
        return self.places.bit_count()


def fit(
    person: int,
    parts: Sequence[int],
    alternates: Iterable[tuple[int, int]],
    pieces: Iterable[Piece],
    lengths: Sequence[int],
) -> tuple[Fit, float]:
    """The fit, and the letters it accounts for. `lengths` gives the letters of each word of the vocabulary."""
    spelt = [*((word, 1 << at) for at, word in enumerate(parts)), *alternates]
    options = [
        (like, piece.places.bit_count() + bits.bit_count(), -piece.places, bits, piece, lengths[word])
        for piece in pieces
        for word, bits in spelt
        if (like := piece.likes.get(word))
    ]
    options.sort(key=lambda option: option[:4], reverse=True)
    places = taken = 0
    total = letters = 0.0
    weakest, likest = 1.0, 0.0
    other, close = False, True
    order: list[tuple[int, int]] = []
    for like, _, _, bits, piece, length in options:
        if not (places & piece.places or taken & bits):
            order.append((piece.places, bits))
            places |= piece.places
            taken |= bits
            total += like * piece.letters
            letters += piece.letters
            likest = max(likest, like)
            slips = (1 - like) * max(piece.letters, length)
            weakest = min(weakest, like if slips > _SLIP else max(like, _ONE_SLIP))
            other = other or (piece.known and slips > _SLIP)
            close = close and slips <= _TWO_SLIPS
    score = total / letters if letters else 0.0
    close = close and likest == 1
    return Fit(person, places, taken, score, weakest, _in_order(order), other, close), letters


def _in_order(order: list[tuple[int, int]]) -> bool:
    parts = [bits for _, bits in sorted(order)]
    return parts == sorted(parts)


def add_initials(found: Fit, letters: float, names: Sequence[str], typed: Sequence[str]) -> Fit:
    """Lone letters beside the fitted words, taken for the parts that begin so.

    The other way round, a lone letter of the name stands for a typed word only where nothing else of the name is
    left: `J. Dean` is Jeff Dean, `John D. Kirwan` is not John Darrington.
    """
    left = [at for at in range(len(names)) if not found.parts >> at & 1]
    only = all(len(names[at]) == 1 for at in left)
    for place, word in enumerate(typed):
        beside = found.places & (1 << place + 1 | 1 << place >> 1)
        if found.places >> place & 1 or not beside:
            continue
        for at in left:
            if names[at][0] == word[0] and (len(word) == 1 or (only and len(names[at]) == 1)):
                like = _INITIAL if len(word) == 1 else _LONE
                found = _with_part(found, (letters, len(word)), (place, at), like)
                letters += len(word)
                left.remove(at)
                break
    return found


def _with_part(found: Fit, letters: tuple[float, int], where: tuple[int, int], like: float) -> Fit:
    before, more = letters
    place, at = where
    score = (found.score * before + like * more) / (before + more)
    return found._replace(
        places=found.places | 1 << place, parts=found.parts | 1 << at, score=score, weakest=min(found.weakest, like)
    )


def add_slips(found: Fit, names: Sequence[str], typed: Sequence[str], free: Mapping[int, bool]) -> Fit:
    """A word beside the fitted ones, taken for a part of the name that is like it.

    `free` are the places that may be names, with whether somebody's name has the word as it was typed.
    """
    for place, known in free.items():
        left = [at for at in range(len(names)) if not found.parts >> at & 1 and len(names[at]) > 1]
        if found.places >> place & 1 or not found.places & (1 << place + 1 | 1 << place >> 1) or not left:
            continue
        word = typed[place]
        like, at = max((likeness(word, names[at]), -at) for at in left)
        slips = (1 - like) * max(len(word), len(names[-at]))
        if slips > (_SLIP if known else _TWO_SLIPS) or like < _NEAR_BESIDE:
            continue
        letters = sum(len(typed[other]) for other in range(len(typed)) if found.places >> other & 1)
        in_order = found.in_order and _in_order([(found.places, found.parts), (1 << place, 1 << -at)])
        least = like if slips > _SLIP else max(like, _ONE_SLIP)
        found = _with_part(found, (letters, len(word)), (place, -at), like)._replace(
            weakest=min(found.weakest, least), in_order=in_order
        )
    return found


def discount(found: Fit, names: Sequence[str]) -> Fit:
    """What speaks against a name that was typed in part only, in another order, or cut into other words.

    More where there are slips in it as well; who bears the name just as it was typed goes first in any case.
    """
    left = sum(not found.parts >> at & 1 for at, part in enumerate(names) if len(part) > 1)
    if left and not found.in_order:
        return found._replace(score=found.score - _DISORDERED)
    slipped = found.weakest < _LETTER_BY_LETTER
    cut = abs(found.parts.bit_count() - found.places.bit_count())
    part = _PARTLY if found.weakest < _INITIAL else _PARTLY / 2 if slipped else _LESS
    less = part * left + _LESS * cut
    if not found.in_order:
        less += _REVERSED if slipped else _LESS
    return found._replace(score=found.score - less) if less else found


def covered_by(fits: Iterable[Fit]) -> int:
    """The places, as bits, that somebody accounts for."""
    covered = 0
    for found in fits:
        covered |= found.places
    return covered


def best_of(fits: Iterable[Fit]) -> list[Fit]:
    """Best first, each person once; who accounts for fewer of the same words than another is left out."""
    ranked = sorted(fits, key=lambda found: (-found.width, -found.score, -found.parts.bit_count()))
    kept: dict[int, Fit] = {}
    masks: list[int] = []
    for found in ranked:
        inside = any(found.places & mask == found.places != mask for mask in masks)
        if not inside and found.person not in kept:
            kept[found.person] = found
            if found.places not in masks:
                masks.append(found.places)
    return list(kept.values())
