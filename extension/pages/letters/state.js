// state.js: what the section of letters knows: what was chosen, and what the letters would be.
import { idle } from "../../shared/acting.js";
import { act, refusal } from "../../shared/casework.js";
import { dayOf, daysBetween, today } from "../../shared/days.js";
import { letterLanguage } from "../../shared/i18n.js";
import { managed, managedOf } from "../../shared/managed.js";
import { host } from "../../shared/rpc.js";
import { Thumbnails } from "../../shared/thumbnails.js";
import { keepDraft, takeDraft } from "./kept_draft.js";
import { closeWhom, newWhom, propose, searchSite, searchWhom } from "./whom.js";
import { loadMe, neededOf, newMe } from "./about_me.js";

/** @typedef {import("../../shared/answers.js").Params<"letter.draft">} Asking */
/** @typedef {import("../../shared/answers.js").Draft} Draft */
/** @typedef {import("../../shared/answers.js").Photo} Photo */
/** @typedef {ReturnType<typeof newState>} State */
/** @typedef {keyof State["own"]} Own */

const READ = 20; // letters that a preview shows
const PHOTOS = 60; // to choose from; those that were seen most
const COOL = 30; // days between two requests to the same, as the host counts them
const PAUSE = 300; // ms after the last change until the letters are looked at anew

/** The case that the letter goes on with, if the address names one: #letters/case/12/no_answer. @param {string} more */
function followed(more) {
	const [, number = "", kind = ""] = /^case\/(\d+)\/(\w+)$/.exec(more) ?? [];
	return { id: Number(number), kind };
}

/** The site whose owner is to be written to, and the photos seen there: #letters/site/HOST/1.2. @param {string} more */
function from(more) {
	const [, name = "", ids = ""] = /^site\/([^/]+)(?:\/([\d.]*))?$/.exec(more) ?? [];
	return { site: decodeURIComponent(name), photos: ids.split(".").map(Number).filter((id) => id > 0) };
}

/** The pack whose first companies are to be written to: #letters/pack/NAME. @param {string} more */
const packOf = (more) => /^pack\/([\w.-]+)$/.exec(more)?.[1] ?? "";

/** Those that a pack proposes are chosen. @param {State} state @param {string} name */
async function choosePreset(state, name) {
	const { packs } = await host("pack.list");
	await propose(state.whom, packs.find((pack) => pack.name === name)?.preset ?? []);
}

/** @param {import("../dashboard.js").Shell} shell */
export function newState(shell) {
	const young = /** @type {Map<string, string>} */ (new Map());
	// What the parts tell the whole, which is not there yet when they are made.
	const on = { changed: () => {}, failed: (/** @type {unknown} */ _error) => {} };
	const state = {
		...idle(shell.redraw),
		shell,
		follows: followed(shell.more()), // id 0: none, it is a new request
		about: /** @type {import("../../shared/answers.js").CaseShown | null} */ (null), // that case
		young, // slug -> day of a letter that is still young
		whom: newWhom({ redraw: shell.redraw, changed: () => on.changed(), failed: (error) => on.failed(error),
			lately: (slug) => young.get(slug) ?? "" }),
		me: newMe(shell.redraw, () => on.changed()),
		ask: /** @type {Set<string>} */ (new Set(["access"])),
		own: { purpose: "", situation: "", situation_kind: "", wrong: "", right: "",
			quote: "", missing: "", language: "" },
		photos: /** @type {Photo[]} */ ([]),
		thumbnails: new Thumbnails(shell.redraw),
		told: /** @type {Map<number, Set<string>>} */ (new Map()), // photo -> fingerprints
		drafts: /** @type {Draft[]} */ ([]), // what the letters would be
		translations: /** @type {Draft[]} */ ([]), // the same in the user's language
		from: from(shell.more()),
		which: 0, // of them is shown
		translated: false, // in the user's language
		again: false, // although the last request is recent
		refused: /** @type {unknown} */ (undefined), // why the host makes no letter of it
		written: /** @type {Draft[] | null} */ (null),
		set: managedOf({}), // by whoever looks after this computer
		turn: 0, // counts the looks: only the last one's answer is shown
		waiting: 0, // timer of a look
		keeping: false, // what is chosen is kept for later
	};
	on.changed = () => changed(state);
	on.failed = (error) => { state.error = refusal(error); };
	return state;
}

/** Whether it is a new request, and not the next letter of a case. @param {State} state */
export const isNew = ({ follows }) => follows.id === 0;

/** @param {State} state */
export const chosen = (state) => [...state.whom.chosen.keys()];

/** @param {State} state */
export async function load(state) {
	if (state.from.site)
		searchSite(state.whom, state.from.site);
	else if (isNew(state))
		searchWhom(state.whom);
	await act(state, async () => {
		state.set = await managed();
		await loadMe(state.me);
		if (isNew(state)) {
			await loadChoices(state);
			// A draft is what was left of a policy's proposal, too.
			if (!state.from.site && !await takeDraft(state))
				await propose(state.whom, state.set.propose);
			if (packOf(state.shell.more()))
				await choosePreset(state, packOf(state.shell.more()));
			// A letter to one site does not take the place of the draft that was kept.
			state.keeping = !state.from.site;
		} else
			state.about = await host("case.show", { case: state.follows.id, language: letterLanguage() });
	});
	changed(state);
	await state.thumbnails.load(state.photos.map((photo) => photo.id));
}

