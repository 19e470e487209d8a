// Letters and cases in a real Chromium with the real lenscap-host, by clicks
// and keys alone: written, seen, saved, sent, answered, gone on with, forgotten.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { many } from "../e2e/browser/many.mjs";
import { passphrase, pictures, skip } from "./hosted.mjs";
import { withHost } from "./one_browser.mjs";

/** @typedef {Parameters<Parameters<typeof withHost>[0]>[3]} Hands */
/** @typedef {import("puppeteer-core").ElementHandle<HTMLInputElement>} Input */

/**
 * A ledger with some photos, and the page of letters.
 * @param {import("puppeteer-core").Page} page @param {Hands} hands @param {string[]} photos
 */
async function begin(page, { go, ask, see, until, click }, photos) {
	await go("dashboard.html#photos");
	await see("set-up");
	await ask("ledger.create", { passphrase });
	await page.reload();
	await see("empty");
	const input = /** @type {Input} */ (await page.$("[data-testid=files]"));
	await input.uploadFile(...photos.map((name) => `${pictures}${name}.jpg`));
	await until(`document.querySelectorAll("[data-outcome=added]").length === ${photos.length}`);
	await click("nav-letters");
	await see("controller");
}

const CONTROLS = "button:not(:disabled), a[href], input:not(:disabled), select, textarea, pre[tabindex]";

/**
 * Every control on the page is reached by the Tab key.
 * @param {import("puppeteer-core").Page} page @param {string} what
 */
async function walk(page, what) {
	const all = await page.evaluate(`(window.walked = [...document.querySelectorAll("${CONTROLS}")]
		.filter((one) => one.checkVisibility())).length`);
	const reached = new Set();
	for (let at = 0; at < Number(all) + 10 && reached.size < Number(all); at++) {
		await page.keyboard.press("Tab");
		reached.add(await page.evaluate("window.walked.indexOf(document.activeElement)"));
		reached.delete(-1);
	}
	assert.equal(reached.size, all, `${what}: controls that the Tab key reaches`);
}

/**
 * No part of the page hides beyond its right edge on a small screen.
 * @param {import("puppeteer-core").Page} page @param {() => Promise<void>} look
 */
async function small(page, look) {
	await page.setViewport({ width: 400, height: 800 });
	await look();
	assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
		"no sideways scrolling at 400 px");
	await page.setViewport({ width: 1200, height: 900 });
}

/** @typedef {{page: import("puppeteer-core").Page, home: string, hands: Hands}} Stage */
/** What is seen of a failure. @param {Stage} stage @param {string} code */
const problem = async ({ page, hands }, code) => { await hands.see("problem", page, `[data-code=${code}]`); };

/** The hands for one case. @param {Stage} stage @param {number} id */
function inside({ hands }, id) {
	const inCase = `[data-case="${id}"]`;
	return {
		inCase,
		clickIn: async (/** @type {string} */ name) => {
			const button = (await hands.until(`((one) => one?.checkVisibility() && one)(document.querySelector(
				'${inCase} [data-testid="${name}"]'))`)).asElement();
			await button?.evaluate((one) => /** @type {any} */ (one).click());
		},
		stage: (/** @type {string} */ wanted) =>
			hands.until(`document.querySelector('${inCase}')?.dataset.stage === '${wanted}'`),
	};
}

/** What is missing is said, and asked in place. @param {Stage} stage */
async function aboutMe(stage) {
	const { page, hands } = stage;
	const { see, until, text, look } = hands;
	// What is known of the person comes from the host, later than the page.
	await until("document.querySelector('[data-testid=needed]')?.textContent.includes('which country')");
	assert.match(await text("needed"), /who gets a letter.*which country/);
	assert.equal(await page.$eval("[data-testid=write]", (one) => /** @type {any} */ (one).disabled), true);
	await look("letters-first");
	await walk(page, "letters");
	await page.select("#me-country", "de");
	await see("me-state");
	await page.select("#me-state", "de-be");
	await page.type("#me-email", "nobody");
	await page.keyboard.press("Tab");
	await problem(stage, "me_email");
	await look("letters-wrong");
	await page.type("#me-email", "@example.org");
	await page.keyboard.press("Tab");
	await until("!document.querySelector('[data-testid=problem]')");
}

