"""The first line of a screen: where the learner is, and how far."""


def header(out, grid, level, progress):
    done, whole = progress.count()
    left = level.title
    if progress.order == "spiral":
        left = f"lap {grid.lap_of(level)} · {left}"
    elif progress.order in level.pillars:
        left = f"{progress.order} · {left}"
    right = f"{done} of {whole}"
    for size in (14, 7):
        bar = f"{out.bar(done, whole, size)}  {right}"
        if out.fits(left, bar):
            return [out.between(left, bar, "cyan"), ""]
    return [out.between(left, right, "cyan"), ""]
