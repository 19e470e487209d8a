"""test_plant.py: what is planted is a fault, at one place, and what is not."""
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import plant  # noqa: E402
import tree  # noqa: E402
from areas import AREAS  # noqa: E402

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")


def changes(source, path="host/x/x.c"):
    return {(f.kind, f.before, f.after) for f in plant.faults(path, source)}


def body(text):
    return "static int f(int a, int b)\n{\n\t%s\n}\n" % text


class Plants(unittest.TestCase):
    def test_comparisons_guards_and_returns(self):
        found = changes(body("if (a > LIMIT)\n\t\treturn LENS_TOO_BIG;"))
        self.assertIn(("compare", "if (a > LIMIT)", "if (a >= LIMIT)"), found)
        self.assertIn(("guard", "if (a > LIMIT)", "if (0 && (a > LIMIT))"), found)
        self.assertIn(("negate", "if (a > LIMIT)", "if (!(a > LIMIT))"), found)
        self.assertIn(("return", "return LENS_TOO_BIG;", "return LENS_OK;"), found)

    def test_a_guard_leaves_and_any_if_can_be_turned(self):
        found = changes(body("if (a)\n\t\tb = 2;"))
        self.assertIn("negate", {kind for kind, _, _ in found})
        self.assertNotIn("guard", {kind for kind, _, _ in found})
        found = changes(body("if (a) {\n\t\tb = 2;\n\t\treturn b;\n\t}"))
        self.assertIn("guard", {kind for kind, _, _ in found})

    def test_constants(self):
        found = changes("#define REACH 31 /* bits */\n#define NAME \"31\"\n")
        self.assertEqual({after for _, _, after in found},
                         {"#define REACH 32 /* bits */", "#define REACH 30 /* bits */"})
        self.assertIn(("constant", "return a < 0.9f;", "return a < 0.99f;"),
                      {(k, b, a.replace("0.9900000000000001", "0.99")) for k, b, a in changes(body("return a < 0.9f;"))})

    def test_logic_and_not(self):
        found = changes(body("return a && !b;"))
        self.assertIn(("logic", "return a && !b;", "return a || !b;"), found)
        self.assertIn(("not", "return a && !b;", "return a && b;"), found)

    def test_rows_of_tables(self):
        found = changes("static const struct x table[] = {\n\t{1, \"a\"},\n\t[K] = {2, \"b\"},\n\tROW(c),\n\tEND,\n};\n")
        rows = {before for kind, before, _ in found if kind == "row"}
        self.assertEqual(rows, {"{1, \"a\"},", "[K] = {2, \"b\"},", "ROW(c),"})

    def test_calls(self):
        found = changes(body("wipe(a);\n\tfree(b);\n\tfprintf(a, \"%d\", 2);\n\tx_close(b);"))
        self.assertEqual({before for kind, before, _ in found if kind == "call"}, {"wipe(a);"})

    def test_passes_over_loops_sizes_and_prints(self):
        for text in ("for (int i = 0; i < a; i++)\n\t\t;", "printf(\"%d\", a < 2);",
                     "char room[64];", "b = base_alloc(a + 1, 4);", "/* if (a > 2) return 3; */"):
            kinds = {kind for kind, _, _ in changes(body(text))}
            self.assertFalse(kinds & {"compare", "constant", "unit", "guard"}, text)

    def test_javascript(self):
        found = changes("export function f(a) {\n\tif (a === 3) return true;\n\tsend(a);\n}\n", "extension/x.js")
        self.assertIn(("compare", "if (a === 3) return true;", "if (a !== 3) return true;"), found)
        self.assertIn(("return", "if (a === 3) return true;", "if (a === 3) return false;"), found)
        self.assertIn(("call", "send(a);", "void 0;"), found)
        nested = "const a = html`<p>${x === 3 ? html`<b>${y}</b>` : n}</p> it's ${z}<i>`;\n"
        self.assertEqual({(kind, after) for kind, _, after in changes(nested, "extension/x.js")}, {
            ("compare", nested.strip().replace("===", "!==")), ("constant", nested.strip().replace("3", "4")),
            ("constant", nested.strip().replace("3", "2"))})
        self.assertFalse(changes("const a = `if (x > 3) ${y}`;\n// if (a > 3)\n", "extension/x.js"))

    def test_each_fault_changes_one_place_and_keeps_the_lines(self):
        for area in AREAS:
            for folder in area.folders[:1]:
                names = [n for n in sorted(os.listdir(f"{TOP}/{folder}")) if n.endswith((".c", ".js"))]
                for name in names[:2]:
                    with open(f"{TOP}/{folder}/{name}", encoding="utf-8") as file:
                        source = file.read()
                    for fault in plant.faults(name, source)[::7]:
                        changed = fault.apply(source)
                        self.assertNotEqual(changed, source)
                        self.assertEqual(changed.count("\n"), source.count("\n"))


class Draws(unittest.TestCase):
    source = body("if (a > 2 && b < 3)\n\t\treturn 1;\n\treturn a + b > 4 || b == 5;")

    def test_the_same_seed_draws_the_same(self):
        found = plant.faults("a.c", self.source)
        keys = [f.key for f in plant.drawn(found, "1")]
        self.assertEqual(keys, [f.key for f in plant.drawn(list(reversed(found)), "1")])
        self.assertNotEqual(keys, [f.key for f in plant.drawn(found, "2")])
        self.assertEqual(len(set(keys)), len(found))

    def test_a_key_is_of_the_content_and_not_of_the_line(self):
        moved = plant.faults("a.c", "\n\n" + self.source)
        self.assertEqual({f.key for f in plant.faults("b.c", self.source)}, {f.key for f in moved})
        changed = plant.faults("a.c", self.source.replace("> 2", "> 7"))
        self.assertNotEqual({f.key for f in changed}, {f.key for f in moved})


class Contained(unittest.TestCase):
    def test_a_test_meets_no_process_but_its_own(self):
        try:
            before = tree.contained()
        except SystemExit as why:
            self.skipTest(str(why))
        # Only what is in there has a number: no kill() can name another.
        said = subprocess.run([*before, "sh", "-c", "ls /proc | grep -c '^[0-9]'"], capture_output=True, text=True, check=True)
        self.assertLess(int(said.stdout), 8)
        self.assertEqual(subprocess.run([*before, "sh", "-c", "exit 3"], check=False).returncode, 3)


class Areas(unittest.TestCase):
    def test_every_folder_of_the_map_has_an_area(self):
        have = {folder for area in AREAS for folder in area.folders}
        with open(f"{TOP}/Makefile", encoding="utf-8") as file:
            folders = {line.split(":=")[0].split()[0][5:] for line in file if line.startswith("uses.")}
        self.assertEqual({f"host/{f}" for f in folders} - have, set())
        for folder in have:
            self.assertTrue(os.path.isdir(f"{TOP}/{folder}"), folder)


if __name__ == "__main__":
    unittest.main(verbosity=0)
