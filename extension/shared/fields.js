// fields.js: the controls that our forms are made of.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { icon } from "./icons.js";

/** @typedef {import("./components.js").Template} Template */
/** @typedef {{id: string, label: string, hint?: string, test?: string}} Named test: its data-testid */

/** What was typed or chosen. @param {Event} event */
export const valueOf = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** @param {Named} named @param {Template} control whose id is named.id */
const field = ({ id, label, hint }, control) => html`<div class="field"><label for=${id}>${label}</label>${control}
	${hint ? html`<p class="small soft" id="${id}-hint">${hint}</p>` : nothing}</div>`;

/** What a control is described by. @param {Named} named */
const describedBy = ({ id, hint }) => hint ? `${id}-hint` : nothing;

/**
 * A line of text.
 * @param {Named & {value?: string, type?: string, most?: number, placeholder?: string,
 *   input?: (text: string) => void, change?: (text: string) => void}} options
 *   input: at each letter; change: when it is done
 */
export const textField = ({ value = "", type = "text", most, placeholder, input, change, ...named }) =>
	field(named, html`
	<input id=${named.id} type=${type} autocomplete="off"
		maxlength=${most ?? nothing} placeholder=${placeholder ?? nothing}
		aria-describedby=${describedBy(named)} .value=${value}
			@input=${(/** @type {Event} */ event) => input?.(valueOf(event))}
		@change=${(/** @type {Event} */ event) => change?.(valueOf(event))} data-testid=${named.test ?? named.id}>`);

/**
 * Several lines of text.
 * @param {Named & {value: string, rows: number, most: number,
 *   input?: (text: string) => void, change?: (text: string) => void}} options
 */
export const textArea = ({ value, rows, most, input, change, ...named }) => field(named, html`
	<textarea id=${named.id} rows=${rows} maxlength=${most} aria-describedby=${describedBy(named)} .value=${value}
		@input=${(/** @type {Event} */ event) => input?.(valueOf(event))}
		@change=${(/** @type {Event} */ event) => change?.(valueOf(event))}
		data-testid=${named.test ?? named.id}></textarea>`);

/**
 * A choice of one.
 * @param {Named & {options: (readonly [value: string, words: string, lang?: string])[], chosen: string,
 *   change: (value: string) => void}} options
 */
export const selectField = ({ options, chosen, change, ...named }) => field(named, html`
	<select id=${named.id} aria-describedby=${describedBy(named)}
		@change=${(/** @type {Event} */ event) => change(valueOf(event))} data-testid=${named.test ?? named.id}>
		${options.map(([value, words, lang]) => html`
			<option value=${value} lang=${lang ?? nothing}
				?selected=${value === chosen}>${words}</option>`)}</select>`);

/**
 * A button that stays pressed.
 * @param {string} words @param {boolean} pressed @param {() => void} press @param {string} test
 */
export const chip = (words, pressed, press, test) => html`<button type="button" class="chip"
	aria-pressed=${pressed ? "true" : "false"} @click=${press} data-testid=${test}>${words}</button>`;

/**
 * A choice of yes or no, with its words.
 * @param {Template | string} words @param {boolean} checked @param {() => void} change
 * @param {{test?: string, className?: string, disabled?: boolean}} [options]
 */
export const checkBox = (words, checked, change, { test, className = "choice", disabled = false } = {}) => html`
	<label class=${className}><input type="checkbox" ?disabled=${disabled} .checked=${checked} @change=${change}
		data-testid=${test ?? nothing}> ${words}</label>`;

/** The files that were chosen; the control is empty again. @param {Event} event */
export function filesOf(event) {
	const input = /** @type {HTMLInputElement} */ (event.target);
	const files = [...(input.files ?? [])];
	input.value = "";
	return files;
}

/**
 * A button that takes files, or all that are in a folder.
 * @param {string} words @param {string} accept @param {string} test @param {(files: File[]) => void} take
 * @param {boolean} [folder]
 */
export const filesButton = (words, accept, test, take, folder = false) => html`<label class="button">
	${icon(folder ? "folder" : "disk")} ${words}
	<input type="file" class="visually-hidden" multiple ?webkitdirectory=${folder} accept=${accept} data-testid=${test}
		@change=${(/** @type {Event} */ event) => take(filesOf(event))}></label>`;

/**
 * A button that takes a file.
 * @param {Template | string} words @param {string} accept @param {string} test
 * @param {(file: File | undefined) => void} take
 */
export const fileButton = (words, accept, test, take) => html`<label class="button">${icon("disk")} ${words}
	<input type="file" class="visually-hidden" accept=${accept} data-testid=${test}
		@change=${(/** @type {Event} */ event) => take(filesOf(event)[0])}></label>`;
