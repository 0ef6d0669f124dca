"""What a program can see of the rules by which a learner's texts are written.

Each rule takes a string and yields what is wrong with it, so that an author can mend it at
once. `abbreviations` takes all strings in the order in which they are read.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from author.strings import String

LONGEST_LINE = 140  # characters of a koan's docstring: two lines of the screen
MOST_WORDS = {"file docstring": 70, "card": 120}  # before a table of symbols
LONGEST_SENTENCE = 30  # words

STEP = re.compile(r"(?:Define|Prepare|Spot-check|Improve|Present|When it goes wrong): ")
VERBS = set(
    "add apply ask change choose compute count cut define deflate draw eliminate fill find "
    "fit give grow guess impute leave look make multiply name predict prepare present print "
    "project prune read score search set solve split standardise take train type use write"
    "".split()
)
HELPERS = {"return", "put", "draw", "show", "assert"}

# How the first line of a function says what is returned
FORM = re.compile(
    r"\bshape\b|\(\w[^()]*,[^()]*\)|\(\w+\)|\b(?:numbers?|lists?|dict|tuple|bool|pair|text|"
    r"word|tree|node|object|model|how (?:many|much|far|likely)|whether|which|labels?|class|"
    r"kind|fraction|angle|alpha|rows|copy|function|arrays?|the k in)\b"
)

SENTENCE_END = re.compile(r"(?<=[.?!])[\"”’)]*\s+")
NOT_AN_END = re.compile(r"\b(e\.g|i\.e|vs|cf|St|Dr|No)\.(?= )")
BACKTICKED = re.compile(r"`[^`]*`")
INDENTED = re.compile(r"^ {4}.*$", re.MULTILINE)
PARAGRAPH_END = re.compile(r"\n\s*\n")
HEAD = re.compile(r"You may use|^ {4}|^Pillars: ", re.MULTILINE)

WHO = re.compile(r"\bwho(?:m|ever|mever)?\b", re.I)
PERSON = re.compile(
    r"\b(?:people|persons?|wom[ae]n|m[ae]n|patients?|doctors?|any(?:one|body)|"
    r"every(?:one|body)|some(?:one|body)|no(?:body| one)|scientists?|learners?|others|you|"
    r"those|authors?|drivers?|navigators?|engineers?|members?|botanists?|statisticians?)\b",
    re.I,
)
NEAR = 40  # characters before "who" in which its person is looked for

# What is not written, as a regular expression, and what to write instead
PRIVATE = {
    r"(?:named|called) (?:right|wrong)\w*": "predicted correctly, predicted wrongly",
    r"fore(?:see\w*|saw|told|tell\w*)": "predict",
    r"heaps?": "group, node or fold",
    r"mess(?:es|y)?": "impurity",
    r"(?:bend|bends|bending)(?! light)": "curvature, Hessian",
    r"bars?(?! (?:chart|plot|graph))": "threshold",
    r"by heart": "overfitted",
    r"handfuls?": "mini-batch, a few",
    r"with(?:out)? putting (?:it |them )?back": "with replacement, without replacement",
    r"(?:takes?|taken|taking|took) off": "subtract",
    r"[\w²⁻¹)]+ less (?:the|its|their|that|those|[A-Za-z]|[A-Za-z]\w*\(.*?\))(?= |[.,;:]|$)": (
        "minus"
    ),
    r"over n": "divided by n",
    r"in (?:the )?place of": "instead of",
    r"so many(?! \w+,? (?:that|least))": "How many …? That is how many …",
    r"this many": "how many",
    r"(?<!twice )(?<!times )(?<!half )(?<!equally )as many(?!.*\bas\b)": "equally many",
    r"(?:a|the|its|their|whose|what|which|this|each) shares?": "fraction",
    r"shares? (?:right|wrong|named|correct|of (?:the|rows|all|them))": "fraction",
    r"(?:no|without|its|their|has|have|many|fill(?:s|ed)?) gaps?|gaps? in": "missing value",
    r"spreads?": "standard deviation",
    r"(?:(?<!result still )stands?|stood)(?! for\b)": "is, has",
    r"(?:is|are|was|were) to be|(?:is|are) asked for": "you, and an active verb",
    r"(?:asked for|measured|known) (?:are|is)": "the subject first",
    r"bools": "True or False for each",
    r"it is all one|lets? (?:it|them) be": "it makes no difference, leave as it is",
}
RULES_OF_WORDS = [
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I), say)
    for pattern, say in PRIVATE.items()
]

# How an abbreviation is spelt out in the string where it is first read
SPELT_OUT = {
    "ALS": "alternating least squares",
    "ANOVA": "analysis of variance",
    "AUC": "area under the",
    "BIC": "Bayesian information criterion",
    "CI": "continuous integration",
    "CSV": "comma-separated",
    "IRLS": "iteratively reweighted least squares",
    "LDA": "linear discriminant analysis",
    "MAE": "mean absolute error",
    "MSE": "mean squared error",
    "OLS": "ordinary least squares",
    "PCA": "principal component analysis",
    "QDA": "quadratic discriminant analysis",
    "R²": "R squared",
    "RI": "refractive index",
    "RMSE": "root mean squared error",
    "ROC": "receiver operating characteristic",
    "SGD": "stochastic gradient descent",
    "SVD": "singular value decomposition",
    "UCI": "University of California",
}
# Capitals that abbreviate nothing: products of matrices, and names in code
NO_ABBREVIATIONS = {"LU", "NEW", "QR", "SIX", "SMALL", "UP", "WA"}
CAPITALS = re.compile(r"(?<![\w./])(?:[A-Z]{2,}|R²)(?=s?(?!\w))(?![\w.]*[_(=])")

Rule = Callable[[String], Iterator[str]]


def first_line_asks(string: String) -> Iterator[str]:
    """A koan's first line asks a question, or says what to do."""
    if string.kind != "koan docstring":
        return
    line = string.text.split("\n")[0]
    if len(line) > LONGEST_LINE:
        yield f"the first line has {len(line)} characters; {LONGEST_LINE} are the most"
    if not line.endswith(("?", ".")):
        yield "the first line does not end with a question mark or a full stop"
    sentences = [STEP.sub("", one) for one in SENTENCE_END.split(line)]
    begins = {word for one in sentences for word in re.findall(r"(?:: )(\w+)", one)}
    begins |= {one.split()[0].lower() for one in sentences if one}
    if "?" not in line and not begins & VERBS:
        yield "the first line asks no question and does not begin with a verb: Write …"


