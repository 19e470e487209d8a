// The collector, in a real browser, on a page that embeds pictures in every
// way that pages do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { extension } from "./browser.mjs";
import { testInPage } from "./one_browser.mjs";

const scripts = ["rules", "addresses", "state", "readers", "styles", "dhash", "collect"].map(
	(name) => readFileSync(join(extension, `content/${name}.js`), "utf8"));
const collect = scripts.join("\n");
const inPage = testInPage();
const outline = readFileSync(join(extension, "content/outline.js"), "utf8");

/** An SVG served as a picture: any size, in a line. @param {number} width @param {number} height */
const svg = (width, height) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
	<rect width="100%" height="100%" fill="teal"/></svg>`;
const dot = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

const fixture = (/** @type {string} */ other) => `<!doctype html><html><head><title>A profile</title>
<meta property="og:image" content="/p/og.jpg"><meta name="twitter:image" content="/p/twitter.jpg">
<meta itemprop="image" content="/p/itemprop.jpg">
<link rel="image_src" href="/p/image_src.jpg"><link rel="icon" href="/p/favicon.png">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
 {"@type":"Person","image":{"@type":"ImageObject","url":"/p/ld-object.jpg"}},

{"@type":"Article","image":["/p/ld-a.jpg","/p/ld-b.jpg"],
  "thumbnailUrl":"/p/ld-thumb.jpg","url":"/not-a-picture"}]}</script>
