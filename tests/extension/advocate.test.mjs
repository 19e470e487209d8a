// An advocate's day: a pack of twelve companies with an introduction in Italian is built, signed and handed to three
// persons, each with an account of their own; acts and time are counted from the link to the first letter that went.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const build = process.env["BUILD"] ?? "";
const skip = existsSync(join(build, "lenscap-host")) ? false : "no lenscap-host in $BUILD";
const COMPANIES = 12, ACTS = 14;
const persons = [{ country: "it", email: "anna@posta.example", name: "Anna Bianchi" },
	{ country: "fr", email: "luca@posta.example", name: "Luca D’Àvila" },
	{ country: "at", email: "zoe@posta.example", name: "Zoë Rossi" }];

/** The folder of which a pack is made. @param {string} folder */
function write(folder) {
	mkdirSync(join(folder, "companies"), { recursive: true });
	const slugs = [...Array(COMPANIES).keys()].map((at) => `cercavolti-${at + 1}`);
	for (const slug of slugs)
		writeFileSync(join(folder, "companies", `${slug}.json`), JSON.stringify({ slug, name: `Impresa ${slug}`,
			"relevant-countries": ["all"], email: `privacy@${slug}.example`, sources: [`https://${slug}.example/`],
			quality: "verified", lenscap: { kind: "face_search", checked: "2026-11-01" } }));
	for (const [path, value] of Object.entries({
		"letters/greeting.json": { language: "it", name: "_greeting", date: "2026-11-29",
			lines: ["@greeting", "Buongiorno a voi,"] },
		"pages/pl.json": { source: "https://consulta.example/", date: "2026-11-29",
			rules: [{ list: "lazy", entries: ["data-portret"] }] },
		"words/pl.json": { language: "pl", name: "Polski", date: "2026-11-29", words: { settings: "Ustawienia" } } })) {
		mkdirSync(join(folder, path, ".."), { recursive: true });
		writeFileSync(join(folder, path), JSON.stringify(value));
	}
	writeFileSync(join(folder, "pack.json"), JSON.stringify({ name: "consulta", title: "Consulta dei volti", version: 1,
		made: "2026-11-29", helper: { name: "Consulta", email: "aiuto@consulta.example" }, preset: slugs,
		introduction: [{ language: "en", text: "Begin with these twelve." },
			{ language: "it", text: "Comincia da queste dodici.\nPoi chiedi a noi." }] }));
}

test("a pack in Italian, built and signed; three persons take it, and each sends a letter", { skip }, async () => {
	const folder = mkdtempSync(join(tmpdir(), "lenscap-advocate-"));
	const pack = join(folder, "consulta.lenscap-pack"), keys = join(folder, "consulta.key");
	const lenscap = (/** @type {string[]} */ ...words) =>
		execFileSync(join(build, "lenscap"), ["pack", ...words], { encoding: "utf8", stdio: "pipe" });
	try {
		write(join(folder, "consulta"));
		lenscap("build", join(folder, "consulta"), "-o", pack);
		lenscap("key", keys);
		lenscap("sign", pack, "--secret-key", keys);
		const key = readFileSync(`${keys}.pub`, "utf8").split("\n")[1] ?? "";
		const { changes, companies } = JSON.parse(lenscap("verify", pack, "--signer", key, "--json"));
		assert.equal(companies, COMPANIES);
		assert.deepEqual(changes.map((/** @type {{kind: string}} */ { kind }) => kind), ["letter", "rule", "words"]);
		const outcomes = await Promise.all(persons.map(async (person) => JSON.parse((await promisify(execFile)("node",
			[fileURLToPath(new URL("advocate_person.mjs", import.meta.url)), build, pack, key, JSON.stringify(person)],
			{ encoding: "utf8" })).stdout)));
		for (const [at, { acts, typed, wrote, preview, mail, sent, seconds }] of outcomes.entries()) {
			const { email = "", name = "" } = persons[at] ?? {};
			assert.equal(wrote, COMPANIES);
			assert.equal(acts.length, ACTS, acts.join(" "));
			assert.equal(sent.length, 1);
			assert.match(sent[0][0], /^Impresa cercavolti-\d+$/);
			assert.ok(preview.includes(email) && mail.startsWith("privacy@cercavolti-"), mail);
			for (const other of persons.filter((one) => one.email !== email))
				assert.ok(!preview.includes(other.email) && !mail.includes(other.name), "nobody else is in it");
			// A press or a look for the next one 5 s, a letter typed 0.3 s: as usability counts keystrokes.
			const minutes = (acts.length * 5 + typed * 0.3 + seconds) / 60;
			console.log(`${name}: ${acts.length} acts, ${typed} letters typed, ` +
				`${seconds.toFixed(1)} s of the machine, about ${minutes.toFixed(1)} minutes`);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
