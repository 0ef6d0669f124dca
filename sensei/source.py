"""Solution text to koan text, and questions about either: text in, text out.

Nothing here imports or runs what it reads.
"""

import ast
import functools
import io
import re
import tokenize
import types
from dataclasses import dataclass

BLANK = "____"
AUTHORS_MARKS = {"hint", "insight", "mistake"}
LINE_LENGTH = 88


@dataclass(frozen=True)
class Edit:
    """Replace the characters start:end by text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Change:
    """A line that was given and is not there any more, and what stands near its place."""

    line: int
    given: str
    found: str


@functools.lru_cache(maxsize=16)
def parse(text):
    """The tree of a text; shared, so not to be changed."""
    return ast.parse(text)


class Text:
    """A source text, its tree, and the way from tree positions to characters."""

    def __init__(self, text):
        self.text = text
        self.tree = parse(text)
        self.lines = text.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def offset(self, line, column):
        """The character at a line (from 1) and a column in UTF-8 bytes, as ast counts."""
        encoded = self.lines[line - 1].encode()
        return self.starts[line - 1] + len(encoded[:column].decode())

    def span(self, node):
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(node.end_lineno, node.end_col_offset),
        )

    def segment(self, node):
        start, end = self.span(node)
        return self.text[start:end]

    def has_blank(self, node):
        """Whether the lines of a statement hold a blank, or what looks like one."""
        return any(
            BLANK in line for line in self.lines[node.lineno - 1 : node.end_lineno]
        )

    def block(self, statement):
        """The lines of a statement, its decorators' too."""
        return self.lines[first_line(statement) - 1 : statement.end_lineno]

    def functions(self):
        """The functions at module level, by name, in the order written."""
        return {
            node.name: node
            for node in self.tree.body
            if isinstance(node, ast.FunctionDef)
        }


def read(path):
    """The text of a file as Python reads it: any line ends, any declared encoding."""
    data = path.read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return io.TextIOWrapper(io.BytesIO(data), encoding).read()


def decorator_name(node):
    while isinstance(node, ast.Call):
        node = node.func
    return node.id if isinstance(node, ast.Name) else None


def decorators(function):
    return {decorator_name(node) for node in function.decorator_list}


def is_test(node):
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test")


def statements(node):
    """The statements under node, but not what they are made of."""
    found = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            found += [child, *statements(child)]
    return found