<script type="application/ld+json">{broken</script>
<style>.b{width:200px;height:100px} .bg{background-image:url("/p/css.jpg")}
.set{background-image:image-set("/p/set1.jpg" 1x, url(/p/set2.jpg) 2x)}
 .two{background:linear-gradient(red,blue),url(/p/css-two.jpg)}
.before::before{content:"";display:block;width:90px;height:90px;background:url(/p/before.jpg)}
 .after::after{content:url(/p/after.jpg)}
.sprite{background:url(/p/sheet.png) -32px -64px;width:100px;height:100px}
.icon{background:url(/p/icon-bg.png);width:16px;height:16px}</style></head><body>
<img src="/p/plain.jpg?w=300&amp;q=1#part" alt="Me at the sea" width=120 height=90>
<img src="/p/plain.jpg?w=300&amp;q=1" width=60 height=60>
<img src="/p/s-small.jpg" srcset="/p/s-400.jpg 400w, /p/s-1600.jpg 1600w,/p/s-800.jpg 800w" sizes="200px">
<img src="/p/x-1.jpg" srcset="/p/x-1.jpg, /p/x-3.jpg 3x, /p/x-2.jpg 2x">
<picture><source type="image/webp" srcset="/p/pic-600.webp 600w, /p/pic-2000.webp 2000w">
<source srcset="/p/pic-900.jpg 900w"><img src="/p/pic.jpg" width=100></picture>
<img src="${dot}" data-src="/p/lazy-src.jpg" width=100 height=100>
<img data-srcset="/p/lazy-1.jpg 300w, /p/lazy-2.jpg 900w" width=100 height=100>
<img src="${dot}" data-original="/p/lazy-original.jpg">
<img src="/p/grey.jpg" data-src="/p/later-a.jpg"><img src="/p/grey.jpg" data-src="/p/later-b.jpg">
<img src="/p/grey.jpg" data-src="/p/later-c.jpg">
<img src="/p/loading.jpg" loading="lazy" width=100 height=100 style="margin-top:6000px">
<div class="b" data-bg="/p/data-bg.jpg"></div><noscript><img src="/p/noscript.jpg"></noscript>
<div class="b bg"></div><div class="b set"></div><div class="b two"></div><div class="b before"></div>
<div class="b after"></div><div class="sprite"></div><div class="icon"></div>
<div id="host"></div><div id="closed"></div>
<iframe src="/frame" width=300 height=200></iframe><iframe srcdoc="<img src='/p/srcdoc.jpg' width=100 height=100>">
</iframe><iframe src="${other}/frame2"></iframe>
<svg width=200 height=200><image href="/p/svg.jpg" width=200 height=200 /></svg>
<video poster="/p/poster.jpg" width=200 height=100></video>
<a href="/p/linked-large.jpg"><img src="/p/linked-thumb.jpg" width=80 height=80></a>
<a href="/p/linked-only.png">picture</a><a href="/page">page</a>
<input type="image" src="/p/input.jpg" width=90 height=90><object data="/p/object.jpg" width=90 height=90></object>
<img src="/p/tiny.png?set" srcset="/p/tiny.png?set 2x" width=100 height=100>
<img src="/p/tiny.png?icon" width=16 height=16><img src="/p/pixel.gif?1x1" width=1 height=1>
<img src="data:image/svg+xml,%3Csvg%3E" width=100 height=100><img src="/p/drawing.svg" width=100 height=100>
<img id="data" width=100 height=100>
<img id="blob" width=100 height=100><img src="javascript:alert(1)" width=100 height=100>
<img src="${other}/p/other-site.jpg" width=100 height=100>
<script>
 const shadow = (host, markup) => (host.attachShadow({mode:"open"}).innerHTML = markup, host.shadowRoot);
 shadow(shadow(document.getElementById("host"), '<img src="/p/shadow.jpg" width=100 height=100><div id=deep></div>')
  .getElementById("deep"), '<img src="/p/shadow-deep.jpg" width=100 height=100>');
 window.ready = new Promise((done) => { const c = document.createElement("canvas"); c.width = 70; c.height = 60;
c.getContext("2d").fillRect(0,0,35,60);
  document.getElementById("data").src = c.toDataURL("image/png").replace("base64,", "base64,%20");
  c.toBlob((b) => { const i = document.getElementById("blob"); i.onload = done; i.src = URL.createObjectURL(b); }); });
</script></body></html>`;

/** @param {string} own @param {string} other */
const wanted = (own, other) => ["plain.jpg?w=300&q=1", "s-1600.jpg", "x-3.jpg", "pic-2000.webp", "lazy-src.jpg",
	"lazy-2.jpg", "lazy-original.jpg", "loading.jpg", "data-bg.jpg",
	"noscript.jpg", "css.jpg", "set2.jpg", "css-two.jpg", "before.jpg", "after.jpg", "shadow.jpg", "shadow-deep.jpg",
		"frame.jpg", "srcdoc.jpg", "svg.jpg", "poster.jpg",
	"linked-large.jpg", "linked-only.png", "input.jpg", "object.jpg", "og.jpg", "twitter.jpg", "itemprop.jpg",
		"image_src.jpg", "ld-object.jpg", "ld-a.jpg", "ld-b.jpg",
	"ld-thumb.jpg", "tiny.png?set",
	// What else there is of one photo: that it is one is said by `same`.
	"grey.jpg", "later-a.jpg", "later-b.jpg", "later-c.jpg", "linked-thumb.jpg", "pic-900.jpg", "pic.jpg", "s-400.jpg",
		"s-small.jpg", "x-1.jpg"]
	.map((name) => `${own}/p/${name}`).concat(`${other}/p/other-site.jpg`).sort();

/** @param {(own: string, other: string, asked: string[]) => Promise<void>} use */
async function withServers(use) {
	/** @type {string[]} */
	const asked = [];
	let other = "";
	const servers = [0, 1].map(() => createServer((request, response) => {
		const path = String(request.url);
		// A browser asks for a site's icon when it pleases, for its own window.
		if (!path.includes("favicon"))
			asked.push(path);
		if (path.startsWith("/p/")) {
			response.setHeader("Content-Type", "image/svg+xml");
			const small = path.includes("tiny") ? 16 : path.includes("1x1") ? 1 : 640;
			response.end(svg(small, small));
			return;
		}
		response.setHeader("Content-Type", "text/html");
		response.end(path === "/frame" ? "<a href='https://hit.test/page'>"
				+ "<img src='/p/frame.jpg' width=100 height=100 style='margin:10px'></a>"
			: path === "/many" ? Array.from({ length: 6100 }, (_, at) => `<a href="/p/${at}.jpg">x</a>`).join("")
				+ `<img src="/p/${"a".repeat(5000)}.jpg" width=100 height=100>`
			: path === "/styled" ? `<style>
				${Array.from({ length: 3000 }, (_, at) => `.c${at}::before{color:red}`).join("")}
				.one{background:url(/p/one.jpg);width:90px;height:90px}.two::after{content:url(/p/two.jpg)}</style>
				<div class=one></div><div class=two></div>
				${Array.from({ length: 30000 }, (_, at) => `<b class=c${at % 3000}>x</b>`).join("")}`
			: path === "/frame2" ? "<img src='/p/not-ours.jpg' width=100 height=100>" : fixture(other));
	}));
	const [own, second] = await Promise.all(servers.map((server) => new Promise((done) => server.listen(0, "127.0.0.1",
		() => done(`http://127.0.0.1:${/** @type {any} */ (server.address()).port}`)))));
	other = second;
	try {
		await use(own, second, asked);
	} finally {
		for (const server of servers) {
			server.closeAllConnections();
			server.close();
		}
	}
}

