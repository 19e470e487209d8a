// sending.js: many letters that wait to be sent: all noted at once, or sent one after the other.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, partiesOf, recount, saveLetters } from "../../shared/casework.js";
import { announce, copy } from "../../shared/components.js";
import { today } from "../../shared/days.js";
import { textField } from "../../shared/fields.js";
import { askHelpers, loadHelpers } from "../../shared/helpers.js";
import { count, letterLanguage, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { mailAddress } from "../../shared/kept_letter.js";
import { host } from "../../shared/rpc.js";
import { heapOf, heapWords, inHeaps, loadHeaps } from "./heaps.js";
import { ways } from "./sheets.js";
import { draftOf, load } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Case} Case */
/** @typedef {"email" | "post" | "form" | "fax"} Way */
/**
 * What is sent: all at once, or one letter after the other, of which one is shown.
 * found: a contact that the user found, source: on which page.
 * @typedef {{all: boolean, rows: Case[], at: number, letter: number, found: string, source: string,
 *   fields: {to: string, subject: string, body: string}}} Sending
 */

/** Those of some cases whose letter waits. @param {Case[]} rows */
export const unsent = (rows) => rows.filter(({ step }) => step.action === "send");

/** How a letter of a case can go, as far as it is known yet. @param {State} state @param {Case} row */
const heap = ({ heaps }, row) => heaps.get(row.controller) ?? "paper";

/** Those with a known contact: the others can hardly have gone. @param {State} state @param {Case[]} rows */
const reachable = (state, rows) => rows.filter((row) => heap(state, row) !== "nobody");

/** That all went, or all that have a known contact. @param {State} state @param {Case[]} rows */
const wentWords = (state, rows) => {
	const able = reachable(state, rows).length;
	return count(able === rows.length ? "sent_all" : "sent_reachable", able);
};

/** Learn how the letters that wait can go, and whom to ask. @param {State} state */
export async function learnHeaps(state) {
	state.heaps = await loadHeaps(unsent(state.cases).map((row) => row.controller));
	state.helpers = await loadHelpers();
	state.redraw();
}

/** Whether something is being done: a second press would be for a letter that nobody was shown. @param {State} state */
const isBusy = ({ busy }) => busy !== "";

/**
 * Do something for the user, one thing at a time.
 * @param {State} state @param {() => unknown} work
 */
const once = async (state, work) => isBusy(state) ? undefined : act(state, work);

/** The user found how to reach them: that is kept, and used at once. @param {State} state @param {Sending} sending */
const reach = (state, sending) => once(state, async () => {
	const value = sending.found.trim();
	const slug = sending.rows[sending.at]?.controller ?? "";
	await host("controller.contact", { what: "add", slug, value, source: sending.source.trim() });
	// What it is, an address for mails or a page with an "@" in it, the host tells.
	const now = await host("controller.show", { slug });
	if (now.email)
		sending.fields.to = now.email;
	state.heaps.set(slug, heapOf(now));
	return t("contact_kept");
});

/** @param {State} state */
function end(state) {
	if (isBusy(state))
		return;
	state.sending = null;
	load(state);
}

/** The next one's letter is fetched; after the last one it is over. @param {State} state @param {Sending} sending */
async function show(state, sending) {
	const row = sending.rows[sending.at];
	if (!row) {
		state.sending = null;
		await load(state);
		return;
	}
	sending.letter = draftOf(await host("case.show", { case: row.case, language: letterLanguage() }));
	sending.fields = await host("letter.fields", { letter: sending.letter });
	Object.assign(sending, { found: "", source: "" });
	state.sending = sending;
}

/** @param {State} state @param {Case[]} rows @param {boolean} all */
function begin(state, rows, all) {
	const sending = { all, rows: inHeaps(rows, (row) => heap(state, row)), at: 0, letter: 0, found: "", source: "",
		fields: { to: "", subject: "", body: "" } };
	if (isBusy(state))
		return;
	state.sending = all ? sending : null;
	if (all)
		state.redraw();
	else
		once(state, () => show(state, sending));
}

/** Note that letters went today. @param {Case[]} rows @param {Way} how */
const went = (rows, how) => host("case.sent", { case: rows.map((row) => row.case), how, on: today(),
	language: letterLanguage() });

/** @param {State} state @param {Case[]} rows @param {Way} how */
const allWent = (state, rows, how) => once(state, async () => {
	const gone = reachable(state, rows);
	await went(gone, how);
	const words = count("noted_all_sent", gone.length);
	state.sending = null;
	await load(state);
	recount();
	announce(words);
	return words;
});

