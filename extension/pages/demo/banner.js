// banner.js: what stands above each section of the demo: that nothing of it is so, and the way out.
import { html } from "../../vendor/lit-html/lit-html.js";
import { notice, setUpButton } from "../../shared/components.js";
import { selectField } from "../../shared/fields.js";
import { direction, language, languages, setLanguage, t } from "../../shared/i18n.js";

/** The sections that it has. */
export const shown = ["overview", "photos", "letters", "cases"];

/** @param {() => void} anew called when another language was chosen, which is not kept */
export const banner = (anew) => html`<div data-testid="demo">${notice("warn", html`
	<p><strong>${t("demo_title")}</strong> ${t("demo_text")}</p>`, html`
	${selectField({ id: "demo-language", label: t("language"), chosen: language(),
		options: Object.entries(languages).map(([code, name]) => /** @type {const} */ ([code, name, code])),
		change: (code) => {
			setLanguage(code);
			Object.assign(document.documentElement, { lang: language(), dir: direction() });
			anew();
		} })}${setUpButton("primary")}`)}</div>`;