inPage("finds what pages embed, in all the ways, and nothing else", (page) => withServers(async (own, other, asked) => {
	await page.goto(own, { waitUntil: "load" });
	await page.evaluate("window.ready");
	await page.waitForNetworkIdle({ idleTime: 500 });
	const before = asked.length;
	const answer = /** @type {any} */ (await page.evaluate(collect));
	assert.equal(answer.title, "A profile");
	assert.deepEqual(answer.images.filter((/** @type {any} */ image) => image.url)
		.map((/** @type {any} */ image) => image.url).sort(), wanted(own, other));
	assert.deepEqual(answer.images.filter((/** @type {any} */ image) => !image.url)
		.map((/** @type {any} */ image) => image.local).sort(), ["blob", "data"]);
	assert.equal(asked.length, before, "collecting asks no server");

	const byUrl = (/** @type {string} */ name) =>
		answer.images.find((/** @type {any} */ image) => image.url.endsWith(name));
	assert.equal(byUrl("q=1").alt, "Me at the sea");
	assert.deepEqual([byUrl("q=1").rect.width, byUrl("q=1").rect.height], [120, 90], "of two places the larger");
	for (const [one, other] of /** @type {const} */ ([["linked-large.jpg", "linked-thumb.jpg"],
		["pic-2000.webp", "pic.jpg"], ["s-1600.jpg", "s-small.jpg"], ["x-1.jpg", "x-3.jpg"]]))
		assert.equal(byUrl(one).same, byUrl(other).same, `${one} and ${other} are one photo`);
	assert.notEqual(byUrl("s-1600.jpg").same, byUrl("x-3.jpg").same);
	assert.equal(new Set(["a", "b", "c"].map((name) => byUrl(`later-${name}.jpg`).same)).size, 3,
		"what stands in for several photos does not make them one");
	assert.deepEqual(answer.left, { frames: 1, canvases: 0, scripts: 0, styles: 0, beyond: 0, long: 0 },
		"another site's frame");
	assert.equal(byUrl("lazy-2.jpg").kind, "lazy");
	assert.equal(byUrl("og.jpg").rect, null);
	const frame = await page.$eval("iframe",
		(element) => ({ x: element.getBoundingClientRect().x, y: element.getBoundingClientRect().y }));
	assert.ok(byUrl("/frame.jpg").rect.x > frame.x && byUrl("/frame.jpg").rect.y > frame.y,
		"a frame's pictures stand where the frame stands");
	assert.equal(byUrl("/frame.jpg").link, "https://hit.test/page", "a link in a frame leads as any other");
	assert.deepEqual(byUrl("/frame.jpg").natural, [640, 640]);
	assert.match(byUrl("/frame.jpg").thumbnail, /^data:image\/jpeg;base64,/);
	assert.equal(byUrl("/frame.jpg").width, 640);

	// data: and blob: pictures are read in the page.
	const idOf = (/** @type {string} */ local) =>
		answer.images.find((/** @type {any} */ image) => image.local === local).id;
	const bytesOf = async (/** @type {number} */ id) => Number(await page.evaluate(`lenscapPictures.bytes(${id})`));
	const piece = async (/** @type {number} */ id, at = 0, size = 300_000) =>
		Buffer.from(String(await page.evaluate(`lenscapPictures.piece(${id}, ${at}, ${size})`)), "base64");
	const data = await piece(idOf("data"));
	assert.equal(data.subarray(1, 4).toString(), "PNG");
	assert.equal(data.length, await bytesOf(idOf("data")));
	const png = await piece(idOf("blob"));
	assert.deepEqual([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)], ["PNG", 70, 60]);
	assert.equal(await bytesOf(idOf("blob")), png.length);
	const thirds = [];
	for (let at = 0; at * 99 < png.length; at++)
		thirds.push(await piece(idOf("blob"), at, 99));
	assert.ok(thirds.slice(0, -1).every((one) => one.length === 99));
	assert.deepEqual(Buffer.concat(thirds), png, "in pieces it is the same");
	assert.deepEqual([await bytesOf(byUrl("og.jpg").id), (await piece(byUrl("og.jpg").id)).length], [0, 0],
		"only those");

	// Marks are put on pictures, follow them, and go away.
	assert.equal(await page.evaluate(
		`${outline}; lenscapOutline.show([{ id: ${byUrl("q=1").id}, status: "mine", text: "Yours" }])`), 1);
	assert.equal(await page.$$eval("lenscap-outlines", (list) => list.length), 1);
	await page.evaluate("lenscapOutline.clear()");
	assert.equal(await page.$$eval("lenscap-outlines", (list) => list.length), 0);
	assert.equal(asked.length, before);
}));

