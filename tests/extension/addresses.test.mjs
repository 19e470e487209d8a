// The addresses in what pages write: read as the standards do, and in a time that
// grows with the text and not with its square.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import vm from "node:vm";
import { fileURLToPath } from "node:url";

const top = fileURLToPath(new URL("../../extension", import.meta.url));
const world = vm.createContext({ URL });
for (const name of ["rules", "addresses"])
	vm.runInContext(readFileSync(join(top, `content/${name}.js`), "utf8"), world);
const addresses = /** @type {NonNullable<typeof lenscapAddresses>} */ (world["lenscapAddresses"]);
/** Without the prototypes of the other world. @param {unknown} value */
const plain = (value) => JSON.parse(JSON.stringify(value));

/** What a srcset says: [address, weight]. @param {string | null} text */
const candidates = (text) => plain(addresses.candidates(text).map(({ url, weight }) => [url, weight]));

test("a srcset is read as the HTML standard does", () => {
	for (const [text, wanted] of /** @type {const} */ ([
		["/a.jpg 400w, /b.jpg 1600w,/c.jpg 800w", [["/a.jpg", 400], ["/b.jpg", 1600], ["/c.jpg", 800]]],
		["/a.jpg, /b.jpg 3x, /c.jpg 1.5x", [["/a.jpg", 1000], ["/b.jpg", 3000], ["/c.jpg", 1500]]],
		["/a,b.jpg 2x", [["/a,b.jpg", 2000]]], // a comma inside is the address's
		["/a.jpg,/b.jpg", [["/a.jpg,/b.jpg", 1000]]],
		["/a.jpg,, /b.jpg 2x", [["/a.jpg", 1000], ["/b.jpg", 2000]]],
		[" ,, /a.jpg\n\t2x , ,", [["/a.jpg", 2000]]],
		["/a.jpg 100h", [["/a.jpg", 1000]]],
		["", []], [null, []], [" , ,, ", []],
	]))
		assert.deepEqual(candidates(text), wanted, String(text));
});

test("the heaviest of several sets is taken, the first of equals", () => {
	assert.equal(addresses.largest(["/a 100w, /b 300w", null, "/c 200w"]), "/b");
	assert.equal(addresses.largest(["/a 2x, /b 2x"]), "/a");
	assert.equal(addresses.largest([null, ""]), "");
});

test("addresses in styles, and of an image-set the densest", () => {
	for (const [value, wanted] of /** @type {const} */ ([
		['linear-gradient(red, rgb(0, 0, 255)), url("/a).jpg")', ["/a).jpg"]],
		['image-set(url("/1.jpg") 1dppx, url("/2.jpg") 2dppx type("image/jpeg"), url("/0.jpg"))', ["/2.jpg"]],
		['-webkit-image-set(url("/1.jpg") 1x, url("/3.jpg") 3x), url(/b.jpg)', ["/3.jpg", "/b.jpg"]],
		["url('/it\\'s.jpg')", ["/it's.jpg"]], ["url(it's.jpg)", ["it's.jpg"]], ["url( /a.jpg )", ["/a.jpg"]],
		["none", []], ["url(", []], ['url("/a.jpg', []], ["attr(data-url)", []],
	]))
		assert.deepEqual(plain(addresses.ofStyle(value)), wanted, value);
});

test("only pictures that can be fetched, or that stand in the page itself", () => {
	const base = { url: "https://site.test/a/b", quote: null };
	for (const [text, wanted] of /** @type {const} */ ([
		[" c.jpg#part ", "https://site.test/a/c.jpg"], ["//other.test/x?y#z", "https://other.test/x?y"],
		["data:image/png;base64,AA==", "data:image/png;base64,AA=="],
			["blob:https://site.test/1", "blob:https://site.test/1"],
		["data:text/html,x", null], ["data:image/svg+xml,x", null], ["/x.svg", null], ["/x.svgz?1", null],
			["javascript:x", null],
		["#", null], ["", null], [null, null], ["https://[", null],
	]))
		assert.equal(addresses.absolute(text, base), wanted, String(text));
	for (const [url, base, wanted] of /** @type {const} */ ([
		["http://b.test/x", "https://a.test/", "https://b.test/x"],
		["http://b.test/x", "http://a.test/", "http://b.test/x"],
		["http://127.0.0.1/x", "https://a.test/", "http://127.0.0.1/x"], [null, "https://a.test/", null]]))
		assert.equal(addresses.upgraded(url, { url: base, quote: null }), wanted);
	for (const [address, wanted] of /** @type {const} */ ([
		["/wiki/File:A.jpg", false], ["/o/r/blob/main/x.png", false]]))
		assert.equal(addresses.isPicture(address), wanted, address);
	for (const [address, wanted] of /** @type {const} */ ([["/a.jpg", true], ["/a.JPEG?x=1", true], ["/a.heic#x", true],
		["/a.jpg.html", false], ["/jpg", false], ["/a.svg", false]]))
		assert.equal(addresses.isPicture(address), wanted, address);
});

test("an address without the size that it asks for", () => {
	for (const [url, bare, asks] of /** @type {const} */ ([
		["/me-150x150.jpg", "/me.jpg", 150], ["/me.jpg", "/me.jpg", 0], ["/i?id=1&w=90", "/i?id=1", 90],
		["/avatar/x?s=84&d=mp", "/avatar/x&d=mp", 84], ["/220px-Me.jpg", "Me.jpg", 220], ["/s100/a.jpg", "/a.jpg", 100],
		["/a@2x.jpg", "/a.jpg", 0], ["/article-2024x.html", "/article-2024x.html", 0], ["/x?s=84b", "/x?s=84b", 0],
		["/x?s=123456", "/x?s=123456", 0], ["data:image/png;base64,s=84", "data:image/png;base64,s=84", 0],
	]))
		assert.deepEqual(plain(addresses.sizeOf(url)), { bare, asks }, url);
});

/** Milliseconds that reading takes, the best of three. @param {() => unknown} read */
const time = (read) => Math.min(...[1, 2, 3].map(() => {
	const begin = process.cpuUsage();
	read();
	return process.cpuUsage(begin).user / 1000;
}));
const MANY = 200_000;
/** Seconds with a reader that takes quadratic time; milliseconds with one that does not. */
const SOON = 4000;

for (const [what, text] of /** @type {const} */ ([
	["commas", ","], ["commas behind a letter", "a,"], ["blanks", " "], ["letters with a comma and a blank", "a, "],
	["addresses without an end", "a "], ["descriptors", "a 1w,"],
]))
	test(`${MANY} ${what} in a srcset are read at once`, () => {
		for (const whole of [text.repeat(MANY), `a${text.repeat(MANY)}`, `${text.repeat(MANY)}b`,
			`a ${text.repeat(MANY)}b`])
			assert.ok(time(() => addresses.candidates(whole)) < SOON, `${whole.slice(0, 8)}...`);
	});

for (const text of ["url(", 'url("', "image-set(", "image-set(url(", "url('x'", 'url("\\', "url(x)",
	"image-set(url(x) "])
	test(`${MANY / 4} times ${text} in a style are read at once`, () => {
		for (const end of ["", ")", '"', ")".repeat(MANY / 4)])
			assert.ok(time(() => addresses.ofStyle(text.repeat(MANY / 4) + end)) < SOON, end.slice(0, 8));
	});
