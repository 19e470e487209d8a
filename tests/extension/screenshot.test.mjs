// Pictures cut out of what the user sees: where they are, how large, and when not at all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "../../extension/shared/failure.js";
import { picture, scene, settle, stage } from "./staged.mjs";

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

/**
 * A finished check of three pictures: one that is seen, one where another stands by now, one too small.
 * @param {(params: any) => any} ended what the host says of the upload
 * @param {string} [status] what the check said of the first
 */
async function threePictures(ended, status = "login") {
	const window = { width: 100, height: 50 };
	const seen = { x: 10, y: 10, width: 20, height: 20, window };
	scene.images = [picture(0), picture(1), picture(2)];
	scene.tab = { active: true, windowId: 1 };
	scene.page = { lenscapPictures: { element: () => null, place: (/** @type {number} */ id) =>
		[seen, { ...seen, changed: true }, { ...seen, width: 3 }][id] } };
	/** @type {any} */ let staged;
	staged = stage({ "photo.begin": () => ({ upload: 5 }), "photo.end": ended, "page.find": ({ images }) => {
		const results = images.map((/** @type {any} */ { id }) => ({ id, status: "mine" }));
		setTimeout(() => staged.say({ job: 8, state: "finished", results }), 5);
		return { job: 8 };
	} });
	await staged.checks.start(1);
	await settle();
	staged.say({ job: 1, state: "finished", results: [0, 1, 2].map((id) => ({ id, status })) });
	return staged;
}

test("what is shot is compared as an upload, and marked; what changed or is not seen is not", async () => {
	const { checks, of, check } = await threePictures(() => ({ outcome: "ready" }));
	assert.deepEqual(await checks.shoot("tab:1", [0, 1, 2]), { cut: 1 });
	assert.deepEqual(of("photo.begin"), [{ purpose: "check", name: "screenshot.png", bytes: 1 }]);
	assert.deepEqual(of("page.find").map(({ images }) => images.map((/** @type {any} */ one) => [one.id, one.upload])),
		[[[0, 5]]]);
	const { images } = await check();
	assert.deepEqual(images.map((/** @type {any} */ one) => [one.status, !!one.shot, one.changed, !!one.hidden]),
		[["mine", true, false, true], ["login", false, true, false], ["login", false, false, false]]);
	assert.equal(images[0].thumbnail, "data:image/jpeg;base64,eA==");
});

test("a picture that anybody gets is not hidden by being shot", async () => {
	for (const [status, hidden] of [["mine", false], ["new", false], ["unreadable", false], ["absent", true]]) {
		const { checks, check } = await threePictures(() => ({ outcome: "ready" }), /** @type {string} */ (status));
		await checks.shoot("tab:1", [0]);
		assert.equal(!!(await check()).images[0].hidden, hidden, /** @type {string} */ (status));
	}
});

test("a shot that the host cannot read says why, and what cannot be shot at all which of both", async () => {
	const bad = await threePictures(() => ({ outcome: "failed", error: { code: "worker", message: "No." } }));
	await assert.rejects(bad.checks.shoot("tab:1", [0]), (/** @type {any} */ error) => error.code === "worker");
	assert.equal(bad.of("page.find").length, 0, "nothing is compared");
	const odd = await threePictures(() => ({ outcome: "failed" }));
	await assert.rejects(odd.checks.shoot("tab:1", [0]), (/** @type {any} */ error) => error.code === "internal");
	for (const [ids, code] of /** @type {[number[], string][]} */ ([[[1, 2], "page_changed"],
		[[2], "nothing_visible"]])) {
		const { checks, of } = await threePictures(() => ({ outcome: "ready" }));
		await assert.rejects(checks.shoot("tab:1", ids), (error) => error instanceof Failure && error.code === code);
		assert.equal(of("photo.begin").length, 0);
	}
});
