// main.js: the background; wires its parts together and holds no logic.
import { ext, openPage, page } from "../shared/ext.js";
import { Failure, plain } from "../shared/failure.js";
import { loadLanguage } from "../shared/language.js";
import { language, t } from "../shared/i18n.js";
import { lookAgain } from "./again.js";
import { Checks } from "./checks.js";
import { Host } from "./host.js";
import { answer, messageTable } from "./messages.js";
import { lockAsSet } from "./policy.js";
import { renewWords } from "../shared/packed_words.js";
import { isOwn, whose } from "../shared/whose.js";

const HOST = "org.lenscap.host";
const REST = 5; // minutes without a page or a check after which the host may go

/** @type {Set<browser.runtime.Port>} */
const pages = new Set();
let lastUse = Date.now();
let looking = false; // again, by itself

/** @param {string} event @param {object} data */
function publish(event, data) {
	for (const port of pages)
		port.postMessage({ event, data });
}

const host = new Host(() => ({
	port: /** @type {any} */ (ext.runtime.connectNative(HOST)),
	lastError: (port) => String(port?.error?.message ?? ext.runtime.lastError?.message ?? ""),
}), { name: "extension", version: ext.runtime.getManifest().version, language }, whoseNow);
const checks = new Checks(host, publish);
const table = messageTable(host, checks, { languageChanged, showDue, choose });
host.onOpened(async () => {
	await lockAsSet(host);
	// The words of a pack are gone with it, whoever forgot it; an older host has none.
	if (await renewWords((method, params) => host.request(method, params)).catch(() => false))
		await languageChanged();
});
host.onLoss(async (failure) => {
	// A temporary ledger is gone with its host: that is what is said then.
	await ((await whose()).temporary ? choose({ ended: true }) : publish("host", { code: failure.code }));
});

ext.runtime.onConnect.addListener((port) => {
	// Only our own pages; a content script has the address of its page.
	if (port.name !== "page" || !port.sender?.url?.startsWith(page("pages/"))) {
		port.disconnect();
		return;
	}
	pages.add(port);
	port.onDisconnect.addListener(() => pages.delete(port));
	port.onMessage.addListener(async (request) => {
		lastUse = Date.now();
		const reply = await answer(table, request);
		if (pages.has(port))
			port.postMessage(reply);
	});
});

ext.runtime.onInstalled.addListener(async ({ reason }) => {
	await languageChanged();
	if (reason === "install")
		await openPage("pages/welcome.html");
});
ext.runtime.onStartup.addListener(languageChanged);
// A policy comes a moment after the extension, and may change while it runs.
ext.storage.onChanged?.addListener((_changes, area) => area === "managed" && languageChanged());

const menus = { find: "menu_find", mine: "menu_mine" };

/** Words of the menu and the button, in the chosen language. */
async function languageChanged() {
	await loadLanguage();
	await ext.contextMenus.removeAll();
	for (const [id, key] of Object.entries(menus))
		ext.contextMenus.create({ id, title: t(key), contexts: ["image"] });
	await ext.action.setTitle({ title: t("action_title") });
}

ext.contextMenus.onClicked.addListener(async (info, tab) => {
	if (tab?.id === undefined || !info.srcUrl || !Object.hasOwn(menus, info.menuItemId))
		return;
	lastUse = Date.now();
	const check = await checks.startOne(tab.id, info.srcUrl, info.pageUrl ?? "", info.menuItemId === "mine");
	const path = `pages/popup.html?check=${encodeURIComponent(check.key)}`;
	if (ext.windows)
		await ext.windows.create({ url: page(path), type: "popup", width: 460, height: 560 });
	else
		await ext.tabs.create({ url: page(path) });
});

ext.tabs.onRemoved.addListener((tab) => checks.forget(tab));

ext.alarms.create("rest", { periodInMinutes: 1 });
ext.alarms.create("due", { delayInMinutes: 2, periodInMinutes: 360 });
ext.alarms.create("again", { delayInMinutes: 5, periodInMinutes: 60 });
ext.alarms.onAlarm.addListener(async ({ name }) => {
	const resting = pages.size === 0 && !checks.busy && !looking;
	if (name === "rest" && host.running && resting && Date.now() - lastUse > REST * 60_000
		// Its end would be taken for the browser's.
		&& await autolock() !== "end_of_browser" && !(await whose()).temporary) {
		host.disconnect();
		checks.forgetJobs();
	}
	// No host is started for somebody who has not set one up.
	if (name === "rest" || !(await ext.storage.local.get("set_up"))["set_up"])
		return;
	if (name === "again" && !looking && isOwn(await whose()))
		await again();
	if (name === "due")
		await showDue().catch(() => {});
});

let begun = false; // whether a temporary ledger was chosen of which no host knows yet

/**
 * Whose ledger the host is asked for. A temporary one goes with its host, and is not begun again unasked.
 * @param {boolean} starting @returns {Promise<import("../shared/whose.js").Whose>}
 */
async function whoseNow(starting) {
	const chosen = await whose();
	if (!starting || !chosen.temporary || begun) {
		begun &&= !starting;
		return chosen;
	}
	// What was asked was for another ledger than the one that there is now.
	await choose({ ended: true });
	throw new Failure("restarted", "the temporary session ended");
}

/**
 * Another ledger: nothing that was kept of the one before is of it.
 * @param {import("../shared/whose.js").Whose} chosen
 */
async function choose(chosen) {
	// Nothing is asked of the host that goes, or is gone, to end what it does.
	checks.forgetJobs();
	await checks.forgetAll();
	const { locked } = await ext.storage.session.get("locked");
	await ext.storage.session.clear();
	await ext.storage.session.set({ whose: chosen, ...(locked ? { locked } : {}) });
	begun = chosen.temporary === true;
	host.disconnect();
	await ext.action.setBadgeText({ text: "" });
	publish("whose", {});
	showDue().catch(() => {});
}

/** Look again where photos were seen, if it is time. */
async function again() {
	looking = true;
	try {
		if (await lookAgain(host))
			publish("ledger", {});
	} catch {
		// Without a host nothing is looked at; the next hour tries again.
	} finally {
		looking = false;
	}
}

/** When the ledger locks by itself; "" if it is locked, or nobody can say. */
const autolock = async () => (await host.request("ledger.autolock").catch(() => null))?.autolock ?? "";

// Firefox does not say "locked".
ext.idle?.onStateChanged.addListener(async (/** @type {string} */ state) => {
	if (state !== "locked" || !host.running || await autolock() !== "screen")
		return;
	await ext.storage.session.set({ locked: true });
	await host.request("ledger.lock");
	publish("ledger", {});
});

/** Cases in which it is the user's turn, on the toolbar button: without a ledger none. */
async function showDue() {
	const { cases_due: due } = await host.request("report.summary").catch((error) => {
		if (plain(error).code !== "no_ledger")
			throw error;
		return { cases_due: 0 };
	});
	await ext.action.setBadgeText({ text: due ? String(due) : "" });
}
