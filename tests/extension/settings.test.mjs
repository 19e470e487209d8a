// What the settings do, told by their clicks to the real lenscap-host: what opens the ledger, packs,
// a backup brought back, the end; and whom a pack's reader may ask where a letter has nowhere to go.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { dialogs, forgot, play, until } from "./played.mjs";

const build = process.env["BUILD"] ?? "";
const skip = existsSync(join(build, "lenscap-host")) ? false : "no lenscap-host in $BUILD";
const FIRST = "ligature-mango-cobalt-thicket", SECOND = "prawn-vest-harbour-quilt";

/** @type {any} */ let stage;
/** @type {any} */ let view;
/** @type {any} */ const page = {};
let refreshed = 0;
const shown = () => page.rendered(view.draw());

before(async () => {
	if (skip)
		return;
	stage = await play(build);
	// Of a form, what is in its fields.
	/** @type {any} */ (globalThis).FormData = class {
		constructor(/** @type {any} */ form) { this.fields = form; }
		get(/** @type {string} */ name) { return this.fields[name]; }
	};
	Object.assign(page, await import("./rendered.mjs"), await import("../../extension/shared/rpc.js"),
		{ settings: await import("../../extension/pages/views/settings.js"),
			sending: await import("../../extension/pages/cases/sending.js"),
			cases: await import("../../extension/pages/cases/state.js"),
			letters: await import("../../extension/pages/letters/state.js") });
	await page.host("ledger.create", { passphrase: FIRST });
	view = page.settings.view.open({ redraw: () => {}, refresh: async () => { refreshed++; }, status: () => undefined,
		more: () => "", go: () => {} });
	await until(() => shown().includes("key-passphrase"), "what opens it is listed");
});
after(() => stage?.end());

/** @param {string} what @param {string} [on] @param {any} [event] */
const act = (what, on = "click", event = {}) =>
	page.listener(view.draw(), what, on)({ preventDefault: () => {}, ...event });
/** What a browser's policy sets. @param {any} policy */
const setPolicy = (policy) => {
	/** @type {any} */ (globalThis).browser.storage.managed = { get: async () => policy };
};
/** @param {string} code */
const problem = (code) => until(() => shown().includes(`data-code=${code}`), `the problem ${code}`);

test("the passphrase is changed, a weak one refused, and the old one opens nothing", { skip }, async () => {
	act("change-passphrase");
	act("passphrase", "input", { target: { value: SECOND } });
	act("passphrase-again", "input", { target: { value: SECOND } });
	await until(() => shown().includes("strength-words"), "judged");
	await act("passphrase-form", "submit");
	await until(() => shown().includes("new passphrase opens it"), "said");
	await page.host("ledger.lock");
	await assert.rejects(page.host("ledger.unlock", { passphrase: FIRST }), { code: "wrong_passphrase" });
	await page.host("ledger.unlock", { passphrase: SECOND });
});

test("a new recovery key is shown once, large, with how it is used", { skip }, async () => {
	dialogs.asked.length = 0;
	// The sheet comes as soon as the host has the key, be it before a look at what was asked.
	dialogs.next = ["dialog-yes", "close"];
	await act("new-recovery");
	assert.equal(dialogs.asked.length, 2, "it is asked first");
	const sheet = dialogs.asked[1] ?? "";
	const key = /[0-9A-Z]{4}(-[0-9A-Z]{4}){8}/.exec(sheet)?.[0];
	assert.ok(key, sheet);
	assert.match(sheet, /How it is used.*Use the recovery key/s);
	assert.ok(!shown().includes(key), "afterwards it is nowhere");
	await page.host("ledger.lock");
	await page.host("ledger.unlock", { recovery: key });
});

test("a key is removed, but never the last", { skip }, async () => {
	await act("remove-recovery");
	await until(() => !shown().includes("key-recovery"), "gone");
	assert.ok(!shown().includes("remove-passphrase"), "the last has no button for it");
});

/** @param {string} path */
const fileOf = (path) => new File([readFileSync(path)], path.split("/").at(-1) ?? "");

