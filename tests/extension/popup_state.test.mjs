// The popup's lists: of thousands of pictures only some are drawn, and what was chosen is not lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { picture, scene } from "./staged.mjs";

// What is drawn is not asked of them; lit-html looks for a document all the same.
/** @type {any} */ (globalThis).document ??= { createTreeWalker: () => ({}), documentElement: {} };
const { filtered, keepSelection, loadSelection, newState, pictures, showMore, shownOf, stateOf, takeIn } =
	await import("../../extension/pages/popup/state.js");

/** @param {any[]} images @returns {any} */
function opened(images) {
	const state = newState(() => {}, () => {}, new URLSearchParams("check=tab:7"));
	state.check = /** @type {any} */ ({ key: "tab:7", state: "finished", images });
	return state;
}

test("of five thousand pictures some are shown, and more when asked", () => {
	const state = opened([...Array(5000).keys()].map((id) => picture(id, { status: "new", same: id })));
	const before = process.cpuUsage();
	assert.equal(pictures(state, "new").length, 5000);
	for (let i = 0; i < 50; i++)
		assert.equal(shownOf(state, "new").length, 60);
	assert.ok(process.cpuUsage(before).user < 2_000_000, "in microseconds of the processor");
	showMore(state, "new");
	assert.equal(shownOf(state, "new").length, 120);
	assert.equal(shownOf(state, "mine").length, 0);
});

test("five thousand answers are taken in at once, each in its place", () => {
	const state = opened([...Array(5000).keys()].map((id) => picture(id, { same: id })));
	const changed = [...Array(5001).keys()].map((id) => picture(id, { status: id % 2 ? "mine" : "new", same: id }));
	takeIn(state, /** @type {any} */ ({ key: "tab:7", state: "finished", count: 5001, changed }));
	assert.equal(state.check.images.length, 5001);
	assert.equal(pictures(state, "mine").length, 2500);
	assert.equal(pictures(state, "new").length, 2501);
});

test("what was stopped has stopped at once, and may be begun again", () => {
	const state = opened([]);
	const hear = (/** @type {string} */ now) => {
		takeIn(state, /** @type {any} */ ({ key: "tab:7", state: now, count: 0, changed: [] }));
		return stateOf(state);
	};
	assert.equal(hear("running"), "running");
	state.stopped = true;
	assert.equal(stateOf(state), "cancelled");
	assert.equal(hear("running"), "cancelled", "an answer that was on its way");
	assert.equal(hear("cancelled"), "cancelled");
	assert.equal(hear("running"), "running", "what is asked for afterwards");
	state.stopped = true;
	assert.equal(hear("finished"), "finished", "it had come to its end");
});

test("filters leave out, and only what they say", () => {
	const state = opened([picture(0, { status: "new", width: 399, height: 1 }),
		picture(1, { status: "new", width: 1, height: 400 }),
		picture(2, { status: "new", width: 900, height: 900, findings: [{ kind: "person_name" }] })]);
	/** @param {string[]} names */
	const passed = (...names) => {
		state.filters = new Set(names);
		return filtered(state, "new").map((/** @type {any} */ image) => image.id);
	};
	assert.deepEqual(passed(), [0, 1, 2]);
	assert.deepEqual(passed("larger"), [1, 2]);
	assert.deepEqual(passed("people"), [2]);
	assert.deepEqual(passed("larger", "people"), [2]);
});

test("what is told of faces is added to what was told, and puts the largest first once all is told", async () => {
	const { takeResults } = await import("../../extension/background/check.js");
	const { groupOf } = await import("../../extension/pages/popup/results.js");
	const { groups } = await import("../../extension/pages/popup/state.js");
	const { rendered } = await import("./rendered.mjs");
	const state = opened([0, 1, 2, 3].map((id) => picture(id, { status: "mine", same: id })));
	/** @param {Record<string, any>} told */
	const faces = (told) => ({ faces_count: null, faces_width: null, faces_least: null, ...told });
	takeResults(state.check, [
		{ id: 1, ...faces({ faces_state: "looked", faces_count: 1, faces_width: 1240, faces_least: 41 }) },
		{ id: 2, ...faces({ faces_state: "looked", faces_count: 3, faces_width: 88, faces_least: 41 }) },
		{ id: 3, ...faces({ faces_state: "looked", faces_count: 0, faces_width: 0, faces_least: 52 }) }]);
	const order = () => pictures(state, "mine").map((/** @type {any} */ image) => image.id);
	state.check = { ...state.check, state: "running" };
	assert.deepEqual(order(), [0, 1, 2, 3]);
	state.check = { ...state.check, state: "finished" };
	assert.deepEqual(order(), [1, 2, 0, 3]);
	const mine = /** @type {any} */ (groups[0]);
	const said = () => [...rendered(groupOf(state, mine)).matchAll(/data-testid="faces">([^<]*)</g)]
		.map(([, words]) => words);
	assert.deepEqual(said(), ["Face of 1,240 px: a face search can use it",
		"3 faces, the largest of 88 px: a face search can use them",
		"No face of 52 px or more was found that looks towards the camera"]);
	takeResults(state.check, [{ id: 0, ...faces({ faces_state: "missing" }) }]);
	assert.match(/** @type {string} */ (said()[2]), /^Unknown whether .* is not installed$/);
});

test("what was chosen is there again when the popup opens anew, for this tab alone", async () => {
	const state = opened([picture(0, { status: "new" }), picture(1, { status: "new" })]);
	state.selected.add(1);
	await keepSelection(state);
	const again = opened([]);
	await loadSelection(again);
	assert.deepEqual([...again.selected], [1]);
	const other = opened([]);
	other.key = "tab:8";
	await loadSelection(other);
	assert.deepEqual([...other.selected], []);
	scene.stored["chosen:tab:7"] = "nonsense";
	await loadSelection(again);
	assert.deepEqual([...again.selected], []);
});

test("who runs a site is looked for by its host, then by what that is part of", async () => {
	const { sitesOf } = await import("../../extension/pages/letters/whom.js");
	assert.deepEqual(sitesOf("www.photos.example.co.uk"),
		["www.photos.example.co.uk", "photos.example.co.uk", "example.co.uk"]);
	assert.deepEqual(sitesOf("www.example.org:8080"), ["www.example.org", "example.org"]);
	assert.deepEqual(sitesOf("localhost"), ["localhost"]);
});

test("a placeholder of the same element hides no photo: of mine, or one that is not to be had", () => {
	for (const status of ["mine", "absent", "unknown"]) {
		const state = opened([picture(0, { status, same: 0 }), picture(1, { status: "icon", same: 0, width: 900 }),
			picture(2, { status: "drawing", same: 0 })]);
		const group = status === "absent" ? "closed" : status;
		assert.deepEqual(pictures(state, group).map((/** @type {any} */ image) => image.id), [0], status);
	}
});
