// state.js: what the section of cases knows, and what is done with a case.
import { idle } from "../../shared/acting.js";
import { act, recount, refusal } from "../../shared/casework.js";
import { announce, confirm } from "../../shared/components.js";
import { dayWords, today } from "../../shared/days.js";
import { count, letterLanguage, t, translated } from "../../shared/i18n.js";
import { asker, host } from "../../shared/rpc.js";
import { sendBlob } from "../../shared/upload.js";

/** @typedef {import("../../shared/answers.js").Case} Case */
/** @typedef {import("../../shared/answers.js").CaseShown} CaseShown */
/** @typedef {ReturnType<typeof newState>} State */
/** @typedef {"sent" | "reply" | "close"} Sheet what is being said of a case */

export const PAGE = 30; // cases drawn at first

/** What is said of a case until it is noted. */
const nothingSaid = () => ({ day: today(), note: "", outcome: "" });

/** @param {import("../dashboard.js").Shell} shell */
export const newState = (shell) => ({
	...idle(shell.redraw),
	shell,
	cases: /** @type {Case[]} */ ([]),
	loading: true,
	details: /** @type {Map<number, CaseShown>} */ (new Map()), // of the cases that are unfolded
	find: { words: "", group: "open" },
	limit: PAGE, // cases drawn
	sheet: /** @type {{name: Sheet, id: number} | null} */ (null), // that is open, and of which case
	saying: nothingSaid(),
	sending: /** @type {import("./sending.js").Sending | null} */ (null), // what is being sent, one after the other
});

/** Whether it is the user's turn. @param {Case} row */
export const isDue = ({ stage, step }) =>
	stage !== "closed" && !["wait", "none"].includes(step.action) && (!step.day || step.day <= today());

/** Cases of which some are looked for. @type {Record<string, (row: Case) => boolean>} */
export const groups = {
	open: (row) => row.stage !== "closed",
	turn: isDue,
	waiting: (row) => row.stage === "waiting",
	closed: (row) => row.stage === "closed",
};

const LAST = "9"; // after every day

/** The user's turn first, then what ends first. @param {Case} one @param {Case} other */
const order = (one, other) => Number(isDue(other)) - Number(isDue(one))
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
function replace(state, now) {
	state.cases = state.cases.map((one) => one.case === now.case ? now : one);
	if (state.details.has(now.case))
		state.details.set(now.case, now);
}

/** What every answer about what happened has in common. @param {State} state @param {Case} row */
const said = ({ saying: { day, note: own } }, row) =>
	({ case: row.case, language: letterLanguage(), on: day, ...(own.trim() ? { note: own.trim() } : {}) });

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

/**
 * Take a saved mail in.
 * @param {State} state @param {File | undefined} file @param {Case} [row] the case; else the one that the mail names
 */
export async function take(state, file, row) {
	if (!file)
		return;
	await act(state, async () => {
		const upload = await sendBlob(asker, file, { purpose: "mail", name: file.name });
		const mail = await host("case.import", { upload, ...(row ? { case: row.case } : {}) }).catch((failure) => {
			throw refusal(failure, { bad_params: "no_mail", worker: "no_mail", not_found: "mail_unknown" });
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

/** A folder's mails, one after the other; what could not be taken is said.
 * @param {State} state @param {File[]} files */
export async function takeAll(state, files) {
	let taken = 0;
	const failed = /** @type {string[]} */ ([]);
	await act(state, async () => {
		for (const file of files)
			try {
				const upload = await sendBlob(asker, file, { purpose: "mail", name: file.name });
				const mail = await host("case.import", { upload });
				replace(state, await host("case.show", { case: mail.case, language: letterLanguage() }));
				taken++;
			} catch {
				failed.push(file.name);
			}
		recount();
		const words = [count("imported_all", taken),
			...(failed.length ? [t("imported_not", { names: failed.join(", ") })] : [])].join(" ");
		announce(words);
		return words;
	});
}

/** Unfold a case, or fold it. @param {State} state @param {Case} row */
export const unfold = (state, row) => act(state, async () => {
	if (!state.details.delete(row.case))
		await show(state, row.case);
});

/** @param {State} state @param {Case} row */
export async function forget(state, row) {
	const sure = await confirm({ title: t("forget_case_title", { name: row.name }), text: t("forget_case_text"),
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
		&& `${row.name} ${row.reference} ${row.controller}`.toLowerCase().includes(words));
}
