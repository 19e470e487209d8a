// inside.js: all about a case: how its time is counted, what happened, its letters and their replies.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, partiesOf } from "../../shared/casework.js";
import { confirm } from "../../shared/components.js";
import { dayOf, dayWords } from "../../shared/days.js";
import { size } from "../../shared/format.js";
import { languages, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { letterButtons } from "../../shared/kept_letter.js";
import { historyOf } from "./history.js";
import { whose } from "./sheets.js";
import { discard, draftOf, forget } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").CaseShown} CaseShown */
/** @typedef {import("../../shared/components.js").Template} Template */

/** @param {State} state @param {CaseShown} row @param {number} letter @param {string} what */
async function discarding(state, row, letter, what) {
	if (await confirm({ title: t("discard_title", { what }), text: t("discard_text"), yes: t("discard"),
		danger: true }))
		await discard(state, row, letter);
}

/** @param {State} state @param {CaseShown} row @param {CaseShown["letters"][number]} letter */
function letter(state, row, { letter: id, kind, made, language }) {
	const name = /** @type {Record<string, string>} */ (languages)[language] ?? language;
	const what = translated(`letter_${kind}`, kind);
	const day = dayWords(dayOf(made));
	return html`<li class="line"><div class="grow"><strong>${what}</strong>
			<p class="small soft">${day} · ${name}</p></div>
		${letterButtons({ letter: id, language }, `${what}, ${partiesOf(row)}, ${day}`, (work) => act(state, work))}
		${id === draftOf(row) ? html`<button type="button" class="plain"
			@click=${() => discarding(state, row, id, what)} data-testid="discard">${icon("cross")} ${t("discard")}
			<span class="visually-hidden">: ${what}, ${partiesOf(row)}</span></button>` : nothing}</li>`;
}

/** @param {string} title @param {Template} body */
const part = (title, body) => html`<section class="stack-small"><h3>${title}</h3>${body}</section>`;

/** @param {CaseShown} row */
const counted = ({ explained }) => explained ? part(t("how_counted"),
	html`<p data-testid="explained">${explained}</p>`) : nothing;

/** @param {CaseShown} row */
const replies = ({ documents }) => documents.length ? part(t("documents"),
	html`<ul>${documents.map(({ name, bytes }) => html`
	<li>${icon("letter")} ${name} <span class="soft">${size(bytes)}</span></li>`)}</ul>`) : nothing;

/** @param {State} state @param {CaseShown} row */
export const inside = (state, row) => html`<div class="stack" data-testid="case-details">
	${counted(row)}
	${part(t("history"), historyOf(state, row))}
	${part(t("letters"), html`<ul class="lines">${row.letters.map((one) => letter(state, row, one))}</ul>`)}
	${replies(row)}
	<button type="button" class="danger" @click=${() => forget(state, row)} data-testid="forget-case">
		${icon("trash")} ${t("forget")}${whose(row)}</button></div>`;
