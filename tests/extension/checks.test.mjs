// A check of a page, with a browser and a host that are played here: what
// becomes of it when messages overtake each other, and when the host is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "../../extension/shared/failure.js";

/** @type {any[]} */
let images = [];
/** @type {Record<string, any>} */
const stored = {};
/** @type {any} */ (globalThis).browser = {
	runtime: { getURL: (/** @type {string} */ path) => `chrome-extension://x/${path}` },
	scripting: { executeScript: async (/** @type {any} */ { files }) => {
		if (images.length === 0)
			throw new Error("Cannot access contents of the page");
		return files ? [{ result: { url: "https://site.test/", title: "T", window: { width: 100, height: 100, ratio: 1 }, images: structuredClone(images) } }] : [{ result: null }];
	} },
	tabs: { get: async () => ({ active: false }) },
	storage: { session: { get: async (/** @type {string} */ key) => ({ [key]: stored[key] }), set: async (/** @type {any} */ value) => Object.assign(stored, structuredClone(value)),
		remove: async (/** @type {string} */ key) => delete stored[key] } },
};
const { Checks } = await import("../../extension/background/checks.js");

/** @param {Record<string, (params: any) => any>} answers */
function stage(answers) {
	/** @type {any[]} */
	const asked = [];
	/** @type {any} */ let notify; /** @type {any} */ let lose;
	let job = 0;
	const host = { hello: async () => ({}), onNotification: (/** @type {any} */ call) => (notify = call), onLoss: (/** @type {any} */ call) => (lose = call),
		request: async (/** @type {string} */ method, /** @type {any} */ params) => {
			asked.push([method, params]);
			const play = answers[method];
			if (play)
				return play(params);
			return method === "page.check" || method === "page.find" ? { job: ++job } : method === "ledger.status" ? { state: "open" } : {};
		} };
	/** @type {any[]} */
	const events = [];
	const checks = new Checks(/** @type {any} */ (host), (event, data) => events.push([event, structuredClone(data)]));
	const say = (/** @type {object} */ params) => notify("job.progress", { state: "running", results: [], ...params });
	return { checks, asked, events, say, lose: () => lose(new Failure("host_died")) };
}
const picture = (/** @type {number} */ id) => ({ id, url: `https://site.test/${id}.jpg`, local: "", kind: "img", alt: "", rect: null, width: 100, height: 100 });
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
/** @param {any} checks @param {string} [key] */
const state = async (checks, key = "tab:1") => (await checks.get(key)).state;

test("results arrive as they come, and end the check", async () => {
	images = [picture(0), picture(1)];
	const { checks, asked, say } = stage({});
	await checks.start(1);
	await settle();
	assert.deepEqual(asked.map(([method]) => method), ["page.check"]);
	assert.deepEqual(asked[0][1].images[0], { id: 0, url: "https://site.test/0.jpg", kind: "img", width: 100, height: 100, alt: "" });
	say({ job: 1, results: [{ id: 1, status: "mine", matches: [{ photo: 4 }], secret: 1 }] });
	const check = /** @type {any} */ (await checks.get("tab:1"));
	assert.deepEqual([check.state, check.done, check.images[1].status, check.images[1].secret], ["running", 1, "mine", undefined]);
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	assert.equal(await state(checks), "finished");
	assert.equal(stored["check:tab:1"].images.length, 2);
});

test("a result that overtakes its job is not lost", async () => {
	images = [picture(0)];
	/** @type {any} */ let stageOf;
	stageOf = stage({ "page.check": () => {
		stageOf.say({ job: 9, state: "finished", results: [{ id: 0, status: "new" }] });
		return { job: 9 };
	} });
	await stageOf.checks.start(1);
	await settle();
	assert.equal(await state(stageOf.checks), "finished");
});

test("a page that no extension may see is said to be one", async () => {
	images = [];
	const { checks } = stage({});
	await checks.start(1);
	await settle();
	const check = /** @type {any} */ (await checks.get("tab:1"));
	assert.deepEqual([check.state, check.error.code], ["failed", "page_forbidden"]);
});

test("a host lost in the middle is called again for what is left, and it is said", async () => {
	images = [picture(0), picture(1), picture(2)];
	const { checks, asked, say, lose, events } = stage({});
	await checks.start(1);
	await settle();
	say({ job: 1, results: [{ id: 0, status: "mine" }] });
	lose();
	await settle();
	const again = asked.filter(([method]) => method === "page.check").at(-1);
	assert.deepEqual(again[1].images.map((/** @type {any} */ image) => image.id), [1, 2]);
	assert.ok(events.some(([, data]) => data.state === "recovering" && data.notice === "recovered"));
	say({ job: 2, state: "finished", results: [{ id: 1, status: "new" }, { id: 2, status: "new" }] });
	const check = /** @type {any} */ (await checks.get("tab:1"));
	assert.deepEqual([check.state, check.done, check.notice], ["finished", 3, "recovered"]);
});

