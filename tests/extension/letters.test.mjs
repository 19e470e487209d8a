// Letters and cases in a real Chromium with the real lenscap-host, by clicks
// and keys alone: written, seen, saved, sent, answered, gone on with, forgotten.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { passphrase, pictures, skip, withHost } from "./hosted.mjs";

/** @typedef {Parameters<Parameters<typeof withHost>[0]>[3]} Hands */
/** @typedef {import("puppeteer-core").ElementHandle<HTMLInputElement>} Input */

/** A ledger with some photos, and the page of letters. @param {import("puppeteer-core").Page} page @param {Hands} hands @param {string[]} photos */
async function begin(page, { go, ask, see, until, click }, photos) {
	await go("dashboard.html");
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

/** Every control on the page is reached by the Tab key. @param {import("puppeteer-core").Page} page @param {string} what */
async function walk(page, what) {
	const all = await page.evaluate(`(window.walked = [...document.querySelectorAll("button:not(:disabled), a[href], input:not(:disabled), select, textarea, pre[tabindex]")].filter((one) => one.checkVisibility())).length`);
	const reached = new Set();
	for (let at = 0; at < Number(all) + 10 && reached.size < Number(all); at++) {
		await page.keyboard.press("Tab");
		reached.add(await page.evaluate("window.walked.indexOf(document.activeElement)"));
		reached.delete(-1);
	}
	assert.equal(reached.size, all, `${what}: controls that the Tab key reaches`);
}

/** No part of the page hides beyond its right edge on a small screen. @param {import("puppeteer-core").Page} page @param {() => Promise<void>} look */
async function small(page, look) {
	await page.setViewport({ width: 400, height: 800 });
	await look();
	assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "no sideways scrolling at 400 px");
	await page.setViewport({ width: 1200, height: 900 });
}

