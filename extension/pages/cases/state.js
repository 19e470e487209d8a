// state.js: what the section of cases knows, and what is done with a case.
import { idle } from "../../shared/acting.js";
import { act, partiesOf, recount, refusal } from "../../shared/casework.js";
import { announce, confirm } from "../../shared/components.js";
import { dayWords, today } from "../../shared/days.js";
import { letterLanguage, t, translated } from "../../shared/i18n.js";
import { asker, host } from "../../shared/rpc.js";
import { sendBlob } from "../../shared/upload.js";

/** @typedef {import("../../shared/answers.js").Case} Case */
/** @typedef {import("../../shared/answers.js").CaseShown} CaseShown */
/** @typedef {ReturnType<typeof newState>} State */
/** @typedef {"sent" | "reply" | "received" | "stand" | "close" | "correct"} Sheet what is being said of a case */
/** @typedef {ReturnType<typeof nothingSaid>} Saying */

export const PAGE = 30; // cases drawn at first

/** What is said of a case until it is noted. */
export const nothingSaid = () => ({ day: today(), note: "", outcome: "", tracking: "", received: "", proven: false,
	until: "", given: "", kind: "", how: "" });

/** @param {import("../dashboard.js").Shell} shell */
export const newState = (shell) => ({
	...idle(shell.redraw),
	shell,
	cases: /** @type {Case[]} */ ([]),
	loading: true,
	details: /** @type {Map<number, CaseShown>} */ (new Map()), // of the cases that are unfolded
	find: { words: "", group: "open" },
	limit: PAGE, // cases drawn
	// That is open, of which case, and of which line of its history.
	sheet: /** @type {{name: Sheet, id: number, entry?: number} | null} */ (null),
	saying: nothingSaid(),
	sending: /** @type {import("./sending.js").Sending | null} */ (null), // what is being sent, one after the other
	heaps: /** @type {Map<string, import("./heaps.js").Heap>} */ (new Map()), // controller -> how a letter can go
	helpers: /** @type {import("../../shared/helpers.js").Helper[]} */ ([]),
	answer: /** @type {import("../../shared/answers.js").CaseAnswer | null} */ (null), // what is in the last given
	mails: /** @type {import("./mails.js").Mail[]} */ ([]), // that were taken in at once
	outcomes: /** @type {import("./outcomes.js").Outcomes | null} */ (null), // the card for a campaign
	adopting: /** @type {import("./adopt.js").Adopting | null} */ (null), // a letter sent earlier, while it is told
});

/** The letter that waits to be sent, if one does; 0 for none. @param {CaseShown} row */
export const draftOf = ({ letters, clock }) =>
	letters.findLast(({ kind }) => clock?.draft && kind === clock.draft)?.letter ?? 0;

/** Cases of which some are looked for. @type {Record<string, (row: Case) => boolean>} */
export const groups = {
	open: (row) => row.stage !== "closed",
	turn: (row) => Boolean(row.due),
	waiting: (row) => row.stage === "waiting",
	closed: (row) => row.stage === "closed",
};

const LAST = "9"; // after every day

/** The user's turn first, then what ends first. @param {Case} one @param {Case} other */
const order = (one, other) => Number(Boolean(other.due)) - Number(Boolean(one.due))
	|| (one.deadline ?? LAST).localeCompare(other.deadline ?? LAST) || other.case - one.case;

/** The keyboard goes on at a case. @param {number} id */
const focus = (id) => document.getElementById(`case-${id}`)?.focus();

/** @param {State} state */
export const load = (state) => act(state, async () => {
	const { cases } = await host("case.list", { language: letterLanguage() });
	state.cases = cases.sort(order);
	state.loading = false;
});

/** @param {State} state @param {number} id */
async function show(state, id) {
	state.details.set(id, await host("case.show", { case: id, language: letterLanguage() }));
}

