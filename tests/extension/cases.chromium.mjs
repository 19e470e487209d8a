// The collector on tests/data/pages/cases.json, in a real browser: lenscap-pagereader
// is held to the same table.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { extension } from "./browser.mjs";
import { testInPage } from "./one_browser.mjs";

const collect = ["rules", "addresses", "state", "readers", "styles", "dhash", "collect"].map(
	(name) => readFileSync(join(extension, `content/${name}.js`), "utf8")).join("\n");
/** @type {{name: string, html: string, wanted: string[], apart: string[], may: string[], absolute?: string[],
 *  unread?: number}[]} */
const cases = JSON.parse(readFileSync(new URL("../data/pages/cases.json", import.meta.url), "utf8"));

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
			response.end(Buffer.from('<meta charset=shift_jis><img src="/\x83\x41.jpg?q=\x83\x41">', "latin1"));
			return;
		}
		response.setHeader("Content-Type", at < 0 ? "image/svg+xml" : "text/html; charset=utf-8");
		response.end(at < 0 ? answer(String(request.url)) : `<!doctype html>${cases[at]?.html}`);
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
	const site = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;
	try {
		for (const [at, { name, wanted, apart, may, absolute = [], unread = 0 }] of cases.entries()) {
			await page.goto(`${site}/case/${at}`, { waitUntil: "load" });
			const { images, left } = /** @type {any} */ (await page.evaluate(collect));
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
		assert.deepEqual(images.map((/** @type {any} */ { url }) => url), [`${site}/%E3%82%A2.jpg?q=%83A`],
			"the path is in UTF-8, the query in the page's encoding");
	} finally {
		server.closeAllConnections();
		server.close();
	}
});
