// How looks are made: by which way, in whose name, and again by themselves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { listener, rendered } from "./rendered.mjs";
import { picture, scene, settle, stage } from "./staged.mjs";

/** @type {Record<string, any>} */
const kept = {};
/** @type {any} */ (globalThis).browser.storage.local = {
	get: async (/** @type {string} */ key) => ({ [key]: kept[key] }),
	set: async (/** @type {any} */ value) => Object.assign(kept, structuredClone(value)),
};
const { changeLooks, isProxy, lastLook, looks, manner, TOR } = await import("../../extension/shared/looks.js");
const { lookAgain } = await import("../../extension/background/again.js");

/** @param {Record<string, any>} answers @returns {{host: any, asked: [string, any][]}} */
function hosted(answers) {
	/** @type {[string, any][]} */
	const asked = [];
	return { asked, host: { request: async (/** @type {string} */ method, /** @type {any} */ params) => {
		asked.push([method, params]);
		const answer = answers[method];
		return typeof answer === "function" ? answer(params) : answer;
	} } };
}

test("nothing is chosen at first: no proxy, no look by itself", async () => {
	assert.deepEqual(await looks(), { through: "", every: "never", told: false });
	assert.equal("proxy" in await manner(), false);
});

test("a proxy is one that looks up names, or it is refused", () => {
	for (const good of [TOR.service, TOR.app, "socks5h://tor.lan:9050"])
		assert.ok(isProxy(good), good);
	for (const bad of ["", "socks5://127.0.0.1:9050", "http://127.0.0.1:8080", "127.0.0.1:9050", "socks5h://me:x@a:1",
		"socks5h://a", "socks5h://a:1/x", `socks5h://${"a".repeat(300)}:1`])
		assert.ok(!isProxy(bad), bad);
});

test("a check asks through the proxy that was chosen", async () => {
	await changeLooks({ through: TOR.service });
	scene.images = [picture(0)];
	const { checks, of } = stage();
	await checks.start(1);
	await settle();
	assert.equal(of("page.check")[0].proxy, TOR.service);
	await changeLooks({ through: "" });
	await checks.start(1);
	await settle();
	assert.equal("proxy" in of("page.check")[1], false);
});

test("how exposed a page is, is asked through the proxy that was chosen", async () => {
	const { background } = await import("../../extension/shared/rpc.js");
	const { view } = await import("../../extension/pages/views/exposure.js");
	/** @type {any} */ (globalThis).document.getElementById ??= () => ({});
	await changeLooks({ through: TOR.service });
	/** @type {any} */ let audited;
	/** @type {any[]} */ let found = [];
	background.play(async (_, { method, params }) => {
		if (method === "exposure.audit")
			audited = params;
		return method === "exposure.audit" ? { audits: found } : { pages: [], thumbnails: [] };
	});
	const open = view.open(/** @type {any} */ ({ redraw: () => {}, more: () => "https%3A%2F%2Fsite.test%2F" }));
	await settle();
	listener(open.draw(), "audit-form", "submit")({ preventDefault: () => {} });
	await settle();
	assert.match(rendered(open.draw()), /data-testid="no-audit"/);
	const told = { number: 1, title: "Me", url: "https://site.test/", grade: "C", grade_most: "C", exposed: [],
		unlearned: [], machines: {} };
	const size = { width: 720, height: 560 };
	const photo = { photo: 7, ...size, original: { width: 900, height: 700 }, larger: null,
		url: "https://site.test/p/face.jpg" };
	found = [{ ...told, served: [{ ...photo, faces_state: "looked", faces_count: 1, faces_width: 147, faces_least: 52 },
		{ ...photo, photo: 8, larger: { ...size, url: "x" }, faces_state: "failed", faces_count: null }] }];
	listener(open.draw(), "audit-form", "submit")({ preventDefault: () => {} });
	await settle();
	const page = rendered(open.draw());
	assert.match(page, /Photo 7, 720 × 560 \(yours: 900 × 700\)[\s\S]*Face of 147 px: a face search[\s\S]*Photo 8/);
	const { served: _, ...before } = found[0];
	found = [before];
	listener(open.draw(), "audit-form", "submit")({ preventDefault: () => {} });
	await settle();
	assert.match(rendered(open.draw()), /data-testid="audit"/, "a host of before tells nothing of them");
	assert.match(page, /gives it with 720 × 560[\s\S]*Unknown whether [^<]*: faces could not be looked for/);
	await changeLooks({ through: "" });
	assert.deepEqual([audited.url, audited.proxy], ["https://site.test/", TOR.service]);
});

