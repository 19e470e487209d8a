// recovery.js: the recovery key, shown once, until it is written down; as a sheet for paper.
import { html } from "../../vendor/lit-html/lit-html.js";
import { encode } from "../../vendor/uqr/dist/index.mjs";
import { copyButton } from "../../shared/components.js";
import { checkBox } from "../../shared/fields.js";
import { date } from "../../shared/format.js";
import { t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";

/** The key as a QR code (ISO/IEC 18004), with the four white squares around that readers need. @param {string} key */
function codeOf(key) {
	const { data, size } = encode(key, { ecc: "M", border: 4 });
	const rows = data.map((row, y) => row.map((black, x) => black ? `M${x} ${y}h1v1h-1z` : "").join(""));
	return html`<svg class="code" role="img" aria-label=${t("recovery_code")} viewBox="0 0 ${size} ${size}"
		data-testid="recovery-code"><rect width=${size} height=${size} fill="#fff"></rect>
		<path d=${rows.join("")} fill="#000"></path></svg>`;
}

/** The key, large, with what it is and how it is used; printed it is all that is on the paper. @param {string} key */
export const recoverySheet = (key) => html`<div class="recovery-sheet stack" data-testid="recovery-sheet">
	<p class="print-only"><strong>Lenscap: ${t("recovery_key")}</strong>
		· ${t("recovery_made", { day: date(Date.now()) })}</p>
	<p class="recovery" data-testid="recovery">${key}</p>
	<div class="row">${codeOf(key)}<p class="small code-text">${t("recovery_code_text")}</p></div>
	<div class="row no-print"><button type="button" @click=${() => globalThis.print()}>
		${icon("print")} ${t("print")}</button>
		${copyButton(key, t("recovery_key"), "")}</div>
	<h3>${t("recovery_how")}</h3>
	<ol class="numbered small stack-small">
		<li><p>${t("recovery_step_1")}</p></li><li><p>${t("recovery_step_2")}</p></li>
		<li><p>${t("recovery_step_3")}</p></li>
	</ol><p class="small">${t("recovery_warning")}</p></div>`;

/** @param {{key: string, written: boolean}} recovery @param {() => void} redraw @param {() => void} finish */
export function recoveryStep(recovery, redraw, finish) {
	const toggle = () => {
		recovery.written = !recovery.written;
		redraw();
	};
	return html`<section class="card stack" data-testid="step-recovery">
		<h2 tabindex="-1" id="recovery-title">${t("recovery_title")}</h2>
		<p class="no-print">${t("recovery_text")}</p>
		${recoverySheet(recovery.key)}
		${checkBox(html`<span>${t("recovery_written")}</span>`, recovery.written, toggle,
			{ test: "written", className: "choice no-print" })}
		<button type="button" class="primary no-print" ?disabled=${!recovery.written}
			@click=${finish} data-testid="continue">
			${t("continue")}</button>
	</section>`;
}
