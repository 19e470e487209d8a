// packs.js: packs of companies that somebody one trusts publishes: take one by dropping it, list them, forget one.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act } from "../../shared/acting.js";
import { refusal } from "../../shared/casework.js";
import { confirm } from "../../shared/components.js";
import { Failure, plain } from "../../shared/failure.js";
import { filesButton, textField } from "../../shared/fields.js";
import { language, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { managed, signersOf } from "../../shared/managed.js";
import { renewWords } from "../../shared/packed_words.js";
import { asker, background, host } from "../../shared/rpc.js";
import { sendBlob } from "../../shared/upload.js";

/** @typedef {import("../../shared/answers.js").Pack} Pack */
/** @typedef {import("../../shared/answers.js").PackLook} PackLook */
/** @typedef {import("../../shared/acting.js").Acting & {packs: Pack[] | null, signer: string, chosen: File[],
 *   looked: {pack: PackLook, signer: string} | null}} Packs
 *   packs: null where the host has not said; signer: the publisher's key, as it is typed; chosen: files of a pack that
 *   were not taken yet; looked: what is in them, and the key that they are signed with */

/** Of the sentences of the host, those that say why a pack is none. */
const refusals = { denied: "refused", not_found: "refused", bad_params: "refused", too_big: "refused" };

/** @param {Packs} state */
export async function loadPacks(state) {
	({ packs: state.packs } = await host("pack.list").catch(() => ({ packs: null })));
	state.redraw();
}

/** @param {File} file */
const give = (file) => sendBlob(asker, file, { purpose: "file", name: file.name });

/**
 * What comes of the first key that a pack is signed with; any other failure is one with each of them.
 * @template T @param {string[]} signers @param {(signer: string) => Promise<T>} take @returns {Promise<T>}
 */
export async function takeFirst([signer = "", ...rest], take) {
	try {
		return await take(signer);
	} catch (error) {
		if (rest.length === 0 || plain(error).code !== "denied")
			throw error;
		return takeFirst(rest, take);
	}
}

/** The key in what was typed or pasted: the word alone, or all of the file it stands in. @param {string} typed */
const keyOf = (typed) => /RW[A-Za-z0-9+/]{54}$/.exec(typed.trim())?.[0] ?? typed.trim();

/** @param {Packs} state @param {() => Promise<unknown>} work */
const actOn = (state, work) => act(state, work,
	{ failed: (error) => plain(error).code in refusals ? refusal(error, refusals) : error });

/** The pack among the files that were chosen, and its signature. @param {Packs} state */
function pairOf({ chosen }) {
	const signature = chosen.find(({ name }) => name.endsWith(".minisig"));
	const file = chosen.find(({ name }) => !name.endsWith(".minisig"));
	if (!file || !signature)
		throw new Failure("pack_files");
	return { file, signature };
}

/** @param {Packs} state @param {string} signer @returns what is asked of the host, the files given */
async function asked(state, signer) {
	const { file, signature } = pairOf(state);
	return { pack: await give(file), signature: await give(signature), ...(signer ? { signer } : {}) };
}

/**
 * Say what the pack among some files brings; nothing of it is kept yet.
 * @param {Packs} state @param {File[]} files
 */
export const lookAtPack = (state, files) => actOn(state, async () => {
	state.looked = null;
	// A key that lies beside the pack says nothing of who made both.
	state.chosen = [...state.chosen.filter(({ name }) => !files.some((file) => file.name === name)), ...files]
		.filter(({ name }) => !name.endsWith(".pub"));
	pairOf(state);
	const signers = signersOf(await managed(), keyOf(state.signer));
	if (signers.length === 0)
		throw new Failure("pack_stranger");
	state.looked = await takeFirst(signers, async (signer) =>
		({ signer, pack: await host("pack.show", await asked(state, signer)) }));
});

/** Take what was looked at. @param {Packs} state @param {string} signer */
export const takePack = (state, signer) => actOn(state, async () => {
	const pack = await host("pack.import", await asked(state, signer));
	leavePack(state);
	await loadPacks(state);
	await renewed();
	return t("pack_taken", { name: pack.title ?? pack.name });
});

/** A page whose words were a pack's is drawn anew where they are others. */
async function renewed() {
	if (!await renewWords(host))
		return;
	await background.ask("language.changed");
	location.reload();
}

/** @param {Packs} state */
function leavePack(state) {
	Object.assign(state, { chosen: [], signer: "", looked: null });
	state.redraw();
}

/** @param {Packs} state @param {Pack} pack */
async function forget(state, { name, title = name }) {
	if (await confirm({ title: t("pack_forget_title", { name: title }), text: t("pack_forget_text"), yes: t("forget"),
		danger: true }))
		await act(state, async () => {
			await host("pack.forget", { name });
			await loadPacks(state);
			await renewed();
			return t("pack_forgotten");
		});
}

/** What it says first, in the user's language if it can. @param {PackLook} pack */
function introduction({ introduction: texts = [] }) {
	const text = texts.find((one) => one.language === language()) ?? texts[0];
	return text ? html`<p lang=${text.language}>${text.text}</p>` : nothing;
}

/** What it brings beside companies: what is new, and what takes the place of ours. @param {PackLook} pack */
function changes({ changes: all = [], names = "" }, unfit = "") {
	const named = (/** @type {boolean} */ corrects) => all.filter((one) => one.corrects === corrects)
		.map(({ kind, what }) => t(`pack_kind_${kind}`, { what })).join(", ");
	const added = [names ? t("pack_names", { names }) : "", named(false)].filter(Boolean).join(", ");
	return [["pack_adds", added], ["pack_changes", named(true)]].filter(([, list]) => list)
		.map(([words = "", list = ""]) => html`<p class="small" data-testid=${words}>
			${t(words, { changes: list })}</p>`)
		.concat(unfit ? html`<p class="small" role="note">${t("pack_unfit", { reason: unfit })}</p>` : []);
}

/** Whose it is, and what it does. @param {PackLook} pack @param {string} [unfit] */
const told = (pack, unfit) => html`<h3>${pack.title ?? pack.name}</h3>${introduction(pack)}${changes(pack, unfit)}
	<p class="small soft">${[t("pack_version", { version: String(pack.version) }), pack.helper?.name,
		pack.helper?.email, pack.helper?.web,
		t("pack_signer", { id: pack.signer_id ?? "" })].filter(Boolean).join(" · ")}</p>`;

/** What a pack would bring, before it is taken. @param {Packs} state */
const looked = (state) => state.looked ? html`<div class="stack-small" data-testid="pack-looked">
	${told(state.looked.pack)}
	<div class="row center"><button type="button" class="primary" data-testid="pack-take"
		@click=${() => takePack(state, state.looked?.signer ?? "")}>${t("pack_take")}</button>
	<button type="button" data-testid="pack-leave" @click=${() => leavePack(state)}>${t("cancel")}</button></div>
	</div>` : nothing;

/** @param {Packs} state @param {Pack} pack */
const line = (state, pack) => html`<li class="line" data-testid="pack"><div class="grow stack-small">
		${told(pack, pack.unfit)}
		${pack.preset?.length ? html`<a class="button" href="#letters/pack/${pack.name}" data-testid="pack-write">
			${icon("letter")} ${t("pack_write")}</a>` : nothing}</div>
	<button type="button" class="plain" @click=${() => forget(state, pack)} data-testid="pack-forget">${t("forget")}
		<span class="visually-hidden">: ${pack.title ?? pack.name}</span></button></li>`;

/** @param {Packs} state */
const dropped = (state) => (/** @type {DragEvent} */ event) => {
	event.preventDefault();
	lookAtPack(state, [...event.dataTransfer?.files ?? []]);
};

/** @param {Packs} state */
export const packsBody = (state) => html`<p>${t("packs_text")}</p>
	${state.packs?.length ? html`<ul>${state.packs.map((pack) => line(state, pack))}</ul>` : nothing}
	<div class="drop stack-small" @dragover=${(/** @type {Event} */ event) => event.preventDefault()}
			@drop=${dropped(state)} data-testid="pack-drop">
		${textField({ id: "pack-signer", label: t("pack_key"), hint: t("pack_key_hint"), most: 128, value: state.signer,
			input: (signer) => { state.signer = signer; } })}
		${looked(state)}
		<p>${state.chosen.length ? state.chosen.map(({ name }) => name).join(", ") : t("pack_drop")}</p>
		<div class="row center">${filesButton(t("pack_choose"), "", "pack-files", (files) => lookAtPack(state, files))}
			${state.chosen.length && !state.looked ? html`<button type="button" @click=${() => lookAtPack(state, [])}
				data-testid="pack-again">${t("try_again")}</button>` : nothing}</div></div>`;
