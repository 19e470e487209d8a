// pages.mjs FILE...: real pages, each in Chromium as the oracle: what of the pictures that it shows
// do the extension's collector (loaded, and with pictures blocked) and `lenscap check` list, for how
// many is the largest variant among it that the page names, and what else do they list?
// LENSCAP is the program.  What all the files are below is served, so that what lies beside a page loads.
import { execFile } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { extension, withChromium } from "../extension/browser.mjs";

const files = process.argv.slice(2).map((file) => resolve(file));
const root = files.map(dirname).reduce((above, folder) => {
	while (!`${folder}/`.startsWith(`${above}/`))
		above = dirname(above);
	return above;
}, dirname(files[0] ?? "."));
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
	/** @type {Map<string, HTMLImageElement>} */
	const photos = new Map();
	for (const image of document.images) {
		const { naturalWidth: width, naturalHeight: height, currentSrc } = image;
		const box = image.getBoundingClientRect();
		const kept = /^https?:/.test(currentSrc) && !/\.(svgz?|ico)([?#]|$)/i.test(currentSrc);
		const url = currentSrc.replace(/#.*/s, "");
		if (kept && Math.min(width, height) > 48 && box.width > 1 && box.height > 1 && !photos.has(url))
			photos.set(url, image);
	}
	const icons = [...document.images].filter(({ naturalWidth: width, naturalHeight: height }) =>
		width > 0 && Math.max(width, height) <= 16).map(({ currentSrc }) => currentSrc);
	return { photos: [...photos.keys()], icons: [...new Set(icons)],
		variants: [...photos].map(([url, image]) => [url, ...named(image)]) };

	/**
	 * What any attribute of an image, of the sources beside it and of the link around it may name:
	 * Chromium's own choice from a list when there is place for the largest, and each word.
	 * @param {HTMLImageElement} image
	 */
	function named(image) {
		const beside = image.closest("picture")?.querySelectorAll("source") ?? [];
		/** @type {Set<string>} */
		const all = new Set();
		for (const { attributes } of [image, ...beside, image.closest("a[href]") ?? image])
			for (const { value } of attributes)
				if (value.length < 10000)
					for (const word of [chosen(value), value, ...value.split(/[\s,]+/)])
						if (/[./]/.test(word) && URL.canParse(word, document.baseURI))
							all.add(new URL(word, document.baseURI).href.replace(/#.*/s, ""));
		return [...all].filter((url) => url.startsWith("http") && !/\.svgz?([?#]|$)/i.test(url)).slice(0, 40);
	}

	/** @param {string} list */
	function chosen(list) {
		const image = new Image();
		image.sizes = "100000px";
		image.srcset = list;
		return image.currentSrc;
	}
};

/** The natural sizes of those that are pictures; of what is none, [0, 0]. @param {string[]} urls */
const measured = (urls) => Promise.all(urls.map((url) => new Promise((done) => {
	const image = new Image();
	image.onload = () => done([image.naturalWidth, image.naturalHeight]);
	image.onerror = () => done([0, 0]);
	image.src = url;
	setTimeout(() => done([0, 0]), 5000);
})));

/** The file of an address. @param {string} url */
const fileOf = (url) => join(root, decodeURIComponent(new URL(url, "http://a").pathname));

const server = createServer((request, response) => {
	const path = fileOf(String(request.url));
	if (!existsSync(path) || !statSync(path).isFile()) {
		response.writeHead(404).end();
		return;
	}
	response.setHeader("Content-Type", types[extname(path).toLowerCase()] ?? "application/octet-stream");
	createReadStream(path).pipe(response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
const site = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;

const sum = /** @type {Record<string, number>} */ ({ pages: 0, photos: 0, loaded: 0, blocked: 0, check: 0, icons: 0,
	wrong_extension: 0, wrong_check: 0, several: 0 });
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
		const all = [...new Set([...seen.variants.flat(), ...images.map((/** @type {any} */ image) => image.url)])]
			.filter((/** @type {string} */ one) => one.startsWith(site));
		const sizes = blocked ? [] : await page.evaluate(measured, all);
		return { ...seen, sizes: new Map(all.map((one, at) => [one, sizes[at] ?? [0, 0]])),
			listed: new Set(images.map((/** @type {any} */ image) => image.url)),
			shown: images.filter((/** @type {any} */ image) => image.url && !image.apart) };
	} finally {
		await page.close();
	}
}

/**
 * Whether the largest of a photo's variants is listed, or one as large.  What a link leads to may be
 * another picture, so that only one of the same shape is a variant.
 * @param {string[]} list @param {Map<string, number[]>} sizes
 * @param {(readonly [string, Set<string>])[]} columns @param {string} file
 */
function larger(list, sizes, columns, file) {
	const [width = 0, height = 0] = sizes.get(list[0] ?? "") ?? [];
	const area = (/** @type {string} */ url) => (sizes.get(url)?.[0] ?? 0) * (sizes.get(url)?.[1] ?? 0);
	const same = [...new Set(list)].filter((url) => area(url) > 0
		&& Math.abs((sizes.get(url)?.[0] ?? 0) * height / (width * (sizes.get(url)?.[1] ?? 1)) - 1) < 0.05);
	const most = Math.max(...same.map(area));
	add("largest", 1);
	add("several", same.length > 1 ? 1 : 0);
	for (const [column, listed] of columns)
		if (same.some((url) => area(url) === most && listed.has(url)))
			add(`largest_${column}`, 1);
		else
			console.log(`  ${column} lacks the largest of ${list[0]?.slice(site.length)} of ${file}: ${same.join(" ")}`);
}

/** What is no picture though it is there, or shows nobody. @param {string} url @param {Map<string, number[]>} sizes */
function isWrong(url, sizes) {
	const size = sizes.get(url);
	return url.startsWith(site) && size !== undefined && Math.max(...size) <= 16 && existsSync(fileOf(url));
}

/** @param {any} browser @param {number} number */
async function one(browser, number) {
	const url = `${site}${String(files[number]).slice(root.length).split("/").map(encodeURIComponent).join("/")}`;
	const { photos, icons, variants, sizes, listed, shown } = await look(browser, url, false);
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
	for (const list of variants)
		larger(list, sizes, [["loaded", listed], ["blocked", blocked], ["check", checked]], String(files[number]));
	const kept = rows.filter(({ status, page }) => page && !["icon", "audit"].includes(status));
	// What its host tells as an icon the extension shows to nobody, either.
	const told = new Set(rows.filter(({ status }) => status === "icon").map((row) => row.url));
	const left = shown.filter((/** @type {any} */ { url }) => !told.has(url));
	for (const [column, list] of /** @type {const} */ ([["extension", left], ["check", kept]])) {
		add(`listed_${column}`, list.length);
		for (const one of list)
			if (isWrong(one.url, sizes)) {
				add(`wrong_${column}`, 1);
				console.log(`  ${column} lists ${one.url.slice(site.length)} of ${files[number]}`);
			}
	}
	add("icon_extension", icons.filter((/** @type {string} */ icon) => listed.has(icon)).length);
	add("icon_check", rows.filter((row) => icons.includes(row.url) && row.status !== "icon").length);
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
const largest = (/** @type {string} */ column) => `${column} ${sum[`largest_${column}`] ?? 0}`;
console.log(`the largest variant of ${sum["largest"] ?? 0} (${sum["several"]} have several): ${
	["loaded", "blocked", "check"].map(largest).join(", ")}`);
console.log(`${sum["icons"]} icons: listed by the extension ${sum["icon_extension"]}, by check ${sum["icon_check"]}`);
for (const column of ["extension", "check"])
	console.log(`${column} lists ${sum[`listed_${column}`]}, ${sum[`wrong_${column}`]} of them no pictures, pixels or icons`);
