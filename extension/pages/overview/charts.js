// charts.js: numbers in a table, each row with its bar: the table says it all, the bar lets it be seen.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { dayWords } from "../../shared/days.js";
import { number } from "../../shared/format.js";
import { t } from "../../shared/i18n.js";

/** @typedef {{name: string, words: string, count: number}} Row */

/** What anybody could fetch, what could not be learned, what is gone: from above, as parts of the largest; as the
 * report has it. @param {number} most @param {{open: number, unknown: number, gone: number}} parts */
export const threeBars = (most, { open, unknown, gone }) => html`<svg class="bar" width="100" height="16"
	viewBox="0 0 100 16" aria-hidden="true" focusable="false"><rect y="1" height="4" width=${100 * open / most}
	class="open"/><rect y="6" height="4" width=${100 * unknown / most} class="unknown"/><rect y="11" height="4"
	width=${100 * gone / most} class="gone"/></svg>`;

const heads = /** @type {const} */ (["report_day", "report_public_places", "report_unknown", "report_gone",
	"report_other"]);

/** What strangers could get, by day. @param {import("../../shared/answers.js").Overview["history"]} days */
export function overTime(days) {
	const most = Math.max(1, ...days.flatMap(({ open, unknown, gone }) => [open, unknown, gone]));
	return days.length === 0 ? nothing : html`<section class="card stack-small" data-testid="over-time">
		<h2 id="over-time">${t("report_over_time")}</h2><p>${t("report_over_time_text")}</p>
		<div class="scroll" tabindex="0" role="region" aria-labelledby="over-time">
			<table class="sites" aria-labelledby="over-time"><thead><tr>
				${heads.map((key) => html`<th scope="col">${t(key)}</th>`)}
				<th scope="col" aria-hidden="true"></th></tr></thead>
			<tbody>${days.map((day) => html`<tr><th scope="row">${dayWords(day.day)}</th><td>${number(day.open)}</td>
				<td>${number(day.unknown)}</td><td>${number(day.gone)}</td><td>${number(day.other)}</td>
				<td aria-hidden="true">${threeBars(most, day)}</td></tr>`)}</tbody></table></div></section>`;
}

/** @param {Row} row @param {number} all */
const line = ({ name, words, count }, all) => html`<tr data-testid="bar-${name}"><th scope="row">${words}</th>
	<td>${number(count)}</td><td aria-hidden="true"><svg class="bar" width="200" height="12" viewBox="0 0 100 6"
		preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect height="6" width=${100 * count / all}
		class=${name}/></svg></td></tr>`;

/** Parts of a whole. @param {string} title @param {string} head of what they are parts @param {Row[]} rows */
export function chart(title, head, rows) {
	const shown = rows.filter(({ count }) => count > 0);
	const all = shown.reduce((sum, { count }) => sum + count, 0);
	const id = `chart-${head}`;
	return all === 0 ? nothing : html`<section class="card stack-small">
		<h2 id=${id}>${t(title)}</h2>
		<div class="scroll" tabindex="0" role="region" aria-labelledby=${id}>
			<table class="sites" aria-labelledby=${id}><thead><tr><th scope="col">${t(head)}</th>
				<th scope="col">${t("report_number")}</th><th scope="col" aria-hidden="true"></th></tr></thead>
			<tbody>${shown.map((row) => line(row, all))}</tbody></table></div></section>`;
}
