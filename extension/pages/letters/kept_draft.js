// kept_draft.js: what was chosen and typed for letters, until they are written: whoever looks elsewhere, or closes
// the page, finds it again.  The browser holds it in memory alone, and forgets it when it ends.
import { ext } from "../../shared/ext.js";
import { background } from "../../shared/rpc.js";

/** @typedef {import("./state.js").State} State */

const NAME = "letters_draft";

/** Where it is held; of a demo nothing is. */
const held = () => background.isPlayed ? undefined : ext.storage?.session;

/** @param {State} state */
export const keepDraft = ({ whom, ask, own, told, me }) => held()?.set({ [NAME]: {
	to: [...whom.chosen.values()], ask: [...ask], own: { ...own },
	told: [...told].map(([id, prints]) => [id, [...prints]]), tell: [...me.tell],
	known: Object.keys(me.known).filter((key) => me.known[key]),
} })?.catch(() => {});

export const forgetDraft = () => held()?.remove(NAME)?.catch(() => {});

/**
 * Put it back, if there is one; photos that were forgotten meanwhile are left out.
 * @param {State} state @returns {Promise<boolean>} whether there is one
 */
export async function takeDraft(state) {
	const { [NAME]: kept } = /** @type {any} */ (await held()?.get(NAME) ?? {});
	if (!kept)
		return false;
	for (const controller of kept.to)
		state.whom.chosen.set(controller.slug, controller);
	state.ask = new Set(kept.ask);
	Object.assign(state.own, kept.own);
	for (const [id, prints] of kept.told)
		if (state.photos.some((photo) => photo.id === id))
			state.told.set(id, new Set(prints));
	// What was not told although it was known was taken away; what came to be known since then was not.
	for (const key of kept.known ?? [])
		state.me.tell.delete(/** @type {any} */ (key));
	// What of me is told holds only as far as it is still known.
	for (const key of kept.tell)
		if (state.me.known[key])
			state.me.tell.add(key);
	return true;
}
