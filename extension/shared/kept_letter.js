// kept_letter.js: what can be done with a letter that was written: save it, read it, send it.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { saveLetters } from "./casework.js";
import { copy, copyButton, dialog, dialogHead } from "./components.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { host } from "./rpc.js";

/** @typedef {(answer: string) => void} Close */

const MAIL_MAX = 1900; // letters of an address that mail programs take
const parts = /** @type {const} */ (["to", "subject", "body"]);

/**
 * What follows "mailto:" (RFC 6068) for a letter; without its text when that is
 * longer than mail programs take.
 * @param {{to: string, subject: string, body: string}} fields
 */
export function mailAddress({ to, subject, body }) {
	const head = `${encodeURIComponent(to).replaceAll("%40", "@")}?subject=${encodeURIComponent(subject)}`;
	const all = `${head}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
	return all.length > MAIL_MAX ? head : all;
}

/** Show a kept letter, with its translation; print or copy it. @param {number} letter @param {string} language */
async function showLetter(letter, language) {
	const { text, twin } = await host("letter.show", { letter });
	let translated = false;
	await dialog({ label: t("the_letter"), body: (/** @type {Close} */ close, redraw) => {
		const shown = translated ? twin : text;
		const turn = () => {
			translated = !translated;
			redraw();
		};
		return html`<div class="stack" data-testid="letter">${dialogHead(t("the_letter"), () => close(""))}
			<div class="row no-print">
				${twin ? html`<button type="button" aria-pressed=${translated ? "true" : "false"} @click=${turn}
					data-testid="translation">${icon("globe")} ${t("translation_show")}</button>` : nothing}
				<button type="button" @click=${() => copy(shown)}
					data-testid="copy-text">${icon("copy")} ${t("copy_text")}</button>
				<button type="button" @click=${() => print()}
					data-testid="print">${icon("print")} ${t("print")}</button></div>
			<pre class="paper" role="region" tabindex="0" lang=${translated ? nothing : language}
				aria-label=${t("the_letter")}
				data-testid="letter-text">${shown}</pre></div>`;
	} });
}

/** @param {string} name @param {string} text @param {string} language */
const part = (name, text, language) => html`<div class="stack-small">
	<div class="row spread"><h3>${t(`field_${name}`)}</h3>
		${copyButton(text, t(`field_${name}`), "small", `copy-${name}`)}</div>
	<pre class="paper short" role="region" tabindex="0" lang=${name === "to" ? nothing : language}
		aria-label=${t(`field_${name}`)}>${text}</pre></div>`;

/** Opens the mail program. @param {{to: string, subject: string, body: string}} fields */
function mailLink(fields) {
	const short = mailAddress(fields).includes("&body=");
	return html`<div class="row"><a class="button" href="mailto:${mailAddress(fields)}"
			@click=${() => short || copy(fields.body)} data-testid="mailto">${icon("letter")} ${t("mail_open")}</a>
		${short ? nothing : html`<p class="small soft">${t("mail_paste")}</p>`}</div>`;
}

/** A letter's parts, one by one: for a form on a website, or one's own mail program.
 * @param {number} letter @param {string} language */
async function showFields(letter, language) {
	const fields = await host("letter.fields", { letter });
	await dialog({ label: t("fields_title"), body: (/** @type {Close} */ close) => html`
		<div class="stack" data-testid="fields">${dialogHead(t("fields_title"), () => close(""))}
			<p class="soft">${t("fields_text")}</p>
			${fields.to.includes("@") ? mailLink(fields) : nothing}
			${parts.filter((name) => fields[name]).map((name) => part(name, fields[name], language))}</div>` });
}

/**
 * The buttons of one kept letter.
 * @param {{letter: number, language: string}} one @param {string} name whose, for those who hear the buttons
 * @param {(work: () => Promise<any>) => void} act runs and shows what failed
 */
export const letterButtons = ({ letter, language }, name, act) => html`<div class="row" role="group" aria-label=${name}>
	<button type="button" @click=${() => act(() => saveLetters([letter], ["pdf"]))} data-testid="save-pdf">
		${icon("disk")} PDF</button>
	<button type="button" @click=${() => act(() => saveLetters([letter], ["eml"]))} data-testid="save-eml">
		${icon("letter")} ${t("save_mail")}</button>
	<button type="button" class="plain" data-testid="show-letter"
		@click=${() => act(() => showLetter(letter, language))}>
		${icon("eye")} ${t("read")}</button>
	<button type="button" class="plain" data-testid="show-fields"
		@click=${() => act(() => showFields(letter, language))}>
		${icon("copy")} ${t("send_parts")}</button></div>`;
