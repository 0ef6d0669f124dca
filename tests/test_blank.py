"""Whatever is done with a blank ends as "not filled in yet": no foreign error, no pass."""

import pytest

from sensei import ____, close_to
from sensei.koan import NotFilledIn

FILE = "koans/01_walks/level_2_practice.py"

USES = """
    return ____ + 1
    return 1 + ____
    return -____
    return ____ * [1]
    return [1] * ____
    return ____ @ 1
    return 2 ** ____
    return ____ == 1
    return 1 == ____
    return ____ < 1
    return 1 in ____
    return ____()
    return ____(1, 2)
    return ____(True)
    return ____[0]
    return ____.shape
    return ____
    return not ____
    return ____ if ____ else 1
    return ____ is None
    return [____]
    return [v for v in ____]
    return len(____)
    return int(____)
    return float(____)
    return str(____) == "a"
    return f"{____:.2f}"
    return "%d" % ____
    return range(____)
    return sorted([____, ____])
    return sum(____)
    return max(____, 1)
    return abs(____)
    return round(____)
    return isinstance(____, int)
    return {____: 1}
    return {1: 2}[____]
    return [1, 2][____]
    return open(____)
    return dict(a=1, **____)
    return print(*____)
    return np.array(____)
    return np.array([____, 1.0])
    return np.sqrt(____)
    return np.mean(____)
    return np.arange(3) + ____
    return ____ - np.arange(3)
    return np.arange(3) == ____
    return np.arange(3)[____]
    return np.zeros(____)
    return np.dot(np.eye(2), ____)
    return np.linalg.norm(____)
    return np.random.default_rng(____)
    return np.where(____, 1, 2)
    return pd.Series([1, 2]) + ____
    return ____ + pd.Series([1, 2])
    return pd.Series([1, 2]) == ____
    return pd.Series(____)
    return pd.DataFrame(____)
    return pd.DataFrame({"a": [1]})[____]
    return pd.DataFrame({"a": [1]}).loc[____]
    return pd.concat(____)
    return KNeighborsClassifier(____).fit([[0], [1]], [0, 1])
    return KNeighborsClassifier(1).fit(____, [0, 1])
    return KNeighborsClassifier(1).fit([[0], [1]], ____)
    return make_pipeline(____).fit([[0], [1]], [0, 1])
    return cross_val_score(KNeighborsClassifier(____), [[0], [1]] * 9, [0, 1] * 9)
    return cross_val_score(____, [[0], [1]] * 9, [0, 1] * 9)
    return PCA(n_components=____).fit(np.eye(3))
    for v in ____: return v
    while ____: return True
    with ____: return True
    if ____: return True
    x, y = ____
    x = ____; return x
    x = [1]; x[0] = ____; return x[0] > 0
    x = 1; x += ____; return x
    ____[0] = 1
    ____.a = 1
    del ____[0]
    assert ____
    raise ____
    return (lambda v: v)(____)
    return (lambda v=____: True)()
    try: return ____ + 1
    try: return ____ > 0\\n    except BaseException: return True
    return hasattr(____, "fit") or True
    return getattr(____, "fit", True)
    return ____ or True
    return True or ____
    return ____ and False
    return copy.copy(____)
    return copy.deepcopy(____) is not None
    return pickle.dumps(____) != b""
    return json.dumps(____)
    return math.sqrt(____)
    return length > cut if cut else ____
    await_ = ____; return length > cut
    return bool(id(____))
    return type(____) is not None
    return print(____) is None
""".strip("\n").splitlines()
TOP = """
import copy, json, math, pickle
import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
"""


@pytest.fixture(scope="module")
def playing(tmp_path_factory, zygote):
    from tests.clone import ROOT, Clone

    clone = Clone(tmp_path_factory.mktemp("clone"), zygote, ROOT / "tests" / "tiny")
    clone.run("--go", "walks/2")
    return clone


@pytest.mark.parametrize("use", USES, ids=str.strip)
def test_a_blank_in_use_is_not_filled_in(playing, use):
    use = use.replace("\\n", "\n")
    if use.strip().startswith("try:") and "except" not in use:
        use += "\n    except Exception: return True"
    text = playing.level("walks/2").pristine.replace("    return ____", use)
    text = text.replace("from sensei", TOP + "from sensei")
    playing.save(FILE, text)
    screen = playing.run()
    assert screen.status == 1
    assert "not filled in yet" in screen
    assert "Error" not in screen and "____" in screen.text
    assert screen.place()[0] == FILE
    line = text.splitlines()[screen.place()[1] - 1]
    assert "____" in line


def test_one_run_of_all_of_them_in_pytests_own_words(playing):
    bodies = "\n\n".join(
        f"def test_{n}(length=1, cut=2):\n{use}\n"
        for n, use in enumerate(USES)
        if "try" not in use
    )
    level = playing.level("walks/2")
    playing.save(FILE, level.pristine + "\n\n" + TOP + "\n\n" + bodies)
    screen = playing.run(FILE, "--tb=short")
    assert "passed" not in screen.lines[-1]
    assert "error" not in screen.lines[-1]


def test_an_answer_is_itself():
    assert ____(3) == 3
    assert ____([1]) == [1]


def test_a_blank_never_equals_what_is_close():
    with pytest.raises(NotFilledIn):
        assert ____ == close_to(1)
    with pytest.raises(NotFilledIn):
        assert close_to(1) == ____
