// The background as it is wired: whom it serves, when it lets the host go, and what stands on its button.
import assert from "node:assert/strict";
import { test } from "node:test";

/** Listeners that main.js added, by event. @type {Record<string, (...args: any[]) => any>} */
const on = {};
/** @param {string} name */
const event = (name) => ({ addListener: (/** @type {any} */ call) => (on[name] = call) });
/** @type {any[]} */
const did = [];
/** @param {string} name */
const does = (name, answer = /** @type {any} */ (undefined)) => async (/** @type {any[]} */ ...args) => {
	did.push([name, ...args]);
	return answer;
};
/** @type {any[]} */
const native = [];
/** What the host answers to each method. @type {Record<string, any>} */
const answers = { "session.hello": { protocol: 1, host: { version: "0" }, features: [], limits: {} } };
/** @type {Record<string, any>} */
const local = {};
/** @type {Record<string, any>} */
const session = {};
let connections = 0;
/** @type {any} */ let nativePort;

/** A host that answers at once. */
function connectNative() {
	connections++;
	/** @type {any} */
	const port = {
		postMessage: ({ id = 0, method = "" }) => {
			native.push(method);
			queueMicrotask(() => port.hear(answers[method]?.error ? { id, ...answers[method] }
				: { id, result: answers[method] ?? {} }));
		},
		disconnect: () => did.push(["disconnect"]),
		onMessage: { addListener: (/** @type {any} */ call) => (port.hear = call) },
		onDisconnect: { addListener: (/** @type {any} */ call) => (port.end = call) },
	};
	return (nativePort = port);
}

/** @type {any} */ (globalThis).browser = {
	runtime: { getURL: (/** @type {string} */ path) => `chrome-extension://x/${path}`, connectNative,
		getManifest: () => ({ version: "1.2.3" }), onConnect: event("connect"), onInstalled: event("installed"),
		onStartup: event("startup") },
	tabs: { onRemoved: event("removed"), create: does("tabs.create"), query: async () => [],
		update: does("tabs.update") },
	windows: { create: does("windows.create") },
	action: { setTitle: does("setTitle"), setBadgeText: does("badge") },
	contextMenus: { removeAll: does("removeAll"), create: does("menu"), onClicked: event("menu") },
	idle: { onStateChanged: event("idle") },
	alarms: { create: does("alarm"), onAlarm: event("alarm") },
	storage: { local: { get: async (/** @type {string} */ key) => ({ [key]: local[key] }) },
		session: { get: async (/** @type {string} */ key) => ({ [key]: session[key] }),
			clear: async () => Object.keys(session).forEach((key) => delete session[key]),
			set: async (/** @type {any} */ what) => void did.push(["session.set", Object.assign(session, what)]),
			remove: async () => {} } },
	i18n: { getUILanguage: () => "en" },
	scripting: { executeScript: async () => [] },
};
await import("../../extension/background/main.js");

const settle = () => new Promise((resolve) => setTimeout(resolve, 10));

/** A page that connects. @param {any} from who it says it is */
function connect(from) {
	/** @type {any} */
	const port = { ...from, said: [], closed: false, disconnect: () => (port.closed = true),
		postMessage: (/** @type {any} */ message) => port.said.push(message),
		onMessage: { addListener: (/** @type {any} */ call) => (port.hear = call) },
		onDisconnect: { addListener: (/** @type {any} */ call) => (port.end = call) } };
	on["connect"]?.(port);
	return port;
}
const own = { name: "page", sender: { url: "chrome-extension://x/pages/popup.html?tab=1" } };

