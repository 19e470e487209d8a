// A page of results of a search: each hit with the page it points to, and in one click the letter to its site.
import assert from "node:assert/strict";
import { test } from "node:test";
import { picture } from "./staged.mjs";
import { listener, rendered } from "./rendered.mjs";

/** @type {string[]} */
const opened = [];
Object.assign(/** @type {any} */ (globalThis).browser ??= {}, {
	i18n: { getMessage: (/** @type {string} */ key, /** @type {any} */ values) => `${key} ${values ?? ""}`,
		getUILanguage: () => "en" },
	runtime: { getURL: (/** @type {string} */ path) => path },
	tabs: { query: async () => [], create: async (/** @type {any} */ { url }) => { opened.push(url); } } });
const { hitsTable } = await import("../../extension/pages/popup/results.js");
const { newState } = await import("../../extension/pages/popup/state.js");

/** @param {any[]} images @returns {any} */
function found(images) {
	const state = newState(() => {}, () => {}, new URLSearchParams("check=tab:7"));
	state.check = /** @type {any} */ ({ key: "tab:7", state: "finished", images });
	return state;
}
const hit = (/** @type {number} */ id, /** @type {any} */ more) => picture(id, { status: "mine", same: id, ...more });

test("each hit stands with the page it points to, and one click writes to that site", async () => {
	const table = hitsTable(found([hit(0, { leads: "https://forum.example/u/77", matches: [{ photo: 4 }] })]));
	const shown = rendered(table);
	assert.match(shown, /data-leads=https:\/\/forum\.example\/u\/77/);
	assert.match(shown, /forum\.example\/u\/77<\/td>/);
	assert.equal(shown.match(/data-testid="hit"/g)?.length, 1);
	await listener(table, "hit-write")();
	assert.deepEqual(opened, ["pages/dashboard.html#letters/site/forum.example/4"]);
});

test("a page that is open is shown as it is, and moves only where it is to show something else", async () => {
	const { openPage } = await import("../../extension/shared/ext.js");
	const { tabs } = /** @type {any} */ (globalThis).browser;
	const before = tabs.query;
	/** @type {any[]} */ const moved = [];
	tabs.query = async () => [{ id: 3, url: "pages/dashboard.html#photos" }];
	tabs.update = async (/** @type {any[]} */ ...to) => { moved.push(to); };
	for (const path of ["pages/dashboard.html", "pages/dashboard.html#photos", "pages/dashboard.html#cases"])
		await openPage(path);
	tabs.query = before;
	assert.deepEqual(moved, [[3, { active: true }], [3, { active: true }],
		[3, { active: true, url: "pages/dashboard.html#cases" }]]);
});

test("no table without a hit that points somewhere", () => {
	for (const images of [[], [hit(0, { matches: [{ photo: 4 }] })],
		[picture(1, { status: "new", leads: "https://forum.example/u/77" })]])
		assert.equal(rendered(hitsTable(found(images))), "");
	const two = rendered(hitsTable(found([hit(0, { leads: "https://a.example/1", matches: [{ photo: 1 }] }),
		hit(1, { leads: "https://b.example/2", matches: [{ photo: 2 }] })])));
	assert.equal(two.match(/data-testid="hit"/g)?.length, 2);
});
