// create.js: the form that makes a ledger, and the choice of what opens it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { failure } from "../../shared/acting.js";
import { checkBox, valueOf } from "../../shared/fields.js";
import { t } from "../../shared/i18n.js";
import { strength } from "../../shared/strength.js";

/** @typedef {import("../../shared/acting.js").Acting} Acting */
/** @typedef {"passphrase" | "keyring"} Way */
/** @typedef {ReturnType<typeof newKey>} Key */

const STRONG = 70; // bits at which the meter is full

export const newKey = () => ({ way: /** @type {Way} */ ("passphrase"), passphrase: "", again: "", show: false });

/** Whether it may be used. @param {Key} key */
const isReady = ({ way, passphrase, again }) =>
	way === "keyring" || (passphrase !== "" && passphrase === again && strength(passphrase).level > 0);

/**
 * Change the key, and draw the form anew.
 * @param {Acting} state @param {Key} key @param {Partial<Key>} now
 */
function change(state, key, now) {
	Object.assign(key, now);
	state.redraw();
}

/** @param {string} passphrase */
function meter(passphrase) {
	const { level, bits } = strength(passphrase);
	return html`<div class="strength">
		<meter min="0" max=${STRONG} low="30" high="45" optimum=${STRONG} value=${Math.min(bits, STRONG)}
			aria-label=${t("strength")}></meter>
		<p id="strength" class="small soft">${passphrase ? t(`strength_${level}`) : t("strength_hint")}</p></div>`;
}

/** @param {Acting} state @param {Key} key */
function passphraseFields(state, key) {
	const type = key.show ? "text" : "password";
	/** @param {"passphrase" | "again"} name */
	const typed = (name) => (/** @type {Event} */ event) => change(state, key, { [name]: valueOf(event) });
	return html`<div class="field"><label for="passphrase">${t("passphrase")}</label>
		<input id="passphrase" type=${type} autocomplete="new-password" aria-describedby="strength"
			.value=${key.passphrase}
			@input=${typed("passphrase")} data-testid="passphrase"></div>
	${meter(key.passphrase)}
	<div class="field"><label for="again">${t("passphrase_again")}</label>
		<input id="again" type=${type} autocomplete="new-password" .value=${key.again}
			@input=${typed("again")} data-testid="passphrase-again"></div>
	${key.again && key.again !== key.passphrase ? html`
		<p class="small" role="status">${t("passphrase_differs")}</p>` : nothing}
	${checkBox(t("passphrase_show"), key.show, () => change(state, key, { show: !key.show }))}`;
}

/** @param {Acting} state @param {Key} key */
function ways(state, key) {
	/** @param {Way} way @param {string} label @param {string} text */
	const choice = (way, label, text) => html`<label class="choice">
		<input type="radio" name="way" value=${way} .checked=${key.way === way}
			@change=${() => change(state, key, { way })}
			data-testid="way-${way}"><span><strong>${label}</strong><br>
				<span class="soft">${text}</span></span></label>`;
	return html`<fieldset class="plain-set stack-small"><legend class="label">${t("create_way")}</legend>
		${choice("passphrase", t("way_passphrase"), t("way_passphrase_text"))}
		${choice("keyring", t("way_keyring"), t("way_keyring_text"))}</fieldset>`;
}

/**
 * @param {Acting} state @param {Key} key @param {boolean} keyring whether this computer has one
 * @param {(event: SubmitEvent) => void} create
 */
export const createForm = (state, key, keyring, create) => html`<section data-testid="step-create">
	<form class="card stack" @submit=${create}>
		<h2>${t("create_title")}</h2>
		<p>${t("create_text")}</p>
		${failure(state)}
		${keyring ? ways(state, key) : nothing}
		${key.way === "passphrase" ? passphraseFields(state, key) : nothing}
		<button class="primary" ?disabled=${!isReady(key) || state.busy !== ""} data-testid="create">
			${state.busy ? t("create_busy") : t("create")}</button>
	</form></section>`;