/** @param {State} state @param {Sending} sending @param {Way} [how] not sent: it is passed over */
const next = (state, sending, how) => once(state, async () => {
	const row = sending.rows[sending.at];
	if (how && row) {
		await went([row], how);
		recount();
	}
	sending.at++;
	await show(state, sending);
	document.getElementById("sending")?.focus();
});

/** Nobody is known there: what can be done about it. @param {State} state @param {Sending} sending */
const unreachable = (state, sending) => html`<p>${t("contact_none_text")}</p>
	<div class="pair">${textField({ id: "found", label: t("contact_found"), most: 200, value: sending.found,
		input: (found) => { sending.found = found; } })}
		${textField({ id: "source", label: t("contact_source"), most: 500, value: sending.source,
			input: (source) => { sending.source = source; } })}</div>
	<div class="row"><button type="button" ?disabled=${isBusy(state)} @click=${() => reach(state, sending)}
		data-testid="contact-use">${t("contact_use")}</button></div>${askHelpers(state.helpers)}`;

/** How it can go: a mail, else a paper or their form. @param {State} state @param {Sending} sending */
function leaves(state, sending) {
	const { fields, letter } = sending;
	const row = sending.rows[sending.at];
	if (!fields.to.includes("@"))
		return html`${row && heap(state, row) === "nobody" ? unreachable(state, sending)
			: html`<p>${t("sending_no_mail")}</p>`}<div class="row"><button type="button"
			@click=${() => act(state, () => saveLetters([letter], ["pdf"]))}>${icon("disk")} PDF</button>
			<button type="button" @click=${() => copy(fields.body)}>${icon("copy")} ${t("copy_text")}</button></div>`;
	const whole = mailAddress(fields).includes("&body=");
	return html`<div class="row"><a class="button" href="mailto:${mailAddress(fields)}"
			@click=${() => whole || copy(fields.body)} data-testid="sending-mail">
			${icon("letter")} ${t("mail_open")}</a>
		${whole ? nothing : html`<p class="small soft">${t("mail_paste")}</p>`}</div>`;
}

/** @param {State} state @param {Sending} sending */
function one(state, sending) {
	const row = sending.rows[sending.at];
	const mail = sending.fields.to.includes("@");
	const likely = /** @type {Way[]} */ (mail ? ["email"] : ["post", "form"]);
	return html`<h2 id="sending" tabindex="-1">${row ? partiesOf(row) : ""}</h2>
		<p class="small soft">${t("sending_of", { at: sending.at + 1, of: sending.rows.length })}
			${mail ? html` · ${sending.fields.to}` : nothing}</p>
		${leaves(state, sending)}
		<div class="row">${likely.map((how) => html`<button type="button" class="primary" ?disabled=${isBusy(state)}
				@click=${() => next(state, sending, how)} data-testid="sending-sent-${how}">
				${icon("check")} ${t("sending_sent", { way: t(`way_${how}`) })}</button>`)}
			<button type="button" ?disabled=${isBusy(state)} @click=${() => next(state, sending)}
				data-testid="sending-skip">${t("sending_skip")}</button>
			<button type="button" class="plain" ?disabled=${isBusy(state)} @click=${() => end(state)}
				data-testid="sending-end">${t("sending_end")}</button></div>`;
}

/** @param {State} state @param {Sending} sending */
const all = (state, { rows }) => html`<h2 id="sending" tabindex="-1">${wentWords(state, rows)}</h2>
	<p class="label">${t("sent_how")}</p>
	<div class="row">${ways.map((how) => html`<button type="button" ?disabled=${isBusy(state)}
			@click=${() => allWent(state, rows, how)} data-testid="all-sent-${how}">${t(`way_${how}`)}</button>`)}
		<button type="button" class="plain" ?disabled=${isBusy(state)} @click=${() => end(state)}>
			${t("sending_end")}</button></div>`;

/** The two ways to send what waits, or what is being sent. @param {State} state @param {Case[]} rows */
export function sendingOf(state, rows) {
	const { sending } = state;
	const waiting = unsent(rows);
	if (sending)
		return html`<section class="card stack" aria-labelledby="sending" data-testid="sending">
			${(sending.all ? all : one)(state, sending)}</section>`;
	return waiting.length < 2 ? nothing : html`${state.heaps.size
		? heapWords(waiting.map((row) => heap(state, row))) : nothing}<div class="row">
		<button type="button" @click=${() => begin(state, waiting, false)} data-testid="send-each">
			${icon("letter")} ${t("send_each")}</button>
		${reachable(state, waiting).length ? html`<button type="button" data-testid="send-all"
			@click=${() => begin(state, waiting, true)}>
			${icon("check")} ${wentWords(state, waiting)}</button>` : nothing}</div>`;
}
