// sheets.js: what can be said of a case: that its letter was sent, what they answered, that it is over.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { dayOf, today } from "../../shared/days.js";
import { textField, valueOf } from "../../shared/fields.js";
import { t } from "../../shared/i18n.js";
import { host } from "../../shared/rpc.js";
import { isOpen, note, turn } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Case} Case */
/** @typedef {import("./state.js").Sheet} Sheet */
/** @typedef {import("../../shared/components.js").Template} Template */

const ways = /** @type {const} */ (["email", "post", "form", "fax"]);
const replies = /** @type {const} */ (["receipt", "answer", "nothing_held", "erased", "partial", "photo_demanded",
	"id_demanded", "use_form", "cannot_identify", "not_subject", "too_often", "public_data", "extension",
	"fee_demanded", "scope_asked", "forwarded", "refused", "bounced"]);
const NOTE = 200; // letters

/** @param {State} state @param {Case} row */
const dayField = (state, row) => html`<div class="field"><label for="day-${row.case}">${t("on_day")}</label>
	<input id="day-${row.case}" type="date" min=${row.sent ?? dayOf(row.opened)} max=${today()}
		.value=${state.saying.day}
		@change=${(/** @type {Event} */ event) => { state.saying.day = valueOf(event) || today(); }}
			data-testid="day"></div>`;

/** @param {State} state @param {"note" | "outcome"} name @param {Case} row @param {string} label */
const line = (state, name, row, label) => textField({ id: `${name}-${row.case}`, label, most: NOTE, test: name,
	value: state.saying[name], input: (text) => { state.saying[name] = text; } });

/** @param {State} state @param {Case} row */
const when = (state, row) => html`<div class="pair">
	${dayField(state, row)}${line(state, "note", row, t("note"))}</div>`;

/** @param {State} state @param {Case} row */
const sent = (state, row) => html`${when(state, row)}<p class="label">${t("sent_how")}</p>
	<div class="row">${ways.map((how) => html`<button type="button"
		@click=${() => note(state, row, t("noted_sent"), (common) => host("case.sent", { ...common, how }))}
		data-testid="sent-${how}">
		${t(`way_${how}`)}</button>`)}</div>`;

/** @param {State} state @param {Case} row */
const reply = (state, row) => html`${when(state, row)}<p class="label">${t("reply_what")}</p>
	<div class="row chips">${replies.map((kind) => html`<button type="button" class="chip"
		@click=${() => note(state, row, t("noted_reply"), (common) => host("case.reply", { ...common, kind }))}
		data-testid="reply-${kind}">
		${t(`reply_${kind}`)}</button>`)}</div>`;

/** @param {State} state @param {Case} row */
function close(state, row) {
	const done = () => note(state, row, t("noted_closed"),
		(common) => host("case.close", { ...common, outcome: state.saying.outcome.trim() }));
	return html`${line(state, "outcome", row, t("outcome_label"))}
		<div class="row"><button type="button" class="primary" @click=${done} data-testid="close-yes">
			${t("close_case")}</button></div>`;
}

const sheets = { sent, reply, close };

/**
 * The button that opens one.
 * @param {State} state @param {Sheet} name @param {Case} row @param {Template | string} words @param {boolean} primary
 */
export const opener = (state, name, row, words, primary) => html`<button type="button" class=${primary ? "primary" : ""}
	aria-expanded=${isOpen(state, name, row) ? "true" : "false"} @click=${() => turn(state, name, row)}
	data-testid="do-${name}">${words}${whose(row)}</button>`;

/**
 * Whose case a button is of, for those who hear it among many of the same words.
 * @param {Case} row
 */
export const whose = (row) => html`<span class="visually-hidden">: ${row.name}, ${row.reference}</span>`;

/** The one that is open, if it is of this case. @param {State} state @param {Case} row */
export const sheetOf = (state, row) => state.sheet?.id === row.case
	? html`<div class="sheet stack-small" data-testid="sheet">${sheets[state.sheet.name](state, row)}</div>` : nothing;
