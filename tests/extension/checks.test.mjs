// A check of a page, with a browser and a host that are played here: what
// becomes of it when messages overtake each other, and when the host is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "../../extension/shared/failure.js";
import { localPicture, picture, scene, settle, stage } from "./staged.mjs";

/** @param {any} checks @param {string} [key] */
const state = async (checks, key = "tab:1") => (await checks.get(key)).state;

test("results arrive as they come, and end the check", async () => {
	scene.images = [picture(0), picture(1)];
	const { checks, asked, say } = stage();
	await checks.start(1);
	await settle();
	assert.deepEqual(asked.map(([method]) => method), ["page.check"]);
	assert.deepEqual(asked[0][1].images[0],
		{ id: 0, url: "https://site.test/0.jpg", kind: "img", width: 100, height: 100, alt: "" });
	say({ job: 1, results: [{ id: 1, status: "mine", matches: [{ photo: 4 }], secret: 1 }] });
	const check = /** @type {any} */ (await checks.get("tab:1"));
	assert.deepEqual([check.state, check.done, check.images[1].status, check.images[1].secret],
		["running", 1, "mine", undefined]);
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	assert.equal(await state(checks), "finished");
	assert.equal(scene.stored["check:tab:1"].images.length, 2);
});

test("a host from before is asked for what it knows", async () => {
	scene.images = [picture(0, { same: 0 })];
	for (const [features, faces, same] of /** @type {const} */ ([
		[["check.faces", "check.same"], true, 1], [["uploads", "backup"], undefined, undefined]])) {
		const { checks, asked } = stage({}, [...features]);
		await checks.start(1);
		await settle();
		assert.deepEqual([asked[0][1].faces, asked[0][1].images[0].same], [faces, same]);
	}
});

test("a page is read by the rules that packs add, and the check says whose they are", async () => {
	scene.images = [picture(0)];
	const before = scene.injected.length;
	const { checks, check } = stage({ "pack.rules": () => ({ packs: "Advice", rules: [
		{ list: "lazy", entry: "data-portret" }, { list: "lazy-set", entry: "data-zestaw" },
		{ list: "login", entry: "zaloguj" }, { list: "__proto__", entry: "x" }] }) }, ["pack.rules"]);
	scene.page = { lenscapRules: { lazy: ["data-src"], lazySet: [] } };
	await checks.start(1);
	await settle();
	assert.equal((await check()).rules, "Advice");
	assert.deepEqual(scene.page.lenscapRules, { lazy: ["data-src", "data-portret"], lazySet: ["data-zestaw"] });
	scene.page = null;
	assert.deepEqual(scene.injected.slice(before, before + 3).map(({ files }) => files?.[0]),
		["content/rules.js", undefined, "content/addresses.js"]);
	const shut = stage({ "pack.rules": () => { throw new Failure("locked"); } }, ["pack.rules"]);
	await shut.checks.start(1);
	await settle();
	const without = await shut.check();
	assert.deepEqual([without.rules, without.state], ["", "running"], "and without any where the ledger is shut");
});

test("the end is told once, with the last answers", async () => {
	scene.images = [picture(0), picture(1, { thumbnail: "data:," })];
	const { checks, say, events } = stage();
	await checks.start(1);
	await settle();
	say({ job: 1, results: [{ id: 0, status: "new" }] });
	const before = events.length;
	say({ job: 1, state: "finished", results: [{ id: 1, status: "mine" }] });
	await settle();
	assert.deepEqual(events.slice(before).map(([, data]) =>
		[data.state, data.changed.map((/** @type {any} */ image) => [image.id, image.status])]),
	[["finished", [[1, "mine"]]]]);
});

