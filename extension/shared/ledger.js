// ledger.js: whether there is a ledger and whether it is open; the form that opens it.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { act, failure, idle } from "./acting.js";
import { ext } from "./ext.js";
import { Failure } from "./failure.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { host } from "./rpc.js";

/** @typedef {import("./acting.js").Acting & {recovery: boolean, ways: string[], opened: () => void}} Unlocking
 *   recovery: whether the recovery key is asked for; ways: what else opens it */

/** What the form knows between drawings. @param {() => void} redraw @param {() => void} opened @returns {Unlocking} */
export const unlocking = (redraw, opened) => ({ ...idle(redraw), recovery: false, ways: [], opened });

/** @param {Unlocking} state @param {{passphrase?: string, recovery?: string}} key none: the keyring has it */
async function unlock(state, key) {
	await act(state, async () => {
		await host("ledger.unlock", key);
		await ext.storage.session.remove("locked");
	});
	if (state.error)
		/** @type {HTMLInputElement | null} */ (document.getElementById("unlock-secret"))?.select();
	else
		state.opened();
}

/** @param {Unlocking} state @param {SubmitEvent} event */
function submit(state, event) {
	event.preventDefault();
	const secret = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("secret") ?? "");
	unlock(state, state.recovery ? { recovery: secret } : { passphrase: secret });
}

/** @param {Unlocking} state */
function otherWay(state) {
	state.recovery = !state.recovery;
	state.redraw();
}

/** What is typed: the recovery key can be seen, as it is copied from paper. @param {Unlocking} state */
const secretField = ({ recovery }) => html`<div class="field">
	<label for="unlock-secret">${recovery ? t("recovery_key") : t("passphrase")}</label>
	<input id="unlock-secret" name="secret" type=${recovery ? "text" : "password"} required autofocus
		autocomplete=${recovery ? "off" : "current-password"} data-testid="unlock-secret"></div>`;

/** The form that opens a locked ledger. @param {Unlocking} state */
export const unlockForm = (state) => html`
	<form class="stack" @submit=${(/** @type {SubmitEvent} */ event) => submit(state, event)} data-testid="unlock-form">
		<h2>${icon("lock")} ${t("unlock_title")}</h2>
		<p class="soft">${t("unlock_text")}</p>
		${failure(state)}
		${secretField(state)}
		<div class="row"><button class="primary" ?disabled=${state.busy !== ""} data-testid="unlock-submit">
				${state.busy ? t("unlock_busy") : t("unlock")}</button>
			<button type="button" class="plain" @click=${() => otherWay(state)} data-testid="unlock-other">
				${state.recovery ? t("unlock_with_passphrase") : t("unlock_with_recovery")}</button>
			${state.ways.includes("keyring") ? html`<button type="button" class="plain" ?disabled=${state.busy !== ""}
				@click=${() => unlock(state, {})}
					data-testid="unlock-keyring">${t("unlock_with_keyring")}</button>` : nothing}
		</div></form>`;

/** Lock the ledger, and let only the user open it again. */
export async function lockLedger() {
	await ext.storage.session.set({ locked: true });
	await host("ledger.lock");
}

/** Whether the user locked the ledger: then no stored key may open it unasked. */
const isLockedByUser = async () => Boolean((await ext.storage.session.get("locked"))["locked"]);

/**
 * The state of host and ledger: what a page may show.
 * @returns {Promise<{state: import("./answers.js").LedgerState | "failed", error?: Failure,
 *   status?: import("./answers.js").LedgerStatus}>}
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
