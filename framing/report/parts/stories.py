"""Part 5: who tells the same story."""

from __future__ import annotations

from framing.compare.leading import differs, holding
from framing.model import CellKey, Clustering, Comparison
from framing.report.context import Context
from framing.report.figures import Dendrogram, Joint, Leaf, MapPoint, StoryMap
from framing.report.numbers import in_words, join, plural, printable, shorten
from framing.report.view import Cell, Column, Figure, Row, Stories, Story, Table, Tone

MAX_LEAVES = 40  # a full page of leaves; above it the map and the list of stories stand alone
MAX_STORIES = 12
MAX_WORDS = 10
MAX_NAMED = 6
MAX_COLUMNS = 6


def stories(context: Context) -> Stories:
    """Return the fifth part."""
    clustering = context.analysis.clustering
    grouped = clustering.n_clusters > 1
    return Stories(
        title=f"{in_words(clustering.n_clusters, capital=True)} stories"
        if grouped
        else "One story, or too few texts to say",
        lead=printable(clustering.verdict)
        if grouped
        else f"{printable(clustering.verdict)} Where texts cannot be grouped, no groups are named.",
        dendrogram=_dendrogram(context),
        story_map=_map(context),
        stories=tuple(_story(context, label) for label in sorted(set(clustering.labels))[:MAX_STORIES])
        if grouped
        else (),
        note=_note(clustering),
    )


def _note(clustering: Clustering) -> str:
    parts = [f"Method: {printable(clustering.method)}."]
    if clustering.silhouette is not None:
        parts.append(f"Silhouette {clustering.silhouette:.2f} (−1 to 1).".replace("-", "−"))
    left = clustering.n_clusters - MAX_STORIES
    return " ".join(parts) + (f" {plural(left, 'story', 'stories')} more in results.json." if left > 0 else "")


def _label(context: Context, article: str) -> str:
    document = context.documents[article].document.article
    several = len(context.by_outlet.get(document.outlet, ())) > 1
    if not several:
        return shorten(document.outlet, 34)
    return f"{shorten(document.outlet, 16)}: {shorten(document.title or article, 26)}"


def _dendrogram(context: Context) -> Figure | None:
    """Return the tree of likeness, None where there are too few or too many texts for one."""
    clustering = context.analysis.clustering
    n = len(clustering.articles)
    if not 2 <= n <= MAX_LEAVES or len(clustering.merges) != n - 1:
        return None
    place: dict[int, tuple[float, float]] = {leaf: (float(y), 0.0) for y, leaf in enumerate(clustering.order)}
    members: dict[int, set[int]] = {leaf: {clustering.labels[leaf]} for leaf in range(n)}
    joints = []
    for i, merge in enumerate(clustering.merges):
        low, high = sorted((place[merge.left], place[merge.right]))
        members[n + i] = members[merge.left] | members[merge.right]
        joints.append(
            Joint(low=low, high=high, distance=merge.distance, support=merge.support, inside=len(members[n + i]) == 1)
        )
        place[n + i] = ((low[0] + high[0]) / 2, merge.distance)
    leaves = tuple(
        Leaf(
            label=_label(context, clustering.articles[leaf]),
            mark=context.mark_of(context.documents[clustering.articles[leaf]].document.article.outlet),
            cluster=clustering.labels[leaf],
        )
        for leaf in clustering.order
    )
    words = [
        f"{leaf.label} in story {leaf.cluster + 1}" if clustering.n_clusters > 1 else leaf.label for leaf in leaves
    ]
    top = [f"{m.size} texts join at {m.distance:.2f}" + _support(m.support) for m in clustering.merges]
    return Figure(
        title="Who writes about the same thing",
        subtitle="Texts joined by likeness of wording; per cent: support in resamples",
        description=f"Dendrogram. Leaves from top: {', '.join(words)}. Joints: {'; '.join(top)}.",
        chart=Dendrogram(leaves=leaves, joints=tuple(joints), clustered=clustering.n_clusters > 1),
    )


