// Where a photo was seen: of an address that a link alone names nobody says since when.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rendered } from "./rendered.mjs";

const { sightings } = await import("../../extension/pages/photos/one.js");
const DAY = Date.parse("2026-11-20T12:00:00Z");

/** @param {object} more */
const said = (more) => rendered(sightings(/** @type {any} */ ([{ id: 1, photo: 1, place: "https://a.example/p",
	page: "https://a.example/p", title: "", how: "", first: DAY, there: DAY, last: DAY, access: "unknown",
	state: "unknown", why: "", gone: false, distance: 0, looks: [{ first: DAY, last: DAY, now: "unknown" }],
	...more }]))).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

test("what a link names was not seen, and nobody looked", () => {
	const named = said({ why: "not_asked", first: null, there: null, last: null });
	assert.match(named, /https:\/\/a\.example\/p named by a page that links there, not looked at yet/);
	assert.doesNotMatch(named, /First seen|could not be learned|2026/);
});

test("what was looked at says since when, and what came of it", () => {
	assert.match(said({ access: "public", state: "there" }), /First seen Nov 20, 2026, last Nov 20, 2026/);
	assert.match(said({ why: "timeout" }), /could not be learned/);
});