def function_says_what_it_returns(string: String) -> Iterator[str]:
    """A learner's function is described by what it returns, and in which form."""
    if string.kind != "function docstring":
        return
    line = string.text.split("\n")[0]
    if not line.startswith("Return "):
        yield "the docstring does not begin with Return"
    if not FORM.search(line):
        yield "the first line names no shape or form: shape (n,), one number, a list"


def helper_says_what_it_does(string: String) -> Iterator[str]:
    """A function that is given returns or does something; a picture says what it shows."""
    if string.kind == "helper docstring" and string.about != "draw":
        if string.text.split()[0].lower() not in HELPERS:
            yield "the docstring does not begin with Return, or with Put, Draw, Show, Assert"


def file_opens_briefly(string: String) -> Iterator[str]:
    """A file's docstring is short before the table of its symbols."""
    most = MOST_WORDS.get(string.kind)
    _, _, body = string.text.partition("\n")
    n_words = len(HEAD.split(body)[0].split())
    if most is not None and n_words > most:
        yield f"{n_words} words before the table of symbols; {most} are the most"


def no_private_words(string: String) -> Iterator[str]:
    """The field's words are used, and none of our own."""
    for line in prose(string):
        for pattern, instead in RULES_OF_WORDS:
            for found in pattern.finditer(line):
                yield f"“{found[0]}”: write {instead}"
        for found in WHO.finditer(line):
            if not PERSON.search(line[max(0, found.start() - NEAR) : found.start()]):
                yield f"“{found[0]}” without a person before it"


def sentences_are_short(string: String) -> Iterator[str]:
    """A sentence has one idea: no more than 30 words, and no chain of semicolons."""
    if string.kind == "hint 3":
        return
    for sentence in prose(string):
        n_words = len(words_of(sentence))
        if n_words > LONGEST_SENTENCE:
            yield f"a sentence of {n_words} words: “{sentence}”"
        if sentence.count(";") > 1:
            yield f"a chain of semicolons: “{sentence}”"


def answer_is_not_told(string: String) -> Iterator[str]:
    """What is to be typed is not said before hint 3."""
    if string.kind in ("hint 1", "hint 2", "wrong answer"):
        for value in string.values:
            if re.search(rf"(?<![\w.,−-]){re.escape(value)}(?!\w|[.,]\d)", string.text):
                yield f"it tells what to type: {value}"


RULES: list[Rule] = [
    first_line_asks,
    function_says_what_it_returns,
    helper_says_what_it_does,
    file_opens_briefly,
    no_private_words,
    sentences_are_short,
    answer_is_not_told,
]


def abbreviations(strings: Iterable[String]) -> Iterator[tuple[String, str]]:
    """Yield the strings in which an abbreviation is read before it was spelt out, in the
    order in which the strings are read. What a learner may pass over explains nothing."""
    known = set(NO_ABBREVIATIONS)
    for string in strings:
        text = " ".join(string.text.split())
        explained = _spelt_out(text)
        used = {*CAPITALS.findall(BACKTICKED.sub("", text))}
        for short in sorted(used - known - explained):
            long = SPELT_OUT.get(short, "what it means; add it to SPELT_OUT")
            yield string, f"{short} is not spelt out where it is first read: {long}"
        if not string.is_optional:
            known |= explained | used


def _spelt_out(text: str) -> set[str]:
    """Return the abbreviations in a text, capitals or not, that it also spells out: a table
    may explain the variable rmse."""
    return {
        short
        for short, long in SPELT_OUT.items()
        if long.lower() in text.lower()
        and re.search(rf"(?<!\w){short}s?(?!\w)", text, re.I)
    }


def prose(string: String) -> list[str]:
    """Return the sentences of a string, each in one line: without code, lines of tables and
    formulas."""
    text = NOT_AN_END.sub(r"\1", BACKTICKED.sub("X", string.text))
    paragraphs = PARAGRAPH_END.split(INDENTED.sub("\n", text))
    found = [" ".join(s.split()) for p in paragraphs for s in SENTENCE_END.split(p)]
    return [sentence for sentence in found if sentence]


def words_of(sentence: str) -> list[str]:
    """Return the words of a sentence, without figures and signs."""
    return re.findall(r"(?<![\w{])[^\W\d_][\w’'-]*", sentence)
