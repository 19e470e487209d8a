// history.js: what happened in a case, line by line; what was noted wrongly is put right here.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { partiesOf } from "../../shared/casework.js";
import { confirm } from "../../shared/components.js";
import { dayWords, today } from "../../shared/days.js";
import { letterLanguage, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";
import { byPost, choiceOf, dayField, formOf, line, posted, replies, ways, whose } from "./sheets.js";
import { isOpen, note, nothingSaid } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Case} Case */
/** @typedef {import("../../shared/answers.js").CaseEvent} CaseEvent */
/** @typedef {CaseEvent & {withdrawn: boolean, as: Record<string, string>}} Entry
 *   an entry as it stands corrected; as: its details */

/** Kinds that can be corrected, and kinds that can be taken back, as the host has them. */
const corrected = ["sent", "adopted", "complaint", "reply", "closed", "received"];
const takenBack = ["sent", "adopted", "received", "reply", "stand", "discarded", "complaint"];
const went = ["sent", "adopted", "complaint"];

/** A history as later entries correct it. @param {readonly CaseEvent[]} history @returns {Entry[]} */
export function entriesOf(history) {
	const list = history.map((event) => ({ ...event, withdrawn: false,
		as: /** @type {Record<string, string>} */ ({ ...event.detail }) }));
	for (const { kind, detail } of history) {
		const entry = list.find(({ number }) => number === Number(detail?.["entry"]));
		if (entry && kind === "withdrawn")
			entry.withdrawn = true;
		else if (entry && kind === "corrected") {
			const { day, ...changes } = /** @type {any} */ (detail)["changes"] ?? {};
			entry.day = day ?? entry.day;
			Object.assign(entry.as, changes);
		}
	}
	return list;
}

/** Whether it is being put right. @param {State} state @param {Case} row @param {Entry} entry */
const isCorrecting = (state, row, entry) => isOpen(state, "correct", row) && state.sheet?.entry === entry.number;

/** @param {State} state @param {Case} row @param {Entry} entry */
function startCorrecting(state, row, entry) {
	state.sheet = isCorrecting(state, row, entry) ? null : { name: "correct", id: row.case, entry: entry.number };
	const { kind = "", how = "", tracking = "", received = "", until = "", outcome = "", proof = "" } = entry.as;
	state.saying = { ...nothingSaid(), day: entry.day, kind, how, tracking, received, until, outcome,
		proven: proof === "proven" };
	state.redraw();
}

/** What is right, as far as it differs. @param {State} state @param {Entry} entry */
export function changesOf({ saying }, { day, kind: event, as }) {
	const { kind, how, until, outcome } = saying;
	const post = posted(saying);
	return {
		...(saying.day && saying.day !== day ? { on: saying.day } : {}),
		...(event === "reply" && kind !== as["kind"] ? { kind: /** @type {any} */ (kind) } : {}),
		...(event === "reply" && until && until !== (as["until"] ?? "") ? { until } : {}),
		...(went.includes(event) && how && how !== as["how"] ? { how: /** @type {any} */ (how) } : {}),
		...(post.tracking && post.tracking !== (as["tracking"] ?? "") ? { tracking: post.tracking } : {}),
		...(post.received && (post.received !== (as["received"] ?? "") || (post.proven && as["proof"] !== "proven"))
			? { received: post.received, ...(post.proven ? { proven: true } : {}) } : {}),
		...(event === "closed" && outcome.trim() !== (as["outcome"] ?? "") ? { outcome: outcome.trim() } : {}),
		...(saying.note.trim() ? { note: saying.note.trim() } : {}),
	};
}

/** @param {State} state @param {Case} row @param {Entry} entry */
const correct = (state, row, entry) => note(state, row, t("noted_corrected"), () => host("case.correct", {
	case: row.case, entry: entry.number, language: letterLanguage(), ...changesOf(state, entry) }));

/** @param {State} state @param {Case} row @param {Entry} entry */
async function takeBack(state, row, entry) {
	const what = translated(`event_${entry.kind}`, entry.kind);
	if (await confirm({ title: t("take_back_title", { what, day: dayWords(entry.day) }), text: t("take_back_text"),
		yes: t("take_back"), danger: true }))
		await note(state, row, t("noted_taken_back"), () => host("case.withdraw", {
			case: row.case, entry: entry.number, language: letterLanguage() }));
}

