// The interface's words: the same keys and values in every language, none
// missing, none left over.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ownFiles } from "./sends.mjs";

const top = fileURLToPath(new URL("../../extension", import.meta.url));
/** @param {string} name */
const read = (name) => readFileSync(join(top, name), "utf8");
/** @type {{code: string, name: string, has: string[]}[]} */
const rows = JSON.parse(read("../host/share/languages.json")).languages.filter(
	(/** @type {any} */ row) => row.has.includes("interface"));
const catalogues = Object.fromEntries(rows.map(({ code }) =>
	[code, JSON.parse(read(`_locales/${code}/messages.json`))]));
const { en } = catalogues;
const sources = ownFiles(top).filter((name) => name.endsWith(".js") || name === "manifest.json").map(read).join("\n");

/** @param {string} key */
const has = (key) =>
	assert.ok(Object.hasOwn(en, key), `${key} is not in _locales/en/messages.json; write it there, then make po`);

/** @param {string} text */
const holes = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

for (const [language, words] of Object.entries(catalogues)) {
	test(`${language} has every message, with the same values in it`, () => {
		assert.deepEqual(Object.keys(words), Object.keys(en), "make po asks for what is missing");
		for (const [key, { message }] of Object.entries(words)) {
			assert.ok(message.trim(), key);
			assert.deepEqual([...new Set(holes(message))], [...new Set(holes(en[key].message))], key);
		}
	});
}

test("no translation is the English left standing", () => {
	for (const { code } of rows.slice(1))
		assert.deepEqual(Object.keys(en).filter((key) =>
			en[key].message.length > 24 && en[key].message === catalogues[code][key].message), [], code);
});

test("no line breaks before a sign in French", () => {
	for (const [key, { message }] of Object.entries(catalogues["fr"]))
		assert.doesNotMatch(message, /[^\s:] [;:!?»](?!\w)|« /, key);
});

test("the languages are those of the host's list, and of the folders there are", async () => {
	const { languages, lettered } = await import("../../extension/shared/i18n.js");
	assert.deepEqual(languages, Object.fromEntries(rows.map(({ code, name }) => [code, name])));
	assert.deepEqual([...lettered], rows.filter(({ has }) => has.includes("letters")).map(({ code }) => code));
	assert.deepEqual(readdirSync(join(top, "_locales")).sort(), Object.keys(languages).sort());
});

test("stores take the description: 132 characters at most", () => {
	for (const [code, words] of Object.entries(catalogues))
		assert.ok(words["extension_description"].message.length <= 132, code);
});

