// browser.mjs SCRATCH: what the extension waits for, in headless Chromium.
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Chromium } from "../e2e/browser/chromium.mjs";
import { prepareHome } from "../e2e/browser/home.mjs";
import { serve } from "../e2e/browser/site.mjs";

const scratch = process.argv[2] ?? "";
const pictures = join(scratch, "pictures");
execFileSync("/usr/bin/python3", ["tests/e2e/browser/pictures.py", pictures, "50"]);
const home = prepareHome(scratch);
home.register("chromium");
const site = await serve(pictures);
const browser = await Chromium.launch(home.path);
const median = (/** @type {number[]} */ list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;
const row = (/** @type {string} */ what, /** @type {string} */ value, /** @type {string} */ goal) => console.log(`  ${what.padEnd(66)} ${value.padStart(10)}   ${goal}`);
try {
	console.log("In Chromium, through the extension");
	const page = await browser.first();
	/** @type {number[]} */
	const first = await page.evaluate(async () => {
		const times = [];
		for (let turn = 0; turn < 21; turn++) {
			const began = performance.now();
			const port = /** @type {any} */ (globalThis).chrome.runtime.connectNative("org.lenscap.host");
			await new Promise((resolve) => {
				port.onMessage.addListener(resolve);
				port.postMessage({ jsonrpc: "2.0", id: 1, method: "session.hello", params: { protocol: [1, 1], features: [], client: { name: "bench", version: "1", language: "en" } } });
			});
			times.push(performance.now() - began);
			port.disconnect();
		}
		return times;
	});
	row("first reply after connect, process start included, median of 21", `${median(first).toFixed(1)} ms`, "goal 20");

	/** @type {Record<string, number[]>} */
	const rates = await page.evaluate(async () => {
		const { asker } = await import(/** @type {any} */ ("/shared/rpc.js"));
		const { end, sendBlob } = await import(/** @type {any} */ ("/shared/upload.js"));
		await asker.request("ledger.create", { passphrase: "correct horse battery staple" });
		const bytes = new Uint8Array(32 << 20);
		for (let at = 0; at < bytes.length; at += 65536)
			crypto.getRandomValues(bytes.subarray(at, at + 65536));
		const file = new File([bytes], "noise.jpg");
		// The port alone, without the background between.
		const port = /** @type {any} */ (globalThis).chrome.runtime.connectNative("org.lenscap.host");
		const waiting = new Map();
		let last = 0;
		port.onMessage.addListener((/** @type {any} */ message) => waiting.get(message.id)?.(message.result));
		const request = (/** @type {string} */ method, /** @type {object} */ params) => new Promise((resolve) => {
			waiting.set(++last, resolve);
			port.postMessage({ jsonrpc: "2.0", id: last, method, params });
		});
		const hello = await request("session.hello", { protocol: [1, 1], features: [], client: { name: "bench", version: "1", language: "en" } });
		await request("ledger.unlock", { passphrase: "correct horse battery staple" });
		const direct = { request, hello: () => Promise.resolve(hello) };
		/** @type {Record<string, number[]>} */
		const all = { port: [], dropped: [] };
		for (let turn = 0; turn < 5; turn++)
			for (const [name, ask] of [["port", direct], ["dropped", asker]]) {
				const began = performance.now();
				const upload = await sendBlob(ask, file, { purpose: "check", name: file.name });
				all[name]?.push(bytes.length / 1e3 / (performance.now() - began));
				// It is no picture, which is not what is measured.
				await end(ask, upload).catch(() => {});
			}
		return all;
	});
	row("32 MB of a file, read and sent through the port, median of 5", `${median(rates["port"] ?? []).toFixed(0)} MB/s`, "goal 60");
	row("the same dropped on the dashboard: through the background, too", `${median(rates["dropped"] ?? []).toFixed(0)} MB/s`, "");

	/** A page of fifty, from the click to the last answer that is drawn; median of five. */
	const fifty = async () => {
		const times = [];
		for (let turn = 0; turn < 5; turn++) {
			const tab = await browser.open(`${site.other}/bench`);
			const popup = await browser.action(tab);
			times.push(await popup.evaluate(async () => {
				const find = (/** @type {string} */ id) => document.querySelector(`[data-testid=${id}]`);
				while (!find("check"))
					await new Promise((resolve) => setTimeout(resolve, 20));
				const began = performance.now();
				/** @type {any} */ (find("check")).click();
				const shown = () => document.querySelectorAll("[data-testid=picture][data-status=new]").length;
				// Rows are drawn in turn: the last may come after the word that all is done.
				while (!find("finished") || shown() < 50) {
					if (performance.now() - began > 30_000)
						throw new Error(`${shown()} pictures, not 50`);
					await new Promise((resolve) => setTimeout(resolve, 5));
				}
				return performance.now() - began;
			}));
			await tab.close();
			// Its site takes sixty questions at once; give it time to forget them.
			await new Promise((resolve) => setTimeout(resolve, 7000));
		}
		return `${(median(times) / 1000).toFixed(2)} s`;
	};
	row("a page of 50 pictures from this machine, click to last answer", await fifty(), "goal 1.0");
	const mine = readdirSync("/usr/share/backgrounds").filter((name) => name.endsWith(".jpg"));
	execFileSync("lenscap", ["photos", "add", "--home", home.ledger, ...mine.map((name) => join("/usr/share/backgrounds", name))],
		{ input: "correct horse battery staple\n", stdio: ["pipe", "ignore", "inherit"] });
	row(`the same, compared with ${mine.length} photos that are not there`, await fifty(), "");
} finally {
	await browser.close();
	site.close();
}