/** @param {State} state */
async function loadChoices(state) {
	const { cases } = await host("case.list");
	// That of another person stands in nobody's way.
	for (const { stage, opened, controller, for: whom } of cases)
		if (!whom && stage !== "closed" && daysBetween(dayOf(opened), today()) < COOL)
			state.young.set(controller, dayOf(opened));
	const { photos } = await host("photo.list", { offset: 0, limit: PHOTOS, order: "sightings", descending: true });
	state.photos = photos;
	// Their addresses there are told; that needs no fingerprint.
	for (const photo of photos)
		if (state.from.photos.includes(photo.id) && hasAddress(photo))
			state.told.set(photo.id, new Set());
}

/** Those chosen who had a letter a short time ago. @param {State} state */
export const lately = (state) => chosen(state).filter((slug) => state.young.has(slug));

/** Whether a letter can name an address of it. @param {Photo} photo */
export const hasAddress = (photo) => photo.sightings > 0 || /^https?:/.test(photo.source);

/** Photos that the letter could name by nothing. @param {State} state */
const nameless = (state) => state.photos.filter((photo) => !hasAddress(photo) && state.told.has(photo.id)
	&& (state.set.hide_fingerprints || state.told.get(photo.id)?.size === 0));

/** What is still needed before a letter can be seen, as keys of sentences. @param {State} state */
export function needed(state) {
	const { ask, own, follows } = state;
	const wishes = !isNew(state) ? [] : [
		chosen(state).length === 0 && "need_who",
		ask.size === 0 && "need_what",
		ask.has("objection") && !own.situation && !own.situation_kind && "need_situation",
		ask.has("rectification") && !(own.wrong && own.right) && "need_wrong",
		nameless(state).length > 0 && "need_print",
	];
	return [...wishes, follows.kind === "partial_answer" && !own.missing && "need_missing", ...neededOf(state.me)]
		.filter((key) => typeof key === "string");
}

/** Words of the user's own that belong to a wish. */
const belongs = /** @type {const} */ ({
	objection: ["situation", "situation_kind"],
	rectification: ["wrong", "right"],
});

/** The words that a letter is to have. @param {State} state */
function words({ own, ask }) {
	const { missing, ...rest } = own;
	const left = Object.entries(belongs).filter(([right]) => !ask.has(right)).flatMap(([, names]) => [...names]);
	const lines = missing.split("\n").filter((line) => line.trim());
	return {
		...Object.fromEntries(Object.entries(rest).filter(([name, value]) =>
			value && !left.includes(/** @type {any} */ (name)))),
		...(lines.length ? { missing: lines } : {}),
	};
}

/** The letters that were chosen, for letter.draft. @param {State} state @param {string[]} slugs */
export const wanted = (state, slugs) => ({
	...(isNew(state) ? { to: slugs, ask: /** @type {Asking["ask"]} */ ([...state.ask]) }
		: { case: state.follows.id, kind: /** @type {Asking["kind"]} */ (state.follows.kind) }),
	photos: [...state.told].map(([id, disclose]) =>
		({ id, disclose: state.set.hide_fingerprints ? [] : [...disclose] })),
	tell: /** @type {Asking["tell"]} */ ([...state.me.tell]),
	...words(state),
	...(state.again ? { again: true } : {}),
	...(state.set.law ? { law: state.set.law } : {}),
});

/** Something changed: look again what the letters would be, in a moment. @param {State} state */
export function changed(state) {
	if (state.keeping)
		keepDraft(state);
	state.written = null;
	state.said = "";
	clearTimeout(state.waiting);
	state.waiting = setTimeout(() => look(state), PAUSE);
	state.redraw();
}

/** What the letters would be, and the same in the user's language. @param {State} state */
async function preview(state) {
	const params = { ...wanted(state, chosen(state).slice(0, READ)), preview: true };
	const { letters } = await host("letter.draft", params);
	const other = letters.some((row) => row.language !== letterLanguage());
	return { letters, translations: other ? (await host("letter.draft", { ...params, language: letterLanguage() }))
		.letters : [] };
}

/** @param {State} state */
async function look(state) {
	const mine = ++state.turn;
	let drafts = { letters: /** @type {Draft[]} */ ([]), translations: /** @type {Draft[]} */ ([]) };
	/** @type {unknown} */
	let refused;
	if (needed(state).length === 0)
		try {
			drafts = await preview(state);
		} catch (failure) {
			refused = refusal(failure);
		}
	if (mine !== state.turn)
		return;
	Object.assign(state, { refused, drafts: drafts.letters, translations: drafts.translations,
		which: Math.max(0, Math.min(state.which, drafts.letters.length - 1)) });
	state.redraw();
}

/** @param {State} state */
export function close(state) {
	state.turn++;
	clearTimeout(state.waiting);
	state.thumbnails.stop();
	closeWhom(state.whom);
}
