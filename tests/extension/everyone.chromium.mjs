// The pages for everyone, in a real Chromium with the real lenscap-host: in six
// languages on a narrow screen, from the right, in the user's own colours, and
// with no words that no translator was shown.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { extension } from "./browser.mjs";
import { passphrase, pictures, skip } from "./hosted.mjs";
import { withHost } from "./one_browser.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {Parameters<Parameters<typeof withHost>[0]>[3]} Hands */

const views = /** @type {const} */ ([["overview", "overview"], ["photos", "photo"], ["letters", "controller"],
	["cases", "case"], ["exposure", "audit-ask"], ["settings", "about"]]);

/** What is opened in a view, and what is there then. */
const inside = /** @type {Record<string, [press: string, then: string][]>} */ ({
	photos: [["open-photo", "details"]],
	cases: [["more", "case-details"], ["do-reply", "sheet"]],
});

/** A ledger with two photos and three letters, two to the same company. @param {Page} page @param {Hands} hands */
async function begin(page, { go, ask, see, until }) {
	await go("dashboard.html#photos");
	await see("set-up");
	await ask("ledger.create", { passphrase });
	await page.reload();
	await see("empty");
	const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (
		await page.$("[data-testid=files]"));
	await input.uploadFile(...["Garden", "Wood"].map((name) => `${pictures}${name}.jpg`));
	await until("document.querySelectorAll('[data-outcome=added]').length === 2");
	await ask("me.set", { values: { country: "fr", email: "a@example.org" } });
	for (const [to, asks] of [["clearview-ai", "access"], ["clearview-ai", "erasure"], ["pimeyes", "access"]])
		await ask("letter.draft", { to: [to], ask: [asks], again: true });
	await ask("case.sent", { case: 1, how: "email" });
}

/**
 * Show each view, and look at it.
 * @param {Page} page @param {Hands} hands @param {(view: string) => Promise<void>} look
 */
async function each(page, { go, see, click, until }, look) {
	// Loaded once, for what was chosen: a load costs more than all views.
	await page.goto("about:blank");
	await go(`dashboard.html#${views[0][0]}`);
	for (const [view, sign] of views) {
		await page.evaluate(`location.hash = "${view}"`);
		await until(`document.querySelector("[data-testid=nav-${view}][aria-current=page]")`);
		await see(sign);
		await look(view);
		for (const [press, then] of inside[view] ?? []) {
			// What was chosen before is remembered.
			if (!await page.$(`[data-testid="${then}"]`))
				await click(press);
			await see(then);
			await look(`${view}, ${then}`);
		}
		await page.keyboard.press("Escape");
	}
	await go("welcome.html");
	await page.waitForSelector("main[aria-busy=false]");
	await look("welcome");
}

/** @param {Page} page @param {string} language */
const choose = (page, language) =>
	page.evaluate(`(globalThis.browser ?? chrome).storage.local.set({ language: "${language}" })`);

/** What sticks out sideways. @param {Page} page @returns {Promise<string[]>} */
const sideways = (page) => /** @type {Promise<string[]>} */ (page.evaluate(`
	document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")].filter((one) => {
		const { left, right } = one.getBoundingClientRect();
		const hidden = one.closest(".visually-hidden, .skip") || !one.checkVisibility();
		return (right > innerWidth + 1 || left < -1) && !hidden;
	}).filter((one, at, all) => !all.some((other) => other !== one && one.contains(other)))
		.map((one) => one.outerHTML.slice(0, 160))`));

/** Controls whose names another has, too. @param {Page} page @returns {Promise<string[]>} */
const sameNames = (page) => /** @type {Promise<string[]>} */ (page.evaluate(`
	[...document.querySelectorAll("main :is(button, a[href], label.button, [type=checkbox], [type=radio])")]
		.filter((one) => one.checkVisibility())
		.map((one) => one.ariaLabel || (one.labels?.[0] ?? one).textContent.replace(/\\s+/g, " ").trim())
		.filter((name, at, all) => name === "" || all.indexOf(name) !== at)`));

/** What is broken though a narrow screen has room: a dialog's cross below its title, a fact beside its name.
 * @param {Page} page @returns {Promise<string[]>} */
const broken = (page) => /** @type {Promise<string[]>} */ (page.evaluate(`
	[...document.querySelectorAll("dialog[open] :is([data-testid=close], .facts-list dd)")].filter((one) => {
		const before = one.previousElementSibling.getBoundingClientRect(), here = one.getBoundingClientRect();
		return one.matches("dd") ? here.top < before.bottom - 1 : here.top >= before.bottom;
	}).map((one) => one.outerHTML.slice(0, 120))`));

/** What is no word of ours: companies, files, sizes, references, what the person told. */
const companies = readdirSync(new URL("../../host/share/controllers/", import.meta.url)).map((name) =>
	JSON.parse(readFileSync(new URL(`../../host/share/controllers/${name}`, import.meta.url), "utf8")).name);
const data = new RegExp(`^(${companies.map((name) => name.replace(/[.()+]/g, "\\$&")).join("|")}|`
	+ "[\\d.,]+ [kM]B|\\w+\\.jpg|LC-\\w+-\\w+|France|a@example\\.org|[A-Z]\\w+ \\d+, \\d+|"
	+ "English|PDF|SHA-256|PDQ|ISCC|[\\s·,:])+$");

/**
 * The text that is seen or heard and is in no brackets, as every message is here.
 * @param {Page} page @returns {Promise<string[]>}
 */
