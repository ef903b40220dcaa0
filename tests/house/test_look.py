"""The palette can be read by everybody: contrast (WCAG 2.2), distance under simulated colour vision (Machado 2009, CIEDE2000)."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

from app.look import DARK, DIFFERENCES, LIGHT, PRINT, ROLES, stylesheet

APP = Path(__file__).resolve().parents[2] / "app"
SCHEMES = {"light": LIGHT, "dark": DARK, "print": PRINT}
SCREENS = ("light", "dark")
ROLE_COLOURS, DIFFERENCE_COLOURS = [f"role-{name}" for name in ROLES], [f"diff-{name}" for name in DIFFERENCES]
LEAST = {"roles": (ROLE_COLOURS, 10), "differences": (DIFFERENCE_COLOURS, 15)}

# Machado, Oliveira, Fernandes 2009, A physiologically-based model for simulation of colour vision deficiency: severity 1.0, linear RGB.
VISION = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    """Linear RGB, 0 to 1."""
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one, other):
    weights = (0.2126, 0.7152, 0.0722)
    dark, light = sorted(sum(weight * part for weight, part in zip(weights, linear(each), strict=True)) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(colour, vision="full"):
    """CIE L*a*b* (D65) of a colour as somebody with this vision sees it."""
    rgb = linear(colour)
    seen = [min(1, max(0, sum(weight * part for weight, part in zip(row, rgb, strict=True)))) for row in VISION[vision]]
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    x, y, z = (sum(weight * part for weight, part in zip(row, seen, strict=True)) / white
               for row, white in zip(rows, (0.95047, 1, 1.08883), strict=True))
    fx, fy, fz = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one, other):
    """CIEDE2000 (Sharma, Wu, Dalal 2005) of two colours in L*a*b*."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    turn = 0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    wide = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    hue = h1 + h2 if c1 * c2 == 0 else (h1 + ((h2 - h1 + 180) % 360 - 180) / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = (1 - 0.17 * math.cos(math.radians(hue - 30)) + 0.24 * math.cos(math.radians(2 * hue))
         + 0.32 * math.cos(math.radians(3 * hue + 6)) - 0.20 * math.cos(math.radians(4 * hue - 63)))
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / sc, wide / sh
    return math.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)


# --- the measures themselves

@pytest.mark.parametrize("one, other, apart", [      # from the table of Sharma, Wu, Dalal 2005
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
])
def test_the_distance_is_the_published_one(one, other, apart):
    assert distance(one, other) == pytest.approx(apart, abs=1e-4) == distance(other, one)


def test_the_contrast_is_the_published_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("vision", VISION)
def test_every_vision_sees_white_as_white(vision):
    assert lab("#FFFFFF", vision) == pytest.approx((100, 0, 0), abs=0.05)


def test_red_and_green_come_close_where_red_or_green_is_missing():
    apart = {vision: distance(lab("#C23B22", vision), lab("#4F7A28", vision)) for vision in VISION}
    assert max(apart["protan"], apart["deutan"]) < apart["full"] / 2 < apart["tritan"]


# --- the palette

@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_has_the_same_names(scheme):
    assert SCHEMES[scheme].keys() == LIGHT.keys()
    assert [name for name, value in SCHEMES[scheme].items() if name != "dim-opacity" and not re.fullmatch("#[0-9A-F]{6}", value)] == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "surface", "raised"])
@pytest.mark.parametrize("name", ["ink", "muted", "faint", "link"])
def test_text_can_be_read(scheme, name, ground):
    if name == "faint" and ground == "raised":
        ground = "surface"                                   # nothing faint is written on raised
    assert contrast(SCHEMES[scheme][name], SCHEMES[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name, ground", [("accent-text", "accent"), ("surface", "lit"), ("paper", "ink"), ("role-holder", "surface")])
def test_text_on_colour_and_in_colour_can_be_read(scheme, name, ground):
    assert contrast(SCHEMES[scheme][name], SCHEMES[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", [*ROLE_COLOURS, *DIFFERENCE_COLOURS, "line-strong", "focus", "lit", "accent"])
def test_whatever_is_drawn_can_be_seen(scheme, name):
    assert contrast(SCHEMES[scheme][name], SCHEMES[scheme]["surface"]) >= 3


@pytest.mark.parametrize("scheme", SCREENS)
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("group", LEAST)
def test_colours_stay_apart_in_every_vision(scheme, vision, group):
    names, least = LEAST[group]
    colours = {name: lab(SCHEMES[scheme][name], vision) for name in names}
    apart = {f"{one} – {other}": round(distance(colours[one], colours[other]), 1) for one, other in combinations(names, 2)}
    assert {pair: value for pair, value in apart.items() if value < least} == {}


def hue(colour):
    """Hue in degrees, and how strong it is."""
    _, a, b = lab(colour)
    return math.degrees(math.atan2(b, a)) % 360, math.hypot(a, b)


def is_red(colour):
    angle, strength = hue(colour)
    return strength > 40 and (angle < 35 or angle > 345)


def is_green(colour):
    angle, strength = hue(colour)
    return strength > 30 and 110 < angle < 170


def test_red_and_green_are_known_when_seen():
    assert is_red("#C8102E") and is_red("#E4002B") and is_green("#008000") and is_green("#4CAF50")
    assert not is_red("#8A4210") and not is_green("#3E9E92")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_neither_red_and_green_nor_the_red_of_a_flag_is_used(scheme):
    used = {name: value for name, value in SCHEMES[scheme].items() if name != "dim-opacity"}
    assert [name for name, value in used.items() if is_red(value) or is_green(value)] == []


@pytest.mark.parametrize("path", [each for each in sorted(APP.rglob("*")) if each.suffix in (".py", ".css", ".js") and each.stem != "look"],
                         ids=lambda path: path.name)
def test_colour_stands_in_one_place(path):
    told = re.sub(r"(?m)^\s*//.*", "", path.read_text(encoding="utf-8"))
    assert re.findall(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b|\brgba?\((?!0 0 0 /)[^)]*\)|\bhsla?\([^)]*\)", told) == []


def test_every_colour_that_is_used_is_one_of_the_palette_s():
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in APP.rglob("*.css"))
    local = set(re.findall(r"[{;\s](--[\w-]+):", sheets))
    used = set(re.findall(r"var\((--[\w-]+)\)", sheets)) - local
    assert used - {f"--{name}" for name in (*LIGHT, "font")} == set()


@pytest.mark.parametrize("name", LIGHT)
def test_every_colour_is_in_the_stylesheet_of_every_scheme(name):
    assert [stylesheet().count(f"--{name}:{scheme[name]};") >= 1 for scheme in SCHEMES.values()] == [True] * 3
