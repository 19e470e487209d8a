// settings.js: lock, backup, language, and what is running.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { command, lockLedger, notice, problem } from "../../shared/components.js";
import { ext, isFirefox } from "../../shared/ext.js";
import { number, size } from "../../shared/format.js";
import { languages, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { loadLanguage, storeLanguage } from "../../shared/language.js";
import { background, host } from "../../shared/rpc.js";

/** @type {import("../dashboard.js").View} */
export const view = { name: "settings", icon: "gear", title: "settings", open };

/** @param {import("../dashboard.js").Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	/** @type {unknown} */ let error;
	/** @type {{folder: string, file: string} | null} */ let backup = null;
	/** @type {any} */ let hello = null;
	let busy = false;
	let wish = "auto";

	/** @param {() => Promise<void>} run */
	async function act(run) {
		busy = true;
		error = undefined;
		shell.redraw();
		try {
			await run();
		} catch (failure) {
			error = failure;
		}
		busy = false;
		shell.redraw();
	}

	const lock = () => act(async () => {
		await lockLedger();
		await shell.refresh();
	});
	const save = () => act(async () => {
		backup = await host("ledger.backup");
	});

	/** @param {Event} event */
	async function choose(event) {
		await storeLanguage(/** @type {HTMLSelectElement} */ (event.target).value);
		await background.ask("language.changed");
		location.reload();
	}

	const languageCard = () => html`<section class="card stack-small"><h2>${icon("globe")} ${t("language")}</h2>
		<div class="field"><label for="language">${t("language_label")}</label><select id="language" @change=${choose} data-testid="language">
			<option value="auto" ?selected=${wish === "auto"}>${t("language_auto")}</option>
			${Object.entries(languages).map(([code, name]) => html`<option value=${code} lang=${code} ?selected=${wish === code}>${name}</option>`)}</select></div></section>`;

	const lockCard = () => html`<section class="card stack-small"><h2>${icon("lock")} ${t("lock_title")}</h2><p>${t("lock_text")}</p>
		<button type="button" ?disabled=${busy} @click=${lock} data-testid="lock">${icon("lock")} ${t("lock")}</button></section>`;

	const backupCard = () => html`<section class="card stack-small"><h2>${icon("disk")} ${t("backup_title")}</h2><p>${t("backup_text")}</p>
		<button type="button" ?disabled=${busy} @click=${save} data-testid="backup">${icon("disk")} ${t("backup")}</button>
		${backup ? html`<div role="status" data-testid="backup-done">${notice("good", t("backup_done", { ...backup }))}</div>` : nothing}</section>`;

	function aboutCard() {
		const status = shell.status() ?? {};
		return html`<section class="card stack-small" data-testid="about"><h2>${icon("info")} ${t("about")}</h2>
			<dl class="facts-list">
				<dt>${t("about_extension")}</dt><dd>${ext.runtime.getManifest().version}</dd>
				<dt>${t("about_host")}</dt><dd>${hello ? `${hello.host.version} (${t("about_protocol")} ${hello.protocol})` : "…"}</dd>
				<dt>${t("about_browser")}</dt><dd>${isFirefox ? "Firefox" : "Chromium"}</dd>
				<dt>${t("about_ledger")}</dt><dd>${number(status.photos ?? 0)} / ${number(status.sightings ?? 0)} / ${size(status.bytes ?? 0)}</dd>
			</dl><p>${t("about_doctor")}</p>${command("lenscap doctor")}</section>`;
	}

	const promisesCard = () => html`<section class="card stack-small"><h2>${icon("eye")} ${t("promises")}</h2>
		<ul class="stack-small"><li>${t("promise_1")}</li><li>${t("promise_2")}</li><li>${t("promise_3")}</li></ul></section>`;

	loadLanguage().then((choice) => {
		wish = choice;
		shell.redraw();
	});
	background.ask("host.hello").then((answer) => {
		hello = answer;
		shell.redraw();
	}, () => {});

	return { draw: () => html`<div class="settings">${error ? problem(error) : nothing}${lockCard()}${backupCard()}${languageCard()}${aboutCard()}${promisesCard()}</div>` };
}
