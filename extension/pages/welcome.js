// welcome.js: finds the host or says how to install it; makes or opens the ledger.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { announce, byId, command, copy, ledgerState, notice, preparePage, problem, renderPage, unlockForm } from "../shared/components.js";
import { ext, isFirefox, openPage } from "../shared/ext.js";
import { t } from "../shared/i18n.js";
import { brand, icon } from "../shared/icons.js";
import { host } from "../shared/rpc.js";
import { strength } from "../shared/strength.js";

/** @type {{step: "looking" | "no_host" | "create" | "recovery" | "locked" | "damaged" | "ready",
 *   error?: any, status?: any, recovery: string, way: "passphrase" | "keyring",
 *   passphrase: string, again: string, show: boolean, written: boolean, busy: boolean, unlock: object}} */
const state = { step: "looking", recovery: "", way: "passphrase", passphrase: "", again: "", show: false,
	written: false, busy: false, unlock: {} };

const promises = /** @type {const} */ ([["eye", "promise_1"], ["frame", "promise_2"], ["disk", "promise_3"]]);

/** The browser's name as `lenscap install --browser` knows it. */
function browserName() {
	if (isFirefox)
		return "firefox";
	const brands = /** @type {any} */ (navigator).userAgentData?.brands?.map((/** @type {{brand: string}} */ entry) => entry.brand) ?? [];
	for (const [name, word] of [["Google Chrome", "chrome"], ["Microsoft Edge", "edge"], ["Brave", "brave"], ["Vivaldi", "vivaldi"]])
		if (brands.includes(name))
			return word ?? "chromium";
	return "chromium";
}

const looking = () => html`<section class="card" data-testid="step-looking"><p>${t("looking")}</p></section>`;

const noHost = () => html`<section class="card stack" data-testid="step-no-host">
	<h2>${t("install_title")}</h2>
	${problem(state.error)}
	<p>${t("install_text")}</p>
	<ol class="steps">
		<li><div class="stack-small"><p>${t("install_step_1")}</p>${command("make && sudo make install")}</div></li>
		<li><div class="stack-small"><p>${t("install_step_2")}</p>${command(`lenscap install --browser ${browserName()}`)}</div></li>
		<li><div class="stack-small"><p>${t("install_step_3")}</p>
			<button type="button" class="primary" @click=${look} data-testid="look-again">${t("look_again")}</button></div></li>
	</ol>
	<p class="soft">${t("install_doctor")}</p>${command("lenscap doctor")}
</section>`;

const strengthKeys = /** @type {const} */ (["strength_0", "strength_1", "strength_2", "strength_3"]);

function passphraseFields() {
	const { level, bits } = strength(state.passphrase);
	const type = state.show ? "text" : "password";
	/** @param {Event} event */
	const type1 = (event) => { state.passphrase = /** @type {HTMLInputElement} */ (event.target).value; draw(); };
	/** @param {Event} event */
	const type2 = (event) => { state.again = /** @type {HTMLInputElement} */ (event.target).value; draw(); };
	return html`<div class="field"><label for="passphrase">${t("passphrase")}</label>
		<input id="passphrase" type=${type} autocomplete="new-password" aria-describedby="strength" .value=${state.passphrase} @input=${type1} data-testid="passphrase"></div>
	<div class="strength"><meter min="0" max="70" low="30" high="45" optimum="70" value=${Math.min(bits, 70)} aria-label=${t("strength")}></meter>
		<p id="strength" class="small soft">${state.passphrase ? t(strengthKeys[level]) : t("strength_hint")}</p></div>
	<div class="field"><label for="again">${t("passphrase_again")}</label>
		<input id="again" type=${type} autocomplete="new-password" .value=${state.again} @input=${type2} data-testid="passphrase-again"></div>
	${state.again && state.again !== state.passphrase ? html`<p class="small" role="status">${t("passphrase_differs")}</p>` : nothing}
	<label class="choice"><input type="checkbox" .checked=${state.show} @change=${() => { state.show = !state.show; draw(); }}>${t("passphrase_show")}</label>`;
}

