// The overview: of what is known it says since when, and of what is not known no number stands for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rendered } from "./rendered.mjs";

/** @type {any} */ let answer;
/** @type {any[]} */ let places = [];
/** @type {any} */ let refused;
/** @type {any[]} */ const asked = [];
/** @type {any} */ (globalThis).browser.runtime.connect = () => {
	/** @type {any} */
	const port = { onMessage: { addListener: (/** @type {any} */ call) => (port.hear = call) },
		onDisconnect: { addListener: () => {} },
		postMessage: (/** @type {any} */ { id, params }) => {
			asked.push(params);
			const { after, ...now } = params.method === "report.overview" ? answer
				: params.method === "exposure.changes" ? refused ?? part(params.params?.offset ?? 0)
					: { folder: "Papers/Lenscap", file: "r.html" };
			const tell = () => port.hear(now.code ? { id, error: now } : { id, result: now });
			if (after)
				setTimeout(tell, after);
			else
				queueMicrotask(tell);
		} };
	return port;
};
/** Two places at a time. @param {number} from */
const part = (from) => ({ places: places.slice(from, from + 2), total: places.length,
	next_offset: from + 2 < places.length ? from + 2 : null });
const { view } = await import("../../extension/pages/views/overview.js");
const DAY = Date.parse("2026-11-20T12:00:00Z");
const access = { public: 0, public_to_browsers: 0, login: 0, stand_in: 0, absent: 0, unknown: 0 };
const letters = { asked: 0, erased: 0, draft: 0, waiting: 0, overdue: 0, replied: 0, complained: 0, closed: 0 };
const nothing = { photos: 3, say_where: 0, say_who: 0, photos_public: 0, photos_unknown: 0, places: 0, access, gone: 0,
	not_asked: 0, looked: null, unlearned: null, sites: [], history: [], letters, due: 0,
	changes: { compared: 0, gone: 0, since: null } };

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

test("what changed over time is a table by day, with bars that need not be seen", async () => {
	assert.doesNotMatch((await said(nothing)).page, /over-time/);
	const { page } = await said({ ...nothing, history: [{ day: "2026-10-01", open: 12, unknown: 0, gone: 0, other: 1 },
		{ day: "2026-11-20", open: 3, unknown: 2, gone: 7, other: 1 }] });
	const rows = [...page.matchAll(/<th scope="row">([^<]*)<\/th>((?:\s*<td>\d+<\/td>)+)/g)].map(
		([, day, cells = ""]) => [day, ...cells.match(/\d+/g) ?? []].join(" "));
	assert.deepEqual(rows, ["October 1, 2026 12 0 0 1", "November 20, 2026 3 2 7 1"]);
	assert.match(page, /aria-hidden="true"><svg class="bar"[^]*?width=25 class="open"/);
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
	assert.match(page, /width=66\.\d+ class="open"\/><rect y="6" height="4" width=33\.\d+ class="unknown"/);
	assert.match(page, /href="#letters\/site\/net\.example" aria-label=Write to net\.example/);
	assert.doesNotMatch((await said(nothing)).page, /<table/);
});