/** Companies, wishes, a photo and a language are chosen; the letters are seen. @param {Stage} stage */
async function choose(stage) {
	const { page, hands } = stage;
	const { see, click, until, text, look } = hands;

	await page.type("#who", "clearveiw"); // with its mistake
	await until("document.querySelector('[data-testid=controller]')?.dataset.slug === 'clearview-ai'");
	await page.$eval("[data-slug=clearview-ai]", (one) => /** @type {any} */ (one).click());
	await click("kind-people_search");
	await until("document.querySelectorAll('[data-testid=controller]').length > 5");
	await until("document.querySelector('[data-testid=kind-people_search]').ariaPressed === 'true'");
	await page.$$eval("[data-testid=controller]",
		(list) => { for (const one of list.slice(0, 2)) /** @type {any} */ (one).click(); });
	await see("preview-text");
	assert.match(await text("write"), /Write 3 letters/);
	assert.match(await text("meter"),
		/new to them.*e-mail address.*stays with you.*Your photos themselves.*Your name.*Your postal address/);

	// An objection asks for its reason; a photo for what to tell of it.
	await click("ask-erasure");
	await click("ask-objection");
	await until("document.querySelector('[data-testid=needed]')?.textContent.includes('objection')");
	await click("situation-safety");
	await click("photo");
	await until("document.querySelector('[data-testid=meter]')?.textContent.includes('SHA-256')");
	assert.match(await text("warning"), /not found on the web yet/);
	await click("tell-pdq");
	await until("document.querySelector('[data-testid=meter]')?.textContent.includes('PDQ')");
	await click("tell-pdq");
	await click("tell-sha256");
	await until("document.querySelector('[data-testid=needed]')?.textContent.includes('no address on the web')");
	await click("tell-sha256");
	await page.select("#language", "fr");
	await see("preview-text", page, "[lang=fr]");
	assert.match(await text("preview-text"), /RGPD/);
	await click("preview-translation");
	await see("preview-text", page, "[lang=en]");
	assert.match(await text("preview-text"), /GDPR/);
	await look("letters-preview");
	await small(page, () => look("letters-400"));
	await walk(page, "letters with a preview");
}

/** The letters are written, saved and read; another so soon is not written by a slip. @param {Stage} stage */
async function writeAll(stage) {
	const { page, home, hands } = stage;
	const { see, click, until, text, look } = hands;
	const folder = join(home, "Documents/Lenscap");

	await page.select("#language", "de");
	await see("preview-translation");
	await click("write");
	await see("written");
	assert.equal((await page.$$("[data-testid=written-letter]")).length, 3);
	await click("save-all");
	assert.match(await text("said"), /Documents\/Lenscap/);
	await look("letters-written");
	const files = readdirSync(folder).sort();
	assert.deepEqual(files.map((name) => name.slice(-4)), [".eml", ".pdf", ".eml", ".pdf", ".eml", ".pdf"]);
	for (const name of files)
		assert.match(readFileSync(join(folder, name), "latin1"),
			name.endsWith(".pdf") ? /^%PDF-/ : /^X-Unsent: 1/m, name);

	await click("show-letter");
	assert.match(await text("letter-text"), /DSGVO/);
	await click("translation");
	await until("document.querySelector('[data-testid=letter-text]').textContent.includes('GDPR')");
	await look("letter");
	await click("close");
	await click("show-fields");
	assert.match(await (await see("mailto")).evaluate((one) => /** @type {any} */ (one).href),
		/^mailto:[^?]+@[^?]+\?subject=[\w%.-]+/);
	await look("letter-fields");
	await click("close");

	// Another so soon is not written by a slip.
	await click("write-more");
	await page.$$eval("[data-testid=controller]", (list) => /** @type {any} */ (list[0]).click());
	assert.match(await text("lately"), /You wrote to/);
	assert.equal(await page.$eval("[data-testid=write]", (one) => /** @type {any} */ (one).disabled), true);
	await click("again");
	await until("!document.querySelector('[data-testid=write]').disabled");
	await look("letters-again");
}

/**
 * A case is sent, answered, and gone on with.
 * @param {Stage} stage @param {{case: number, reference: string}} one
 */
async function sendAndAnswer(stage, one) {
	const { page, home, hands } = stage;
	const { see, click, until, text, look } = hands;
	const { inCase, clickIn, stage: becomes } = inside(stage, one.case);
	const folder = join(home, "Documents/Lenscap");
	await click("nav-cases");
	await see("case");
	assert.equal((await page.$$("[data-testid=case]")).length, 3);
	await look("cases-new");
	await click("calendar");
	await problem(stage, "no_deadline");
	await clickIn("do-sent");
	await look("cases-sent");
	await clickIn("sent-email");
	await becomes("waiting");
	assert.match(await text("countdown"), /\d+ days left/);
	await click("calendar");
	await until("document.querySelector('[data-testid=said]')?.textContent.includes('.ics')");
	assert.ok(readdirSync(folder).some((name) => name.endsWith(".ics")));
	await clickIn("do-reply");
	await look("cases-reply");
	await clickIn("reply-photo_demanded");
	await becomes("replied");
	assert.match(await page.$eval(`${inCase} [data-testid=next]`, (element) => element.textContent ?? ""),
		/new photo is more than they may ask/);
	await until("(chrome.action.getBadgeText({})).then((text) => text === '3')");

	// The next letter answers that, in its case.
	await clickIn("do-letter");
	await see("preview-text");
	await page.type("[data-testid=quote]", "Please upload a photo of yourself.");
	await until("document.querySelector('[data-testid=preview-text]')?.textContent.includes('upload a photo')");
	await look("letters-next");
	await click("write");
	await see("written");
	await click("to-cases");
	await see("case");
	await clickIn("do-sent");
	await clickIn("sent-post");
	await becomes("waiting");
}