test("only our own pages are served", async () => {
	for (const [what, from] of /** @type {[string, any][]} */ ([
		["a script in a page", { name: "page", sender: { url: "https://site.test/pages/popup.html" } }],
		["a page that calls itself like ours",
			{ name: "page", sender: { url: "https://x.test/?chrome-extension://x/pages/" } }],
		["another extension", { name: "page", sender: { url: "chrome-extension://other/pages/popup.html" } }],
		["our own, but not a page", { name: "page", sender: { url: "chrome-extension://x/background/main.js" } }],
		["nobody", { name: "page" }], ["nobody's address", { name: "page", sender: {} }],
		["another name", { ...own, name: "other" }], ["no name", { ...own, name: "" }],
	])) {
		const port = connect(from);
		assert.deepEqual([port.closed, port.hear], [true, undefined], what);
	}
	const port = connect(own);
	assert.equal(port.closed, false);
	await port.hear({ id: 4, name: "host.request", params: { method: "ledger.status", params: {} } });
	assert.deepEqual(port.said, [{ id: 4, result: {} }]);
	assert.deepEqual(native, ["session.hello", "ledger.status"]);
	port.end();
});

test("a page that has gone is told nothing", async () => {
	const port = connect(own);
	const answered = port.hear({ id: 1, name: "host.hello" });
	port.end();
	await answered;
	assert.deepEqual(port.said, []);
});

test("the host goes when nobody has used it for five minutes, and not before", async (context) => {
	const port = connect(own);
	await port.hear({ id: 1, name: "host.hello" });
	const gone = () => did.filter(([name]) => name === "disconnect").length;
	const now = Date.now();
	let at = now + 6 * 60_000;
	context.mock.method(Date, "now", () => at);
	await on["alarm"]?.({ name: "rest" });
	assert.equal(gone(), 0, "a page is open");
	port.end();
	at = now + 5 * 60_000 - 1000;
	await on["alarm"]?.({ name: "rest" });
	assert.equal(gone(), 0, "it was used less than five minutes ago");
	at = now + 5 * 60_000 + 1000;
	await on["alarm"]?.({ name: "other" });
	assert.equal(gone(), 0, "another alarm");
	answers["ledger.autolock"] = { autolock: "end_of_browser" };
	await on["alarm"]?.({ name: "rest" });
	assert.equal(gone(), 0, "its end would lock what is to be locked at the end of the browser");
	answers["ledger.autolock"] = { autolock: "screen" };
	await on["alarm"]?.({ name: "rest" });
	assert.equal(gone(), 1);
	await on["alarm"]?.({ name: "rest" });
	assert.equal(gone(), 1, "it has gone");
});

test("with the screen locks what was told to, and nothing else", async () => {
	const locks = () => native.filter((method) => method === "ledger.lock").length;
	await on["idle"]?.("locked");
	assert.equal(locks(), 0, "no host runs, and none is started for it");
	const port = connect(own);
	await port.hear({ id: 1, name: "host.hello" });
	for (const [state, when] of [["locked", "never"], ["locked", "end_of_browser"], ["locked", "minutes:5"],
		["idle", "screen"], ["active", "screen"]]) {
		answers["ledger.autolock"] = { autolock: when };
		await on["idle"]?.(state);
	}
	assert.equal(locks(), 0);
	did.length = 0;
	answers["ledger.autolock"] = { autolock: "screen" };
	await on["idle"]?.("locked");
	assert.equal(locks(), 1);
	assert.deepEqual(did, [["session.set", { locked: true }]], "no stored key opens it again unasked");
	assert.deepEqual(port.said.at(-1), { event: "ledger", data: {} }, "open pages look at once");
	port.end();
});

test("cases that are due stand on the button, for somebody who has set one up", async () => {
	const badges = () => did.filter(([name]) => name === "badge").map(([, { text }]) => text);
	const before = connections;
	await on["alarm"]?.({ name: "due" });
	assert.deepEqual([badges(), connections], [[], before], "no host is started for nobody");
	local["set_up"] = true;
	answers["report.summary"] = { cases_due: 3 };
	await on["alarm"]?.({ name: "due" });
	answers["report.summary"] = { cases_due: 0 };
	await on["alarm"]?.({ name: "due" });
	assert.deepEqual(badges(), ["3", ""]);
	answers["report.summary"] = { error: { code: -32000, message: "locked", data: { code: "locked" } } };
	await on["alarm"]?.({ name: "due" });
	assert.deepEqual(badges(), ["3", ""], "what is not known is not none");
	answers["report.summary"] = { error: { code: -32000, message: "none", data: { code: "no_ledger" } } };
	await on["alarm"]?.({ name: "due" });
	assert.deepEqual(badges(), ["3", "", ""], "without a ledger there is no case");
});

