// person.mjs: what a person does who has a keyboard and no mouse, and what they
// see.  Everything waits for a condition; PATIENCE is what a hang is told by.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const axe = readFileSync(createRequire(new URL("../../extension/", import.meta.url)).resolve("axe-core/axe.min.js"),
	"utf8");
export const PATIENCE = 120_000; // ms
export const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const selector = (/** @type {string} */ id) => /^[\w-]+$/.test(id) ? `[data-testid="${id}"]` : id;

/** Wait until a function in a page returns something true. @param {any} page @param {any} what @param {any[]} args */
export async function until(page, what, ...args) {
	const give = Date.now() + PATIENCE;
	// What takes long is asked for less often: each question costs the browser more than the wait.
	for (let last = "", wait = 40;; wait = Math.min(wait * 1.5, 300)) {
		const value = await page.evaluate(what, ...args)
			.catch((/** @type {unknown} */ error) => void (last = ` (${error})`));
		if (value)
			return value;
		if (Date.now() > give)
			throw new Error(`waited in vain for ${what} ${args.join(" ")}${last} in:\n${await page.evaluate(
				() => document.body.innerText).catch(() => "a page that has gone")}`);
		await sleep(wait);
	}
}

/** @param {any} page @param {string} id a data-testid, or a selector */
export const seen = (page, id) => until(page, (/** @type {string} */ wanted) => {
	const element = document.querySelector(wanted);
	return element && !(/** @type {any} */ (element).disabled);
}, selector(id));

/** @param {any} page @param {string} id */
export const text = (page, id) => page.evaluate((/** @type {string} */ wanted) =>
	document.querySelector(wanted)?.textContent?.replace(/\s+/g, " ").trim() ?? "", selector(id));

/**
 * Have a page write down what gets the focus, and whether that can be seen: by an
 * outline of it, of its label, or of what is around it.
 */
const watch = (/** @type {any} */ page) => page.evaluate(() => {
	const here = /** @type {any} */ (window);
	if (here.focused)
		return;
	here.focused = new Set();
	here.unmarked = [];
	document.addEventListener("focusin", ({ target }) => {
		const element = /** @type {any} */ (target);
		here.focused.add(element);
		const marked = [element, element.closest("label"), element.parentElement].some((one) => {
			const style = one && getComputedStyle(one);
			return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
		});
		if (element.tabIndex >= 0 && element.matches(":focus-visible") && !marked)
			here.unmarked.push(element.outerHTML.slice(0, 200));
	}, true);
});

/** The focus is on something that is there and can be used. @param {any} page @param {string} after what was done */
async function held(page, after) {
	await until(page, () => {
		const element = /** @type {any} */ (document.activeElement);
		return element && element !== document.body && element.isConnected && !element.disabled
			&& element.checkVisibility();
	}).catch((error) => {
		throw new Error(`the focus is lost after ${after}: ${error.message}`);
	});
	assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).unmarked), [],
		"what has the focus looks like it");
}

/** Press Tab, and wait for the focus to move from window.was. @param {any} page */
async function step(page) {
	await page.press("Tab");
	// Out of the page and into the browser's own controls it moves unseen.
	await page.evaluate(async () => {
		for (let at = 0; at < 50 && document.activeElement === /** @type {any} */ (window).was; at++)
			await new Promise((resolve) => setTimeout(resolve, 10));
	});
}

/**
 * In a page: where a control is, seen from what has the focus: -1 before it, 1 behind it, 0 there, or gone. After
 * a press that is asked as soon as the focus has moved from window.was; out of the page and into the browser's own
 * controls it moves unseen.
 * @param {string} wanted @param {boolean} pressed
 */
const wayTo = async (wanted, pressed) => {
	const here = /** @type {any} */ (window);
	for (let at = 0; pressed && at < 50 && document.activeElement === here.was; at++)
		await new Promise((resolve) => setTimeout(resolve, 10));
	const element = document.querySelector(wanted);
	const from = here.was = document.activeElement;
	return !element || from === element ? 0 : from && from !== document.body
		&& from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
};

/** Go to a control with the Tab key. @param {any} page @param {string} id a data-testid, or a selector */
export async function reach(page, id) {
	await seen(page, id);
	await watch(page);
	for (let steps = 0; steps < 400; steps++) {
		const way = await page.evaluate(wayTo, selector(id), steps > 0);
		if (way === 0)
			return;
		await page.press(way < 0 ? "Shift+Tab" : "Tab");
	}
	throw new Error(`the Tab key does not reach ${id}`);
}

