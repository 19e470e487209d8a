// cleaning.js: pictures that are dropped or chosen, and their copies without what the files give away.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act } from "../../shared/acting.js";
import { announce, describe, notice, progress } from "../../shared/components.js";
import { plain } from "../../shared/failure.js";
import { filesOf } from "../../shared/fields.js";
import { findingLabel } from "../../shared/findings.js";
import { number } from "../../shared/format.js";
import { count, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { asker } from "../../shared/rpc.js";
import { sendBlob } from "../../shared/upload.js";
import { ENDINGS } from "./adding.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../../shared/answers.js").Cleaned} Cleaned */

/** Reasons that have one remedy. */
const FAILED = ["not_cleaned", "differs", "damaged"];

/** @param {File} file @param {AbortSignal} signal @returns {Promise<Cleaned>} */
async function cleaned(file, signal) {
	try {
		const upload = await sendBlob(asker, file, { purpose: "clean", name: file.name }, { signal });
		const { files } = await asker.request("picture.clean", { files: [upload], name: file.name });
		return { .../** @type {Cleaned} */ (files[0]), file: file.name };
	} catch (error) {
		const failure = plain(error);
		// Nothing more can be cleaned either.
		if (failure.code.startsWith("host_") || failure.code === "cancelled")
			throw error;
		return { file: file.name, status: "error", error: failure };
	}
}

/** @param {State} state @param {File[]} files */
async function clean(state, files) {
	if (state.cleaning) {
		// They follow those that are on their way.
		state.cleaning.list.push(...files);
		return;
	}
	if (files.length === 0)
		return;
	const cleaning = { stop: new AbortController(), list: [...files], done: 0 };
	Object.assign(state, { cleaning, copies: [] });
	await act(state, async () => {
		for (const file of cleaning.list) {
			if (cleaning.stop.signal.aborted)
				return;
			state.copies.push(await cleaned(file, cleaning.stop.signal));
			cleaning.done++;
			state.redraw();
		}
	});
	state.cleaning = null;
	state.redraw();
	announce(count("cleaned_said", state.copies.filter(({ status }) => status === "ok").length));
}

/** @param {State} state @param {DragEvent} event */
function drag(state, event) {
	event.preventDefault();
	state.overCleaning = event.type === "dragover" || event.type === "dragenter";
	state.redraw();
	if (event.type === "drop")
		clean(state, [...(event.dataTransfer?.files ?? [])]);
}

/** @param {NonNullable<State["cleaning"]>} cleaning */
const onTheirWay = ({ done, list, stop }) => html`
	<div class="grow" data-testid="cleaning">
		${progress(done, list.length, t("cleaning", { done: number(done), total: number(list.length) }))}</div>
	<button type="button" @click=${() => stop.abort()}>${icon("cross")} ${t("cancel")}</button>`;

/** @param {State} state */
const chooser = (state) => html`<p>${t("clean_text")}</p>
	<button type="button" @click=${() => document.getElementById("to-clean")?.click()} data-testid="clean-files">
		${t("clean_choose")}</button>
	<input id="to-clean" type="file" multiple accept=${["image/*", ...ENDINGS].join(",")} hidden
		aria-label=${t("clean_title")}
		@change=${(/** @type {Event} */ event) => clean(state, filesOf(event))} data-testid="to-clean">`;

/** Where pictures are dropped to be cleaned. @param {State} state */
export function cleanArea(state) {
	const on = (/** @type {DragEvent} */ event) => drag(state, event);
	return html`<section class="drop ${state.overCleaning ? "over" : ""}" aria-label=${t("clean_title")}
		data-testid="clean" @dragenter=${on} @dragover=${on} @dragleave=${on} @drop=${on}>
		${state.cleaning ? onTheirWay(state.cleaning) : chooser(state)}</section>`;
}

/** @param {string} lead @param {Cleaned["removed"]} [findings] */
const kinds = (lead, findings = []) => findings.length === 0 ? nothing
	: html`<span class="soft"> ${lead} ${[...new Set(findings.map(findingLabel))].join(", ")}</span>`;

/** @param {Cleaned} row */
function line({ file, status, copy = "", removed = [], stayed, error }) {
	const words = status === "ok" ? t("clean_saved", { file: copy })
		: error && FAILED.includes(error.code) ? t("clean_failed")
			: translated(`picture_${error?.code}`, describe(error).sentence);
	return html`<li data-outcome=${status}><strong>${file}</strong>: ${words}
		${status === "ok" && removed.length === 0 ? html`<span class="soft"> ${t("clean_nothing")}</span>` : nothing}
		${kinds(t("clean_removed"), removed)}${kinds(t("clean_stayed"), stayed)}</li>`;
}

/** @param {State} state */
function dismiss(state) {
	state.copies = [];
	state.redraw();
}

/** What became of the pictures. @param {State} state */
export function copies(state) {
	if (state.copies.length === 0)
		return nothing;
	const all = state.copies.every(({ status, stayed = [] }) => status === "ok" && stayed.length === 0);
	return html`<section class="uploads" aria-label=${t("clean_outcomes")} data-testid="copies">
		${notice(all ? "good" : "warn", html`<ul class="stack-small">${state.copies.map(line)}</ul>`,
			html`<button type="button" @click=${() => dismiss(state)}>${t("dismiss")}</button>`)}</section>`;
}
