// create.js: the form that makes a ledger, and the choice of what opens it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, failure } from "../../shared/acting.js";
import { autolockField } from "../../shared/autolock.js";
import { checkBox, valueOf } from "../../shared/fields.js";
import { t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";

/** @typedef {import("../../shared/acting.js").Acting} Acting */
/** @typedef {"passphrase" | "keyring"} Way */
/** @typedef {ReturnType<typeof newKey>} Key */

const STRONG = 60; // bits at which the meter is full
const TYPING = 200; // ms after the last letter until the host judges

export const newKey = () => ({
	way: /** @type {Way} */ ("passphrase"), passphrase: "", again: "", show: false,
	when: "never", // it locks by itself
	judged: /** @type {import("../../shared/answers.js").Judged | null} */ (null), // what the host says of passphrase
	waiting: 0, // timer until it is asked
	made: false, // the passphrase came from the host
});

/** Whether it may be used; who is faster than the answer is refused by the host. @param {Key} key */
export const isReady = ({ way, passphrase, again, judged }) =>
	way === "keyring" || (passphrase !== "" && passphrase === again && judged?.strength !== "hopeless");

/**
 * Change the key, and draw the form anew.
 * @param {Acting} state @param {Key} key @param {Partial<Key>} now
 */
function change(state, key, now) {
	Object.assign(key, now);
	state.redraw();
}

/**
 * Ask the host, which alone judges; an answer about what has changed since is none.
 * @param {Acting} state @param {Key} key
 */
async function judge(state, key) {
	const { passphrase } = key;
	if (passphrase === "")
		return;
	try {
		const judged = await host("ledger.judge", { passphrase });
		if (passphrase === key.passphrase)
			change(state, key, { judged });
	} catch (error) {
		state.error = error;
		state.redraw();
	}
}

/** @param {Acting} state @param {Key} key @param {string} passphrase */
function type(state, key, passphrase) {
	clearTimeout(key.waiting);
	change(state, key, { passphrase, judged: null, made: false,
		waiting: /** @type {any} */ (setTimeout(() => judge(state, key), TYPING)) });
}

/** Six words by the host, shown so that they can be learned. @param {Acting} state @param {Key} key */
const make = (state, key) => act(state, async () => {
	const { passphrase } = await host("ledger.phrase");
	Object.assign(key, { passphrase, again: "", judged: null, show: true, made: true });
	await judge(state, key);
});

/** @param {Key} key */
function meter({ passphrase, judged }) {
	return html`<div class="strength">
		<meter min="0" max=${STRONG} low="20" high="40" optimum=${STRONG} value=${Math.min(judged?.bits ?? 0, STRONG)}
			aria-label=${t("strength")} data-testid="strength"></meter>
		<p id="strength" class="small soft" data-testid="strength-words">${passphrase === "" ? t("strength_hint")
			: judged ? t(`strength_${judged.strength}`) : ""}</p></div>`;
}

/** @param {Acting} state @param {Key} key */
export function passphraseFields(state, key) {
	const shown = key.show ? "text" : "password";
	return html`<div class="field"><label for="passphrase">${t("passphrase")}</label>
		<input id="passphrase" type=${shown} autocomplete="new-password" aria-describedby="strength"
			.value=${key.passphrase}
			@input=${(/** @type {Event} */ event) => type(state, key, valueOf(event))} data-testid="passphrase"></div>
	${meter(key)}
	<div class="row"><button type="button" ?disabled=${state.busy !== ""} @click=${() => make(state, key)}
		data-testid="make-passphrase">${t("passphrase_make")}</button></div>
	${key.made ? html`<p class="small" role="status">${icon("info")} ${t("passphrase_made")}</p>` : nothing}
	<div class="field"><label for="again">${t("passphrase_again")}</label>
		<input id="again" type=${shown} autocomplete="new-password" .value=${key.again}
			@input=${(/** @type {Event} */ event) => change(state, key, { again: valueOf(event) })}
			data-testid="passphrase-again"></div>
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
 * @param {Acting} state @param {Key} key
 * @param {{keyring: boolean, when: boolean}} may keyring: this computer has one; when: no policy says when it locks
 * @param {(event: SubmitEvent) => void} create
 */
export const createForm = (state, key, may, create) => html`<section data-testid="step-create">
	<form class="card stack" @submit=${create}>
		<h2>${t("create_title")}</h2>
		<p>${t("create_text")}</p>
		${failure(state)}
		${may.keyring ? ways(state, key) : nothing}
		${key.way === "passphrase" ? passphraseFields(state, key) : nothing}
		${may.when ? autolockField(key.when, (when) => change(state, key, { when })) : nothing}
		<button class="primary" ?disabled=${!isReady(key) || state.busy !== ""} data-testid="create">
			${state.busy ? t("create_busy") : t("create")}</button>
	</form></section>`;
