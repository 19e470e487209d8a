// What is a person's name: the same are taken and refused as by the host (tests/native/persons.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

Object.assign(globalThis, { chrome: { runtime: { getURL: () => "chrome-extension://lenscap/" } } });
const { isName } = await import("../../extension/shared/whose.js");
const { taken, refused } = JSON.parse(readFileSync(new URL("../data/persons.json", import.meta.url), "utf8"));

test("a name is a folder's, and nothing in it acts or is seen by nobody", () => {
	for (const name of taken)
		assert.ok(isName(name), JSON.stringify(name));
	for (const name of [...refused, "", "a\0b", "\ud800"])
		assert.ok(!isName(name), JSON.stringify(name));
});
