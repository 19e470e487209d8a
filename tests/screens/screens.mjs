// screens.mjs OUT: the extension's pages as they look in states, languages, themes and widths,
// in a real Chromium with the real host; a contact sheet of them, and what is wrong by script:
// what sticks out, what is cut off, what nobody translated; in English also what axe-core says.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { aProfile, objections, openPopup, passphrase, pictures, skip, withHost } from "../extension/hosted.mjs";

const [out = "build/screens"] = process.argv.slice(2);
const LANGUAGES = (process.env["LANGUAGES"] ?? "en,de,fr,it,nl,es").split(",");
/** Languages in which states are shown that have few words. */
const STATES = LANGUAGES.slice(0, 3);
/** What a medium says of itself, by the theme that it stands for. */
const THEMES = {
	light: [{ name: "prefers-color-scheme", value: "light" }, { name: "forced-colors", value: "none" }],
	dark: [{ name: "prefers-color-scheme", value: "dark" }, { name: "forced-colors", value: "none" }],
	forced: [{ name: "prefers-color-scheme", value: "light" }, { name: "forced-colors", value: "active" }],
};
/** Those that are asked for. */
const SHOWN = (process.env["THEMES"] ?? Object.keys(THEMES).join(",")).split(",");
const WIDTHS = [1200, 640, 320];
/** Of the states those that are asked for, by a part of their names: "popup|locked". */
const ONLY = new RegExp(process.env["ONLY"] ?? "");
const VIEWS = (process.env["VIEWS"] ?? "overview,photos,exposure,letters,cases,settings").split(",");

/** @param {string} language @returns {Record<string, {message: string}>} */
const messages = (language) => JSON.parse(readFileSync(
	fileURLToPath(new URL(`../../extension/_locales/${language}/messages.json`, import.meta.url)), "utf8"));
const english = messages("en");

/** English sentences that this language says in another way, or should. @param {string} language */
const foreign = (language) => Object.entries(english)
	.filter(([key, { message }]) => messages(language)[key]?.message !== message)
	.map(([, { message }]) => message).filter((text) => / \w/.test(text) && !text.includes("{"));

/** What is wrong on the page as it stands. Runs in the page.
 * @param {string[]} sentences that should be in another language
 * @param {string[]} keys that should be words */
function wrongs(sentences, keys) {
	const seen = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("body *")]).filter((one) =>
		one.checkVisibility({ visibilityProperty: true }) && !one.closest(".visually-hidden, .skip, option"));
	const name = (/** @type {HTMLElement} */ one) => one.outerHTML.replace(/<!--.*?-->/g, "").slice(0, 110);
	const found = [];
	if (document.documentElement.scrollWidth > innerWidth)
		found.push(...seen.filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
			.slice(-2).map((one) => `sticks out: ${name(one)}`));
	for (const one of seen) {
		const style = getComputedStyle(one);
		const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
		if (own && style.overflowX !== "visible" && style.overflowX !== "auto" && one.scrollWidth > one.clientWidth + 1
			&& !one.title)
			found.push(`cut off: ${name(one)}`);
	}
	const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
	for (const one of seen) {
		const text = one instanceof HTMLInputElement ? !one.value && one.placeholder
			: one instanceof HTMLSelectElement && one.selectedOptions[0]?.text;
		if (!text)
			continue;
		const style = getComputedStyle(one);
		ruler.font = style.font;
		const room = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
		if (ruler.measureText(text).width > room)
			found.push(`cut off: "${text}" in ${name(one)}`);
	}
	const said = new Set(seen.flatMap((one) => [...one.childNodes].filter((node) => node.nodeType === 3)
		.map((node) => node.textContent?.replace(/\s+/g, " ").trim() ?? "")));
	found.push(...sentences.filter((text) => said.has(text)).map((text) => `English: ${text}`));
	found.push(...keys.filter((key) => key.includes("_") && said.has(key)).map((key) => `key: ${key}`));
	return found;
}

/** @type {{file: string, wrong: string[]}[]} */
const shots = [];

/**
 * Every language, theme and width of one page.
 * @param {import("puppeteer-core").Page} page @param {string} what @param {() => Promise<unknown>} show
 * @param {string[]} [languages]
 */