test("a picture of the window that is slow to come keeps nobody waiting, and comes to no other check", async () => {
	scene.images = [picture(0, { rect: { x: 0, y: 0, width: 90, height: 90 } })];
	const { tabs } = /** @type {any} */ (globalThis).browser;
	const real = tabs.captureVisibleTab;
	const before = scene.tab;
	scene.tab = { active: true, windowId: 1 };
	let fail = () => {};
	tabs.captureVisibleTab = () => new Promise((_done, reject) => (fail = reject));
	try {
		const { checks, asked, say, events } = stage();
		await checks.start(1);
		await settle();
		assert.deepEqual(asked.map(([method]) => method), ["page.check"]);
		say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
		assert.equal(await state(checks), "finished");
		const [late] = [fail];
		await checks.start(1);
		await settle();
		const told = events.length;
		late();
		await settle();
		assert.equal(events.length, told, "the check before is told no more");
		fail();
		await settle();
		assert.equal(events.length, told + 1);
	} finally {
		scene.tab = before;
		tabs.captureVisibleTab = real;
	}
});

test("a result that overtakes its job is not lost", async () => {
	scene.images = [picture(0)];
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
	scene.images = [];
	const { checks } = stage();
	await checks.start(1);
	await settle();
	const check = /** @type {any} */ (await checks.get("tab:1"));
	assert.deepEqual([check.state, check.error.code], ["failed", "page_forbidden"]);
});

test("a host lost in the middle is called again for what is left, and it is said", async () => {
	scene.images = [picture(0), picture(1), picture(2)];
	const { checks, asked, say, lose, events } = stage();
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
	scene.images = [picture(0)];
	const one = stage({ "ledger.status": () => { throw new Failure("host_died"); } });
	await one.checks.start(1);
	await settle();
	one.lose();
	await settle();
	assert.deepEqual([await state(one.checks), (/** @type {any} */ (await one.checks.get("tab:1"))).error.code],
		["failed", "host_died"]);

	const two = stage({ "ledger.status": () => ({ state: "locked" }),
		"ledger.unlock": () => { throw new Failure("locked"); } });
	await two.checks.start(1);
	await settle();
	two.lose();
	await settle();
	assert.equal((/** @type {any} */ (await two.checks.get("tab:1"))).error.code, "locked");
});

test("cancelling tells the host, and what comes later changes nothing", async () => {
	scene.images = [picture(0)];
	const { checks, asked, say } = stage();
	await checks.start(1);
	await settle();
	await checks.cancel("tab:1");
	assert.deepEqual(asked.at(-1), ["job.cancel", { job: 1 }]);
	say({ job: 1, state: "cancelled" });
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	assert.equal(await state(checks), "cancelled");
});

test("cancelling what was asked beside a check ends that, and the check is as it was", async () => {
	scene.images = [picture(1), picture(2, { apart: true })];
	for (const late of [false, true]) {
		/** @type {(job: any) => void} */ let name = () => {};
		let job = 0;
		const { checks, asked, say } = stage({ "page.check": () => late && job
			? new Promise((resolve) => { name = resolve; }) : { job: ++job } });
		await checks.start(1);
		await settle();
		say({ job: 1, state: "finished", results: [{ id: 1, status: "new" }] });
		const ask = checks.ask("tab:1", [2]);
		await settle();
		await checks.cancel("tab:1");
		// The job's name may come only then.
		name({ job: 2 });
		assert.deepEqual(await ask, {});
		await settle();
		assert.deepEqual(asked.at(-1), ["job.cancel", { job: 2 }]);
		say({ job: 2, state: "cancelled" });
		const check = /** @type {any} */ (await checks.get("tab:1"));
		assert.deepEqual([check.state, check.done, ...check.images.map((/** @type {any} */ { status }) => status)],
			["finished", 2, "new", "apart"]);
		assert.equal(scene.stored["check:tab:1"].state, "finished");
		if (late)
			continue;
		const again = checks.ask("tab:1", [2]);
		await settle();
		say({ job: 3, state: "finished", results: [{ id: 2, status: "mine" }] });
		await again;
		assert.deepEqual([check.state, check.images[1].status], ["finished", "mine"]);
	}
});