/** @param {State} state @param {Case} row @param {Entry} entry */
function form(state, row, entry) {
	const { saying } = state;
	const here = formOf(state, row);
	/** @param {"kind" | "how"} name */
	const say = (name) => (/** @type {string} */ value) => { saying[name] = value; };
	return html`<div class="sheet stack-small" data-testid="correct-sheet"><p class="soft">${t("correct_text")}</p>
		<div class="pair">${dayField(here, "day", { label: t("on_day"), max: today() })}
			${entry.kind === "reply" ? html`
				${choiceOf("correct-kind", t("reply_what"), replies, "reply", saying.kind, say("kind"))}
				${dayField(here, "until", { label: t("until_day") })}` : nothing}
			${went.includes(entry.kind)
				? choiceOf("correct-how", t("sent_how"), ways, "way", saying.how, say("how"),
					Boolean(entry.as["how"])) : nothing}
			${entry.kind === "closed" ? line(here, "outcome", t("outcome_label")) : nothing}
			${line(here, "note", t("note"))}</div>
		${went.includes(entry.kind) ? byPost(here) : nothing}
		<div class="row"><button type="button" class="primary" @click=${() => correct(state, row, entry)}
				data-testid="correct-yes">${t("correct")}</button>
			<button type="button" class="plain" @click=${() => startCorrecting(state, row, entry)}>
				${t("cancel")}</button></div></div>`;
}

/**
 * Whose and which, for those who hear a button among many.
 * @param {Case} row @param {Entry} entry @param {string} what
 */
const which = (row, entry, what) => html`<span class="visually-hidden">: ${what}, ${dayWords(entry.day)},
	${entry.number}, ${partiesOf(row)}</span>`;

/** @param {State} state @param {Case} row @param {Entry} entry */
function buttons(state, row, entry) {
	const what = translated(`event_${entry.kind}`, entry.kind);
	const correcting = isCorrecting(state, row, entry);
	const closed = row.stage === "closed" && entry.kind !== "closed";
	if (entry.withdrawn || closed)
		return nothing;
	return html`${corrected.includes(entry.kind) ? html`<button type="button" class="plain small"
			aria-expanded=${correcting ? "true" : "false"} @click=${() => startCorrecting(state, row, entry)}
			data-testid="correct-${entry.number}">${t("correct")}${which(row, entry, what)}</button>` : nothing}
		${takenBack.includes(entry.kind) ? html`<button type="button" class="plain small"
			@click=${() => takeBack(state, row, entry)}
			data-testid="take-back-${entry.number}">${t("take_back")}${which(row, entry, what)}</button>` : nothing}
		${correcting ? form(state, row, entry) : nothing}`;
}

/** What is right in the place of what was said. @param {Record<string, string>} detail */
function changed({ changes }) {
	const { day, kind, how, tracking, received, until, outcome } = /** @type {any} */ (changes) ?? {};
	return [day && dayWords(day), kind && translated(`reply_${kind}`, kind), how && t(`way_${how}`), tracking,
		received && t("received_on", { day: dayWords(received) }), until && dayWords(until), outcome];
}

/** What stands beside the kind of an entry. @param {Entry} entry @returns {string[]} */
function more({ kind: what, detail = {} }) {
	const { how, kind, letter, note: own, outcome, tracking, received, stand, given, until, entry } = detail;
	const ownKind = what === "reply" ? translated(`reply_${kind}`, kind ?? "")
		: translated(`letter_${kind ?? letter}`, "");
	return [entry ? t("of_line", { number: entry }) : "", what === "withdrawn" ? "" : ownKind,
		...(what === "corrected" ? changed(detail) : []), translated(`way_${how}`, ""), tracking,
		received && t("received_on", { day: dayWords(received) }), stand && t(`stand_${stand}`),
		given && t("given_on", { day: dayWords(given) }), until && t("until_on", { day: dayWords(until) }),
		outcome, own].filter((text) => typeof text === "string" && text !== "");
}

/** @param {State} state @param {Case} row @param {Entry} entry */
function happened(state, row, entry) {
	const what = translated(`event_${entry.kind}`, entry.kind);
	const words = more(entry);
	return html`<li data-testid="entry-${entry.number}"><span class="small soft">${entry.number}. ${dayWords(entry.day)}
			${entry.withdrawn ? html`<span class="tag">${t("event_withdrawn")}</span>` : nothing}</span>
		<div>${entry.withdrawn ? html`<s><strong>${what}</strong></s>` : html`<strong>${what}</strong>`}
			${words.length ? html`<span>${words.join(" · ")}</span>` : nothing}</div>
		<div class="row">${buttons(state, row, entry)}</div></li>`;
}

/** @param {State} state @param {import("./state.js").CaseShown} row */
export const historyOf = (state, row) => html`<ol class="timeline" data-testid="history">
	${entriesOf(row.history).map((entry) => happened(state, row, entry))}</ol>`;

/** @param {State} state @param {Case} row */
export const reopen = (state, row) => html`<button type="button" @click=${() => note(state, row, t("noted_reopened"),
		() => host("case.reopen", { case: row.case, language: letterLanguage() }))} data-testid="reopen">
	${icon("unlock")} ${t("reopen")}${whose(row)}</button>`;
