// letters.mjs: the trial's part in which three letters are made by clicking,
// saved, sent and answered, in whichever browser.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seen, text, until, walk } from "./person.mjs";

const KINDS = ["face_search", "people_search", "data_broker"];

/** A folder for documents, as desktops have it. @param {string} home */
export function prepareDocuments(home) {
	mkdirSync(join(home, "Documents"), { recursive: true });
	writeFileSync(join(home, ".config/user-dirs.dirs"), 'XDG_DOCUMENTS_DIR="$HOME/Documents"\n');
}

/** A reply as a mail program saves it. @param {string} path @param {string} reference */
export function writeReply(path, reference) {
	writeFileSync(path, ["From: Privacy <dpo@example.com>", "To: zoraide@example.org",
		`Subject: Re: your request [${reference}]`,
		`Date: ${new Date().toUTCString().replace("GMT", "+0000")}`, `Message-ID: <${reference}@example.com>`, "",
			"Please upload a photo of yourself, so that we can search for it.", ""].join("\r\n"));
	return path;
}

/** In a page: do something with what has this data-testid inside the case. @param {string} number @param {string} id */
const clickInCase = (number, id) => {
	const element = /** @type {any} */ (document.querySelector(`[data-case="${number}"] [data-testid="${id}"]`));
	element?.click();
	return Boolean(element);
};
const stageOf = (/** @type {string} */ number, /** @type {string} */ wanted) =>
	/** @type {any} */ (document.querySelector(`[data-case="${number}"]`))?.dataset.stage === wanted;

/**
 * @param {{page: any, home: string, scratch: string, look: (page: any, what: string) => Promise<void>,
	say: (text: string) => void,
 *   cli: (...words: string[]) => string}} trial page: the dashboard, open and unlocked, with photos in it
 */
export async function letters({ page, home, scratch, look, say, cli }) {
	const folder = join(home, "Documents/Lenscap");
	await page.click("nav-letters");
	await seen(page, "controller");
	await seen(page, "needed");
	await look(page, "letters-empty");

	// Who I am is asked in place.
	await page.select("me-country", "at");
	await until(page, () => document.querySelector("[data-testid=needed]")?.textContent?.includes("postal address"));
	await page.type("me-email", "zoraide@example.org");
	await page.press("Tab");
	await until(page, () => /** @type {any} */ (document.querySelector("[data-testid=tell-email]"))?.checked);

	for (const [at, kind] of KINDS.entries()) {
		const first = await page.evaluate(
			() => document.querySelector("[data-testid=controller]")?.getAttribute("data-slug"));
		if (at > 0) {
			await page.click(`kind-${kind}`);
			await until(page, (/** @type {string} */ before) =>
				(document.querySelector("[data-testid=controller]")?.getAttribute("data-slug") ?? before) !== before,
				first);
		}
		await page.click("controller");
		await until(page, (/** @type {number} */ wanted) =>
			document.querySelectorAll("[data-testid=who-chosen] .chip").length === wanted, at + 1);
	}
	await page.click("ask-erasure");
	await page.click("photo");
	await until(page, () => document.querySelector("[data-testid=meter]")?.textContent?.includes("SHA-256"));
	await page.select("language", "de");
	await until(page, () => document.querySelector("[data-testid=preview-text][lang=de]")?.textContent?.includes(
		"DSGVO"));
	await page.click("preview-translation");
	await until(page, () => document.querySelector("[data-testid=preview-text][lang=en]")?.textContent?.includes(
		"GDPR"));
	assert.match(await text(page, "meter"), /new to them.*stays with you.*Your photos themselves/);
	await look(page, "letters-preview");
	await walk(page, "letters");
	say("letters: three companies, two wishes and a photo chosen; the letter seen in German and in English");

	await seen(page, "write");
	await page.click("write");
	await until(page, () => document.querySelectorAll("[data-testid=written-letter]").length === 3);
	await page.click("save-all");
	await until(page, () => document.querySelector("[data-testid=said]")?.textContent?.includes("Documents/Lenscap"));
	await look(page, "letters-written");
	await walk(page, "letters that were written");
	const files = readdirSync(folder);
	for (const [end, start] of /** @type {const} */ ([[".pdf", /^%PDF-/], [".eml", /^X-Unsent: 1/m]])) {
		const these = files.filter((name) => name.endsWith(end));
		assert.equal(these.length, 3, `three ${end} in ${files.join(" ")}`);
		for (const name of these)
			assert.match(readFileSync(join(folder, name), "latin1"), start, name);
	}
	await page.click("show-fields");
	await seen(page, "copy-body");
	await look(page, "letter-fields");
	await page.press("Escape");
	await until(page, () => !document.querySelector("dialog"));
	say("letters: three written, saved as PDF and e-mail");

	await page.click("to-cases");
	await until(page, () => document.querySelectorAll("[data-testid=case]").length === 3);
	await look(page, "cases-new");
	const [one, other] = await page.evaluate(
		() => [...document.querySelectorAll("[data-testid=case]")].map((element) => element.getAttribute("data-case")));
	for (const number of [one, other]) {
		await until(page, clickInCase, number, "do-sent");
		await until(page, clickInCase, number, "sent-email");
		await until(page, stageOf, number, "waiting");
	}
	assert.match(await text(page, "countdown"), /\d+ days left, until /);
	await page.click("calendar");
	await until(page, () => document.querySelector("[data-testid=said]")?.textContent?.includes(".ics"));
	await until(page, clickInCase, one, "do-reply");
	await look(page, "cases-reply");
	await until(page, clickInCase, one, "reply-refused");
	await until(page, stageOf, one, "replied");
	const listed = () => cli("cases", "list", "--json").trim().split("\n").map((line) => JSON.parse(line));
	const { reference } = listed().find((row) => String(row.case) === other);
	await page.give("import-any", [writeReply(join(scratch, "reply.eml"), reference)]);
	await until(page, stageOf, other, "replied");
	await until(page, clickInCase, other, "more");
	await seen(page, "case-details");
	assert.match(await text(page, "case-details"), /They answered.*They want a photo.*reply\.eml/);
	await look(page, "cases-details");
	await walk(page, "cases");
	assert.deepEqual(listed().map((row) => row.stage).sort(), ["draft", "replied", "replied"],
		"the ledger has all three");
	say("cases: two sent, one answered by a click and one by its e-mail; the ledger says the same");
	await putRight({ page, home, look, say, listed }, one ?? "");
}

