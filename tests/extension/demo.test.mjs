// The demo: the dashboard's own sections with people who are drawn. Nobody else is asked, nothing is kept,
// and each of its words is in the language that was chosen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rendered } from "./rendered.mjs";

const touched = /** @type {string[]} */ ([]);
/** @param {string} name @returns {any} an area of storage that says that somebody wrote */
const area = (name) => ({ get: async () => ({}), set: async () => { touched.push(name); },
	remove: async () => { touched.push(name); } });
Object.assign(/** @type {any} */ (globalThis).browser, { storage: { local: area("local"), session: area("session") } });
/** @type {any} */ (globalThis).document.getElementById = () => ({});
/** @type {any} */ (globalThis).browser.runtime.connect = () => { touched.push("background"); };

const { background, host } = await import("../../extension/shared/rpc.js");
const { answer } = await import("../../extension/pages/demo/answers.js");
const { banner, shown } = await import("../../extension/pages/demo/banner.js");
const { setLanguage, languages, tIn } = await import("../../extension/shared/i18n.js");
const { drawing } = await import("../../extension/pages/demo/drawn.js");
background.play(answer);

/** What a section shows once all has come. @param {string} name */
async function section(name) {
	const { view } = await import(`../../extension/pages/views/${name}.js`);
	const open = view.open({ redraw: () => {}, refresh: async () => {}, status: () => undefined, more: () => "",
		go: () => {} });
	await new Promise((resolve) => setTimeout(resolve, 50));
	const page = rendered(open.draw()).replace(/\s+/g, " ");
	open.close?.();
	return page;
}

test("each section that it has shows what is drawn, and no failure", async () => {
	const signs = { overview: /data-testid="site"/, photos: /maja\.jpg/, letters: /faces\.example/,
		cases: /DEMO-2/ };
	assert.deepEqual(shown, Object.keys(signs));
	for (const [name, sign] of Object.entries(signs)) {
		const page = await section(name);
		assert.match(page, sign);
		assert.doesNotMatch(page, /data-testid="?problem/, name);
	}
});

test("what it tells of days is what it tells of places", async () => {
	const { history, access, gone, places } = await host("report.overview");
	for (const { open, unknown, gone: away, other } of history)
		assert.equal(open + unknown + away + other, places);
	const { open, unknown, gone: away, other } = /** @type {any} */ (history.at(-1));
	assert.deepEqual([open, unknown, away, other], [access.public, access.unknown, gone, 0]);
});

test("a photo is drawn and opens, a case unfolds, a letter is shown and is not written", async () => {
	const { photos, total } = await host("photo.list", { order: "sightings", descending: true });
	assert.equal(photos.length, total);
	const seen = photos.map(({ sightings }) => sightings);
	assert.deepEqual(seen, [...seen].sort().reverse());
	for (const { id } of photos) {
		const { thumbnails: [small] } = await host("photo.thumbnail", { ids: [id] });
		assert.match(atob(small?.data ?? ""), /^<svg [\s\S]*<\/svg>$/);
		const shown = await host("photo.show", { id });
		assert.equal(shown.seen?.length, shown.sightings);
	}
	assert.equal(drawing(photos.length + 1), "");
	assert.equal((await host("case.show", { case: 3 })).history.at(-1)?.kind, "closed");
	const wish = { to: ["faces"], ask: /** @type {any} */ (["access"]), photos: [], tell: [], language: "de" };
	const { letters: [letter] } = await host("letter.draft", { ...wish, preview: true });
	assert.match(letter?.text ?? "", /^An: faces\.example\n/);
	assert.doesNotMatch(letter?.text ?? "", /https:/, "no photo was chosen");
	const named = async (/** @type {string} */ to, /** @type {number[]} */ ...chosen) => {
		const { letters: [{ text = "" } = {}] } = await host("letter.draft", { ...wish, to: [to], preview: true,
			photos: chosen.map((id) => ({ id })) });
		return text.match(/https:\S+/g);
	};
	assert.deepEqual(await named("faces", 1), ["https://choir.example/people/maja.jpg"], "not theirs");
	assert.deepEqual(await named("people", 1, 2),
		["https://choir.example/people/maja.jpg", "https://faces.example/found/8812.jpg"], "none that is gone");
	assert.equal(await named("faces", 2), null);
	assert.equal((await host("controller.search", { query: " Faces " })).controllers[0]?.slug, "faces");
	assert.equal((await host("photo.list", { source: " MAJA" })).total, 3);
	await assert.rejects(host("letter.draft", wish), { code: "demo" });
});

test("what would change something, or ask the web, is refused; nobody was asked and nothing kept", async () => {
	for (const method of /** @type {const} */ (["photo.forget", "exposure.recheck", "case.sent", "me.set",
		"ledger.wipe"]))
		await assert.rejects(host(method, /** @type {any} */ ({})), { code: "demo" }, method);
	await assert.rejects(background.ask("due.count"), { code: "demo" });
	await assert.rejects(host("photo.show", { id: 99 }), { code: "not_found" });
	background.listen(() => {});
	assert.deepEqual(touched, []);
});

test("it is said on it what it is, in each language", () => {
	for (const code of Object.keys(languages)) {
		setLanguage(code);
		const page = rendered(banner(() => {}));
		assert.ok(page.includes(tIn(code, "demo_title")) && page.includes(tIn(code, "demo_text")), code);
		assert.equal(tIn(code, "demo_text") === tIn("en", "demo_text"), code === "en", code);
	}
	setLanguage("en");
});

test("the overview counts what is drawn", async () => {
	const [known, { photos }, { cases }] = await Promise.all([host("report.overview"), host("photo.list"),
		host("case.list")]);
	assert.equal(known.photos, photos.length);
	assert.equal(known.places, photos.reduce((sum, { sightings }) => sum + sightings, 0));
	assert.equal(known.letters.asked, cases.filter(({ sent }) => sent).length);
	for (const stage of /** @type {const} */ (["draft", "waiting", "overdue", "closed"]))
		assert.equal(known.letters[stage], cases.filter((row) => row.stage === stage).length, stage);
	assert.equal(known.due, cases.filter(({ due }) => due).length);
	assert.deepEqual(cases.map(({ due }) => due), cases.map(({ step }) => ["letter", "send"].includes(step.action)));
	assert.ok(!photos.some(({ source }) => /^https?:/.test(source) && !new URL(source).host.endsWith(".example")));
});
