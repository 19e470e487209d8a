// adding.js: files that are dropped or chosen, on their way, and what became of them.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act } from "../../shared/acting.js";
import { announce, describe, notice, progress } from "../../shared/components.js";
import { filesOf } from "../../shared/fields.js";
import { findingLabel } from "../../shared/findings.js";
import { number } from "../../shared/format.js";
import { count, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { asker } from "../../shared/rpc.js";
import { addFiles } from "../../shared/upload.js";
import { load } from "./state.js";

/** @typedef {import("./state.js").State} State */

const NAMED = 100; // files of which it is said what became of them

/** @param {State} state @param {File[]} files */
async function add(state, files) {
	const all = files.reduce((sum, file) => sum + file.size, 0);
	if (state.upload) {
		// They follow those that are on their way.
		state.upload.list.push(...files);
		state.upload.all += all;
		return;
	}
	if (files.length === 0)
		return;
	const upload = { stop: new AbortController(), list: [...files], done: 0, bytes: 0, all };
	Object.assign(state, { upload, outcomes: [] });
	await act(state, () => addFiles(asker, upload.list, {
		signal: upload.stop.signal,
		progress: (now) => {
			Object.assign(upload, now);
			state.redraw();
		},
		each: (file, added) => state.outcomes.push({ name: file.name, ...added }),
	}));
	state.upload = null;
	announce(count("kept_said", state.outcomes.filter(({ outcome }) => outcome !== "failed").length));
	await state.shell.refresh();
	await load(state);
}

/** @param {State} state @param {DragEvent} event */
function drag(state, event) {
	event.preventDefault();
	state.over = event.type === "dragover" || event.type === "dragenter";
	state.redraw();
	if (event.type === "drop")
		add(state, [...(event.dataTransfer?.files ?? [])]);
}

/** @param {import("./state.js").Upload} upload */
const onTheirWay = ({ bytes, all, done, list, stop }) => html`
	<div class="grow" data-testid="uploading">
		${progress(bytes, all, t("adding", { done: number(done), total: number(list.length) }))}</div>
	<button type="button" @click=${() => stop.abort()}
		data-testid="cancel-upload">${icon("cross")} ${t("cancel")}</button>`;

// Files of which some browsers do not know that they are pictures.
export const ENDINGS = [".heic", ".heif", ".avif", ".jxl", ".tif", ".tiff",
	".dng", ".nef", ".cr2", ".cr3", ".arw", ".orf", ".rw2", ".raf"];

/** @param {State} state */
const chooser = (state) => html`<p>${t("drop_text")}</p>
	<button type="button" @click=${() => document.getElementById("files")?.click()} data-testid="add-files">
		${icon("plus")} ${t("choose_files")}</button>
	<input id="files" type="file" multiple accept=${["image/*", ...ENDINGS].join(",")} hidden
		aria-label=${t("choose_files")}
		@change=${(/** @type {Event} */ event) => add(state, filesOf(event))} data-testid="files">`;

/** Where files are dropped. @param {State} state */
export function dropArea(state) {
	const on = (/** @type {DragEvent} */ event) => drag(state, event);
	return html`<section class="drop ${state.over ? "over" : ""}" aria-label=${t("add_photos")} data-testid="drop"
		@dragenter=${on} @dragover=${on} @dragleave=${on} @drop=${on}>
		${state.upload ? onTheirWay(state.upload) : chooser(state)}</section>`;
}

/** @param {State["outcomes"][number]} file */
function line({ name, outcome, error, findings = [] }) {
	const words = outcome === "failed" ? translated(`picture_${error?.code}`, describe(error).sentence)
		: t(`outcome_${outcome}`);
	const kinds = [...new Set(findings.map(findingLabel))].join(", ");
	return html`<li data-outcome=${outcome}><strong>${name}</strong>: ${words}
		${kinds ? html`<span class="soft"> ${t("gives_away")} ${kinds}</span>` : nothing}</li>`;
}

/** @param {State} state */
function dismiss(state) {
	state.outcomes = [];
	state.redraw();
}

/** What became of the files. @param {State} state */
export function results(state) {
	if (state.outcomes.length === 0)
		return nothing;
	const kind = state.outcomes.some(({ outcome }) => outcome === "failed") ? "warn" : "good";
	return html`<section class="uploads" aria-label=${t("added_title")} data-testid="outcomes">
		${notice(kind, html`<ul class="stack-small">${state.outcomes.slice(0, NAMED).map(line)}</ul>`,
			html`<button type="button" @click=${() => dismiss(state)}>${t("dismiss")}</button>`)}</section>`;
}