/**
 * Their mail is taken in as a file.
 * @param {Stage} stage @param {{case: number, reference: string}} one
 */
async function importMail(stage, one) {
	const { page, home, hands } = stage;
	const { see, click, text, look } = hands;
	const { clickIn, stage: becomes } = inside(stage, one.case);
	// At its case, or by what it names; not any file.
	const mail = (/** @type {string} */ name, /** @type {string} */ subject, /** @type {string} */ body) => {
		writeFileSync(join(home, name),
			`From: dpo@example.com\r\nTo: nobody@example.org\r\nSubject: ${subject}\r\nDate: ${new Date().toUTCString(
			).replace("GMT", "+0000")}\r\nMessage-ID: <${name}@example.com>\r\n\r\n${body}\r\n`);
		return join(home, name);
	};
	const give = async (/** @type {string} */ id, /** @type {string} */ path) => {
		const input = /** @type {Input} */ (await page.waitForSelector(id));
		await input.uploadFile(path);
	};
	await give("[data-testid=import-any]", `${pictures}Storm.jpg`);
	await see("mail", page, "[data-status=failed]");
	await give("[data-testid=import-any]", mail("other.eml", "Hello", "Nothing here."));
	await see("mail", page, "[data-status=unknown]");
	await see("mail-case");
	await look("cases-wrong-mail");
	await give("[data-testid=import-any]",
		mail("reply.eml", `Re: ${one.reference}`, "We have deleted all data about you."));
	await see("mail", page, "[data-status=taken]");
	await click("mails-done");
	await becomes("replied");
	await clickIn("more");
	await see("case-details");
	assert.equal((await page.$$("[data-testid=history] li")).length, 6);
	assert.match(await text("case-details"), /reply\.eml/);
	await look("cases-details");
	await walk(page, "cases");
	await small(page, () => look("cases-400"));
}

/** A photo leads to the case whose letter names it. @param {Stage} stage */
async function photoToCase(stage) {
	const { page, hands } = stage;
	const { see, click, until, look, ask } = hands;
	await click("nav-photos");
	await until("document.querySelectorAll('[data-testid=photo] img').length === 2");
	const named = (await Promise.all([1, 2].map((id) => ask("photo.show", { id })))).findIndex(
		({ used }) => used.length > 0) + 1;
	await page.$eval(`[data-testid=photo][data-id="${named}"] [data-testid=open-photo]`,
		(element) => /** @type {any} */ (element).click());
	await see("used");
	await look("photo-used");
	await click("open-case");
	await see("case-details");
	await until("document.activeElement?.id.startsWith('case-')");
}

/**
 * A case is closed, and forgotten only after a question.
 * @param {Stage} stage @param {{case: number, reference: string}} one
 */
async function closeAndForget(stage, one) {
	const { page, hands } = stage;
	const { see, click, until, look, ask } = hands;
	const { inCase, clickIn, stage: becomes } = inside(stage, one.case);
	await clickIn("do-close");
	await clickIn("close-yes");
	await until(`!document.querySelector('${inCase}')`); // it leaves the list of open ones
	await page.select("[data-testid=case-group]", "closed");
	await becomes("closed");
	if (!await page.$(`${inCase} [data-testid=case-details]`))
		await clickIn("more");
	await clickIn("forget-case");
	await see("dialog-yes");
	await look("cases-forget");
	await page.keyboard.press("Escape");
	await until("!document.querySelector('dialog')");
	assert.equal((await ask("case.list")).cases.length, 3, "Escape forgets nothing");
	await clickIn("forget-case");
	await click("dialog-yes");
	await until(`!document.querySelector('${inCase}')`);
	assert.equal((await ask("case.list")).cases.length, 2);
}

test("letters: chosen, seen, written, saved, sent, answered, forgotten", { skip },
	() => withHost(async (_browser, page, home, hands) => {
		const stage = { page, home, hands };
		mkdirSync(join(home, "Documents"));
		mkdirSync(join(home, ".config"), { recursive: true });
		writeFileSync(join(home, ".config/user-dirs.dirs"), 'XDG_DOCUMENTS_DIR="$HOME/Documents"\n');
		await begin(page, hands, ["TwoWings", "Storm"]);
		await aboutMe(stage);
		await choose(stage);
		await writeAll(stage);
		const [one] = (await hands.ask("case.list")).cases;
		await sendAndAnswer(stage, one);
		await importMail(stage, one);
		await photoToCase(stage);
		await closeAndForget(stage, one);
	}));