const unmarked = async (page) => (/** @type {string[]} */ (await page.evaluate(`{
	const own = "body [lang], code, pre, #me-country, [data-testid=filter-format], .brand, script, style,"
		+ "dl dd, .address, .page-name, [data-finding] > p:not(.row, .soft)"; // a file's own words (details.js)
	const texts = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const { parentElement, data } = walker.currentNode;
		if (!parentElement.closest(own))
			texts.push(data);
	}
	for (const one of document.querySelectorAll("[aria-label], [placeholder], [title]:not(.address)"))
		texts.push(one.ariaLabel ?? "", one.placeholder ?? "", one.title);
	texts.map((text) => text.replace(/⟦[^⟦⟧]*(⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧/gu, "").trim())
		.filter((text) => /\\p{L}{2}/u.test(text));
}`))).filter((text) => !data.test(text));

/** A copy of the extension with other words for English, and beginnings of Arabic. @returns {string} its folder */
function staged() {
	const folder = mkdtempSync(join(tmpdir(), "lenscap-words-"));
	cpSync(extension, folder, { recursive: true });
	const path = join(folder, "_locales/en/messages.json");
	const words = JSON.parse(readFileSync(path, "utf8"));
	for (const message of Object.values(words))
		message.message = `⟦${message.message}${" ~".repeat(Math.ceil(message.message.length / 6))}⟧`;
	writeFileSync(path, JSON.stringify(words));
	cpSync(new URL("ar.json", import.meta.url), join(folder, "_locales/ar/messages.json"));
	const module = join(folder, "shared/i18n.js");
	writeFileSync(module, readFileSync(module, "utf8")
		.replace("import en", 'import ar from "../_locales/ar/messages.json" with { type: "json" };\nimport en')
		.replace("const catalogues = {", "const catalogues = { ar,")
		.replace("export const languages = {", 'export const languages = { ar: "العربية",'));
	return folder;
}

/** @param {Page} page @param {Hands} hands */
async function languages(page, hands) {
	/** @type {string[]} */
	const faults = [];
	await page.setViewport({ width: 320, height: 640 });
	for (const language of ["en", "de", "fr", "it", "nl", "es"]) {
		await choose(page, language);
		await each(page, hands, async (view) => {
			assert.equal(await page.$eval("html", (one) => one.lang), language);
			faults.push(...(await sideways(page)).map((what) => `${language} ${view}: ${what}`),
				...(await broken(page)).map((what) => `${language} ${view}: broken: ${what}`),
				...(await sameNames(page)).map((what) => `${language} ${view}: two are called "${what}"`));
		});
	}
	assert.deepEqual(faults, []);
}

/** @param {Page} page @param {Hands} hands */
async function ownColours(page, hands) {
	await page.setViewport({ width: 1200, height: 900 });
	const session = await page.createCDPSession();
	await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
	await page.goto("about:blank");
	await hands.go("dashboard.html#letters");
	await hands.see("controller");
	await hands.click("kind-people_search");
	/** @param {string} selector @returns {Promise<string>} */
	const ground = (selector) => page.$eval(selector, (one) => getComputedStyle(one).backgroundColor);
	const theirs = await page.evaluate(() => {
		document.body.insertAdjacentHTML("beforeend", "<mark id=theirs></mark>");
		const one = /** @type {HTMLElement} */ (document.querySelector("#theirs"));
		one.style.setProperty("forced-color-adjust", "none");
		one.style.background = "Highlight";
		return getComputedStyle(one).backgroundColor;
	});
	assert.notEqual(theirs, await ground("nav a:not([aria-current])"));
	assert.equal(await ground("[aria-current=page]"), theirs, "the section");
	assert.equal(await ground("[aria-pressed=true]"), theirs, "a kind");
}

test("in a browser with a ledger", { skip }, (context) => withHost(async (_browser, page, _home, hands) => {
	await begin(page, hands);
	await context.test("six languages fit a narrow screen, and no two buttons have one name",
		() => languages(page, hands));
	await context.test("with the user's own colours, what is chosen still looks chosen", () => ownColours(page, hands));
}));

test("every word goes through the translators, long ones fit, and Arabic begins at the right", { skip }, async () => {
	const folder = staged();
	await withHost(async (_browser, page, _home, hands) => {
		await choose(page, "en").catch(() => {});
		await begin(page, hands);
		/** @type {string[]} */
		const faults = [];
		await choose(page, "en");
		await each(page, hands, async (view) => {
			faults.push(...(await unmarked(page)).map((what) => `${view}: no message: ${what}`));
			for (const width of [320, 1200]) {
				await page.setViewport({ width, height: 800 });
				faults.push(...(await sideways(page)).map((what) => `${view}, long words, ${width}: ${what}`));
			}
		});
		await page.evaluate("document.querySelector('h1').append('Plain words')");
		assert.deepEqual(await unmarked(page), ["Plain words"], "what no translator saw is found");
		await choose(page, "ar");
		await each(page, hands, async (view) => {
			assert.equal(await page.$eval("html", (one) => one.dir), "rtl");
			for (const width of [320, 1200]) {
				await page.setViewport({ width, height: 800 });
				faults.push(...(await sideways(page)).map((what) => `${view}, from the right, ${width}: ${what}`));
			}
		});
		assert.deepEqual(faults, []);
	}, folder).finally(() => rmSync(folder, { recursive: true, force: true }));
});
