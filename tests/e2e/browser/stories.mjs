// stories.mjs WAY SCRATCH: the stories of casework (stories_told.mjs) by commands ("command"), or by clicks in a real
// browser ("chromium", "firefox"), where many letters and answers follow. Each ends with a paper, read as it is saved.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cheap } from "../../extension/cheap.mjs";
import { ME, TO, day, isTrue, stories, valueAt } from "../../extension/stories_told.mjs";
import { prepareHome } from "./home.mjs";
import { prepareDocuments } from "./letters.mjs";
import { many } from "./many.mjs";
import { seen, until } from "./person.mjs";

/** @typedef {import("../../extension/stories_told.mjs").Story} Story */
/** @typedef {(id: number, ...words: any[]) => any} Act */
/** @typedef {{does: Record<string, Act>, adopt: (story: Story) => Promise<number>,
 *   row: (id: number) => Promise<any>, paper: (id: number, kind: string, own?: any) => Promise<string>}} Player */

const [way = "command", scratch = ""] = process.argv.slice(2);
const PASSPHRASE = "correct horse battery staple";
const home = prepareHome(scratch, cheap);
prepareDocuments(home.path);
const folder = join(home.path, "Documents/Lenscap");
writeFileSync(join(scratch, "passphrase"), `${PASSPHRASE}\n`);

const opens = way === "command" ? ["--key-file", join(scratch, "key")]
	: ["--passphrase-file", join(scratch, "passphrase")];

/** What `lenscap` says, with this ledger. @param {string[]} words */
function cli(...words) {
	const { status, stdout, stderr } = spawnSync(
		"lenscap", [...words, "--home", home.ledger, ...opens],
		{ encoding: "utf8", env: home.env });
	assert.equal(status, 0, `lenscap ${words.join(" ")}: ${stderr}`);
	return stdout;
}
const listed = (/** @type {string[]} */ ...words) =>
	cli(...words, "--json").trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
const rowOf = async (/** @type {number} */ id) => listed("cases", "show", String(id))[0];

/** What a paper says, line ends aside. @param {string} file */
const readPaper = (file) => execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" });

/** @param {Player["row"]} row @param {boolean} wanted @returns {Act} */
const becomes = (row, wanted) => async (id, path, value) => {
	for (const give = Date.now() + 60_000; (valueAt(await row(id), path) === value) !== wanted;)
		assert.ok(Date.now() < give, `${path} is ${valueAt(await row(id), path)}, not ${value}`);
};

/** By commands: what would be clicked or filled in is an option of the command that notes it. @returns {Player} */
function byCommand() {
	cli("init");
	for (const [key, value] of Object.entries(ME))
		cli("me", "set", key, value);
	/** @type {string[]} */
	let said = [];
	const commands = /** @type {[RegExp, (id: string, what: string) => string[]][]} */ ([
		[/^correct-yes$/, (id) => ["cases", "correct", id]],
		[/^received-yes$/, (id) => ["cases", "received", id]],
		[/^close-yes$/, (id) => ["cases", "close", id]],
		[/^reopen$/, (id) => ["cases", "reopen", id]],
		[/^reply-(.*)/, (id, what) => ["cases", "reply", id, "--kind", what]],
		[/^sent-(.*)/, (id, what) => ["cases", "sent", id, "--how", what]],
		[/^stand-(.*)/, (id, what) => ["cases", "stand", id, "--stand", what]],
		[/^take-back-(.*)/, (id, what) => ["cases", "withdraw", id, "--entry", what]],
		[/^discard$/, (id) => ["letter", "discard",
			String(listed("letter", "list").filter((one) => String(one.case) === id).at(-1).letter)]],
	]);
	const flags = /** @type {Record<string, string>} */ (
		{ day: "--on", "correct-kind": "--kind", "correct-how": "--how", outcome: "--outcome" });
	const click = (/** @type {number} */ id, /** @type {string} */ what) => {
		const [, entry] = /^correct-(\d+)$/.exec(what) ?? [];
		const found = commands.find(([wanted]) => wanted.test(what));
		if (found)
			cli(...found[1](String(id), found[0].exec(what)?.[1] ?? ""), ...said);
		said = entry ? ["--entry", entry] : [];
	};
	const paper = async (/** @type {number} */ id, /** @type {string} */ kind, /** @type {any} */ own = {}) => {
		const out = mkdtempSync(join(scratch, "papers-"));
		cli("letter", "draft", "--case", String(id), "--kind", kind, "--lang", "en", "--tell", "name,email,address",
			"--format", "pdf", "--out", out, ...own.missing?.split("\n").flatMap(
				(/** @type {string} */ point) => ["--missing", point]) ?? []);
		const [file = ""] = readdirSync(out).filter((name) => name.includes(kind));
		return readPaper(join(out, file));
	};
	const nothing = () => {};
	return { row: rowOf, paper,
		adopt: async ({ ago, how = "email", received }) => listed("cases", "adopt", TO, "--on", day(ago), "--ask",
			"access,erasure", ...how ? ["--how", how] : [],
			...received === undefined ? [] : ["--received", day(received)])[0].case,
		does: { click, agree: click, say: (_id, what, value) => said.push(flags[what] ?? what, value),
			// A proof is one of a day.
			tick: async (id, what) => said.push(
				...said[0] === "--entry" ? ["--received", (await rowOf(id)).clock.received] : [], `--${what}`), paper,
			is: becomes(rowOf, true), isnt: becomes(rowOf, false), gone: nothing, unset: nothing, set: nothing } };
}

