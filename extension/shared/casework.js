// casework.js: what letters and cases have in common on our pages.
import * as acting from "./acting.js";
import { announce } from "./components.js";
import { Failure, plain } from "./failure.js";
import { count, letterLanguage, t } from "./i18n.js";
import { background, host } from "./rpc.js";

/**
 * What the host will not do as it is wished, as a failure that says so: the
 * wish is a person's then, not a mistake of our pages.
 * @param {unknown} error @param {Record<string, string>} [codes] the host's code -> ours
 */
export function refusal(error, codes = { bad_params: "refused" }) {
	const { code, message } = plain(error);
	return Object.hasOwn(codes, code) ? new Failure(/** @type {string} */ (codes[code]), message) : error;
}

/**
 * Do something for the user, who may have wished what cannot be.
 * @param {acting.Acting} state @param {() => unknown} work
 */
export const act = (state, work) => acting.act(state, work, { failed: refusal });

/**
 * Have the host keep letters as files.
 * @param {number[]} letters
 * @param {import("./answers.js").Params<"letter.save">["formats"]} formats
 */
export async function saveLetters(letters, formats) {
	return savedIn(await host("letter.save", { letters, formats }).catch(notSaved));
}

/** Have the host keep the deadlines that run, for a calendar. */
export const saveCalendar = async () =>
	savedIn(await host("case.calendar").catch((error) => notSaved(refusal(error, { not_found: "no_deadline" }))));

/** With whom a case is, and for whom. @param {{name: string, for?: string}} row */
export const partiesOf = ({ name, for: whom }) => whom ? t("case_for", { name, whom }) : name;

/** Have the host keep all cases as a table. */
export const saveTable = async () => savedIn(await host("case.table").catch(notSaved));

/** Have the host keep a card of what became of the cases. */
export async function saveCard() {
	const card = await host("outcome.card").catch((error) => notSaved(refusal(error, { not_found: "no_card" })));
	return { card, words: savedIn({ folder: card.folder, files: [{ file: card.file }] }) };
}

/**
 * Have the host keep what is known as one page.
 * @param {boolean} redact for others: without pictures and names @param {boolean} [pdf] for paper: without pictures
 */
export async function saveReport(redact, pdf = false) {
	const { folder = "", file } = await host("report.make", { redact, ...(pdf ? { pdf } : {}),
		language: letterLanguage() }).catch(notSaved);
	return savedIn({ folder, files: [{ file }] });
}

/** @param {unknown} error @returns {never} */
function notSaved(error) {
	throw refusal(error, { internal: "not_saved", bad_params: "refused" });
}

const NAMED = 6; // files named in a sentence

/** Where files are now, in words. @param {import("./answers.js").Saved} saved */
function savedIn({ folder, files }) {
	const names = files.slice(0, NAMED).map(({ file }) => file).join(", ");
	const text = files.length > NAMED ? count("saved_more", files.length - NAMED, { folder, files: names })
		: t("saved_in", { folder, files: names });
	announce(text);
	return text;
}

/** The number on the button follows what was just done. */
export const recount = () => background.ask("due.count").catch(() => {});
