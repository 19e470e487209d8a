// mails.js: a folder of saved mails taken in at once: what each was recognised as, to be put right line by line.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, partiesOf, recount, refusal } from "../../shared/casework.js";
import { announce, describe } from "../../shared/components.js";
import { dayWords } from "../../shared/days.js";
import { Failure, plain } from "../../shared/failure.js";
import { selectField } from "../../shared/fields.js";
import { count, letterLanguage, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { asker, host } from "../../shared/rpc.js";
import { sendBlob } from "../../shared/upload.js";
import { replies } from "./sheets.js";
import { mailCodes, replace } from "./state.js";

/** @typedef {import("./state.js").State} State */
/**
 * A mail and what became of it. entry: its line in the history of the case; guessed: nobody has said what it is;
 * bounced: the address at which a letter failed, "" for none; next: where it can go instead
 * @typedef {{file: File, status: "waiting" | "taken" | "unknown" | "known" | "failed", case: number,
 *   entry: number, kind: string,
 *   day: string | null, from: string, subject: string, bounced: string, next: string, guessed: boolean,
 *   why: unknown}} Mail
 */

/** What the host's codes say of one that was not taken. @type {Map<string, Mail["status"]>} */
const outcomes = new Map([["exists", "known"], ["not_found", "unknown"]]);

/** @param {File} file @returns {Mail} */
const fresh = (file) => ({ file, status: "waiting", case: 0, entry: 0, kind: "", day: null, from: "", subject: "",
	bounced: "", next: "", guessed: true, why: null });

/** @param {State} state @param {Mail} mail @param {number} [id] the case, where the mail names none */
async function takeIn(state, mail, id) {
	try {
		const upload = await sendBlob(asker, mail.file, { purpose: "mail", name: mail.file.name });
		const { case: of, kind, day, from, subject, bounced, next } = await host("case.import",
			{ upload, ...(id ? { case: id } : {}) });
		const now = await host("case.show", { case: of, language: letterLanguage() });
		const entry = now.history.findLast((event) => event.kind === "reply")?.number ?? 0;
		replace(state, now);
		Object.assign(mail, { status: "taken", case: of, entry, kind, day, from, subject, bounced, next,
			why: null });
	} catch (error) {
		mail.status = outcomes.get(plain(error).code) ?? "failed";
		mail.why = refusal(error, mailCodes);
	}
}

/** Mails, one after the other, each with its line. @param {State} state @param {File[]} files */
export const takeAll = (state, files) => act(state, async () => {
	state.mails = files.map(fresh);
	for (const mail of state.mails) {
		await takeIn(state, mail);
		state.redraw();
	}
	recount();
	const words = count("imported_all", state.mails.filter(({ status }) => status === "taken").length);
	announce(words);
	return words;
});

/** It is of that case. @param {State} state @param {Mail} mail @param {string} id */
const assign = (state, mail, id) => act(state, async () => {
	await takeIn(state, mail, Number(id));
	recount();
});

/** It is something else than it was taken for. @param {State} state @param {Mail} mail @param {string} kind */
const recognise = (state, mail, kind) => act(state, async () => {
	replace(state, await host("case.correct", { case: mail.case, entry: mail.entry,
		kind: /** @type {any} */ (kind), language: letterLanguage() }));
	Object.assign(mail, { kind, guessed: false });
	recount();
	return t("noted_corrected");
});

/** @param {State} state @param {Mail} mail @param {number} at */
function whichCase(state, mail, at) {
	if (mail.status === "unknown")
		return selectField({ id: `mail-case-${at}`, label: t("mail_of"), chosen: "", test: "mail-case",
			options: [["", t("mail_choose")], ...state.cases.map((row) =>
				/** @type {const} */ ([String(row.case), `${partiesOf(row)}, ${row.reference}`]))],
			change: (id) => id && assign(state, mail, id) });
	const row = state.cases.find((one) => one.case === mail.case);
	return row ? html`<a href="#cases/${row.case}">${partiesOf(row)}, ${row.reference}</a>` : nothing;
}

/** @param {State} state @param {Mail} mail @param {number} at */
function recognised(state, mail, at) {
	if (mail.status === "waiting")
		return nothing;
	return mail.status === "taken" ? selectField({ id: `mail-kind-${at}`,
		label: mail.guessed ? t("mail_seems") : t("mail_is"), chosen: mail.kind, test: "mail-kind",
		options: replies.map((kind) => /** @type {const} */ ([kind, t(`reply_${kind}`)])),
		change: (kind) => recognise(state, mail, kind) })
		: html`<p class="small ${mail.status === "failed" ? "warn-text" : "soft"}">${mail.status === "known"
			? t("mail_known") : describe(mail.why).sentence}</p>`;
}

/** A letter that came back, and where it can go. @param {Mail} mail */
const cameBack = ({ bounced, next }) => bounced ? html`<p class="small warn-text" data-testid="mail-bounced">
	${next ? t("mail_bounced", { address: bounced, way: next }) : t("mail_bounced_end", { address: bounced })}</p>`
	: nothing;

/** @param {State} state @param {Mail} mail @param {number} at */
const line = (state, mail, at) => html`<li class="mail" data-testid="mail" data-status=${mail.status}>
	<div><strong>${mail.from || mail.file.name}</strong>
		<p class="small soft">${[mail.day && dayWords(mail.day), mail.subject].filter(Boolean).join(" · ")}</p>
		${cameBack(mail)}</div>
	<div>${whichCase(state, mail, at)}</div>
	<div>${recognised(state, mail, at)}</div></li>`;

/** @param {State} state */
function done(state) {
	state.mails = [];
	state.redraw();
}

/** The mails that were taken in just now. @param {State} state */
export const mailsOf = (state) => state.mails.length === 0 ? nothing : html`<section class="card stack"
	aria-labelledby="mails" data-testid="mails"><h2 id="mails">${t("mails_title")}</h2>
	<p class="soft">${t("mails_text")}</p>
	<ul>${state.mails.map((mail, at) => line(state, mail, at))}</ul>
	<button type="button" @click=${() => done(state)} data-testid="mails-done">${icon("check")}
		${t("mails_done")}</button></section>`;

/** A folder's files in it, a file as itself. @param {any} entry @returns {Promise<File[]>} */
async function within(entry) {
	if (entry.isFile)
		return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
	const reader = entry.createReader();
	const files = [];
	// A reader gives some at a time, and none at the end.
	for (;;) {
		const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
		if (some.length === 0)
			return files;
		for (const one of some)
			files.push(...await within(one));
	}
}

/** Whether a file is a saved mail, by its name. @param {File} file */
export const isMail = ({ name }) => /\.eml$/i.test(name);

/**
 * The mails of what was dropped, folders opened.
 * @param {DataTransfer | null | undefined} transfer @returns {Promise<File[]>}
 */
export async function filesIn(transfer) {
	// What a drop holds must be asked for before the first wait.
	const entries = [...transfer?.items ?? []].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
	const loose = [...transfer?.files ?? []];
	const files = [];
	if (entries.some((entry) => entry?.isDirectory))
		for (const entry of entries)
			files.push(...await within(entry));
	else
		files.push(...loose);
	const mails = files.filter(isMail);
	if (entries.length + loose.length > 0 && mails.length === 0)
		throw new Failure("no_mail");
	return mails;
}
