// many.mjs: a campaign by clicking, in whichever browser: 44 letters written, noted as sent, and 20 answers given.
import assert from "node:assert/strict";
import { join } from "node:path";
import { writeReply } from "./letters.mjs";
import { seen, until } from "./person.mjs";

/** Of these kinds all are written to, and of face searches some: 44 letters in all, and 20 answers to them. */
const MANY = ["social_network", "image_search", "ai_training"], LETTERS = 44, ANSWERS = 20, ACTS = 20;

/**
 * Many letters: chosen by kind, all noted as sent in two clicks, and the answers given at once. What a person does is
 * counted; the time is the machine's, and is said.
 * @param {{page: any, scratch: string, say: (text: string) => void, listed: () => any[] | Promise<any[]>}} trial
 */
export async function many({ page, scratch, say, listed }) {
	const before = new Set((await listed()).map((row) => row.case)), began = Date.now();
	let acts = 0;
	const click = async (/** @type {string} */ id) => {
		acts++;
		await page.click(id);
	};
	const chosen = (/** @type {number} */ wanted) => until(page, (/** @type {number} */ count) =>
		new RegExp(`^\\s*${count}\\b`).test(
			document.querySelector("[data-testid=who-chosen]")?.textContent ?? ""), wanted);
	const shownSlugs = () => page.evaluate(() => [...document.querySelectorAll("[data-testid=controller]")]
		.map((one) => one.getAttribute("data-slug")).join(" "));
	/** All of a kind are shown, and no longer those of the one before. @param {string} kind */
	const pick = async (kind) => {
		const before = await shownSlugs();
		await click(`kind-${kind}`);
		return until(page, (/** @type {string} */ name, /** @type {string} */ earlier) => {
			if ([...document.querySelectorAll("[data-testid=controller]")]
				.map((one) => one.getAttribute("data-slug")).join(" ") === earlier)
				return 0;
			const [shown, total] = (document.querySelector("[data-testid=who-found]")?.textContent ?? "")
				.match(/\d+/g) ?? [];
			return document.querySelector(`[data-testid=kind-${name}]`)?.getAttribute("aria-pressed") === "true"
				&& shown === total && Number(shown) < 30
				&& Number(shown) === document.querySelectorAll("[data-testid=controller]").length && Number(shown);
		}, kind, before);
	};
	await click("nav-letters");
	await seen(page, "controller");
	let count = 0;
	for (const kind of MANY) {
		count += await pick(kind);
		await click("who-all");
		await chosen(count);
	}
	await pick("face_search");
	// One of that kind has had its letter, and is told as such.
	for (let at = 0; count < LETTERS; at++) {
		await page.evaluate((/** @type {number} */ which) => {
			const fresh = [...document.querySelectorAll("[data-testid=controller]")]
				.filter((one) => !one.closest("label")?.querySelector(".tag.new"));
			/** @type {any} */ (fresh[which]).click();
		}, at);
		acts++;
		await chosen(++count);
	}
	await seen(page, "write");
	await click("write");
	await until(page, (/** @type {number} */ wanted) =>
		document.querySelectorAll("[data-testid=written-letter]").length === wanted, LETTERS);
	await click("to-cases");
	await seen(page, "send-all");
	await click("send-all");
	await click("all-sent-email");
	await until(page, () => /\d+ letters noted/.test(document.querySelector("[data-testid=said]")?.textContent ?? ""));
	const fresh = (await listed()).filter((row) => !before.has(row.case));
	assert.equal(fresh.length, LETTERS);
	// Whom nobody knows how to reach was not written to.
	const went = fresh.filter((row) => row.stage === "waiting");
	assert.ok(went.length >= ANSWERS && fresh.every((row) => ["waiting", "draft"].includes(row.stage)));
	acts++;
	await page.give("import-any", went.slice(0, ANSWERS).map(({ reference }) =>
		writeReply(join(scratch, `${reference}.eml`), reference)));
	await until(page, (/** @type {number} */ wanted) =>
		document.querySelectorAll("[data-testid=mail][data-status=taken]").length === wanted, ANSWERS);
	const answered = new Set(went.slice(0, ANSWERS).map((row) => row.case));
	for (const row of (await listed()).filter(({ case: id }) => answered.has(id)))
		assert.deepEqual([row.stage, row.reply], ["replied", "photo_demanded"], JSON.stringify(row));
	await click("mails-done");
	assert.ok(acts <= ACTS, `${acts} acts`);
	say(`cases: ${LETTERS} letters written, ${went.length} noted as sent, ${ANSWERS} answers taken in: ${acts} acts, `
		+ `${Math.round((Date.now() - began) / 1000)} s of the machine`);
}