def _support(support: float | None) -> str:
    return "" if support is None else f" (support {100 * support:.0f}%)"


def _map(context: Context) -> Figure | None:
    clustering = context.analysis.clustering
    if len(clustering.points) < 3:
        return None
    points = tuple(
        MapPoint(
            x=x,
            y=y,
            mark=context.mark_of(context.documents[article].document.article.outlet),
            cluster=label,
        )
        for article, label, (x, y) in zip(clustering.articles, clustering.labels, clustering.points, strict=True)
    )
    sizes = [clustering.labels.count(label) for label in sorted(set(clustering.labels))]
    return Figure(
        title="The same texts as a map",
        subtitle="Near = alike in wording; the axes have no unit",
        description=f"Map of {plural(len(points), 'text')}. "
        + (
            f"Texts in each story, first to last: {join([str(s) for s in sizes[:20]])}."
            if clustering.n_clusters > 1
            else "No groups are named."
        ),
        chart=StoryMap(points=points, clustered=clustering.n_clusters > 1),
    )


def _story(context: Context, label: int) -> Story:
    clustering = context.analysis.clustering
    members = [a for a, own in zip(clustering.articles, clustering.labels, strict=True) if own == label]
    outlets = list(dict.fromkeys(context.documents[a].document.article.outlet for a in members))
    stability = clustering.stability[label] if label < len(clustering.stability) else None
    words = clustering.words[label][:MAX_WORDS] if label < len(clustering.words) else ()
    named = join([printable(o) for o in outlets]) if len(outlets) <= MAX_NAMED else plural(len(outlets), "outlet")
    inside = context.analysis.within_story.get(label)
    return Story(
        title=f"Story {label + 1}",
        words=", ".join(printable(w) for w in words),
        articles=f"{plural(len(members), 'article')}: {named}.",
        stability="Not resampled" if stability is None else f"{100 * stability:.0f}% stable in resamples",
        comparison=_within(context, inside),
        table=None if inside is None or len(inside.outlets) > MAX_COLUMNS else _table(context, inside, label),
    )


def _within(context: Context, inside: Comparison | None) -> str:
    if inside is None:
        return "One outlet only: nothing to compare within the story."
    held = holding(inside)
    if not held:
        return "Within the story no measure tells the outlets apart."
    first = held[0]
    other = "the others" if first.other is None else printable(first.other)
    more = "more" if first.verdict == "higher" else "less"
    rest = f" {in_words(len(held) - 1, capital=True)} more such verdicts." if len(held) > 1 else ""
    title = context.titles.get(first.measure, first.measure.frame)
    return (
        f"Within the story {printable(first.outlet)} has {more} of “{title}” than {other}: "
        f"{context.scale.signed(first.value or 0.0)} {context.scale.gap} "
        f"({context.scale.span(first.low, first.high)}).{rest}"
    )


def _table(context: Context, inside: Comparison, label: int) -> Table:
    rows = []
    for measure in inside.measures:
        cells = []
        for outlet in inside.outlets:
            cell = inside.cells.get(CellKey(outlet, measure))
            tones: dict[str, Tone] = {"higher": "above", "lower": "below"}
            sides = [d for d in inside.against_rest if d.outlet == outlet and d.measure == measure and differs(d)]
            value = None if cell is None else cell.value
            span = "" if cell is None else context.scale.span(cell.low, cell.high)
            cells.append(
                Cell(text=context.scale.value(value), note=span, tone=tones[sides[0].verdict] if sides else "flat")
            )
        rows.append(Row(head=Cell(text=context.titles.get(measure, measure.frame)), cells=tuple(cells)))
    return Table(
        title=f"Frames within story {label + 1}: {context.scale.name}, with interval",
        subtitle="",
        columns=(
            Column(title="Measure"),
            *(Column(title=printable(o), align="centre", mark=context.mark_of(o)) for o in inside.outlets),
        ),
        rows=tuple(rows),
        style="heat small",
    )