test("keeping asks with the job that read the picture, and reads again what a lost host had", async () => {
	scene.images = [picture(0), picture(1)];
	/** @type {any} */ let stageOf;
	let first = true;
	stageOf = stage({ "photo.keep": ({ ids }) => {
		const lost = first && ids.includes(1);
		first = false;
		return { kept: ids.map((/** @type {number} */ id) => lost && id === 1
			? { id, outcome: "failed", photo: null, error: { code: "not_found" } }
			: { id, outcome: "added", photo: 10 + id }) };
	}, "page.find": () => {
		setTimeout(() => stageOf.say({ job: 7, state: "finished", results: [{ id: 1, status: "new" }] }), 5);
		return { job: 7 };
	} });
	await stageOf.checks.start(1);
	await settle();
	stageOf.say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }, { id: 1, status: "new" }] });
	assert.deepEqual(await stageOf.checks.keep("tab:1", [0, 1]), { kept: 2 });
	const check = /** @type {any} */ (await stageOf.checks.get("tab:1"));
	assert.deepEqual(check.images.map((/** @type {any} */ image) => [image.kept, image.photo]),
		[["added", 10], ["added", 11]]);
	assert.deepEqual(stageOf.asked.filter((/** @type {any} */ [method]) => method === "photo.keep")
		.map((/** @type {any} */ [, params]) => [params.job, params.ids]), [[1, [0, 1]], [7, [1]]]);
});

test("a new host's first job is not taken for the old one's", async () => {
	scene.images = [picture(0)];
	/** @type {any} */ let stageOf;
	stageOf = stage({ "page.find": () => {
		setTimeout(() => stageOf.say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] }), 5);
		return { job: 1 };
	}, "page.check": () => ({ job: 1 }),
		"photo.keep": ({ ids }) => ({
		kept: ids.map((/** @type {number} */ id) => ({ id, outcome: "added", photo: 2 })) }) });
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
	const { checks, asked, say } = stage(
		{ "photo.keep": ({ ids }) =>
		({ kept: ids.map((/** @type {number} */ id) => ({ id, outcome: "added", photo: 3 })) }) });
	const check = await checks.startOne(1, "https://site.test/me.jpg", "https://site.test/", true);
	await settle();
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	await settle();
	assert.equal(asked.at(-1)[0], "photo.keep");
	assert.equal((/** @type {any} */ (await checks.get(check.key))).images[0].kept, "added");
});

/** Pictures of the page that have no address: their bytes. @param {Record<number, string>} bytes */
function withLocal(bytes) {
	/** @param {number} id */
	const text = (id) => Buffer.from(bytes[id] ?? "");
	scene.page = { lenscapPictures: {
		bytes: async (/** @type {number} */ id) => text(id).length,
		piece: async (/** @type {number} */ id, /** @type {number} */ index, /** @type {number} */ size) =>
			text(id).subarray(index * size, (index + 1) * size).toString("base64"),
		idOf: (/** @type {string} */ url) => url === "blob:https://site.test/1" ? 1 : -1,
	} };
}
const ready = { "photo.begin": () => ({ upload: 7 }), "photo.end": () => ({ outcome: "ready" }) };

test("a picture without an address is brought to the host, in pieces, with its page's address", async () => {
	scene.images = [picture(0), localPicture(1)];
	withLocal({ 1: "0123456789abc" });
	const { checks, of } = stage(ready);
	await checks.start(1);
	await settle();
	assert.deepEqual(of("photo.begin"), [{ purpose: "check", name: "blob", bytes: 13 }]);
	assert.equal(of("photo.chunk").map(({ data }) => Buffer.from(data, "base64").toString()).join("|"),
		"012345|6789ab|c");
	assert.deepEqual(of("page.check")[0].images.map((/** @type {any} */ image) => [image.id, image.upload, image.url]),
		[[0, undefined, "https://site.test/0.jpg"], [1, 7, "https://site.test/"]]);
});

test("a picture that cannot be brought is unreadable, and the others are checked", async () => {
	for (const [what, answers, bytes] of /** @type {[string, Record<string, () => any>, Record<number, string>][]} */ ([
		["is empty", ready, {}],
		["is too large", { "photo.begin": () => { throw new Failure("too_big"); } }, { 1: "x" }],
		["is no picture", { ...ready,
			"photo.end": () => ({ outcome: "failed", error: { code: "unknown_format", message: "" } }) }, { 1: "x" }],
	])) {
		scene.images = [picture(0), localPicture(1)];
		withLocal(bytes);
		const { checks, of, check } = stage(answers);
		await checks.start(1);
		await settle();
		assert.deepEqual(of("page.check")[0].images.map((/** @type {any} */ image) => image.id), [0], what);
		assert.equal((await check()).images[1].status, "unreadable", what);
	}
	scene.images = [localPicture(0)];
	withLocal({});
	const { checks, of, check } = stage(ready);
	await checks.start(1);
	await settle();
	assert.deepEqual([of("page.check").length, (await check()).state], [0, "finished"], "with none left it is over");
});

