// run_browser.mjs FOLDER SCREENSHOTS: the extension on a sample profile that this
// machine serves.  On a desktop it leaves the browser to you; without a display
// it does what you would do, says what it found, and keeps pictures of it.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Chromium } from "../tests/e2e/browser/chromium.mjs";
import { prepareHome } from "../tests/e2e/browser/home.mjs";
import { serve } from "../tests/e2e/browser/site.mjs";

const [folder = "", shots = ""] = process.argv.slice(2);
const home = prepareHome(folder);
const pictures = join(folder, "pictures");
execFileSync("/usr/bin/python3", [new URL("../tests/e2e/browser/pictures.py", import.meta.url).pathname, pictures]);
home.register("chromium");
const site = await serve(pictures);
const desktop = Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
const browser = await Chromium.launch(home.path, { headless: !desktop, sandbox: process.getuid?.() !== 0 });

/** @param {any} page @param {string} id */
async function wait(page, id) {
	for (const end = Date.now() + 30_000; Date.now() < end;) {
		if (await page.evaluate((/** @type {string} */ name) => Boolean(document.querySelector(`[data-testid="${name}"]:not(:disabled)`)), id))
			return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`${id} did not appear`);
}

/** @param {string} url @param {string} name of the screenshot */
async function check(url, name) {
	const tab = await browser.open(url);
	await tab.evaluate("window.ready");
	const popup = await browser.action(tab);
	await wait(popup, "check");
	await popup.click("check");
	await wait(popup, "finished");
	const found = await popup.evaluate(() => [...document.querySelectorAll("[data-testid=picture]")].map((element) => ({
		status: element.getAttribute("data-status") ?? "", url: element.getAttribute("data-url") ?? "", text: element.textContent?.replace(/\s+/g, " ").trim() })));
	await popup.shot(join(shots, `${name}.png`));
	/** @type {Record<string, number>} */
	const counts = {};
	for (const { status } of found)
		counts[status] = (counts[status] ?? 0) + 1;
	console.log(`  ${url}: ${found.length} pictures; ${Object.entries(counts).map(([status, count]) => `${count} ${status.replace("_", " ")}`).join(", ")}`);
	for (const { text } of found.filter((/** @type {any} */ entry) => entry.status === "mine"))
		console.log(`    yours: ${text}`);
	return { tab, popup };
}

async function drive() {
	mkdirSync(shots, { recursive: true });
	const page = await browser.first();
	await wait(page, "passphrase");
	await page.type("passphrase", "a passphrase for this trial");
	await page.type("passphrase-again", "a passphrase for this trial");
	await wait(page, "create");
	await page.click("create");
	await wait(page, "written");
	await page.click("written");
	await wait(page, "continue");
	await page.click("continue");
	await wait(page, "open-dashboard");
	await page.shot(join(shots, "1-welcome.png"));
	console.log("  a ledger was made for this trial");

	const { tab, popup } = await check(`${site.own}/`, "2-profile");
	await popup.evaluate((/** @type {string[]} */ names) => names.forEach((name) =>
		/** @type {any} */ (document.querySelector(`[data-url$="/${name}"] [data-testid=choose]`)).click()), ["garden.jpg", "wings.jpg", "wood.jpg", "storm.jpg", "ladybird.jpg"]);
	await wait(popup, "keep");
	await popup.click("keep");
	for (let kept = 0; kept < 5;)
		kept = await popup.evaluate(() => document.querySelectorAll("[data-testid=picture] .tag.good").length);
	console.log("  five of them kept as mine");
	await tab.close();
	await check(`${site.other}/`, "3-another-site");
	const dashboard = await browser.open(browser.url("pages/dashboard.html"));
	await wait(dashboard, "photo");
	await new Promise((resolve) => setTimeout(resolve, 500));
	await dashboard.shot(join(shots, "4-dashboard.png"));
	console.log(`  screenshots: ${shots}`);
}

try {
	if (desktop) {
		await browser.first();
		await browser.open(`${site.own}/`);
		console.log(`  Chromium is open on a profile of this machine: ${site.own}/
  In the first tab make a ledger; then, on the profile, click Lenscap's button (behind the
  puzzle piece) and "Check this page".  Keep some, and check ${site.other}/ as well.
  All of it lies in ${folder}.  Close the browser to end.`);
		await browser.closed();
	} else
		await drive();
} finally {
	await browser.close().catch(() => {});
	site.close();
}