test("packs: refused with the host's reasons, taken, listed, proposed, asked in a dead end, forgotten", { skip },
	async () => {
	const folder = join(stage.home, "advice");
	mkdirSync(folder);
	writeFileSync(join(folder, "pack.json"), JSON.stringify({ name: "advice", title: "Advice for you", version: 2,
		made: "2026-11-29", helper: { name: "The Advice Bureau", email: "help@advice.example" }, preset: ["pimeyes"],
		introduction: [{ language: "en", text: "Begin with these." }] }));
	for (const [path, value] of /** @type {[string, object][]} */ ([
		["companies/qvvx.json", { slug: "qvvx", name: "The Qvvx", "relevant-countries": ["all"],
			email: "a@qvvx.example", sources: ["https://qvvx.example/"], quality: "verified",
			lenscap: { kind: "face_search", checked: "2026-11-01" } }],
		["pages/pl.json", { source: "https://advice.example/", date: "2026-11-29",
			rules: [{ list: "lazy", entries: ["data-portret"] }] }],
		["words/pl.json", { language: "pl", name: "Polski", date: "2026-11-29",
			words: { settings: "Ustawienia", language: "Język" } }]])) {
		mkdirSync(join(folder, path, ".."), { recursive: true });
		writeFileSync(join(folder, path), JSON.stringify(value));
	}
	const pack = `${folder}.lenscap-pack`;
	for (const args of [["build", folder, "-o", pack], ["key", `${folder}.key`], ["key", `${folder}.other`],
		["sign", pack, "--secret-key", `${folder}.key`]])
		execFileSync(join(build, "lenscap"), ["pack", ...args]);
	// As a field of one line has it when the whole file is pasted there.
	const signer = readFileSync(`${folder}.key.pub`, "utf8").replaceAll("\n", "");
	const other = readFileSync(`${folder}.other.pub`, "utf8").split("\n")[1] ?? "";
	const drop = (/** @type {string[]} */ ...paths) => act("pack-drop", "drop",
		{ dataTransfer: { files: paths.map(fileOf) } });
	drop(`${folder}.key.pub`, pack);
	await problem("pack_files");
	drop(`${folder}.key.pub`, `${pack}.minisig`);
	await problem("refused");
	assert.match(shown(), /key/i, "whose it is must be told the first time");
	act("pack-signer", "input", { target: { value: other } });
	act("pack-again");
	await until(() => !shown().includes("data-code=refused"), "asked again");
	await problem("refused");
	act("pack-signer", "input", { target: { value: signer } });
	act("pack-again");
	await until(() => shown().includes("pack-looked"), "what it brings is said, before it is taken");
	for (const words of ["Advice for you", "Begin with these.", "help@advice.example", "companies qvvx",
		"rule for pages lazy data-portret"])
		assert.ok(shown().includes(words), words);
	assert.deepEqual((await page.host("pack.list")).packs, [], "nothing is kept yet");
	act("pack-leave");
	assert.ok(!shown().includes("pack-looked"));
	act("pack-signer", "input", { target: { value: signer } });
	drop(pack, `${pack}.minisig`);
	await until(() => shown().includes("pack-looked"), "looked at again");
	act("pack-take");
	await until(() => shown().includes("pack-forget"), "taken");
	for (const words of ["Advice for you", "Begin with these.", "The Advice Bureau", "help@advice.example"])
		assert.ok(shown().includes(words), words);
	const letters = page.letters.newState({ redraw: () => {}, more: () => "pack/advice", status: () => undefined });
	await page.letters.load(letters);
	assert.deepEqual([...letters.whom.chosen.keys()], ["pimeyes"], "the pack's proposal is chosen");
	page.letters.close(letters);
	await polish();
	await deadEnd();
	await act("pack-forget");
	await until(() => !shown().includes("pack-forget"), "forgotten");
	assert.deepEqual((await page.host("pack.list")).packs, []);
	const { keptWords } = await import("../../extension/shared/packed_words.js");
	const { loadLanguage } = await import("../../extension/shared/language.js");
	assert.deepEqual([await keptWords(), await loadLanguage()], [null, "auto"], "its words are gone with it");
});

test("the next key is tried where a pack is signed with another, and at no other failure", { skip }, async () => {
	const { takeFirst } = await import("../../extension/pages/settings/packs.js");
	/** @type {string[]} */
	let tried = [];
	const take = (/** @type {string} */ code) => async (/** @type {string} */ signer) => {
		tried.push(signer);
		if (signer !== "last")
			throw { code };
		return signer;
	};
	assert.equal(await takeFirst(["one", "two", "last"], take("denied")), "last");
	assert.deepEqual(tried, ["one", "two", "last"]);
	for (const code of ["locked", "busy", "host_died"]) {
		tried = [];
		await assert.rejects(takeFirst(["one", "two", "last"], take(code)), { code });
		assert.deepEqual(tried, ["one"], code);
	}
	await assert.rejects(takeFirst(["one", "two"], take("denied")), { code: "denied" });
});

