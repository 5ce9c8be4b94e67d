"""The bill of materials of a site as CycloneDX 1.6: no clock, no chance, the same on every run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .locks import Locked
from .materials import FontFile, Package

__all__ = ["bill_of_materials"]

_PROGRAM = "nianbao"


def bill_of_materials(
    version: str, packages: Sequence[Package], fonts: Sequence[FontFile]
) -> dict[str, Any]:
    """The program in this version, with the packages and fonts that it built a site with."""
    program = f"pkg:generic/{_PROGRAM}@{version}"
    of_fonts = [_font(font) for font in fonts]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "component": {
                "type": "application",
                "bom-ref": program,
                "name": _PROGRAM,
                "version": version,
                "licenses": [{"license": {"id": "MulanPSL-2.0"}}],
            },
        },
        "components": [*map(_component, packages), *of_fonts],
        "dependencies": [
            {
                "ref": program,
                "dependsOn": [
                    *_needed_by(_PROGRAM, packages),
                    *(font["bom-ref"] for font in of_fonts),
                ],
            },
            *(
                {
                    "ref": _address(package.locked),
                    "dependsOn": _needed_by(package.locked.name, packages),
                }
                for package in packages
            ),
        ],
    }


def _address(locked: Locked) -> str:
    return f"pkg:pypi/{locked.name}@{locked.version}"


def _component(package: Package) -> dict[str, Any]:
    address = _address(package.locked)
    return {
        "type": "library",
        "bom-ref": address,
        "name": package.locked.name,
        "version": package.locked.version,
        "description": package.summary,
        "licenses": [{"expression": package.licence}],
        "purl": address,
        # One package has many files, one for each system; the lock takes any of these.
        "externalReferences": [
            {
                "type": "distribution",
                "url": address,
                "comment": "锁定文件所列的安装包，各系统各有一个",
                "hashes": [{"alg": "SHA-256", "content": d} for d in package.locked.digests],
            }
        ],
    }


def _font(font: FontFile) -> dict[str, Any]:
    return {
        "type": "file",
        "bom-ref": f"sha256:{font.digest}",
        "name": font.name,
        "version": font.version,
        "description": "、".join(font.families),
        "hashes": [{"alg": "SHA-256", "content": font.digest}],
        **({"licenses": [{"license": {"id": font.licence}}]} if font.licence else {}),
    }


def _needed_by(name: str, packages: Sequence[Package]) -> list[str]:
    return [_address(p.locked) for p in packages if name in p.locked.needed_by]
