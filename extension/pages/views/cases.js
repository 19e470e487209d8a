// cases.js: what was asked of whom, how long they have, and what to do next.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { announce, confirm, notice, problem } from "../../shared/components.js";
import { dayWords, daysBetween, letterButtons, recount, today } from "../../shared/casework.js";
import { plain } from "../../shared/failure.js";
import { size } from "../../shared/format.js";
import { count, language, languages, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";
import { sendFile } from "../../shared/upload.js";

const ways = ["email", "post", "form", "fax"];
const replies = ["receipt", "answer", "nothing_held", "erased", "partial", "photo_demanded", "id_demanded", "use_form", "cannot_identify",
	"not_subject", "too_often", "public_data", "extension", "refused", "bounced"];
const tones = /** @type {Record<string, string>} */ ({ draft: "new", waiting: "", overdue: "high", replied: "medium", complained: "new", closed: "good" });

/** @type {import("../dashboard.js").View} */
export const view = { name: "cases", icon: "folder", title: "cases", open };

/** How long they still have, in words. @param {string | null} deadline */
function countdown(deadline) {
	if (!deadline)
		return "";
	const left = daysBetween(today(), deadline);
	return left < 0 ? t("overdue_since", { day: dayWords(deadline) }) : left === 0 ? t("ends_today") : count("days_left", left, { day: dayWords(deadline) });
}

/** @param {import("../dashboard.js").Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	/** @type {any[]} */ let cases = [];
	/** @type {Map<number, any>} */ const details = new Map();
	let loading = true;
	let due = false;
	let menu = ""; // "sent 3": what is being said of which case
	let day = today();
	let outcome = "";
	let said = "";
	/** @type {unknown} */ let error;

	/** @param {() => Promise<any>} work */
	async function act(work) {
		error = undefined;
		said = "";
		try {
			const text = await work();
			said = typeof text === "string" ? text : "";
		} catch (failure) {
			error = failure;
		}
		shell.redraw();
	}

	async function load() {
		await act(async () => {
			({ cases } = await host("case.list", { due, language: language() }));
		});
		loading = false;
		shell.redraw();
	}

	/** Say what happened. @param {string} method @param {any} row @param {object} params @param {string} words */
	async function note(method, row, params, words) {
		await act(async () => {
			const now = await host(method, { case: row.case, language: language(), ...params });
			cases = cases.map((one) => one.case === row.case ? now : one);
			if (details.has(row.case))
				details.set(row.case, now);
			announce(words);
			menu = "";
			recount();
			return words;
		});
		document.getElementById(`case-${row.case}`)?.focus();
	}

	/** @param {any} row @param {File | undefined} file */
	const take = (row, file) => act(async () => {
		if (!file)
			return "";
		const upload = await sendFile(host, file, { purpose: "mail" });
		const mail = await host("case.import", { upload, case: row.case });
		details.delete(row.case);
		await load();
		recount();
		return t("imported", { kind: translated(`reply_${mail.kind}`, mail.kind), day: mail.day ? dayWords(mail.day) : "" });
	});

	/** @param {any} row */
	const more = (row) => act(async () => {
		if (details.delete(row.case))
			return;
		details.set(row.case, await host("case.show", { case: row.case, language: language() }));
	});

	/** @param {any} row */
	async function forget(row) {
		if (!await confirm({ title: t("forget_case_title", { name: row.name }), text: t("forget_case_text"), yes: t("forget"), danger: true }))
			return;
		await act(async () => {
			await host("case.forget", { cases: [row.case] });
			cases = cases.filter((one) => one.case !== row.case);
			recount();
		});
	}

	const calendar = () => act(async () => {
		const { folder, files } = await host("case.calendar");
		return t("saved_in", { folder, files: files.map((/** @type {any} */ row) => row.file).join(", ") });
	});

	/** @param {string} what @param {any} row */
	function turn(what, row) {
		menu = menu === `${what} ${row.case}` ? "" : `${what} ${row.case}`;
		day = today();
		outcome = "";
		shell.redraw();
	}

	/** @param {any} row */
	const dayField = (row) => html`<div class="field"><label for="day-${row.case}">${t("on_day")}</label><input id="day-${row.case}" type="date" max=${today()} .value=${day} @change=${(/** @type {Event} */ event) => { day = /** @type {HTMLInputElement} */ (event.target).value || today(); }} data-testid="day"></div>`;

	/** @type {Record<string, (row: any) => any>} */
	const menus = {
		sent: (row) => html`${dayField(row)}<p class="label">${t("sent_how")}</p><div class="row">${ways.map((how) => html`<button type="button" @click=${() => note("case.sent", row, { on: day, how }, t("noted_sent"))} data-testid="sent-${how}">${t(`way_${how}`)}</button>`)}</div>`,
		reply: (row) => html`${dayField(row)}<p class="label">${t("reply_what")}</p><div class="row chips">${replies.map((kind) => html`<button type="button" class="chip" @click=${() => note("case.reply", row, { on: day, kind }, t("noted_reply"))} data-testid="reply-${kind}">${t(`reply_${kind}`)}</button>`)}</div>`,
		close: (row) => html`<div class="field"><label for="outcome-${row.case}">${t("outcome_label")}</label><input id="outcome-${row.case}" type="text" maxlength="300" @input=${(/** @type {Event} */ event) => { outcome = /** @type {HTMLInputElement} */ (event.target).value; }} data-testid="outcome"></div>
			<div class="row"><button type="button" class="primary" @click=${() => note("case.close", row, { on: day, outcome: outcome.trim() }, t("noted_closed"))} data-testid="close-yes">${t("close_case")}</button></div>`,
	};

	/** @param {string} name @param {any} row @param {any} body @param {boolean} primary */
	const opener = (name, row, body, primary) => html`<button type="button" class=${primary ? "primary" : ""} aria-expanded=${menu === `${name} ${row.case}` ? "true" : "false"} @click=${() => turn(name, row)} data-testid="do-${name}">${body}</button>`;

	/** @param {any} row */
	const buttons = (row) => row.stage === "closed" ? nothing : html`<div class="row">
		${row.step.action === "letter" ? html`<a class="button primary" href="#letters/case/${row.case}/${row.step.letter}" data-testid="do-letter">${icon("letter")} ${t("write_what", { what: translated(`letter_${row.step.letter}`, row.step.letter) })}</a>` : nothing}
		${opener("sent", row, html`${icon("check")} ${t("mark_sent")}`, row.step.action === "send")}
		${row.sent ? html`${opener("reply", row, html`${icon("letter")} ${t("record_reply")}`, false)}
			<label class="button" data-testid="import">${icon("disk")} ${t("import_mail")}<input type="file" class="visually-hidden" accept=".eml,message/rfc822" @change=${(/** @type {Event} */ event) => { const input = /** @type {HTMLInputElement} */ (event.target); take(row, input.files?.[0]); }} data-testid="import-file"></label>` : nothing}
		${opener("close", row, t("close_case"), row.step.action === "close")}</div>`;

	/** @param {any} event of a case's history */
	function happened(event) {
		const { how, kind: reply, letter, note: words, outcome: end } = event.detail ?? {};
		const said = [reply && translated(`reply_${reply}`, reply), letter && translated(`letter_${letter}`, ""), how && translated(`way_${how}`, how), end, words].filter((text) => typeof text === "string" && text);
		return html`<li><span class="small soft">${dayWords(event.day)}</span><strong>${translated(`event_${event.kind}`, event.kind)}</strong>${said.length ? html`<span>${said.join(" · ")}</span>` : nothing}</li>`;
	}

	/** @param {any} row */
	const inside = (row) => html`<div class="stack" data-testid="case-details">
		${row.explained ? html`<section class="stack-small"><h3>${t("how_counted")}</h3><p data-testid="explained">${row.explained}</p>${row.verified ? nothing : html`<p class="small soft">${t("count_unverified")}</p>`}</section>` : nothing}
		<section class="stack-small"><h3>${t("history")}</h3><ol class="timeline" data-testid="history">${row.history.map(happened)}</ol></section>
		<section class="stack-small"><h3>${t("letters")}</h3><ul class="stack-small">${row.letters.map((/** @type {any} */ one) => html`<li class="line"><div class="grow"><strong>${translated(`letter_${one.kind}`, one.kind)}</strong><p class="small soft">${/** @type {Record<string, string>} */ (languages)[one.language] ?? one.language}</p></div>${letterButtons(one.letter, one.subject, act)}</li>`)}</ul></section>
		${row.documents.length ? html`<section class="stack-small"><h3>${t("documents")}</h3><ul>${row.documents.map((/** @type {any} */ one) => html`<li>${icon("letter")} ${one.name} <span class="soft">${size(one.bytes)}</span></li>`)}</ul></section>` : nothing}
		<button type="button" class="danger" @click=${() => forget(row)} data-testid="forget-case">${icon("trash")} ${t("forget")}</button></div>`;

	/** @param {any} row */
	function card(row) {
		const [what] = menu.endsWith(` ${row.case}`) ? menu.split(" ") : [];
		const full = details.get(row.case);
		const reason = translated(row.step.action === "letter" ? `next_letter_${row.step.letter}` : `next_${row.step.action}`, row.step.reason);
		const left = countdown(row.stage === "closed" || row.stage === "replied" ? null : row.deadline);
		return html`<li class="card stack case" data-testid="case" data-case=${row.case} data-stage=${row.stage} @dragover=${(/** @type {Event} */ event) => event.preventDefault()}
			@drop=${(/** @type {DragEvent} */ event) => { event.preventDefault(); if (row.sent) take(row, event.dataTransfer?.files[0]); }}>
			<div class="row spread"><h2 id="case-${row.case}" tabindex="-1">${row.name}</h2><span class="tag ${tones[row.stage] ?? ""}">${t(`stage_${row.stage}`)}</span></div>
			<p class="small soft">${row.reference} · ${t(`law_${row.law}`)}</p>
			${left ? html`<p class="countdown ${row.stage}" data-testid="countdown">${icon("clock")} ${left}</p>` : nothing}
			<div class="next"><p><strong>${t("next_step")}</strong> ${reason}${row.step.day && row.step.action !== "send" ? html` <span class="soft">(${dayWords(row.step.day)})</span>` : nothing}</p></div>
			${buttons(row)}${what ? html`<div class="sheet stack-small" data-testid="sheet">${menus[what]?.(row)}</div>` : nothing}
			<button type="button" class="plain start" aria-expanded=${full ? "true" : "false"} @click=${() => more(row)} data-testid="more">${full ? t("show_less") : t("show_details")}</button>${full ? inside(full) : nothing}</li>`;
	}

	const top = () => html`<div class="row"><button type="button" aria-pressed=${due ? "true" : "false"} @click=${() => { due = !due; load(); }} data-testid="only-due">${t("only_due")}</button>
		<button type="button" ?disabled=${cases.length === 0} @click=${calendar} data-testid="calendar">${icon("clock")} ${t("calendar")}</button><a class="button" href="#letters">${icon("letter")} ${t("write_letters")}</a></div>`;
	const empty = () => loading ? html`<p>${t("loading")}</p>` : html`<div class="empty stack-small" data-testid="empty">${icon("folder")}<h2>${due ? t("cases_none_due") : t("cases_none")}</h2><p class="soft">${t("cases_none_text")}</p></div>`;

	load();
	return {
		draw: () => html`${top()}${error ? html`${problem(error)}<p class="small soft" lang="en">${plain(error).message}</p>` : nothing}<div role="status">${said ? html`<div data-testid="said">${notice("good", said)}</div>` : nothing}</div>
			${cases.length ? html`<ul class="cases" aria-label=${t("cases")}>${repeat(cases, (row) => row.case, card)}</ul>` : empty()}`,
	};
}
