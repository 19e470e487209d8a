// popup.mjs SCRATCH [PICTURES [SECONDS [PIXELS]]]: a page of five thousand pictures in headless Chromium: are all of
// them compared, and does the popup answer all the while?  After so many seconds the check is stopped.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { Chromium } from "../e2e/browser/chromium.mjs";
import { prepareHome } from "../e2e/browser/home.mjs";
import { traced } from "./traced.mjs";

const ALL = Number(process.argv[3] ?? 5000);
const SECONDS = Number(process.argv[4] ?? 3600);
const SITES = 100; // one site is not asked more than eight times a second
const scratch = process.argv[2] ?? "";
const pictures = join(scratch, "thumbnails");
execFileSync("/usr/bin/python3", ["tests/e2e/browser/pictures.py", pictures, "50", process.argv[5] ?? "240"]);
const files = readdirSync(pictures).map((name) => readFileSync(join(pictures, name)));
const row = (/** @type {string} */ what, /** @type {string} */ value, /** @type {string} */ goal) =>
	console.log(`  ${what.padEnd(66)} ${value.padStart(10)}   ${goal}`);

/** A picture of its own for each number: its comment says which. @param {number} at */
function picture(at) {
	const file = files[at % files.length] ?? Buffer.alloc(0);
	const comment = Buffer.from([0xff, 0xfe, 0, 6, 0, 0, at >> 8, at & 255]);
	return Buffer.concat([file.subarray(0, 2), comment, file.subarray(2)]);
}

let port = 0;
const server = createServer((request, response) => {
	const at = Number(/^\/p\/(\d+)\.jpg$/.exec(String(request.url))?.[1] ?? -1);
	const image = (/** @type {number} */ n) => `<img src="http://127.0.1.${n % SITES + 1}:${port}/p/${n}.jpg"
		alt="Picture ${n}" width=120 height=90 loading=lazy>`;
	if (at >= 0)
		response.writeHead(200, { "Content-Type": "image/jpeg" }).end(picture(at));
	else if (request.url === "/")
		response.writeHead(200, { "Content-Type": "text/html" }).end(`<!doctype html><html lang="en"><title>Many</title>
			${Array.from({ length: ALL }, (_, n) => image(n)).join("\n")}`);
	else
		response.writeHead(404).end();
});
await new Promise((done) => server.listen(0, "0.0.0.0", () => done(null)));
port = /** @type {any} */ (server.address()).port;

/** In the popup: stop what is not finished. */
async function stop() {
	const find = (/** @type {string} */ id) => document.querySelector(`[data-testid=${id}]`);
	const cancel = /** @type {HTMLElement | null} */ (find("cancel"));
	if (!cancel)
		return null;
	const done = find("running")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
	const began = performance.now();
	cancel.click();
	while (!find("cancelled"))
		await new Promise((resolve) => setTimeout(resolve, 5));
	return { done, took: performance.now() - began };
}

const home = prepareHome(scratch);
home.register("chromium");
const browser = await Chromium.launch(home.path);
/** A line of /proc/PID/status of the host. @param {string} name */
const hostSays = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`)
	.exec(readFileSync(`/proc/${home.hostsLeft().at(-1)}/status`, "utf8"))?.[1] ?? 0);
try {
	const welcome = await browser.first();
	await welcome.evaluate(async () => {
		const { host } = await import(/** @type {any} */ ("/shared/rpc.js"));
		await host("ledger.create", { passphrase: "correct horse battery staple" });
	});
	const tab = await browser.open(`http://127.0.0.1:${port}/`);
	const popup = await browser.action(tab);
	await popup.page.waitForSelector("[data-testid=check]");
	const watched = await traced(popup.page);
	const began = performance.now();
	await popup.click("check");
	await popup.page.waitForSelector("[data-testid=running]");
	let heap = 0;
	const seconds = () => (performance.now() - began) / 1000;
	while (seconds() < SECONDS && !await popup.evaluate(() => document.querySelector("[data-testid=finished]"))) {
		await new Promise((resolve) => setTimeout(resolve, 1000));
		heap = Math.max(heap, await popup.evaluate(() => /** @type {any} */ (performance).memory.usedJSHeapSize));
	}
	const took = seconds();
	const stopped = await popup.evaluate(stop);
	const tasks = await watched();
	console.log(`In Chromium, a page of ${ALL} pictures, through the extension`);
	row(stopped ? `stopped when so many were compared: ${stopped.done}` : "all compared, click to last answer",
		`${took.toFixed(1)} s`, "");
	if (stopped)
		row("from the click that stopped it to the popup's word", `${stopped.took.toFixed(0)} ms`, "goal 100");
	row(`of ${tasks.length} tasks of the popup the longest`, `${Math.max(...tasks).toFixed(0)} ms`, "goal 100");
	row("longer than 100 ms", `${tasks.filter((task) => task > 100).length}`, "goal 0");
	row("memory of the popup's objects, at most", `${(heap / 1e6).toFixed(0)} MB`, "");
	row("memory of the host, at most", `${(hostSays("VmHWM") / 1e3).toFixed(0)} MB`, "");
} finally {
	await browser.close();
	server.closeAllConnections();
	server.close();
}
