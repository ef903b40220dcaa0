"""The one place of colour and type: three schemes (light, dark, print) as CSS variables, tested for contrast and colour vision."""

from __future__ import annotations

from typing import Final

Scheme = dict[str, str]
ROLES: Final = ("person", "holder", "system", "body", "oversight", "consequence")
DIFFERENCES: Final = ("added", "removed", "gated", "same")
FONT: Final = '"Helvetica Neue", Arial, "Liberation Sans", "Noto Sans", "DejaVu Sans", system-ui, sans-serif'

LIGHT: Final[Scheme] = {
    "ink": "#17324D", "muted": "#506172", "faint": "#637286", "paper": "#F6F7F8", "surface": "#FFFFFF", "raised": "#EEF2F5",
    "line": "#D5DBE1", "line-strong": "#8C8C8C", "accent": "#17324D", "accent-text": "#FFFFFF", "focus": "#B232C7", "lit": "#17324D",
    "link": "#2A5F84", "warm": "#FBF1EA", "dim-opacity": "0.25",
    "role-person": "#222222", "role-holder": "#336882", "role-system": "#3E9E92", "role-body": "#8A4210",
    "role-oversight": "#D556EC", "role-consequence": "#3C0C9C",
    "diff-added": "#234B5F", "diff-removed": "#ED4612", "diff-gated": "#B232C7", "diff-same": "#8C8C8C",
}
DARK: Final[Scheme] = {
    "ink": "#E8EEF4", "muted": "#B4C0CC", "faint": "#94A3B3", "paper": "#101923", "surface": "#18242F", "raised": "#22303D",
    "line": "#3A4A59", "line-strong": "#7E8B98", "accent": "#CFE0F0", "accent-text": "#101923", "focus": "#F0A6FF", "lit": "#F2F7FC",
    "link": "#9CCBEF", "warm": "#33271F", "dim-opacity": "0.3",
    "role-person": "#F4F4F4", "role-holder": "#5AA0C8", "role-system": "#6FD4BD", "role-body": "#C46A2B",
    "role-oversight": "#F3B3FF", "role-consequence": "#8468F0",
    "diff-added": "#8FD0F0", "diff-removed": "#FF6A3D", "diff-gated": "#C769F0", "diff-same": "#8C8C8C",
}
PRINT: Final[Scheme] = {**LIGHT, "ink": "#000000", "muted": "#333333", "faint": "#444444", "paper": "#FFFFFF", "raised": "#FFFFFF",
                        "line": "#888888", "line-strong": "#555555", "lit": "#000000", "link": "#000000", "warm": "#FFFFFF"}


# What Mantine's inputs are given: the accent as a scale of ten, the same font.
THEME: Final = {
    "primaryColor": "ink", "primaryShade": 8, "autoContrast": True, "fontFamily": "var(--font)",
    "colors": {"ink": ["#EEF2F5", "#D5DBE1", "#B4C0CC", "#94A3B3", "#6F8296", "#506172", "#336882", "#23506F", "#17324D", "#101923"]}}


def _variables(scheme: Scheme) -> str:
    return "".join(f"--{name}:{value};" for name, value in scheme.items())


def stylesheet() -> str:
    """The variables of every scheme as CSS; `data-scheme` on the root element overrides what the system prefers."""
    dark = _variables(DARK)
    return (f":root{{--font:{FONT};color-scheme:light;{_variables(LIGHT)}}}"
            f"@media (prefers-color-scheme:dark){{:root:not([data-scheme=light]){{color-scheme:dark;{dark}}}}}"
            f":root[data-scheme=dark]{{color-scheme:dark;{dark}}}"
            f"@media print{{:root:root{{color-scheme:light;{_variables(PRINT)}}}}}")
