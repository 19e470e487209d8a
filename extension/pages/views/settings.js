// settings.js: lock, keys, backup, packs, language, what is running, and the end of it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, idle, outcome } from "../../shared/acting.js";
import { recount } from "../../shared/casework.js";
import { Failure } from "../../shared/failure.js";
import { autolock, autolockField } from "../../shared/autolock.js";
import { command, confirm, notice } from "../../shared/components.js";
import { ext, isFirefox } from "../../shared/ext.js";
import { selectField, textField } from "../../shared/fields.js";
import { date, number, size } from "../../shared/format.js";
import { count, languages, packOfWords, t, tIn } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { loadLanguage, storeLanguage } from "../../shared/language.js";
import { lockLedger } from "../../shared/ledger.js";
import { managedCard } from "./settings_managed.js";
import { changeLooks, isProxy, lastLook, looks, TOR } from "../../shared/looks.js";
import { managed, managedOf, packsAmiss } from "../../shared/managed.js";
import { keepWords, keptWords } from "../../shared/packed_words.js";
import { restoreForm, restoring } from "../../shared/restore.js";
import { asker, background, host } from "../../shared/rpc.js";
import { isOwn } from "../../shared/whose.js";
import { chooseWhose, whoseShown } from "../../shared/whose_banner.js";
import { loadMe, meForm, newMe } from "../letters/about_me.js";
import { loadSignature, paperForm } from "../letters/on_paper.js";
import { keysBody, loadKeys } from "../settings/keys.js";
import { loadPacks, packsBody } from "../settings/packs.js";
import { loadPersons, personsBody } from "../settings/persons.js";

/** @typedef {import("../../shared/icons.js").Icon} Icon */
/** @typedef {import("../dashboard.js").Shell} Shell */
/** @typedef {ReturnType<typeof newState>} State */

/** @type {import("../dashboard.js").View} */
export const view = { name: "settings", icon: "gear", title: "settings", open };

/** @param {Shell} shell */
const newState = (shell) => ({
	...idle(shell.redraw),
	shell,
	backup: /** @type {{folder: string, file: string} | null} */ (null),
	hello: /** @type {import("../../shared/answers.js").Hello | null} */ (null),
	language: "auto",
	looks: /** @type {import("../../shared/looks.js").Looks} */ ({ through: "", every: "never", told: true }),
	last: /** @type {import("../../shared/looks.js").Last | null} */ (null),
	own: false, // the user is about to write a proxy of their own
	autolock: "", // when it locks by itself; "" until the host said so
	set: managedOf({}), // by whoever looks after this computer
	keys: /** @type {{id: number, kind: string}[]} */ ([]), // what opens the ledger
	key: /** @type {ReturnType<typeof import("../welcome/create.js").newKey> | null} */ (null),
	packs: /** @type {import("../../shared/answers.js").Pack[] | null} */ (null), // until the host said so
	signer: "", // a publisher's key, as it is typed
	packed: /** @type {import("../../shared/answers.js").PackWords["languages"]} */ ([]), // languages of packs
	chosen: /** @type {File[]} */ ([]), // of a pack
	looked: /** @type {{pack: import("../../shared/answers.js").PackLook, signer: string} | null} */ (null), // likewise
	persons: /** @type {import("../../shared/answers.js").Person[] | null} */ (null), // until the host said so
	person: "", // a name, as it is typed
	whose: whoseShown(),
	me: newMe(shell.redraw, shell.redraw),
	restoring: restoring(shell.redraw, () => {}),
});

/** @param {State} state */
const lock = (state) => act(state, async () => {
	await lockLedger();
	await state.shell.refresh();
});

/** @param {State} state @param {string} when */
const lockItself = (state, when) => act(state, async () => {
	state.autolock = await autolock(when);
	return t("autolock_set");
});

/** @param {State} state */
const save = (state) => act(state, async () => {
	state.backup = await host("ledger.backup");
});

/** @param {string} language */
async function choose(language) {
	// Kept before it is chosen, so that each page finds them.
	if (!Object.hasOwn(languages, language) && language !== "auto")
		await keepWords(host, language);
	await storeLanguage(language);
	await background.ask("language.changed");
	location.reload();
}

/**
 * @param {Icon} picture @param {string} title @param {import("../../shared/components.js").Template} body
 * @param {string} [test]
 */
