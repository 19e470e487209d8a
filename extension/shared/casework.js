// casework.js: what letters and cases have in common on our pages.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { announce, copy, dialog } from "./components.js";
import { Failure, plain } from "./failure.js";
import { count, language, t } from "./i18n.js";
import { icon } from "./icons.js";
import { background, host } from "./rpc.js";

/** A day as the host writes it, in words. @param {string} day such as "2026-11-22" */
export const dayWords = (day) => new Intl.DateTimeFormat(language(), { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

/** The day of a moment here, as the host writes days. @param {number} time milliseconds since 1970 */
export function dayOf(time) {
	const now = new Date(time);
	const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
	return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
export const today = () => dayOf(Date.now());

/** How many days from one day to another. @param {string} from @param {string} to */
export const daysBetween = (from, to) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/**
 * What the host will not do as it is wished, as a failure that says so: the
 * wish is a person's then, not a mistake of our pages.
 * @param {unknown} error @param {Record<string, string>} [codes] the host's code -> ours
 */
export function refusal(error, codes = { bad_params: "refused" }) {
	const { code, message } = plain(error);
	return Object.hasOwn(codes, code) ? new Failure(/** @type {string} */ (codes[code]), message) : error;
}

/** Have the host keep letters as files. @param {number[]} letters @param {string[]} formats */
export async function saveLetters(letters, formats) {
	return savedIn(await host("letter.save", { letters, formats }).catch(notSaved));
}

/** Have the host keep the deadlines that run, for a calendar. */
export const saveCalendar = async () => savedIn(await host("case.calendar").catch((error) => notSaved(refusal(error, { not_found: "no_deadline" }))));

/** @param {unknown} error @returns {never} */
function notSaved(error) {
	throw refusal(error, { internal: "not_saved", bad_params: "refused" });
}

/** Where files are now, in words. @param {{folder: string, files: {file: string}[]}} saved */
function savedIn({ folder, files }) {
	const NAMED = 6;
	const names = files.slice(0, NAMED).map(({ file }) => file).join(", ");
	const text = files.length > NAMED ? count("saved_more", files.length - NAMED, { folder, files: names }) : t("saved_in", { folder, files: names });
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

const MAIL_MAX = 1900; // letters of an address that mail programs take

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

/** A letter's parts, one by one: for a form on a website, or one's own mail program. @param {number} letter */
export async function showFields(letter) {
	const fields = await host("letter.fields", { letter });
	const short = mailAddress(fields).includes("&body=");
	await dialog({ label: t("fields_title"), body: (/** @type {(answer: string) => void} */ close) => html`<div class="stack" data-testid="fields">
		<div class="row spread"><h2>${t("fields_title")}</h2><button type="button" class="plain icon-only" autofocus aria-label=${t("close")} @click=${() => close("")} data-testid="close">${icon("cross")}</button></div>
		<p class="soft">${t("fields_text")}</p>
		${fields.to.includes("@") ? html`<div class="row"><a class="button" href="mailto:${mailAddress(fields)}" @click=${() => short || copy(fields.body)} data-testid="mailto">${icon("letter")} ${t("mail_open")}</a>
			${short ? nothing : html`<p class="small soft">${t("mail_paste")}</p>`}</div>` : nothing}
		${["to", "subject", "body"].filter((name) => fields[name]).map((name) => html`<div class="stack-small"><div class="row spread"><h3>${t(`field_${name}`)}</h3>
			<button type="button" class="small" aria-label=${t("copy_what", { what: t(`field_${name}`) })} @click=${() => copy(fields[name])} data-testid="copy-${name}">${icon("copy")} ${t("copy")}</button></div>
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
	<button type="button" class="plain" @click=${() => act(() => showFields(letter))} data-testid="show-fields">${icon("copy")} ${t("send_parts")}</button></div>`;
