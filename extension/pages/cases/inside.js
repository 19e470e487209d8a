// inside.js: all about a case: how its time is counted, what happened, its letters and their replies.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act } from "../../shared/casework.js";
import { dayOf, dayWords } from "../../shared/days.js";
import { size } from "../../shared/format.js";
import { languages, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { letterButtons } from "../../shared/kept_letter.js";
import { forget } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").CaseShown} CaseShown */
/** @typedef {import("../../shared/components.js").Template} Template */

/** @param {import("../../shared/answers.js").CaseEvent} event */
function happened({ day, kind: what, detail = {} }) {
	const { how, kind, letter, note, outcome } = detail;
	const words = [what === "reply" ? translated(`reply_${kind}`, kind ?? "")
		: translated(`letter_${kind ?? letter}`, ""),
		translated(`way_${how}`, ""), outcome, note].filter((text) => typeof text === "string" && text);
	return html`<li><span class="small soft">${dayWords(day)}</span>
		<strong>${translated(`event_${what}`, what)}</strong>
		${words.length ? html`<span>${words.join(" · ")}</span>` : nothing}</li>`;
}

/** @param {State} state @param {CaseShown["letters"][number]} letter */
function letter(state, { letter: id, kind, made, language, subject }) {
	const name = /** @type {Record<string, string>} */ (languages)[language] ?? language;
	return html`<li class="line"><div class="grow"><strong>${translated(`letter_${kind}`, kind)}</strong>
			<p class="small soft">${dayWords(dayOf(made))} · ${name}</p></div>
		${letterButtons(id, subject, (work) => act(state, work))}</li>`;
}

/** @param {string} title @param {Template} body */
const part = (title, body) => html`<section class="stack-small"><h3>${title}</h3>${body}</section>`;

/** @param {CaseShown} row */
const counted = ({ explained, verified }) => explained ? part(t("how_counted"),
	html`<p data-testid="explained">${explained}</p>
	${verified ? nothing : html`<p class="small soft">${t("count_unverified")}</p>`}`) : nothing;

/** @param {CaseShown} row */
const replies = ({ documents }) => documents.length ? part(t("documents"),
	html`<ul>${documents.map(({ name, bytes }) => html`
	<li>${icon("letter")} ${name} <span class="soft">${size(bytes)}</span></li>`)}</ul>`) : nothing;

/** @param {State} state @param {CaseShown} row */
export const inside = (state, row) => html`<div class="stack" data-testid="case-details">
	${counted(row)}
	${part(t("history"), html`<ol class="timeline" data-testid="history">${row.history.map(happened)}</ol>`)}
	${part(t("letters"), html`<ul class="lines">${row.letters.map((one) => letter(state, one))}</ul>`)}
	${replies(row)}
	<button type="button" class="danger" @click=${() => forget(state, row)} data-testid="forget-case">
		${icon("trash")} ${t("forget")}</button></div>`;
