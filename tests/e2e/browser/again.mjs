// again.mjs SCRATCH: a real host looks again by itself, when the browser's alarm says that it is time, and only
// where the user wants it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Chromium } from "./chromium.mjs";
import { cheap } from "../../extension/cheap.mjs";
import { prepareHome } from "./home.mjs";
import { sleep, until } from "./person.mjs";

const scratch = process.argv[2] ?? "";
execFileSync("/usr/bin/python3",
	[fileURLToPath(new URL("pictures.py", import.meta.url)), join(scratch, "pictures"), "1", "480"]);
const photo = readFileSync(join(scratch, "pictures/b00.jpg"));
let there = true;
/** @type {string[]} */
const asked = [];
const server = createServer((request, response) => {
	asked.push(String(request.url));
	if (request.url === "/me.jpg" && there)
		response.writeHead(200, { "Content-Type": "image/jpeg" }).end(photo);
	else
		response.writeHead(404).end();
});
await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
const place = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/me.jpg`;

const home = prepareHome(scratch, cheap);
home.register("chromium");
const browser = await Chromium.launch(home.path);
try {
	const page = await browser.first();
	/** What the host says. @param {string} method @param {object} [params] */
	const host = (method, params = {}) => page.evaluate(async (/** @type {string} */ name, /** @type {any} */ given) =>
		(await import(/** @type {any} */ ("/shared/rpc.js"))).host(name, given), method, params);
	/** What is kept of the last look. */
	const looked = () => page.evaluate(async () =>
		(await /** @type {any} */ (globalThis).chrome.storage.local.get("looked")).looked ?? null);
	/** @param {object} values */
	const keep = (values) => page.evaluate((/** @type {any} */ given) =>
		/** @type {any} */ (globalThis).chrome.storage.local.set(given), values);
	/** The hour comes. */
	const ring = () => page.evaluate(() =>
		/** @type {any} */ (globalThis).chrome.alarms.create("again", { when: Date.now() }));

	await host("ledger.create", { passphrase: "correct horse battery staple" });
	await keep({ set_up: true });
	const { job } = await host("page.check", { url: "", record: true, images: [{ id: 1, url: place }] });
	await until(page, async (/** @type {number} */ number) => {
		const { host: ask } = await import(/** @type {any} */ ("/shared/rpc.js"));
		return (await ask("photo.keep", { job: number, ids: [1] }).catch(() => ({ kept: [] }))).kept.length > 0;
	}, job);
	asked.length = 0;

	await ring();
	await sleep(3000);
	assert.deepEqual([await looked(), asked], [null, []], "nobody asked for it");

	await keep({ looks: { every: "day" } });
	await ring();
	await until(page, async () =>
		(await /** @type {any} */ (globalThis).chrome.storage.local.get("looked")).looked !== undefined);
	const { day, ...first } = await looked();
	assert.deepEqual(first, { there: 1, gone: 0, other: 0, unknown: 0, error: "" });
	assert.ok(asked.includes("/me.jpg"), String(asked));

	asked.length = 0;
	await ring();
	await sleep(3000);
	assert.deepEqual(asked, [], "not twice a day");

	there = false;
	await keep({ looked: { ...first, day: day - 2 * 86_400_000 } });
	await ring();
	await until(page, async () =>
		(await /** @type {any} */ (globalThis).chrome.storage.local.get("looked")).looked.there === 0);
	const { other, gone, there: still } = await looked();
	assert.deepEqual([still, other, gone], [0, 1, 0], "missing once is not gone");
	const { seen: [sighting] } = await host("photo.show", { id: 1 });
	assert.equal(sighting.gone, false);
	console.log("again: by the alarm, once a day, and only where it is wanted; missing once is not gone");
} finally {
	await browser.close();
	server.closeAllConnections();
	server.close();
}
