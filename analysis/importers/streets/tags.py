"""What OpenStreetMap says of the ground of a way, in Twinge's surfaces.

Read off the wiki pages Key:surface, Tag:surface=unpaved, Key:tracktype, Tag:leisure=track and Key:highway
(https://wiki.openstreetmap.org/wiki/Key:surface and so on).

surface                                         here      because
asphalt, chipseal, bitumen                      asphalt
concrete, its plates and lanes                  concrete
paving stones, bricks, sett, cobblestone, …     concrete  as hard as concrete, and there is no word of its own
compacted, fine gravel, gravel, pebbles, shale  gravel
ground, dirt, earth, mud, sand, rock, roots …   trail     what one finds on a path through the country
grass, grass pavers                             grass
tartan, and whatever is under a running track   track
paved, metal, wood, unpaved, …                  unknown   paved is asphalt or stone, unpaved is anything
                                                          from compacted to mud

Where a way has no `surface`: a motor road of the main network is asphalt, where the wiki assumes that it is paved; a
running track (`leisure=track` for running) is track; a `highway=track` of `tracktype` grade2 is gravel, of grade4 and
grade5 trail. A footway, a path, a cycle way or a track says nothing: there is no default for those.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.tables import SURFACES

_WORDS: Mapping[str, str] = {
    "asphalt": "asphalt chipseal bitumen asphalt:lanes",
    "concrete": (
        "concrete concrete:plates concrete:lanes cement paving_stones paving_stones:lanes bricks brick sett cobblestone"
        " cobblestone:flattened unhewn_cobblestone stone_setts tiles"
    ),
    "gravel": "compacted fine_gravel gravel pebblestone shale crushed_limestone dolomite",
    "trail": "ground dirt earth soil mud sand rock stone dirt/sand forest woodchips bark_mulch roots clay",
    "grass": "grass grass_paver artificial_turf",
    "track": "tartan",
}
_SURFACE_OF = {word: surface for surface, words in _WORDS.items() for word in words.split()}
_ROADS = frozenset("trunk primary secondary tertiary trunk_link primary_link secondary_link tertiary_link".split())
_GRADES = {"grade2": "gravel", "grade4": "trail", "grade5": "trail"}
_NOT_TO_RUN_ON = frozenset(
    "motorway motorway_link proposed construction razed abandoned platform rest_area services bus_stop elevator raceway"
    " via_ferrata no".split()
)
UNKNOWN = SURFACES.index("unknown")


def surface_of(tags: Mapping[str, str]) -> int | None:
    """The place in SURFACES of what a way is made of; None for one that is no way to run on."""
    highway, is_track = tags.get("highway"), _is_running_track(tags)
    if not is_track and (highway is None or highway in _NOT_TO_RUN_ON):
        return None
    if is_track:
        return SURFACES.index("track")
    return SURFACES.index(_surface(tags, highway or ""))


def _surface(tags: Mapping[str, str], highway: str) -> str:
    if "surface" in tags:
        return _SURFACE_OF.get(tags["surface"].strip().lower(), "unknown")
    if highway in _ROADS:
        return "asphalt"
    return _GRADES.get(tags.get("tracktype", ""), "unknown") if highway == "track" else "unknown"


def _is_running_track(tags: Mapping[str, str]) -> bool:
    sports = tags.get("sport", "").split(";")
    return tags.get("leisure") == "track" and bool({"running", "athletics"} & {sport.strip() for sport in sports})
