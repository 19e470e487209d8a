// popup.js: check this page.  Also shows the answer to the context menu
// (popup.html?check=menu:N) and can stand in a tab (popup.html?tab=ID).
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { failure } from "../shared/acting.js";
import { announce, byId, notice, preparePage, problem,
	progress, renderPage, setUpButton } from "../shared/components.js";
import { ext, openPage } from "../shared/ext.js";
import { number, shortAddress, site } from "../shared/format.js";
import { looks } from "../shared/looks.js";
import { count, t } from "../shared/i18n.js";
import { brand, icon } from "../shared/icons.js";
import { ledgerState, unlockForm } from "../shared/ledger.js";
import { background } from "../shared/rpc.js";
import { followWhose, whoseBanner } from "../shared/whose_banner.js";
import { again, begin, buttons, cancel } from "./popup/actions.js";
import { filterChips, groupOf, hitsTable, summary } from "./popup/results.js";
import { groups, isElsewhere, isRunning, loadSelection, loadThumbnails, newState, showMore, stateOf, takeIn }
	from "./popup/state.js";

/** @typedef {import("./popup/state.js").Check} Check */

const query = new URLSearchParams(location.search);
const state = newState(draw, unlocked, query);

const start = () => html`
	<div class="page-name"><p><strong>${state.tab.title || t("this_page")}</strong></p>
		<p class="small soft">${state.tab.url ? site(state.tab.url) : ""}</p></div>
	<button type="button" class="primary wide" autofocus @click=${() => begin(state)} data-testid="check">
		${icon("search")} ${t("check_page")}</button>
	<p class="small soft">${t("check_page_text")}</p>
	${state.told ? nothing : html`<p class="small soft" data-testid="tells">${t("check_page_tells")}</p>`}
	<button type="button" class="wide" @click=${() => begin(state, true)} data-testid="check-scroll">
		${t("check_scroll")}</button>
	<p class="small soft">${t("check_scroll_text")}</p>
	${state.tab.url.startsWith("http") ? html`<button type="button" class="wide" data-testid="exposure"
		@click=${() => openPage(`pages/dashboard.html#exposure/${encodeURIComponent(state.tab.url)}`)}>
		${t("audit_ask")}</button>` : nothing}`;

/** @param {Check} check */
const running = (check) => html`<div data-testid="running">
	${progress(check.done, check.total, check.state === "collecting" ? t("collecting")
		: count("checking", check.total, { done: number(check.done) }))}
	<button type="button" @click=${() => cancel(state)}
		data-testid="cancel">${icon("cross")} ${t("cancel")}</button></div>`;

/** @type {Record<string, (check: Check) => import("../shared/components.js").Template>} */
const ends = {
	failed: (check) => problem(check.error, html`<button type="button" class="primary" @click=${() => again(state)}
		data-testid="again">${t("try_again")}</button>`),
	cancelled: () => html`<div data-testid="cancelled">${notice("info", t("cancelled"))}</div>`,
	finished: () => html`<div data-testid="finished">${summary(state)}</div>`,
};

function body() {
	const { check } = state;
	if (!check)
		return html`${failure(state)}${start()}`;
	return html`
		${isElsewhere(state) ? html`${notice("info", t("other_page", { page: shortAddress(check.url) }))}
			${start()}` : nothing}
		${check.notice === "recovered" ? html`<div role="status" data-testid="recovered">
			${notice("warn", t("notice_recovered"))}</div>` : nothing}
		${failure(state)}
		${isRunning(state) ? running(check) : nothing}
		${ends[stateOf(state)]?.(check) ?? nothing}
		${hitsTable(state)}
		${filterChips(state)}
		${groups.map((group) => groupOf(state, group))}
		${buttons(state)}`;
}

/** What is shown in each state of the ledger. @type {Record<string, () => any>} */
const bodies = {
	looking: () => html`<p>${t("looking")}</p>`,
	failed: () => problem(state.failed, html`${setUpButton()}
		<button type="button" @click=${look} data-testid="look-again">${t("try_again")}</button>`),
	none: () => html`${notice("info", t("no_ledger_yet"))}${setUpButton("primary wide")}`,
	damaged: () => problem({ code: "damaged" }),
	locked: () => unlockForm(state.unlocking),
	open: body,
};

function draw() {
	renderPage(html`<header><h1>${brand()}</h1><button type="button" class="plain small"
			@click=${() => openPage("pages/dashboard.html")} data-testid="open-dashboard">
			${icon("eye")} ${t("overview")}</button></header>${whoseBanner()}
		${bodies[state.ledger]?.()}`, byId("main"));
	for (const button of document.querySelectorAll("[data-more]"))
		reached.observe(button);
}

/** Long lists grow as one comes to their end. */
const reached = new IntersectionObserver((entries) => {
	for (const { isIntersecting, target } of entries)
		if (isIntersecting && target instanceof HTMLElement && target.dataset["more"]) {
			reached.unobserve(target);
			showMore(state, target.dataset["more"]);
		}
});

const OFTEN = 100; // ms between two drawings of a check that goes on
let drawing = 0;

/** Draw soon: many answers may come at once. */
function drawSoon() {
	drawing ||= Number(setTimeout(() => {
		drawing = 0;
		draw();
		loadThumbnails(state);
	}, OFTEN));
}

async function look() {
	const { state: ledger, error, status } = await ledgerState();
	Object.assign(state, { ledger, failed: error });
	state.unlocking.ways = status?.unlock ?? [];
	state.mine = status?.photos ?? -1;
	byId("main").setAttribute("aria-busy", "false");
	draw();
}

async function unlocked() {
	await look();
	if (state.check?.state === "failed" && state.check.error?.code === "locked")
		await again(state);
}

/** @param {any} data the state of a check, and the pictures that changed */
function update(data) {
	if (data.key !== state.key)
		return;
	const before = state.check?.state;
	takeIn(state, data);
	if (before === data.state && isRunning(state)) {
		drawSoon();
		return;
	}
	draw();
	loadThumbnails(state);
	if (before !== data.state && data.state === "finished")
		announce(document.querySelector("[data-testid=summary]")?.textContent ?? t("nothing_found"));
}

/** The tab that the popup is about. */
const currentTab = async () => state.tab.id >= 0 ? ext.tabs.get(state.tab.id).catch(() => undefined)
	: (await ext.tabs.query({ active: true, currentWindow: true }))[0];

await preparePage("");
await followWhose();
background.listen((event, data) => {
	if (event === "check")
		update(data);
});
if (state.key === "") {
	const tab = await currentTab();
	state.tab = { id: tab?.id ?? -1, url: tab?.url ?? "", title: tab?.title ?? "" };
	state.key = `tab:${state.tab.id}`;
}
draw();
state.check = await background.ask("check.get", { key: state.key }).catch(() => null);
state.told = (await looks()).told;
await loadSelection(state);
await look();
loadThumbnails(state);
