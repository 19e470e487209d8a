// cases.js: what was asked of whom, how long they have, and what to do next.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { outcome } from "../../shared/acting.js";
import { act, saveCalendar, saveTable } from "../../shared/casework.js";
import { selectField, textField } from "../../shared/fields.js";
import { count, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { adoptButton, adoptOf } from "../cases/adopt.js";
import { card, dropped, mailsButtons } from "../cases/card.js";
import { mailsOf } from "../cases/mails.js";
import { outcomesButton, outcomesOf } from "../cases/outcomes.js";
import { learnHeaps, sendingOf } from "../cases/sending.js";
import { enter, groups, narrow, newState, PAGE, wanted } from "../cases/state.js";

/** @typedef {import("../cases/state.js").State} State */

/** @type {import("../dashboard.js").View} */
export const view = { name: "cases", icon: "folder", title: "cases", open };

/** @param {State} state */
const tools = (state) => html`
	<form class="tools cases-tools" role="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
		${textField({ id: "find", type: "search", label: t("cases_search"), value: state.find.words,
			test: "case-search",
			input: (words) => narrow(state, { words }) })}
		${selectField({ id: "group", label: t("cases_which"), chosen: state.find.group, test: "case-group",
			options: Object.entries(groups).map(([name, of]) =>
				/** @type {const} */ ([name, `${t(`cases_${name}`)} (${state.cases.filter(of).length})`])),
			change: (group) => narrow(state, { group }) })}</form>
	<div class="row"><a class="button" href="#letters">${icon("letter")} ${t("write_letters")}</a>
		${mailsButtons(state)}${adoptButton(state)}
		<button type="button" @click=${() => act(state, saveCalendar)} data-testid="calendar">
			${icon("clock")} ${t("calendar")}</button>
		<button type="button" @click=${() => act(state, saveTable)} data-testid="table">
			${icon("disk")} ${t("save_table")}</button>
		${outcomesButton(state)}</div>`;

/** @param {State} state */
const empty = (state) => state.loading ? html`<p>${t("loading")}</p>` : html`
	<div class="empty stack-small" data-testid="empty">${icon("folder")}<h2>${t("cases_none")}</h2>
		<p class="soft">${t("cases_none_text")}</p>
		<div class="row center"><a class="button primary" href="#letters">${icon("letter")} ${t("write_letters")}</a>
			${adoptButton(state)}</div></div>`;

/** @param {State} state */
function more(state) {
	state.limit += PAGE;
	state.redraw();
}

/** @param {State} state */
function list(state) {
	const rows = wanted(state);
	return html`${tools(state)}${sendingOf(state, rows)}
		<p class="small soft" role="status" data-testid="cases-found">${count("cases_count", rows.length)}</p>
		<ul class="cases" aria-label=${t("cases")}>
			${repeat(rows.slice(0, state.limit), (row) => row.case, (row) => card(state, row))}</ul>
		${rows.length > state.limit ? html`<button type="button" class="start" @click=${() => more(state)}
			data-testid="cases-more">${t("show_more")}</button>` : nothing}`;
}

/** @param {import("../dashboard.js").Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	const state = newState(shell);
	enter(state).then(() => learnHeaps(state)).catch(() => {});
	return {
		draw: () => html`<div class="stack" @dragover=${(/** @type {Event} */ event) => event.preventDefault()}
			@drop=${dropped(state)}>${outcome(state)}${adoptOf(state)}${outcomesOf(state)}${mailsOf(state)}
			${state.cases.length ? list(state) : empty(state)}</div>`,
	};
}