function createForm() {
	const keyring = state.status?.unlock?.includes("keyring");
	const ready = state.way === "keyring" || (state.passphrase !== "" && state.passphrase === state.again && strength(state.passphrase).level > 0);
	/** @param {"passphrase" | "keyring"} way @param {string} label @param {string} text */
	const choice = (way, label, text) => html`<label class="choice"><input type="radio" name="way" value=${way} .checked=${state.way === way}
		@change=${() => { state.way = way; draw(); }} data-testid="way-${way}"><span><strong>${label}</strong><br><span class="soft">${text}</span></span></label>`;
	return html`<section data-testid="step-create"><form class="card stack" @submit=${create}>
		<h2>${t("create_title")}</h2>
		<p>${t("create_text")}</p>
		${state.error ? problem(state.error) : nothing}
		${keyring ? html`<fieldset class="plain-set stack-small"><legend class="label">${t("create_way")}</legend>
			${choice("passphrase", t("way_passphrase"), t("way_passphrase_text"))}
			${choice("keyring", t("way_keyring"), t("way_keyring_text"))}</fieldset>` : nothing}
		${state.way === "passphrase" ? passphraseFields() : nothing}
		<button class="primary" ?disabled=${!ready || state.busy} data-testid="create">${state.busy ? t("create_busy") : t("create")}</button>
	</form></section>`;
}

const recoveryStep = () => html`<section class="card stack" data-testid="step-recovery">
	<h2 tabindex="-1" id="recovery-title">${t("recovery_title")}</h2>
	<p>${t("recovery_text")}</p>
	<p class="recovery" data-testid="recovery">${state.recovery}</p>
	<div class="row no-print"><button type="button" @click=${() => globalThis.print()}>${icon("print")} ${t("print")}</button>
		<button type="button" @click=${() => copy(state.recovery)}>${icon("copy")} ${t("copy")}</button></div>
	<label class="choice no-print"><input type="checkbox" .checked=${state.written} @change=${() => { state.written = !state.written; draw(); }} data-testid="written">
		<span>${t("recovery_written")}</span></label>
	<button type="button" class="primary no-print" ?disabled=${!state.written} @click=${finish} data-testid="continue">${t("continue")}</button>
</section>`;

const readyStep = () => html`<section class="card stack" data-testid="step-ready">
	${notice("good", t("ready_title"))}
	<h2>${t("ready_next")}</h2>
	<ol class="steps">
		<li><p>${t("ready_step_1")}</p></li>
		<li><p>${t("ready_step_2")}</p></li>
		<li><p>${t("ready_step_3")}</p></li>
	</ol>
	<button type="button" class="primary" @click=${() => openPage("pages/dashboard.html")} data-testid="open-dashboard">${t("open_dashboard")}</button>
</section>`;

const lockedStep = () => html`<section class="card" data-testid="step-locked">${unlockForm(state.unlock, draw, look)}</section>`;
const damagedStep = () => html`<section class="card" data-testid="step-damaged">${problem({ code: "damaged" }, html``)}
	${command("lenscap verify")}</section>`;

const steps = { looking, no_host: noHost, create: createForm, recovery: recoveryStep, locked: lockedStep, damaged: damagedStep, ready: readyStep };

function draw() {
	renderPage(html`<header><div class="no-print">${brand()}</div><h1 class="no-print">${t("welcome_title")}</h1><p class="lead no-print">${t("welcome_lead")}</p></header>
		<ul class="promises no-print" data-testid="promises">${promises.map(([name, key]) => html`<li>${icon(name)}${t(key)}</li>`)}</ul>
		${steps[state.step]()}`, byId("main"));
}

async function look() {
	state.step = state.step === "no_host" ? "no_host" : "looking";
	draw();
	const { state: ledger, error, status } = await ledgerState();
	Object.assign(state, { error: ledger === "failed" ? error : undefined, status, unlock: { ways: status?.unlock } });
	const next = /** @type {const} */ ({ failed: "no_host", none: "create", locked: "locked", damaged: "damaged", open: "ready" });
	state.step = next[ledger];
	if (ledger === "open")
		await ext.storage.local.set({ set_up: true });
	byId("main").setAttribute("aria-busy", "false");
	draw();
	if (state.step === "no_host")
		announce(t("install_title"));
}

/** @param {SubmitEvent} event */
async function create(event) {
	event.preventDefault();
	Object.assign(state, { busy: true, error: undefined });
	draw();
	try {
		const { recovery } = await host("ledger.create", state.way === "keyring" ? { keyring: true } : { passphrase: state.passphrase });
		Object.assign(state, { recovery, step: "recovery", passphrase: "", again: "" });
	} catch (error) {
		state.error = error;
	}
	state.busy = false;
	draw();
	if (state.step === "recovery")
		byId("recovery-title").focus();
}

async function finish() {
	state.recovery = "";
	await look();
}

await preparePage("welcome_short");
await look();
