// The collector on tests/data/pages/cases.json, in a real browser: lenscap-pagereader
// is held to the same table.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { extension } from "./browser.mjs";
import { testInPage } from "./one_browser.mjs";

const scripts = ["rules", "addresses", "state", "readers", "styles", "dhash", "collect"].map(
	(name) => readFileSync(join(extension, `content/${name}.js`), "utf8"));
const collect = scripts.join("\n");

/** The same with rules that a pack adds, as background/tab.js does it. @param {[string, string][]} rules */
const collectBy = ([...rules]) => [scripts[0], ...rules.map(([list, entry]) =>
	`lenscapRules.${list.replace(/-(.)/, (_all, letter) => letter.toUpperCase())}.push(${JSON.stringify(entry)});`),
...scripts.slice(1)].join("\n");
/** @type {{name: string, html: string, wanted: string[], apart: string[], may: string[], absolute?: string[],
 *  unread?: number, rules?: [string, string][]}[]} */
const cases = JSON.parse(readFileSync(new URL("../data/pages/cases.json", import.meta.url), "utf8"));

/** Addresses with a letter of Shift_JIS, wherever a page may have one. */
const legacy = ["", '<img src="/1\x83\x41.jpg?q=\x83\x41">', '<img data-src="/2.jpg?q=\x83\x41#\x83\x41">',
	'<img src=/3.jpg srcset="/3-900.jpg?q=\x83\x41 900w">', '<div data-bg="url(/4.jpg?q=\x83\x41)"></div>',
	'<script type=application/json>{"photo":"/5.jpg?q=\x83\x41"}</script>',
	'<noscript><img src="/6.jpg?q=\x83\x41"></noscript>',
	'<a href="/7.jpg?q=\x83\x41">a</a>', '<meta property=og:image content="/8.jpg?q=\x83\x41">',
	'<iframe src=/modern></iframe>'].join("<meta charset=shift_jis>");

/** A drawing of a size, served as any picture. @param {string} path */
function answer(path) {
	const side = Number(/-(\d+)x\d+\./.exec(path)?.[1] ?? 640);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">
		<rect width="9" height="9"/></svg>`;
}

testInPage()("the table of cases, as the page reader has it", async (page) => {
	const server = createServer((request, response) => {
		const at = Number(/^\/case\/(\d+)$/.exec(String(request.url))?.[1] ?? -1);
		if (request.url === "/legacy") {
			response.setHeader("Content-Type", "text/html");
			response.end(Buffer.from(legacy, "latin1"));
			return;
		}
		if (request.url === "/modern") {
			response.setHeader("Content-Type", "text/html; charset=utf-8");
			response.end('<img data-src="/9.jpg?q=ア">');
			return;
		}
		response.setHeader("Content-Type", at < 0 ? "image/svg+xml" : "text/html; charset=utf-8");
		response.end(at < 0 ? answer(String(request.url)) : `<!doctype html>${cases[at]?.html}`);
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
	const site = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;
	try {
		for (const [at, { name, wanted, apart, may, absolute = [], unread = 0, rules = [] }] of cases.entries()) {
			await page.goto(`${site}/case/${at}`, { waitUntil: "load" });
			const { images, left } = /** @type {any} */ (await page.evaluate(collectBy(rules)));
			assert.equal(left.scripts, unread, `${name}: photos that only scripts name`);
			/** @param {string[]} list */
			const whole = (list) => list.map((path) => path.startsWith("/") ? site + path : path);
			/** @param {boolean} hidden */
			const listed = (hidden) => images
				.filter((/** @type {any} */ image) => image.url && image.apart === hidden)
				.map((/** @type {any} */ image) => image.url);
			// A host that does not answer is a picture that did not load.
			const seen = [...listed(false), ...whole(absolute).filter((url) => listed(true).includes(url))];
			const hidden = listed(true).filter((/** @type {string} */ url) => !absolute.includes(url));
			for (const url of whole([...wanted, ...absolute]))
				assert.ok(seen.includes(url), `${name}: ${url} is listed`);
			const allowed = whole([...wanted, ...absolute, ...may]);
			assert.deepEqual(seen.filter((url) => !allowed.includes(url)), [], `${name}: nothing else`);
			assert.deepEqual(hidden.sort(), whole(apart).sort(), `${name}: apart`);
		}
		await page.goto(`${site}/legacy`, { waitUntil: "load" });
		const { images } = /** @type {any} */ (await page.evaluate(collect));
		const asked = images.map((/** @type {any} */ { url }) => url.slice(site.length)).sort();
		assert.deepEqual(asked, ["/1%E3%82%A2.jpg?q=%83A", ...["2", "3-900", "3", "4", "5", "6", "7", "8"].map((name) =>
			name === "3" ? "/3.jpg" : `/${name}.jpg?q=%83A`), "/9.jpg?q=%E3%82%A2"],
			"the path is in UTF-8, the query in its document's encoding");
	} finally {
		server.closeAllConnections();
		server.close();
	}
});