/** Have a field say something. @param {any} page @param {string} id @param {string} value */
async function fill(page, id, value) {
	await seen(page, id);
	await page.evaluate((/** @type {string} */ wanted, /** @type {string} */ text) => {
		const field = /** @type {any} */ (document.querySelector(`[data-testid="${wanted}"]`));
		field.value = text;
		for (const type of ["input", "change"])
			field.dispatchEvent(new Event(type, { bubbles: true }));
	}, id, value);
}

/** A letter that was sent without Lenscap becomes a case. @param {any} page @param {Story} story */
async function adopt(page, { ago, how = "email", received }) {
	const known = async () => (await page.evaluate(async () => (await (await import(
		/** @type {any} */ ("/shared/rpc.js"))).host("case.list", {})).cases)).map(
		(/** @type {any} */ one) => one.case);
	const before = new Set(await known());
	await page.click("nav-cases");
	await seen(page, "adopt");
	await page.click("adopt");
	await seen(page, "adopt-who");
	await page.type("adopt-who", TO);
	await until(page, (/** @type {string} */ wanted) => {
		const found = /** @type {any} */ (document.querySelector(`[data-testid=adopt-to-${wanted}]`));
		found?.click();
		return found?.getAttribute("aria-pressed") === "true";
	}, TO);
	for (const right of ["access", "erasure"])
		await until(page, (/** @type {string} */ test) => {
			const box = /** @type {any} */ (document.querySelector(`[data-testid=${test}]`));
			if (!box.checked)
				box.click();
			return box.checked;
		}, `adopt-${right}`);
	await fill(page, "adopt-day", day(ago));
	await fill(page, "adopt-how", how);
	if (received !== undefined)
		await fill(page, "adopt-received", day(received));
	await page.click("adopt-yes");
	await until(page, () => document.querySelector("[data-testid=said]")
		&& !document.querySelector("[data-testid=adopting]"));
	return (await known()).find((/** @type {number} */ one) => !before.has(one));
}

