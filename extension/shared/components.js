// components.js: the pieces all our pages are made of.
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { ext } from "./ext.js";
import { Failure, plain } from "./failure.js";
import { has, language, t } from "./i18n.js";
import { icon } from "./icons.js";
import { loadLanguage } from "./language.js";
import { host } from "./rpc.js";

/** @typedef {import("../vendor/lit-html/lit-html.js").TemplateResult} Template */

/** Prepare a page: language, lang attribute, title. @param {string} titleKey */
export async function preparePage(titleKey) {
	await loadLanguage();
	document.documentElement.lang = language();
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
	const before = /** @type {HTMLElement | null} */ (root.contains(document.activeElement) ? document.activeElement : null);
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

let speech = 0;
/**
 * Have a screen reader say something.  Needs <p id="live" role="status"> in the page.
 * @param {string} text
 */
export function announce(text) {
	const live = byId("live");
	live.textContent = "";
	clearTimeout(speech);
	speech = setTimeout(() => (live.textContent = text), 50);
}

/** What went wrong, in the user's language: a sentence and a next step. @param {unknown} error */
export function describe(error) {
	const { code, message, remedy } = plain(error);
	const key = has(`error_${code}`) ? `error_${code}` : "error_internal";
	return {
		code,
		sentence: t(key),
		next: t(`${key}_next`),
		// The host's own words help whoever is asked for help.
		detail: has(`error_${code}`) && code !== "refused" ? "" : [message, remedy].filter(Boolean).join(" "),
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
	return html`<div role="alert" data-testid="problem" data-code=${code}>${notice("bad",
		html`<p><strong>${sentence}</strong></p><p>${next}</p>${detail ? html`<p class="small soft" lang="en">${detail}</p>` : nothing}`,
		actions)}</div>`;
}

/** @param {number} done @param {number} total @param {string} label */
export const progress = (done, total, label) => html`
	<div class="stack-small"><progress max=${total || 1} .value=${done} aria-label=${label} data-testid="progress"></progress>
		<p class="small soft">${label}</p></div>`;

/** A command to type elsewhere, with a button that copies it. @param {string} text */
export const command = (text) => html`<div class="command"><code data-testid="command">${text}</code>
	<button type="button" class="plain small" @click=${() => copy(text)} aria-label=${t("copy_what", { what: text })}>${icon("copy")} ${t("copy")}</button></div>`;

/** @param {string} text */
export async function copy(text) {
	await navigator.clipboard.writeText(text);
	announce(t("copied"));
}

/**
 * Show a modal dialog until it is answered.  `body` is drawn with a function
 * that closes the dialog; focus goes back to where it was.
 * @template T
 * @param {{label: string, narrow?: boolean, body: (close: (answer: T) => void, redraw: () => void) => Template}} options
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

/**
 * Ask before something that cannot be undone.
 * @param {{title: string, text: string, yes: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export const confirm = async ({ title, text, yes, danger = false }) => await dialog({
	label: title,
	narrow: true,
	body: (/** @type {(yes: boolean) => void} */ close) => html`<div class="stack"><h2>${title}</h2><p>${text}</p>
		<div class="row"><button type="button" autofocus @click=${() => close(false)} data-testid="dialog-no">${t("cancel")}</button>
		<button type="button" class=${danger ? "danger" : "primary"} @click=${() => close(true)} data-testid="dialog-yes">${yes}</button></div></div>`,
}) ?? false;

/**
 * The form that opens a locked ledger; afterwards `opened` is called.
 * @param {{error?: unknown, busy?: boolean, recovery?: boolean, ways?: string[]}} state kept by the caller between drawings
 * @param {() => void} redraw @param {() => void} opened
 */
export function unlockForm(state, redraw, opened) {
	/** @param {object} key */
	const unlock = async (key) => {
		Object.assign(state, { busy: true, error: undefined });
		redraw();
		try {
			await host("ledger.unlock", key);
			await ext.storage.session.remove("locked");
			state.busy = false;
			opened();
		} catch (error) {
			Object.assign(state, { busy: false, error });
			redraw();
			/** @type {HTMLInputElement | null} */ (document.getElementById("unlock-secret"))?.select();
		}
	};
	/** @param {SubmitEvent} event */
	const submit = (event) => {
		event.preventDefault();
		const secret = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("secret") ?? "");
		unlock(state.recovery ? { recovery: secret } : { passphrase: secret });
	};
	const label = state.recovery ? t("recovery_key") : t("passphrase");
	return html`<form class="stack" @submit=${submit} data-testid="unlock-form">
		<h2>${icon("lock")} ${t("unlock_title")}</h2>
		<p class="soft">${t("unlock_text")}</p>
		${state.error ? problem(state.error) : nothing}
		<div class="field"><label for="unlock-secret">${label}</label>
			<input id="unlock-secret" name="secret" type=${state.recovery ? "text" : "password"} autocomplete=${state.recovery ? "off" : "current-password"} required autofocus data-testid="unlock-secret"></div>
		<div class="row"><button class="primary" ?disabled=${state.busy} data-testid="unlock-submit">${state.busy ? t("unlock_busy") : t("unlock")}</button>
			<button type="button" class="plain" @click=${() => { state.recovery = !state.recovery; redraw(); }} data-testid="unlock-other">
				${state.recovery ? t("unlock_with_passphrase") : t("unlock_with_recovery")}</button>
			${state.ways?.includes("keyring") ? html`<button type="button" class="plain" ?disabled=${state.busy} @click=${() => unlock({})} data-testid="unlock-keyring">${t("unlock_with_keyring")}</button>` : nothing}</div>
	</form>`;
}

/** Lock the ledger, and let only the user open it again. */
export async function lockLedger() {
	await ext.storage.session.set({ locked: true });
	await host("ledger.lock");
}

/** Whether the user locked the ledger: then no stored key may open it unasked. */
export const isLockedByUser = async () => Boolean((await ext.storage.session.get("locked"))["locked"]);

/**
 * The state of host and ledger: what a page may show.
 * @returns {Promise<{state: "none" | "locked" | "open" | "damaged" | "failed", error?: Failure, status?: any}>}
 */
export async function ledgerState() {
	try {
		let status = await host("ledger.status");
		if (status.state === "locked" && !(await isLockedByUser())) {
			// The key of this login session, or the desktop keyring, may open it.
			const opened = await host("ledger.unlock", {}).then(() => true, () => false);
			if (opened)
				status = await host("ledger.status");
		}
		return { state: status.state, status };
	} catch (error) {
		return { state: "failed", error: error instanceof Failure ? error : new Failure("internal", String(error)) };
	}
}
