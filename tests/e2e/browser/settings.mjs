// settings.mjs: the trial's part in which the ledger gets other keys, a pack is
// taken, and the ledger ends, in whichever browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PATIENCE, seen, sleep, text, until, use, write } from "./person.mjs";

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

/** Settings, back in one's own ledger, which is opened again where the kernel keeps no keys. @param {any} page */
async function mine(page) {
	await until(page, () => !document.querySelector("[data-testid=whose]")
		&& document.querySelector("[data-testid=wipe], [data-testid=unlock-secret]"));
	if (await page.evaluate(() => document.querySelector("[data-testid=unlock-secret]") !== null)) {
		await write(page, "unlock-secret", SECOND);
		await use(page, "unlock-submit");
	}
	await seen(page, "temporary-begin");
}

/** A host ends a moment after the browser has let it go. @param {() => unknown} there @param {string} what */
async function gone(there, what) {
	for (const give = Date.now() + PATIENCE; there(); await sleep(50))
		assert.ok(Date.now() < give, what);
}

/**
 * A person beside oneself, and nobody who stays: each with a ledger of its own, under a banner that says so.
 * @param {{page: any, ledger: string, session: string, killHost: () => void, say: (text: string) => void,
 *   look: (page: any, what: string) => Promise<void>}} trial
 */
async function others({ page, ledger, session, killHost, say, look }) {
	await seen(page, "person-form");
	await write(page, "person-name", "a/b");
	await use(page, "person-begin");
	await until(page, () => document.querySelector("[data-testid=problem][data-code=person]"));
	await write(page, "person-name", "Ana");
	await use(page, "person-begin", "Enter", { leaves: true });
	await seen(page, "set-up");
	assert.match(await text(page, "whose"), /working for Ana/);
	await look(page, "settings-person");
	await use(page, "whose-back", "Enter", { leaves: true });
	await mine(page);
	await gone(() => existsSync(`${ledger}-persons`), "of a person of whom nothing is kept there is no folder");

	const temporary = () => readdirSync(session).filter((name) => name.startsWith("lenscap-temporary"));
	await use(page, "temporary-begin", "Enter", { leaves: true });
	await seen(page, "temporary-end");
	await seen(page, "about");
	assert.equal(temporary().length, 1);
	assert.match(await text(page, "facts"), /^0 photos/);
	assert.ok(!await page.evaluate(() => document.querySelector("[data-testid=lock]")), "nobody could open it again");
	await look(page, "settings-temporary");
	await use(page, "temporary-end");
	await use(page, "dialog-yes", "Enter", { leaves: true });
	await mine(page);
	await gone(() => temporary().length, "a temporary ledger that was ended");

	await use(page, "temporary-begin", "Enter", { leaves: true });
	await seen(page, "temporary-end");
	await seen(page, "about");
	killHost();
	await seen(page, "temporary-ended");
	await mine(page);
	await use(page, "ended-yes", "Enter", { leaves: true });
	await until(page, () => !document.querySelector("[data-testid=temporary-ended]"));
	await mine(page);
	say("settings: a person's ledger and back, a temporary one ended, and one whose host was killed");
}

/**
 * @param {{page: any, ledger: string, session: string, killHost: () => void, scratch: string, recovery: string,
 *   say: (text: string) => void, look: (page: any, what: string) => Promise<void>,
 *   cli: (...words: string[]) => string}} trial
 *   page: the dashboard, open and unlocked; recovery: the key that shall open nothing any more
 */
export async function settings({ page, ledger, session, killHost, scratch, recovery, say, look, cli }) {
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
	await seen(page, "pack-looked");
	await look(page, "settings-pack-looked");
	await use(page, "pack-take");
	await seen(page, "pack-forget");
	await look(page, "settings-pack");
	await use(page, "pack-forget");
	await use(page, "dialog-yes");
	await until(page, () => !document.querySelector("[data-testid=pack-forget]"));

	await others({ page, ledger, session, killHost, say, look });
	await use(page, "wipe");
	await use(page, "dialog-yes");
	await seen(page, "set-up");
	await look(page, "settings-wiped");
	assert.deepEqual(existsSync(ledger) ? readdirSync(ledger).filter((name) => /ledger/.test(name)) : [], []);
	say("settings: another passphrase, a new recovery key, a pack taken and forgotten, the ledger destroyed");
}
