// sheets.js: what can be said of a case: that its letter was sent, what they answered, that it is over.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { partiesOf } from "../../shared/casework.js";
import { dayOf, today } from "../../shared/days.js";
import { checkBox, selectField, textField, valueOf } from "../../shared/fields.js";
import { t } from "../../shared/i18n.js";
import { host } from "../../shared/rpc.js";
import { isOpen, note, turn } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Case} Case */
/** @typedef {import("./state.js").Sheet} Sheet */
/** @typedef {import("./state.js").Saying} Saying */
/** @typedef {Pick<Saying, "tracking" | "received" | "proven">} Post */
/** @typedef {import("../../shared/components.js").Template} Template */

export const ways = /** @type {const} */ (["email", "post", "form", "fax"]);
export const replies = /** @type {const} */ (["receipt", "answer", "nothing_held", "erased", "partial",
	"photo_demanded", "id_demanded", "use_form", "cannot_identify", "not_subject", "too_often", "public_data",
	"extension", "fee_demanded", "scope_asked", "forwarded", "refused", "bounced"]);
const NOTE = 200; // letters
const NUMBER = 60; // of a parcel

/**
 * Where something is said, and what is said there.
 * @template {Partial<Saying>} [T=Saying]
 * @typedef {{saying: T, redraw: () => void, id: (name: string) => string, test: (name: string) => string}} Form
 *   id: of a control; test: its data-testid
 */

/**
 * What has the focus of several of a kind is told apart by the case.
 * @param {State} state @param {Case} row @returns {Form}
 */
export const formOf = ({ saying, redraw }, row) =>
	({ saying, redraw, id: (name) => `${name}-${row.case}`, test: (name) => name });

/**
 * A day of what is said.
 * @template {"day" | "received" | "until" | "given"} Name
 * @param {Form<Record<Name, string>>} form @param {Name} name
 * @param {{label: string, min?: string, max?: string}} options
 */
export const dayField = ({ saying, id, test }, name, { label, min, max }) => html`<div class="field">
	<label for=${id(name)}>${label}</label>
	<input id=${id(name)} type="date" min=${min ?? nothing} max=${max ?? nothing} .value=${saying[name]}
		@change=${(/** @type {Event} */ event) => { saying[name] = valueOf(event); }}
			data-testid=${test(name)}></div>`;

/**
 * A line of what is said.
 * @template {"note" | "outcome" | "tracking"} Name
 * @param {Form<Record<Name, string>>} form @param {Name} name @param {string} label
 */
export const line = ({ saying, id, test }, name, label) => textField({ id: id(name), label,
	most: name === "tracking" ? NUMBER : NOTE, test: test(name), value: saying[name],
	input: (text) => { saying[name] = text; } });

/** The first letter's day, or that of the case. @param {Case} row */
const earliest = (row) => row.sent ?? dayOf(row.opened);

/** @param {State} state @param {Case} row */
const when = (state, row) => html`<div class="pair">
	${dayField(formOf(state, row), "day", { label: t("on_day"), min: earliest(row), max: today() })}
	${line(formOf(state, row), "note", t("note"))}</div>`;

/** @param {Form<Pick<Saying, "proven">>} form */
const proven = ({ saying, redraw, test }) => checkBox(t("received_proven"), saying.proven, () => {
	saying.proven = !saying.proven;
	redraw();
}, { test: test("proven") });

/** What is known of a letter by post. @param {Form<Post>} form */
export const byPost = (form) => html`<details class="stack-small" ?open=${Boolean(form.saying.tracking)}>
	<summary data-testid=${form.test("by-post")}>${t("by_post")}</summary>
	<div class="pair">${line(form, "tracking", t("tracking"))}
		${dayField(form, "received", { label: t("received_day"), max: today() })}</div>
	${proven(form)}</details>`;

/** What of the post was said. @param {Post} saying */
export const posted = ({ tracking, received, proven: sure }) => ({
	...(tracking.trim() ? { tracking: tracking.trim() } : {}),
	...(received ? { received, ...(sure ? { proven: true } : {}) } : {}),
});