async function each(page, what, show, languages = LANGUAGES) {
	if (!ONLY.test(what))
		return;
	const medium = await page.createCDPSession();
	for (const language of languages) {
		await page.evaluate((/** @type {string} */ chosen) =>
			/** @type {any} */ (globalThis).chrome.storage.local.set({ language: chosen }), language);
		for (const width of WIDTHS) {
			await page.setViewport({ width, height: 800 });
			// Of a page that is loaded with forced colours Chromium keeps the white ground.
			await medium.send("Emulation.setEmulatedMedia", { features: THEMES.light });
			await show();
			for (const theme of /** @type {(keyof typeof THEMES)[]} */ (SHOWN)) {
				await medium.send("Emulation.setEmulatedMedia", { features: THEMES[theme] });
				const file = `${what}-${language}-${width}-${theme}.png`;
				await page.screenshot({ path: join(out, file), fullPage: true, optimizeForSpeed: true });
				const wrong = theme === "light" ? await look(page, language) : [];
				if (language === "en")
					wrong.push(...(await objections(page, theme !== "light")).map((one) => `axe: ${one.slice(0, 300)}`));
				shots.push({ file, wrong });
				if (wrong.length)
					console.log(`${file}\n  ${[...new Set(wrong)].slice(0, 6).join("\n  ")}`);
			}
		}
	}
	await medium.detach();
}

/** @param {import("puppeteer-core").Page} page @param {string} language @returns {Promise<string[]>} */
const look = (page, language) =>
	page.evaluate(wrongs, language === "en" ? [] : foreign(language), Object.keys(english));

/** What is planted in a page of ours is found: each of the four kinds, and nothing else.
 * @param {import("puppeteer-core").Page} page in German */
async function trust(page) {
	const kinds = async () => (await look(page, "de")).map((one) => one.split(":")[0]).sort().join();
	const before = await kinds();
	await page.evaluate((/** @type {string} */ untranslated) => {
		const plant = (/** @type {string} */ text, /** @type {Record<string, string>} */ style = {}) => {
			const one = document.createElement("p");
			one.className = "planted";
			one.textContent = text;
			Object.assign(one.style, style); // a style in the markup is refused
			document.body.append(one);
		};
		plant("", { width: "3000px", height: "9px" });
		plant("mitten im Wort abgeschnitten", { width: "40px", overflow: "hidden", whiteSpace: "nowrap" });
		plant("empty_title");
		const narrow = document.createElement("input");
		narrow.placeholder = "was hier nicht hineinpasst";
		narrow.className = "planted";
		narrow.style.width = "40px";
		document.body.append(narrow);
		plant(untranslated);
		plant("Kein Wort Englisch");
	}, english["empty_text"]?.message ?? "");
	const after = await kinds();
	await page.evaluate(() => document.querySelectorAll(".planted").forEach((one) => one.remove()));
	if (before !== "" || after !== "English,cut off,cut off,key,sticks out")
		throw new Error(`before anything is planted: "${before}"; planted faults are seen as: ${after}`);
	console.log("planted: what sticks out, what is cut off, an English sentence, a key: each found");
}

/** Pictures beside each other, forty to a sheet. @param {import("puppeteer-core").Browser} browser */
async function sheets(browser) {
	const page = await browser.newPage();
	await page.setViewport({ width: 1600, height: 1200 });
	const files = readdirSync(out).filter((name) => name.endsWith(".png") && !name.startsWith("sheet"));
	for (let at = 0, sheet = 1; at < files.length; at += 40, sheet++) {
		const figures = files.slice(at, at + 40).map((name) => `<figure><img src="data:image/png;base64,${
			readFileSync(join(out, name)).toString("base64")}"><figcaption>${name.slice(0, -4)}</figcaption></figure>`);
		await page.setContent(`<style>body { display: grid; grid-template-columns: repeat(8, 1fr); gap: 6px; margin: 6px;
			font: 11px sans-serif } figure { margin: 0 } img { width: 100%; height: 150px; object-fit: contain;
			object-position: top; background: #999 }</style>${figures.join("")}`);
		await page.screenshot({ path: join(out, `sheet-${sheet}.png`), fullPage: true });
	}
	await page.close();
}

