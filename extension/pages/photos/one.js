// one.js: all about one photo, and forgetting it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act } from "../../shared/acting.js";
import { announce, confirm, copyButton, dialog, dialogHead } from "../../shared/components.js";
import { findingList } from "../../shared/findings.js";
import { date, pixels, shortAddress, size } from "../../shared/format.js";
import { count, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { manner } from "../../shared/looks.js";
import { host } from "../../shared/rpc.js";
import { load } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../../shared/answers.js").PhotoShown} PhotoShown */
/** @typedef {"" | "forget" | "again" | {open: number}} Answer open: a case */
/** @typedef {import("../../shared/answers.js").PlaceSeen} PlaceSeen */

const AT_ONCE = 50; // photos of one request, so that no answer is too large

/** Forget photos, after a question. @param {State} state @param {number[]} ids */
export async function forget(state, ids) {
	const sure = await confirm({
		title: count("forget_title", ids.length), text: t("forget_text"), yes: t("forget"), danger: true,
	});
	if (!sure)
		return;
	await act(state, async () => {
		const { forgotten } = await host("photo.forget", { ids });
		ids.forEach((id) => state.chosen.delete(id));
		announce(count("forgotten", forgotten));
	});
	await state.shell.refresh();
	await load(state);
}

/** What came of looking again, in one sentence. @param {PlaceSeen[]} places */
export function seenAgain(places) {
	const gone = places.filter((place) => place.gone).length;
	const there = places.filter(({ now }) => now === "there").length;
	const unknown = places.filter(({ now }) => now === "unknown").length;
	return places.length ? t("again_done", { there, gone, unknown, other: places.length - there - gone - unknown })
		: t("again_nowhere");
}

/** Look once more where photos were seen. @param {State} state @param {number[]} ids */
export async function lookAgain(state, ids) {
	await act(state, async () => {
		/** @type {PlaceSeen[]} */
		const found = [];
		for (let from = 0; from < ids.length; from += AT_ONCE) {
			const { places } = await host("exposure.recheck",
				{ photos: ids.slice(from, from + AT_ONCE), ...await manner() });
			found.push(...places);
		}
		announce(seenAgain(found));
	});
	await state.shell.refresh();
	await load(state);
}

/** @param {State} state @param {number} id */
export async function show(state, id) {
	/** @type {Answer | undefined} */
	let answer;
	await act(state, async () => {
		const photo = await host("photo.show", { id });
		answer = await dialog({ label: t("photo_details"),
			body: (/** @type {(answer: Answer) => void} */ close) => details(photo, state.thumbnails.of(id), close) });
	});
	if (answer === "forget")
		await forget(state, [id]);
	else if (answer === "again")
		await lookAgain(state, [id]);
	else if (typeof answer === "object")
		state.shell.go(`cases/${answer.open}`);
}

/** @param {PhotoShown} photo */
const facts = (photo) => html`<dl class="facts-list">
	<dt>${t("fact_source")}</dt><dd>${photo.source}
		${/^https?:/.test(photo.source) ? copyButton(photo.source, photo.source, "plain small") : nothing}</dd>
	<dt>${t("fact_size")}</dt>
	<dd>${pixels(photo.width, photo.height)} · ${size(photo.bytes)} · ${photo.format?.toUpperCase()}</dd>
	<dt>${t("fact_added")}</dt><dd>${date(photo.added)}</dd></dl>`;

/** What the last look came to, where that is not "there". @param {boolean} gone @param {string} state */
function seenTag(gone, state) {
	if (gone)
		return html`<span class="tag good">${t("seen_gone")}</span>`;
	return state === "there" ? nothing : html`<span class="tag">${translated(`seen_${state}`, state)}</span>`;
}

/** Each look at it, as long as they came to the same. @param {import("../../shared/answers.js").Look[]} looks */
const looksOf = (looks) => html`<details data-testid="history">
	<summary>${count("history", looks.length)}</summary>
	<ul class="small">${looks.map(({ first, last, now }) => html`<li>${date(first) === date(last) ? date(first)
		: t("history_span", { first: date(first), last: date(last) })}:
		${translated(`seen_${now}`, now)}</li>`)}</ul>
	</details>`;

/**
 * Not where a page with a link to there is all that is known.
 * @param {import("../../shared/answers.js").Sighting} sighting
 */
const when = ({ first, there, last, gone, state, looks = [] }) => (last === null
	? html`<p class="small soft">${t("report_access_not_asked")}</p>`
	: html`<p class="small soft">${first && there ? t("seen_when", { first: date(first), last: date(there) }) : nothing}
		${seenTag(gone, state)}</p>
	${looks.length ? looksOf(looks) : nothing}`);

/** @param {import("../../shared/answers.js").Sighting} sighting */
const card = (sighting) => html`<li class="card stack-small">
	<p>${sighting.place}</p>
	${sighting.page && sighting.page !== sighting.place
		? html`<p class="small soft">${t("seen_on", { page: sighting.page })}</p>` : nothing}
	${when(sighting)}</li>`;

/** @param {NonNullable<PhotoShown["seen"]>} seen */
export const sightings = (seen) => html`<section class="stack-small" data-testid="sightings"><h3>${t("seen_title")}</h3>
	${seen.length ? html`<ul class="stack-small">${seen.map(card)}</ul>`
		: html`<p>${t("seen_nowhere")}</p>`}</section>`;

/** @param {NonNullable<PhotoShown["used"]>} used @param {(answer: Answer) => void} close */
function letters(used, close) {
	/** @param {typeof used[number]} letter */
	const line = (letter) => html`<li class="row"><span class="grow">${icon("letter")} ${letter.subject}</span>
		<button type="button" class="plain" aria-label="${t("open_case")}: ${letter.subject}"
			@click=${() => close({ open: letter.case })} data-testid="open-case">${t("open_case")}</button></li>`;
	return html`<section class="stack-small" data-testid="used"><h3>${t("used_title")}</h3>
		${used.length ? html`<ul class="stack-small">${used.map(line)}</ul>`
			: html`<p>${t("used_nowhere")}</p>`}</section>`;
}

/** @param {PhotoShown} photo */
const fingerprints = ({ sha256, pdq, iscc }) => html`<details><summary>${t("fingerprints")}</summary>
	<dl class="facts-list small"><dt>SHA-256</dt><dd><code>${sha256}</code></dd>
		<dt>PDQ</dt><dd><code>${pdq}</code></dd><dt>ISCC</dt><dd><code>${iscc}</code></dd></dl></details>`;

/** @param {PhotoShown} photo @param {string} thumbnail @param {(answer: Answer) => void} close */
export const details = (photo, thumbnail, close) => html`<div class="stack" data-testid="details">
	${dialogHead(shortAddress(photo.source), () => close(""))}
	${thumbnail ? html`<img class="large" src=${thumbnail} alt="">` : nothing}
	${facts(photo)}
	<section class="stack-small"><h3>${t("gives_away_title")}</h3>
		${photo.findings.length ? findingList(photo.findings) : html`<p>${t("gives_away_nothing")}</p>`}</section>
	${sightings(photo.seen ?? [])}
	${photo.used ? letters(photo.used, close) : nothing}
	${fingerprints(photo)}
	<div class="row"><button type="button" @click=${() => close("again")} data-testid="look-again">
		${icon("globe")} ${t("again")}</button>
		<button type="button" class="danger" @click=${() => close("forget")} data-testid="forget-this">
		${icon("trash")} ${t("forget")}</button></div></div>`;
