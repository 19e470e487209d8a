// changes.js: what became of places between the first look and the last.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { date, number, photoName } from "../../shared/format.js";
import { findingLabel } from "../../shared/findings.js";
import { t, translated } from "../../shared/i18n.js";

/** @typedef {import("../../shared/answers.js").Change} Change */
/** @typedef {import("../../shared/answers.js").Changes} Changes */
/** @typedef {NonNullable<Change["now"]>} Moment */

/** What a stranger got, as the report says it. @param {Moment} moment */
function momentWords({ state, access, gone }) {
	if (gone)
		return t("report_access_gone");
	if (state === "there")
		return translated(`report_access_${access}`, access);
	return translated(`${state === "absent" || state === "changed" ? "report_was" : "report_access"}_${state}`, state);
}

/** @param {Moment} moment */
const moment = (moment) => `${date(moment.at)}: ${momentWords(moment)}`;

/** Whether there is something to say of it. @param {Change} row */
export const differs = ({ change, same, less, more }) => change !== "not_compared" &&
	(!same || (less ?? []).length + (more ?? []).length > 0);

/** @param {string} key @param {Change["less"]} kinds */
const gives = (key, kinds) => kinds?.length ? html`<p>${t(key)}: ${kinds.map(findingLabel).join(", ")}</p>` : nothing;

/** @param {Change} row */
const row = ({ photo, source, page, place, then, now, less, more }) => html`<tr data-testid="change">
	<td class="address">${t("report_photo")} ${photoName({ photo, source })}:
		${page ? html`${page}<br>` : nothing}${place}</td>
	<td>${then ? moment(then) : nothing}</td><td>${now ? moment(now) : nothing}</td>
	<td>${gives("report_no_longer", less)}${gives("report_newly", more)}</td></tr>`;

const heads = /** @type {const} */ (["report_where", "report_then", "report_now", "report_file_changes"]);

/** @param {Changes} sum @param {Change[]} rows those that differ */
export const changes = ({ compared, gone }, rows) => compared === 0 ? nothing : html`
	<section class="card stack-small" data-testid="changes"><h2 id="changes">${t("report_changes")}</h2>
	<p>${t("report_compared")}: ${number(compared)}; ${t("report_of_them_gone")}: ${number(gone)}.
		${rows.length === 0 ? t("report_no_changes") : nothing}</p>
	${rows.length === 0 ? nothing : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="changes">
		<table class="changes" aria-labelledby="changes"><thead><tr>
			${heads.map((key) => html`<th scope="col">${t(key)}</th>`)}</tr></thead>
		<tbody>${rows.map(row)}</tbody></table></div>`}</section>`;