/**
 * Go to a control and press a key.
 * @param {any} page @param {string} id @param {string} key
 * @param {{leaves?: boolean}} [how] leaves: for another page, and the focus with it
 */
export async function use(page, id, key = "Enter", { leaves = false } = {}) {
	await reach(page, id);
	await page.press(key);
	if (!leaves)
		await held(page, `${key} on ${id}`);
}

/** @param {any} page @param {string} id @param {string} words */
export async function write(page, id, words) {
	await reach(page, id);
	await page.keys(words);
}

/** Everything that can be used is reached with the Tab key. @param {any} page @param {string} what */
export async function walk(page, what) {
	await watch(page);
	const controls = "button:not(:disabled), a[href], input:not(:disabled):not([hidden]), select:not(:disabled), "
		+ "textarea:not(:disabled), summary";
	const left = () => page.evaluate((/** @type {string} */ list) => {
		/** @type {any} */ (window).was = document.activeElement;
		const scope = document.querySelector("dialog[open]") ?? document;
		const found = [...scope.querySelectorAll(list)].filter((element) => element.checkVisibility());
		const { focused } = /** @type {any} */ (window);
		// Of radio buttons with one name the Tab key reaches one, arrows the others.
		const reached = (/** @type {Element} */ element) => element.getAttribute("type") !== "radio"
			? focused.has(element)
			: found.some((other) => other.getAttribute("name") === element.getAttribute("name") && focused.has(other));
		return [found.length, found.filter((element) => !reached(element))
			.map((element) => element.outerHTML.slice(0, 200))];
	}, controls);
	await page.evaluate(() => /** @type {any} */ (window).focused.clear());
	const [all] = await left();
	assert.ok(all > 0, `${what}: something to use`);
	// After the last control the browser's own bars take some presses.
	for (let at = 0, missing = all; at < 2 * all + 40 && missing > 0; missing = (await left())[1].length)
		for (; missing > 0; missing--, at++)
			await step(page);
	assert.deepEqual((await left())[1], [], `${what}: controls that the Tab key does not reach`);
	assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).unmarked), [],
		`${what}: what has the focus looks like it`);
}

/**
 * axe-core must have nothing to say of a page in light and dark; SHOTS=1 leaves pictures of both.
 * @param {any} browser @param {string} shots folder of the pictures
 */
export const looker = (browser, shots) => async (/** @type {any} */ page, /** @type {string} */ what) => {
	for (const scheme of /** @type {const} */ (["light", "dark"])) {
		await browser.scheme(scheme, page);
		await until(page, (/** @type {string} */ wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
			scheme);
		if (process.env["SHOTS"])
			await page.shot(join(shots, `${what}-${scheme}.png`));
		if (!await page.evaluate(() => "axe" in window))
			await page.install(axe);
		// Of the rules only one depends on the colours.
		const found = await page.evaluate(
			(/** @type {object} */ only) =>
			/** @type {any} */ (window).axe.run(document, { resultTypes: ["violations"], ...only })
				.then((/** @type {any} */ { violations }) =>
			violations.map((/** @type {any} */ entry) =>
				`${entry.id}: ${entry.nodes.map((/** @type {any} */ node) => node.html).join(" ")}`)),
		scheme === "dark" ? { runOnly: ["color-contrast"] } : {});
		assert.deepEqual(found, [], `${what}, ${scheme}: axe-core`);
	}
	await browser.scheme("light", page);
};

/**
 * Every view of the dashboard, by its navigation.
 * @param {any} dashboard @param {(name: string) => Promise<void>} visit
 */
export async function eachView(dashboard, visit) {
	const names = /** @type {string[]} */ (await dashboard.evaluate(
		() => [...document.querySelectorAll("nav [data-testid^=nav-]")].map(
		(element) => element.getAttribute("data-testid"))));
	assert.ok(names.length > 1);
	for (const id of names) {
		await use(dashboard, id);
		await until(dashboard, (/** @type {string} */ wanted) =>
			document.querySelector(wanted)?.getAttribute("aria-current") === "page"
			&& !document.querySelector("[aria-busy=true]"), selector(id));
		await visit(id.slice("nav-".length));
	}
}
