// components.js: the pieces all our pages are made of.
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { openPage } from "./ext.js";
import { plain } from "./failure.js";
import { direction, has, language, t } from "./i18n.js";
import { icon } from "./icons.js";
import { loadLanguage } from "./language.js";

/** @typedef {import("../vendor/lit-html/lit-html.js").TemplateResult} Template */

/** Prepare a page: language, lang and dir attributes, title. @param {string} titleKey */
export async function preparePage(titleKey) {
	await loadLanguage();
	document.documentElement.lang = language();
	document.documentElement.dir = direction();
	document.title = titleKey === "" ? "Lenscap" : `${t(titleKey)} – Lenscap`;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
	const element = document.getElementById(id);
	if (!element)
		throw new Error(`no element ${id}`);
	return element;
}

/** Who lost the focus when it could not be used, and may have it back. @type {Element | null} */
let owed = null;

/**
 * Render a page's template.  When what has the focus goes away, the focus goes to
 * the page's <main>, from where the keyboard goes on, and not to nowhere.
 * @param {Template} template @param {HTMLElement} root
 */
export function renderPage(template, root) {
	const before = /** @type {HTMLElement | null} */
		(root.contains(document.activeElement) ? document.activeElement : null);
	render(template, root);
	const main = root.closest("main") ?? root.querySelector("main") ?? root;
	if (owed?.isConnected && before === main && !owed.matches(":disabled"))
		/** @type {HTMLElement} */ (owed).focus();
	else if (before && before !== main && (!before.isConnected || before.matches(":disabled"))) {
		owed = before;
		main.tabIndex = -1;
		main.focus();
	}
}

/** An address or a file's name that breaks behind its signs, and between words ("FreshFlower"), before it breaks
 * within one. @param {string} address */
export const breakable = (address) => address.split(/(?<=[/_&?=-])|(?<=\p{Ll})(?=\p{Lu})/u)
	.map((part, at) => at ? html`<wbr>${part}` : part);

/** What a screen reader has yet to say. */
const unsaid = { texts: /** @type {string[]} */ ([]), timer: 0 };
/**
 * Have a screen reader say something.  Needs <p id="live" role="status"> in the page.  What comes with it (that a
 * photo was kept, and then how many there are) is said behind it, not in its place.
 * @param {string} text
 */
export function announce(text) {
	const live = byId("live");
	live.textContent = "";
	unsaid.texts.push(text);
	clearTimeout(unsaid.timer);
	unsaid.timer = setTimeout(() => (live.textContent = unsaid.texts.splice(0).join(" ")), 150);
}

/** Failures of which the host knows more than our words say. */
const told = ["refused", "version"];

/** What went wrong, in the user's language: a sentence and a next step. @param {unknown} error */
export function describe(error) {
	const { code, message, remedy } = plain(error);
	const key = has(`error_${code}`) ? `error_${code}` : "error_internal";
	return {
		code,
		sentence: t(key),
		next: t(`${key}_next`),
		// The host's own words help whoever is asked for help, and say which side is the older.
		detail: has(`error_${code}`) && !told.includes(code) ? "" : [message, remedy].filter(Boolean).join(" "),
	};
}

/**
 * @param {"info" | "good" | "warn" | "bad"} kind @param {Template | string} body
 * @param {Template | typeof nothing} [actions]
 */
export const notice = (kind, body, actions = nothing) => html`
	<div class="notice ${kind}" data-testid="notice-${kind}">
		${icon(kind === "good" ? "check" : kind === "info" ? "info" : "alert")}
		<div class="grow">${typeof body === "string" ? html`<p>${body}</p>` : body}
			${actions === nothing ? nothing : html`<div class="row">${actions}</div>`}</div>
	</div>`;

/**
 * A failure as a notice.
 * @param {unknown} error @param {Template | typeof nothing} [actions]
 */
export function problem(error, actions = nothing) {
	const { code, sentence, next, detail } = describe(error);
	const words = html`<p><strong>${sentence}</strong></p><p>${next}</p>
		${detail ? html`<p class="small soft" lang="en">${detail}</p>` : nothing}`;
	return html`<div role="alert" data-testid="problem" data-code=${code}>${notice("bad", words, actions)}</div>`;
}

/** @param {number} done @param {number} total @param {string} label */
export const progress = (done, total, label) => html`<div class="stack-small">
	<progress max=${total || 1} .value=${done} aria-label=${label} data-testid="progress"></progress>
	<p class="small soft">${label}</p></div>`;

/** A command to type elsewhere, with a button that copies it. @param {string} text */
export const command = (text) => html`<div class="command"><code data-testid="command">${text}</code>
	${copyButton(text, text, "plain small")}</div>`;

/**
 * @param {string} text @param {string} what is copied, for those who hear the button @param {string} className
 * @param {string} [test]
 */
export const copyButton = (text, what, className, test) => html`<button type="button" class=${className}
	@click=${() => copy(text)} aria-label=${t("copy_what", { what })} data-testid=${test ?? nothing}>${icon("copy")}
	${t("copy")}</button>`;

/** @param {string} text */
export async function copy(text) {
	await navigator.clipboard.writeText(text);
	announce(t("copied"));
}

/**
 * Show a modal dialog until it is answered.  `body` is drawn with a function
 * that closes the dialog; focus goes back to where it was.
 * @template T
 * @param {{label: string, narrow?: boolean,
 *   body: (close: (answer: T) => void, redraw: () => void) => Template}} options
 * @returns {Promise<T | undefined>} undefined when it was dismissed
 */
export function dialog({ label, narrow = false, body }) {
	const element = document.createElement("dialog");
	element.setAttribute("aria-label", label);
	element.dataset["testid"] = "dialog";
	element.classList.toggle("narrow", narrow);
	document.body.append(element);
	return new Promise((resolve) => {
		/** @type {T | undefined} */
		let answer;
		/** @param {T} value */
		const close = (value) => {
			answer = value;
			element.close();
		};
		const redraw = () => render(body(close, redraw), element);
		element.addEventListener("close", () => {
			element.remove();
			resolve(answer);
		});
		redraw();
		element.showModal();
	});
}

/** The top of a dialog: what it is, and the way out. @param {Template | string} title @param {() => void} close */
export const dialogHead = (title, close) => html`<div class="row spread dialog-head no-print"><h2>${title}</h2>
	<button type="button" class="plain icon-only" autofocus aria-label=${t("close")} @click=${close}
		data-testid="close">
		${icon("cross")}</button></div>`;

/** The way to the page that finds the host and makes the ledger. @param {string} [className] */
export const setUpButton = (className = "primary") => html`<button type="button" class=${className}
	@click=${() => openPage("pages/welcome.html")} data-testid="set-up">${t("set_up")}</button>`;

/**
 * Ask before something that cannot be undone.
 * @param {{title: string, text: string, yes: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export const confirm = async ({ title, text, yes, danger = false }) => await dialog({
	label: title,
	narrow: true,
	body: (/** @type {(yes: boolean) => void} */ close) => html`<div class="stack"><h2>${title}</h2><p>${text}</p>
		<div class="row">
			<button type="button" autofocus @click=${() => close(false)} data-testid="dialog-no">${t("cancel")}</button>
			<button type="button" class=${danger ? "danger" : "primary"} @click=${() => close(true)}
				data-testid="dialog-yes">${yes}</button></div></div>`,
}) ?? false;
