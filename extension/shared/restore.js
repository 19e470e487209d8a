// restore.js: the form that brings a backup back: into the ledger that is there, or as the ledger.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { act, failure, idle } from "./acting.js";
import { refusal } from "./casework.js";
import { Failure } from "./failure.js";
import { fileButton } from "./fields.js";
import { count, t } from "./i18n.js";
import { asker, host } from "./rpc.js";
import { sendBlob } from "./upload.js";

/** @typedef {ReturnType<typeof restoring>} Restoring */

/**
 * What the form knows between drawings.
 * @param {() => void} redraw @param {(words: string) => void} done @param {{replace?: boolean}} [how]
 *   replace: whatever is there is destroyed
 */
export const restoring = (redraw, done, { replace = false } = {}) => ({
	...idle(redraw), done, replace,
	file: /** @type {File | null} */ (null),
	recovery: false, // the recovery key is asked for
});

/** What came of it, in words. @param {import("./answers.js").Result<"ledger.restore">} answer */
const restored = ({ status, photos = 0, cases = 0 }) => status === "restored" ? t("restored")
	: `${t("restore_merged")} ${count("restore_photos", photos)}, ${count("cases_count", cases)}.`;

/** @param {Restoring} state @param {SubmitEvent} event */
async function submit(state, event) {
	event.preventDefault();
	const secret = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("secret") ?? "");
	const { file } = state;
	let words = "";
	await act(state, async () => {
		if (!file)
			throw new Failure("no_backup");
		const upload = await sendBlob(asker, file, { purpose: "file", name: file.name });
		words = restored(await host("ledger.restore", { file: upload, ...(state.replace ? { replace: true } : {}),
			...(state.recovery ? { recovery: secret } : { passphrase: secret }) }).catch((error) => {
			throw refusal(error, { bad_params: "refused", denied: "refused", damaged: "no_backup" });
		}));
	});
	if (words)
		state.done(words);
}

/** @param {Restoring} state @param {Partial<Restoring>} now */
function change(state, now) {
	Object.assign(state, now);
	state.redraw();
}

/** @param {Restoring} state */
export const restoreForm = (state) => html`
	<form class="stack-small" data-testid="restore"
		@submit=${(/** @type {SubmitEvent} */ event) => submit(state, event)}>
		<p class="soft">${t(state.replace ? "restore_replace" : "restore_text")}</p>${failure(state)}
		<div class="row">${fileButton(state.file?.name ?? t("restore_choose"), ".backup,application/octet-stream",
			"restore-file", (file) => change(state, { file: file ?? null }))}</div>
		${state.file ? html`<div class="field">
				<label for="restore-secret">${state.recovery ? t("recovery_key") : t("restore_passphrase")}</label>
				<input id="restore-secret" name="secret" type=${state.recovery ? "text" : "password"} required
					autocomplete="off" data-testid="restore-secret"></div>
			<div class="row"><button class="primary" ?disabled=${state.busy !== ""} data-testid="restore-yes">
					${t("restore")}</button>
				<button type="button" class="plain" @click=${() => change(state, { recovery: !state.recovery })}>
					${state.recovery ? t("unlock_with_passphrase") : t("unlock_with_recovery")}</button>
			</div>` : nothing}
	</form>`;
