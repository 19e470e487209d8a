// state.js: what the section of my photos knows, and how it comes to know it.
import { idle } from "../../shared/acting.js";
import { announce } from "../../shared/components.js";
import { count } from "../../shared/i18n.js";
import { host } from "../../shared/rpc.js";
import { Thumbnails } from "../../shared/thumbnails.js";

/** @typedef {import("../../shared/answers.js").Photo} Photo */
/** @typedef {import("../../shared/answers.js").Added} Added */
/**
 * @typedef {{stop: AbortController, list: File[], done: number, bytes: number, all: number}} Upload
 *   files on their way
 */
/** @typedef {ReturnType<typeof newState>} State */

const PAGE = 60; // photos
const TYPING = 250; // ms after the last letter of a search

/** @param {import("../dashboard.js").Shell} shell */
export const newState = (shell) => ({
	...idle(shell.redraw),
	shell,
	photos: /** @type {Photo[]} */ ([]),
	total: 0,
	next: /** @type {number | null} */ (0), // where the next page begins
	loading: true,
	turn: 0, // counts the loads: only the last one's answer is shown
	waiting: 0, // timer of a search
	filter: { source: "", finding: "", format: "", order: "added" },
	kinds: { finding: /** @type {string[]} */ ([]), format: /** @type {string[]} */ ([]) }, // that there are
	chosen: /** @type {Set<number>} */ (new Set()),
	over: false, // files are held over the page
	upload: /** @type {Upload | null} */ (null),
	overCleaning: false, // the same, over the place where pictures are cleaned
	cleaning: /** @type {{stop: AbortController, list: File[], done: number} | null} */ (null),
	copies: /** @type {import("../../shared/answers.js").Cleaned[]} */ ([]), // what became of them
	outcomes: /** @type {(Added & {name: string})[]} */ ([]), // of files that were added
	thumbnails: new Thumbnails(shell.redraw),
});

/** @param {State} state */
export const isFiltered = ({ filter: { source, finding, format } }) => Boolean(source || finding || format);

/** @typedef {import("../../shared/answers.js").Params<"photo.list">["order"]} Order */

/** @param {State} state @param {boolean} [more] the next page, not the first */
export async function load(state, more = false) {
	const mine = ++state.turn;
	state.loading = true;
	state.redraw();
	try {
		const { order, ...wanted } = state.filter;
		const answer = await host("photo.list", {
			offset: more ? state.next ?? 0 : 0, limit: PAGE,
			order: /** @type {Order} */ (order), descending: order !== "source",
			...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)),
		});
		if (mine !== state.turn)
			return;
		state.photos = more ? [...state.photos, ...answer.photos] : answer.photos;
		Object.assign(state, { total: answer.total, next: answer.next_offset });
		if (answer.next_offset === null && !isFiltered(state))
			prune(state);
		if (!more)
			announce(count("photos", answer.total));
	} catch (error) {
		state.error = error;
	}
	state.loading = false;
	state.redraw();
	if (!more && !isFiltered(state))
		loadKinds(state);
	await state.thumbnails.load(state.photos.map((photo) => photo.id));
}

/** What is no more is not chosen: to be asked only when all are shown. @param {State} state */
function prune({ photos, chosen }) {
	const here = new Set(photos.map(({ id }) => id));
	for (const id of chosen)
		if (!here.has(id))
			chosen.delete(id);
}

/** What can be narrowed by; where nobody can say, it stays as it was. @param {State} state */
async function loadKinds(state) {
	const mine = state.turn;
	const summary = await host("report.summary").catch(() => null);
	if (!summary || mine !== state.turn)
		return;
	state.kinds = { finding: Object.keys(summary.findings), format: Object.keys(summary.formats ?? {}) };
	state.redraw();
}

/** At the user's wish: what failed before is over. @param {State} state @param {boolean} [more] */
export function reload(state, more) {
	state.error = undefined;
	return load(state, more);
}

/** @param {State} state @param {string} text */
export function search(state, text) {
	state.filter.source = text.trim();
	clearTimeout(state.waiting);
	state.waiting = setTimeout(() => reload(state), TYPING);
}

/** @param {State} state @param {"finding" | "format" | "order"} name @param {string} value */
export function narrow(state, name, value) {
	state.filter[name] = value;
	reload(state);
}

/** @param {State} state @param {number} id */
export function toggle(state, id) {
	if (!state.chosen.delete(id))
		state.chosen.add(id);
	state.redraw();
}

/** @param {State} state */
export function close(state) {
	state.turn++;
	clearTimeout(state.waiting);
	state.thumbnails.stop();
	state.upload?.stop.abort();
	state.cleaning?.stop.abort();
}
