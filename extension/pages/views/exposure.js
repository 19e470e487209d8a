// exposure.js: how exposed a page is, as a stranger sees it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, failure, idle } from "../../shared/acting.js";
import { announce, notice } from "../../shared/components.js";
import { detailWords, exposedWords } from "../../shared/details.js";
import { facesWords } from "../../shared/findings.js";
import { textField } from "../../shared/fields.js";
import { pixels, shortAddress } from "../../shared/format.js";
import { count, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { manner } from "../../shared/looks.js";
import { host } from "../../shared/rpc.js";
import { Thumbnails } from "../../shared/thumbnails.js";
import { load, watchButton, watching, watchList } from "../exposure/watch.js";

/** @typedef {import("../../shared/answers.js").Audit} Audit */
/** @typedef {import("../../shared/answers.js").Exposed} Exposed */
/** @typedef {import("../../shared/answers.js").Served} Served */
/** @typedef {import("../dashboard.js").Shell} Shell */
/** @typedef {ReturnType<typeof newState>} State */

/** @type {import("../dashboard.js").View} */
export const view = { name: "exposure", icon: "search", title: "exposure", open };

/** @param {Shell} shell */
const newState = (shell) => ({
	...idle(shell.redraw),
	url: decodeURIComponent(shell.more()),
	audits: /** @type {Audit[] | null} */ (null),
	watching: watching(shell.redraw),
	thumbnails: new Thumbnails(shell.redraw),
});

/** @param {State} state */
const ask = (state) => act(state, async () => {
	state.audits = null;
	const { audits } = await host("exposure.audit", { url: state.url.trim(), ...await manner() });
	state.audits = audits;
	state.thumbnails.load(audits.flatMap(({ served = [] }) => served.map(({ photo }) => photo)));
	announce(audits.map(grade).join(" ") || t("audit_none"));
});

/** @param {Audit} audit */
const grade = ({ grade: from, grade_most: to }) =>
	from === to ? t("audit_grade", { grade: from }) : t("audit_range", { from, to });

/** Why it is a range. @param {Audit} audit */
const doubt = ({ grade: from, grade_most: to, unlearned, compared }) => {
	if (from === to)
		return nothing;
	if (unlearned.length > 0)
		return html`<p>${count("audit_unlearned", unlearned.length)}</p>`;
	return html`<p>${compared ? t("audit_doubt") : t("audit_no_photos")}</p>`;
};

/** Each kind once, with all that it is about. @param {Exposed[]} exposed */
function byKind(exposed) {
	/** @type {Map<string, Exposed[]>} */
	const kinds = new Map();
	for (const one of exposed)
		kinds.set(one.kind, [...kinds.get(one.kind) ?? [], one]);
	return [...kinds.values()];
}

/** What it is about, without saying a thing twice. @param {Exposed[]} group */
const details = (group) => [...new Set(group.map((one) =>
	one.kind === "photo_public" || one.detail === "" ? one.subject : exposedWords(one)))];

/** @param {Exposed[]} group at least one of them */
const kind = (group) => {
	const first = /** @type {Exposed} */ (group[0]);
	const sure = group.some((one) => one.sure);
	return html`<li class="card stack-small" data-testid="exposed-${first.kind}">
		<h3>${sure ? "" : `${t("audit_perhaps")} `}${translated(`exposed_${first.kind}`, first.label)}
			<span class="small soft">${t(`severity_${first.severity}`)}${
	first.who === "site" ? ` · ${t("audit_site_only")}` : ""}</span></h3>
		<ul>${details(group).map((detail) => html`<li>${detail}</li>`)}</ul>
		${sure ? html`<p>${translated(`exposed_do_${first.kind}`, first.remedy)}</p>` : nothing}
		${first.where ? html`<p class="small">${t("audit_there", {
			setting: detailWords({ kind: "where", detail: first.where.setting }) })}
			<span class="soft">${detailWords({ kind: "source", detail: first.where.source })}</span></p>`
			: nothing}</li>`;
};

/** A photo of mine as strangers get it, beside mine. @param {State} state @param {Served} photo */
function servedPhoto({ thumbnails }, { url, photo, width, height, original, larger, ...faces }) {
	const size = pixels(width, height);
	const words = facesWords(faces);
	const thumbnail = thumbnails.of(photo);
	return html`<li class="card row" data-testid="served">
		${thumbnail ? html`<div class="small-photo"><img src=${thumbnail} alt=""></div>` : nothing}
		<div class="stack-small grow"><p class="address" title=${url}>${shortAddress(url)}</p>
		<p>${t("audit_served_size", { photo, size, own: pixels(original.width, original.height) })}</p>
		${larger ? html`<p>${t("audit_served_larger", { size: pixels(larger.width, larger.height) })}</p>` : nothing}
		${words ? html`<p data-testid="faces"><strong>${words}</strong></p>` : nothing}</div></li>`;
}

/** Those with the largest faces come first, as they are told. @param {State} state @param {Audit} audit */
const served = (state, { served: photos = [] }) => photos.length === 0 ? nothing : html`<h3>${t("audit_served")}</h3>
	<ul class="plain stack-small">${photos.map((photo) => servedPhoto(state, photo))}</ul>`;

/** @param {Audit} audit */
const machines = ({ machines: told }) => html`<h3>${t("audit_machines")}</h3>
	<dl data-testid="machines">${Object.entries(told).map(([name, { told: what, by }]) => html`
		<dt>${t(`crawlers_${name}`)}</dt><dd>${t(`told_${what}`)}${
			by ? ` (${detailWords({ kind: "told", detail: by })})` : ""}</dd>`)}</dl>`;

/** @param {State} state @param {Audit} audit */
const result = (state, audit) => html`<section class="stack" data-testid="audit">
	<h2>${audit.title || audit.url}</h2>
	<p><strong data-testid="grade">${grade(audit)}</strong></p>
	${doubt(audit)}
	${audit.exposed.length === 0 && audit.unlearned.length === 0 ? html`<p>${t("audit_nothing")}</p>` : nothing}
	<ul class="plain stack-small">${byKind(audit.exposed).map(kind)}</ul>
	${served(state, audit)}
	${machines(audit)}${watchButton(state.watching, audit.url)}</section>`;

/** @param {State} state */
const results = (state) => state.audits && (state.audits.length > 0 ? state.audits.map((audit) => result(state, audit))
	: html`<div data-testid="no-audit">${notice("info", t("audit_none"))}</div>`);

/** @param {State} state */
const draw = (state) => html`<div class="stack">
	<p class="soft">${t("audit_text")}</p>
	<form class="stack-small" data-testid="audit-form"
		@submit=${(/** @type {Event} */ event) => { event.preventDefault(); ask(state); }}>
		${textField({ id: "audit-url", label: t("audit_address"), type: "url", value: state.url, most: 4000,
		input: (text) => { state.url = text; } })}
		<p class="small soft">${t("check_page_tells")}</p>
		<button type="submit" class="primary" ?disabled=${state.busy !== ""} data-testid="audit-ask">
			${icon("search")} ${t("audit_ask")}</button></form>
	${state.busy !== "" ? html`<p role="status">${t("audit_asking")}</p>` : nothing}
	${failure(state)}${results(state)}${watchList(state.watching)}</div>`;

/** @param {Shell} shell */
function open(shell) {
	const state = newState(shell);
	load(state.watching);
	return { draw: () => draw(state), close: () => state.thumbnails.stop() };
}
