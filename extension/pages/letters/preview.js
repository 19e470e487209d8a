// preview.js: what the letters would be, what they give away, and writing them.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, recount, refusal } from "../../shared/casework.js";
import { announce, notice, problem } from "../../shared/components.js";
import { dayWords, today } from "../../shared/days.js";
import { plain } from "../../shared/failure.js";
import { checkBox, selectField } from "../../shared/fields.js";
import { count, languages, letterLanguage, lettered, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";
import { forgetDraft } from "./kept_draft.js";
import { changed, chosen, isNew, lately, needed, wanted } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Draft} Draft */
/** @typedef {import("../../shared/answers.js").Disclosure} Disclosure */

/** How what is told looks, from the heaviest. */
const tones = /** @type {Record<string, string>} */ ({ new: "medium", held: "", not_needed: "high", stays: "good" });
const told = ["new", "held", "not_needed"];

/** @param {State} state */
async function write(state) {
	await act(state, async () => {
		const { letters } = await host("letter.draft", wanted(state, chosen(state))).catch((failure) => {
			throw plain(failure).code === "exists" ? refusal(failure, { exists: "wrote_lately" }) : failure;
		});
		state.written = letters;
		if (isNew(state))
			forgetDraft();
		announce(count("written", letters.length));
		recount();
	});
	document.getElementById("written")?.focus();
}

/** What does not leave with the letter. @param {Disclosure[]} rows */
function staying(rows) {
	const tells = (/** @type {string} */ what) => rows.some((row) => row.what === what);
	return ["photo", "name", "address", ...(tells("iscc") ? [] : ["pdq"])].filter((what) => !tells(what));
}

/** @param {string} state @param {import("../../shared/components.js").Template[]} list */
const group = (state, list) => html`<li data-state=${state}>
	<span class="tag ${tones[state] ?? ""}">${t(`state_${state}`)}</span><ul>${list}</ul></li>`;

/** @param {Disclosure} row */
const disclosed = ({ what, words, count: n }) => html`<li><strong>${translated(`discloses_${what}`, words)}</strong>
	${n > 1 ? `(${n})` : ""} <span class="small soft">${translated(`discloses_${what}_why`, "")}</span></li>`;

/** What the letter hands over, from the heaviest; and what it does not. @param {Disclosure[]} rows */
function meter(rows) {
	const of = (/** @type {string} */ state) => rows.filter((row) => row.state === state);
	return html`<section class="stack-small" data-testid="meter" aria-labelledby="meter">
		<h3 id="meter">${t("meter_title")}</h3><ul class="meter">
		${told.filter((state) => of(state).length).map((state) => group(state, of(state).map(disclosed)))}
		${group("stays", staying(rows).map((name) => html`<li>${t(`stays_${name}`)}</li>`))}</ul></section>`;
}

/** @param {State} state @param {Partial<State>} now */
function turn(state, now) {
	Object.assign(state, now);
	state.redraw();
}

/** @param {State} state */
const chooser = (state) => state.drafts.length < 2 ? nothing : selectField({ id: "which", label: t("preview_of"),
	options: state.drafts.map((row, at) => /** @type {const} */ ([String(at), row.name])), chosen: String(state.which),
	change: (value) => turn(state, { which: Number(value) }) });

/** All that hold; one that is not known here in the host's words. @param {Draft} now */
const warnings = (now) => (now.warnings ?? (now.warns ? [{ warns: now.warns, words: now.warning }] : [])).map(
	({ warns, words }) => translated(`warns_${warns}`, words));

/** @param {State} state @param {Draft} now */
function letter(state, now) {
	const translation = now.language === letterLanguage() ? undefined : state.translations[state.which];
	const shown = (state.translated && translation) || now;
	return html`${chooser(state)}
		${warnings(now).map((told) => html`<div data-testid="warning">${notice("warn", told)}</div>`)}
		${translation ? html`<button type="button" aria-pressed=${state.translated ? "true" : "false"}
			@click=${() => turn(state, { translated: !state.translated })} data-testid="preview-translation">
			${icon("globe")} ${t("translation_show")}</button>` : nothing}
		<pre class="paper" role="region" tabindex="0" lang=${shown.language} aria-label=${t("preview")}
			data-testid="preview-text">${shown.text ?? ""}</pre>
		${meter(now.discloses)}`;
}

/** Letters to these went out a short time ago. @param {State} state @param {string[]} slugs */
function soon(state, slugs) {
	const [first = ""] = slugs;
	const names = { name: state.whom.chosen.get(first)?.name ?? "", day: dayWords(state.young.get(first) ?? today()) };
	const toggle = () => {
		state.again = !state.again;
		changed(state);
	};
	return html`<div data-testid="lately">${notice("warn", html`
		<p><strong>${count("lately", slugs.length, names)}</strong></p>
		<p>${t("lately_text")} <a href="#cases">${t("cases")}</a></p>
		${checkBox(t("write_again"), state.again, toggle, { test: "again" })}`)}</div>`;
}

/** @param {State} state */
const languageField = (state) => selectField({ id: "language", label: t("letter_language"), chosen: state.own.language,
	options: [["", t("language_theirs")], ...lettered.map((code) =>
		/** @type {const} */ ([code, languages[code], code]))],
	change: (value) => {
		state.own.language = value;
		changed(state);
	} });

/** @param {string[]} keys */
const missing = (keys) => html`<div data-testid="needed">${notice("info", html`<p>${t("needed")}</p>
	<ul class="dots">${keys.map((key) => html`<li>${t(key)}</li>`)}</ul>`)}</div>`;

/** @param {State} state */
function writeWords(state) {
	const recipients = chosen(state).length;
	return !isNew(state) ? t("write_single") : recipients ? count("write", recipients) : t("write_letters");
}

/** @param {State} state */
export function preview(state) {
	const keys = needed(state);
	const now = state.drafts[state.which];
	const young = lately(state);
	const blocked = state.busy !== "" || keys.length > 0 || !now
		|| state.written !== null || (young.length > 0 && !state.again);
	return html`<aside class="card stack preview" aria-labelledby="preview"><h2 id="preview">${t("preview")}</h2>
		<div class="inside stack">${languageField(state)}
			${keys.length ? missing(keys) : nothing}
			${state.refused ? problem(state.refused) : nothing}
			${keys.length === 0 && now ? letter(state, now) : nothing}
			${young.length ? soon(state, young) : nothing}</div>
		<div class="stack-small"><button type="button" class="primary" ?disabled=${blocked} @click=${() => write(state)}
				data-testid="write">${icon("letter")} ${writeWords(state)}</button>
			<p class="small soft">${t("write_text")}</p></div></aside>`;
}
