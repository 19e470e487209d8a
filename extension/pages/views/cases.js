// cases.js: what was asked of whom, how long they have, and what to do next.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { announce, confirm, notice, problem } from "../../shared/components.js";
import { dayOf, dayWords, daysBetween, letterButtons, recount, refusal, saveCalendar, today } from "../../shared/casework.js";
import { size } from "../../shared/format.js";
import { count, language, languages, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";
import { sendFile } from "../../shared/upload.js";

const PAGE = 30; // cases drawn at first
const ways = ["email", "post", "form", "fax"];
const replies = ["receipt", "answer", "nothing_held", "erased", "partial", "photo_demanded", "id_demanded", "use_form", "cannot_identify",
	"not_subject", "too_often", "public_data", "extension", "refused", "bounced"];
const tones = /** @type {Record<string, string>} */ ({ draft: "new", waiting: "", overdue: "high", replied: "medium", complained: "new", closed: "good" });

/** Cases of which some are looked for. @type {Record<string, (row: any) => boolean>} */
const groups = {
	open: (row) => row.stage !== "closed",
	turn: isDue,
	waiting: (row) => row.stage === "waiting",
	closed: (row) => row.stage === "closed",
};

/** @type {import("../dashboard.js").View} */
export const view = { name: "cases", icon: "folder", title: "cases", open };

/** Whether it is the user's turn. @param {any} row */
function isDue(row) {
	return row.stage !== "closed" && !["wait", "none"].includes(row.step.action) && (!row.step.day || row.step.day <= today());
}

/** The user's turn first, then what ends first. @param {any} one @param {any} other */
const order = (one, other) => Number(isDue(other)) - Number(isDue(one)) || (one.deadline ?? "9").localeCompare(other.deadline ?? "9") || other.case - one.case;

/** How long they still have, in words. @param {any} row */
function countdown({ stage, deadline }) {
	if (!deadline || !["waiting", "overdue"].includes(stage))
		return "";
	const left = daysBetween(today(), deadline);
	return left < 0 ? t("overdue_since", { day: dayWords(deadline) }) : left === 0 ? t("ends_today") : count("days_left", left, { day: dayWords(deadline) });
}

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** @param {any} event of a case's history */
function happened({ day, kind: what, detail }) {
	const { how, kind, letter, note, outcome } = detail ?? {};
	const words = [what === "reply" ? translated(`reply_${kind}`, kind ?? "") : translated(`letter_${kind ?? letter}`, ""),
		translated(`way_${how}`, ""), outcome, note].filter((text) => typeof text === "string" && text);
	return html`<li><span class="small soft">${dayWords(day)}</span><strong>${translated(`event_${what}`, what)}</strong>${words.length ? html`<span>${words.join(" · ")}</span>` : nothing}</li>`;
}

/** @param {import("../dashboard.js").Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	/** @type {any[]} */ let cases = [];
	/** @type {Map<number, any>} */ const details = new Map();
	let loading = true;
	const find = { words: "", group: "open" };
	let limit = PAGE;
	let menu = ""; // "sent 3": what is being said of which case
	const saying = { day: today(), note: "", outcome: "" };
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
			error = refusal(failure);
		}
		shell.redraw();
	}

	const load = () => act(async () => {
		({ cases } = await host("case.list", { language: language() }));
		cases.sort(order);
		loading = false;
	});

	/** @param {number} number */
	const show = async (number) => { details.set(number, await host("case.show", { case: number, language: language() })); };

	/** #cases/12 is that case, whatever else is shown. */
	async function enter() {
		await load();
		const number = Number(shell.more());
		const row = cases.find((one) => one.case === number);
		if (!row)
			return;
		if (row.stage === "closed")
			find.group = "closed";
		limit = Math.max(limit, cases.length);
		await act(() => show(number));
		document.getElementById(`case-${number}`)?.focus();
	}

	/** @param {any} now a case as it has become */
	function replace(now) {
		cases = cases.map((one) => one.case === now.case ? now : one);
		if (details.has(now.case))
			details.set(now.case, now);
	}

	/** Say what happened. @param {string} method @param {any} row @param {object} params @param {string} words */
	async function note(method, row, params, words) {
		await act(async () => {
			replace(await host(method, { case: row.case, language: language(), on: saying.day, ...params, ...(saying.note.trim() ? { note: saying.note.trim() } : {}) }));
			announce(words);
			menu = "";
			recount();
			return words;
		});
		document.getElementById(`case-${row.case}`)?.focus();
	}

	/** Take a saved mail in. @param {File | undefined} file @param {any} [row] the case; else the one that the mail names */
	const take = (file, row) => file && act(async () => {
		const upload = await sendFile(host, file, { purpose: "mail" });
		const mail = await host("case.import", { upload, ...(row ? { case: row.case } : {}) }).catch((failure) => {
			throw refusal(failure, { bad_params: "no_mail", worker: "no_mail", not_found: "mail_unknown" });
		});
		const now = await host("case.show", { case: mail.case, language: language() });
		replace(now);
		recount();
		const text = t("imported", { name: now.name, kind: translated(`reply_${mail.kind}`, mail.kind), day: mail.day ? dayWords(mail.day) : "" });
		announce(text);
		return text;
	});

	/** @param {any} row */
	const more = (row) => act(async () => {
		if (!details.delete(row.case))
			await show(row.case);
	});

	/** @param {any} row */
	async function forget(row) {
		if (!await confirm({ title: t("forget_case_title", { name: row.name }), text: t("forget_case_text"), yes: t("forget"), danger: true }))
			return;
		await act(async () => {
			await host("case.forget", { cases: [row.case] });
			cases = cases.filter((one) => one.case !== row.case);
			recount();
			announce(t("forgotten_case"));
			return t("forgotten_case");
		});
		document.getElementById("title")?.focus();
	}

	/** @param {string} what @param {any} row */
	function turn(what, row) {
		menu = menu === `${what} ${row.case}` ? "" : `${what} ${row.case}`;
		Object.assign(saying, { day: today(), note: "", outcome: "" });
		shell.redraw();
	}

	/** A button that takes a file. @param {string} words @param {string} id @param {any} [row] */
	const filer = (words, id, row) => html`<label class="button">${icon("disk")} ${words}<input type="file" class="visually-hidden" accept=".eml,message/rfc822" data-testid=${id} @change=${(/** @type {Event} */ event) => {
		const input = /** @type {HTMLInputElement} */ (event.target);
		take(input.files?.[0], row);
		input.value = "";
	}}></label>`;

	/** @param {any} row */
	const dayField = (row) => html`<div class="field"><label for="day-${row.case}">${t("on_day")}</label><input id="day-${row.case}" type="date" min=${row.sent ?? dayOf(row.opened)} max=${today()} .value=${saying.day} @change=${(/** @type {Event} */ event) => { saying.day = valueOf(event) || today(); }} data-testid="day"></div>`;
	/** @param {any} row */
	const noteField = (row) => html`<div class="field"><label for="note-${row.case}">${t("note")}</label><input id="note-${row.case}" type="text" maxlength="200" .value=${saying.note} @input=${(/** @type {Event} */ event) => { saying.note = valueOf(event); }} data-testid="note"></div>`;

	/** @type {Record<string, (row: any) => any>} */
	const menus = {
		sent: (row) => html`<div class="pair">${dayField(row)}${noteField(row)}</div><p class="label">${t("sent_how")}</p><div class="row">${ways.map((how) => html`<button type="button" @click=${() => note("case.sent", row, { how }, t("noted_sent"))} data-testid="sent-${how}">${t(`way_${how}`)}</button>`)}</div>`,
		reply: (row) => html`<div class="pair">${dayField(row)}${noteField(row)}</div><p class="label">${t("reply_what")}</p><div class="row chips">${replies.map((kind) => html`<button type="button" class="chip" @click=${() => note("case.reply", row, { kind }, t("noted_reply"))} data-testid="reply-${kind}">${t(`reply_${kind}`)}</button>`)}</div>`,
		close: (row) => html`<div class="field"><label for="outcome-${row.case}">${t("outcome_label")}</label><input id="outcome-${row.case}" type="text" maxlength="200" .value=${saying.outcome} @input=${(/** @type {Event} */ event) => { saying.outcome = valueOf(event); }} data-testid="outcome"></div>
			<div class="row"><button type="button" class="primary" @click=${() => note("case.close", row, { outcome: saying.outcome.trim() }, t("noted_closed"))} data-testid="close-yes">${t("close_case")}</button></div>`,
	};

	/** @param {string} name @param {any} row @param {any} body @param {boolean} primary */
	const opener = (name, row, body, primary) => html`<button type="button" class=${primary ? "primary" : ""} aria-expanded=${menu === `${name} ${row.case}` ? "true" : "false"} @click=${() => turn(name, row)} data-testid="do-${name}">${body}</button>`;

	/** What can be done with it, the next step first. @param {any} row */
	const buttons = (row) => row.stage === "closed" ? nothing : html`<div class="row">
		${row.step.action === "letter" ? html`<a class="button primary" href="#letters/case/${row.case}/${row.step.letter}" data-testid="do-letter">${icon("letter")} ${t("write_what", { what: translated(`letter_${row.step.letter}`, row.step.letter) })}</a>` : nothing}
		${row.step.action === "send" ? html`<button type="button" aria-expanded=${details.has(row.case) ? "true" : "false"} @click=${() => more(row)} data-testid="see-letter">${icon("letter")} ${t("see_letter")}</button>` : nothing}
		${row.step.action === "send" || row.reply === "bounced" ? opener("sent", row, html`${icon("check")} ${t("mark_sent")}`, row.step.action === "send") : nothing}
		${row.sent ? html`${opener("reply", row, html`${icon("letter")} ${t("record_reply")}`, row.step.action === "wait")}${filer(t("import_mail"), "import-file", row)}` : nothing}
		${opener("close", row, t("close_case"), row.step.action === "close")}</div>`;

	/** @param {any} row as case.show gives it */
	const inside = (row) => html`<div class="stack" data-testid="case-details">
		${row.explained ? html`<section class="stack-small"><h3>${t("how_counted")}</h3><p data-testid="explained">${row.explained}</p>${row.verified ? nothing : html`<p class="small soft">${t("count_unverified")}</p>`}</section>` : nothing}
		<section class="stack-small"><h3>${t("history")}</h3><ol class="timeline" data-testid="history">${row.history.map(happened)}</ol></section>
		<section class="stack-small"><h3>${t("letters")}</h3><ul class="lines">${row.letters.map((/** @type {any} */ one) => html`<li class="line"><div class="grow"><strong>${translated(`letter_${one.kind}`, one.kind)}</strong><p class="small soft">${dayWords(dayOf(one.made))} · ${/** @type {Record<string, string>} */ (languages)[one.language] ?? one.language}</p></div>${letterButtons(one.letter, one.subject, act)}</li>`)}</ul></section>
		${row.documents.length ? html`<section class="stack-small"><h3>${t("documents")}</h3><ul>${row.documents.map((/** @type {any} */ one) => html`<li>${icon("letter")} ${one.name} <span class="soft">${size(one.bytes)}</span></li>`)}</ul></section>` : nothing}
		<button type="button" class="danger" @click=${() => forget(row)} data-testid="forget-case">${icon("trash")} ${t("forget")}</button></div>`;

	/** @param {any} row */
	const next = ({ step, stage }) => stage === "closed" ? nothing : html`<div class="next" data-testid="next"><p><strong>${t("next_step")}</strong>
		${translated(step.action === "letter" ? `next_letter_${step.letter}` : `next_${step.action}`, step.reason)}${step.day && step.action === "check" ? html` <span class="soft">(${dayWords(step.day)})</span>` : nothing}</p></div>`;

	/** @param {any} row */
	function card(row) {
		const [what = ""] = menu.endsWith(` ${row.case}`) ? menu.split(" ") : [];
		const full = details.get(row.case);
		const left = countdown(row);
		return html`<li class="card stack case" data-testid="case" data-case=${row.case} data-stage=${row.stage} @dragover=${(/** @type {Event} */ event) => event.preventDefault()}
			@drop=${(/** @type {DragEvent} */ event) => { event.preventDefault(); event.stopPropagation(); take(event.dataTransfer?.files[0], row); }}>
			<div class="row spread"><h2 id="case-${row.case}" tabindex="-1">${row.name}</h2><span class="tag ${tones[row.stage] ?? ""}">${t(`stage_${row.stage === "replied" && !isDue(row) ? "answered" : row.stage}`)}</span></div>
			<p class="small soft">${row.reference} · ${t(`law_${row.law}`)}${row.sent ? html` · ${t("sent_on", { day: dayWords(row.sent) })}` : nothing}</p>
			${left ? html`<p class="countdown ${row.stage}" data-testid="countdown">${icon("clock")} ${left}</p>` : nothing}${next(row)}
			${buttons(row)}${what ? html`<div class="sheet stack-small" data-testid="sheet">${menus[what]?.(row)}</div>` : nothing}
			<button type="button" class="plain" aria-expanded=${full ? "true" : "false"} @click=${() => more(row)} data-testid="more">${full ? t("show_less") : t("show_details")}</button>${full ? inside(full) : nothing}</li>`;
	}

	/** @param {() => void} change */
	const narrow = (change) => { change(); limit = PAGE; shell.redraw(); };

	const tools = () => html`<form class="tools cases-tools" role="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
		<div class="field"><label for="find">${t("cases_search")}</label><input id="find" type="search" @input=${(/** @type {Event} */ event) => narrow(() => { find.words = valueOf(event).trim().toLowerCase(); })} data-testid="case-search"></div>
		<div class="field"><label for="group">${t("cases_which")}</label><select id="group" @change=${(/** @type {Event} */ event) => narrow(() => { find.group = valueOf(event); })} data-testid="case-group">
			${Object.entries(groups).map(([name, of]) => html`<option value=${name} ?selected=${find.group === name}>${t(`cases_${name}`)} (${cases.filter(of).length})</option>`)}</select></div></form>
		<div class="row"><a class="button" href="#letters">${icon("letter")} ${t("write_letters")}</a>${filer(t("import_any"), "import-any")}
			<button type="button" @click=${() => act(saveCalendar)} data-testid="calendar">${icon("clock")} ${t("calendar")}</button></div>`;
	const empty = () => loading ? html`<p>${t("loading")}</p>` : html`<div class="empty stack-small" data-testid="empty">${icon("folder")}<h2>${t("cases_none")}</h2><p class="soft">${t("cases_none_text")}</p>
		<p><a class="button primary" href="#letters">${icon("letter")} ${t("write_letters")}</a></p></div>`;

	function list() {
		const wanted = cases.filter((row) => groups[find.group]?.(row) && `${row.name} ${row.reference} ${row.controller}`.toLowerCase().includes(find.words));
		return html`${tools()}<p class="small soft" role="status" data-testid="cases-found">${count("cases_count", wanted.length)}</p>
			<ul class="cases" aria-label=${t("cases")}>${repeat(wanted.slice(0, limit), (row) => row.case, card)}</ul>
			${wanted.length > limit ? html`<button type="button" class="start" @click=${() => { limit += PAGE; shell.redraw(); }} data-testid="cases-more">${t("show_more")}</button>` : nothing}`;
	}

	enter();
	return {
		draw: () => html`<div class="stack" @dragover=${(/** @type {Event} */ event) => event.preventDefault()} @drop=${(/** @type {DragEvent} */ event) => { event.preventDefault(); take(event.dataTransfer?.files[0]); }}>
			${error ? problem(error) : nothing}<div role="status">${said ? html`<div data-testid="said">${notice("good", said)}</div>` : nothing}</div>${cases.length ? list() : empty()}</div>`,
	};
}
