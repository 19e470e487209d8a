// The pages, in a real Chromium with the extension loaded and no host: what
// they say then, that axe-core finds nothing to object to, in light and dark
// and at 200 and 400 %, and that they can be used without a mouse.
import assert from "node:assert/strict";
import { extension, ID } from "./browser.mjs";
import { objections } from "./hosted.mjs";
import { testInPage } from "./one_browser.mjs";

const inPage = testInPage(extension);
const pages = ["welcome", "popup", "dashboard"];

/** A page as it was found: photos of which one has a searchable face, one none, and of one nobody knows. */
const audit = { number: 1, status: "audit", url: "https://a.example/me", access: "public", why: "ok", title: "Me",
	words: "", grade: "C", grade_most: "D", points: 6, points_most: 9, photos: 3, compared: true,
	unlearned: [{ url: "x", why: "slow" }],
	exposed: [{ kind: "photo_public", severity: "high", points: 4, label: "", subject: "https://a.example/p.jpg",
		detail: "", sure: true, who: "you", remedy: "", where: { setting: "Settings", source: "a.example" } }],
	machines: { search: { told: "allowed", by: "" }, archive: { told: "unknown", by: "" },
		ai: { told: "partly", by: "x" } },
	served: [{ faces_state: "looked", faces_count: 2, faces_width: 1240, faces_least: 52 },
		{ faces_state: "looked", faces_count: 0, faces_width: 0, faces_least: 52 }, { faces_state: "missing" }].map(
		(faces, at) => ({ ...faces, url: `https://a.example/a-long-name-with-no-place-to-be-${at}.jpg`, photo: at + 1,
			width: 1280, height: 960, original: { width: 4032, height: 3024 },
			larger: { url: "y", width: 2560, height: 1920 } })) };

/** What the section of exposure shows of it. @param {import("puppeteer-core").Page} page */
async function audited(page) {
	for (const language of ["en", "de", "fr", "it", "nl", "es"]) {
		await page.evaluate(async (/** @type {any} */ answer, /** @type {any} */ code) => {
			const load = (/** @type {string} */ name) => import(name);
			const [{ background }, { view }, { render }, { setLanguage }] = await Promise.all(["/shared/rpc.js",
				"/pages/views/exposure.js", "/vendor/lit-html/lit-html.js", "/shared/i18n.js"].map(load));
			setLanguage(code);
			background.play(async (/** @type {any} */ _, /** @type {any} */ { method }) =>
				method === "exposure.audit" ? { audits: [answer] } : { pages: [], thumbnails: [] });
			const main = document.createElement("main"), heading = document.createElement("h1");
			const place = document.createElement("div"), live = document.createElement("p");
			heading.textContent = live.id = "live";
			live.role = "status";
			main.append(heading, place);
			document.body.replaceChildren(main, live);
			/** @type {any} */ let open;
			const redraw = () => open && render(open.draw(), place);
			open = view.open({ redraw, more: () => "https%3A%2F%2Fa.example%2Fme" });
			redraw();
			/** @type {any} */ (document.querySelector("[data-testid=audit-ask]")).click();
		}, audit, language);
		await page.waitForSelector("[data-testid=served] ~ [data-testid=served]");
		for (const value of language === "en" ? ["light", "dark"] : []) {
			await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
			assert.deepEqual(await objections(page), [], `audit ${value}`);
		}
		assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), `audit ${language}`);
	}
}

inPage("without a host every page says so, and what to do", async (page, browser) => {
	/** @type {string[]} */
	const complaints = [];
	page.on("pageerror", (error) => complaints.push(String(error)));
	page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
	for (const name of pages)
		for (const [width, zoom] of [[1200, 1], [640, 2], [320, 4]]) {
			await page.setViewport({ width: width ?? 0, height: 800, deviceScaleFactor: zoom ?? 1 });
			await page.goto(`chrome-extension://${ID}/pages/${name}.html`);
			await page.waitForSelector("main[aria-busy=false] [data-testid=problem]");
			assert.equal(await page.$eval(
				"[data-testid=problem]", (element) => element.getAttribute("data-code")), "host_missing");
			for (const scheme of ["light", "dark"]) {
				await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
				// Of the rules only one depends on the colours.
				assert.deepEqual(await objections(page, scheme === "dark"), [],
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
		assert.deepEqual(await objections(page), [], `demo ${view}`);
		assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), `demo ${view} at 320`);
	}
	await page.$eval("[data-testid=outcomes]", (button) => /** @type {any} */ (button).click());
	await page.waitForSelector("[data-testid=outcomes-sheet]");
	assert.deepEqual(await objections(page), [], "the card for a campaign");
	await audited(page);
	assert.deepEqual(complaints, []);
});

inPage("our name stands on one line, beside whatever a language has there", async (page) => {
	await page.setViewport({ width: 320, height: 800 });
	await page.goto(`chrome-extension://${ID}/pages/popup.html`);
	await page.evaluate("(globalThis.browser ?? chrome).storage.local.set({ language: 'fr' })");
	await page.reload();
	await page.waitForSelector("main[aria-busy=false] [data-testid=problem]");
	assert.equal(await page.$eval(".brand", (one) => {
		const words = document.createRange();
		words.selectNodeContents(/** @type {Node} */ (one.lastChild));
		return new Set([...words.getClientRects()].map(({ top }) => top)).size;
	}), 1);
	assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
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
