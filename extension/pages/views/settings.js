// settings.js: lock, backup, language, and what is running.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, idle, outcome } from "../../shared/acting.js";
import { autolock, autolockField } from "../../shared/autolock.js";
import { command, notice } from "../../shared/components.js";
import { ext, isFirefox } from "../../shared/ext.js";
import { selectField } from "../../shared/fields.js";
import { size } from "../../shared/format.js";
import { count, languages, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { loadLanguage, storeLanguage } from "../../shared/language.js";
import { lockLedger } from "../../shared/ledger.js";
import { asker, background, host } from "../../shared/rpc.js";

/** @typedef {import("../../shared/icons.js").Icon} Icon */
/** @typedef {import("../dashboard.js").Shell} Shell */
/** @typedef {ReturnType<typeof newState>} State */

/** @type {import("../dashboard.js").View} */
export const view = { name: "settings", icon: "gear", title: "settings", open };

/** @param {Shell} shell */
const newState = (shell) => ({
	...idle(shell.redraw),
	shell,
	backup: /** @type {{folder: string, file: string} | null} */ (null),
	hello: /** @type {import("../../shared/answers.js").Hello | null} */ (null),
	language: "auto",
	autolock: "", // when it locks by itself; "" until the host said so
});

/** @param {State} state */
const lock = (state) => act(state, async () => {
	await lockLedger();
	await state.shell.refresh();
});

/** @param {State} state @param {string} when */
const lockItself = (state, when) => act(state, async () => {
	state.autolock = await autolock(when);
	return t("autolock_set");
});

/** @param {State} state */
const save = (state) => act(state, async () => {
	state.backup = await host("ledger.backup");
});

/** @param {string} language */
async function choose(language) {
	await storeLanguage(language);
	await background.ask("language.changed");
	location.reload();
}

/**
 * @param {Icon} picture @param {string} title @param {import("../../shared/components.js").Template} body
 * @param {string} [test]
 */
const card = (picture, title, body, test) => html`<section class="card stack-small" data-testid=${test ?? nothing}>
	<h2>${icon(picture)} ${title}</h2>${body}</section>`;

/** @param {State} state */
const lockCard = (state) => card("lock", t("lock_title"), html`<p>${t("lock_text")}</p>
	<button type="button" ?disabled=${state.busy !== ""} @click=${() => lock(state)} data-testid="lock">
		${icon("lock")} ${t("lock")}</button>
	${state.autolock ? autolockField(state.autolock, (when) => lockItself(state, when)) : nothing}`);

/** @param {State} state */
const backupCard = (state) => card("disk", t("backup_title"), html`<p>${t("backup_text")}</p>
	<button type="button" ?disabled=${state.busy !== ""} @click=${() => save(state)} data-testid="backup">
		${icon("disk")} ${t("backup")}</button>
	${state.backup ? html`<div role="status" data-testid="backup-done">
		${notice("good", t("backup_done", { ...state.backup }))}</div>` : nothing}`);

/** @param {State} state */
const languageCard = (state) => card("globe", t("language"), selectField({
	id: "language", label: t("language_label"), chosen: state.language, change: choose,
	options: [["auto", t("language_auto")], ...Object.entries(languages).map(([code, name]) =>
		/** @type {const} */ ([code, name, code]))],
}));

/** @param {State} state */
function aboutCard({ shell, hello }) {
	const { photos = 0, sightings = 0, bytes = 0 } = shell.status() ?? {};
	return card("info", t("about"), html`<dl class="facts-list">
			<dt>${t("about_extension")}</dt><dd>${ext.runtime.getManifest().version}</dd>
			<dt>${t("about_host")}</dt><dd>${hello ? hello.host.version : "…"}</dd>
			<dt>${t("about_browser")}</dt><dd>${isFirefox ? "Firefox" : "Chromium"}</dd>
			<dt>${t("about_ledger")}</dt>
			<dd>${count("photos", photos)}, ${count("sightings", sightings)}, ${size(bytes)}</dd>
		</dl><p>${t("about_doctor")}</p>${command("lenscap doctor")}`, "about");
}

const promisesCard = () => card("eye", t("promises"), html`<ul class="stack-small">
	<li>${t("promise_1")}</li><li>${t("promise_2")}</li>
	<li>${t("promise_3")}</li><li>${t("promise_4")}</li></ul>`);

/** @param {State} state */
async function load(state) {
	state.language = await loadLanguage();
	state.redraw();
	// Without a host nothing is known of it; the page says so above.
	state.hello = await asker.hello().catch(() => null);
	state.autolock = await autolock().catch(() => "");
	state.redraw();
}

/** @param {Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	const state = newState(shell);
	load(state);
	return {
		draw: () => html`<div class="settings">${outcome(state)}${lockCard(state)}${backupCard(state)}
			${languageCard(state)}${aboutCard(state)}${promisesCard()}</div>`,
	};
}
