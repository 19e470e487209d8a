// The tree as it is shipped: its manifest, its copied code, its pages.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ownFiles } from "./sends.mjs";

const top = fileURLToPath(new URL("../..", import.meta.url));
const extension = join(top, "extension");
const manifest = JSON.parse(readFileSync(join(extension, "manifest.json"), "utf8"));

test("it may do seven things and reach no site", () => {
	assert.deepEqual(manifest.permissions,
		["nativeMessaging", "activeTab", "scripting", "storage", "alarms", "contextMenus", "idle"]);
	for (const member of ["host_permissions", "optional_permissions", "optional_host_permissions", "content_scripts",
		"externally_connectable", "web_accessible_resources", "update_url", "chrome_url_overrides"])
		assert.equal(manifest[member], undefined, member);
	const policy = Object.fromEntries(
		manifest.content_security_policy.extension_pages.split("; ").map((/** @type {string} */ rule) => {
		const [name, ...values] = rule.split(" ");
		return [name, values.join(" ")];
	}));
	assert.deepEqual(policy, { "default-src": "'none'", "script-src": "'self'", "style-src": "'self'",
		"img-src": "'self' blob: data:",
		"connect-src": "'none'", "form-action": "'none'", "frame-src": "'none'", "frame-ancestors": "'none'",
			"base-uri": "'none'", "object-src": "'none'" });
	assert.deepEqual(manifest.browser_specific_settings.gecko.data_collection_permissions, { required: ["none"] });
});

test("each permission has its reason in the README", () => {
	const readme = readFileSync(join(extension, "README.md"), "utf8");
	for (const permission of manifest.permissions)
		assert.match(readme, new RegExp(`\\| \`${permission}\` \\| .{20,} \\|`));
});

test("its ids are those that the host lets in", () => {
	const ids = Object.fromEntries(readFileSync(join(top, "packaging/native-messaging/ids"), "utf8").split("\n")
		.filter((line) => line.includes(":=")).map((line) => line.split(/\s*:=\s*/)));
	assert.equal(manifest.key, ids.chromium_key);
	const hash = createHash("sha256").update(Buffer.from(manifest.key, "base64")).digest("hex").slice(0, 32);
	const id = [...hash].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join("");
	assert.ok(ids.chromium_ids.split(/[\s,]+/).includes(id));
	assert.ok(ids.gecko_ids.split(/[\s,]+/).includes(manifest.browser_specific_settings.gecko.id));
	assert.match(readFileSync(join(extension, "background/main.js"), "utf8"), new RegExp(`"${ids.host_name}"`));
});

test("what is copied from npm is npm's, byte for byte", () => {
	const lock = JSON.parse(readFileSync(join(top, "tests/extension/package-lock.json"), "utf8"));
	const entries = readdirSync(join(extension, "vendor"), { recursive: true, withFileTypes: true })
		.map((entry) => ({ entry, name: join(entry.parentPath ?? entry.path, entry.name) }));
	const names = entries.filter(({ entry, name }) => entry.isFile() && !name.endsWith("vendor/README.md"))
		.map(({ name }) => name);
	for (const kept of readdirSync(join(extension, "vendor")).filter((name) => name !== "README.md")) {
		const installed = JSON.parse(
			readFileSync(join(top, `tests/extension/node_modules/${kept}/package.json`), "utf8"));
		assert.equal(installed.version, lock.packages[`node_modules/${kept}`].version);
		assert.ok(existsSync(join(extension, `vendor/${kept}/LICENSE`)), kept);
		assert.ok(names.filter((name) => name.startsWith(join(extension, "vendor", kept))).length >= 3, kept);
	}
	for (const name of names) {
		const text = readFileSync(name, "utf8");
		const original = name.replace(join(extension, "vendor"), join(top, "tests/extension/node_modules"));
		if (/\.d\.m?ts$/.test(name))
			assert.match(text, /^export \* from "(lit-html|uqr)[\w/.-]*";\n$/, name);
		else
			assert.equal(text, readFileSync(original, "utf8"), name);
	}
});

test("every file that a page or a module names is there", () => {
	for (const name of ownFiles(extension).filter((file) => /\.(html|js)$/.test(file))) {
		const text = readFileSync(join(extension, name), "utf8");
		for (const [, wanted] of text.matchAll(/(?:^import .*from |<link[^>]* href=|<script[^>]* src=)"([^"]+)"/gm))
			assert.ok(existsSync(join(extension, name, "..", wanted ?? "")), `${name}: ${wanted}`);
		for (const [, wanted] of text.matchAll(/"((?:pages|content)\/[\w/]+\.(?:html|js))/g))
			assert.ok(existsSync(join(extension, wanted ?? "")), `${name}: ${wanted}`);
	}
});