/**
 * What was noted wrongly is put right by clicks, a letter sent without Lenscap taken in, all saved as a table.
 * @param {{page: any, home: string, look: (page: any, what: string) => Promise<void>, say: (text: string) => void,
 *   listed: () => any[]}} trial @param {string} number of a case whose reply was noted as a refusal
 */
async function putRight({ page, home, look, say, listed }, number) {
	const row = () => listed().find((one) => String(one.case) === number);
	await until(page, clickInCase, number, "more");
	await until(page, clickInCase, number, "correct-3");
	await page.select("correct-kind", "id_demanded");
	await look(page, "cases-correct");
	await until(page, clickInCase, number, "correct-yes");
	await until(page, (/** @type {string} */ id) => document.querySelector(
		`[data-case="${id}"] [data-testid=entry-4]`), number);
	assert.equal(row().reply, "id_demanded");
	await until(page, clickInCase, number, "take-back-3");
	await page.click("dialog-yes");
	await until(page, stageOf, number, "waiting");
	await until(page, clickInCase, number, "do-received");
	await look(page, "cases-received");
	await until(page, clickInCase, number, "received-yes");
	await until(page, () => document.querySelector("[data-testid=said]"));
	await until(page, clickInCase, number, "do-close");
	await until(page, clickInCase, number, "close-yes");
	await page.select("case-group", "closed");
	await until(page, clickInCase, number, "reopen");
	await page.select("case-group", "open");
	await until(page, stageOf, number, "waiting");
	await page.click("adopt");
	await page.type("adopt-who", "schufa");
	await until(page, () => {
		const found = /** @type {any} */ (document.querySelector("[data-testid=adopt-to-schufa]"));
		found?.click();
		return found?.getAttribute("aria-pressed") === "true";
	});
	await page.evaluate(() => {
		const field = /** @type {any} */ (document.querySelector("[data-testid=adopt-day]"));
		field.value = "2026-10-02";
		field.dispatchEvent(new Event("change", { bubbles: true }));
	});
	await look(page, "cases-adopt");
	await page.click("adopt-yes");
	await until(page, () => document.querySelectorAll("[data-testid=case]").length === 4);
	assert.equal(listed().at(-1).sent, "2026-10-02");
	await page.click("table");
	await until(page, () => document.querySelector("[data-testid=said]")?.textContent?.includes(".csv"));
	const folder = join(home, "Documents/Lenscap");
	const table = readFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith(".csv")) ?? ""), "utf8");
	for (const { reference } of listed())
		assert.ok(table.includes(reference), reference);
	say("cases: corrected, taken back, arrived, reopened, a letter adopted, a table saved");
}
