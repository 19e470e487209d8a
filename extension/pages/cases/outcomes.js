// outcomes.js: what became of the cases, as a file for a campaign: companies, days, kinds of answers, and no person.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, saveCard } from "../../shared/casework.js";
import { number } from "../../shared/format.js";
import { count, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../../shared/answers.js").OutcomeCard} OutcomeCard */
/** The card while it is told of; made: what is in it, once it is. @typedef {{made: OutcomeCard | null}} Outcomes */

/** @param {State} state */
function turn(state) {
	state.outcomes = state.outcomes ? null : { made: null };
	state.redraw();
	document.getElementById("outcomes-title")?.focus();
}

/** @param {State} state */
export const outcomesButton = (state) => html`<button type="button" data-testid="outcomes"
	aria-expanded=${state.outcomes ? "true" : "false"} @click=${() => turn(state)}>
	${icon("disk")} ${t("outcomes")}</button>`;

/** @param {State} state @param {Outcomes} outcomes */
const save = (state, outcomes) => act(state, async () => {
	const { card, words } = await saveCard();
	outcomes.made = card;
	return words;
});

/** All that the card says. @param {State} state @param {OutcomeCard} card */
function says({ cases }, { outcomes, own }) {
	const names = new Map(cases.map(({ controller, name }) => [controller, name]));
	return html`<h3 id="outcomes-says">${t("outcomes_says")}</h3>
		<div class="scroll" tabindex="0" role="region" aria-labelledby="outcomes-says">
		<table class="sites" aria-labelledby="outcomes-says" data-testid="outcomes-table"><thead><tr>
			<th scope="col">${t("report_company")}</th><th scope="col">${t("outcomes_days")}</th>
			<th scope="col">${t("report_reply")}</th></tr></thead>
		<tbody>${outcomes.map(({ controller, days, answer, answer_words: words }) => html`<tr>
			<th scope="row">${names.get(controller) ?? controller}</th><td>${number(days)}</td>
			<td>${answer === "none" ? t("outcomes_none") : translated(`reply_${answer}`, words)}</td></tr>`)}</tbody>
		</table></div>${own > 0 ? html`<p class="small soft">${count("outcomes_own", own)}</p>` : nothing}`;
}

/** @param {State} state */
export function outcomesOf(state) {
	const { outcomes } = state;
	return outcomes ? html`<section class="card stack" aria-labelledby="outcomes-title" data-testid="outcomes-sheet">
		<h2 id="outcomes-title" tabindex="-1">${t("outcomes")}</h2><p>${t("outcomes_text")}</p>
		<p class="notice warn">${t("outcomes_warn")}</p>
		${outcomes.made ? says(state, outcomes.made) : nothing}
		<div class="row"><button type="button" class="primary" ?disabled=${state.busy !== ""}
				@click=${() => save(state, outcomes)} data-testid="outcomes-save">
				${icon("disk")} ${t("outcomes_save")}</button>
			<button type="button" class="plain" @click=${() => turn(state)}>${t("close")}</button></div></section>`
		: nothing;
}
