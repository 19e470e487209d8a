// actions.js: what can be done in the popup, all of it by the background.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act } from "../../shared/acting.js";
import { announce } from "../../shared/components.js";
import { count, t } from "../../shared/i18n.js";
import { openPage } from "../../shared/ext.js";
import { site } from "../../shared/format.js";
import { icon } from "../../shared/icons.js";
import { changeLooks } from "../../shared/looks.js";
import { background } from "../../shared/rpc.js";
import { chosen, groups, isElsewhere, isOfTab, keepSelection, pictures, stateOf } from "./state.js";

/** @typedef {import("./state.js").State} State */

const MOST_NAMED = 30; // photos of one letter that are chosen for the user

/** @param {State} state @param {boolean} [scroll] through the page first */
export async function begin(state, scroll = false) {
	Object.assign(state, { selected: new Set(), shown: {}, outlined: false, stopped: false,
		key: `tab:${state.tab.id}` });
	keepSelection(state);
	await act(state, async () => {
		state.check = await background.ask("check.start", { tab: state.tab.id, scroll });
	});
	// Said before the first look, and not before each.
	await changeLooks({ told: true });
	state.told = true;
}

/** @param {State} state */
export function cancel(state) {
	state.stopped = true;
	state.redraw();
	return background.ask("check.cancel", { key: state.key });
}

/** Go on after a failure. @param {State} state */
export async function again(state) {
	if (state.check?.error?.code === "page_forbidden" || state.check?.images.length === 0)
		await begin(state);
	else
		await act(state, async () => {
			await background.ask("check.resume", { key: state.key });
		});
}

/** @param {State} state */
const keepChosen = (state) => act(state, async () => {
	const { kept } = await background.ask("check.keep", { key: state.key, ids: chosen(state).keep });
	state.selected.clear();
	keepSelection(state);
	announce(count("kept_said", kept));
}, { busy: "keep" });

/** @param {State} state */
const cutChosen = (state) => act(state, async () => {
	await background.ask("check.shoot", { key: state.key, ids: chosen(state).cut });
	state.selected.clear();
	keepSelection(state);
}, { busy: "cut" });

/** Mark the results on the page, or take the marks away. @param {State} state */
const outline = (state) => act(state, async () => {
	const marks = state.outlined ? [] : groups.slice(0, 3).flatMap(({ status }) =>
		pictures(state, status).map((image) => ({ id: image.id, status, text: t(`outline_${status}`) })));
	await background.ask("check.outline", { key: state.key, marks });
	state.outlined = !state.outlined;
});

/** Ask for what the browser did not load. @param {State} state */
const askApart = (state) => act(state, async () => {
	const ids = state.check?.images.filter((image) => image.status === "apart").map((image) => image.id) ?? [];
	await background.ask("check.ask", { key: state.key, ids });
}, { busy: "ask" });

/** Copy the addresses of my photos here. @param {State} state */
const copyMine = (state) => act(state, async () => {
	const list = pictures(state, "mine").map((image) => image.url).filter(Boolean);
	await navigator.clipboard.writeText(list.join("\n"));
	announce(t("copied"));
});

/** To a letter to who runs the site of the page. @param {State} state */
function writeTo(state) {
	const name = encodeURIComponent(site(state.check?.url ?? ""));
	const photos = new Set(pictures(state, "mine").map(({ photo, matches: [match] = [] }) => match?.photo ?? photo));
	const ids = [...photos].filter((id) => id !== undefined).slice(0, MOST_NAMED);
	return openPage(`pages/dashboard.html#letters/site/${name}/${ids.join(".")}`);
}

/** @param {State} state @param {number} n */
const keepWords = (state, n) => state.busy === "keep" ? t("keep_busy") : n ? count("keep", n) : t("keep_none");

/** What is rarely done stands below the list. @param {State} state @param {boolean} onPage @param {boolean} busy */
const further = (state, onPage, busy) => html`<div class="further">
	${pictures(state, "mine").length ? html`<button type="button" @click=${() => copyMine(state)}
		data-testid="copy-mine">${t("copy_addresses")}</button>` : nothing}
	${pictures(state, "apart").length ? html`<button type="button" ?disabled=${busy}
		@click=${() => askApart(state)} data-testid="ask-apart">${t("ask_apart")}</button>` : nothing}
	${onPage ? html`<button type="button" ?disabled=${busy} @click=${() => begin(state)} data-testid="check-again">
		${icon("search")} ${t("check_again")}</button>
		<button type="button" ?disabled=${busy} @click=${() => begin(state, true)}
			data-testid="scroll-again">${t("check_scroll")}</button>` : nothing}
	</div>`;

/** @param {State} state */
export function buttons(state) {
	if (!["finished", "cancelled"].includes(stateOf(state)))
		return nothing;
	const { keep, cut } = chosen(state);
	const busy = state.busy !== "";
	const found = pictures(state, "mine").length + pictures(state, "new").length;
	const onPage = isOfTab(state) && !isElsewhere(state);
	return html`${further(state, onPage, busy)}<div class="actions">
		${found ? html`<button type="button" class="primary" ?disabled=${keep.length === 0 || busy}
			@click=${() => keepChosen(state)} data-testid="keep">
				${icon("plus")} ${keepWords(state, keep.length)}</button>` : nothing}
		${cut.length ? html`<button type="button" ?disabled=${busy}
			@click=${() => cutChosen(state)} data-testid="shoot">
			${icon("scissors")} ${state.busy === "cut" ? t("cut_busy") : count("cut", cut.length)}</button>` : nothing}
		${pictures(state, "mine").length ? html`<button type="button" @click=${() => writeTo(state)}
			data-testid="write-to-site">${icon("letter")} ${t("write_to_site")}</button>` : nothing}
		${onPage && found ? html`<button type="button" aria-pressed=${state.outlined} @click=${() => outline(state)}
			data-testid="outline">
				${icon("frame")} ${state.outlined ? t("outline_off") : t("outline")}</button>` : nothing}
	</div>`;
}
