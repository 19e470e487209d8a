// answers.js: the answer of a controller, given as a file: what is in it, in words; it is kept as an exhibit.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, recount, refusal } from "../../shared/casework.js";
import { announce } from "../../shared/components.js";
import { fileButton } from "../../shared/fields.js";
import { number } from "../../shared/format.js";
import { letterLanguage, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { asker, host } from "../../shared/rpc.js";
import { sendBlob } from "../../shared/upload.js";
import { whose } from "./sheets.js";
import { replace } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Case} Case */
/** @typedef {import("../../shared/answers.js").CaseAnswer} Answer */

const FILES = ".eml,.pdf,.zip,.json,.html,.csv,.txt";

/** Have the host read it, and keep it. @param {State} state @param {File | undefined} file @param {Case} row */
const take = (state, file, row) => file && act(state, async () => {
	state.answer = null;
	const upload = await sendBlob(asker, file, { purpose: "mail", name: file.name });
	state.answer = await host("case.answer", { upload, case: row.case, language: letterLanguage() })
		.catch((failure) => {
			throw refusal(failure, { bad_params: "refused", worker: "refused", too_big: "refused" });
		});
	replace(state, await host("case.show", { case: row.case, language: letterLanguage() }));
	recount();
	announce(t("in_answer_title"));
});

/** @param {State} state @param {Case} row */
export const answerButton = (state, row) => fileButton(html`${t("in_answer_add")}${whose(row)}`, FILES, "answer-file",
	(file) => take(state, file, row));

/** Whether all of it was read. @param {Answer} answer */
const isWhole = ({ unread, wordless, files, cut }) => unread === 0 && wordless === 0 && files.length === 0 && !cut;

/** @param {Answer} answer */
function pictures(answer) {
	const { picture_count: all, mine, unknown } = answer;
	return all > 0 ? t("in_answer_pictures", { all: number(all), mine: number(mine), unknown: number(unknown) })
		: t(isWhole(answer) ? "in_answer_no_pictures" : "in_answer_none_read");
}

/** What was not read, so that nobody takes it for nothing. @param {Answer} answer */
const left = ({ unread, wordless, files, cut }) => html`
	${unread ? html`<p class="warn-text">${t("in_answer_unread", { all: number(unread) })}</p>` : nothing}
	${wordless ? html`<p class="warn-text">${t("in_answer_wordless", { all: number(wordless) })}</p>` : nothing}
	${files.map(({ file, why, words }) => html`<p class="warn-text">${t("in_answer_not_read", { file })}
		<span class="small">${translated(`in_answer_why_${why}`, words)}</span></p>`)}
	${cut ? html`<p class="warn-text">${t("in_answer_cut")}</p>` : nothing}`;

/** The letter that may follow. @param {Answer} answer @param {Answer["next"][number]} next */
const follow = (answer, { letter, words }) => letter === "erase"
	? html`<li><a href="#letters">${t(answer.mine ? "in_answer_erase_mine" : "in_answer_erase")}</a></li>`
	: html`<li><a href="#letters/case/${answer.case}/partial_answer">${letter === "source" ? t("in_answer_source")
		: letter === "recipients" ? t("in_answer_recipients") : words}</a></li>`;

/** @param {State} state */
function done(state) {
	state.answer = null;
	state.redraw();
}

/** What was found in the one that was given last, if it is of this case. @param {State} state @param {Case} row */
export function answerOf(state, row) {
	const { answer } = state;
	if (answer?.case !== row.case)
		return nothing;
	const kind = translated(`reply_${answer.kind}`, answer.kind_words);
	return html`<section class="sheet stack-small" aria-labelledby="in-answer" data-testid="in-answer">
		<h3 id="in-answer">${t("in_answer_title")}</h3>
		<p>${t(answer.kept ? "in_answer_kept" : "in_answer_had", { kind })}</p>
		<p>${pictures(answer)}</p>${left(answer)}
		${answer.categories.length ? html`<h4>${t("in_answer_kinds")}</h4><ul class="dots">
			${answer.categories.map(({ category, words, line }) => html`<li>
				${translated(`answer_${category}`, words)}
				<span class="small soft">${line}</span></li>`)}</ul>` : nothing}
		${answer.places.length ? html`<h4>${t("in_answer_places")}</h4><ul class="dots">
			${answer.places.map(({ url }) => html`<li class="address">${url}</li>`)}</ul>` : nothing}
		${answer.next.length ? html`<h4>${t("next_step")}</h4><ul class="dots">
			${answer.next.map((next) => follow(answer, next))}</ul>` : nothing}
		<button type="button" @click=${() => done(state)} data-testid="in-answer-done">${icon("check")}
			${t("mails_done")}</button></section>`;
}
