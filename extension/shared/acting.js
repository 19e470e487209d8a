// acting.js: what a view does at the user's wish, and what it says of it: that it is
// being done, what came of it, or why it failed.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { notice, problem } from "./components.js";

/** @typedef {import("./components.js").Template} Template */
/** @typedef {{busy: string, error: unknown, said: string, redraw: () => void}} Acting
 *   busy: the name of what is being done, "" for nothing; said: a sentence about what was done */

/** Part of a view's state. @param {() => void} redraw @returns {Acting} */
export const idle = (redraw) => ({ busy: "", error: undefined, said: "", redraw });

/**
 * Do something for the user.
 * @param {Acting} state @param {() => unknown} work may answer a sentence, which is shown
 * @param {{busy?: string, failed?: (error: unknown) => unknown}} [options] failed: what is shown of an error
 */
export async function act(state, work, { busy = "busy", failed = (error) => error } = {}) {
	Object.assign(state, { busy, error: undefined, said: "" });
	state.redraw();
	try {
		const words = await work();
		state.said = typeof words === "string" ? words : "";
	} catch (error) {
		state.error = failed(error);
	}
	state.busy = "";
	state.redraw();
}

/** What failed, if something did. @param {Acting} state @param {Template | typeof nothing} [actions] */
export const failure = ({ error }, actions = nothing) => error ? problem(error, actions) : nothing;

/** What failed, and what was done. @param {Acting} state */
export const outcome = (state) => html`${failure(state)}<div role="status">${state.said
	? html`<div data-testid="said">${notice("good", state.said)}</div>` : nothing}</div>`;
