"""Archives in parts: a plan of batches that is made in one pass, and each batch read by itself, in any process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from framing.errors import InputError
from framing.model import Skipped, Source
from framing.text.reading.cuts import BATCH_BYTES, BATCH_TEXTS, Cut
from framing.text.reading.cutting import cut_table, read_cut
from framing.text.reading.files import Read, sources_in, table_sources
from framing.text.reading.manifest import MANIFEST
from framing.text.reading.places import Place, address_places, places, read_bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Some texts of an archive that follow each other: whole files, or a cut of one table.

    `number` counts the batches from 0; `texts` is how many files or rows there are in it.
    """

    places: tuple[Place, ...]
    texts: int
    cut: Cut | None = None
    number: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The batches of an archive in order, and the hash of each file or folder they are made of."""

    batches: tuple[Batch, ...]
    inputs: dict[str, str]

    @property
    def texts(self) -> int:
        """How many files and rows there are."""
        return sum(batch.texts for batch in self.batches)


def plan(paths: Iterable[str | Path], *, as_is: bool = False, outlet: str | None = None) -> Plan:
    """Return the batches in files and folders: the same whatever happens to them later, in the order of `read_sources`.

    Every file is read once, for its hash and to find where rows begin; memory does not grow with their size.

    Raises InputError where `read_sources` does for a path or a manifest, for a table without a column `text`, and for a
    table of which it cannot be said where its rows end.
    """
    batches: list[Batch] = []
    inputs: dict[str, str] = {}
    for given in paths:
        address = "://" in str(given)
        listed = address_places(str(given), outlet=outlet) if address else places([given], outlet=outlet)
        made, digest = plan_places(listed, as_is=as_is)
        batches += made
        inputs[str(given)] = digest
    return Plan(batches=numbered(batches), inputs=inputs)


def plan_places(listed: Iterable[Place], *, as_is: bool) -> tuple[list[Batch], str]:
    """Return the batches of some files, not yet numbered, and one hash over all of them."""
    batches: list[Batch] = []
    digest = sha256()
    gathered: list[Place] = []
    size = 0
    for place in listed:
        if place.is_table:
            batches += _whole(gathered)
            gathered, size = [], 0
            cuts, found = cut_table(place.path, as_is=as_is)
            batches += [Batch(places=(place,), texts=cut.texts, cut=cut) for cut in cuts]
        else:
            content = read_bytes(place.path)
            found = sha256(content).hexdigest()
            if gathered and (size + len(content) > BATCH_BYTES or len(gathered) == BATCH_TEXTS):
                batches += _whole(gathered)
                gathered, size = [], 0
            gathered.append(place)
            size += len(content)
        digest.update(f"{place.path}\0{found}\0{_said(place)}\n".encode())
    return batches + _whole(gathered), digest.hexdigest()


def numbered(batches: Iterable[Batch]) -> tuple[Batch, ...]:
    """Return the batches with their numbers."""
    return tuple(replace(batch, number=number) for number, batch in enumerate(batches))


def read_batch(batch: Batch, *, as_is: bool) -> Read:
    """Return the sources in a batch, and what holds no text or cannot be read.

    What `read_sources` refuses in one text is left out here, with its place: one bad row does not end a run over
    millions. Ids are as the texts name them; two texts may have the same.

    Raises InputError for a file that is no longer there or cannot be read: that is no fault of a text.
    """
    sources: list[Source] = []
    skipped: list[Skipped] = []

    def fault(error: InputError) -> None:
        said = error.what + (f"; {error.remedy}" if error.remedy else "")
        skipped.append(Skipped(origin=error.where, reason="unreadable", detail=said))

    for place in batch.places:
        if batch.cut is None:
            content = read_bytes(place.path)
            try:
                found, empty = sources_in(place, content, as_is=as_is)
            except InputError as error:
                fault(error)
                continue
        elif batch.cut.start == batch.cut.stop:
            found, empty = [], [Skipped(origin=str(place.path), reason="empty", detail="the table has no rows")]
        else:
            rows = tuple(read_cut(place.path, batch.cut, fault))
            found, empty = table_sources(place, rows, as_is=as_is, fault=fault, parted=True)
        sources += found
        skipped += empty
    return sources, skipped


def _whole(gathered: list[Place]) -> list[Batch]:
    return [Batch(places=tuple(gathered), texts=len(gathered))] if gathered else []


def _said(place: Place) -> str:
    """Return what is known of a text before it is read: a changed manifest changes the hash of the input."""
    if place.listed is not None:
        return repr(sorted(place.listed.known.items()))
    if not place.is_table:
        return ""
    beside = Path(place.path).parent / MANIFEST
    return sha256(beside.read_bytes()).hexdigest() if beside.is_file() else ""
