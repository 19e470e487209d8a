// report.js: everything that is known, as one page to keep among the documents.
import { html } from "../../vendor/lit-html/lit-html.js";
import { act, outcome } from "../../shared/acting.js";
import { saveReport } from "../../shared/casework.js";
import { t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";

/** @typedef {import("../../shared/acting.js").Acting & {redact: boolean, pdf: boolean}} State */

/** @param {State} state */
export const keepReport = (state) => html`<section class="card stack-small" aria-labelledby="keep-report">
	<h2 id="keep-report">${t("keep_report_title")}</h2><p>${t("keep_report_text")}</p>
	<label class="pick"><input type="checkbox" .checked=${state.redact} data-testid="report-redact"
		@change=${(/** @type {{target: any}} */ { target }) => { state.redact = target.checked; }}>
		<span>${t("keep_report_redact")}</span></label>
	<label class="pick"><input type="checkbox" .checked=${state.pdf} data-testid="report-pdf"
		@change=${(/** @type {{target: any}} */ { target }) => { state.pdf = target.checked; }}>
		<span>${t("keep_report_pdf")}</span></label>
	<div><button type="button" ?disabled=${state.busy !== ""} data-testid="report-save"
		@click=${() => act(state, () => saveReport(state.redact, state.pdf))}>
			${icon("disk")} ${t("keep_report")}</button></div>
	${outcome(state)}</section>`;