/** Clicks, in a page that has drawn what the one before did. @param {any} page @returns {Player} */
function byClicks(page) {
	const row = async (/** @type {number} */ id) => until(page, async (/** @type {number} */ wanted) => {
		const { host } = await import(/** @type {any} */ ("/shared/rpc.js"));
		return host("case.show", { case: wanted });
	}, id);
	/** What a control in a case is asked for. @param {number} id @param {string} what @param {any} ask */
	const inCase = (id, what, ask = "", value = "") => until(page, (/** @type {any} */ number, /** @type {any} */ test,
		/** @type {any} */ asked, /** @type {any} */ text) => {
		const one = /** @type {any} */ (document.querySelector(`[data-case="${number}"] [data-testid="${test}"]`));
		if (document.querySelector("[aria-busy=true]") || (asked !== "gone" && (!one || one.disabled)))
			return false;
		if (asked === "gone")
			return !one;
		if (asked === "unset" || asked === "set")
			return [...one.options].some((option) => option.value === "") === (asked === "unset");
		if (asked !== "say") {
			one.click();
			return true;
		}
		one.value = text;
		for (const type of ["input", "change"])
			one.dispatchEvent(new Event(type, { bubbles: true }));
		return true;
	}, id, what, ask, value);
	const paper = async (/** @type {number} */ id, /** @type {string} */ kind, /** @type {any} */ own = {}) => {
		await inCase(id, "do-letter");
		await seen(page, "language");
		await page.select("language", "en");
		for (const what of ["name", "address"])
			await until(page, (/** @type {string} */ test) => {
				const box = /** @type {any} */ (document.querySelector(`[data-testid=${test}]`));
				if (box && !box.checked)
					box.click();
				return box?.checked;
			}, `tell-${what}`);
		if (own.missing)
			await fill(page, "missing", own.missing);
		await until(page, (/** @type {string[]} */ points) => {
			const text = document.querySelector("[data-testid=preview-text][lang=en]")?.textContent ?? "";
			const button = /** @type {any} */ (document.querySelector("[data-testid=write]"));
			return text && points.every((point) => text.includes(point)) && button && !button.disabled
				&& !document.querySelector("[aria-busy=true]");
		}, own.missing?.split("\n") ?? []);
		await page.click("write");
		await seen(page, "written");
		await page.click("save-all");
		await until(page, () =>
			document.querySelector("[data-testid=said]")?.textContent?.includes("Documents/Lenscap"));
		const { reference } = await row(id);
		const made = (/** @type {string} */ name) => statSync(join(folder, name)).mtimeMs;
		const [file = ""] = readdirSync(folder).filter((name) =>
			name.includes(reference) && name.includes(kind) && name.endsWith(".pdf")).sort((a, b) => made(b) - made(a));
		assert.ok(file, `${reference} ${kind} in ${readdirSync(folder).join(" ")}`);
		await page.click("to-cases");
		await seen(page, "case");
		return readPaper(join(folder, file));
	};
	return { row, paper,
		adopt: (story) => adopt(page, story),
		does: { paper, is: becomes(row, true), isnt: becomes(row, false),
			click: async (id, what) => {
				// What is closed has left the list of what is open.
				await page.select("case-group", what === "reopen" ? "closed" : "open");
				await inCase(id, what);
				await page.select("case-group", "open");
			},
			agree: async (id, what) => {
				await inCase(id, what);
				await seen(page, "dialog-yes");
				await page.click("dialog-yes");
			},
			say: (id, what, value) => inCase(id, what, "say", value), tick: (id, what) => inCase(id, what),
			gone: (id, what) => inCase(id, what, "gone"), unset: (id, what) => inCase(id, what, "unset"),
			set: (id, what) => inCase(id, what, "set") } };
}

/** @param {Player} player */
async function tell({ does, adopt, row, paper }) {
	for (const [name, story] of Object.entries(stories)) {
		const id = await adopt(story);
		try {
			for (const [act, ...rest] of story.acts)
				await /** @type {any} */ (does[act])(id, ...rest);
			const { step } = await row(id);
			assert.equal(step.letter, story.next, JSON.stringify(step));
			const before = await row(id);
			isTrue(name, await paper(id, story.next, story.own), before);
		} catch (error) {
			throw new Error(`${way}: ${name}`, { cause: error });
		}
	}
	console.log(`${way}: ${Object.keys(stories).length} stories, each with a true paper`);
}

if (way === "command") {
	await tell(byCommand());
} else {
	const Browser = way === "firefox" ? (await import("./firefox.mjs")).Firefox
		: (await import("./chromium.mjs")).Chromium;
	home.register(way);
	const browser = await Browser.launch(home.path);
	try {
		const first = await browser.first();
		await until(first, async (/** @type {string} */ passphrase, /** @type {any} */ values) => {
			const { host } = await import(/** @type {any} */ ("/shared/rpc.js"));
			await host("ledger.create", { passphrase });
			await host("me.set", { values });
			await /** @type {any} */ (globalThis).chrome.storage.local.set({ set_up: true });
			return true;
		}, PASSPHRASE, ME);
		const page = await browser.open(browser.url("pages/dashboard.html#cases"));
		await seen(page, "adopt");
		await tell(byClicks(page));
		await many({ page, scratch, say: (words) => console.log(`${way}: ${words}`),
			listed: () => listed("cases", "list") });
	} finally {
		await browser.close();
	}
}