def is_mark(node):
    """Whether node is ____(answer)."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == BLANK
        and len(node.args) == 1
    )


def is_blank(node):
    return isinstance(node, ast.Name) and node.id == BLANK


def marks(node):
    """The outermost ____(answer) under node."""
    if is_mark(node):
        return [node]
    return [mark for child in ast.iter_child_nodes(node) for mark in marks(child)]


@functools.lru_cache(maxsize=1024)
def blanks(node):
    """Every ____ under node, in the order written."""
    found = [child for child in ast.walk(node) if is_blank(child)]
    return tuple(sorted(found, key=lambda child: (child.lineno, child.col_offset)))


def may_have_blanks(text):
    """False where ____ stands in no line but that which imports it."""
    lines = (line for line in text.splitlines() if BLANK in line)
    return not all(line.startswith("from sensei import ") for line in lines)


# From solution to koan


@functools.lru_cache(maxsize=8)
def koan_text(solution):
    """The koan file that a solution makes."""
    source = Text(solution)
    edits = []
    for node in source.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "sensei":
            edits.append(_import_edit(source, node))
        elif not isinstance(node, ast.FunctionDef):
            continue
        elif "mistake" in decorators(node):
            edits.append(_cut(source, node))
        else:
            edits += _decorator_edits(source, node)
            edits += _blank_edits(source, node)
    text = _applied(solution, edits)
    return re.sub(r"\n{4,}", "\n\n\n", text).rstrip("\n") + "\n"


def first_line(node):
    """The line that a statement begins at, its decorators included."""
    return min([node.lineno] + [d.lineno for d in getattr(node, "decorator_list", [])])


def _cut(source, node):
    start = source.starts[first_line(node) - 1]
    return Edit(start, source.starts[node.end_lineno], "")


def _import_edit(source, node):
    kept = [a.name for a in node.names if a.name not in AUTHORS_MARKS]
    return Edit(*source.span(node), f"from sensei import {', '.join(kept)}")


def _decorator_edits(source, node):
    for decorator in node.decorator_list:
        if decorator_name(decorator) in AUTHORS_MARKS:
            start = source.starts[decorator.lineno - 1]
            yield Edit(start, source.starts[decorator.end_lineno], "")


def _blank_edits(source, node):
    marked = [m for child in node.body if source.has_blank(child) for m in marks(child)]
    if marked:
        edits = [Edit(*source.span(mark), BLANK) for mark in marked]
        for statement in statements(node):
            edits = _rejoined(source, statement, edits)
        return edits
    if "yours" not in decorators(node):
        return []
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    start = source.starts[body[0].lineno - 1]
    return [Edit(start, source.starts[node.end_lineno], f"    return {BLANK}\n")]


def _rejoined(source, statement, edits):
    """The edits, with one in place of those in a simple statement of several lines that now
    fits on one."""
    if statement.lineno == statement.end_lineno or statements(statement):
        return edits
    start, end = source.span(statement)
    within = [edit for edit in edits if start <= edit.start < end]
    if not within:
        return edits
    old = _applied(source.text[:end], within)[start:]
    if "\n" not in old or "#" in old or '"""' in old:
        return edits
    new = re.sub(r"\s*\n\s*", " ", old)
    new = re.sub(r"([(\[{]) ", r"\1", new)
    new = re.sub(r",? ([)\]}])", r"\1", new)
    try:
        same = ast.dump(ast.parse(new)) == ast.dump(
            ast.parse(re.sub(r"\n\s*", " ", old))
        )
    except SyntaxError:
        return edits
    if not same or statement.col_offset + len(new) > LINE_LENGTH:
        return edits
    return [edit for edit in edits if edit not in within] + [Edit(start, end, new)]


def _applied(text, edits):
    """text with edits made, none of which overlap."""
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def reset_function(text, pristine, name):
    """text with the function called name as pristine has it."""
    now, then = Text(text), Text(pristine)
    new, old = then.functions()[name], now.functions().get(name)
    block = "".join(then.lines[first_line(new) - 1 : new.end_lineno])
    if old is None:
        return text.rstrip("\n") + "\n\n\n" + block
    before = "".join(now.lines[: first_line(old) - 1])
    return before + block + "".join(now.lines[old.end_lineno :])


# Questions about a text


def docstring(text):
    return ast.get_docstring(parse(text)) or ""


def test_names(tree):
    return [node.name for node in tree.body if is_test(node)]


def function_names(text):
    return [n.name for n in parse(text).body if isinstance(n, ast.FunctionDef)]


def function(tree, name):
    """The module's function called name."""
    named = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name]
    return named[-1]


@functools.lru_cache(maxsize=1024)
def names_used(node):
    """The names of the module's that a function or statement uses, in the order written:
    those that it does not bind itself."""
    found, bound = [], set()
    for child in ast.walk(node):
        if isinstance(child, ast.arg):
            bound.add(child.arg)
        elif isinstance(child, ast.Name):
            found.append(child)
            if isinstance(child.ctx, ast.Store):
                bound.add(child.id)
    found.sort(key=lambda child: (child.lineno, child.col_offset))
    return tuple(child.id for child in found if child.id not in bound)


def reached(tree, name):
    """The module's own functions that name uses, itself first, then those it uses."""
    functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    found, queue = [], [name]
    while queue:
        name = queue.pop(0)
        if name in found or name not in functions:
            continue
        found.append(name)
        queue += names_used(functions[name])
    return found


def ignores_arguments(tree, name):
    """Whether a function of the module takes arguments and uses none of them."""
    node = function(tree, name)
    arguments = node.args
    given = {
        a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    }
    used = {
        n.id for part in node.body for n in ast.walk(part) if isinstance(n, ast.Name)
    }
    return bool(given) and not given & used


