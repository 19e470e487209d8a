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
	{ status: "not_public", icon: "lock", keep: false, cut: true },
	{ status: "unreadable", icon: "alert", keep: false, cut: true },
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
	thumbnails: new Thumbnails(redraw),
});

/** @param {State} state @param {string} status */
export const pictures = ({ check }, status) => check?.images.filter((image) => image.status === status) ?? [];

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
		const status = state.check?.images.find((image) => image.id === id)?.status;
		return groups.some((group) => group.status === status && group[what]);
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
