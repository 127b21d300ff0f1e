"""Which texts are alike: the dendrogram and the map."""

from __future__ import annotations

from framing.report.charts.canvas import GREY, INK, MID, RULE, SMALL, Sheet, fit, measure, save
from framing.report.figures import Dendrogram, Leaf, MapPoint, StoryMap

TREE_WIDTH = 300.0
MAP_WIDTH = 178.0
LEAF, TOP = 18.0, 6.0
LABEL = 138.0
MANY = 60  # points; above it the map draws each story as one series of plain dots
STORY_COLOURS = ("#22252b", "#8d9199", "#0072B2", "#C24E00", "#007A5A", "#8b1a1a", "#5b5f66", "#b08900")


def draw_tree(chart: Dendrogram, *, title: str) -> str:
    """Return the dendrogram: leaves at the left, joints to the right at their distance."""
    bottom = TOP + LEAF * len(chart.leaves)
    most = max([j.distance for j in chart.joints] + [1e-9])

    start = 18 + min(LABEL, max(measure(leaf.label) for leaf in chart.leaves))

    def x(distance: float) -> float:
        return start + (TREE_WIDTH - 34 - start) * distance / most

    def y(place: float) -> float:
        return TOP + LEAF * (place + 0.5)

    paper = Sheet(width=TREE_WIDTH, height=bottom + 4.0)
    if chart.clustered:
        _bands(paper, chart)
    for i, leaf in enumerate(chart.leaves):
        paper.mark(6, y(i), leaf.mark)
        paper.text(13, y(i) + 2.7, fit(leaf.label, LABEL))
    for joint in chart.joints:
        colour = INK if joint.inside or not chart.clustered else MID
        dash = chart.clustered and not joint.inside
        for arm in (joint.low, joint.high):
            paper.line((x(arm[1]), y(arm[0])), (x(joint.distance), y(arm[0])), colour=colour, width=1.0, dash=dash)
        paper.line(
            (x(joint.distance), y(joint.low[0])),
            (x(joint.distance), y(joint.high[0])),
            colour=colour,
            width=1.0,
            dash=dash,
        )
        if joint.support is not None:
            middle = (joint.low[0] + joint.high[0]) / 2
            paper.text(x(joint.distance) + 2, y(middle) - 1.8, f"{100 * joint.support:.0f}%", size=SMALL, colour=GREY)
    return save(paper, title=title)


def _bands(paper: Sheet, chart: Dendrogram) -> None:
    """Draw a bar beside the leaves of each story, with its number."""
    start = 0
    leaves: tuple[Leaf, ...] = chart.leaves
    for i in range(1, len(leaves) + 1):
        if i < len(leaves) and leaves[i].cluster == leaves[start].cluster:
            continue
        top, bottom = TOP + LEAF * start + 2, TOP + LEAF * i - 2
        paper.box(
            TREE_WIDTH - 16, top, (2.4, bottom - top), colour=STORY_COLOURS[leaves[start].cluster % len(STORY_COLOURS)]
        )
        paper.text(TREE_WIDTH - 10, (top + bottom) / 2 + 2.7, str(leaves[start].cluster + 1), bold=True)
        start = i


def draw_map(chart: StoryMap, *, title: str) -> str:
    """Return the map of texts; each mark has the number of its story beside it where there are few."""
    height = 118.0
    xs, ys = [p.x for p in chart.points], [p.y for p in chart.points]

    def place(point: MapPoint) -> tuple[float, float]:
        across = (point.x - min(xs)) / ((max(xs) - min(xs)) or 1.0)
        down = (max(ys) - point.y) / ((max(ys) - min(ys)) or 1.0)
        return 16 + (MAP_WIDTH - 40) * across, 14 + (height - 28) * down

    paper = Sheet(width=MAP_WIDTH, height=height)
    paper.box(0.5, 0.5, (MAP_WIDTH - 1, height - 1), colour="white", edge=RULE)
    if len(chart.points) > MANY:
        for cluster in sorted({p.cluster for p in chart.points}):
            spots = [place(p) for p in chart.points if p.cluster == cluster]
            colour = STORY_COLOURS[cluster % len(STORY_COLOURS)]
            paper.points([s[0] for s in spots], [s[1] for s in spots], colour=colour, size=2.2)
    else:
        for point in chart.points:
            across, down = place(point)
            paper.mark(across, down, point.mark)
            if chart.clustered:
                paper.text(across + 5, down + 2.4, str(point.cluster + 1), size=SMALL, colour=GREY)
    return save(paper, title=title)
