// dashboard.js: the frame around the full-page views: navigation, lock, focus.
//
// A view is a module of pages/views/ that exports
//   view = { name, icon, title, open(shell) -> {draw() -> Template, close?()} }
// and stands in the list below; its address is dashboard.html#name or #name/more.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { act, failure, idle } from "../shared/acting.js";
import {
	announce, byId, confirm, notice, preparePage, problem, renderPage, setUpButton,
} from "../shared/components.js";
import { ext } from "../shared/ext.js";
import { count, t } from "../shared/i18n.js";
import { brand, icon } from "../shared/icons.js";
import { ledgerState, unlockForm, unlocking } from "../shared/ledger.js";
import { background, host, whenLocked } from "../shared/rpc.js";
import { followWhose, whoseBanner } from "../shared/whose_banner.js";
import { banner, shown } from "./demo/banner.js";
import { view as cases } from "./views/cases.js";
import { view as exposure } from "./views/exposure.js";
import { view as letters } from "./views/letters.js";
import { view as overview } from "./views/overview.js";
import { view as photos } from "./views/photos.js";
import { view as settings } from "./views/settings.js";

/** @typedef {import("../shared/components.js").Template} Template */
/** @typedef {{
 *   redraw: () => void,
 *   refresh: () => Promise<void>,
 *   status: () => import("../shared/answers.js").LedgerStatus | undefined,
 *   more: () => string,
 *   go: (address: string) => void,
 * }} Shell what a view is given: redraw the page; ask the ledger's state anew;
 *   its last state (ledger.status); what follows "name/" in the address; move */
/** @typedef {{draw: () => Template, close?: () => void, event?: (name: string, data: any) => void}} OpenView */
/** @typedef {{name: string, icon: import("../shared/icons.js").Icon, title: string,
 *   open: (shell: Shell) => OpenView}} View */

/** @type {readonly View[]} */
const views = [overview, photos, exposure, letters, cases, settings]
	.filter(({ name }) => !background.isPlayed || shown.includes(name));

const state = {
	...idle(draw),
	ledger: "looking", // or a state of ledgerState()
	why: /** @type {unknown} */ (undefined), // it failed
	status: /** @type {import("../shared/answers.js").LedgerStatus | undefined} */ (undefined),
	view: /** @type {View} */ (overview),
	open: /** @type {OpenView | null} */ (null),
	unlocking: unlocking(draw, refresh),
	lost: /** @type {unknown} */ (null), // the host was, and is not back yet
};

const address = () => location.hash.slice(1);

/** @type {Shell} */
const shell = {
	redraw: draw,
	refresh,
	status: () => state.status,
	more: () => address().split("/").slice(1).join("/"),
	go: (to) => { location.hash = to; },
};

/** @param {View} view */
const link = (view) => html`<li><a href="#${view.name}" aria-current=${view === state.view ? "page" : nothing}
	data-testid="nav-${view.name}">${icon(view.icon)}${t(view.title)}</a></li>`;

const navigation = () => html`<nav aria-label=${t("navigation")}><ul>${views.map(link)}</ul></nav>`;

const facts = () => state.status?.state === "open" ? html`<div class="facts small soft" data-testid="facts">
	<p>${count("photos", state.status.photos)}</p><p>${count("sightings", state.status.sightings)}</p></div>` : nothing;

/** @type {Record<string, () => Template>} */
const closed = {
	looking: () => html`<p>${t("looking")}</p>`,
	failed: () => problem(state.why, html`${setUpButton()}
		<button type="button" @click=${refresh}>${t("try_again")}</button>`),
	none: () => notice("info", t("no_ledger_yet"), setUpButton()),
	damaged: () => problem({ code: "damaged" }),
	locked: () => html`<div class="card">${unlockForm(state.unlocking)}</div>`,
};

/** An older copy was put in the ledger's place: whoever did so may say it. */
async function accept() {
	if (!await confirm({ title: t("accept_title"), text: t("accept_text"), yes: t("accept_yes") }))
		return;
	await act(state, () => host("ledger.accept"));
	await refresh();
}

const acceptButton = () => html`<button type="button" ?disabled=${state.busy !== ""} @click=${accept}
	data-testid="accept">${t("accept")}</button>`;

/** What must be said though nothing failed; of an older copy the last sentence is followed by what can be done. */
function notices() {
	const { notices: texts = [], older = false } = state.status ?? {};
	// They are the host's own sentences, which are English.
	return texts.map((text, at) => notice("warn", html`<p lang="en">${text}</p>`,
		older && at === texts.length - 1 ? acceptButton() : nothing));
}

const opened = () => html`${failure(state)}${notices()}${state.open?.draw()}`;

/** The demo in another language. */
function anew() {
	enter();
	draw();
}

const content = () => html`${background.isPlayed ? banner(anew) : nothing}
	${whoseBanner()}<h1 tabindex="-1" id="title">${t(state.view.title)}</h1>
	${state.lost ? html`<div data-testid="lost">${problem(state.lost)}</div>` : nothing}
	${state.ledger === "open" ? opened() : closed[state.ledger]?.()}`;

function draw() {
	renderPage(html`<a class="skip" href="#title" @click=${skip}>${t("skip")}</a>
		<header class="side">${brand()}${navigation()}${facts()}</header>
		<main id="main" aria-busy=${state.ledger === "looking" ? "true" : "false"}>${content()}</main>`, byId("shell"));
}

/** @param {Event} event */
function skip(event) {
	event.preventDefault();
	byId("title").focus();
}

async function refresh() {
	const { state: ledger, error, status } = await ledgerState();
	const nowOpen = ledger === "open" && state.ledger !== "open";
	Object.assign(state, { ledger, why: error, status });
	state.unlocking.ways = status?.unlock ?? [];
	if (ledger === "open")
		state.lost = null;
	if (ledger !== "open") {
		// What was read of it goes from the page too.
		state.open?.close?.();
		state.open = null;
	}
	if (nowOpen) {
		if (!background.isPlayed)
			await ext.storage.local.set({ set_up: true });
		enter();
	}
	draw();
}

/** What the ledger holds may have changed elsewhere, as by the popup, and it may be locked: its state is asked anew. */
async function recollect() {
	const status = state.ledger === "open" ? await host("ledger.status").catch(() => undefined) : undefined;
	if (!status || state.ledger !== "open")
		return;
	if (status.state !== "open")
		return refresh();
	state.status = status;
	draw();
}

/** Open the view that the address names. */
function enter() {
	state.open?.close?.();
	const name = address().split("/")[0];
	state.view = views.find((view) => view.name === name) ?? overview;
	document.title = `${t(state.view.title)} – Lenscap`;
	state.open = state.ledger === "open" ? state.view.open(shell) : null;
}

addEventListener("hashchange", () => {
	const before = state.view;
	enter();
	draw();
	if (before !== state.view) {
		byId("title").focus();
		announce(t(state.view.title));
	}
	recollect();
});
addEventListener("focus", recollect);

await preparePage("overview");
await followWhose();
whenLocked(() => {
	// Of many answers that say so the first is enough.
	if (state.ledger !== "open")
		return;
	state.ledger = "looking";
	refresh();
});
background.listen((name, data) => {
	if (name === "host") {
		state.lost = { code: data.code };
		draw();
		refresh();
	}
	state.open?.event?.(name, data);
});
enter();
draw();
await refresh();
