// The photos as cards: what is said when there is none, and what can be done with some.
import assert from "node:assert/strict";
import { test } from "node:test";
import { listener, rendered } from "./rendered.mjs";

const { html } = await import("../../extension/vendor/lit-html/lit-html.js");
const { breakable } = await import("../../extension/shared/components.js");
const { grid, selection, tools } = await import("../../extension/pages/photos/grid.js");

/** @param {any} [more] @returns {any} */
const state = (more = {}) => ({
	photos: [], total: 0, next: null, loading: false, chosen: new Set(), redraw: () => {},
	filter: { source: "", finding: "", format: "", order: "added" }, kinds: { finding: [], format: [] },
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

test("with no photo kept there is nothing to look for; with some there always is", () => {
	const shown = (/** @type {any} */ more) => /data-testid="?search/.test(rendered(tools(state(more))));
	const counted = (/** @type {any} */ more) => /data-testid="total"/.test(rendered(grid(state(more))));
	const filter = { ...state().filter, source: "x" };
	for (const [more, is] of /** @type {const} */ ([[{}, false], [{ loading: true, next: 0 }, false],
		[{ total: 1 }, true], [{ filter }, true], [{ filter, loading: true }, true],
		[{ loading: true, next: null }, true]])) {
		assert.equal(shown(more), is, JSON.stringify(more));
		assert.equal(counted(more), is, JSON.stringify(more));
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

test("a name breaks between its words before it breaks within one", () => {
	for (const [name, lines] of [["/home/a/FreshFlower.jpg", ["/", "home/", "a/", "Fresh", "Flower.jpg"]],
		["IMG_2024-01-05.JPG", ["IMG_", "2024-", "01-", "05.JPG"]],
		["a.test/i.php?name=x&y=2", ["a.test/", "i.php?", "name=", "x&", "y=", "2"]],
		["ÜberMutSommer.png", ["Über", "Mut", "Sommer.png"]], ["plain.jpg", ["plain.jpg"]]])
		assert.deepEqual(rendered(html`${breakable(String(name))}`).replaceAll("&amp;", "&").split("<wbr>"), lines);
});

test("what is chosen can be forgotten, and what is not cannot", () => {
	assert.equal(rendered(selection(state())), "");
	const said = rendered(selection(state({ chosen: new Set([1, 2]) })));
	assert.match(said, /data-testid="forget"/);
	assert.match(said, /2/);
});

test("the tools narrow by what there is, by what was chosen, and order", () => {
	const kinds = { finding: ["gps", "hidden_picture"], format: ["jpeg", "jxl"] };
	const said = rendered(tools(state({ kinds, total: 2 })));
	for (const name of ["gps", "hidden_picture", "jpeg", "jxl", "added", "sightings"])
		assert.match(said, new RegExp(`value=${name}\\b`));
	assert.doesNotMatch(said, /content_credentials|PNG/);
	// The last photo of a kind was forgotten: what is chosen can still be seen, once.
	const chosen = rendered(tools(state({ kinds, filter: { ...state().filter, format: "png", finding: "gps" } })));
	assert.equal(chosen.match(/PNG/g)?.length, 1);
	assert.equal(chosen.match(/value=gps\b/g)?.length, 1);
});

const { details, seenAgain } = await import("../../extension/pages/photos/one.js");

/** @param {any} [more] */
const detailed = (more = {}, thumbnail = "") => rendered(details(/** @type {any} */ ({ ...photo(7), format: "jpeg",
	added: 1793527200, sha256: "aa", pdq: "bb", iscc: "cc", seen: [], used: [], ...more }), thumbnail, () => {}));

/** @param {any} [more] */
const sighting = (more = {}) => ({ place: "https://a.test/i.jpg", page: "https://a.test/", first: 1793527200,
	there: 1793613600, last: 1793613600, gone: false, state: "there", ...more });

test("a place says its page where that is another address, and what the last look came to", () => {
	assert.match(detailed({ seen: [sighting()] }), /https:\/\/a\.test\/i\.jpg[\s\S]*https:\/\/a\.test\/</);
	const alone = detailed({ seen: [sighting({ page: "https://a.test/i.jpg" })] });
	assert.equal(alone.match(/https:\/\/a\.test\/i\.jpg/g)?.length, 1);
	assert.equal(detailed({ seen: [sighting({ page: "" })] }).match(/a\.test/g)?.length, 1);
	assert.doesNotMatch(detailed({ seen: [sighting()] }), /class="tag/);
	assert.match(detailed({ seen: [sighting({ gone: true, state: "absent" })] }), /class="tag good"/);
	const absent = detailed({ seen: [sighting({ state: "absent" })] });
	assert.match(absent, /class="tag"/);
	assert.doesNotMatch(absent, /class="tag good"/);
	// When somebody looked in vain is not when it was seen.
	const day = (/** @type {string} */ text) => Date.parse(`${text}T12:00:00Z`);
	assert.match(detailed({ seen: [sighting({ first: day("2026-10-01"), there: day("2026-10-09"),
		last: day("2026-11-20"), state: "absent" })] }), /First seen Oct 1, 2026, last Oct 9, 2026/);
	// Where it was only named, and where a look did not find it, it was not seen.
	const nobody = detailed({ seen: [sighting({ first: null, there: null, last: null, state: "unknown" })] });
	assert.match(nobody, /not looked at yet/);
	assert.doesNotMatch(nobody, /First seen/);
	const vain = detailed({ seen: [sighting({ first: null, there: null, state: "absent" })] });
	assert.match(vain, /class="tag"/);
	assert.doesNotMatch(vain, /First seen|not looked at yet/);
});

test("a photo that gives nothing away, was nowhere seen and is in no letter says so", () => {
	const without = detailed();
	const full = detailed({ findings: [{ kind: "gps", words: "52.5" }], seen: [sighting()],
		used: [{ case: 3, subject: "Access request" }] }, "blob:7");
	const first = (/** @type {string} */ said) => /<section[\s\S]*?<\/section>/.exec(said)?.[0];
	assert.notEqual(first(without), first(full));
	assert.doesNotMatch(without, /data-testid="open-case"/);
	assert.match(full, /data-testid="open-case"/);
	assert.match(full, /<img class="large" src=blob:7/);
	assert.doesNotMatch(without, /<img/);
	assert.match(without, /<code>aa<\/code>[\s\S]*<code>bb<\/code>[\s\S]*<code>cc<\/code>/);
});

test("what came of looking again counts each place once", () => {
	/** @type {(now: string, gone?: boolean) => any} */
	const place = (now, gone = false) => ({ now, gone });
	const said = seenAgain([place("there"), place("there"), place("absent", true), place("unknown"), place("login"),
		place("absent")]);
	assert.equal(said, "Looked again: 2 still there, 1 gone, 2 otherwise, 1 could not be learned.");
	assert.doesNotMatch(seenAgain([]), /\d/);
});

/** What is asked of the host, and answered when the test says so.
 * @type {{method: string, answer: (it: any) => void}[]} */
const asked = [];
/** @type {any} */ (globalThis).browser.runtime.connect = () => {
	/** @type {any} */
	const port = { onMessage: { addListener: (/** @type {any} */ call) => (port.hear = call) },
		onDisconnect: { addListener: () => {} },
		postMessage: (/** @type {any} */ { id, params }) =>
			asked.push({ method: params.method, answer: (it) => port.hear({ id, ...it }) }) };
	return port;
};
/** @type {any} */ (globalThis).document.getElementById ??= () => ({ textContent: "" });
const list = await import("../../extension/pages/photos/state.js");
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

/** The answer to the request that waits. @param {string} method @param {any} it */
async function answer(method, it) {
	await settle();
	const at = asked.findIndex((one) => one.method === method);
	assert.ok(at >= 0, `${method} was asked`);
	asked.splice(at, 1)[0]?.answer(it);
	await settle();
}

test("the photos are shown before it is known what narrows them, which is asked of all and not of some", async () => {
	const photos = { result: { photos: [photo(3)], total: 1, next_offset: null } };
	const now = list.newState(/** @type {any} */ ({ redraw: () => {} }));
	list.load(now);
	await answer("photo.list", photos);
	assert.deepEqual([now.loading, now.photos.length, now.kinds.finding], [false, 1, []]);
	await answer("photo.thumbnail", { result: { thumbnails: [] } });
	await answer("report.summary", { result: { findings: { gps: 1 }, formats: { jpeg: 1 } } });
	assert.deepEqual(now.kinds, { finding: ["gps"], format: ["jpeg"] });
	list.narrow(now, "finding", "gps");
	await answer("photo.list", photos);
	assert.deepEqual(asked.map(({ method }) => method), []);
	list.narrow(now, "finding", "");
	await answer("photo.list", photos);
	await answer("report.summary", { error: { code: "busy", message: "" } });
	assert.deepEqual([now.kinds.finding, now.error], [["gps"], undefined], "it stays as it was");
	list.close(now);
});

test("what was forgotten elsewhere is not chosen any more, once all photos are shown", async () => {
	const now = list.newState(/** @type {any} */ ({ redraw: () => {} }));
	const chosen = async (/** @type {number[]} */ ids, /** @type {number | null} */ next, more = false) => {
		list.load(now, more);
		await answer("photo.list", { result: { photos: ids.map((id) => photo(id)), total: 9, next_offset: next } });
		asked.length = 0;
		return [...now.chosen];
	};
	for (const id of [1, 2, 7])
		list.toggle(now, id);
	assert.deepEqual(await chosen([2], 1), [1, 2, 7], "more are to come");
	assert.deepEqual(await chosen([7], null, true), [2, 7]);
	now.filter.source = "x";
	assert.deepEqual(await chosen([2], null), [2, 7], "only some are shown");
	list.close(now);
});

test("files that are dropped while others are on their way follow them", async () => {
	const { background } = await import("../../extension/shared/rpc.js");
	const { dropArea } = await import("../../extension/pages/photos/adding.js");
	const { cleanArea } = await import("../../extension/pages/photos/cleaning.js");
	/** @type {(() => void)[]} */ const held = [];
	background.play(async (_, { method }) => {
		if (method === "photo.begin")
			await new Promise((resolve) => held.push(() => resolve(null)));
		return method === "photo.end" ? { outcome: "added", photo: 1 } : { upload: 5, photos: [], total: 0,
			next_offset: null, findings: {}, thumbnails: [], files: [{ status: "ok", copy: "c.jpg" }] };
	});
	const now = list.newState(/** @type {any} */ ({ redraw: () => {}, refresh: async () => {} }));
	const file = (/** @type {string} */ name) => Object.assign(new Blob([name]), { name });
	for (const [area, test, known] of /** @type {const} */ ([[dropArea, "drop", "outcomes"],
		[cleanArea, "clean", "copies"]])) {
		for (const name of ["a.jpg", "b.jpg"]) {
			listener(area(now), test, "drop")({ type: "drop", preventDefault: () => {},
				dataTransfer: { files: [file(name)] } });
			await settle();
		}
		assert.match(rendered(area(now)), /0 of 2/);
		for (; held.length; await settle())
			held.shift()?.();
		const rows = /** @type {any[]} */ (now[known]).map(({ name, file }) => name ?? file);
		assert.deepEqual(rows, ["a.jpg", "b.jpg"]);
	}
});