inPage("looks into templates as deep as into frames, and no deeper", (page) => withServers(async (own) => {
	await page.goto(`${own}/frame2`);
	await page.evaluate(`{
		let part = document.body;
		for (let at = 0; at < 2000; at++) {
			const template = document.createElement("template");
			template.content.append(Object.assign(document.createElement("img"), { src: "/p/deep-" + at + ".jpg" }));
			part.append(template);
			part = template.content;
		}
	}`);
	const { images } = /** @type {any} */ (await page.evaluate(collect));
	const deep = images.filter((/** @type {any} */ image) => image.url.includes("/p/deep-"));
	assert.deepEqual(deep.map((/** @type {any} */ image) => Number(/deep-(\d+)/.exec(image.url)?.[1])),
		Array.from({ length: 21 }, (_, at) => at));
	assert.ok(deep.every((/** @type {any} */ image) => image.apart && image.kind === "lazy"));
}));

inPage("says what a picture of its own site looks like, for comparing", (page) => withServers(async (own) => {
	await page.goto(`${own}/frame2`);
	/** Each cell lighter than the one before, in two of them too little. @param {string} at its right half */
	const drawn = (at) => page.evaluate(async (right, script) => {
		const canvas = document.createElement("canvas");
		const draw = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
		Object.assign(canvas, { width: 900, height: 800 });
		for (let row = 0; row < 8; row++)
			for (let cell = 0; cell < 9; cell++) {
				const grey = row === 1 ? 200 - 20 * cell : row === 2 ? 100 + cell : 20 + 20 * cell;
				draw.fillStyle = row === 3 && cell > 4 ? right : `rgb(${grey},${grey},${grey})`;
				draw.fillRect(100 * cell, 100 * row, 100, 100);
			}
		const image = document.body.appendChild(new Image());
		await new Promise((done) => { image.onload = done; image.src = canvas.toDataURL(); });
		const { getImageData } = CanvasRenderingContext2D.prototype;
		if (right === "noise")
			CanvasRenderingContext2D.prototype.getImageData = function (...all) {
				const pixels = getImageData.apply(this, /** @type {any} */ (all));
				pixels.data.forEach((_, i) => { if (i % 4 < 3) pixels.data[i] = 256 * Math.random(); });
				return pixels;
			};
		if (right === "unturned")
			image.style.imageOrientation = "none";
		const { images } = eval(script);
		CanvasRenderingContext2D.prototype.getImageData = getImageData;
		return images.find((/** @type {any} */ { local }) => local === "data").dhash;
	}, at, collect);
	const hash = await drawn("rgb(100,100,100)");
	const [bits = 0n, sure = 0n] = [hash.slice(0, 16), hash.slice(16)].map((half) => BigInt(`0x${half}`));
	// Row by row: lighter, darker, lighter by too little to be sure, half of it lighter, lighter.
	assert.equal(sure.toString(16), "ffff00f0ffffffff");
	assert.equal((bits & sure).toString(16), "ff0000f0ffffffff");
	for (const [at, why] of [["rgba(0,0,0,0)", "what shines through has the page's colours"],
		["noise", "a browser that hides what was drawn"], ["unturned", "strangers get it turned"]]) {
		await page.goto(`${own}/frame2`);
		assert.equal(await drawn(String(at)), undefined, why);
	}
}));

