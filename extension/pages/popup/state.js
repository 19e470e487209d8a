// state.js: what the popup knows of the check it shows.
import { idle } from "../../shared/acting.js";
import { faceWidth } from "../../shared/findings.js";
import { ext } from "../../shared/ext.js";
import { Thumbnails } from "../../shared/thumbnails.js";
import { unlocking } from "../../shared/ledger.js";

/** @typedef {import("../../background/check.js").Picture} Picture */
/** @typedef {import("../../background/check.js").Check} Check */
/** @typedef {ReturnType<typeof newState>} State */

const PAGE = 60; // pictures of a group that are shown at first, and more each time
const LARGER = 400; // pixels, longest side
/** @typedef {"larger" | "people"} Filter */

/** What a picture must be to pass. @type {Readonly<Record<Filter, (image: Picture) => boolean>>} */
export const filters = Object.freeze({
	larger: ({ width, height }) => Math.max(width, height) >= LARGER,
	people: ({ findings = [] }) => findings.some(({ kind }) => kind === "person_name" || kind === "marked_faces"),
});

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
	filters: /** @type {Set<Filter>} */ (new Set()),
	shown: /** @type {Record<string, number>} */ ({}), // of each group
	told: true, // what a look tells a site
	stopped: false, // by the user, who need not wait for the background
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
	const rank = (image) => {
		const at = order.indexOf(groupName(image)); // an icon is in none: it stands for no photo
		return [at < 0 ? 0 : order.length - at, image.width * image.height];
	};
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

/** The groups of a check, made once for each of its states. @type {WeakMap<Check, Map<string, Picture[]>>} */
const grouped = new WeakMap();

/** @param {State} state @param {string} status */
export function pictures({ check }, status) {
	if (!check)
		return [];
	let made = grouped.get(check);
	if (!made) {
		made = new Map();
		const shown = oneOfEach(check.images);
		for (const image of check.images)
			if (shown.has(image))
				(made.get(groupName(image)) ?? made.set(groupName(image), []).get(groupName(image)))?.push(image);
		// Once nothing moves any more, so that no row flees from under the pointer.
		if (!UNDER_WAY.includes(check.state))
			made.get("mine")?.sort((one, other) => faceWidth(other) - faceWidth(one));
		grouped.set(check, made);
	}
	return made.get(status) ?? [];
}

/** Those of a group that pass the filters. @param {State} state @param {string} status */
export const filtered = (state, status) =>
	pictures(state, status).filter((image) => [...state.filters].every((name) => filters[name](image)));

/** Those of them that are shown so far. @param {State} state @param {string} status */
export const shownOf = (state, status) => filtered(state, status).slice(0, state.shown[status] ?? PAGE);

/** Show more of a group. @param {State} state @param {string} status */
export function showMore(state, status) {
	state.shown[status] = (state.shown[status] ?? PAGE) + PAGE;
	state.redraw();
}

/** The selection outlives the popup. @param {State} state */
export const keepSelection = ({ key, selected }) =>
	ext.storage.session.set({ [`chosen:${key}`]: [...selected] }).catch(() => {});

/** @param {State} state */
export async function loadSelection(state) {
	const name = `chosen:${state.key}`;
	const kept = (await ext.storage.session.get(name).catch(() => /** @type {any} */ ({})))[name];
	state.selected = new Set(Array.isArray(kept) ? kept : []);
}

/** What of the page was not looked at, as sentences' keys and numbers. @param {State} state */
export function notLooked(state) {
	const { left } = state.check ?? {};
	return /** @type {[string, number][]} */ (Object.entries({
		frames: left?.frames ?? 0, canvases: left?.canvases ?? 0, scripts: left?.scripts ?? 0,
		styles: left?.styles ?? 0,
		beyond: (left?.beyond ?? 0) + (left?.long ?? 0), apart: pictures(state, "apart").length,
	})).filter(([, number]) => number > 0);
}

const UNDER_WAY = ["collecting", "running", "recovering"];

/** Where the check is.  What was stopped has stopped for the user, whatever is still on its way.
 * @param {State} state */
export const stateOf = ({ check, stopped }) => stopped && UNDER_WAY.includes(check?.state ?? "") ? "cancelled"
	: check?.state ?? "";

/** @param {State} state */
export const isRunning = (state) => UNDER_WAY.includes(stateOf(state));

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
	const places = new Map(images.map((image, at) => [image.id, at]));
	for (const image of changed) {
		const at = places.get(image.id);
		if (at === undefined)
			images.push(image);
		else
			images[at] = image;
	}
	state.check = { ...rest, images };
	state.stopped &&= UNDER_WAY.includes(rest.state);
}

/** Small pictures of my photos, for results that the page does not let us draw. @param {State} state */
export const loadThumbnails = (state) => state.thumbnails.load(pictures(state, "mine")
	.filter((image) => !image.thumbnail).map((image) => image.matches?.[0]?.photo ?? -1).filter((id) => id >= 0));