/** @param {State} state @param {Case} row */
const sent = (state, row) => html`${when(state, row)}${byPost(formOf(state, row))}<p class="label">${t("sent_how")}</p>
	<div class="row">${ways.map((how) => html`<button type="button"
		@click=${() => note(state, row, t("noted_sent"), (common) =>
			host("case.sent", { ...common, how, ...posted(state.saying) }))}
		data-testid="sent-${how}">
		${t(`way_${how}`)}</button>`)}</div>`;

/** @param {State} state @param {Case} row */
const reply = (state, row) => html`${when(state, row)}
	${dayField(formOf(state, row), "until", { label: t("until_day"), min: earliest(row) })}
	<p class="label">${t("reply_what")}</p>
	<div class="row chips">${replies.map((kind) => html`<button type="button" class="chip"
		@click=${() => note(state, row, t("noted_reply"), (common) => host("case.reply", { ...common, kind,
			...(kind === "extension" && state.saying.until ? { until: state.saying.until } : {}) }))}
		data-testid="reply-${kind}">
		${t(`reply_${kind}`)}</button>`)}</div>`;

/** @param {string} words @param {() => void} done @param {string} test */
const last = (words, done, test) => html`<div class="row"><button type="button" class="primary" @click=${done}
	data-testid=${test}>${words}</button></div>`;

/** @param {State} state @param {Case} row */
const received = (state, row) => html`<p class="soft">${t("received_text")}</p>${when(state, row)}
	${proven(formOf(state, row))}${last(t("note_it"), () => note(state, row, t("noted_received"), (common) =>
		host("case.received", { ...common, proven: state.saying.proven })), "received-yes")}`;

const stands = /** @type {const} */ (["disputed", "accepted"]);

/** @param {State} state @param {Case} row */
const stand = (state, row) => html`<p class="soft">${t("stand_text")}</p><div class="pair">
	${dayField(formOf(state, row), "given", { label: t("stand_given"), min: earliest(row), max: today() })}
	${line(formOf(state, row), "note", t("note"))}</div>
	<div class="row">${stands.map((word) => html`<button type="button"
		@click=${() => note(state, row, t("noted_stand"), ({ on: _day, ...common }) => host("case.stand",
			{ ...common, stand: word, ...(state.saying.given ? { given: state.saying.given } : {}) }))}
		data-testid="stand-${word}">${t(`stand_${word}`)}</button>`)}</div>`;

/** @param {State} state @param {Case} row */
const close = (state, row) => html`${line(formOf(state, row), "outcome", t("outcome_label"))}
	${last(t("close_case"), () => note(state, row, t("noted_closed"), (common) =>
		host("case.close", { ...common, outcome: state.saying.outcome.trim() })), "close-yes")}`;

const sheets = { sent, reply, received, stand, close };

/**
 * The button that opens one.
 * @param {State} state @param {keyof typeof sheets} name @param {Case} row @param {Template | string} words
 * @param {boolean} primary
 */
export const opener = (state, name, row, words, primary) => html`<button type="button" class=${primary ? "primary" : ""}
	aria-expanded=${isOpen(state, name, row) ? "true" : "false"} @click=${() => turn(state, name, row)}
	data-testid="do-${name}">${words}${whose(row)}</button>`;

/**
 * Whose case a button is of, for those who hear it among many of the same words.
 * @param {Case} row
 */
export const whose = (row) => html`<span class="visually-hidden">: ${partiesOf(row)}, ${row.reference}</span>`;

/** The one that is open, if it is of this case. @param {State} state @param {Case} row */
export const sheetOf = (state, row) => state.sheet?.id === row.case && state.sheet.name !== "correct"
	? html`<div class="sheet stack-small" data-testid="sheet">${sheets[state.sheet.name](state, row)}</div>` : nothing;

/**
 * A choice among words.
 * @param {string} id @param {string} label @param {readonly string[]} words @param {string} prefix
 * @param {string} chosen @param {(value: string) => void} change
 * @param {boolean} [known] if not, it may stay so: "", which stands first
 */
export const choiceOf = (id, label, words, prefix, chosen, change, known = true) => selectField({ id, label, chosen,
	change, options: [...(known ? [] : [/** @type {const} */ (["", t("not_known")])]),
		...words.map((word) => /** @type {const} */ ([word, t(`${prefix}_${word}`)]))] });
