// overview.mjs SCRATCH: how long the dashboard takes to show the overview of SCRATCH/ledger, which bench_casework wrote:
// from its address to the last row that is drawn, in headless Chromium with the real host.
import { readFileSync } from "node:fs";
import { Chromium } from "../e2e/browser/chromium.mjs";
import { prepareHome } from "../e2e/browser/home.mjs";
import { traced } from "./traced.mjs";

const home = prepareHome(process.argv[2] ?? "");
home.register("chromium");
/** What the host has had of the processor, in milliseconds; Linux counts in hundredths of a second. */
const hostTook = () => readFileSync(`/proc/${home.hostsLeft().at(-1)}/stat`, "utf8").split(") ")[1]?.split(" ")
	.slice(11, 13).reduce((sum, ticks) => sum + 10 * Number(ticks), 0) ?? 0;
const browser = await Chromium.launch(home.path);
try {
	const first = await browser.first();
	await first.evaluate(async () => {
		const { host } = await import(/** @type {any} */ ("/shared/rpc.js"));
		await host("ledger.unlock", { passphrase: "correct horse battery staple" });
		await /** @type {any} */ (globalThis).chrome.storage.local.set({ set_up: true });
	});
	for (let round = 0; round < 3; round++) {
		const tab = await browser.open("about:blank");
		const end = await traced(tab.page);
		const before = hostTook();
		await tab.goto(browser.url("pages/dashboard.html#overview"));
		const shown = await tab.evaluate(async () => {
			const rows = () => document.querySelectorAll("[data-testid=site]").length;
			while (rows() === 0)
				await new Promise((resolve) => setTimeout(resolve, 5));
			// Two frames later all that was to be drawn has been.
			await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
			return { sites: rows(), nodes: document.querySelectorAll("*").length, clock: performance.now() };
		});
		const tasks = await end();
		const sum = tasks.reduce((all, one) => all + one, 0);
		console.log(`  overview in the dashboard, ${shown.sites} sites, ${shown.nodes} elements: ` +
			`of the page's thread ${sum.toFixed(0)} ms, its longest task ${Math.max(...tasks).toFixed(0)} ms, ` +
			`of the host ${hostTook() - before} ms; by the clock ${shown.clock.toFixed(0)} ms (goal 1000)`);
		await tab.close();
	}
} finally {
	await browser.close();
}
