// adopt.js: a letter that was sent earlier, or without Lenscap, becomes a case: its text, its mail, or just its day.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, recount } from "../../shared/casework.js";
import { announce } from "../../shared/components.js";
import { today } from "../../shared/days.js";
import { Failure } from "../../shared/failure.js";
import { checkBox, chip, fileButton, textField } from "../../shared/fields.js";
import { letterLanguage, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { asker, host } from "../../shared/rpc.js";
import { sendBlob } from "../../shared/upload.js";
import { byPost, choiceOf, dayField, posted, ways } from "./sheets.js";
import { load } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {ReturnType<typeof newAdopting>} Adopting */

const rights = /** @type {const} */ (["access", "erasure", "objection", "restriction", "rectification", "withdrawal"]);
const FOUND = 6; // companies offered
const TYPING = 200; // ms
const LINE = 120; // letters

const newAdopting = () => ({
	words: "",
	found: /** @type {import("../../shared/answers.js").Controller[]} */ ([]),
	to: "", name: "",
	day: "", how: "", reference: "",
	tracking: "", received: "", proven: false,
	ask: /** @type {Set<string>} */ (new Set(["access"])),
	file: /** @type {File | null} */ (null),
	typing: 0, // timer of the search
});

/** @param {State} state */
function turn(state) {
	state.adopting = state.adopting ? null : newAdopting();
	state.redraw();
	document.getElementById("adopt-who")?.focus();
}

/** @param {State} state */
export const adoptButton = (state) => html`<button type="button" aria-expanded=${state.adopting ? "true" : "false"}
	@click=${() => turn(state)} data-testid="adopt">${icon("plus")} ${t("adopt")}</button>`;

/** @param {State} state @param {Adopting} adopting */
async function search(state, adopting) {
	const { words } = adopting;
	const { controllers } = await host("controller.search", { query: words.trim(), limit: FOUND });
	if (words !== adopting.words)
		return;
	adopting.found = words.trim() ? controllers : [];
	state.redraw();
}

/** @param {State} state @param {Adopting} adopting @param {string} words */
function type(state, adopting, words) {
	Object.assign(adopting, { words, to: "", name: "" });
	clearTimeout(adopting.typing);
	adopting.typing = /** @type {any} */ (setTimeout(() => search(state, adopting).catch((error) => {
		state.error = error;
		state.redraw();
	}), TYPING));
}

/** @param {State} state @param {Adopting} adopting @param {Partial<Adopting>} now */
function set(state, adopting, now) {
	Object.assign(adopting, now);
	state.redraw();
}

/** What is said of it, for case.adopt. @param {Adopting} adopting */
export const saidOf = (adopting) => ({
	to: adopting.to, on: adopting.day, ...(adopting.how ? { how: /** @type {any} */ (adopting.how) } : {}),
	ask: rights.filter((right) => adopting.ask.has(right)), language: letterLanguage(),
	...(adopting.reference.trim() ? { reference: adopting.reference.trim() } : {}),
	...posted(adopting),
});

/** @param {State} state @param {Adopting} adopting */
const adopt = (state, adopting) => act(state, async () => {
	const { file } = adopting;
	if (!adopting.to || !adopting.day || adopting.ask.size === 0)
		throw new Failure("adopt");
	const upload = file ? await sendBlob(asker, file, { purpose: "mail", name: file.name }) : 0;
	const made = await host("case.adopt", { ...saidOf(adopting), ...(upload ? { upload } : {}) });
	state.adopting = null;
	await load(state);
	recount();
	const words = t("adopted", { name: made.name });
	announce(words);
	return words;
});

/** @param {State} state @param {Adopting} adopting */
const who = (state, adopting) => html`${textField({ id: "adopt-who", label: t("adopt_who"), most: LINE,
		value: adopting.name || adopting.words, input: (words) => type(state, adopting, words) })}
	${adopting.found.length ? html`<div class="row chips" role="group" aria-label=${t("adopt_who")}>
		${adopting.found.map(({ slug, name }) => chip(name, adopting.to === slug,
			() => set(state, adopting, { to: slug, name }), `adopt-to-${slug}`))}</div>` : nothing}`;

/** @param {State} state @param {Adopting} adopting @param {string} right */
function toggle(state, adopting, right) {
	if (!adopting.ask.delete(right))
		adopting.ask.add(right);
	state.redraw();
}

/** @param {State} state */
export function adoptOf(state) {
	const { adopting } = state;
	if (!adopting)
		return nothing;
	const named = (/** @type {string} */ name) => `adopt-${name}`;
	const form = { saying: adopting, redraw: state.redraw, id: named, test: named };
	return html`<section class="card stack" aria-labelledby="adopt-title" data-testid="adopting">
		<h2 id="adopt-title">${t("adopt")}</h2><p class="soft">${t("adopt_text")}</p>
		${who(state, adopting)}
		<fieldset class="stack-small"><legend class="label">${t("adopt_asked")}</legend><div class="row">
			${rights.map((right) => checkBox(t(`ask_${right}`), adopting.ask.has(right),
				() => toggle(state, adopting, right), { test: `adopt-${right}` }))}</div></fieldset>
		<div class="pair">${dayField(form, "day", { label: t("adopt_day"), max: today() })}
			${choiceOf("adopt-how", t("sent_how"), ways, "way", adopting.how,
				(how) => { adopting.how = how; }, false)}
			${textField({ id: "adopt-reference", label: t("adopt_reference"), hint: t("adopt_reference_hint"), most: 31,
				value: adopting.reference, input: (reference) => { adopting.reference = reference; } })}</div>
		${byPost(form)}
		<div class="row">${fileButton(adopting.file?.name ?? t("adopt_file"), ".eml,.txt,message/rfc822,text/plain",
			"adopt-file", (file) => set(state, adopting, { file: file ?? null }))}</div>
		<div class="row"><button type="button" class="primary" ?disabled=${state.busy !== ""}
				@click=${() => adopt(state, adopting)} data-testid="adopt-yes">${t("adopt_yes")}</button>
			<button type="button" class="plain" @click=${() => turn(state)}>${t("cancel")}</button></div></section>`;
}
