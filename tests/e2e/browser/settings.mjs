// settings.mjs: the trial's part in which the ledger gets other keys, a pack is
// taken, and the ledger ends, in whichever browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seen, text, until, use, write } from "./person.mjs";

const SECOND = "prawn-vest-harbour-quilt";

/** A pack as somebody publishes it: its two files, and the key. @param {string} scratch */
function publish(scratch) {
	const folder = join(scratch, "advice");
	mkdirSync(folder);
	writeFileSync(join(folder, "pack.json"), JSON.stringify({ name: "advice", title: "Advice for you", version: 2,
		made: "2026-11-29", helper: { name: "The Advice Bureau", email: "help@advice.example" }, preset: ["pimeyes"],
		introduction: [{ language: "en", text: "Begin with these." }] }));
	const pack = `${folder}.lenscap-pack`;
	for (const args of [["build", folder, "-o", pack], ["key", `${folder}.key`],
		["sign", pack, "--secret-key", `${folder}.key`]])
		execFileSync("lenscap", ["pack", ...args]);
	return { files: [pack, `${pack}.minisig`],
		signer: readFileSync(`${folder}.key.pub`, "utf8").split("\n")[1] ?? "" };
}

/**
 * @param {{page: any, ledger: string, scratch: string, recovery: string, say: (text: string) => void,
 *   look: (page: any, what: string) => Promise<void>, cli: (...words: string[]) => string}} trial
 *   page: the dashboard, open and unlocked; recovery: the key that shall open nothing any more
 */
export async function settings({ page, ledger, scratch, recovery, say, look, cli }) {
	await use(page, "nav-settings");
	await use(page, "change-passphrase");
	await write(page, "passphrase", SECOND);
	await write(page, "passphrase-again", SECOND);
	await seen(page, "passphrase-yes");
	await look(page, "settings-passphrase");
	await use(page, "passphrase-yes");
	await until(page, () => !document.querySelector("[data-testid=passphrase-form]"));
	writeFileSync(join(scratch, "passphrase"), SECOND + "\n");
	assert.equal(cli("photos", "list", "--json").trim(), "", "the new passphrase opens it");
	await use(page, "new-recovery");
	await use(page, "dialog-yes");
	await seen(page, "recovery");
	const now = await text(page, "recovery");
	assert.match(now, /^[\dA-Z-]{20,}$/);
	assert.notEqual(now, recovery);
	await look(page, "settings-recovery");
	await page.press("Escape");
	await until(page, () => !document.querySelector("dialog"));

	const { files, signer } = publish(scratch);
	await write(page, "pack-signer", signer);
	await page.give("pack-files", files);
	await seen(page, "pack-forget");
	await look(page, "settings-pack");
	await use(page, "pack-forget");
	await use(page, "dialog-yes");
	await until(page, () => !document.querySelector("[data-testid=pack-forget]"));

	await use(page, "wipe");
	await use(page, "dialog-yes");
	await seen(page, "set-up");
	await look(page, "settings-wiped");
	assert.deepEqual(existsSync(ledger) ? readdirSync(ledger).filter((name) => /ledger/.test(name)) : [], []);
	say("settings: another passphrase, a new recovery key, a pack taken and forgotten, the ledger destroyed");
}
