// What the letters would be: which of them is shown, in which language, and when they can be written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { listener, rendered } from "./rendered.mjs";

/** @type {string[]} What the host was asked for. */
const asked = [];
/** @type {any} */ (globalThis).browser = { runtime: { getURL: (/** @type {string} */ path) => path, connect: () => {
	/** @type {any} */
	const port = { onMessage: { addListener: (/** @type {any} */ call) => (port.hear = call) },
		onDisconnect: { addListener: () => {} },
		postMessage: (/** @type {any} */ { id, params }) => {
			asked.push(params.method);
			queueMicrotask(() => port.hear({ id, error: { code: "locked", message: "" } }));
		} };
	return port;
} } };
const { view } = await import("../../extension/pages/views/letters.js");
const { preview } = await import("../../extension/pages/letters/preview.js");
const { needed, newState, wanted } = await import("../../extension/pages/letters/state.js");

/** A letter to two, of which everything is known. @returns {any} */
function ready() {
	/** @type {any} */
	const state = newState(/** @type {any} */ ({ redraw: () => { drawn++; }, more: () => "" }));
	for (const name of ["one", "two"])
		state.whom.chosen.set(name, { slug: name, name: `The ${name}` });
	Object.assign(state.me, { loaded: true, known: { country: "fr" }, tell: new Set(["email"]) });
	state.drafts = [draft("one", "fr"), draft("two", "en")];
	state.translations = [draft("one", "en", "in English"), draft("two", "en")];
	return state;
}
let drawn = 0;

/** @param {string} name @param {string} language @param {string} [text] @returns {any} */
const draft = (name, language, text = `to ${name}`) => ({ name, language, text, discloses: [
	{ state: "new", what: "email", words: "", count: 1 }, { state: "held", what: "photo", words: "", count: 2 }] });

/** @param {any} state */
const canWrite = (state) =>
	/disabled=false/.test(/<button[^>]*data-testid="write"/.exec(rendered(preview(state)))?.[0] ?? "");

test("the letter that is chosen is shown, and drawn again when another is", () => {
	const state = ready();
	assert.match(rendered(preview(state)), /to one/);
	drawn = 0;
	listener(preview(state), "which", "change")({ target: { value: "1" }, currentTarget: { value: "1" } });
	assert.equal(state.which, 1);
	assert.equal(drawn, 1);
	assert.match(rendered(preview(state)), /to two/);
	state.drafts.pop();
	assert.doesNotMatch(rendered(preview(state)), /data-testid="?which/);
});

test("a letter in another language can be read in one's own, and back", () => {
	const state = ready();
	assert.doesNotMatch(rendered(preview(state)), /in English/);
	listener(preview(state), "preview-translation")();
	assert.match(rendered(preview(state)), /in English/);
	assert.match(rendered(preview(state)), /aria-pressed=true/);
	listener(preview(state), "preview-translation")();
	assert.doesNotMatch(rendered(preview(state)), /in English/);
	state.which = 1; // one that is in the user's language has no button
	assert.doesNotMatch(rendered(preview(state)), /data-testid="preview-translation"/);
});

test("it is written when nothing is missing, and not twice", () => {
	assert.ok(canWrite(ready()));
	for (const change of [
		(/** @type {any} */ state) => { state.busy = "busy"; },
		(/** @type {any} */ state) => { state.drafts = []; },
		(/** @type {any} */ state) => { state.written = []; },
		(/** @type {any} */ state) => { state.ask.clear(); },
		(/** @type {any} */ state) => { state.me.known = {}; },
		(/** @type {any} */ state) => { state.me.tell.clear(); },
		(/** @type {any} */ state) => { state.whom.chosen.clear(); },
		(/** @type {any} */ state) => { state.young.set("one", "2026-11-01"); },
	]) {
		const state = ready();
		change(state);
		assert.ok(!canWrite(state), String(change));
	}
	const again = ready();
	again.young.set("one", "2026-11-01");
	again.again = true;
	assert.ok(canWrite(again));
	assert.match(rendered(preview(again)), /data-testid="lately"/);
	assert.doesNotMatch(rendered(preview(ready())), /data-testid="lately"/);
});

test("what is missing is named, and a letter is not shown until then", () => {
	const state = ready();
	state.ask.add("objection").add("rectification");
	assert.deepEqual(needed(state), ["need_situation", "need_wrong"]);
	assert.match(rendered(preview(state)), /data-testid="needed"/);
	assert.doesNotMatch(rendered(preview(state)), /data-testid="preview-text"/);
	state.own.situation_kind = "stalked";
	state.own.wrong = "x";
	assert.deepEqual(needed(state), ["need_wrong"]);
	state.own.right = "y";
	assert.deepEqual(needed(state), []);
});

test("a photo that the letter could name by nothing is said", () => {
	const state = ready();
	state.photos = [{ id: 4, sightings: 0, source: "/home/a.jpg" }, { id: 5, sightings: 1, source: "/b.jpg" },
		{ id: 6, sightings: 0, source: "https://a.test/c.jpg" }];
	for (const { id } of state.photos)
		state.told.set(id, new Set());
	assert.deepEqual(needed(state), ["need_print"]);
	state.told.set(4, new Set(["pdq"]));
	assert.deepEqual(needed(state), []);
});

test("the host is asked for what was chosen, and for no words of what was not", () => {
	const state = ready();
	Object.assign(state.own, { situation: "mine", wrong: "x", right: "y", purpose: "p", missing: "a\n \nb" });
	state.told.set(4, new Set(["pdq"]));
	assert.deepEqual(wanted(state, ["one"]), { to: ["one"], ask: ["access"], tell: ["email"], purpose: "p",
		missing: ["a", "b"], photos: [{ id: 4, disclose: ["pdq"] }] });
	state.ask.add("objection");
	state.again = true;
	assert.deepEqual(wanted(state, ["one"]), { to: ["one"], ask: ["access", "objection"], tell: ["email"], purpose: "p",
		situation: "mine", missing: ["a", "b"], again: true, photos: [{ id: 4, disclose: ["pdq"] }] });
});

test("the meter says what is told anew, what they have, and what stays", () => {
	const said = rendered(preview(ready()));
	assert.match(said, /data-state=new/);
	assert.match(said, /data-state=held/);
	assert.doesNotMatch(said, /data-state=not_needed/);
	assert.match(said, /\(2\)/);
	const stays = said.slice(said.indexOf("data-state=stays"));
	assert.match(stays, /<li>.*<li>.*<li>/s);
});

test("what the letters are made of is asked for when the section is opened", async () => {
	asked.length = 0;
	const open = view.open(/** @type {any} */ ({ redraw: () => {}, more: () => "", whenAnswered: () => {} }));
	await new Promise((resolve) => setTimeout(resolve, 0));
	assert.ok(asked.includes("controller.search"), String(asked));
	open.close?.();
});
