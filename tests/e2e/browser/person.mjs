// person.mjs: what a person does who has a keyboard and no mouse, and what they
// see.  Everything waits for a condition; PATIENCE is what a hang is told by.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { awaited } from "../../extension/awaited.mjs";

const axe = readFileSync(createRequire(new URL("../../extension/", import.meta.url)).resolve("axe-core/axe.min.js"),
	"utf8");
export const PATIENCE = 120_000; // ms
export const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const selector = (/** @type {string} */ id) => /^[\w-]+$/.test(id) ? `[data-testid="${id}"]` : id;

/** Wait until a function in a page returns something true. @param {any} page @param {any} what @param {any[]} args */
export async function until(page, what, ...args) {
	const waiting = `(${awaited})(() => (${what})(...${JSON.stringify(args)}), 1000)`;
	const give = Date.now() + PATIENCE;
	for (let last = "";;) {
		const value = await page.evaluate(waiting)
			.catch((/** @type {unknown} */ error) => void (last = ` (${error})`));
		if (value)
			return value;
		if (Date.now() > give)
			throw new Error(`waited in vain for ${what} ${args.join(" ")}${last} in:\n${await page.evaluate(
				() => document.body.innerText).catch(() => "a page that has gone")}`);
		// A page that is on its way to another cannot be waited in.
		if (last)
			await sleep(40);
		last = "";
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
	let tabs = 0;
	addEventListener("keyup", ({ key }) => key === "Tab" && tabs++, true);
	// Until so many presses of Tab have come since the last time; the browser's own bars take some unseen.
	here.tabbed = async (/** @type {number} */ pressed) => {
		for (let at = 0; at < 200 && tabs < pressed; at++)
			await new Promise((resolve) => setTimeout(resolve, 10));
		tabs = 0;
	};
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

/**
 * In a page: wait until so many presses of Tab have come since the last time, and say how many presses away a
 * control is from what has the focus: behind it, before it (less than 0), 0 there, or gone.  Out of the page and
 * into the browser's own controls a press goes unseen.
 * @param {string} wanted @param {number} pressed
 */
const wayTo = async (wanted, pressed) => {
	const here = /** @type {any} */ (window);
	await here.tabbed(pressed);
	const element = document.querySelector(wanted);
	const from = document.activeElement;
	if (!element || from === element)
		return 0;
	const scope = from?.closest("dialog") ?? document;
	const controls = "a, button, input, select, textarea, summary, [tabindex]";
	const stops = [...scope.querySelectorAll(controls)].filter((stop) => stop.checkVisibility()
		&& /** @type {any} */ (stop).tabIndex >= 0 && !(/** @type {any} */ (stop).disabled));
	const away = stops.indexOf(element) - (from ? stops.indexOf(from) : -1);
	const before = from && from !== document.body
		&& from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
	return before ? Math.min(away, -1) : Math.max(away, 1);
};

/** Go to a control with the Tab key. @param {any} page @param {string} id a data-testid, or a selector */
export async function reach(page, id) {
	await seen(page, id);
	await watch(page);
	// At once as far as it seems to be; then, as not all that is there is a stop, one by one.
	for (let steps = 0, pressed = 0; steps < 400; steps++) {
		const way = await page.evaluate(wayTo, selector(id), pressed);
		if (way === 0)
			return;
		pressed = steps < 2 ? Math.abs(way) : 1;
		await page.press(way < 0 ? "Shift+Tab" : "Tab", pressed);
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

/**
 * In a page: wait until so many presses of Tab have come, and say which controls have not had the focus. Of radio
 * buttons with one name the Tab key reaches one, arrows the others.
 * @param {string} list @param {number} pressed 0: begin anew, with the focus on the first of them
 */
const unreached = async (list, pressed) => {
	const here = /** @type {any} */ (window);
	await here.tabbed(pressed);
	const scope = document.querySelector("dialog[open]") ?? document;
	const found = [...scope.querySelectorAll(list)].filter((element) => element.checkVisibility());
	if (pressed === 0) {
		/** @type {any} */ (found[0])?.focus();
		here.focused.clear();
	}
	const name = (/** @type {Element} */ element) => element.getAttribute("type") === "radio"
		&& element.getAttribute("name");
	const same = (/** @type {Element} */ element) => (/** @type {Element} */ other) =>
		other === element || (name(element) && name(other) === name(element));
	return found.filter((element, at) => found.findIndex(same(element)) === at
		&& ![...here.focused].some(same(element))).map((element) => element.outerHTML.slice(0, 200));
};

/** Everything that can be used is reached with the Tab key, forwards or back. @param {any} page @param {string} what */
export async function walk(page, what) {
	await watch(page);
	const controls = "button:not(:disabled), a[href], input:not(:disabled):not([hidden]), select:not(:disabled), "
		+ "textarea:not(:disabled), summary";
	let missing = /** @type {string[]} */ (await page.evaluate(unreached, controls, 0));
	assert.ok(missing.length > 0, `${what}: something to use`);
	// From the first to the last, and as many back: not out of the page, where the browser's own bars take some unseen.
	const press = async (/** @type {string} */ key, /** @type {number} */ times) => {
		await page.press(key, times);
		missing = await page.evaluate(unreached, controls, times);
	};
	let forth = 0;
	for (let before = Infinity; missing.length > 1 && missing.length < before; forth += before - 1) {
		before = missing.length;
		await press("Tab", before - 1);
	}
	await press("Shift+Tab", Math.max(forth, 1));
	assert.deepEqual(missing, [], `${what}: controls that the Tab key does not reach`);
	assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).unmarked), [],
		`${what}: what has the focus looks like it`);
}

/**
 * axe-core must have nothing to say of a page in light and dark; SHOTS=1 leaves pictures of both. What a page says of
 * itself is the same in both browsers: Chromium is asked at each look, Firefox once in each view.
 * @param {any} browser @param {string} shots folder of the pictures
 */
export function looker(browser, shots) {
	const asked = new Set();
	return async (/** @type {any} */ page, /** @type {string} */ what) => {
		const view = await page.evaluate(() => location.pathname + location.hash.replace(/\/.*/, ""));
		const spared = browser.family === "firefox" && asked.has(view);
		asked.add(view);
		if (spared && !process.env["SHOTS"])
			return;
		for (const scheme of /** @type {const} */ (["light", "dark"])) {
			await browser.scheme(scheme, page);
			await until(page, (/** @type {string} */ wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
				scheme);
			if (process.env["SHOTS"])
				await page.shot(join(shots, `${what}-${scheme}.png`));
			if (!spared)
				assert.deepEqual(await violations(page, scheme), [], `${what}, ${scheme}: axe-core`);
		}
		await browser.scheme("light", page);
	};
}

/** @param {any} page @param {"light" | "dark"} scheme @returns {Promise<string[]>} what axe-core says */
async function violations(page, scheme) {
	if (!await page.evaluate(() => "axe" in window))
		await page.install(axe);
	// Of the rules only one depends on the colours.
	return page.evaluate((/** @type {object} */ only) =>
		/** @type {any} */ (window).axe.run(document, { resultTypes: ["violations"], ...only })
			.then((/** @type {any} */ { violations }) => violations.map((/** @type {any} */ entry) =>
				`${entry.id}: ${entry.nodes.map((/** @type {any} */ node) => node.html).join(" ")}`)),
	scheme === "dark" ? { runOnly: ["color-contrast"] } : {});
}

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
