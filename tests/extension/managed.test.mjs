// What a browser's policy sets: what of it is understood, and that the schema and the examples agree with it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ID } from "./browser.mjs";

/** @type {Record<string, any>} */
let policy = {};
/** @type {any} */ (globalThis).browser = {
	runtime: { getURL: (/** @type {string} */ path) => `chrome-extension://x/${path}` },
	i18n: { getUILanguage: () => "fr" },
	storage: { local: { get: async () => stored, set: async () => {} }, managed: { get: async () => policy } },
};
/** @type {Record<string, any>} */
let stored = {};
const { isManaged, managed, managedOf, packsAmiss, signersOf } = await import("../../extension/shared/managed.js");
const { language } = await import("../../extension/shared/i18n.js");
const { loadLanguage } = await import("../../extension/shared/language.js");

const read = (/** @type {string} */ path) =>
	JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
const KEY = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
const nothing = { language: "", law: "", auto_lock: "", hide_fingerprints: false, packs: [], keys: [], propose: [] };

test("takes what it understands", async () => {
	policy = { language: "nl", law: "uk", auto_lock: "minutes:5", hide_fingerprints: true, packs: ["help"], keys: [KEY],
		propose: ["pimeyes", "clearview-ai"] };
	assert.deepEqual(await managed(), policy);
	assert.ok(isManaged(managedOf(policy)));
	assert.equal(managedOf({ law: "ccpa" }).law, "ccpa");
});

test("leaves what it does not understand, and takes the rest", () => {
	for (const wrong of [null, "x", [], { language: "xx" }, { language: "toString" }, { language: ["nl"] },
		{ law: "LGPD" }, { law: "" }, { law: "a law" }, { law: "x".repeat(17) }, { law: ["uk"] },
		{ auto_lock: "minutes:0" }, { auto_lock: "minutes:5\n" }, { hide_fingerprints: "yes" }, { packs: "help" },
		{ packs: ["../x", 5, ""] }, { keys: ["RW", KEY + "A", KEY.toLowerCase()] }, { propose: ["A B", null] }])
		assert.deepEqual(managedOf(wrong), nothing, JSON.stringify(wrong));
	assert.ok(!isManaged(managedOf({})));
	assert.deepEqual(managedOf({ law: "?", language: "de" }), { ...nothing, language: "de" });
	assert.equal(managedOf({ propose: Array.from({ length: 500 }, (_, n) => `c${n}`) }).propose.length, 64);
});

test("the user's own language counts before it, and it before the browser's", async () => {
	policy = { language: "nl" };
	await loadLanguage();
	assert.equal(language(), "nl");
	stored = { language: "it" };
	await loadLanguage();
	assert.equal(language(), "it");
	stored = policy = {};
	await loadLanguage();
	assert.equal(language(), "fr");
});

test("without a policy, or with a browser that refuses, nothing is set", async () => {
	const { storage } = /** @type {any} */ (globalThis).browser;
	storage.managed = { get: async () => { throw new Error("Managed storage manifest not found"); } };
	assert.deepEqual(await managed(), nothing);
	delete storage.managed;
	assert.deepEqual(await managed(), nothing);
});

test("names packs that lack, and those of a stranger's key", () => {
	const set = managedOf({ packs: ["help", "more"], keys: [KEY] });
	assert.deepEqual(packsAmiss(set, [{ name: "help", signer: KEY }]), { lacking: ["more"], strange: [] });
	assert.deepEqual(packsAmiss(set, [{ name: "help", signer: KEY }, { name: "more", signer: `${KEY.slice(0, -1)}4` }]),
		{ lacking: [], strange: ["more"] });
	assert.deepEqual(packsAmiss(managedOf({}), [{ name: "help", signer: KEY }]), { lacking: [], strange: [] });
});

test("where keys are set, no other is taken", () => {
	const other = `${KEY.slice(0, -1)}4`;
	assert.deepEqual(signersOf(managedOf({ keys: [KEY, other] }), ""), [KEY, other]);
	assert.deepEqual(signersOf(managedOf({ keys: [KEY, other] }), other), [other]);
	assert.deepEqual(signersOf(managedOf({ keys: [KEY] }), other), []);
	assert.deepEqual(signersOf(managedOf({}), other), [other]);
	assert.deepEqual(signersOf(managedOf({}), ""), [""]);
});

test("the schema, and the examples for both browsers, have what is read", () => {
	const schema = Object.keys(read("extension/managed.json").properties).sort();
	assert.deepEqual(schema, Object.keys(nothing).sort());
	assert.equal(read("extension/manifest.json").storage.managed_schema, "managed.json");
	const gecko = read("extension/manifest.json").browser_specific_settings.gecko.id;
	const examples = [read("packaging/policy/chromium.json")["3rdparty"].extensions[ID],
		read("packaging/policy/firefox.json").policies["3rdparty"].Extensions[gecko]];
	for (const example of examples) {
		assert.deepEqual(Object.keys(example).sort(), schema);
		assert.deepEqual(managedOf(example), example);
	}
	assert.deepEqual(examples[0], examples[1]);
});