test("two hundred cases and three hundred controllers stay usable", { skip },
	() => withHost(async (_browser, page, _home, hands) => {
	const { see, click, until, text, look, ask } = hands;
	await begin(page, hands, ["Storm"]);
	await page.evaluate(`import("/shared/rpc.js").then(async ({ host }) => {
		for (let at = 0; at < 200; at++)
			await host("controller.add", { record: { slug: "firm-" + at, name: "Firm " + at + " of a rather long name",
				address: "1 High Street\\nLondon\\nUnited Kingdom", email: "dpo" + at + "@example.com",
				"relevant-countries": ["all"], sources: ["https://example.com/"], quality: "verified" } });
		await host("me.set", { values: { country: "fr", email: "me@example.org", language: "en" } });
	})`);
	await page.reload();
	await see("controller");
	await click("kind-face_search"); // all of them
	await until("/ of 3\\d\\d shown/.test(document.querySelector('[data-testid=who-found]').textContent)");
	await look("letters-300");
	while (await page.$("[data-testid=who-more]")) {
		const before = await text("who-found");
		await click("who-more");
		await until(`document.querySelector("[data-testid=who-found]").textContent.trim() !== ${JSON.stringify(
			before)}`);
	}
	assert.ok((await page.$$("[data-testid=controller]")).length >= 300);
	// At once: what is typed slowly is looked for in between, and each answer shows the first thirty again.
	await page.$eval("#who", (field) => {
		/** @type {HTMLInputElement} */ (field).value = "firm rather long";
		field.dispatchEvent(new Event("input", { bubbles: true }));
	});
	await until(`[...document.querySelectorAll("[data-testid=controller]")]
		.every((one) => one.dataset.slug.startsWith("firm-"))`);
	while (await page.$("[data-testid=who-more]")) {
		const before = await text("who-found");
		await click("who-more");
		await until(`document.querySelector("[data-testid=who-found]").textContent.trim() !== ${JSON.stringify(
			before)}`);
	}
	await click("who-all");
	await until("/Write 200 letters/.test(document.querySelector('[data-testid=write]').textContent)");
	await click("write");
	await see("written");
	assert.equal((await page.$$("[data-testid=written-letter]")).length, 200);
	await click("to-cases");
	await see("case");
	assert.equal((await page.$$("[data-testid=case]")).length, 30);
	assert.match(await text("cases-found"), /^200 cases$/);
	await look("cases-200");
	await click("cases-more");
	await until("document.querySelectorAll('[data-testid=case]').length === 60");
	await page.type("[data-testid=case-search]", "Firm 117 ");
	await until("document.querySelectorAll('[data-testid=case]').length === 1");
	await click("do-sent");
	await click("sent-form");
	await see("countdown");
	assert.equal((await ask("report.summary")).cases_due, 199);
	// All that wait are noted with two clicks; before that, one by one.
	await page.$eval("[data-testid=case-search]", (field) => {
		/** @type {HTMLInputElement} */ (field).value = "";
		field.dispatchEvent(new Event("input", { bubbles: true }));
	});
	await click("send-each");
	await see("sending-mail");
	await click("sending-sent-email");
	await until("document.querySelector('[data-testid=sending]')?.textContent.includes('2 of 199')");
	await click("sending-skip");
	await until("document.querySelector('[data-testid=sending]')?.textContent.includes('3 of 199')");
	await click("sending-end");
	assert.equal((await ask("report.summary")).cases_due, 198);
	await page.reload();
	await see("send-all");
	await click("send-all");
	await click("all-sent-email");
	await until("document.querySelector('[data-testid=said]')?.textContent.includes('198 letters noted')");
	assert.equal((await ask("report.summary")).cases_due, 0);
}));

test("44 letters and 20 answers take twenty acts", { skip }, () => withHost(async (_browser, page, home, hands) => {
	const { ask } = hands;
	await begin(page, hands, []);
	await ask("me.set", { values: { country: "at", email: "me@example.org", language: "en" } });
	await ask("letter.draft", { to: ["clearview-ai"], ask: ["access"], tell: ["email"] });
	await page.reload();
	/** @param {string} id */
	const at = (id) => `[data-testid="${id}"]`;
	await many({ scratch: home, say: console.log,
		listed: async () => (await ask("case.list", {})).cases,
		page: {
			click: (/** @type {string} */ id) => page.$eval(at(id), (one) => /** @type {any} */ (one).click()),
			evaluate: (/** @type {any} */ what, /** @type {any[]} */ ...values) => page.evaluate(what, ...values),
			give: async (/** @type {string} */ id, /** @type {string[]} */ files) =>
				/** @type {Input} */ (await page.$(at(id))).uploadFile(...files),
		} });
}));
