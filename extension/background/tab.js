// tab.js: what is asked of a tab's page, through the scripts injected into it.
// Every call may fail because the user has left the page since.
import { ext } from "../shared/ext.js";
import { Failure } from "../shared/failure.js";
import { capture, cut } from "./screenshot.js";

/** Scripts that list the pictures of a page, in their order; the last one's value is the list. */
const RULES = ["content/rules.js"];
const COLLECT = ["addresses", "state", "readers", "styles", "dhash", "collect"].map(
	(name) => `content/${name}.js`);
const OUTLINE = ["content/outline.js"];
const SCREENS = 200; // that are scrolled through
const SCROLLED = 250; // ms until a page has drawn what it was scrolled to
const BETWEEN_SHOTS = 550; // ms: Chromium allows two screenshots a second
const SMALLEST = 8; // CSS pixels on a side, below which nothing is cut out

/** What collect.js found.
 * @typedef {{url: string, title: string, window: {width: number, height: number, ratio: number},
 *   images: import("./checks.js").Picture[], left: import("./check.js").Left}} Page */

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {number} tab @param {(...args: any[]) => any} func @param {...any} args @returns {Promise<any>} */
async function inPage(tab, func, ...args) {
	const [frame] = await ext.scripting.executeScript({ target: { tabId: tab }, func, args });
	return frame?.result;
}

/** Lists of rules.js that packs may add to, by the names that the host has. @type {Record<string, string>} */
const GROWING = { lazy: "lazy", "lazy-set": "lazySet", element: "element", meta: "meta",
	member: "member", state: "state", size: "size" };

/** @typedef {{list: string, entry: string}[]} Rules what packs add to them, as pack.rules has it */

/** @param {number} tab @param {Rules} more */
const addRules = (tab, more) => inPage(tab, (added) => {
	for (const [list, entry] of added)
		/** @type {any} */ (globalThis.lenscapRules)?.[list].push(entry);
}, more.flatMap(({ list, entry }) => Object.hasOwn(GROWING, list) ? [[GROWING[list], entry]] : []));

/** The pictures of the page. @param {number} tab @param {Rules} [more] @returns {Promise<Page>} */
export async function collect(tab, more = []) {
	try {
		if (more.length) {
			await ext.scripting.executeScript({ target: { tabId: tab }, files: RULES });
			await addRules(tab, more);
		}
		const files = more.length ? COLLECT : [...RULES, ...COLLECT];
		const [frame] = await ext.scripting.executeScript({ target: { tabId: tab }, files });
		if (frame?.result)
			return /** @type {any} */ (frame.result);
	} catch (error) {
		throw new Failure("page_forbidden", String(error));
	}
	throw new Failure("page_forbidden");
}

/**
 * Scroll a page to its end, as far as it has one, and collect its pictures on the way: lists that grow, and those
 * that show others in the same elements.  It is left where it was.
 * @param {number} tab @param {(found: Page) => boolean} met gets the pictures not met before; false: stop
 * @param {Rules} more
 * @returns {Promise<Page>} the last that was collected
 */
export async function scrollThrough(tab, met, more) {
	const top = await inPage(tab, () => {
		globalThis.lenscapKept = [];
		return scrollY;
	}).catch(() => 0);
	let found = await collect(tab, more);
	let stayed = 0;
	for (let screen = 0; met(found) && screen < SCREENS && stayed < 2; screen++) {
		const moved = await inPage(tab, async (wait) => {
			const before = scrollY;
			scrollBy({ top: innerHeight * 0.8, behavior: "instant" });
			await new Promise((resolve) => setTimeout(resolve, wait));
			return scrollY > before;
		}, SCROLLED);
		// At the end some pages fetch more: that is waited for once.
		stayed = moved ? 0 : stayed + 1;
		if (!moved)
			await pause(SCROLLED * 2);
		found = await collect(tab, more);
	}
	await inPage(tab, (y) => {
		delete globalThis.lenscapKept;
		scrollTo({ top: y, behavior: "instant" });
	}, top);
	return found;
}

/** Which of the collected pictures has this address; -1 for none. @param {number} tab @param {string} url */
export const idOf = (tab, url) => inPage(tab, (wanted) => globalThis.lenscapPictures?.idOf(wanted), url);

/**
 * The size of a picture that has no address outside its page, in bytes; 0 if it cannot be read.
 * @param {number} tab @param {number} id @returns {Promise<number>}
 */
export const bytesOf = async (tab, id) =>
	await inPage(tab, (which) => globalThis.lenscapPictures?.bytes(which), id) ?? 0;

/**
 * A piece of such a picture, in base64.
 * @param {number} tab @param {number} id @param {number} index @param {number} size bytes, a multiple of three
 * @returns {Promise<string>}
 */
export async function pieceOf(tab, id, index, size) {
	const piece = await inPage(tab,
		(which, at, bytes) => globalThis.lenscapPictures?.piece(which, at, bytes), id, index, size);
	if (!piece)
		throw new Failure("page_left");
	return piece;
}

/**
 * Mark pictures on the page; with none, take all marks away.
 * @param {number} tab @param {{id: number, status: string, text: string}[]} marks
 * @returns {Promise<number>} how many are marked now
 */
export async function outline(tab, marks) {
	try {
		if (marks.length)
			await ext.scripting.executeScript({ target: { tabId: tab }, files: OUTLINE });
		const shown = await inPage(tab, (list) =>
			list.length ? globalThis.lenscapOutline?.show(list) : globalThis.lenscapOutline?.clear(), marks);
		return shown ?? 0;
	} catch (error) {
		throw new Failure("page_left", String(error));
	}
}

/** Where a picture is in the window, after scrolling to it if need be. @param {number} tab @param {number} id */
async function placeOf(tab, id) {
	/** @param {number} wait ms after scrolling; 0: without */
	const place = (wait) => inPage(tab, async (which, ms) => {
		if (ms)
			globalThis.lenscapPictures?.element(which)?.scrollIntoView({ block: "center", behavior: "instant" });
		await new Promise((resolve) => setTimeout(resolve, ms));
		return globalThis.lenscapPictures?.place(which) ?? null;
	}, id, wait);
	const rect = await place(0);
	const inView = rect && rect.y >= 0 && rect.x >= 0
		&& rect.y + rect.height <= rect.window.height && rect.x + rect.width <= rect.window.width;
	return rect && !inView ? place(SCROLLED) : rect;
}

/**
 * A picture as the user sees it.
 * @param {number} tab @param {number} id
 * @returns {Promise<Blob | "changed" | null>} null if nothing of it can be seen; "changed" if another picture
 *   stands there by now
 */
export async function cutOut(tab, id) {
	const rect = await placeOf(tab, id).catch((error) => {
		throw new Failure("page_left", String(error));
	});
	if (!rect || rect.width < SMALLEST || rect.height < SMALLEST)
		return null;
	if (rect.changed)
		return "changed";
	const shot = await capture(tab);
	const blob = await cut(shot, rect, rect.window);
	shot.close();
	await pause(BETWEEN_SHOTS);
	return blob;
}
