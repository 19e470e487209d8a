// letters.js: write letters: to whom, what for, which photos, what about me; see
// what they would be and what they give away; then keep, save, and send them.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { outcome } from "../../shared/acting.js";
import { t, translated } from "../../shared/i18n.js";
import { drawMe } from "../letters/about_me.js";
import { preview } from "../letters/preview.js";
import { close, isNew, load, newState } from "../letters/state.js";
import { followUp, what } from "../letters/what.js";
import { whichPhotos } from "../letters/which_photos.js";
import { drawWhom } from "../letters/whom.js";
import { written } from "../letters/written.js";

/** @typedef {import("../letters/state.js").State} State */

/** @type {import("../dashboard.js").View} */
export const view = { name: "letters", icon: "letter", title: "write_letters", open };

/** @param {number} n @param {string} title @param {any} body @param {string} [hint] */
const step = (n, title, body, hint = "") => html`<section class="card stack step" aria-labelledby="step-${n}">
	<div class="row"><span class="number" aria-hidden="true">${n}</span><h2 id="step-${n}">${title}</h2></div>
	${hint ? html`<p class="soft">${hint}</p>` : nothing}${body}</section>`;

/** A request, to as many as one likes. @param {State} state */
const request = (state) => html`${step(1, t("step_who"), drawWhom(state.whom))}${step(2, t("step_what"), what(state))}
	${step(3, t("step_photos"), whichPhotos(state), t("photos_hint"))}${step(4, t("step_me"), drawMe(state.me))}`;

/** The next letter of a case. @param {State} state */
const next = (state) => html`
	${step(1, translated(`letter_${state.follows.kind}`, state.follows.kind), followUp(state))}
	${step(2, t("step_me"), drawMe(state.me))}`;

/** @param {State} state */
const form = (state) => html`<div class="write">
	<div class="stack">${isNew(state) ? request(state) : next(state)}</div>${preview(state)}</div>`;

/** @param {import("../dashboard.js").Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	const state = newState(shell);
	load(state);
	return {
		draw: () => html`${outcome(state)}${state.written ? written(state, state.written) : form(state)}`,
		close: () => close(state),
	};
}