const card = (picture, title, body, test) => html`<section class="card stack-small" data-testid=${test ?? nothing}>
	<h2>${icon(picture)} ${title}</h2>${body}</section>`;

/** @param {State} state */
const lockCard = (state) => card("lock", t("lock_title"), html`<p>${t("lock_text")}</p>
	<button type="button" ?disabled=${state.busy !== ""} @click=${() => lock(state)} data-testid="lock">
		${icon("lock")} ${t("lock")}</button>
	${state.autolock && !state.set.auto_lock
		? autolockField(state.autolock, (when) => lockItself(state, when)) : nothing}`);

/** @param {State} state */
const backupCard = (state) => card("disk", t("backup_title"), html`<p>${t("backup_text")}</p>
	<button type="button" ?disabled=${state.busy !== ""} @click=${() => save(state)} data-testid="backup">
		${icon("disk")} ${t("backup")}</button>
	${state.backup ? html`<div role="status" data-testid="backup-done">
		${notice("good", t("backup_done", { ...state.backup }))}</div>` : nothing}
	<h3>${t("restore_title")}</h3>${restoreForm(state.restoring)}`);

/** Nothing of the ledger is left afterwards, and nothing that the browser kept of it. @param {State} state */
async function wipe(state) {
	if (!await confirm({ title: t("wipe_title"), text: t("wipe_text"), yes: t("wipe"), danger: true }))
		return;
	await act(state, async () => {
		await host("ledger.wipe");
		if (!isOwn(state.whose))
			return chooseWhose({});
		await background.ask("check.forget");
		await ext.storage.session.clear();
		await ext.storage.local.remove(["set_up", "looked", "packed_words"]);
		recount();
		await state.shell.refresh();
	});
}

/** The browser asks whether it shall. */
const uninstall = () => ext.management.uninstallSelf({ showConfirmDialog: true }).catch(() => {});

/** @param {State} state */
const endCard = (state) => card("trash", t("end_title"), html`<p>${t("wipe_what")}</p>
	<div class="row"><button type="button" class="danger" ?disabled=${state.busy !== ""} @click=${() => wipe(state)}
		data-testid="wipe">${t("wipe")}</button></div>
	<p>${t("uninstall_text")}</p>
	<div class="row"><button type="button" @click=${uninstall} data-testid="uninstall">${t("uninstall")}</button></div>
	<p>${t("uninstall_program")}</p>${command("sudo apt remove lenscap")}`, "end");

/** @param {State} state */
const languageCard = (state) => card("globe", t("language"), selectField({
	id: "language", label: t("language_label"), chosen: state.language, change: choose,
	hint: packOfWords() ? tIn("en", "language_packed", { pack: packOfWords() }) : "",
	options: [["auto", t("language_auto")], ...Object.entries(languages).map(([code, name]) =>
		/** @type {const} */ ([code, name, code])), ...state.packed.map(({ code, name, pack }) =>
		/** @type {[string, string, string]} */ ([code, `${name} (${pack})`, code]))],
}));

/** @param {State} state @param {Partial<import("../../shared/looks.js").Looks>} change */
const setLooks = (state, change) => act(state, async () => {
	state.looks = await changeLooks(change);
	return t("looks_set");
});

/** @param {State} state @param {string} way */
function chooseProxy(state, way) {
	state.own = way === "own";
	if (way !== "own") {
		// At once: drawn as it was before, the list would show the old choice again.
		state.looks = { ...state.looks, through: way };
		setLooks(state, { through: way });
	}
	state.redraw();
}

/** @param {State} state @param {string} through */
const writeProxy = (state, through) => act(state, async () => {
	if (!isProxy(through))
		throw new Failure("proxy");
	state.looks = await changeLooks({ through });
	return t("looks_set");
});

/** What the last look by itself came to. @param {NonNullable<State["last"]>} last */
const lastWords = ({ day, error, there, gone, other, unknown }) => error ? t("looks_last_failed", { day: date(day) })
	: t("looks_last", { day: date(day), there: number(there), gone: number(gone), other: number(other),
		unknown: number(unknown) });

