// The native port's owner, against a host that is played here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Host, portFailure } from "../../extension/background/host.js";
import { answer, messageTable } from "../../extension/background/messages.js";
import { Failure, plain } from "../../extension/shared/failure.js";
import { fakeTimeouts } from "./timers.mjs";

const hello = { protocol: 1, host: { version: "0" }, browser: "chromium", features: [], ledger: { state: "open" },
	limits: {} };

/**
 * @param {(message: any, port: any) => void} play what the host does with a message
 * @param {() => Promise<import("../../extension/shared/whose.js").Whose>} [whose]
 */
function stage(play, whose) {
	/** @type {any[]} */
	const ports = [];
	const host = new Host(() => {
		/** @type {any} */
		const port = { said: [], error: "", onMessage: { addListener: (/** @type {any} */ call) => (port.hear = call) },
			onDisconnect: { addListener: (/** @type {any} */ call) => (port.end = (/** @type {string} */ words) =>
			{ port.error = words; call(port); }) },
			postMessage: (/** @type {any} */ message) =>
				{ port.said.push(message); queueMicrotask(() => play(message, port)); },
			disconnect: () => (port.closed = true) };
		ports.push(port);
		return { port, lastError: () => port.error };
	}, { name: "test", version: "0", language: () => "en" }, whose);
	return { host, ports };
}

/** @param {any} message @param {any} port */
const polite = (message, port) => port.hear(
	{ jsonrpc: "2.0", id: message.id, result: message.method === "session.hello" ? hello : { echo: message.params } });
/**
 * A method that no table knows: the port passes on whatever it is.
 * @param {any} host @param {string} method @param {object} [params]
 */
const ask = (host, method, params) => host.request(method, params);
/** @param {string} code */
const coded = (code) => (/** @type {unknown} */ error) => error instanceof Failure && error.code === code;

test("greets once, then asks", async () => {
	const { host, ports } = stage(polite);
	const [a, b] = await Promise.all([ask(host, "a.b", { n: 1 }), ask(host, "a.b", { n: 2 })]);
	assert.deepEqual([a.echo.n, b.echo.n], [1, 2]);
	assert.deepEqual(ports[0].said.map((/** @type {any} */ message) => message.method),
		["session.hello", "a.b", "a.b"]);
	assert.deepEqual(ports[0].said.map((/** @type {any} */ message) => message.id), [1, 2, 3]);
	assert.deepEqual(ports[0].said[0].params.protocol, [1, 1]);
});

test("answers out of order reach whoever asked", async () => {
	/** @type {any[]} */
	const kept = [];
	const { host } = stage((message, port) => {
		if (message.method === "session.hello")
			return polite(message, port);
		kept.push(message);
		if (kept.length === 2)
			for (const one of kept.reverse())
				polite(one, port);
	});
	const [a, b] = await Promise.all([ask(host, "a.b", { n: 1 }), ask(host, "a.b", { n: 2 })]);
	assert.deepEqual([a.echo.n, b.echo.n], [1, 2]);
});

test("an error keeps its code, and an unknown method has one", async () => {
	const { host } = stage((message, port) => message.method === "session.hello" ? polite(message, port)
		: port.hear({ id: message.id,
		error: message.method === "a.b"
			? { code: -32007, message: "Locked.", data: { code: "locked", remedy: "Open it." } }
			: { code: -32601, message: "No." } }));
	await assert.rejects(ask(host, "a.b"),
		(/** @type {any} */ error) => error.code === "locked" && error.remedy === "Open it.");
	await assert.rejects(ask(host, "c.d"), coded("unsupported"));
});

test("a lost host ends every request, tells it, and the next request starts another", async () => {
	let die = true;
	const { host, ports } = stage((message, port) => {
		if (message.method !== "session.hello" && die)
			port.end("Native host has exited.");
		else
			polite(message, port);
	});
	/** @type {string[]} */
	const losses = [];
	host.onLoss((failure) => losses.push(failure.code));
	const both = await Promise.allSettled([ask(host, "a.b"), ask(host, "a.b")]);
	assert.ok(both.every((one) => one.status === "rejected" && one.reason.code === "host_died"));
	assert.deepEqual(losses, ["host_died"]);
	assert.equal(host.running, false);
	die = false;
	const before = Date.now();
	await ask(host, "a.b");
	assert.ok(Date.now() - before >= 200, "it waits a little before it starts again");
	assert.equal(ports.length, 2);
});

test("what the browsers say of a port has a code", async () => {
	for (const [words, greeted, code] of /** @type {[string, boolean, string][]} */ ([
		["Specified native messaging host not found.", false, "host_missing"],
		["No such native application org.lenscap.host", false, "host_missing"],
		["Access to the specified native messaging host is forbidden.", false, "host_forbidden"],
		["Native host has exited.", false, "host_refused"], ["Native host has exited.", true, "host_died"],
			["", true, "host_died"],
		["Error when communicating with the native messaging host.", true, "host_garbled"],
		["Native application tried to send a message of 1048577 bytes, which exceeds the limit of 1048576 bytes.",
			true, "host_garbled"]]))
		assert.equal(portFailure(words, greeted).code, code, words);
	const { host } = stage((message, port) => port.end("Specified native messaging host not found."));
	await assert.rejects(ask(host, "a.b"), coded("host_missing"));
});