test("letters: chosen, seen, written, saved, sent, answered, forgotten", { skip }, () => withHost(async (_browser, page, home, hands) => {
	const { see, click, until, text, look, ask } = hands;
	const problem = async (/** @type {string} */ code) => { await see("problem", page, `[data-code=${code}]`); };
	const folder = join(home, "Documents");
	mkdirSync(folder);
	mkdirSync(join(home, ".config"), { recursive: true });
	writeFileSync(join(home, ".config/user-dirs.dirs"), 'XDG_DOCUMENTS_DIR="$HOME/Documents"\n');
	await begin(page, hands, ["TwoWings", "Storm"]);

	// Who and what is missing is said; nothing can be written before.
	assert.match(await text("needed"), /who gets a letter.*which country/);
	assert.equal(await page.$eval("[data-testid=write]", (one) => /** @type {any} */ (one).disabled), true);
	await look("letters-first");
	await walk(page, "letters");
	await page.select("#country", "de");
	await see("me-state");
	await page.select("#state", "de-be");
	await page.type("#me-email", "nobody");
	await page.keyboard.press("Tab");
	await problem("me_email");
	await look("letters-wrong");
	await page.type("#me-email", "@example.org");
	await page.keyboard.press("Tab");
	await until("!document.querySelector('[data-testid=problem]')");

	await page.type("#who", "clearveiw"); // with its mistake
	await until("document.querySelector('[data-testid=controller]')?.dataset.slug === 'clearview-ai'");
	await page.$eval("[data-slug=clearview-ai]", (one) => /** @type {any} */ (one).click());
	await click("kind-people_search");
	await until("document.querySelectorAll('[data-testid=controller]').length > 5 && document.querySelector('[data-testid=kind-people_search]').ariaPressed === 'true'");
	await page.$$eval("[data-testid=controller]", (list) => { for (const one of list.slice(0, 2)) /** @type {any} */ (one).click(); });
	await see("preview-text");
	assert.match(await text("write"), /Write 3 letters/);
	assert.match(await text("meter"), /new to them.*e-mail address.*stays with you.*Your photos themselves.*Your name.*Your postal address/);

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
	await click("preview-twin");
	await see("preview-text", page, "[lang=en]");
	assert.match(await text("preview-text"), /GDPR/);
	await look("letters-preview");
	await small(page, () => look("letters-400"));
	await walk(page, "letters with a preview");

	await page.select("#language", "de");
	await see("preview-twin");
	await click("write");
	await see("written");
	assert.equal((await page.$$("[data-testid=written-letter]")).length, 3);
	await click("save-all");
	assert.match(await text("said"), /Documents\/Lenscap/);
	await look("letters-written");
	const files = readdirSync(join(folder, "Lenscap")).sort();
	assert.deepEqual(files.map((name) => name.slice(-4)), [".eml", ".pdf", ".eml", ".pdf", ".eml", ".pdf"]);
	for (const name of files)
		assert.match(readFileSync(join(folder, "Lenscap", name), "latin1"), name.endsWith(".pdf") ? /^%PDF-/ : /^X-Unsent: 1/m, name);

	await click("show-letter");
	assert.match(await text("letter-text"), /DSGVO/);
	await click("twin");
	await until("document.querySelector('[data-testid=letter-text]').textContent.includes('GDPR')");
	await look("letter");
	await click("close");
	await click("show-fields");
	assert.match(await (await see("mailto")).evaluate((one) => /** @type {any} */ (one).href), /^mailto:[^?]+@[^?]+\?subject=[\w%.-]+/);
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

	// Cases: sent and answered in two clicks each.
	await click("nav-cases");
	await see("case");
	assert.equal((await page.$$("[data-testid=case]")).length, 3);
	const [one] = (await ask("case.list")).cases;
	const inCase = `[data-case="${one.case}"]`;
	const clickIn = async (/** @type {string} */ name) => {
		const button = await page.waitForSelector(`${inCase} [data-testid="${name}"]`, { visible: true });
		await button?.evaluate((one) => /** @type {any} */ (one).click());
	};
	const stage = (/** @type {string} */ wanted) => until(`document.querySelector('${inCase}')?.dataset.stage === '${wanted}'`);
	await look("cases-new");
	await click("calendar");
	await problem("no_deadline");
	await clickIn("do-sent");
	await look("cases-sent");
	await clickIn("sent-email");
	await stage("waiting");
	assert.match(await text("countdown"), /\d+ days left/);
	await click("calendar");
	await until("document.querySelector('[data-testid=said]')?.textContent.includes('.ics')");
	assert.ok(readdirSync(join(folder, "Lenscap")).some((name) => name.endsWith(".ics")));
	await clickIn("do-reply");
	await look("cases-reply");
	await clickIn("reply-photo_demanded");
	await stage("replied");
	assert.match(await page.$eval(`${inCase} [data-testid=next]`, (element) => element.textContent ?? ""), /new photo is more than they may ask/);
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
	await stage("waiting");

	// Their mail, as a file: at its case, or by what it names; not any file.
	const mail = (/** @type {string} */ name, /** @type {string} */ subject, /** @type {string} */ body) => {
		writeFileSync(join(home, name), `From: dpo@example.com\r\nTo: nobody@example.org\r\nSubject: ${subject}\r\nDate: ${new Date().toUTCString().replace("GMT", "+0000")}\r\nMessage-ID: <${name}@example.com>\r\n\r\n${body}\r\n`);
		return join(home, name);
	};
	const give = async (/** @type {string} */ id, /** @type {string} */ path) => {
		const input = /** @type {Input} */ (await page.waitForSelector(id));
		await input.uploadFile(path);
	};
	await give("[data-testid=import-any]", `${pictures}Storm.jpg`);
	await problem("no_mail");
	await give("[data-testid=import-any]", mail("other.eml", "Hello", "Nothing here."));
	await problem("mail_unknown");
	await look("cases-wrong-mail");
	await give("[data-testid=import-any]", mail("reply.eml", `Re: ${one.reference}`, "We have deleted all data about you."));
	assert.match(await text("said"), /Taken in/);
	await stage("replied");
	await clickIn("more");
	await see("case-details");
	assert.equal((await page.$$("[data-testid=history] li")).length, 6);
	assert.match(await text("case-details"), /reply\.eml/);
	await look("cases-details");
	await walk(page, "cases");
	await small(page, () => look("cases-400"));

	// A photo says which letters name it, and leads to their case.
	await click("nav-photos");
	await until("document.querySelectorAll('[data-testid=photo] img').length === 2");
	const named = (await Promise.all([1, 2].map((id) => ask("photo.show", { id })))).findIndex(({ used }) => used.length > 0) + 1;
	await page.$eval(`[data-testid=photo][data-id="${named}"] [data-testid=open-photo]`, (element) => /** @type {any} */ (element).click());
	await see("used");
	await look("photo-used");
	await click("open-case");
	await see("case-details");
	await until("document.activeElement?.id.startsWith('case-')");

	// Closed, and forgotten only after a question.
	await clickIn("do-close");
	await clickIn("close-yes");
	await until(`!document.querySelector('${inCase}')`); // it leaves the list of open ones
	await page.select("[data-testid=case-group]", "closed");
	await stage("closed");
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
}));

test("two hundred cases and three hundred controllers stay usable", { skip }, () => withHost(async (_browser, page, _home, hands) => {
	const { see, click, until, text, look, ask } = hands;
	await begin(page, hands, ["Storm"]);
	await page.evaluate(`import("/shared/rpc.js").then(async ({ host }) => {
		for (let at = 0; at < 200; at++)
			await host("controller.add", { record: { slug: "firm-" + at, name: "Firm " + at + " of a rather long name", address: "1 High Street\\nLondon\\nUnited Kingdom",
				email: "dpo" + at + "@example.com", "relevant-countries": ["all"], sources: ["https://example.com/"], quality: "verified" } });
		await host("me.set", { values: { country: "fr", email: "me@example.org", language: "en" } });
	})`);
	await page.reload();
	await see("controller");
	await click("kind-face_search"); // all of them
	await until("/ of 30\\d shown/.test(document.querySelector('[data-testid=who-found]').textContent)");
	while (await page.$("[data-testid=who-more]")) {
		const before = await text("who-found");
		await click("who-more");
		await until(`document.querySelector("[data-testid=who-found]").textContent.trim() !== ${JSON.stringify(before)}`);
	}
	assert.ok((await page.$$("[data-testid=controller]")).length >= 300);
	await look("letters-300");
	await page.type("#who", "firm rather long");
	await until("[...document.querySelectorAll('[data-testid=controller]')].every((one) => one.dataset.slug.startsWith('firm-'))");
	while (await page.$("[data-testid=who-more]")) {
		const before = await text("who-found");
		await click("who-more");
		await until(`document.querySelector("[data-testid=who-found]").textContent.trim() !== ${JSON.stringify(before)}`);
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
}));