if (skip) {
	console.log(skip);
	process.exit(77);
}
mkdirSync(out, { recursive: true });
await withHost(async (browser, page, home, { ask, click, go, see, until }) => {
	const at = (/** @type {string} */ view, /** @type {string} */ sign) => async () => {
		await page.goto("about:blank");
		await go(`dashboard.html#${view}`);
		await see(sign);
		await new Promise((resolve) => setTimeout(resolve, 300));
	};
	await go("welcome.html");
	await each(page, "welcome-create", async () => { await go("welcome.html"); await see("step-create"); },
		STATES);
	for (const view of ["overview", "photos", "letters", "cases"])
		await each(page, `demo-${view}`, async () => {
			await page.goto("about:blank");
			await go(`demo.html#${view}`);
			await see("demo");
			await new Promise((resolve) => setTimeout(resolve, 300));
		});
	await go("dashboard.html");
	await see("set-up");
	await ask("ledger.create", { passphrase });
	await each(page, "photos-empty", at("photos", "empty"), STATES);
	await page.evaluate("chrome.storage.local.set({ language: 'de' })");
	await at("photos", "empty")();
	await trust(page);
	await each(page, "cases-empty", at("cases", "empty"), STATES);
	await at("photos", "empty")();
	const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (
		await page.$("[data-testid=files]"));
	const names = readdirSync(pictures).filter((name) => name.endsWith(".jpg")).slice(0, 6);
	await input.uploadFile(...names.map((name) => pictures + name));
	await until(`document.querySelectorAll('[data-outcome=added]').length === ${names.length}`);
	await ask("me.set", { values: { country: "fr", email: "a@example.org" } });
	for (const [to, asks] of [["clearview-ai", "access"], ["clearview-ai", "erasure"], ["pimeyes", "access"]])
		await ask("letter.draft", { to: [to], ask: [asks], again: true });
	await ask("case.sent", { case: 1, how: "email" });
	const signs = { overview: "overview", photos: "photo", exposure: "audit-ask", letters: "controller", cases: "case",
		settings: "about" };
	for (const view of VIEWS)
		await each(page, `${view}-many`, at(view, signs[/** @type {keyof typeof signs} */ (view)]));
	/** @param {string} view @param {string} sign @param {string} press @param {string} then */
	const opened = (view, sign, press, then) => async () => {
		await at(view, sign)();
		await click(press);
		await see(then);
	};
	await each(page, "photos-details", opened("photos", "photo", "open-photo", "details"), STATES);
	await each(page, "cases-details", opened("cases", "case", "more", "case-details"), STATES);
	const choose = opened("letters", "controller", "controller", "meter");
	await each(page, "letters-choosing", async () => {
		// What was chosen last time is kept, and would be put away.
		await page.evaluate("chrome.storage.session.remove('letters_draft')");
		await choose();
	}, STATES);
	const site = await aProfile();
	const tab = await browser.newPage();
	await tab.goto(`http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (site.address()).port}/`);
	/** It may look at the tab for as long as the browser likes: not for that of a hundred pictures. */
	const grant = () => openPopup(browser, tab);
	const open = await grant();
	// The same popup in a tab, which no click elsewhere closes.
	const number = await open.evaluate("chrome.tabs.query({ active: true }).then(([one]) => one.id)");
	const popup = (/** @type {string} */ sign) => async () => {
		await page.bringToFront();
		await go(`popup.html?tab=${number}`);
		await see(sign);
		await new Promise((resolve) => setTimeout(resolve, 300));
	};
	await page.bringToFront();
	await each(page, "popup-start", popup("check"));
	await grant();
	await popup("check")();
	await click("check");
	await each(page, "popup-checked", popup("finished"));
	const host = Number(readFileSync(join(home, "pid"), "utf8"));
	await each(page, "popup-busy", async () => {
		process.kill(host, "SIGCONT");
		// What it was asked while it stood still comes first, and on a busy machine that may take its time.
		for (let patience = 5; !await ask("ledger.status").catch(() => patience-- <= 0);)
			;
		await grant();
		await popup("finished")();
		process.kill(host, "SIGSTOP"); // whom it waits for
		await click("check-again");
		await see("running");
	}, STATES);
	process.kill(host, "SIGCONT");
	await tab.close();
	site.closeAllConnections();
	site.close();
	await page.evaluate("chrome.storage.session.set({ locked: true })");
	await ask("ledger.lock");
	await each(page, "photos-locked", at("photos", "unlock-form"));
	await each(page, "popup-locked", async () => { await go("popup.html"); await see("unlock-form"); }, STATES);
	rmSync(join(dirname(home), "NativeMessagingHosts"), { recursive: true });
	process.kill(host);
	for (const name of ["dashboard", "popup", "welcome"])
		await each(page, `${name}-no-host`, async () => { await go(`${name}.html`); await see("problem"); }, STATES);
	await sheets(browser);
});
const wrong = shots.filter((shot) => shot.wrong.length > 0);
writeFileSync(join(out, "wrong.json"), JSON.stringify(wrong, null, 1));
console.log(`${shots.length} pictures, ${wrong.length} with something that sticks out, is cut off or is English;`,
	`${out}/sheet-*.png`);
process.exit(wrong.length ? 1 : 0);
