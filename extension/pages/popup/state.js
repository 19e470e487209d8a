// state.js: what the popup knows of the check it shows.
import { idle } from "../../shared/acting.js";
import { Thumbnails } from "../../shared/thumbnails.js";
import { unlocking } from "../../shared/ledger.js";

/** @typedef {import("../../background/check.js").Picture} Picture */
/** @typedef {import("../../background/check.js").Check} Check */
/** @typedef {ReturnType<typeof newState>} State */

/** The groups of results in their order; which of them can be kept or cut out. */
export const groups = /** @type {const} */ ([
	{ status: "mine", icon: "check", keep: true, cut: false },
	{ status: "new", icon: "photo", keep: true, cut: false },
	{ status: "closed", icon: "lock", keep: false, cut: true },
	{ status: "unknown", icon: "alert", keep: false, cut: true },
	{ status: "unreadable", icon: "alert", keep: false, cut: true },
	{ status: "apart", icon: "lock", keep: false, cut: false },
]);
/** @typedef {typeof groups[number]} Group */

/** @param {() => void} redraw @param {() => void} unlocked @param {URLSearchParams} query of our address */
export const newState = (redraw, unlocked, query) => ({
	...idle(redraw),
	ledger: "looking", // or a state of ledgerState()
	failed: /** @type {unknown} */ (undefined), // why that failed
	unlocking: unlocking(redraw, unlocked),
	check: /** @type {Check | null} */ (null),
	key: query.get("check") ?? "", // of the check
	tab: { id: Number(query.get("tab") ?? -1), url: "", title: "" },
	selected: /** @type {Set<number>} */ (new Set()),
	outlined: false, // marks are on the page
	mine: -1, // photos in the ledger; -1: not known
	thumbnails: new Thumbnails(redraw),
});

/** What a stranger is known not to get: one group. @type {Record<string, string>} */
const CLOSED = { login: "closed", stand_in: "closed", absent: "closed" };

/** The group of a picture. @param {Picture} image */
export const groupName = ({ status = "" }) => CLOSED[status] ?? status;

/** Of one photo in several sizes the one that is shown: the most telling, then the largest.
 * @param {Picture[]} images */
function oneOfEach(images) {
	/** @type {Map<number, Picture>} */
	const best = new Map();
	const order = groups.map(({ status }) => String(status));
	/** @param {Picture} image */
	const rank = (image) => [order.length - order.indexOf(groupName(image)), image.width * image.height];
	for (const image of images) {
		const same = image.same ?? image.id;
		const before = best.get(same);
		const [a = 0, b = 0] = rank(image);
		const [c = 0, d = 0] = before ? rank(before) : [-1, 0];
		if (image.status && (a > c || (a === c && b > d)))
			best.set(same, image);
	}
	return new Set(best.values());
}

/** @param {State} state @param {string} status */
export function pictures({ check }, status) {
	const shown = oneOfEach(check?.images ?? []);
	return check?.images.filter((image) => groupName(image) === status && shown.has(image)) ?? [];
}

/** What of the page was not looked at, as sentences' keys and numbers. @param {State} state */
export function notLooked(state) {
	const { left } = state.check ?? {};
	return /** @type {[string, number][]} */ (Object.entries({
		frames: left?.frames ?? 0, canvases: left?.canvases ?? 0, styles: left?.styles ?? 0,
		beyond: (left?.beyond ?? 0) + (left?.long ?? 0), apart: pictures(state, "apart").length,
	})).filter(([, number]) => number > 0);
}

/** @param {State} state */
export const isRunning = ({ check }) => ["collecting", "running", "recovering"].includes(check?.state ?? "");

/** Whether it is the check of a tab, and not of one picture. @param {State} state */
export const isOfTab = ({ key }) => key.startsWith("tab:");

/** Whether the tab shows another page by now. @param {State} state */
export const isElsewhere = (state) =>
	Boolean(state.tab.url && state.check?.url && state.check.url !== state.tab.url && isOfTab(state));

/** Those selected that can be kept, and those that can be cut out. @param {State} state */
export function chosen(state) {
	/** @param {"keep" | "cut"} what */
	const that = (what) => [...state.selected].filter((id) => {
		const image = state.check?.images.find((entry) => entry.id === id);
		return groups.some((group) => image && group.status === groupName(image) && group[what]);
	});
	return { keep: that("keep"), cut: that("cut") };
}

/**
 * Take in what the background says of a check.
 * @param {State} state @param {Omit<Check, "images"> & {count: number, changed: Picture[]}} data
 */
export function takeIn(state, { changed, count: _count, ...rest }) {
	const images = state.check?.images ?? [];
	for (const image of changed) {
		const at = images.findIndex((entry) => entry.id === image.id);
		if (at < 0)
			images.push(image);
		else
			images[at] = image;
	}
	state.check = { ...rest, images };
}

/** Small pictures of my photos, for results that the page does not let us draw. @param {State} state */
export const loadThumbnails = (state) => state.thumbnails.load(pictures(state, "mine")
	.filter((image) => !image.thumbnail).map((image) => image.matches?.[0]?.photo ?? -1).filter((id) => id >= 0));
