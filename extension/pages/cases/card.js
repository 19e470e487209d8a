// card.js: a case as a card: with whom, how long they have, and what to do next.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, partiesOf } from "../../shared/casework.js";
import { dayWords, daysBetween, today } from "../../shared/days.js";
import { fileButton, filesButton } from "../../shared/fields.js";
import { count, lawName, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { answerButton, answerOf } from "./answers.js";
import { reopen } from "./history.js";
import { inside } from "./inside.js";
import { filesIn, isMail, takeAll } from "./mails.js";
import { opener, sheetOf, whose } from "./sheets.js";
import { take, unfold } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Case} Case */

const MAILS = ".eml,message/rfc822";
/** Replies that may stop the time, which the person says. */
const paused = ["photo_demanded", "id_demanded", "fee_demanded", "scope_asked"];
const tones = /** @type {Record<string, string>} */ ({
	draft: "new", waiting: "", overdue: "high", replied: "medium", complained: "new", closed: "good",
});

/** A button that takes a saved mail at its case. @param {State} state @param {Case} row */
const mailButton = (state, row) => fileButton(html`${t("import_mail")}${whose(row)}`, MAILS, "import-file",
	(file) => take(state, file, row));

/** Buttons that take many: chosen files, or a whole folder. @param {State} state */
export const mailsButtons = (state) => html`${filesButton(t("import_any"), MAILS, "import-any",
		(files) => takeAll(state, files))}
	${filesButton(t("import_folder"), MAILS, "import-folder", (files) =>
		takeAll(state, files.filter(isMail)), true)}`;

/** What takes saved mails that are dropped. @param {State} state @param {Case} [row] */
export const dropped = (state, row) => async (/** @type {DragEvent} */ event) => {
	event.preventDefault();
	event.stopPropagation();
	/** @type {File[]} */
	let files = [];
	await act(state, async () => { files = await filesIn(event.dataTransfer); });
	if (files.length === 1 && row)
		await take(state, files[0], row);
	else if (files.length > 0)
		await takeAll(state, files);
};

/** How long they still have, in words. @param {Case} row */
function countdown({ stage, deadline, clock }) {
	// The day of the last letter, where it gave them more than the law does.
	const until = clock?.set && deadline && clock.set > deadline ? clock.set : deadline;
	if (!until || !["waiting", "overdue"].includes(stage))
		return nothing;
	const left = daysBetween(today(), until);
	const day = dayWords(until);
	const words = left < 0 ? t("overdue_ended", { day }) : left === 0 ? t("ends_today")
		: count("days_left", left, { day });
	return html`<p class="countdown ${stage}" data-testid="countdown">${icon("clock")} ${words}</p>`;
}

/** Until when the authority can be turned to, where that is one day. @param {Case} row */
function recourse({ clock }) {
	const last = clock?.recourse;
	return last ? html`<p class="small" data-testid="recourse">${t(daysBetween(today(), last) < 0 ? "recourse_past"
		: "recourse_until", { day: dayWords(last) })}</p>` : nothing;
}

/** @param {Case} row */
function next({ step, stage }) {
	if (stage === "closed")
		return nothing;
	const key = step.action === "letter" ? `next_letter_${step.letter}` : `next_${step.action}`;
	const day = step.day && step.action === "check"
		? html` <span class="soft">(${dayWords(step.day)})</span>` : nothing;
	return html`<div class="next" data-testid="next"><p><strong>${t("next_step")}</strong>
		${translated(key, step.reason)}${day}</p></div>`;
}

/** The next letter, or the one that waits to be sent. @param {State} state @param {Case} row */
function letter(state, row) {
	const { action, letter: kind } = row.step;
	if (action === "letter")
		return html`<a class="button primary" href="#letters/case/${row.case}/${kind}" data-testid="do-letter">
			${icon("letter")} ${t("write_what", { what: translated(`letter_${kind}`, kind) })}${whose(row)}</a>`;
	return action === "send" ? html`<button type="button"
		aria-expanded=${state.details.has(row.case) ? "true" : "false"}
		@click=${() => unfold(state, row)} data-testid="see-letter">
			${icon("letter")} ${t("see_letter")}${whose(row)}</button>` : nothing;
}

/** What can be done with it, the next step first. @param {State} state @param {Case} row */
function buttons(state, row) {
	const isNext = (/** @type {string} */ action) => row.step.action === action;
	if (row.stage === "closed")
		return html`<div class="row">${reopen(state, row)}</div>`;
	return html`<div class="row">${letter(state, row)}
		${isNext("tell") || paused.includes(row.reply)
			? opener(state, "stand", row, html`${icon("clock")} ${t("answer_asked")}`, isNext("tell")) : nothing}
		${isNext("send") || row.clock?.draft || row.reply === "bounced"
			? opener(state, "sent", row, html`${icon("check")} ${t("mark_sent")}`, isNext("send")) : nothing}
		${row.sent ? html`${opener(state, "reply", row,
			html`${icon("letter")} ${t("record_reply")}`, isNext("wait"))}
			${mailButton(state, row)}${answerButton(state, row)}
			${row.clock?.received_how === "proven" ? nothing
				: opener(state, "received", row, t("mark_received"), false)}` : nothing}
		${opener(state, "close", row, t("close_case"), isNext("close"))}</div>`;
}

/** @param {Case} row */
const head = (row) => html`<div class="row spread"><h2 id="case-${row.case}" tabindex="-1">${partiesOf(row)}</h2>
		<span class="tag ${tones[row.stage] ?? ""}">
			${t(`stage_${row.stage === "replied" && !row.due ? "answered" : row.stage}`)}</span></div>
	<p class="small soft">${row.reference} · ${lawName(row.law)}
		${row.sent ? html` · ${t("sent_on", { day: dayWords(row.sent) })}` : nothing}
		${row.clock?.received && row.clock.received_how !== "assumed"
			? html` · ${t("received_on", { day: dayWords(row.clock.received) })}` : nothing}
		${row.clock?.tracking ? html` · ${row.clock.tracking}` : nothing}</p>`;

/** @param {State} state @param {Case} row */
export function card(state, row) {
	const full = state.details.get(row.case);
	return html`<li class="card stack case" data-testid="case" data-case=${row.case} data-stage=${row.stage}
			@dragover=${(/** @type {Event} */ event) => event.preventDefault()} @drop=${dropped(state, row)}>
		${head(row)}${countdown(row)}${recourse(row)}${next(row)}
		${buttons(state, row)}${sheetOf(state, row)}${answerOf(state, row)}
		<button type="button" class="plain" aria-expanded=${full ? "true" : "false"} @click=${() => unfold(state, row)}
			data-testid="more">${full ? t("show_less") : t("show_details")}${whose(row)}</button>
		${full ? inside(state, full) : nothing}</li>`;
}