test("a host that fails while a picture is brought ends the check", async () => {
	scene.images = [localPicture(0)];
	withLocal({ 0: "x" });
	const { checks, check } = stage({ "photo.begin": () => { throw new Failure("locked"); } });
	await checks.start(1);
	await settle();
	assert.deepEqual([(await check()).state, (await check()).error.code], ["failed", "locked"]);
});

test("a check that is cancelled while the page is read is never submitted", async () => {
	scene.images = [picture(0)];
	let answer = () => {};
	scene.waiting = new Promise((resolve) => (answer = () => resolve(undefined)));
	const { checks, asked, check } = stage();
	await checks.start(1);
	assert.equal((await check()).state, "collecting");
	assert.equal(checks.busy, true);
	await checks.cancel("tab:1");
	answer();
	await settle();
	assert.deepEqual(asked, []);
	assert.deepEqual([(await check()).state, checks.busy], ["cancelled", false]);
});

test("what is finished stays so when it is cancelled", async () => {
	scene.images = [picture(0)];
	const { checks, of, say, check } = stage();
	await checks.start(1);
	await settle();
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	await checks.cancel("tab:1");
	assert.deepEqual([(await check()).state, of("job.cancel").length], ["finished", 0]);
});

test("a lost host is called again three times, and no more", async () => {
	scene.images = [picture(0)];
	const { checks, of, lose, check } = stage({ "ledger.status": () => { throw new Failure("host_died"); } });
	await checks.start(1);
	await settle();
	lose();
	await settle();
	assert.deepEqual([of("ledger.status").length, (await check()).error.code], [3, "host_died"]);
});

test("what is no loss of the host is not tried again", async () => {
	scene.images = [picture(0)];
	const { checks, of, lose, check } = stage({ "ledger.status": () => { throw new Failure("damaged"); } });
	await checks.start(1);
	await settle();
	lose();
	await settle();
	assert.deepEqual([of("ledger.status").length, (await check()).error.code], [1, "damaged"]);
});

test("a new host's ledger is opened by the session's key, unless the user locked it", async () => {
	for (const [locked, unlocks] of /** @type {const} */ ([[undefined, 1], [false, 1], [true, 0]])) {
		scene.images = [picture(0)];
		scene.stored["locked"] = locked;
		const { checks, of, lose } = stage({ "ledger.status": () => ({ state: "locked" }) });
		await checks.start(1);
		await settle();
		lose();
		await settle();
		assert.equal(of("ledger.unlock").length, unlocks, `locked by the user: ${locked}`);
	}
	delete scene.stored["locked"];
	scene.images = [picture(0)];
	const { checks, of, lose } = stage();
	await checks.start(1);
	await settle();
	lose();
	await settle();
	assert.equal(of("ledger.unlock").length, 0, "an open one is not opened again");
});

test("checks that are over are left alone when the host is lost", async () => {
	scene.images = [picture(0)];
	const { checks, of, say, lose, check } = stage();
	await checks.start(1);
	await settle();
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	lose();
	await settle();
	assert.deepEqual([of("page.check").length, (await check()).state, (await check()).images[0].job],
		[1, "finished", undefined]);
});

test("what strangers do not get is not kept, though it was pointed at", async () => {
	for (const status of ["login", "stand_in", "absent", "unknown", "unreadable"]) {
		const { checks, of, say } = stage();
		await checks.startOne(1, "https://site.test/me.jpg", "https://site.test/", true);
		await settle();
		say({ job: 1, state: "finished", results: [{ id: 0, status }] });
		await settle();
		assert.deepEqual([of("photo.keep"), of("page.find")], [[], []], status);
	}
	const { checks, of, say } = stage();
	await checks.startOne(1, "https://site.test/me.jpg", "https://site.test/", false);
	await settle();
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	await settle();
	assert.deepEqual([of("page.find").length, of("photo.keep").length], [1, 0],
		"asked about it is not said to be mine");
});

