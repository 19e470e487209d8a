// findings.js: what a photo and its file give away, in the user's words.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { detailWords } from "./details.js";
import { number } from "./format.js";
import { count, t, translated } from "./i18n.js";

/** @typedef {{kind: string, label?: string, severity?: string, detail?: string, remedy?: string}} Finding */

/** @param {Finding} finding */
export const findingLabel = ({ kind, label }) => translated(`finding_${kind}`, label ?? kind);

/** @param {Finding} finding */
const findingTag = (finding) => html`<li class="tag ${finding.severity ?? ""}"
	data-finding=${finding.kind}>${findingLabel(finding)}</li>`;

/**
 * One tag for each kind of finding, at most `most` of them.
 * @param {Finding[] | undefined} findings
 */
export function findingTags(findings = [], most = 4) {
	const kinds = [...new Map(findings.map((finding) => [finding.kind, finding])).values()];
	const rest = kinds.length - most;
	return kinds.length === 0 ? nothing : html`<ul class="row" aria-label=${t("gives_away")}>
		${kinds.slice(0, most).map(findingTag)}
		${rest > 0 ? html`<li class="tag">+${number(rest)}</li>` : nothing}</ul>`;
}

/** @param {Finding[]} findings */
export const findingList = (findings) => html`<ul class="stack-small" data-testid="findings">
	${findings.map((finding) => html`
	<li class="card stack-small" data-finding=${finding.kind}>
		<p class="row"><strong>${findingLabel(finding)}</strong>
			${finding.severity ? html`<span class="tag ${finding.severity}">
				${translated(`severity_${finding.severity}`, finding.severity)}</span>` : nothing}</p>
		${finding.detail ? html`<p>${detailWords(finding)}</p>` : nothing}
		${finding.remedy ? html`<p class="soft">${translated(`remedy_${finding.kind}`, finding.remedy)}</p>` : nothing}
	</li>`)}</ul>`;

/** @typedef {import("./answers.js").Faces} Faces */

/** The width of a photo's largest face; 0 where none is known. @param {Faces} photo */
export const faceWidth = ({ faces_width: width }) => width ?? 0;

/** Whether a face search can use it, "" where nobody asked. @param {Faces} photo */
export function facesWords({ faces_state: state, faces_count: n, faces_width: width, faces_least: least }) {
	if (state === "missing" || state === "failed")
		return t(`faces_${state}`);
	if (state !== "looked")
		return "";
	return n ? count("faces", n, { width: number(width ?? 0) }) : t("faces_none", { least: number(least ?? 0) });
}