/** The language that the pack brings can be chosen, is said to be the pack's, and stays until the pack goes. */
async function polish() {
	const { keepWords, keptWords, renewWords } = await import("../../extension/shared/packed_words.js");
	const { languages } = await page.host("pack.words", {});
	assert.deepEqual(languages, [{ code: "pl", name: "Polski", pack: "Advice for you" }]);
	assert.equal(await keepWords(page.host, "pl"), true);
	assert.deepEqual(await keptWords(), { ...languages[0], words: { settings: "Ustawienia", language: "Język" } });
	assert.equal(await renewWords(page.host), false, "they are as they were");
	const { storeLanguage, loadLanguage } = await import("../../extension/shared/language.js");
	const { t, setLanguage } = await import("../../extension/shared/i18n.js");
	await storeLanguage("pl");
	await loadLanguage();
	assert.deepEqual([t("settings"), t("cases")], ["Ustawienia", "Cases"]);
	assert.match(shown(), /These words come from the pack “Advice for you”, not from Lenscap/);
	setLanguage("en", []);
}

/** Letters to whom nobody knows a way: the pack's publisher can be asked, and a contact that is found is kept. */
async function deadEnd() {
	await page.host("me.set", { values: { country: "at", email: "z@example.org", language: "en" } });
	const { controllers } = await page.host("controller.list", { limit: 100 });
	const lost = controllers.filter((/** @type {any} */ row) => !row.email && !row.webform && !row.address_known);
	const { slug } = lost[0];
	await page.host("letter.draft", { to: [slug, lost[1].slug], ask: ["access"], tell: ["email"] });
	const state = page.cases.newState({ redraw: () => {}, more: () => "", status: () => undefined });
	await page.cases.load(state);
	await page.sending.learnHeaps(state);
	const card = () => page.sending.sendingOf(state, state.cases);
	assert.match(page.rendered(card()), /data-heap=nobody>\s*2/);
	assert.doesNotMatch(page.rendered(card()), /data-testid="?send-all/);
	page.listener(card(), "send-each")();
	await until(() => state.sending?.letter, "the first letter is shown");
	assert.match(page.rendered(card()), /The Advice Bureau can help/);
	const at = state.sending.rows[0].controller;
	page.listener(card(), "found", "input")({ target: { value: "dpo@lost.example" } });
	page.listener(card(), "source", "input")({ target: { value: "https://lost.example/privacy" } });
	const keep = async () => {
		await page.listener(card(), "contact-use")();
		await until(() => state.busy === "", "kept");
		assert.equal(state.error, undefined, JSON.stringify(state.error));
	};
	await keep();
	assert.equal((await page.host("controller.show", { slug: at })).email, "dpo@lost.example");
	page.listener(card(), "sending-mail");
	await page.listener(card(), "sending-skip")();
	await until(() => state.sending?.at === 1 && state.busy === "", "the second letter is shown");
	page.listener(card(), "found", "input")({ target: { value: "https://social.example/@firm" } });
	page.listener(card(), "source", "input")({ target: { value: "https://lost.example/contact" } });
	await keep();
	assert.equal(state.heaps.get(state.sending.rows[1].controller), "paper", "a page with an @ in it is no mail");
	assert.throws(() => page.listener(card(), "sending-mail"));
	page.listener(card(), "sending-sent-form");
}

test("a policy's time to lock holds by whatever way the ledger is opened, and without one nothing changes", { skip },
	async () => {
	const holds = async () => (await page.host("ledger.autolock")).autolock;
	const choose = (/** @type {string} */ when) => page.host("ledger.autolock", { when });
	await choose("minutes:60");
	const { file, folder } = await page.host("ledger.backup");
	const again = async () => {
		await page.host("ledger.lock");
		await page.host("ledger.unlock", { passphrase: SECOND });
	};
	await again();
	assert.equal(await holds(), "minutes:60");
	setPolicy({ auto_lock: "minutes:5" });
	assert.equal(await holds(), "minutes:60", "to ask is not to open");
	await again();
	assert.equal(await holds(), "minutes:5");
	await choose("never");
	const { sendBlob } = await import("../../extension/shared/upload.js");
	const upload = await sendBlob(page.asker, fileOf(join(stage.home, folder, file)), { purpose: "file", name: file });
	await page.host("ledger.restore", { file: upload, passphrase: SECOND });
	assert.equal(await holds(), "minutes:5");
	setPolicy({});
	await choose("never");
});

test("a pack that is set and not here is named, until it is taken", { skip }, async () => {
	setPolicy({ packs: ["advice"] });
	const other = page.settings.view.open({ redraw: () => {}, refresh: async () => {}, status: () => undefined,
		more: () => "", go: () => {} });
	const words = () => page.rendered(other.draw());
	const lacking = () => words().includes("Not here yet: advice");
	await until(lacking, "it is said that the pack lacks");
	const pack = `${join(stage.home, "advice")}.lenscap-pack`;
	const signer = readFileSync(`${join(stage.home, "advice")}.key.pub`, "utf8").split("\n")[1] ?? "";
	page.listener(other.draw(), "pack-signer", "input")({ target: { value: signer } });
	page.listener(other.draw(), "pack-drop", "drop")({ preventDefault: () => {},
		dataTransfer: { files: [pack, `${pack}.minisig`].map(fileOf) } });
	await until(() => words().includes("pack-take"), "looked at");
	page.listener(other.draw(), "pack-take")();
	await until(() => words().includes("pack-forget"), "taken");
	assert.equal(words().match(/data-testid="pack"/g)?.length, 1);
	assert.ok(!lacking(), "what is here does not lack");
	setPolicy({});
	await page.host("pack.forget", { name: "advice" });
});

test("a backup is brought back: into the ledger, and after its end", { skip }, async () => {
	const { file, folder } = await page.host("ledger.backup");
	const path = join(stage.home, folder, file);
	const bring = async (/** @type {string} */ secret) => {
		act("restore-file", "change", { target: { files: [fileOf(path)], value: "" } });
		await act("restore", "submit", { target: { secret } });
	};
	await bring("wrong");
	await problem("wrong_passphrase");
	await bring(SECOND);
	await until(() => shown().includes("Added from the backup"), "merged");
	const before = refreshed;
	const { local } = /** @type {any} */ (globalThis).browser.storage;
	await local.set({ looked: { day: 1 }, set_up: true });
	const { checks, counted } = forgot;
	await act("wipe");
	await until(() => refreshed > before, "the page is told");
	assert.equal((await page.host("ledger.status")).state, "none");
	assert.deepEqual([await local.get("looked"), await local.get("set_up")],
		[{ looked: undefined }, { set_up: undefined }]);
	assert.equal(forgot.checks, checks + 1, "the background forgets its checks");
	await until(() => forgot.counted > counted, "the number on the button is counted anew");
	await bring(SECOND);
	await until(() => shown().includes("as it was in the backup"), "restored");
	assert.equal((await page.host("ledger.status")).state, "open");
	assert.equal((await page.host("case.list")).cases.length, 2);
});

test("what was chosen and typed for letters is there again after one has looked elsewhere, until they are written",
	{ skip }, async () => {
	const open = async () => {
		const state = page.letters.newState({ redraw: () => {}, more: () => "", status: () => undefined });
		await page.letters.load(state);
		return state;
	};
	const { preview } = await import("../../extension/pages/letters/preview.js");
	const first = await open();
	const { controllers } = await page.host("controller.list", { limit: 3 });
	for (const controller of controllers)
		first.whom.chosen.set(controller.slug, controller);
	first.ask.add("erasure");
	first.own.purpose = "They were taken from my profile.";
	page.letters.changed(first);
	page.letters.close(first);
	const again = await open();
	assert.deepEqual([...again.whom.chosen.keys()], controllers.map((/** @type {any} */ row) => row.slug));
	assert.deepEqual([[...again.ask].sort(), again.own.purpose],
		[["access", "erasure"], "They were taken from my profile."]);
	again.again = true;
	page.letters.changed(again);
	await until(() => again.drafts.length > 0 || again.refused, "the letters are seen");
	await page.listener(preview(again), "write")();
	await until(() => again.written, "written");
	page.letters.close(again);
	const last = await open();
	assert.equal(last.whom.chosen.size, 0, "what was written is no draft any more");
	page.letters.close(last);
});

test("a letter begun elsewhere does not take a draft's place, and what a policy proposes is proposed once", { skip },
	async () => {
	const { forgetDraft } = await import("../../extension/pages/letters/kept_draft.js");
	const { listener } = await import("./rendered.mjs");
	const { drawWhom } = await import("../../extension/pages/letters/whom.js");
	const open = async (more = "") => {
		const state = page.letters.newState({ redraw: () => {}, more: () => more, status: () => undefined });
		await page.letters.load(state);
		page.letters.close(state);
		assert.equal(state.error, undefined);
		return state;
	};
	const chosen = (/** @type {any} */ state) => [...state.whom.chosen.keys()];
	await forgetDraft();
	setPolicy({ propose: ["pimeyes", "nobody-of-that-name", "clearview-ai"] });
	const first = await open();
	assert.deepEqual(chosen(first), ["pimeyes", "clearview-ai"]);
	first.own.purpose = "They were taken from my profile.";
	await until(() => first.whom.found.length > 0, "they are listed");
	first.whom.found = [...first.whom.chosen.values()].slice(0, 1);
	listener(drawWhom(first.whom), "controller", "change")();
	page.letters.close(first);
	const site = await open("site/facecheck.id");
	site.own.purpose = "Another one.";
	page.letters.changed(site);
	page.letters.close(site);
	const again = await open();
	assert.deepEqual(chosen(again), ["clearview-ai"], "what was taken out is not proposed again");
	assert.equal(again.own.purpose, "They were taken from my profile.");
	setPolicy({});
});