test("a picture without an address that is pointed at is found on its page", async () => {
	scene.images = [picture(0), localPicture(1)];
	withLocal({ 1: "x" });
	const { checks, of } = stage(ready);
	await checks.startOne(1, "blob:https://site.test/1", "https://site.test/page", false);
	await settle();
	assert.deepEqual(of("page.find")[0].images.map((/** @type {any} */ image) => [image.id, image.upload, image.url]),
		[[1, 7, "https://site.test/page"]]);
});

test("no thumbnail is stored, and nothing of a host that is gone is taken out again", async () => {
	scene.images = [picture(0, { thumbnail: "data:image/jpeg;base64,AA==" })];
	const { checks, say, check } = stage();
	await checks.start(1);
	await settle();
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	await settle();
	const [stored] = scene.stored["check:tab:1"].images;
	assert.deepEqual([stored.status, "thumbnail" in stored], ["new", false]);
	assert.ok((await check()).images[0].thumbnail, "while it is open it has one");
	const later = await stage().check();
	assert.deepEqual([later.state, later.job, later.images[0].job], ["finished", null, undefined]);
	assert.equal(await stage().check("tab:99"), null);
});

test("a new check of a tab calls off the one before; a closed tab's is forgotten", async () => {
	scene.images = [picture(0)];
	const { checks, of, check } = stage();
	await checks.start(1);
	await settle();
	await checks.start(1);
	assert.deepEqual(of("job.cancel"), [{ job: 1 }]);
	await settle();
	checks.forget(1);
	await settle();
	assert.deepEqual(of("job.cancel"), [{ job: 1 }, { job: 2 }]);
	assert.equal(await check(), null);
});

test("when the ledger is gone, so are all checks, and what is under way is called off", async () => {
	scene.images = [picture(0)];
	const { checks, of, check, say } = stage();
	await checks.start(1);
	await checks.start(2);
	await settle();
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	await settle();
	scene.waiting = new Promise(() => {});
	await checks.start(3);
	await checks.forgetAll();
	scene.waiting = Promise.resolve();
	await settle();
	assert.deepEqual(of("job.cancel"), [{ job: 2 }]);
	for (const key of ["tab:1", "tab:2", "tab:3"])
		assert.equal(await check(key), null, key);
	assert.equal(checks.busy, false);
});

test("a job that fails says why; one that the host calls off is cancelled", async () => {
	scene.images = [picture(0)];
	const one = stage();
	await one.checks.start(1);
	await settle();
	one.say({ job: 1, state: "failed", error: { code: "network", message: "no", remedy: "wait" } });
	assert.deepEqual((await one.check()).error, { code: "network", message: "no", remedy: "wait" });
	const two = stage();
	await two.checks.start(1);
	await settle();
	two.say({ job: 1, state: "cancelled" });
	await settle();
	assert.equal((await two.check()).state, "cancelled");
});

test("a check that there is not can be neither kept, marked, cut nor gone on with", async () => {
	const { checks } = stage();
	for (const [what, work] of /** @type {[string, () => Promise<any>][]} */ ([
		["keep", () => checks.keep("tab:404", [0])],
		["outline", () => checks.outline("tab:404", [])], ["shoot", () => checks.shoot("tab:404", [0])],
			["resume", () => checks.resume("tab:404")]]))
		await assert.rejects(work(), (/** @type {any} */ error) => error.code === "not_found", what);
	assert.deepEqual(await checks.cancel("tab:404"), {});
});

