// findings.js: what a photo's file gives away, in the user's words.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { t, translated } from "./i18n.js";

/** @typedef {{kind: string, label?: string, severity?: string, detail?: string, remedy?: string}} Finding */

/** @param {Finding} finding */
export const findingLabel = ({ kind, label }) => translated(`finding_${kind}`, label ?? kind);

/** @param {Finding} finding */
export const findingTag = (finding) => html`<li class="tag ${finding.severity ?? ""}" data-finding=${finding.kind}>${findingLabel(finding)}</li>`;

/** @param {Finding[] | undefined} findings */
export const findingTags = (findings) => findings?.length
	? html`<ul class="row" aria-label=${t("gives_away")}>${findings.map(findingTag)}</ul>` : nothing;

/** @param {Finding[]} findings */
export const findingList = (findings) => html`<ul class="stack-small" data-testid="findings">${findings.map((finding) => html`
	<li class="card stack-small" data-finding=${finding.kind}>
		<p class="row"><strong>${findingLabel(finding)}</strong>
			${finding.severity ? html`<span class="tag ${finding.severity}">${translated(`severity_${finding.severity}`, finding.severity)}</span>` : nothing}</p>
		${finding.detail ? html`<p>${finding.detail}</p>` : nothing}
		${finding.remedy ? html`<p class="soft">${translated(`remedy_${finding.kind}`, finding.remedy)}</p>` : nothing}
	</li>`)}</ul>`;