/** How strangers' looks are made. @param {State} state */
function looksCard(state) {
	const { through, every } = state.looks;
	const ways = ["", TOR.service, TOR.app];
	const way = state.own || !ways.includes(through) ? "own" : through;
	return card("globe", t("looks"), html`<p>${t("check_page_tells")}</p>
		${selectField({ id: "proxy", label: t("looks_proxy"), hint: t("looks_proxy_hint"), chosen: way,
			change: (value) => chooseProxy(state, value), options: [["", t("looks_proxy_none")],
				[TOR.service, t("looks_proxy_tor", { port: "9050" })],
				[TOR.app, t("looks_proxy_tor_browser", { port: "9150" })], ["own", t("looks_proxy_own")]] })}
		${way === "own" ? textField({ id: "proxy-own", label: t("looks_proxy_address"), most: 256,
			placeholder: "socks5h://127.0.0.1:9050", value: ways.includes(through) ? "" : through,
			change: (text) => writeProxy(state, text.trim()) }) : nothing}
		${selectField({ id: "every", label: t("looks_every"), hint: t("looks_every_hint"), chosen: every,
			change: (value) => setLooks(state, { every: /** @type {any} */ (value) }),
			options: /** @type {const} */ (["never", "day", "week"]).map((value) => [value, t(`looks_${value}`)]) })}
		${state.last ? html`<p class="small soft" data-testid="looked">${lastWords(state.last)}</p>` : nothing}`,
	"looks");
}

/** @param {State} state */
function aboutCard({ shell, hello }) {
	const { photos = 0, sightings = 0, bytes = 0 } = shell.status() ?? {};
	return card("info", t("about"), html`<dl class="facts-list">
			<dt>${t("about_extension")}</dt><dd>${ext.runtime.getManifest().version}</dd>
			<dt>${t("about_host")}</dt><dd>${hello ? hello.host.version : "…"}</dd>
			<dt>${t("about_browser")}</dt><dd>${isFirefox ? "Firefox" : "Chromium"}</dd>
			<dt>${t("about_ledger")}</dt>
			<dd>${count("photos", photos)}, ${count("sightings", sightings)}, ${size(bytes)}</dd>
		</dl><p>${t("about_doctor")}</p>${command("lenscap doctor")}`, "about");
}

/** Packs that are set and not here, or here and not by whom is set. @param {State} state */
const amiss = ({ set, packs }) => packs ? packsAmiss(set, packs) : { lacking: [], strange: [] };

const promisesCard = () => card("eye", t("promises"), html`<ul class="stack-small">
	<li>${t("promise_1")}</li><li>${t("promise_2")}</li>
	<li>${t("promise_3")}</li><li>${t("promise_4")}</li></ul>`);

/** The languages that packs bring; the one that is used where the host cannot say. @param {State} state */
async function loadPacked(state) {
	const kept = await keptWords();
	({ languages: state.packed } = await host("pack.words", {}).catch(() => ({ languages: kept ? [kept] : [] })));
}

/** @param {State} state */
async function load(state) {
	state.language = await loadLanguage();
	state.set = await managed();
	state.looks = await looks();
	// Of one's own places, whoever's ledger this is.
	state.last = isOwn(state.whose) ? await lastLook() : null;
	state.redraw();
	// Without a host nothing is known of it; the page says so above.
	state.hello = await asker.hello().catch(() => null);
	state.autolock = await autolock().catch(() => "");
	await Promise.all([loadPersons(state, state.hello), loadKeys(state), loadPacks(state), loadPacked(state),
		loadMe(state.me).then(() => loadSignature(state.me)).catch(() => {})]);
	state.redraw();
}

/** What a ledger has that is to be opened again. @param {State} state */
const lasting = (state) => html`${lockCard(state)}${card("lock", t("keys_title"), keysBody(state), "keys")}
	${backupCard(state)}`;

/** @param {Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	const state = newState(shell);
	state.restoring.done = (words) => {
		state.said = words;
		state.restoring.file = null;
		shell.refresh();
	};
	load(state);
	return {
		draw: () => html`<div class="settings">${outcome(state)}${state.whose.temporary ? nothing : lasting(state)}
			${card("letter", t("me_title"), html`${meForm(state.me)}${paperForm(state.me)}`, "me")}
			${state.persons && !state.whose.temporary
				? card("folder", t("persons_title"), personsBody(state), "persons") : nothing}
			${card("folder", t("packs_title"), packsBody(state), "packs")}
			${looksCard(state)}${languageCard(state)}${managedCard(card, state.set, amiss(state))}${aboutCard(state)}
			${promisesCard()}${state.whose.temporary ? nothing : endCard(state)}</div>`,
	};
}
