// recovery.js: the recovery key, shown once, until it is written down.
import { html } from "../../vendor/lit-html/lit-html.js";
import { copyButton } from "../../shared/components.js";
import { checkBox } from "../../shared/fields.js";
import { t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";

/** @param {{key: string, written: boolean}} recovery @param {() => void} redraw @param {() => void} finish */
export function recoveryStep(recovery, redraw, finish) {
	const toggle = () => {
		recovery.written = !recovery.written;
		redraw();
	};
	return html`<section class="card stack" data-testid="step-recovery">
		<h2 tabindex="-1" id="recovery-title">${t("recovery_title")}</h2>
		<p>${t("recovery_text")}</p>
		<p class="recovery" data-testid="recovery">${recovery.key}</p>
		<div class="row no-print"><button type="button" @click=${() => globalThis.print()}>
			${icon("print")} ${t("print")}</button>
			${copyButton(recovery.key, t("recovery_key"), "")}</div>
		${checkBox(html`<span>${t("recovery_written")}</span>`, recovery.written, toggle,
			{ test: "written", className: "choice no-print" })}
		<button type="button" class="primary no-print" ?disabled=${!recovery.written}
			@click=${finish} data-testid="continue">
			${t("continue")}</button>
	</section>`;
}
