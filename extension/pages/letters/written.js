// written.js: the letters that were written just now, to be saved and sent.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, saveLetters } from "../../shared/casework.js";
import { today } from "../../shared/days.js";
import { count, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { letterButtons } from "../../shared/kept_letter.js";
import { changed, isNew } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Draft} Draft */

/** More letters, to others. @param {State} state @param {Draft[]} letters */
function anew(state, letters) {
	for (const { controller } of letters)
		state.young.set(controller, today());
	state.whom.chosen.clear();
	state.again = false;
	changed(state);
	document.getElementById("title")?.focus();
}

/** @param {State} state @param {Draft} letter */
const line = (state, { letter, language, name, reference }) => html`
	<li class="line" data-testid="written-letter" data-letter=${letter}>
		<div class="grow"><strong>${name}</strong><p class="small soft">${reference}</p></div>
		${letterButtons({ letter, language }, name, (work) => act(state, work))}</li>`;

/** @param {State} state @param {Draft[]} letters */
export function written(state, letters) {
	const save = () => act(state, () => saveLetters(letters.map(({ letter }) => letter), ["pdf", "eml"]));
	return html`<section class="card stack" aria-labelledby="written" data-testid="written">
		<h2 id="written" tabindex="-1">${icon("check")} ${count("written", letters.length)}</h2>
		<p>${t("written_text")}</p>
		<div class="row">
			<button type="button" class="primary" @click=${save}
				data-testid="save-all">${icon("disk")} ${t("save_all")}</button>
			<a class="button" href="#cases" data-testid="to-cases">${icon("folder")} ${t("cases")}</a>
			${isNew(state) ? html`<button type="button" class="plain" @click=${() => anew(state, letters)}
				data-testid="write-more">${icon("plus")} ${t("write_more")}</button>` : nothing}</div>
		<ul class="stack-small lines">${letters.map((letter) => line(state, letter))}</ul></section>`;
}