/** #cases/12 is that case, whatever else is shown. @param {State} state */
export async function enter(state) {
	await load(state);
	const id = Number(state.shell.more());
	const row = state.cases.find((one) => one.case === id);
	if (!row)
		return;
	if (row.stage === "closed")
		state.find.group = "closed";
	state.limit = Math.max(state.limit, state.cases.length);
	await act(state, () => show(state, id));
	focus(id);
}

/** A case as it has become. @param {State} state @param {CaseShown} now */
export function replace(state, now) {
	state.cases = state.cases.map((one) => one.case === now.case ? now : one);
	if (state.details.has(now.case))
		state.details.set(now.case, now);
}

/** What every answer about what happened has in common. @param {State} state @param {Case} row */
const said = ({ saying: { day, note: own } }, row) =>
	({ case: row.case, language: letterLanguage(), on: day || today(), ...(own.trim() ? { note: own.trim() } : {}) });

/**
 * Note what happened.
 * @param {State} state @param {Case} row @param {string} words that say it was noted
 * @param {(common: ReturnType<typeof said>) => Promise<CaseShown>} tell says it to the host
 */
export async function note(state, row, words, tell) {
	await act(state, async () => {
		replace(state, await tell(said(state, row)));
		announce(words);
		state.sheet = null;
		recount();
		return words;
	});
	focus(row.case);
}

/** The host's codes for a file that is no mail, and for one that names no case, as ours. */
export const mailCodes = { bad_params: "no_mail", worker: "no_mail", not_found: "mail_unknown" };

/** Take a saved mail in, at its case. @param {State} state @param {File | undefined} file @param {Case} row */
export async function take(state, file, row) {
	if (!file)
		return;
	await act(state, async () => {
		const upload = await sendBlob(asker, file, { purpose: "mail", name: file.name });
		const mail = await host("case.import", { upload, case: row.case }).catch((failure) => {
			throw refusal(failure, mailCodes);
		});
		const now = await host("case.show", { case: mail.case, language: letterLanguage() });
		replace(state, now);
		recount();
		const words = t("imported", { name: now.name, kind: translated(`reply_${mail.kind}`, mail.kind),
			day: mail.day ? dayWords(mail.day) : "" });
		announce(words);
		return words;
	});
}

/** A letter that was written will not be sent. @param {State} state @param {Case} row @param {number} letter */
export const discard = (state, row, letter) => note(state, row, t("discarded"), async ({ language }) => {
	await host("letter.discard", { letter });
	return host("case.show", { case: row.case, language });
});

/** Unfold a case, or fold it. @param {State} state @param {Case} row */
export const unfold = (state, row) => act(state, async () => {
	if (!state.details.delete(row.case))
		await show(state, row.case);
});

/** @param {State} state @param {Case} row */
export async function forget(state, row) {
	const sure = await confirm({ title: t("forget_case_title", { name: partiesOf(row) }), text: t("forget_case_text"),
		yes: t("forget"), danger: true });
	if (!sure)
		return;
	await act(state, async () => {
		await host("case.forget", { cases: [row.case] });
		state.cases = state.cases.filter((one) => one.case !== row.case);
		recount();
		announce(t("forgotten_case"));
		return t("forgotten_case");
	});
	document.getElementById("title")?.focus();
}

/** @param {State} state @param {Sheet} name @param {Case} row */
export const isOpen = ({ sheet }, name, row) => sheet?.name === name && sheet.id === row.case;

/** Open what can be said of a case, or close it. @param {State} state @param {Sheet} name @param {Case} row */
export function turn(state, name, row) {
	state.sheet = isOpen(state, name, row) ? null : { name, id: row.case };
	state.saying = nothingSaid();
	state.redraw();
}

/** Show other cases. @param {State} state @param {Partial<State["find"]>} find */
export function narrow(state, find) {
	Object.assign(state.find, find);
	state.limit = PAGE;
	state.redraw();
}

/** Those looked for. @param {State} state */
export function wanted({ cases, find }) {
	const words = find.words.trim().toLowerCase();
	return cases.filter((row) => groups[find.group]?.(row)
		&& `${row.name} ${row.for ?? ""} ${row.reference} ${row.controller}`.toLowerCase().includes(words));
}
