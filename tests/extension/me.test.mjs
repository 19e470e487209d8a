// What letters say of a person: what is told when it is read, and what the host is told then.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import "./rendered.mjs";

/** @type {any[]} What the host was asked. */
const asked = [];
/** @type {Record<string, string>} What it knows. */
let known = {};
/** @type {any} */ (globalThis).browser = { runtime: {
	getURL: (/** @type {string} */ path) => path,
	connect: () => {
		/** @type {any} */
		const port = { onMessage: { addListener: (/** @type {any} */ call) => (port.hear = call) },
			onDisconnect: { addListener: () => {} },
			postMessage: (/** @type {any} */ { id, params }) => {
				asked.push(params);
				known = { ...known, ...params.params?.values };
				queueMicrotask(() => port.hear({ id, result: known }));
			} };
		return port;
	},
} };
const { loadMe, neededOf, newMe } = await import("../../extension/pages/letters/about_me.js");

/** @param {Record<string, string>} of */
async function load(of) {
	asked.length = 0;
	known = of;
	let drawn = 0;
	const me = newMe(() => { drawn++; }, () => {});
	await loadMe(me);
	return { me, drawn, methods: asked.map(({ method }) => method) };
}

test("the language is told to the host where it knows none, and else left alone", async () => {
	const first = await load({ country: "fr", email: "a@b.example" });
	assert.deepEqual(first.methods, ["me.get", "me.set"]);
	assert.deepEqual(asked[1].params, { values: { language: "en" } });
	assert.equal(first.me.known["language"], "en");
	assert.equal(first.drawn, 1);
	const later = await load({ country: "fr", email: "a@b.example", language: "de" });
	assert.deepEqual(later.methods, ["me.get"]);
	assert.equal(later.me.known["language"], "de");
});

test("one way for the answer is told: e-mail before the address", async () => {
	assert.deepEqual([...(await load({ country: "fr", email: "a@b.example", address: "x" })).me.tell], ["email"]);
	assert.deepEqual([...(await load({ country: "fr", address: "x" })).me.tell], ["address"]);
	assert.deepEqual([...(await load({ country: "fr" })).me.tell], []);
});

test("what was taken away stays away for whoever comes back to the letter", async () => {
	/** @type {any} */ let held = {};
	/** @type {any} */ (globalThis).browser.storage = { session: { get: async () => held,
		set: async (/** @type {any} */ value) => { held = structuredClone(value); } } };
	const { keepDraft, takeDraft } = await import("../../extension/pages/letters/kept_draft.js");
	const both = { country: "fr", email: "a@b.example", address: "x" };
	/** @param {any} me @returns {any} */
	const letter = (me) => ({ me, whom: { chosen: new Map() }, ask: new Set(), own: {}, told: new Map(), photos: [] });
	const { me } = await load(both);
	me.tell.delete("email");
	me.tell.add("address");
	keepDraft(letter(me));
	const later = letter((await load(both)).me);
	assert.equal(await takeDraft(later), true);
	assert.deepEqual([...later.me.tell], ["address"]);
	// What came to be known since then was not taken away.
	keepDraft(letter((await load({ country: "fr" })).me));
	const known = letter((await load(both)).me);
	await takeDraft(known);
	assert.deepEqual([...known.me.tell], ["email"]);
});

test("what is missing unfolds the form", async () => {
	const whole = await load({ country: "fr", email: "a@b.example" });
	assert.deepEqual(neededOf(whole.me), []);
	assert.equal(whole.me.unfolded, false);
	const nowhere = await load({ email: "a@b.example" });
	assert.deepEqual(neededOf(nowhere.me), ["need_country"]);
	assert.equal(nowhere.me.unfolded, true);
	assert.deepEqual(neededOf((await load({ country: "fr" })).me), ["need_answer"]);
	assert.deepEqual(neededOf((await load({ country: "de", email: "a@b.example" })).me), ["need_state"]);
	assert.deepEqual(neededOf((await load({ country: "de", region: "de-be", email: "a@b.example" })).me), []);
	assert.deepEqual(neededOf(newMe(() => {}, () => {})), []); // nothing is missing before it was read
});

test("every place that has a law overseas can be chosen, and no state without one", async () => {
	const { countries, states } = await import("../../extension/pages/letters/places.js");
	const share = new URL("../../host/share/", import.meta.url);
	const read = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(name, share), "utf8"));
	const held = ["us", "canada", "brazil", "australia"].flatMap((name) => read(`laws/${name}.json`).authorities);
	for (const { country, region } of held) {
		assert.ok(countries.includes(country), country);
		assert.ok(!region || states[country]?.[region.slice(3)], region);
	}
	const known = read("letters/en/regions.json");
	for (const [country, names] of Object.entries(states))
		for (const code of Object.keys(names))
			assert.ok(known[`${country}-${code}`], `${country}-${code}`);
	const ours = held.filter(({ country }) => country === "us").map(({ region }) => region.slice(3));
	assert.deepEqual(Object.keys(states["us"] ?? {}).sort(), ours.sort());
	assert.deepEqual(neededOf((await load({ country: "us", email: "a@b.example" })).me), ["need_state"]);
	assert.deepEqual(neededOf((await load({ country: "us", region: "us-ca", email: "a@b.example" })).me), []);
});
