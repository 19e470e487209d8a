// pages.mjs FILE...: real pages, each in Chromium as the oracle: what of the pictures that it shows
// do the extension's collector (loaded, and with pictures blocked) and `lenscap check` list?
// LENSCAP is the program.  Every file is served from its own folder, so that what lies beside it loads.
import { execFile } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { extension, withChromium } from "../extension/browser.mjs";

const files = process.argv.slice(2);
const program = process.env["LENSCAP"] ?? "lenscap";
const scratch = mkdtempSync(join(tmpdir(), "lenscap-pages-"));
const own = ["--home", join(scratch, "home"), "--key-file", join(scratch, "key")];
const collect = ["rules", "addresses", "state", "readers", "styles", "dhash", "collect"].map(
	(name) => readFileSync(join(extension, `content/${name}.js`), "utf8")).join("\n");
const run = promisify(execFile);
const types = /** @type {Record<string, string>} */ ({ ".html": "text/html", ".htm": "text/html", ".css": "text/css",
	".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".gif": "image/gif",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".xhtml": "application/xhtml+xml" });

/** What a person would call a picture of the page: the oracle, which knows none of our rules. */
const oracle = () => {
	const list = [];
	for (const image of document.images) {
		const { naturalWidth: width, naturalHeight: height, currentSrc } = image;
		const box = image.getBoundingClientRect();
		const kept = /^https?:/.test(currentSrc) && !/\.svgz?([?#]|$)/i.test(currentSrc);
		if (kept && Math.min(width, height) > 48 && box.width > 1 && box.height > 1)
			list.push(currentSrc.replace(/#.*/s, ""));
	}
	const icons = [...document.images].filter(({ naturalWidth: width, naturalHeight: height }) =>
		width > 0 && Math.max(width, height) <= 16).map(({ currentSrc }) => currentSrc);
	return { photos: [...new Set(list)], icons: [...new Set(icons)] };
};

/** Served by number, so that any file is a site of its own. */
const server = createServer((request, response) => {
	const [, number = "", rest = ""] = /^\/(\d+)\/(.*)$/.exec(new URL(String(request.url), "http://a").pathname) ?? [];
	const page = files[Number(number)] ?? "";
	const path = join(page, "..", decodeURIComponent(rest));
	if (!page || !existsSync(path) || !statSync(path).isFile()) {
		response.writeHead(404).end();
		return;
	}
	response.setHeader("Content-Type", types[extname(path).toLowerCase()] ?? "application/octet-stream");
	createReadStream(path).pipe(response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
const site = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;

const sum = /** @type {Record<string, number>} */ ({ pages: 0, photos: 0, loaded: 0, blocked: 0, check: 0, icons: 0,
	wrong_extension: 0, wrong_check: 0 });
const add = (/** @type {string} */ name, /** @type {number} */ n) => { sum[name] = (sum[name] ?? 0) + n; };

/** @param {any} browser @param {string} url @param {boolean} blocked */
async function look(browser, url, blocked) {
	const page = await browser.newPage();
	try {
		await page.setRequestInterception(true);
		page.on("request", (/** @type {any} */ request) => {
			const away = !request.url().startsWith(site);
			return away || (blocked && request.resourceType() === "image") ? request.abort() : request.continue();
		});
		await page.goto(url, { waitUntil: "load", timeout: 20000 });
		const seen = await page.evaluate(oracle);
		const { images } = await page.evaluate(collect);
		return { ...seen, listed: new Set(images.map((/** @type {any} */ image) => image.url)) };
	} finally {
		await page.close();
	}
}

/** @param {any} browser @param {number} number */
async function one(browser, number) {
	const name = encodeURIComponent(String(files[number]).split("/").at(-1) ?? "");
	const url = `${site}/${number}/${name}`;
	const { photos, icons, listed } = await look(browser, url, false);
	const blocked = (await look(browser, url, true)).listed;
	const said = await run(program, ["check", "--allow-local", "--json", ...own, url], { maxBuffer: 1 << 28 })
		.catch((error) => error);
	const rows = String(said.stdout).split("\n").filter(Boolean).map((line) => JSON.parse(line));
	const checked = new Set(rows.filter(({ status }) => status !== "audit").map((row) => row.url));
	add("pages", 1);
	add("photos", photos.length);
	add("icons", icons.length);
	for (const [column, list] of /** @type {const} */ ([["loaded", listed], ["blocked", blocked], ["check", checked]]))
		for (const photo of photos)
			if (list.has(photo))
				add(column, 1);
			else
				console.log(`  ${column} lacks ${photo.slice(site.length)} of ${files[number]}`);
	add("wrong_extension", icons.filter((/** @type {string} */ icon) => listed.has(icon)).length);
	add("wrong_check", rows.filter((row) => icons.includes(row.url) && row.status !== "icon").length);
}

await run(program, ["init", ...own]);
try {
	await withChromium(async (/** @type {any} */ browser) => {
		for (const number of files.keys())
			await one(browser, number).catch((error) =>
				console.log(`  ${files[number]}: ${String(error).slice(0, 120)}`));
	});
} finally {
	server.closeAllConnections();
	server.close();
	rmSync(scratch, { recursive: true, force: true });
}
const part = (/** @type {string} */ column) =>
	`${column} ${sum[column]} (${(100 * (sum[column] ?? 0) / Math.max(1, sum["photos"] ?? 0)).toFixed(1)} %)`;
console.log(`${sum["pages"]} pages, ${sum["photos"]} pictures: ${["loaded", "blocked", "check"].map(part).join(", ")}`);
console.log(`${sum["icons"]} icons: listed by the extension ${sum["wrong_extension"]}, by check ${sum["wrong_check"]}`);
