// keys.js: what opens the ledger: change the passphrase, make a new recovery key, let the keyring open it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act } from "../../shared/acting.js";
import { refusal } from "../../shared/casework.js";
import { confirm, dialog, dialogHead } from "../../shared/components.js";
import { t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";
import { isReady, newKey, passphraseFields } from "../welcome/create.js";
import { recoverySheet } from "../welcome/recovery.js";

/** @typedef {import("../../shared/acting.js").Acting & {keys: {id: number, kind: string}[],
 *   key: ReturnType<typeof newKey> | null}} Keys
 *   keys: what opens it; key: a new passphrase, while it is typed */

/** @param {Keys} state */
export async function loadKeys(state) {
	({ keys: state.keys } = await host("key.list").catch(() => ({ keys: [] })));
	state.redraw();
}

/** Do something to the keys; what the host refuses is said. @param {Keys} state @param {() => Promise<string>} work */
const change = (state, work) => act(state, async () => {
	const words = await work();
	await loadKeys(state);
	return words;
}, { failed: (error) => refusal(error, { bad_params: "refused", denied: "refused" }) });

/** The key of a kind, 0 where there is none. @param {Keys} state @param {string} kind */
const idOf = ({ keys }, kind) => keys.find((key) => key.kind === kind)?.id ?? 0;

/** @param {Keys} state @param {SubmitEvent} event */
async function setPassphrase(state, event) {
	event.preventDefault();
	const passphrase = state.key?.passphrase ?? "";
	const id = idOf(state, "passphrase");
	await change(state, async () => {
		await (id ? host("key.change", { id, passphrase }) : host("key.add", { passphrase }));
		state.key = null;
		return t(id ? "passphrase_changed" : "passphrase_added");
	});
}

/** A new recovery key is shown once; the one it replaces opens only backups made before. @param {Keys} state */
async function newRecovery(state) {
	const id = idOf(state, "recovery");
	if (id && !await confirm({ title: t("recovery_new"), text: t("recovery_new_text"), yes: t("recovery_new") }))
		return;
	await change(state, async () => {
		const made = await (id ? host("key.change", { id, recovery: true }) : host("key.add", { recovery: true }));
		await dialog({ label: t("recovery_title"), body: (/** @type {(answer: string) => void} */ close) => html`
			<div class="stack">${dialogHead(t("recovery_title"), () => close(""))}
				${recoverySheet(made.recovery_key ?? "")}</div>` });
		return t(id ? "recovery_changed" : "recovery_added");
	});
}

/** @param {Keys} state */
const addKeyring = (state) => change(state, async () => {
	await host("key.add", { keyring: true });
	return t("keyring_added");
});

/** @param {Keys} state @param {{id: number, kind: string}} key */
async function remove(state, { id, kind }) {
	const what = translated(`key_${kind}`, kind);
	if (await confirm({ title: t("key_remove_title", { what }), text: t("key_remove_text"), yes: t("key_remove"),
		danger: true }))
		await change(state, async () => {
			await host("key.remove", { id });
			return t("key_removed");
		});
}

/** @param {Keys} state */
function turn(state) {
	state.key = state.key ? null : newKey();
	state.redraw();
}

/** @param {Keys} state @param {{id: number, kind: string}} key */
const line = (state, key) => html`<li class="line" data-testid="key-${key.kind}"><span class="grow">
	${icon("lock")} ${translated(`key_${key.kind}`, key.kind)}</span>${state.keys.length > 1 ? html`
	<button type="button" class="plain" @click=${() => remove(state, key)} data-testid="remove-${key.kind}">
		${t("key_remove")}<span class="visually-hidden">: ${translated(`key_${key.kind}`, key.kind)}</span></button>`
	: nothing}</li>`;

/** @param {Keys} state */
export const keysBody = (state) => html`<p>${t("keys_text")}</p>
	<ul>${state.keys.map((key) => line(state, key))}</ul>
	<div class="row"><button type="button" aria-expanded=${state.key ? "true" : "false"} @click=${() => turn(state)}
			data-testid="change-passphrase">${t("passphrase_change")}</button>
		<button type="button" @click=${() => newRecovery(state)} data-testid="new-recovery">
			${t("recovery_new")}</button>
		${idOf(state, "keyring") ? nothing : html`<button type="button" @click=${() => addKeyring(state)}
			data-testid="add-keyring">${t("keyring_add")}</button>`}</div>
	${state.key ? html`<form class="stack-small sheet" @submit=${(/** @type {SubmitEvent} */ event) =>
			setPassphrase(state, event)} data-testid="passphrase-form">${passphraseFields(state, state.key)}
		<button class="primary" ?disabled=${!isReady(state.key) || state.busy !== ""} data-testid="passphrase-yes">
			${t("passphrase_change")}</button></form>` : nothing}`;
