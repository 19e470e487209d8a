// casework.js: what letters and cases have in common on our pages.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { announce, copy, dialog } from "./components.js";
import { language, t } from "./i18n.js";
import { icon } from "./icons.js";
import { background, host } from "./rpc.js";

/** A day as the host writes it, in words. @param {string} day such as "2026-11-22" */
export const dayWords = (day) => new Intl.DateTimeFormat(language(), { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

/** The day it is here, as the host writes days. */
export function today(now = new Date()) {
	const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
	return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** How many days from one day to another. @param {string} from @param {string} to */
export const daysBetween = (from, to) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** Have the host keep letters as files. @param {number[]} letters @param {string[]} formats */
export async function saveLetters(letters, formats) {
	const saved = await host("letter.save", { letters, formats });
	const text = t("saved_in", { folder: saved.folder, files: saved.files.map((/** @type {any} */ row) => row.file).join(", ") });
	announce(text);
	return text;
}

/** The number on the button follows what was just done. */
export const recount = () => background.ask("due.count").catch(() => {});

/** Show a kept letter, with its twin; print or copy it. @param {number} letter */
export async function showLetter(letter) {
	const { text, twin } = await host("letter.show", { letter });
	let own = false;
	await dialog({ label: t("the_letter"), body: (/** @type {(answer: string) => void} */ close, redraw) => html`<div class="stack" data-testid="letter">
		<div class="row spread no-print"><h2>${t("the_letter")}</h2><button type="button" class="plain icon-only" autofocus aria-label=${t("close")} @click=${() => close("")} data-testid="close">${icon("cross")}</button></div>
		<div class="row no-print">${twin ? html`<button type="button" aria-pressed=${own ? "true" : "false"} @click=${() => { own = !own; redraw(); }} data-testid="twin">${icon("globe")} ${t("twin_show")}</button>` : nothing}
			<button type="button" @click=${() => copy(own ? twin : text)} data-testid="copy-text">${icon("copy")} ${t("copy_text")}</button>
			<button type="button" @click=${() => print()} data-testid="print">${icon("print")} ${t("print")}</button></div>
		<pre class="paper" tabindex="0" aria-label=${t("the_letter")} data-testid="letter-text">${own ? twin : text}</pre></div>` });
}

/** A letter's parts, one by one, for a form on a website. @param {number} letter */
export async function showFields(letter) {
	const fields = await host("letter.fields", { letter });
	await dialog({ label: t("fields_title"), body: (/** @type {(answer: string) => void} */ close) => html`<div class="stack" data-testid="fields">
		<div class="row spread"><h2>${t("fields_title")}</h2><button type="button" class="plain icon-only" autofocus aria-label=${t("close")} @click=${() => close("")} data-testid="close">${icon("cross")}</button></div>
		<p class="soft">${t("fields_text")}</p>
		${["to", "subject", "body"].filter((name) => fields[name]).map((name) => html`<div class="stack-small"><div class="row spread"><h3>${t(`field_${name}`)}</h3>
			<button type="button" class="small" @click=${() => copy(fields[name])} data-testid="copy-${name}">${icon("copy")} ${t("copy")}</button></div>
			<pre class="paper short" tabindex="0" aria-label=${t(`field_${name}`)}>${fields[name]}</pre></div>`)}</div>` });
}

/**
 * The buttons of one kept letter.
 * @param {number} letter @param {string} name whose, for those who hear the buttons
 * @param {(work: () => Promise<any>) => void} act runs and shows what failed
 */
export const letterButtons = (letter, name, act) => html`<div class="row" role="group" aria-label=${name}>
	<button type="button" @click=${() => act(() => saveLetters([letter], ["pdf"]))} data-testid="save-pdf">${icon("disk")} PDF</button>
	<button type="button" @click=${() => act(() => saveLetters([letter], ["eml"]))} data-testid="save-eml">${icon("letter")} ${t("save_mail")}</button>
	<button type="button" class="plain" @click=${() => act(() => showLetter(letter))} data-testid="show-letter">${icon("eye")} ${t("read")}</button>
	<button type="button" class="plain" @click=${() => act(() => showFields(letter))} data-testid="show-fields">${icon("copy")} ${t("web_form")}</button></div>`;
