// The photos as cards: what is said when there is none, and what can be done with some.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rendered } from "./rendered.mjs";

const { grid, selection, tools } = await import("../../extension/pages/photos/grid.js");

/** @param {any} [more] @returns {any} */
const state = (more = {}) => ({
	photos: [], total: 0, next: null, loading: false, chosen: new Set(), redraw: () => {},
	filter: { source: "", finding: "", format: "", order: "added" },
	thumbnails: { of: (/** @type {number} */ id) => (id === 1 ? "blob:1" : undefined) }, ...more });

/** @param {number} id @returns {any} */
const photo = (id, more = {}) => ({ id, source: `/home/a/${id}.jpg`, width: 640, height: 480, bytes: 2048, findings: [],
	sightings: 0, ...more });

test("no photos: whether they are being read, do not fit, or are none", () => {
	assert.match(rendered(grid(state({ loading: true }))), /Loading/);
	assert.doesNotMatch(rendered(grid(state({ loading: true }))), /data-testid="(empty|no-match)"/);
	assert.match(rendered(grid(state())), /data-testid="empty"/);
	for (const narrowed of [{ source: "x" }, { finding: "gps" }, { format: "png" }]) {
		const said = rendered(grid(state({ filter: { ...state().filter, ...narrowed } })));
		assert.match(said, /data-testid="no-match"/);
		assert.doesNotMatch(said, /data-testid="empty"/);
	}
});

test("each photo has its card, and more are offered where there are more", () => {
	const two = { photos: [photo(1), photo(2, { sightings: 3 })], total: 5 };
	const said = rendered(grid(state({ ...two, next: 2 })));
	assert.equal(said.match(/data-testid="photo"/g)?.length, 2);
	assert.match(said, /data-id=1/);
	assert.match(said, /src=blob:1/);
	assert.equal(said.match(/<img/g)?.length, 1); // the other's small picture is on its way
	assert.match(said, /640 × 480/);
	assert.match(said, /data-testid="more"/);
	assert.doesNotMatch(rendered(grid(state({ ...two, next: null }))), /data-testid="more"/);
	assert.doesNotMatch(rendered(grid(state({ next: 0 }))), /data-testid="more"/);
	assert.match(said, /3/);
});

test("what is chosen can be forgotten, and what is not cannot", () => {
	assert.equal(rendered(selection(state())), "");
	const said = rendered(selection(state({ chosen: new Set([1, 2]) })));
	assert.match(said, /data-testid="forget"/);
	assert.match(said, /2/);
});

test("the tools narrow by each kind of finding, each format and order", () => {
	const said = rendered(tools(state()));
	for (const name of ["gps", "hidden_picture", "content_credentials", "jpeg", "jxl", "ico", "added", "sightings"])
		assert.match(said, new RegExp(name));
});
