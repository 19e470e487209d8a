// Our JavaScript can be read at once; and the lint that says so can say no.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { COLUMNS, LINES, tooLong } from "./lines.mjs";

const top = fileURLToPath(new URL("../..", import.meta.url));
const own = ["extension", "tests/extension", "tests/e2e/browser", "packaging"];
const notOurs = /(^|\/)(node_modules|vendor)\//;

/** Every file of ours in JavaScript. */
const files = own.flatMap((folder) => readdirSync(join(top, folder), { recursive: true, encoding: "utf8" })
	.map((name) => join(folder, name))).filter((name) => /\.m?js$/.test(name) && !notOurs.test(name));

test(`no line has more than ${COLUMNS} columns, no function more than ${LINES} lines`, () => {
	assert.ok(files.length > 60, `${files.length} files`);
	for (const part of own.slice(0, 3))
		assert.ok(files.some((name) => name.startsWith(part)), part);
	const found = files.flatMap((name) => tooLong(name, readFileSync(join(top, name), "utf8"))
		.map(({ line, why }) => `${name}:${line}: ${why}`));
	assert.deepEqual(found, []);
});

test("the lint counts columns and lines", () => {
	const why = (/** @type {string} */ text) => tooLong("x.js", text).map((one) => `${one.line}: ${one.why}`);
	assert.deepEqual(why(`// ${"x".repeat(117)}`), []);
	assert.deepEqual(why(`\n// ${"x".repeat(118)}`), ["2: 121 columns"]);
	assert.deepEqual(why(`\t// ${"x".repeat(113)}`), []);
	assert.deepEqual(why(`\t// ${"x".repeat(114)}`), ["1: 121 columns"]);
	const body = (/** @type {number} */ lines) => "\n".repeat(lines - 1);
	for (const [before, after] of [["function f() {", "}"], ["const f = () => {", "};"], ["class A { f() {", "} }"],
		["export default async function* () {", "}"], ["const f = () => html`", "`;"],
		["const a = { get b() {", "} };"]]) {
		assert.deepEqual(why(before + body(LINES) + after), [], before);
		assert.deepEqual(why(before + body(LINES + 1) + after), [`1: a function of ${LINES + 1} lines`], before);
	}
});
