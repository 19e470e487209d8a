// The interface's words: the same keys and values in every language, none
// missing, none left over.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ownFiles } from "./sends.mjs";

const top = fileURLToPath(new URL("../../extension", import.meta.url));
/** @param {string} name */
const read = (name) => readFileSync(join(top, name), "utf8");
const catalogues = Object.fromEntries(["en", "de", "fr"].map((language) =>
	[language, JSON.parse(read(`_locales/${language}/messages.json`))]));
const { en } = catalogues;
const sources = ownFiles(top).filter((name) => name.endsWith(".js") || name === "manifest.json").map(read).join("\n");

/** @param {string} text */
const holes = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

for (const [language, words] of Object.entries(catalogues)) {
	test(`${language} has every message, with the same values in it`, () => {
		assert.deepEqual(Object.keys(words), Object.keys(en));
		for (const [key, { message }] of Object.entries(words)) {
			assert.ok(message.trim(), key);
			assert.deepEqual([...new Set(holes(message))], [...new Set(holes(en[key].message))], key);
		}
	});
}

test("no translation is the English left standing", () => {
	const same = (/** @type {string} */ language) => Object.keys(en).filter((key) =>
		en[key].message.length > 24 && en[key].message === catalogues[language][key].message);
	assert.deepEqual(same("de"), []);
	assert.deepEqual(same("fr"), []);
});

test("every word that the sources ask for is there", () => {
	for (const [, key] of sources.matchAll(/\bt\("(\w+)"/g))
		assert.ok(Object.hasOwn(en, key), key);
	for (const [, key] of sources.matchAll(/\bcount\("(\w+)"/g))
		assert.ok(Object.hasOwn(en, `${key}_one`) && Object.hasOwn(en, `${key}_other`), key);
	for (const [, key] of sources.matchAll(/"(need_\w+)"/g))
		assert.ok(Object.hasOwn(en, key), key);
	for (const [, key] of sources.matchAll(/__MSG_(\w+?)__/g))
		assert.ok(Object.hasOwn(en, key), key);
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
		assert.ok(Object.hasOwn(en, `error_${code}`), code);
		assert.ok(Object.hasOwn(en, `error_${code}_next`), code);
	}
});

test("no word is left over", () => {
	// Keys made of others' words, by their beginnings.
	const beginnings = ["address", "error", "finding", "remedy", "severity", "sure", "how", "kind", "picture", "group",
		"outline", "outcome", "order", "strength", "controller", "ask", "situation", "tell", "me", "field", "discloses",
		"autolock", "stays", "warns", "state", "stage", "report", "law", "event", "next", "letter", "reply", "way",
		"cases", "left", "seen"];
	const made = new RegExp(`^(${beginnings.join("|")})_`);
	const plural = /_(one|other)$/;
	for (const key of Object.keys(en))
		if (!made.test(key))
			assert.match(sources, new RegExp(`["'_]${key.replace(plural, "")}["'_]`), key);
});

test("a language is chosen, and counts as it should", async () => {
	const { count, has, language, setLanguage, t, translated } = await import("../../extension/shared/i18n.js");
	assert.equal(setLanguage("auto", ["pt-BR", "fr-CA", "en"]), "fr");
	assert.equal(count("photos", 0), "0 photo"); // French counts none as one
	assert.equal(count("photos", 2), "2 photos");
	assert.equal(setLanguage("de", ["fr"]), "de");
	assert.equal(language(), "de");
	assert.equal(count("photos", 1234), "1.234 Fotos");
	assert.equal(setLanguage("auto", ["xx"]), "en");
	assert.equal(count("checking", 9, { done: 3 }), "Checked 3 of 9 pictures");
	assert.equal(count("checking", 1, { done: 0 }), "Checked 0 of 1 picture");
	assert.equal(t("checking_other", { n: 9 }), "Checked {done} of 9 pictures");
	assert.equal(has("toString"), false);
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
		reply: hostWords("host/casework/reply_words.c", /\] = \{"(\w+)",/g),
		event: hostWords("host/casework/case_entries.c", /\] = "(\w+)"/g),
		finding: hostWords("host/casework/findings.c", /^\t\t"(\w+)", "/gm),
		controller: hostWords("host/registry/words.c", /\[REGISTRY_\w+\] = "([a-z]+(?:_[a-z]+)+|other)",/g),
		how: hostWords("host/match/how.c", /^ {4}\{"(\w+)", /gm),
	};
	for (const [name, words] of Object.entries(sets)) {
		assert.ok(words.length >= 6, `${name}: ${words}`);
		for (const word of words) {
			assert.ok(Object.hasOwn(en, `${name}_${word}`), `${name}_${word}`);
			if (name === "discloses")
				assert.ok(Object.hasOwn(en, `${name}_${word}_why`), `${name}_${word}_why`);
		}
	}
});

test("German says du to the user, French vous; only what a letter says to a company says Sie", () => {
	const toThem = /^(ask|letter)_/;
	for (const [key, { message }] of Object.entries(catalogues["de"])) {
		const formal = /\b\p{Lu}?\p{Ll}+en Sie\b|\b(Ihnen|Ihrem|Ihren)\b/u;
		assert.ok(toThem.test(key) || !formal.test(message), `${key}: ${message}`);
	}
	for (const [key, { message }] of Object.entries(catalogues["fr"]))
		assert.doesNotMatch(message, /(^|[\s’'])(tu|toi|ton|tes|te)(?=[\s.,])/iu, key);
	assert.match("Warten Sie; sie haben noch Zeit.", /\b\p{Lu}?\p{Ll}+en Sie\b/u);
});

test("a number of things stands in plural forms", () => {
	const free = ["found_of", "adding"]; // two numbers, and no noun that follows one
	for (const [key, { message }] of Object.entries(en))
		if (/\{(n|total)\}/.test(message) && !free.includes(key))
			assert.match(key, /_(one|other)$/, key);
	for (const key of Object.keys(en).filter((name) => name.endsWith("_one")))
		assert.ok(Object.hasOwn(en, key.replace(/_one$/, "_other")), key);
	for (const [key, { message }] of Object.entries(en))
		if (key.endsWith("_one"))
			assert.doesNotMatch(message, /\{n\} (photos|pictures|places|letters|cases|days|recipients)\b/, key);
});