test("the menu asks about a picture, or keeps it; nothing else opens a window", async () => {
	const opened = () => did.filter(([name]) => name === "windows.create").map(([, { url }]) => url);
	await on["menu"]?.({ menuItemId: "find", srcUrl: "https://site.test/a.jpg", pageUrl: "https://site.test/" },
		{ id: 5 });
	assert.deepEqual(opened(), ["chrome-extension://x/pages/popup.html?check=menu%3A1"]);
	await settle();
	assert.equal(native.at(-1), "page.find");
	await on["menu"]?.({ menuItemId: "mine", srcUrl: "https://site.test/a.jpg", pageUrl: "https://site.test/" },
		{ id: 5 });
	await settle();
	assert.equal(native.at(-1), "page.check");
	for (const [info, tab] of [[{ menuItemId: "toString", srcUrl: "x" }, { id: 5 }],
		[{ menuItemId: "find" }, { id: 5 }],
		[{ menuItemId: "find", srcUrl: "x" }, undefined]])
		await on["menu"]?.(info, tab);
	assert.equal(opened().length, 2);
});

test("installing opens the welcome page, an update does not; both write the menu", async () => {
	const pages = () => did.filter(([name]) => name === "tabs.create").map(([, { url }]) => url);
	did.length = 0;
	await on["installed"]?.({ reason: "update" });
	assert.deepEqual(pages(), []);
	assert.deepEqual(did.filter(([name]) => name === "menu").map(([, { id, title }]) => [id, title]),
		[["find", "Is this a photo of mine?"], ["mine", "This is my photo"]]);
	await on["installed"]?.({ reason: "install" });
	assert.deepEqual(pages(), ["chrome-extension://x/pages/welcome.html"]);
});

test("another ledger is another host; a temporary one is begun once, and not by itself again", async () => {
	const port = connect(own);
	const hello = answers["session.hello"];
	/** @param {any} whose */
	const choose = (whose) => port.hear({ id: 1, name: "whose.choose", params: whose });
	session["check:tab:1"] = "of the one before";
	delete session["locked"];
	answers["session.hello"] = { ...hello, person: "Ana" };
	const before = connections;
	await choose({ person: "Ana" });
	assert.deepEqual(session, { whose: { person: "Ana" } });
	await port.hear({ id: 2, name: "host.request", params: { method: "photo.list", params: {} } });
	assert.equal(connections, before + 1);
	assert.ok(port.said.some((/** @type {any} */ one) => one.event === "whose"), "pages begin anew");

	answers["session.hello"] = { ...hello, temporary: true };
	await choose({ temporary: true });
	await port.hear({ id: 3, name: "host.hello" });
	assert.equal(port.said.find((/** @type {any} */ one) => one.id === 3).result.temporary, true);
	// As a host that was killed, or a background that was ended.
	nativePort.end({});
	answers["session.hello"] = hello;
	await settle();
	assert.deepEqual(session["whose"], { ended: true }, "it is gone with its host");
	assert.ok(!port.said.some((/** @type {any} */ one) => one.event === "host"), "one's own ledger has no part in it");
	// As a background that was ended and is called again: what was asked is asked of nobody else.
	session["whose"] = { temporary: true };
	const asked = native.filter((method) => method === "letter.draft").length;
	await port.hear({ id: 4, name: "host.request", params: { method: "letter.draft", params: {} } });
	assert.equal(port.said.find((/** @type {any} */ one) => one.id === 4).error.code, "restarted");
	assert.equal(native.filter((method) => method === "letter.draft").length, asked);
	assert.deepEqual(session["whose"], { ended: true });
	await port.hear({ id: 5, name: "host.hello" });
	assert.ok(!port.said.find((/** @type {any} */ one) => one.id === 5).result.temporary);
	session["locked"] = true;
	await choose({});
	for (const bad of [{ person: 7 }, { person: null }])
		await choose(bad);
	assert.deepEqual(session, { whose: {}, locked: true }, "what the user locked stays so");
	port.end();
});
