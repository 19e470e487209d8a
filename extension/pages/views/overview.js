// overview.js: how exposed somebody is, as far as it is known and since when; each sentence leads to what can be done.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { failure, idle } from "../../shared/acting.js";
import { problem } from "../../shared/components.js";
import { date, number } from "../../shared/format.js";
import { count, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";
import { changes, differs } from "../overview/changes.js";
import { chart, overTime, threeBars } from "../overview/charts.js";
import { keepReport } from "../overview/report.js";

/** @typedef {import("../../shared/answers.js").Overview} Overview */
/** @typedef {import("../../shared/answers.js").Change} Change */
/** @typedef {import("../../shared/icons.js").Icon} Icon */
/** @typedef {import("../dashboard.js").Shell} Shell */
/** @typedef {ReturnType<typeof newState>} State */

/** @type {import("../dashboard.js").View} */
export const view = { name: "overview", icon: "eye", title: "overview", open };

/** @param {Shell} shell */
const newState = (shell) => ({
	...idle(shell.redraw),
	known: /** @type {Overview | null} */ (null),
	changed: /** @type {Change[]} */ ([]), // of its changes, the places that are otherwise than at the first look
	unread: /** @type {unknown} */ (undefined), // why it is not known which those are
	report: { ...idle(shell.redraw), redact: false, pdf: false },
	turn: 0, // counts the loads: only the last one's answer is shown
});

/** The places that are otherwise than at first, of all of them. @param {() => boolean} wanted false: no more of it */
async function differing(wanted) {
	/** @type {Change[]} */
	const list = [];
	/** @type {number | null | undefined} */
	let offset = 0;
	while (typeof offset === "number" && wanted()) {
		// A host of before lists them all at once, and knows no parts.
		/** @type {import("../../shared/answers.js").Answer<"exposure.changes">} */
		const answer = await host("exposure.changes", offset ? { offset } : {});
		list.push(...answer.places.filter(differs));
		offset = answer.next_offset;
	}
	return list;
}

/** @param {State} state */
async function load(state) {
	const mine = ++state.turn;
	try {
		const known = await host("report.overview");
		// The rest holds also where these cannot be had.
		const { places, unread } = known.changes.compared === 0 ? { places: [], unread: undefined }
			: await differing(() => mine === state.turn).then((list) => ({ places: list, unread: undefined }),
				(error) => ({ places: [], unread: error }));
		if (mine === state.turn)
			Object.assign(state, { known, changed: places, unread, error: undefined });
	} catch (error) {
		if (mine === state.turn)
			state.error = error;
	}
	state.redraw();
}

/** Places at which a stranger gets a photo. @param {{access: Overview["access"]}} of */
const openPlaces = ({ access }) => access.public + access.public_to_browsers;

/** @param {number} first @param {number} last */
const days = (first, last) => date(first) === date(last) ? date(first)
	: t("history_span", { first: date(first), last: date(last) });

/**
 * What looks at the places came to. That no open one was found says nothing of those not learned.
 * @param {Overview} known @returns {string}
 */
function looksWords({ photos_public: photos, access: { unknown }, looked, unlearned, not_asked: rest, places }) {
	if (places === 0)
		return t("overview_no_places");
	return [
		looked !== null && (photos ? count("overview_public", photos, { day: date(looked) })
			: t("overview_none", { day: date(looked) })),
		unknown > 0 && count("overview_unknown", unknown),
		unlearned && count("overview_unlearned", unlearned.photos, { days: days(unlearned.first, unlearned.last) }),
		rest > 0 && count("overview_not_asked", rest),
	].filter(Boolean).join(" ");
}

/** @param {string} to the name of a view @param {Icon} picture @param {string} words @param {string} test */
const line = (to, picture, words, test) => html`<li><a class="act" href="#${to}" data-testid=${test}>
	${icon(picture)}<span>${words}</span></a></li>`;

/** @param {Overview} known */
function lines(known) {
	const { photos, say_where: where, say_who: who, letters, due } = known;
	if (photos === 0)
		return line("photos", "plus", `${t("report_no_photos")} ${t("add_photos")}`, "no-photos");
	const next = openPlaces(known) > 0 && letters.asked === 0 ? "letters" : "photos";
	return html`${line(next, "globe", looksWords(known), "looks")}
		${where ? line("photos", "pin", count("overview_where", where), "where") : nothing}
		${who ? line("photos", "photo", count("overview_who", who), "who") : nothing}
		${letters.asked ? line("cases", "letter", t("overview_letters", { asked: number(letters.asked),
			erased: number(letters.erased), late: number(letters.overdue) }), "letters") : nothing}
		${due ? line("cases", "clock", count("overview_due", due), "due") : nothing}`;
}

/** Where places are not what anybody could fetch, and what is known of them. @param {Overview["sites"][number]} site */
const siteParts = (site) => ({ open: openPlaces(site), gone: site.gone,
	unknown: site.access.unknown + site.not_asked });

/** @param {Overview["sites"][number]} site @param {number} most */
const siteRow = (site, most) => html`<tr data-testid="site"><th scope="row" class="address">${site.host}</th>
	<td>${number(site.photos)}</td><td>${number(openPlaces(site))}</td><td>${number(site.access.unknown)}</td>
	<td>${number(site.not_asked)}</td><td>${number(site.gone)}</td>
	<td aria-hidden="true">${threeBars(most, siteParts(site))}</td>
	<td><a href="#letters/site/${site.host}"
		aria-label=${t("hits_write_to", { site: site.host })}>${t("hits_write")}</a></td></tr>`;

const heads = /** @type {const} */ (["report_site", "report_photos", "report_public_places", "report_unknown",
	"overview_not_looked", "report_gone"]);

/** @param {Overview} known */
const sites = ({ sites: rows }) => rows.length === 0 ? nothing : html`<section class="card stack-small">
	<h2 id="sites">${t("report_sites")}</h2>
	<div class="scroll" tabindex="0" role="region" aria-labelledby="sites">
		<table class="sites" aria-labelledby="sites"><thead><tr>
			${heads.map((key) => html`<th scope="col">${t(key)}</th>`)}<th scope="col" aria-hidden="true"></th>
			<th scope="col"><span class="visually-hidden">${t("hits_write_head")}</span></th></tr></thead>
		<tbody>${rows.map((row) => siteRow(row, Math.max(...rows.map(({ places }) => places))))}</tbody>
		</table></div></section>`;

const stages = /** @type {const} */ (["draft", "waiting", "overdue", "replied", "complained", "closed"]);

/** Of those who answered only some wait for the user: what is due is said above. @param {Overview} known */
const letterChart = ({ letters }) => chart("report_letters_by_state", "report_state",
	stages.map((name) => ({ name, words: t(`stage_${name === "replied" ? "answered" : name}`),
		count: letters[name] })));

/** @param {Overview} known */
const accessChart = ({ access, not_asked: rest, gone }) => chart("report_places_by_access", "report_access",
	Object.entries({ ...access, not_asked: rest, gone }).map(([name, count]) =>
		({ name, words: translated(`report_access_${name}`, name), count })));

/** @param {State} state @param {Overview} known */
const changesOf = ({ changed, unread }, known) => unread === undefined ? changes(known.changes, changed)
	: html`<section class="card stack-small"><h2>${t("report_changes")}</h2>${problem(unread)}</section>`;

/** @param {State} state @param {Overview} known */
const whole = (state, known) => html`<div class="stack"><ul class="acts" data-testid="overview">${lines(known)}</ul>
	${changesOf(state, known)}${overTime(known.history ?? [])}${sites(known)}${accessChart(known)}${letterChart(known)}
	${known.photos > 0 ? keepReport(state.report) : nothing}</div>`;

/** @param {State} state */
const draw = (state) => html`${failure(state, html`<button type="button" @click=${() => load(state)}>
		${t("try_again")}</button>`)}
	${state.known ? whole(state, state.known) : state.error ? nothing : html`<p>${t("loading")}</p>`}`;

/** @param {Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	const state = newState(shell);
	load(state);
	return {
		draw: () => draw(state),
		event: (name) => {
			if (name === "ledger")
				load(state);
		},
		close: () => { state.turn++; },
	};
}