test("a host that dies again and again ends the check with a reason; a locked ledger too", async () => {
	images = [picture(0)];
	const one = stage({ "ledger.status": () => { throw new Failure("host_died"); } });
	await one.checks.start(1);
	await settle();
	one.lose();
	await settle();
	assert.deepEqual([await state(one.checks), (/** @type {any} */ (await one.checks.get("tab:1"))).error.code], ["failed", "host_died"]);

	const two = stage({ "ledger.status": () => ({ state: "locked" }), "ledger.unlock": () => { throw new Failure("locked"); } });
	await two.checks.start(1);
	await settle();
	two.lose();
	await settle();
	assert.equal((/** @type {any} */ (await two.checks.get("tab:1"))).error.code, "locked");
});

test("cancelling tells the host, and what comes later changes nothing", async () => {
	images = [picture(0)];
	const { checks, asked, say } = stage({});
	await checks.start(1);
	await settle();
	await checks.cancel("tab:1");
	assert.deepEqual(asked.at(-1), ["job.cancel", { job: 1 }]);
	say({ job: 1, state: "cancelled" });
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	assert.equal(await state(checks), "cancelled");
});

test("keeping asks with the job that read the picture, and reads again what a lost host had", async () => {
	images = [picture(0), picture(1)];
	/** @type {any} */ let stageOf;
	let first = true;
	stageOf = stage({ "photo.keep": ({ ids }) => {
		const lost = first && ids.includes(1);
		first = false;
		return { kept: ids.map((/** @type {number} */ id) => lost && id === 1 ? { id, outcome: "failed", photo: null, error: { code: "not_found" } } : { id, outcome: "added", photo: 10 + id }) };
	}, "page.find": () => {
		setTimeout(() => stageOf.say({ job: 7, state: "finished", results: [{ id: 1, status: "new" }] }), 5);
		return { job: 7 };
	} });
	await stageOf.checks.start(1);
	await settle();
	stageOf.say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }, { id: 1, status: "new" }] });
	assert.deepEqual(await stageOf.checks.keep("tab:1", [0, 1]), { kept: 2 });
	const check = /** @type {any} */ (await stageOf.checks.get("tab:1"));
	assert.deepEqual(check.images.map((/** @type {any} */ image) => [image.kept, image.photo]), [["added", 10], ["added", 11]]);
	assert.deepEqual(stageOf.asked.filter((/** @type {any} */ [method]) => method === "photo.keep").map((/** @type {any} */ [, params]) => [params.job, params.ids]), [[1, [0, 1]], [7, [1]]]);
});

test("a new host's first job is not taken for the old one's", async () => {
	images = [picture(0)];
	/** @type {any} */ let stageOf;
	stageOf = stage({ "page.find": () => {
		setTimeout(() => stageOf.say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] }), 5);
		return { job: 1 };
	}, "page.check": () => ({ job: 1 }), "photo.keep": ({ ids }) => ({ kept: ids.map((/** @type {number} */ id) => ({ id, outcome: "added", photo: 2 })) }) });
	await stageOf.checks.start(1);
	await settle();
	stageOf.say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	stageOf.lose();
	await stageOf.checks.start(2);
	await settle();
	stageOf.say({ job: 1, results: [{ id: 0, status: "mine" }] });
	assert.equal((/** @type {any} */ (await stageOf.checks.get("tab:1"))).images[0].status, "new");
	assert.equal((/** @type {any} */ (await stageOf.checks.get("tab:2"))).images[0].status, "mine");
	await stageOf.checks.cancel("tab:2");
	stageOf.checks.forgetJobs();
	await stageOf.checks.keep("tab:1", [0]);
	assert.deepEqual(stageOf.asked.slice(-2).map((/** @type {any} */ [method]) => method), ["page.find", "photo.keep"]);
});

test("a picture that is said to be mine is kept when it was read", async () => {
	const { checks, asked, say } = stage({ "photo.keep": ({ ids }) => ({ kept: ids.map((/** @type {number} */ id) => ({ id, outcome: "added", photo: 3 })) }) });
	const check = await checks.startOne(1, "https://site.test/me.jpg", "https://site.test/", true);
	await settle();
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	await settle();
	assert.equal(asked.at(-1)[0], "photo.keep");
	assert.equal((/** @type {any} */ (await checks.get(check.key))).images[0].kept, "added");
});
