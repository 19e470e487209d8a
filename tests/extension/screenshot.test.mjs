// Pictures cut out of what the user sees: where they are, how large, and when not at all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { picture, scene } from "./staged.mjs";

/** What was drawn: [left, top, width, height, 0, 0, width, height]. @type {number[][]} */
const drawn = [];
/** @type {any} */ (globalThis).OffscreenCanvas = class {
	/** @param {number} width @param {number} height */
	constructor(width, height) {
		Object.assign(this, { width, height });
	}
	getContext() {
		return { drawImage: (/** @type {any} */ _shot, /** @type {number[]} */ ...numbers) => drawn.push(numbers) };
	}
	async convertToBlob(/** @type {{type: string}} */ { type }) {
		return new Blob(["x"], { type });
	}
};
const shot = { width: 200, height: 100, close: () => {} };
/** @type {any} */ (globalThis).createImageBitmap = async () => shot;
const { addThumbnails, capture, cut, thumbnailOf } = await import("../../extension/background/screenshot.js");
const { cutOut } = await import("../../extension/background/tab.js");
const view = { width: 100 }; // CSS pixels; the shot has two for one
const bitmap = /** @type {any} */ (shot);

test("a rectangle of the window is cut in the pixels of the shot, and no further than its edges", async () => {
	for (const [x, y, width, height, wanted] of /** @type {const} */ ([
		[10, 5, 20, 10, [20, 10, 40, 20, 0, 0, 40, 20]],
		[-10, -10, 30, 30, [0, 0, 40, 40, 0, 0, 40, 40]],
		[90, 40, 50, 50, [180, 80, 20, 20, 0, 0, 20, 20]],
		[0, 0, 4, 4, [0, 0, 8, 8, 0, 0, 8, 8]],
	])) {
		drawn.length = 0;
		assert.ok(await cut(bitmap, { x, y, width, height }, view));
		assert.deepEqual(drawn, [wanted]);
	}
	for (const rect of [{ x: 0, y: 0, width: 3.7, height: 20 }, { x: 0, y: 0, width: 20, height: 3.7 },
		{ x: 98, y: 0, width: 50, height: 20 }, { x: 0, y: 60, width: 50, height: 20 },
		{ x: -40, y: 0, width: 40, height: 20 }])
		assert.equal(await cut(bitmap, rect, view), null, JSON.stringify(rect));
});

test("what is large is made small, as a thumbnail, and only where most of it is seen", async () => {
	drawn.length = 0;
	const blob = await cut(bitmap, { x: 0, y: 0, width: 100, height: 50 }, view, { most: 50, type: "image/jpeg" });
	assert.deepEqual([blob?.type, drawn], ["image/jpeg", [[0, 0, 200, 100, 0, 0, 50, 25]]]);
	const half = { x: 50, y: 0, width: 100, height: 50 };
	assert.ok(await cut(bitmap, half, view));
	assert.equal(await cut(bitmap, half, view, { whole: true }), null);
	assert.ok(await cut(bitmap, { x: 30, y: 0, width: 100, height: 50 }, view, { whole: true }),
		"seven tenths are enough");
	drawn.length = 0;
	assert.equal(await thumbnailOf(new Blob(["x"])), "data:image/jpeg;base64,eA==");
	assert.deepEqual(drawn, [[0, 0, 200, 100, 0, 0, 96, 48]]);
});

test("only the tab in front is shot", async () => {
	scene.tab = { active: true, windowId: 1 };
	assert.equal(await capture(1), shot);
	for (const tab of [{ active: false, windowId: 1 }, { active: true }]) {
		scene.tab = tab;
		await assert.rejects(capture(1), (/** @type {any} */ error) => error.code === "not_visible");
	}
});

test("thumbnails are made of what can be seen and has none", async () => {
	scene.tab = { active: true, windowId: 1 };
	const rect = { x: 0, y: 0, width: 20, height: 20 };
	const images = [picture(0, { rect, thumbnail: "old" }), picture(1, { rect }), picture(2),
		picture(3, { rect: { ...rect, x: 200 } })];
	await addThumbnails(1, view, images);
	assert.deepEqual(images.map((image) => /** @type {any} */ (image).thumbnail),
		["old", "data:image/jpeg;base64,eA==", undefined, undefined]);
	scene.tab = { active: false };
	await addThumbnails(1, view, images.slice(0, 1)); // nothing wanted: nothing is shot
});

/** @param {object} rect where the picture is, before it is scrolled to */
function onPage(rect) {
	const window = { width: 100, height: 50 };
	let scrolled = 0;
	scene.images = [picture(0)];
	scene.tab = { active: true, windowId: 1 };
	scene.page = { lenscapPictures: {
		element: () => ({ scrollIntoView: () => scrolled++ }),
		place: () => ({ ...(scrolled ? { x: 10, y: 10, width: 20, height: 20 } : rect), window }),
	} };
	return () => scrolled;
}

test("a picture is scrolled to only where it is not wholly in view", async () => {
	for (const [x, y, width, height, wanted] of /** @type {const} */ ([
		[0, 0, 100, 50, 0], [80, 30, 20, 20, 0], [-1, 0, 20, 20, 1], [0, -1, 20, 20, 1], [81, 0, 20, 20, 1],
			[0, 31, 20, 20, 1],
	])) {
		const scrolls = onPage({ x, y, width, height });
		assert.ok(await cutOut(1, 0));
		assert.equal(scrolls(), wanted, `${x} ${y}`);
	}
	for (const rect of [{ x: 0, y: 0, width: 7, height: 20 }, { x: 0, y: 0, width: 20, height: 7 }]) {
		onPage(rect);
		assert.equal(await cutOut(1, 0), null, "too small to be a picture");
	}
	scene.images = [];
	await assert.rejects(cutOut(1, 0), (/** @type {any} */ error) => error.code === "page_left");
});