test("a host of another age is refused, and it is said which of the two is older", async () => {
	// [protocol in the hello, code]: one newer, one older, one from before there was a number.
	for (const [protocol, code] of /** @type {const} */ ([[2, "version_extension"], [0, "version_host"],
		[undefined, "version_host"], ["1", "version_host"]])) {
		const { host, ports } = stage((message, port) => port.hear({ id: message.id, result: { ...hello, protocol } }));
		await assert.rejects(ask(host, "a.b"), coded(code), `protocol ${protocol}`);
		assert.deepEqual([ports[0].closed, host.running], [true, false]);
		assert.deepEqual(ports[0].said.map((/** @type {any} */ message) => message.method), ["session.hello"],
			"nothing is asked of it");
	}
	const { host } = stage((message, port) =>
		port.hear({ id: message.id, error: { code: -32002, message: "Update the extension.",
		data: { code: "version" } } }));
	await assert.rejects(ask(host, "a.b"), (/** @type {any} */ error) =>
		error.code === "version" && error.message === "Update the extension.");
});

test("a silent host ends in a time-out", async (context) => {
	fakeTimeouts(context);
	const { host } = stage((message, port) => message.method === "session.hello" && polite(message, port));
	await host.hello();
	const asked = ask(host, "a.b");
	asked.catch(() => {});
	await new Promise((resolve) => setImmediate(resolve));
	context.mock.timers.tick(30_001);
	await assert.rejects(asked, coded("host_slow"));
});

test("notifications and nonsense do not answer requests", async () => {
	const { host, ports } = stage(polite);
	/** @type {any[]} */
	const heard = [];
	host.onNotification((method, params) => heard.push([method, params.job]));
	await host.hello();
	for (const message of [null, 7, "x", {}, { id: 99, result: 1 }, { method: "job.progress", params: { job: "j" } }])
		ports[0].hear(message);
	assert.deepEqual(heard, [["job.progress", "j"]]);
});

test("our pages may ask for what the table names, with the right types, and for nothing else", async () => {
	/** @type {string[]} */
	const asked = [];
	/** @type {any} */
	const host = { request: async (/** @type {string} */ method) => ({ method: asked.push(method) && method }),
		hello: async () => hello };
	const table = messageTable(host, /** @type {any} */ ({ get: async () => null }), /** @type {any} */ ({}));
	assert.deepEqual(await answer(table, { id: 1, name: "host.request", params: { method: "photo.list", params: {} } }),
		{ id: 1, result: { method: "photo.list" } });
	assert.deepEqual(await answer(table, { id: 3, name: "check.get", params: { key: "tab:1" } }),
		{ id: 3, result: null });
	const list = (/** @type {any} */ method, /** @type {any} */ params) =>
		({ id: 2, name: "host.request", params: { method, params } });
	for (const bad of [undefined, null, {}, { id: 2 }, { id: 2, name: "nothing" },
		// What every object has is no message of ours.
		...["toString", "constructor", "__proto__", "hasOwnProperty", "valueOf"].map(
			(name) => ({ id: 2, name, params: {} })),
		{ id: 2, name: "check.start", params: { tab: "1" } }, { id: 2, name: "check.start" },
		list("x", {}), list("a.b.c", {}), list("A.b", {}), list("a.b\n", {}), list("a.b", null), list("a.b", "x"),
			list(7, {}),
		{ id: 2, name: "check.keep", params: { key: "k" } }, { id: 2, name: "check.keep", params: { ids: [1] } }]) {
		const { id, error, ...rest } = await answer(table, bad);
		assert.deepEqual([id, error?.code, rest], [bad?.id, "bad_params", {}], JSON.stringify(bad));
	}
	assert.deepEqual(asked, ["photo.list"]);
	assert.equal(plain(new TypeError("x")).code, "internal");
});


test("a host that has another's ledger is not spoken to", async () => {
	/** @param {object} said of whose it is */
	const answering = (said) => (/** @type {any} */ message, /** @type {any} */ port) =>
		port.hear({ jsonrpc: "2.0", id: message.id, result: { ...hello, ...said } });
	for (const [asked, said, good] of /** @type {[any, any, boolean][]} */ ([
		[{}, {}, true], [{ person: "Ana" }, { person: "Ana" }, true], [{ temporary: true }, { temporary: true }, true],
		// One that is older passes over what it does not know.
		[{ person: "Ana" }, {}, false], [{ temporary: true }, {}, false], [{ person: "Ana" }, { person: "Bo" }, false],
		[{}, { person: "Ana" }, false], [{ ended: true }, {}, true]])) {
		const { host, ports } = stage(answering(said), async () => asked);
		const greeted = await host.hello().then(() => true, coded("version_host"));
		assert.equal(ports[0].closed === true, !good, JSON.stringify([asked, said, greeted]));
		assert.equal(ports[0].said[0].params.person, asked.person);
	}
	// Another was chosen while it was greeted.
	const chosen = [{ person: "Ana" }, {}];
	const { host } = stage(answering({ person: "Ana" }), async () => chosen.shift() ?? {});
	await assert.rejects(host.hello(), coded("restarted"));
});

test("another ledger that is chosen before there is a port is the one that is greeted, once", async () => {
	/** @type {any} */ let go;
	let chosen = /** @type {any} */ ({});
	const waits = new Promise((resolve) => (go = resolve));
	const { host, ports } = stage((message, port) => port.hear({ jsonrpc: "2.0", id: message.id,
		result: { ...hello, ...(message.params.temporary ? { temporary: true } : {}) } }),
	async () => { await waits; return chosen; });
	const first = host.hello();
	host.disconnect();
	chosen = { temporary: true };
	go();
	assert.equal((await first).temporary, true);
	assert.equal(await host.hello(), await first);
	assert.deepEqual([ports.length, ports[0].closed === true, host.running], [1, false, true]);
});
