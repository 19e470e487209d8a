// what.js: what is wanted of them, and why; or, of the next letter of a case, what it answers.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { partiesOf } from "../../shared/casework.js";
import { checkBox, chip, textArea } from "../../shared/fields.js";
import { t } from "../../shared/i18n.js";
import { changed } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Own} Own */

const rights = ["access", "erasure", "objection", "restriction", "rectification", "withdrawal"];
const situations = ["safety", "work", "minor", "private"];
const MOST = 500; // letters of what is said in own words

/** Words of one's own. @param {State} state @param {Own} name @param {string} label @param {string} [hint] */
const area = (state, name, label, hint = "") => textArea({ id: name, label, hint,
	rows: 2, most: MOST, value: state.own[name],
	input: (text) => {
		state.own[name] = text.trim();
		changed(state);
	} });

/** @param {State} state @param {string} right */
function toggle(state, right) {
	if (!state.ask.delete(right))
		state.ask.add(right);
	changed(state);
}

/** @param {State} state @param {string} right */
const wish = (state, right) => html`<li>${checkBox(html`<span><strong>${t(`ask_${right}`)}</strong><br>
	<span class="small soft">${t(`ask_${right}_text`)}</span></span>`, state.ask.has(right), () => toggle(state, right),
	{ test: `ask-${right}`, className: "pick" })}</li>`;

/** @param {State} state @param {string} name */
function situate(state, name) {
	state.own.situation_kind = state.own.situation_kind === name ? "" : name;
	changed(state);
}

/** Why one objects. @param {State} state */
const situation = (state) => html`<fieldset class="stack-small"><legend class="label">${t("situation_title")}</legend>
	<div class="row chips">${situations.map((name) => chip(t(`situation_${name}`), state.own.situation_kind === name,
		() => situate(state, name), `situation-${name}`))}</div>
	${area(state, "situation", t("situation_own"), t("situation_hint"))}</fieldset>`;

/** @param {State} state */
export const what = (state) => html`<ul class="rights">${rights.map((right) => wish(state, right))}</ul>
	${state.ask.has("objection") ? situation(state) : nothing}
	${state.ask.has("rectification") ? html`${area(state, "wrong", t("wrong"))}
		${area(state, "right", t("right"))}` : nothing}
	${area(state, "purpose", t("purpose"), t("purpose_hint"))}`;

/** The next letter of a case. @param {State} state */
export function followUp(state) {
	const { about, follows: { kind } } = state;
	return about ? html`<p>${t("follow_text", { name: partiesOf(about), reference: about.reference })}</p>
		${kind === "partial_answer" ? area(state, "missing", t("missing"), t("missing_hint")) : nothing}
		${kind === "no_answer" ? nothing : area(state, "quote", t("quote"), t("quote_hint"))}` : nothing;
}
