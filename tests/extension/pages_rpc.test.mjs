// How our pages speak to the background: with a port that is played here, and that ends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "../../extension/shared/failure.js";
import { fakeTimeouts } from "./timers.mjs";

/** @type {any[]} */
const ports = [];
/** @type {any} */ (globalThis).browser = { runtime: {
	getURL: (/** @type {string} */ path) => `chrome-extension://x/${path}`,
	connect: (/** @type {any} */ options) => {
		/** @type {any} */
		const port = { options, said: [],
			postMessage: (/** @type {any} */ message) => port.said.push(message),
			onMessage: { addListener: (/** @type {any} */ call) => (port.hear = call) },
			onDisconnect: { addListener: (/** @type {any} */ call) => (port.end = call) } };
		ports.push(port);
		return port;
	},
} };
const { Background, asker, background, host, whenLocked } = await import("../../extension/shared/rpc.js");
/** @param {string} code */
const coded = (code) => (/** @type {unknown} */ error) => error instanceof Failure && error.code === code;

test("answers reach whoever asked, in whatever order; failures keep their code", async () => {
	const page = new Background();
	const asked = [page.ask("a.b", { n: 1 }), page.ask("c.d"), page.ask("e.f")];
	const port = ports.at(-1);
	assert.deepEqual(port.options, { name: "page" });
	assert.deepEqual(port.said, [{ id: 1, name: "a.b", params: { n: 1 } }, { id: 2, name: "c.d", params: {} },
		{ id: 3, name: "e.f", params: {} }]);
	port.hear({ id: 3, error: { code: "locked", message: "Locked.", remedy: "Open it." } });
	port.hear({ id: 2, result: "two" });
	port.hear({ id: 99, result: "nobody's" });
	port.hear({ id: 1, result: "one" });
	assert.deepEqual(await Promise.all(asked.slice(0, 2)), ["one", "two"]);
	await assert.rejects(/** @type {any} */ (asked[2]), (/** @type {any} */ error) =>
		coded("locked")(error) && error.remedy === "Open it.");
});

test("what was asked of a background that restarts ends, and the next asks the new one", async () => {
	const page = new Background();
	const asked = [page.ask("a.b"), page.ask("c.d")];
	const before = ports.length;
	ports.at(-1).end();
	const ended = await Promise.allSettled(asked);
	assert.ok(ended.every((one) => one.status === "rejected" && coded("restarted")(one.reason)));
	const next = page.ask("e.f");
	assert.equal(ports.length, before + 1);
	ports.at(-1).hear({ id: 3, result: 3 });
	assert.equal(await next, 3);
});

test("the end of an old port does not end what was asked of the new one", async () => {
	const page = new Background();
	page.ask("a.b").catch(() => {});
	const old = ports.at(-1);
	old.end();
	const next = page.ask("c.d");
	old.end();
	ports.at(-1).hear({ id: 2, result: 2 });
	assert.equal(await next, 2);
});

test("who listens hears events, is connected again after a restart, and can stop listening", async (context) => {
	fakeTimeouts(context);
	const page = new Background();
	/** @type {any[]} */
	const heard = [];
	const stop = page.listen((name, data) => heard.push([name, data]));
	const before = ports.length;
	ports.at(-1).hear({ event: "check", data: { key: "tab:1" } });
	ports.at(-1).end();
	assert.equal(ports.length, before, "not at once: it would start what is being ended");
	context.mock.timers.tick(300);
	assert.equal(ports.length, before + 1);
	ports.at(-1).hear({ event: "host", data: {} });
	stop();
	ports.at(-1).hear({ event: "host", data: {} });
	assert.deepEqual(heard, [["check", { key: "tab:1" }], ["host", {}]]);
	ports.at(-1).end();
	context.mock.timers.tick(300);
	assert.equal(ports.length, before + 1, "nobody listens: nothing is started");
});

test("the host is asked through the background", async () => {
	const asked = [host("photo.show", { id: 7 }), asker.request("ledger.status"), asker.hello()];
	assert.deepEqual(ports.at(-1).said.map((/** @type {any} */ { name, params }) => [name, params]), [
		["host.request", { method: "photo.show", params: { id: 7 } }],
		["host.request", { method: "ledger.status", params: {} }], ["host.hello", {}]]);
	for (const { id } of ports.at(-1).said)
		ports.at(-1).hear({ id, result: id });
	assert.deepEqual(await Promise.all(asked), [1, 2, 3]);
	assert.ok(background instanceof Background);
});

test("a page learns that the ledger is locked from whatever it asks", async () => {
	let times = 0;
	whenLocked(() => times++);
	for (const [method, code, learned] of /** @type {const} */ ([
		["photo.list", "locked", 1], ["case.list", "damaged", 1],
		["case.list", "locked", 2], ["ledger.unlock", "locked", 2]])) {
		const asked = host(method);
		ports.at(-1).hear({ id: ports.at(-1).said.at(-1).id, error: { code, message: "" } });
		await assert.rejects(asked, coded(code), "who asked is told all the same");
		assert.equal(times, learned, `${method}: ${code}`);
	}
});
