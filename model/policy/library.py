"""Where packs live, and a policy read from one of them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from model.fault import Fault, Faults, nearest
from model.policy.checking import check
from model.policy.pack import Pack
from model.policy.persona import Persona
from model.policy.policy import EVERYONE, SECTIONS, Policy
from model.policy.reading import Progress, read_folder
from model.policy.record import LANGUAGES

DATA = Path(__file__).resolve().parents[2] / "data"
VOCABULARY = DATA / "vocabulary"


def packs(data: Path | None = None) -> dict[str, Path]:
    """The pack folders in a data folder, by id."""
    folder = (data or DATA) / "packs"
    return {path.parent.name: path.parent for path in sorted(folder.glob("*/pack.yaml"))}


def find(pack: str, data: Path | None = None) -> Path:
    """The folder of a pack, by id or by path; raises the fault of an unknown pack."""
    known = packs(data)
    if pack in known:
        return known[pack]
    folder = Path(pack)
    if (folder / "pack.yaml").is_file():
        return folder
    if folder.is_dir():
        raise Faults([Fault(str(folder), 0, "", "this folder holds no pack.yaml", "A pack folder begins with pack.yaml.")])
    raise Faults([Fault("", 0, "", f"there is no pack {pack!r}", nearest(pack, known))])


@lru_cache(maxsize=8)
def _read(folder: Path, stamp: tuple[tuple[str, int, int], ...], progress: Progress | None) -> Policy:
    return assemble(folder, progress)


def read(folder: Path, progress: Progress | None = None) -> Policy:
    """The policy of a pack folder, read once per content; raises all its faults at once."""
    files = sorted(folder.rglob("*.yaml"))
    stamp = tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in files for stat in (path.stat(),))
    return _read(folder.resolve(), stamp, progress)


def assemble(folder: Path, progress: Progress | None = None) -> Policy:
    """Read, check and put together a pack folder and the shared vocabulary; raises every fault found."""
    own, shared = read_folder(folder, LANGUAGES, progress), read_folder(VOCABULARY, LANGUAGES)
    faults, kept = [*shared.faults, *own.faults], [*shared.found, *own.found]
    parts: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS if name not in ("pack", "instrument")}
    pack: Pack | None = None
    for each in kept:
        if isinstance(each.record, Pack):
            pack = each.record
        else:
            parts["instruments" if each.section == "instrument" else each.section].setdefault(each.record.id, each.record)
    if pack is None or EVERYONE not in parts["personas"]:
        raise Faults(faults or [Fault(str(folder / "pack.yaml"), 0, "pack", "a pack says what it is", "Begin with `pack:`.")])
    everyone = parts["personas"].pop(EVERYONE)
    parts["personas"][EVERYONE] = Persona(
        id=EVERYONE, name=everyone.name, fictional=True,
        attributes=tuple(sorted(key for key, each in parts["attributes"].items() if each.of_persona)),
        facts=tuple(sorted(key for key, each in parts["facts"].items() if each.kind == "standing")),
        acts=tuple(sorted(key for key, each in parts["facts"].items() if each.kind == "act")))
    ordered = {name: dict(records) if name == "personas" else dict(sorted(records.items())) for name, records in parts.items()}
    policy = Policy(pack=pack, digest=digest(folder), folder=folder, **ordered)
    refuse([*faults, *check(policy, kept, own.lost | shared.lost)])
    return policy


def digest(folder: Path) -> str:
    """A short fingerprint of all that a pack and the shared vocabulary say."""
    whole = hashlib.sha256()
    for base in (folder, VOCABULARY):
        for path in sorted(path for path in base.rglob("*.yaml") if path.is_file()):
            whole.update(str(path.relative_to(base)).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:12]


def refuse(faults: list[Fault]) -> None:
    """Raise every fault found so far, if any."""
    if faults:
        raise Faults(faults)