test("marks are put on the page and taken away; a page that was left says so", async () => {
	scene.images = [picture(0)];
	/** @type {any[]} */
	const shown = [];
	scene.page = { lenscapOutline: {
		show: (/** @type {any} */ list) => shown.push(list) && list.length, clear: () => shown.push("clear") && 0 } };
	const { checks, say } = stage();
	await checks.start(1);
	await settle();
	say({ job: 1, state: "finished", results: [{ id: 0, status: "mine" }] });
	const marks = [{ id: 0, status: "mine", text: "Yours" }];
	scene.injected.length = 0;
	assert.deepEqual(await checks.outline("tab:1", marks), { shown: 1 });
	assert.deepEqual(scene.injected[0].files, ["content/outline.js"]);
	scene.injected.length = 0;
	assert.deepEqual(await checks.outline("tab:1", []), { shown: 0 });
	assert.ok(scene.injected.every(({ files }) => !files), "nothing is injected to take marks away");
	assert.deepEqual(shown, [marks, "clear"]);
	scene.images = [];
	await assert.rejects(checks.outline("tab:1", marks), (/** @type {any} */ error) => error.code === "page_left");
});

test("failing to keep one picture is no reason to read it again", async () => {
	scene.images = [picture(0)];
	const { checks, of, say, events } = stage({ "photo.keep": () =>
		({ kept: [{ id: 0, outcome: "failed", photo: null, error: { code: "worker" } }] }) });
	await checks.start(1);
	await settle();
	say({ job: 1, state: "finished", results: [{ id: 0, status: "new" }] });
	assert.deepEqual(await checks.keep("tab:1", [0]), { kept: 0 });
	assert.deepEqual([of("page.find").length, of("photo.keep").length], [0, 1]);
	assert.ok(events.some(([event]) => event === "ledger"), "the pages look at the ledger again");
});

test("a page of many pictures is asked for in batches, and what was not loaded only on request", async () => {
	scene.images = [...Array.from({ length: 450 }, (_, at) => picture(at)), { ...picture(450), apart: true }];
	const jobs = { next: 0 };
	const { checks, asked, say } = stage({ "page.check": () => ({ job: ++jobs.next }) });
	await checks.start(1);
	await settle();
	const sizes = () => asked.filter(([method]) => method === "page.check").map(([, params]) => params.images.length);
	for (const job of [1, 2, 3]) {
		assert.equal(sizes().length, job, "one batch after the other");
		const [, params] = asked.filter(([method]) => method === "page.check").at(-1);
		const results = params.images.map((/** @type {any} */ { id }) => ({ id, status: "new" }));
		say({ job, state: "finished", results });
		await settle();
	}
	assert.deepEqual(sizes(), [200, 200, 50]);
	const check = /** @type {any} */ (await checks.get("tab:1"));
	assert.deepEqual([check.state, check.done, check.images[450].status], ["finished", 451, "apart"]);
	const more = checks.ask("tab:1", [450, 3]);
	await settle();
	assert.deepEqual(asked.at(-1)[1].images.map((/** @type {any} */ image) => image.id), [450], "only that one");
	say({ job: 4, state: "finished", results: [{ id: 450, status: "mine" }] });
	await more;
	assert.equal(check.images[450].status, "mine");
});

test("a batch is asked for when the one before is answered, which may look for faces still", async () => {
	scene.images = Array.from({ length: 450 }, (_, at) => picture(at));
	const { checks, asked, of, say } = stage();
	await checks.start(1);
	await settle();
	const answer = async (/** @type {number} */ job) => {
		const [, { images }] = asked.filter(([method]) => method === "page.check").at(-1);
		say({ job, results: images.map((/** @type {any} */ { id }) => ({ id, status: "mine" })) });
		await settle();
	};
	for (const job of [1, 2, 3])
		await answer(job);
	assert.equal(of("page.check").length, 3);
	const check = /** @type {any} */ (await checks.get("tab:1"));
	say({ job: 3, state: "finished" });
	assert.deepEqual([check.state, check.done, check.trailing], ["running", 450, [1, 2]]);
	say({ job: 1, state: "finished", results: [{ id: 3, faces_state: "looked", faces_count: 1 }] });
	assert.deepEqual([check.state, check.images[3].faces_count], ["running", 1]);
	say({ job: 2, state: "finished" });
	assert.deepEqual([check.state, check.trailing], ["finished", []]);

	await checks.start(1);
	await settle();
	await answer(4);
	await checks.cancel("tab:1");
	assert.deepEqual(of("job.cancel").map(({ job }) => job), [5, 4], "none goes on");
	say({ job: 5, state: "finished" });
	assert.equal(await state(checks), "cancelled");
});