def run_by(text, tests):
    """The part of text that each of tests runs, by name: the module's own statements, the
    test, and the functions that these use."""
    whole = Text(text)
    segments = {node: whole.segment(node) for node in whole.tree.body}
    named = {
        part.co_firstlineno: _names_in(part)
        for part in compile(whole.tree, "koan", "exec", dont_inherit=True).co_consts
        if isinstance(part, types.CodeType)
    }
    functions, used = {}, []
    for node in whole.tree.body:
        if isinstance(node, ast.FunctionDef):
            functions[node.name] = named[first_line(node)]
        else:
            used += names_used(node)
    found = {}
    for test in tests:
        reached, queue = set(), [test, *used]
        while queue:
            name = queue.pop()
            if name in functions and name not in reached:
                reached.add(name)
                queue += functions[name]
        found[test] = "\n".join(
            segment
            for node, segment in segments.items()
            if not isinstance(node, ast.FunctionDef) or node.name in reached
        )
    return found


def _names_in(code):
    """The names that compiled code and what it encloses looks up: the module's among them."""
    names = set(code.co_names)
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            names |= _names_in(part)
    return names


def blanks_before(tree, test, last_line=None):
    """The blanks that test meets up to last_line: those of the functions it uses, then its
    own."""
    functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    loose = [n for n in tree.body if not isinstance(n, ast.FunctionDef | ast.ClassDef)]
    found = [blank for node in loose for blank in blanks(node)]
    own, used = [], []
    for statement in functions[test].body:
        if last_line is not None and statement.lineno > last_line:
            break
        own += blanks(statement)
        used += names_used(statement)
    seen = set()
    for name in used:
        for other in reached(tree, name):
            if other not in seen and other != test:
                seen.add(other)
                found += blanks(functions[other])
    return found + own


def is_as_given(text, pristine, name):
    """Whether a function stands in text as it does in pristine, but for what is only read."""
    found, given = (_dumped(parse(side), name) for side in (text, pristine))
    return found is not None and found == given


def _dumped(tree, name):
    """What a function of the module does, as text; None where there is none of that name."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            body = [ast.dump(part) for part in node.body if not is_docstring(part)]
            return ast.dump(node.args), body
    return None


def blank_holder(tree, test):
    """The name of the function that holds the first blank that test meets, or None."""
    for statement in function(tree, test).body:
        found = blanks_before(tree, test, statement.lineno)
        if found:
            return function_at(tree, found[0].lineno)
    return None


def function_at(tree, line):
    """The name of the module's function that holds a line, or None."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            if first_line(node) <= line <= node.end_lineno:
                return node.name
    return None


def statement_at(function, line):
    """The innermost statement of function that holds a line."""
    found = None
    for node in [function, *statements(function)]:
        if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno:
            if found is None or node.lineno >= found.lineno:
                found = node
    return found


def asked(text):
    """How much help is asked for, by line: {line: number of question marks}."""
    found = {}
    if not re.search(r"#\s*\?", text):
        return found
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                match = re.fullmatch(r"#\s*(\?+)\s*", token.string)
                if match:
                    found[token.start[0]] = len(match.group(1))
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


def answer_size(solution, name):
    """How many lines of a yours function are for the learner to write."""
    source = Text(solution)
    node = source.functions()[name]
    if any(marks(child) for child in node.body):
        return None
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return sum(
        bool(line.strip())
        for line in source.lines[body[0].lineno - 1 : node.end_lineno]
    )


def answer_lines(solution, name):
    """The solution of one function or test, as lines: its body without the docstring,
    or, where only parts were blank, the statements that hold them."""
    source = Text(solution)
    node = source.functions()[name]
    answers = [Edit(*source.span(m), source.segment(m.args[0])) for m in marks(node)]
    text = _applied(solution, answers)
    if any(marks(child) for child in node.body):
        plain = Text(text)
        wanted = []
        for old, new in zip(node.body, plain.functions()[name].body, strict=True):
            if marks(old):
                wanted += plain.text.splitlines()[new.lineno - 1 : new.end_lineno]
        return wanted
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return text.splitlines()[body[0].lineno - 1 : node.end_lineno]


