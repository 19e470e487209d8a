// The pages, in a real Chromium with the extension loaded and no host: what
// they say then, that axe-core finds nothing to object to, in light and dark
// and at 200 %, and that they can be used without a mouse.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extension, ID, testInPage } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const inPage = testInPage({ extensions: [extension] });
const pages = ["welcome", "popup", "dashboard"];

/** @param {import("puppeteer-core").Page} page @param {object} only of the rules */
async function violations(page, only = {}) {
	if (!await page.evaluate("'axe' in window"))
		await page.evaluate(axe);
	const { violations: list } = /** @type {any} */ (await page.evaluate(
		`axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], ...only })})`));
	return list.map((/** @type {any} */ entry) =>
		`${entry.id}: ${entry.nodes.map((/** @type {any} */ node) => node.html).join(" ")}`);
}

inPage("without a host every page says so, and what to do", async (page, browser) => {
	/** @type {string[]} */
	const complaints = [];
	page.on("pageerror", (error) => complaints.push(String(error)));
	page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
	for (const name of pages)
		for (const [width, zoom] of [[1200, 1], [640, 2]]) {
			await page.setViewport({ width: width ?? 0, height: 800, deviceScaleFactor: zoom ?? 1 });
			await page.goto(`chrome-extension://${ID}/pages/${name}.html`);
			await page.waitForSelector("main[aria-busy=false] [data-testid=problem]");
			assert.equal(await page.$eval(
				"[data-testid=problem]", (element) => element.getAttribute("data-code")), "host_missing");
			for (const scheme of ["light", "dark"]) {
				await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
				// Of the rules only one depends on the colours.
				assert.deepEqual(await violations(page, scheme === "dark" ? { runOnly: ["color-contrast"] } : {}), [],
					`${name} ${scheme} ${width}`);
				assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
					`${name} needs no sideways scrolling at ${width}`);
			}
		}
	await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
	await page.setViewport({ width: 320, height: 800 });
	await page.click("[data-testid=set-up]");
	const welcome = await (await browser.waitForTarget((target) => target.url().endsWith("welcome.html"))).page();
	await welcome?.waitForSelector("[data-testid=demo-open]");
	await welcome?.$eval("[data-testid=demo-open]", (button) => /** @type {any} */ (button).click());
	await browser.waitForTarget((target) => target.url().endsWith("demo.html"));
	for (const [view, sign] of [["overview", "site"], ["photos", "photo"], ["letters", "controller"],
		["cases", "case"]]) {
		await page.goto("about:blank");
		await page.goto(`chrome-extension://${ID}/pages/demo.html#${view}`);
		await page.waitForSelector(`[data-testid=demo] ~ * [data-testid=${sign}]`);
		await page.waitForSelector("img[src^='data:image/svg+xml'], [data-testid=cases-found], .sites");
		assert.equal(await page.$("[data-testid=problem]"), null);
		assert.deepEqual(await violations(page), [], `demo ${view}`);
		assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), `demo ${view} at 320`);
	}
	assert.deepEqual(complaints, []);
});

inPage("every control is reached by the Tab key, in the language of the browser", async (page) => {
	await page.goto(`chrome-extension://${ID}/pages/welcome.html`);
	await page.waitForSelector("[data-testid=step-no-host]");
	for (const [language, words] of [
		["de", "Noch einmal suchen"], ["fr", "Chercher à nouveau"], ["en", "Look again"]]) {
		await page.evaluate(`(globalThis.browser ?? chrome).storage.local.set({ language: "${language}" })`);
		await page.reload();
		await page.waitForSelector("[data-testid=step-no-host]");
		assert.equal(await page.$eval("html", (element) => element.lang), language);
		assert.equal((await page.$eval("[data-testid=look-again]", (element) => element.textContent))?.trim(), words);
	}
	await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
	const controls = await page.$$eval("button, a[href], input, select", (list) => list.length);
	const reached = new Set();
	for (let at = 0; at < controls + 2; at++) {
		await page.keyboard.press("Tab");
		reached.add(await page.evaluate(
			"[...document.querySelectorAll('button, a[href], input, select')].indexOf(document.activeElement)"));
	}
	reached.delete(-1);
	assert.equal(reached.size, controls);
});