inPage("lists six thousand, and says how many more there are", (page) => withServers(async (own) => {
	await page.goto(`${own}/many`);
	const { images, left } = /** @type {any} */ (await page.evaluate(collect));
	assert.deepEqual([images.length, left.beyond, left.long], [6000, 100, 1]);
}));

inPage("looks at styles in the time of a few passes", (page) => withServers(async (own) => {
	await page.goto(`${own}/styled`);
	const session = await page.createCDPSession();
	// By the time that the processor gave the page: on a busy machine the clock says more.
	await session.send("Performance.enable", { timeDomain: "threadTicks" });
	/** What it took, in milliseconds. @param {string} script */
	const took = async (script) => {
		const spent = async () => (await session.send("Performance.getMetrics")).metrics
			.find(({ name }) => name === "TaskDuration")?.value ?? NaN;
		const before = await spent();
		const found = await page.evaluate(script);
		return { found: /** @type {any} */ (found), ms: Math.round(1000 * (await spent() - before)) };
	};
	const pass = await took(`for (const element of document.querySelectorAll("*"))
		getComputedStyle(element).backgroundImage;`);
	const whole = await took(collect);
	assert.deepEqual(whole.found.images.length, 2, JSON.stringify(whole.found.images));
	console.log(`# 30,000 elements, 3,000 rules: one pass ${pass.ms} ms, the collector ${whole.ms} ms`);
	assert.ok(whole.ms > 0 && whole.ms < 2000, String(whole.ms));
}));

inPage("keeps what it met while the page is scrolled, by the same numbers", async (page) => {
	// A list that shows other pictures in the same three elements.
	await page.setContent(`<body style="height:4000px"><img width=90 height=90><img width=90 height=90>
		<img width=90 height=90><script>const show = (at) => document.querySelectorAll("img").forEach((image, i) =>
		image.src = "https://list.test/" + (at + i) + ".jpg"); show(0);</script>`);
	const met = [];
	await page.evaluate("globalThis.lenscapKept = []");
	for (const at of [0, 2, 4]) {
		await page.evaluate(`show(${at})`);
		const { images } = /** @type {any} */ (await page.evaluate(collect));
		met.push(images.map((/** @type {any} */ { id, url }) => [id, url.slice(18)]));
	}
	assert.deepEqual(met, [[[0, "0.jpg"], [1, "1.jpg"], [2, "2.jpg"]], [[3, "3.jpg"], [4, "4.jpg"]],
		[[5, "5.jpg"], [6, "6.jpg"]]]);
	assert.equal(await page.evaluate('lenscapPictures.idOf("https://list.test/1.jpg")'), 1);
	assert.equal(await page.evaluate("lenscapPictures.place(1).changed"), true);
	await page.evaluate("delete globalThis.lenscapKept");
	const { images } = /** @type {any} */ (await page.evaluate(collect));
	assert.deepEqual(images.map((/** @type {any} */ { id }) => id), [0, 1, 2], "without it, it begins anew");
});