def blank_side(pristine, test, number):
    """Where the learner's blank stands in the assertion with this number (from 0):
    "left", "right", or None where the assertion holds no blank."""
    asserts = _asserts(Text(pristine).functions()[test])
    if number >= len(asserts):
        return None
    comparison = asserts[number].test
    if not isinstance(comparison, ast.Compare):
        return "left" if blanks(comparison) else None
    if blanks(comparison.left):
        return "left"
    return "right" if any(blanks(c) for c in comparison.comparators) else None


def echoed(text, pristine, test):
    """The line of an assertion of test in which the other side stands for the blank, typed
    once more; None where there is none."""
    mine, given = (_asserts(function(parse(t), test)) for t in (text, pristine))
    for found, blank in zip(mine, given, strict=False):
        pairs = [_sides(node) for node in (found, blank)]
        if None in pairs or not any(map(is_blank, pairs[1])):
            continue
        if ast.dump(pairs[0][0]) == ast.dump(pairs[0][1]):
            return found.lineno
    return None


def _sides(node):
    """What an assertion holds equal, a close_to around either taken off; or None."""
    test = node.test
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return None
    sides = [test.left, test.comparators[0]]
    return [
        side.args[0]
        if isinstance(side, ast.Call)
        and isinstance(side.func, ast.Name)
        and side.func.id == "close_to"
        and side.args
        else side
        for side in sides
    ]


def blank_place(pristine, test, number):
    """The place of the one blank in a list or tuple that an assertion compares with; None
    where there is no such thing."""
    asserts = _asserts(function(parse(pristine), test))
    pair = _sides(asserts[number]) if number < len(asserts) else None
    for side in pair or ():
        if isinstance(side, ast.Tuple | ast.List) and len(blanks(side)) == 1:
            places = [n for n, part in enumerate(side.elts) if is_blank(part)]
            return places[0] if places else None
    return None


def assert_number(tree, test, line):
    """Which assertion of test (from 0) holds a line, and its node; (None, None) if none."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == test:
            for number, statement in enumerate(_asserts(node)):
                if statement.lineno <= line <= statement.end_lineno:
                    return number, statement
    return None, None


def _asserts(function):
    found = [node for node in statements(function) if isinstance(node, ast.Assert)]
    return sorted(found, key=lambda node: node.lineno)


# What was changed of what was given


@functools.lru_cache(maxsize=4)
def changes(text, pristine):
    """The given lines of pristine that text no longer has, as Change objects.

    The learner's to change: the body of a @yours function, and what stands for a blank.
    Welcome besides: comments, imports, helpers with names of their own, print calls.
    """
    now, then = Text(text), Text(pristine)
    return _match(now, then, now.tree.body, then.tree.body, _last_line(now))


def _last_line(source):
    return max(1, len(source.lines))


def _match(now, then, found, given, end, names=frozenset()):
    bound = {name for node in given for name in _bound(node)} | names
    result, position = [], 0
    for node in given:
        if is_docstring(node):
            continue
        for index in range(position, len(found)):
            candidate = found[index]
            as_given = now.block(candidate) == then.block(node)
            if as_given or _same_statement(candidate, node):
                for extra in found[position:index]:
                    result += _unwelcome(now, extra, bound, names)
                position = index + 1
                break
            if _alike(candidate, node):
                for extra in found[position:index]:
                    result += _unwelcome(now, extra, bound, names)
                position = index + 1
                result += _differences(now, then, candidate, node, end)
                break
        else:
            line = found[position].lineno if position < len(found) else end
            result.append(Change(line, _line(then, node), ""))
    for extra in found[position:]:
        result += _unwelcome(now, extra, bound, names)
    return result


def _differences(now, then, candidate, node, end):
    if (
        isinstance(node, ast.FunctionDef)
        and "yours" not in decorators(node)
        and _same(candidate.args, node.args)
        and _same(candidate.decorator_list, node.decorator_list)
    ):
        local = frozenset(a.arg for a in node.args.args) | {"return"}
        return _match(now, then, candidate.body, node.body, candidate.end_lineno, local)
    return [Change(candidate.lineno, _line(then, node), _line(now, candidate))]


def values_without_brackets(text, line, given):
    """Whether the statement at a line has a comma where one thing is to stand: two values
    typed into a blank make one the message of an assertion, or one argument too many.

    given: the statement as it was given; "" where none stood there.
    """
    tree = parse(text)
    name = function_at(tree, line)
    node = name and statement_at(function(tree, name), line)
    if node is None:
        return False
    if isinstance(node, ast.Assert) and node.msg is not None:
        return True
    room = {"close_to": 1} | {
        ast.unparse(call.func): len(call.args)
        for call in _calls(_parsed(given))
        if any(isinstance(a, ast.Name) and a.id == "____" for a in call.args)
    }
    return any(
        len(call.args) > room.get(ast.unparse(call.func), len(call.args))
        for call in _calls(node)
    )


def _calls(tree):
    return [n for n in ast.walk(tree) if isinstance(n, ast.Call)] if tree else []


def _parsed(text):
    """The tree of some lines of code; None where Python cannot read them alone."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return None


