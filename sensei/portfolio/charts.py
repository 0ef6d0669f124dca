"""Charts of the learner's progress, as SVG. Blue and orange (Okabe and Ito) tell apart in
grey too."""

from datetime import date

from sensei.present import save

BLUE, ORANGE = "#0072B2", "#B35900"
MOST_POINTS = 400


def progress(rows, place):
    """Koans passed, day by day. rows: [[day, n]]."""
    figure, axes = _figure(7, 2.6)
    days = [date.fromisoformat(on) for on, _ in rows]
    counts = [n for _, n in rows]
    axes.step(days, counts, where="post", color=BLUE)
    axes.plot(days, counts, "o", color=BLUE, markersize=4)
    axes.set(ylabel="koans passed", ylim=(0, None))
    figure.autofmt_xdate()
    save(figure, place, "svg")


def tries(name, values, best, place):
    """A figure, try by try. values: numbers, oldest first; best: the best of them."""
    figure, axes = _figure(7, 2.4)
    values = values[-MOST_POINTS:]
    numbers = range(1, len(values) + 1)
    axes.plot(numbers, values, "o-", color=BLUE)
    axes.axhline(best, color=ORANGE, linestyle="--", label=f"best: {best:.4g}")
    axes.set(xlabel="try", ylabel=name, xticks=_ticks(len(values)))
    axes.legend()
    save(figure, place, "svg")


def katas(minutes, place):
    """How long a level took, kata by kata, the best in another colour. minutes: numbers,
    oldest first."""
    figure, axes = _figure(7, 2.4)
    minutes = minutes[-MOST_POINTS:]
    colours = [ORANGE if m == min(minutes) else BLUE for m in minutes]
    axes.bar(range(1, len(minutes) + 1), minutes, color=colours, width=0.6)
    axes.set(xlabel="kata", ylabel="minutes", xticks=_ticks(len(minutes)))
    save(figure, place, "svg")


def _ticks(n):
    step = max(1, n // 10)
    return range(1, n + 1, step)


def _figure(width, height):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots()