test("every word that the sources ask for is there", () => {
	for (const [, key] of sources.matchAll(/\bt\("(\w+)"/g))
		has(key ?? "");
	for (const [, key] of sources.matchAll(/\bcount\("(\w+)"/g))
		["one", "other"].forEach((form) => has(`${key}_${form}`));
	for (const [, key] of sources.matchAll(/"(need_\w+)"/g))
		has(key ?? "");
	for (const [, key] of sources.matchAll(/__MSG_(\w+?)__/g))
		has(key ?? "");
});

test("every failure has a sentence and a next step", () => {
	const codes = [...sources.matchAll(
		/new Failure\("(\w+)"|\b(?:bad_params|not_found|worker|exists): "(\w+)"/g)].map(
		(match) => match[1] ?? match[2]);
	const host = ["no_ledger", "locked", "wrong_passphrase", "damaged", "exists", "not_found", "bad_params",
		"too_big", "busy",
		"cancelled", "worker", "network", "denied", "version", "unsupported", "internal"];
	assert.ok(codes.length > 5);
	for (const code of [...codes, ...host]) {
		has(`error_${code}`);
		has(`error_${code}_next`);
	}
});

test("no word is left over", () => {
	// Keys made of others' words, by their beginnings.
	const beginnings = ["address", "error", "exposed", "finding", "remedy", "severity", "sure", "how", "kind",
		"picture", "group", "crawlers", "told",
		"outline", "outcome", "order", "strength", "controller", "ask", "situation",
		"tell", "me", "field", "discloses", "autolock", "stays", "warns", "state", "stage", "report", "law",
		"event", "next", "letter", "reply", "way", "cases", "left", "seen", "filter", "looks",
		"stand", "heap", "key", "answer", "in_answer_why", "watch_photo", "faces", "detail", "pack_kind"];
	const made = new RegExp(`^(${beginnings.join("|")})_`);
	const plural = /_(one|other)$/;
	for (const key of Object.keys(en))
		if (!made.test(key))
			assert.match(sources, new RegExp(`["'_]${key.replace(plural, "")}["'_]`), key);
});

test("a pack brings a language, whose words are held to the English ones, and takes it away again", async () => {
	const { addPacked, packOfWords, setLanguage, t } = await import("../../extension/shared/i18n.js");
	const words = { settings: "Ustawienia", pack_taken: "„{name}” przyjęto.", cases: "Sprawy {name}",
		my_photos: "<b>Zdjęcia</b>", skip: "Pomiń\u202e", nothing_of_ours: "x", __proto__: "x",
		write_letters: "a\nb", demo_letter: en["demo_letter"].message.replace("To:", "Dla:") };
	const polish = { code: "pl", name: "Polski", pack: "Advice", words };
	addPacked(polish);
	assert.equal(setLanguage("pl", []), "pl");
	assert.deepEqual([t("settings"), t("pack_taken", { name: "A" }), packOfWords()],
		["Ustawienia", "„A” przyjęto.", "Advice"]);
	assert.equal(t("demo_letter"), words.demo_letter, "lines, where ours has lines");
	for (const key of ["cases", "my_photos", "skip", "packs_title", "write_letters"])
		assert.equal(t(key), en[key].message, `${key}: what does not fit is English`);
	setLanguage("de", []);
	assert.equal(packOfWords(), "", "ours are ours");
	addPacked({ ...polish, code: "de" });
	assert.equal(t("settings"), "Einstellungen", "no pack rewrites ours");
	addPacked(null);
	assert.equal(setLanguage("pl", []), "en");
});

test("a language is chosen, and counts as it should", async () => {
	const { count, has: hasKey, language, setLanguage, t, translated } = await import("../../extension/shared/i18n.js");
	assert.equal(setLanguage("it", ["fr"]), "it");
	assert.equal(count("photos", 1), "1 foto");
	assert.equal(setLanguage("auto", ["nl-BE"]), "nl");
	assert.equal(count("photos", 2), "2 foto’s");
	assert.equal(setLanguage("auto", ["es-419"]), "es");
	assert.equal(count("days_left", 3, { day: "4" }), "quedan 3 días, hasta el 4");
	assert.equal(setLanguage("auto", ["pt-BR", "fr-CA", "en"]), "fr");
	assert.equal(count("photos", 0), "0 photo"); // French counts none as one
	assert.equal(count("photos", 2), "2 photos");
	assert.equal(setLanguage("de", ["fr"]), "de");
	assert.equal(language(), "de");
	assert.equal(count("photos", 1234), "1.234 Fotos");
	assert.equal(setLanguage("auto", ["xx"]), "en");
	assert.equal(count("checking", 9, { done: 3 }), "Checked 3 of 9 pictures");
	assert.equal(count("left_scripts", 1), "at least 1 photo that only a script names");
	assert.equal(count("checking", 1, { done: 0 }), "Checked 0 of 1 picture");
	assert.equal(t("checking_other", { n: 9 }), "Checked {done} of 9 pictures");
	assert.equal(hasKey("toString"), false);
	assert.equal(translated("how_nothing_like_it", "as it is"), "as it is");
});

/** What the host's own sources say: words that reach our pages as keys. @param {string} path @param {RegExp} words */
function hostWords(path, words) {
	const text = readFileSync(join(top, "..", path), "utf8");
	return [...new Set([...text.matchAll(words)].map(([, word]) => word ?? ""))];
}

test("whatever the host can send has words", () => {
	const sets = {
		discloses: hostWords("host/letter/disclosure.c", /\{"(\w+)", LETTER_/g),
		warns: hostWords("host/casework/draft_warnings.c", /\{\{"(\w+)",/g),
		reply: hostWords("host/casework/reply_words.c", /\[\w+\] = \{"(\w+)",/g),
		event: hostWords("host/casework/case_entries.c", /\] = "(\w+)"/g),
		finding: hostWords("host/casework/findings.c", /^\t\t"(\w+)", "/gm),
		controller: hostWords("host/registry/words.c", /\[REGISTRY_\w+\] = "([a-z]+(?:_[a-z]+)+|other)",/g),
		law: readdirSync(join(top, "../host/share/laws")).flatMap((name) =>
			hostWords(`host/share/laws/${name}`, /^\t\t\t"id": "(\w+)",/gm)),
		letter: hostWords("host/casework/draft_words.c", /N_\("(\w+)"\)/g),
		next_letter: hostWords("host/casework/case_steps.c", /\{"letter",\s*"(\w+)"/g),
		how: hostWords("host/match/how.c", /^ {4}\{"(\w+)", /gm),
	};
	for (const [name, words] of Object.entries(sets)) {
		assert.ok(words.length >= 6, `${name}: ${words}`);
		for (const word of words) {
			has(`${name}_${word}`);
			if (name === "discloses")
				has(`${name}_${word}_why`);
		}
	}
});

test("what the host says of findings in its own words is said in those of the language", async () => {
	const { detailWords } = await import("../../extension/shared/details.js");
	const { setLanguage } = await import("../../extension/shared/i18n.js");
	const host = hostWords("host/letter/detail.c", /N_\(((?:"[^"]*"\s*)+)\)/g)
		.map((words) => words.replace(/"\s*"/g, "").slice(1, -1).trim().replace(/"$/, ""));
	const ours = Object.entries(en).filter(([key]) => key.startsWith("detail_")).map(([, { message }]) =>
		message.replace(/’/g, "'"));
	assert.ok(host.length > 60);
	assert.deepEqual(ours, host);
	setLanguage("de", []);
	for (const [kind, detail, german] of /** @type {[string, string, string][]} */ ([
		["capture_time", "2024-05-01 12:33:07 (camera's clock)", "2024-05-01 12:33:07 (Uhr der Kamera)"],
		["gps", "52.51630, 13.37770, altitude 34 m (hemisphere not stated)",
			"52.51630, 13.37770, Höhe 34 m (Halbkugel nicht angegeben)"],
		["hidden_file", "a ZIP archive of 120 bytes", "ein Archiv (ZIP) von 120 Bytes"],
		["hidden_picture", "another picture behind the picture (PNG, 12 kB from byte 3456 on)",
			"ein weiteres Bild hinter dem Bild (PNG, 12 kB ab Byte 3456)"],
		["hidden_remains",
			"12 kB behind the picture's end (from byte 7 on): about 9 rows, by their look 30 pixels wide, can be shown",
			"12 kB hinter dem Ende des Bildes (ab Byte 7): etwa 9 Zeilen, dem Aussehen nach 30 Pixel breit, " +
				"lassen sich zeigen"],
		["text", "a layer's name: a film: of mine", "Name einer Ebene: a film: of mine"],
		["caption", "a film", "a film"], // the file's own words
		["author", "Anna (last changed)", "Anna (last changed)"],
		["device", "and more, not listed", "und mehr, nicht aufgezählt"],
		["hidden_file", "a song of 12 kB", "a song of 12 kB"], // of a later host
	]))
		assert.equal(detailWords({ kind, detail }), german);
	setLanguage("en", []);
	assert.equal(detailWords({ kind: "unread", detail: "120 bytes" }), "120 bytes");
});

test("whatever can be said of a finding is said in each language", async () => {
	const { detailWords, exposedWords } = await import("../../extension/shared/details.js");
	const { setLanguage } = await import("../../extension/shared/i18n.js");
	// Its kind, as its row of the host has it; of "" and "+" any whose details are no words of the file.
	const table = hostWords("host/letter/detail.c", /\{("[a-z_+*]*",\s*"\w+"),\s*N_/g)
		.map((row) => row.split(/",\s*"/).map((word) => word.replaceAll('"', "")));
	const labels = Object.fromEntries([...readFileSync(join(top, "../host/casework/findings.c"), "utf8")
		.matchAll(/\] = \{\s*"(\w+)",\s*(?:N_\()?"([^"]+)"/g)].map(([, key, label]) => [key, label]));
	const same = /^(kilo|mega|giga)?bytes?$|^labelled$|^destination$/; // in some languages as in English
	assert.ok(table.length >= 110 && Object.keys(labels).length >= 29);
	for (const [code, catalogue] of Object.entries(catalogues)) {
		setLanguage(code, []);
		const sized = (catalogue.detail_kilobytes.message).replace("{number}", "7.5");
		for (const [kind = "", key = ""] of table) {
			/** @param {string} text @param {string} size */
			const filled = (text, size) => text.replace(/\{(\w+)\}/g, (_, name) => /words/.test(name) ? "Ada" :
				/part|size/.test(name) ? kind === "" ? size : "7.5" : "7");
			const english = filled(en[`detail_${key}`].message.replace(/’/g, "'"), "7.5 kB");
			const said = detailWords({ kind: kind.replace(/^[+*]?$/, "embedded"), detail: english });
			assert.equal(said, filled(catalogue[`detail_${key}`].message, sized), `${code} ${key}`);
			if (code !== "en" && !same.test(key))
				assert.notEqual(catalogue[`detail_${key}`].message, en[`detail_${key}`].message, `${code} ${key}`);
			if (kind === "+") // such a place is also what a text stands behind
				assert.equal(detailWords({ kind: "text", detail: `${english}: a film` }),
					catalogue.detail_labelled.message.replace("{part}", said).replace("{words}", "a film"),
					`${code} ${key}`);
		}
		for (const [key, label] of Object.entries(labels))
			assert.equal(exposedWords({ kind: "file_links", detail: label }), catalogue[`finding_${key}`].message);
		assert.equal(exposedWords({ kind: "name_beside", detail: "a film" }), "a film"); // the page's own words
	}
});

/**
 * What gives away that the user is addressed as one addresses a stranger (or, in
 * French, as a friend), and a sentence that must be caught.
 * @type {Record<string, [RegExp, string]>}
 */
const otherRegister = {
	de: [/\b\p{Lu}?\p{Ll}+en Sie\b|\b(Ihnen|Ihrem|Ihren)\b/u, "Warten Sie; sie haben noch Zeit."],
	es: [/[Uu]sted(es)?\b|\b([Ss]u ordenador|Haga|Pulse|Elija|Escriba|Abra|Introduzca|Espere)\b/u,
		"Pulse el botón."],
	fr: [/(^|[\s’'])(tu|toi|ton|tes|te)(?=[\s.,])/iu, "C’est toi."],
	it: [/\b(Lei|[Cc]licchi|[Ss]celga|[Ss]criva|[Aa]ttenda|[Vv]erifichi)\b/u,
		"Ora scelga una foto."],
	nl: [/(^|[\s“])(u|uw|uzelf)(?=[\s.,;:?])/iu, "Kies uw foto’s."],
};

test("each language addresses the user in one way; only what others are given to read is formal", () => {
	const toThem = /^(ask|letter|report_sheet)_/; // companies, and authorities
	for (const [code, [other, caught]] of Object.entries(otherRegister)) {
		assert.match(caught, other);
		for (const [key, { message }] of Object.entries(catalogues[code]))
			assert.ok(toThem.test(key) || !other.test(message), `${code} ${key}: ${message}`);
	}
	assert.deepEqual(Object.keys(otherRegister).sort(), rows.slice(1).map(({ code }) => code).sort());
});

test("a text that names a section or a button has its name", () => {
	const names = { report_no_grades: "exposure", written_text: "cases", ready_step_2: "check_page",
		error_no_ledger_next: "set_up", recovery_step_2: "unlock_with_recovery" };
	for (const [code, catalogue] of Object.entries(catalogues))
		for (const [key, name] of Object.entries(names))
			assert.ok(catalogue[key].message.includes(catalogue[name].message), `${code} ${key}`);
});

test("quotes are those of the language, and none is a typewriter's", () => {
	const quotes = { en: /[„«»]/u, de: /[”«»]/u, es: /[“”„]/u, fr: /[“”„]/u, it: /[“”„]/u, nl: /[„«»]/u };
	for (const [code, foreign] of Object.entries(quotes))
		for (const [key, { message }] of Object.entries(catalogues[code]))
			assert.doesNotMatch(message, new RegExp(`${foreign.source}|["']`, "u"), `${code} ${key}`);
});

test("a number of things stands in plural forms", () => {
	const free = ["found_of", "adding", "cleaning"]; // two numbers, and no noun that follows one
	for (const [key, { message }] of Object.entries(en))
		if (/\{(n|total)\}/.test(message) && !free.includes(key))
			assert.match(key, /_(one|other)$/, key);
	for (const key of Object.keys(en).filter((name) => name.endsWith("_one")))
		assert.ok(Object.hasOwn(en, key.replace(/_one$/, "_other")), key);
	for (const [key, { message }] of Object.entries(en))
		if (key.endsWith("_one"))
			assert.doesNotMatch(message, /\{n\} (photos|pictures|places|letters|cases|days|recipients)\b/, key);
});