def _line(source, node):
    if isinstance(node, ast.FunctionDef):
        return source.lines[node.lineno - 1].strip()
    return " ".join(source.segment(node).split())


def is_docstring(node):
    """Whether a statement is a text that stands by itself."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _unwelcome(now, extra, bound, names):
    """What an added statement may not do: bind a given name, or leave a test early."""
    if is_docstring(extra) or isinstance(extra, ast.Pass):
        return []
    if names:  # inside a given function: only prints are welcome, and names of its own
        harmless = isinstance(extra, ast.Expr) and isinstance(extra.value, ast.Call)
        harmless = harmless or isinstance(
            extra, ast.Assign | ast.Import | ast.ImportFrom
        )
        if harmless and not set(_bound(extra)) & bound:
            return []
        return [Change(extra.lineno, "", _line(now, extra))]
    if set(_bound(extra)) & (bound - {"np"}):
        if isinstance(extra, ast.Import | ast.ImportFrom):
            return []
        return [Change(extra.lineno, "", _line(now, extra))]
    return []


def _bound(node):
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    return [
        child.id
        for child in ast.walk(node)
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store | ast.Del)
    ]


def _alike(candidate, node):
    """Whether candidate is node after a change: the same kind, for the same name."""
    if type(candidate) is not type(node):
        return False
    if isinstance(node, ast.FunctionDef):
        return candidate.name == node.name
    if isinstance(node, ast.Import | ast.ImportFrom):
        return False
    if isinstance(node, ast.Assign):
        return _bound(candidate) == _bound(node)
    return isinstance(node, ast.Assert)


def _same_statement(candidate, node):
    if isinstance(node, ast.FunctionDef) and isinstance(candidate, ast.FunctionDef):
        if candidate.name != node.name or not _same(candidate.args, node.args):
            return False
        if not decorators(node) <= decorators(candidate):
            return False
        if "yours" in decorators(node):
            return True
        bodies = [[s for s in f.body if not is_docstring(s)] for f in (candidate, node)]
        return _same(candidate.decorator_list, node.decorator_list) and _same(*bodies)
    if isinstance(node, ast.ImportFrom) and isinstance(candidate, ast.ImportFrom):
        names = {(a.name, a.asname) for a in node.names}
        have = {(a.name, a.asname) for a in candidate.names}
        same_module = (candidate.module, candidate.level) == (node.module, node.level)
        return same_module and names <= have
    return _same(candidate, node)


def _same(found, given):
    """Equal trees, where a blank in given matches any expression."""
    if is_blank(given):
        return isinstance(found, ast.expr)
    if isinstance(given, list):
        return (
            isinstance(found, list)
            and len(found) == len(given)
            and all(map(_same, found, given))
        )
    if isinstance(given, ast.AST):
        return type(found) is type(given) and all(
            _same(getattr(found, field, None), getattr(given, field, None))
            for field in given._fields
            if field not in ("ctx", "type_comment", "kind")
        )
    return type(found) is type(given) and found == given


# An author's help, read from a solution without running it


@functools.lru_cache(maxsize=8)
def spoken(solution, mark):
    """What @hint("…", …) or @insight("…") say in a solution: {function name: sentences}."""
    found = {}
    for node in parse(solution).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and decorator_name(decorator) == mark:
                found[node.name] = [ast.literal_eval(a) for a in decorator.args]
    return found