test("what a look at a page came to stays until the next look at that page", async () => {
	const { background } = await import("../../extension/shared/rpc.js");
	const watch = await import("../../extension/pages/exposure/watch.js");
	const page = { access: "public", why: "", words: "", unlearned: 0, cut: false };
	const photo = (/** @type {number} */ id, now = "there") => ({ photo: id, found: now === "there", added: false, now,
		gone: false, back: false });
	const one = { ...page, page: "https://a.test/", photos: [photo(3)] };
	const other = { ...page, page: "https://b.test/", photos: [photo(4)] };
	const runs = [{ pages: [one, other], rested: 0 },
		{ pages: [{ ...other, photos: [photo(4, "absent")] }], rested: 1 }];
	background.play(async (_, { method }) => method === "watch.run" ? runs.shift()
		: { pages: [one, other].map(({ page }) => ({ page, added: 1, looked: Date.now() })) });
	const state = watch.watching(() => {});
	await watch.load(state);
	for (const words of ["Photo 4 is there.", "Photo 4 was not found."]) {
		listener(watch.watchList(state), "watch-run")();
		await settle();
		const said = [...rendered(watch.watchList(state)).matchAll(/data-testid="watch-said"><li>(.*?)</g)];
		assert.deepEqual(said.map(([, text]) => text), ["Photo 3 is there.", words]);
	}
	assert.match(rendered(watch.watchList(state)), /role="status">[^<]*\S/);
});

test("places are looked at again only where the user wants it, when it is time, and the ledger is open", async () => {
	const answers = { "ledger.status": { state: "open" },
		"photo.list": (/** @type {any} */ { offset }) => offset === 0
			? { photos: [{ id: 1 }, { id: 2 }], next_offset: 50 } : { photos: [{ id: 3 }], next_offset: null },
		"exposure.recheck": (/** @type {any} */ { photos }) => ({ places: photos.map((/** @type {number} */ id) =>
			[{ now: "there", gone: false }, { now: "absent", gone: true }, { now: "login", gone: false }][id - 1]) }) };
	const { host, asked } = hosted(answers);
	assert.equal(await lookAgain(host), false);
	assert.deepEqual(asked, []);
	await changeLooks({ every: "day", through: TOR.app });
	assert.equal(await lookAgain(hosted({ "ledger.status": { state: "locked" } }).host), false);
	assert.equal(await lastLook(), null);
	const before = Date.now();
	assert.equal(await lookAgain(host), true);
	const { day, ...rest } = /** @type {any} */ (await lastLook());
	assert.ok(before <= day && day <= Date.now());
	assert.deepEqual(rest, { there: 1, gone: 1, other: 1, unknown: 0, error: "" });
	assert.deepEqual(asked.filter(([method]) => method === "exposure.recheck").map(([, { photos, proxy }]) =>
		[photos, proxy]), [[[1, 2], TOR.app], [[3], TOR.app]]);
	assert.equal(await lookAgain(host), false); // not before tomorrow
	kept["looked"].day -= 86_400_001;
	assert.equal(await lookAgain(host), true);
});

test("a look that fails is told as one, and is no news of any photo", async () => {
	delete kept["looked"];
	const { Failure } = await import("../../extension/shared/failure.js");
	const { host } = hosted({ "ledger.status": { state: "open" }, "photo.list": () => {
		throw new Failure("network");
	} });
	assert.equal(await lookAgain(host), true);
	const { error, gone, there } = /** @type {any} */ (await lastLook());
	assert.deepEqual([error, gone, there], ["network", 0, 0]);
});
