"""Reading: packs of 10² to 10⁴ records in a temporary folder, against bare YAML and bare pydantic over the same files."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import yaml
from race import race

from model.policy.library import assemble
from model.policy.policy import SECTIONS, SINGLE

SIZES = (100, 1_000, 10_000)
PAGE = """pack:
  id: zz
  name: Zedland
  version: "1"
  as_of: 2030-01-01
  languages: [en]
  invented: true
  licence: CC-BY-4.0
  about: ["An invented country, made to be measured."]
  persons: "Nobody is held here."
sources:
  - {id: gazette, kind: official, group: gazette, date: 2020-01-01, own_state: true}
facts:
  - {id: pays, kind: act, name: Pays}
personas:
  - {id: walker, name: Walker, fictional: true, acts: [pays]}
"""
FLOW = """  - id: flow-{n}
    sender: body-{a}
    recipient: body-{b}
    information: [{kind}]
    modality: power
    basis: zz/law/2020-01-01/{act}
    principle: {{access: request, authorisation: prosecutor, shown: no}}
    claims:
      - {{source: gazette, proximity: primary-text, locator: item {n}, says: "The law lets this pass."}}
"""


def write(folder: Path, records: int) -> int:
    """A valid pack of about so many records, four fifths of them flows, a file for each act; the number really written."""
    acts, bodies = max(1, records // 50), max(2, records // 8)
    kinds = ("call-metadata", "payment-transaction")
    (folder / "pack.yaml").write_text(PAGE + "types:\n" + "".join(f"  - {{id: zz-{kind}, name: {kind}}}\n" for kind in kinds))
    (folder / "actors.yaml").write_text("actors:\n" + "".join(
        f"  - {{id: body-{n}, kind: state-body, name: Body {n}, claims: [{{source: gazette}}]}}\n" for n in range(bodies)))
    flows = records - acts - bodies
    for act in range(acts):
        own = range(act, flows, acts)
        (folder / f"law-{act}.yaml").write_text(
            f"instrument:\n  {{id: zz/law/2020-01-01/{act}, kind: law, number: '{act}', name: Law {act}, adopted: 2020-01-01,\n"
            "   claims: [{source: gazette, proximity: first-hand}]}\nflows:\n" + "".join(
                FLOW.format(n=n, a=n % bodies, b=(n * 7 + 1) % bodies if (n * 7 + 1) % bodies != n % bodies else (n + 1) % bodies,
                            kind=f"zz-{kinds[n % 2]}", act=act) for n in own) + ("  []\n" if not own else ""))
    return flows + acts + bodies


def by_yaml(folder: Path) -> list[Any]:
    """The files as plain data, with nothing checked and no line remembered."""
    return [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for path in sorted(folder.rglob("*.yaml"))]


def by_pydantic(pages: list[Any]) -> int:
    """The records from plain data, with nothing checked between them."""
    count = 0
    for page in pages:
        for section, given in page.items():
            for each in [given] if section in SINGLE else given:
                SECTIONS[section].model_validate(each)
                count += 1
    return count


def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Every size, in seconds a record; the peers do a part of the work each, so there is no answer to compare."""
    told: dict[str, Any] = {}
    for size in [size for size in given.sizes or SIZES if size <= 100_000]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            count = write(folder, size)
            plain = [yaml.load(path.read_text(), Loader=yaml.BaseLoader) for path in sorted(folder.rglob("*.yaml"))]
            assert len(assemble(folder).flows) > size // 2 and by_pydantic(plain) >= count
            figures = race({"ours: read, checked, every fault with its line": lambda folder=folder: assemble(folder),
                            "bare PyYAML, C loader": lambda folder=folder: by_yaml(folder),
                            "bare pydantic": lambda plain=plain: by_pydantic(plain)},
                           given.rounds if size < 10_000 else min(given.rounds, 3), equal=lambda answer: None)
            told[str(size)] = {"records": count, "files": len(plain), "bytes": sum(path.stat().st_size for path in folder.rglob("*.yaml")),
                               "microseconds a record": {key: round(each["seconds"] / count * 1e6, 1) for key, each in figures.items()},
                               "times": figures}
    return told