test("charts have a table that says it all, and no row for nothing", async () => {
	const { page } = await said({ ...nothing, places: 4, looked: DAY, not_asked: 1, access: { ...access, public: 3 },
		letters: { ...letters, asked: 4, waiting: 1, overdue: 2, replied: 1 } });
	assert.match(page, /bar-public"><th scope="row">the photo<\/th> <td>3<\/td>.*?<rect [^>]*width=75 class=public/);
	assert.match(page, /bar-not_asked">.*?<td>1<\/td>.*?width=25 class=not_asked/);
	assert.match(page, /bar-overdue">.*?<td>2<\/td>.*?class=overdue/);
	assert.match(page, /Cases, by state.*bar-replied"><th scope="row">they answered</);
	assert.doesNotMatch(page, /bar-(login|draft|closed|gone)/);
	assert.doesNotMatch((await said(nothing)).page, /bar-/);
});

test("what changed is said as it was and as it is; what is as it was has no row", async () => {
	const was = { at: DAY, state: "there", access: "public", gone: false };
	const row = { photo: 7, place: "https://net.example/7.jpg", page: "", change: "gone", same: false, then: was,
		now: { at: DAY + 2 * 86_400_000, state: "absent", access: "absent", gone: true }, less: null, more: null };
	places = [{ ...row, source: "/home/me/beach.jpg" }, { ...row, photo: 8, change: "there", same: true, now: was },
		{ ...row, photo: 9, change: "not_compared" },
		{ ...row, photo: 6, change: "there", same: true, now: was, less: [{ kind: "gps", label: "x" }], more: [] },
		{ ...row, photo: 5, change: "unknown", now: { ...was, state: "unknown", access: "unknown" } }];
	const { page } = await said({ ...nothing, places: 4, looked: DAY, changes: { compared: 4, gone: 1, since: DAY } });
	const rows = [...page.matchAll(/<tr data-testid="change">(.*?)<\/tr>/g)].map(([, cells]) => cells);
	assert.equal(rows.length, 3);
	assert.match(rows[0] ?? "", /Photo 7 \(\/home\/me\/beach\.jpg\):.*Nov 20, 2026: the photo<.*Nov 22, 2026: gone:/);
	assert.match(rows[1] ?? "", /Photo 6:.*no longer: Where it was taken/);
	assert.match(rows[2] ?? "", /Photo 5:.*could not be learned/);
	assert.match(page, /Places with two looks to compare: 4; gone of these: 1\./);
	assert.doesNotMatch((await said(nothing)).page, /data-testid="changes"/);
	// What else is known is shown all the same.
	refused = { code: "busy", message: "" };
	const rest = await said({ ...nothing, places: 4, looked: DAY, changes: { compared: 4, gone: 1, since: DAY } });
	refused = undefined;
	assert.match(rest.page, /What changed between[^<]*<\/h2>.*data-code=busy/);
	assert.match(rest.lines["looks"]?.[1] ?? "", /found no place where anybody/);
});

test("a report is asked for as it is wished, and it is said where it is", async () => {
	assert.doesNotMatch((await said({ ...nothing, photos: 0 })).page, /report-save/);
	assert.match((await said(nothing)).page, /report-save/);
	const { saveReport } = await import("../../extension/shared/casework.js");
	/** @type {any} */ (globalThis).document = { getElementById: () => ({}) };
	assert.match(await saveReport(true), /Papers\/Lenscap.*r\.html/);
	assert.deepEqual(asked.at(-1), { method: "report.make", params: { redact: true, language: "en" } });
	await saveReport(false, true);
	assert.deepEqual(asked.at(-1), { method: "report.make", params: { redact: false, pdf: true, language: "en" } });
});

test("of a page looked at again each photo is said as it is, and what was not learned is no comfort", async () => {
	const { said: words } = await import("../../extension/pages/exposure/watch.js");
	const page = { page: "https://a.example/", access: "public", why: "", words: "", unlearned: 0, cut: false };
	const photo = { photo: 3, found: true, added: false, now: "there", gone: false, back: false };
	const tell = (/** @type {any} */ more, /** @type {any[]} */ ...photos) =>
		words({ ...page, ...more, photos: photos.map((one) => ({ ...photo, ...one })) });
	assert.deepEqual(tell({}), ["No photo of yours was found there."]);
	assert.deepEqual(tell({ unlearned: 2 }), ["No photo of yours was found in what could be looked at.",
		"2 pictures, frames or style sheets of it could not be learned."]);
	assert.deepEqual(tell({ cut: true }, { source: "https://a.example/me.jpg" }), [
		"Photo 3 (a.example/me.jpg) is there.", "It has more pictures or frames than were looked at."]);
	assert.deepEqual(tell({ access: "unknown" }), ["The page itself: could not be learned."]);
	assert.deepEqual(tell({ access: "login" }, { found: false, now: "unknown" }),
		["The page itself: behind a login.", "Photo 3 could not be looked for."]);
	assert.deepEqual(tell({}, { added: true }, { photo: 4, back: true }, { photo: 5, gone: true, now: "absent" },
		{ photo: 6, now: "absent" }, { photo: 7, now: "changed" }), ["Photo 3 is there, and was not seen there before.",
		"Photo 4 is there again; it was gone.", "Photo 5 is gone: not found twice, a day or more apart.",
		"Photo 6 was not found.", "Photo 7 was not found; another picture is there."]);
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
