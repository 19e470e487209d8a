// The overview: of what is known it says since when, and of what is not known no number stands for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rendered } from "./rendered.mjs";

/** @type {any} */ let answer;
/** @type {any} */ (globalThis).browser.runtime.connect = () => {
	/** @type {any} */
	const port = { onMessage: { addListener: (/** @type {any} */ call) => (port.hear = call) },
		onDisconnect: { addListener: () => {} },
		postMessage: (/** @type {any} */ { id, params }) => {
			assert.equal(params.method, "report.overview");
			const { after, ...now } = answer;
			const tell = () => port.hear(now.code ? { id, error: now } : { id, result: now });
			if (after)
				setTimeout(tell, after);
			else
				queueMicrotask(tell);
		} };
	return port;
};
const { view } = await import("../../extension/pages/views/overview.js");
const DAY = Date.parse("2026-11-20T12:00:00Z");
const access = { public: 0, public_to_browsers: 0, login: 0, stand_in: 0, absent: 0, unknown: 0 };
const letters = { asked: 0, erased: 0, draft: 0, waiting: 0, overdue: 0, replied: 0, complained: 0, closed: 0 };
const nothing = { photos: 3, say_where: 0, say_who: 0, photos_public: 0, photos_unknown: 0, places: 0, access, gone: 0,
	not_asked: 0, looked: null, unlearned: null, sites: [], letters, due: 0 };

/** What is said of it, and where that leads. @param {any} known */
async function said(known) {
	answer = known;
	const open = view.open(/** @type {any} */ ({ redraw: () => {} }));
	await new Promise((resolve) => setTimeout(resolve, 5));
	const page = rendered(open.draw()).replace(/\s+/g, " ");
	const lines = [...page.matchAll(/href="#([\w/.-]+)" data-testid=([\w-]+)>.*?<span>(.*?)<\/span>/g)];
	return { page, lines: Object.fromEntries(lines.map(([, to, test, words]) => [test, [to, words]])) };
}

test("without photos the way to add them, and no number", async () => {
	const { lines } = await said({ ...nothing, photos: 0 });
	assert.deepEqual(Object.keys(lines), ["no-photos"]);
	assert.equal(lines["no-photos"]?.[0], "photos");
});

test("where nobody looked no number is said", async () => {
	const none = (await said(nothing)).lines;
	assert.deepEqual(Object.keys(none), ["looks"]);
	assert.match(none["looks"]?.[1] ?? "", /^No place on the web is known/);
	const rest = (await said({ ...nothing, places: 2, not_asked: 2 })).lines;
	assert.equal(rest["looks"]?.[1], "2 places are named by pages that link there, and nobody has looked yet.");
});

test("what was found is dated, and what could not be learned is no comfort", async () => {
	const open = { ...nothing, photos_public: 2, places: 4, looked: DAY, access: { ...access, public: 2, absent: 2 } };
	const { looks } = (await said(open)).lines;
	assert.deepEqual(looks, ["letters",
		"Anybody could fetch 2 of your photos when they were last looked at, on Nov 20, 2026 or later."]);
	assert.equal((await said({ ...open, letters: { ...letters, asked: 1 } })).lines["looks"]?.[0], "photos",
		"whoever has written looks at what is there");
	const unknown = { ...nothing, places: 2, looked: DAY, access: { ...access, unknown: 2 },
		unlearned: { photos: 1, places: 1, first: DAY, last: DAY } };
	const words = (await said(unknown)).lines["looks"]?.[1] ?? "";
	assert.match(words, /found no place where anybody could fetch one of your photos\. Of 2 places it could not be/);
	assert.ok(words.endsWith("last learned there (Nov 20, 2026), anybody could fetch one of your photos."), words);
	assert.doesNotMatch(words, /\b0\b/);
});

test("files that say where and who, letters, and what waits: each leads to its view", async () => {
	const { lines } = await said({ ...nothing, say_where: 4, say_who: 1, due: 2,
		letters: { ...letters, asked: 11, erased: 3, overdue: 2 } });
	assert.deepEqual(lines["where"], ["photos", "The files of 4 of your photos say where they were taken."]);
	assert.deepEqual(lines["who"], ["photos", "The file of one of your photos names who is on it."]);
	assert.deepEqual(lines["letters"],
		["cases", "Cases in which you wrote: 11. The answer says it was erased: 3. Late: 2."]);
	assert.deepEqual(lines["due"], ["cases", "2 cases wait for you."]);
});

test("each site has its row, and the way to write to it", async () => {
	const { page } = await said({ ...nothing, places: 3, looked: DAY, sites: [{ host: "net.example", photos: 2,
		places: 3, access: { ...access, public: 1, public_to_browsers: 1 }, gone: 0, not_asked: 1 }] });
	assert.match(page, /net\.example<\/th> <td>2<\/td><td>2<\/td><td>0<\/td> <td>1<\/td><td>0<\/td>/);
	assert.match(page, /href="#letters\/site\/net\.example" aria-label=Write to net\.example/);
	assert.doesNotMatch((await said(nothing)).page, /<table/);
});

test("what failed is said, and nothing else", async () => {
	const { page, lines } = await said({ code: "busy", message: "" });
	assert.match(page, /data-code=busy/);
	assert.deepEqual(lines, {});
	assert.doesNotMatch(page, /data-testid="overview"/);
});

test("an older load's failure is not said over a newer answer", async () => {
	answer = { code: "busy", message: "", after: 9 };
	const open = view.open(/** @type {any} */ ({ redraw: () => {} }));
	await new Promise((resolve) => setTimeout(resolve, 2));
	answer = nothing;
	open.event?.("ledger");
	await new Promise((resolve) => setTimeout(resolve, 20));
	const page = rendered(open.draw());
	assert.doesNotMatch(page, /data-code=busy/);
	assert.match(page, /data-testid="?overview/);
});
