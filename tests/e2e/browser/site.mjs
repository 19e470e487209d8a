// site.mjs: the sites of the trial, and a log of every request they get.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

/**
 * The pictures of the profile: how each stands in the page, which file it is,
 * and what the check must say of it.  `{}` in `html` is its address.
 * @typedef {{name: string, file: string, html?: string, head?: string, css?: string, want: string, local?: string,
	secret?: boolean, to?: string, instead?: string}} Way
 */
const box = "width=160 height=120";
/** @type {Way[]} */
const ways = [
	// The five that are kept.
	{ name: "garden.jpg", file: "garden.jpg", html: `<img src="{}" alt="Our garden" ${box}>`, want: "new" },
	{ name: "wings.jpg", file: "wings.jpg",
		html: `<img src="/p/wings-small.jpg" srcset="/p/wings-small.jpg 200w, {} 640w" sizes="160px"
			alt="A butterfly" ${box}>`, want: "new" },
	{ name: "wood.jpg", file: "wood.jpg", css: ".wood{background-image:url({})}",
		html: '<div class="box wood" aria-label="The wood"></div>', want: "new" },
	{ name: "storm.jpg", file: "storm.jpg", html: `<img src="/p/dot.gif" data-src="{}" alt="A storm" ${box}>`,
		want: "new" },
	{ name: "ladybird.jpg", file: "ladybird.jpg",
		html: '<div class="shadow" data-address="{}" data-name="A ladybird"></div>', want: "new" },
	// Known before, and cut.
	{ name: "dune.jpg?size=large&v=2", file: "dune.jpg", html: `<img src="{}" alt="A dune" ${box}>`, want: "mine" },
	// All the other ways to embed.
	{ name: "density.jpg", file: "other-00.jpg",
		html: `<img src="/p/d1.jpg" srcset="/p/d1.jpg, {} 3x" alt="" ${box}>`, want: "new" },
	{ name: "wide.webp", file: "wide.webp",
		html: `<picture><source type="image/webp" srcset="/p/narrow.webp 400w, {} 1400w" sizes="160px">
			<img src="/p/d1.jpg" alt="" ${box}></picture>`, want: "new" },
	{ name: "lazy-set.jpg", file: "other-02.jpg", html: `<img data-srcset="/p/d1.jpg 200w, {} 900w" alt="" ${box}>`,
		want: "new" },
	{ name: "original.jpg", file: "other-03.jpg", html: `<img src="/p/dot.gif" data-original="{}" alt="" ${box}>`,
		want: "new" },
	{ name: "far.jpg", file: "other-04.jpg",
		html: `<div class="far"><img src="{}" loading="lazy" alt="" ${box}></div>`, want: "new" },
	{ name: "data-bg.jpg", file: "other-05.jpg", html: '<div class="box" data-bg="{}"></div>', want: "new" },
	{ name: "two.jpg", file: "other-06.jpg", css: ".two{background:linear-gradient(#0000,#0004),url({})}",
		html: '<div class="box two"></div>', want: "new" },
	{ name: "before.jpg", file: "other-07.jpg",
		css: '.before::before{content:"";display:block;width:160px;height:120px;background:url({})}',
		html: '<div class="before"></div>', want: "new" },
	{ name: "set.jpg", file: "other-08.jpg", css: ".set{background-image:image-set(url(/p/d1.jpg) 1x, url({}) 2x)}",
		html: '<div class="box set"></div>', want: "new" },
	{ name: "closed.jpg", file: "other-09.jpg",
		html: '<div class="shadow" data-mode="closed" data-address="{}"></div>', want: "new" },
	{ name: "framed.jpg", file: "other-10.jpg",
		html: '<iframe src="/frame?{}" width=200 height=150 title="frame"></iframe>', want: "new" },
	{ name: "srcdoc.jpg", file: "other-11.jpg",
		html: `<iframe srcdoc="<img src='{}' ${box}>" width=200 height=150 title="frame"></iframe>`, want: "new" },
	{ name: "vector.jpg", file: "other-12.jpg",
		html: '<svg width=160 height=120><image href="{}" width=160 height=120 /></svg>', want: "new" },
	{ name: "poster.jpg", file: "other-13.jpg", html: `<video poster="{}" ${box}></video>`, want: "new" },
	{ name: "large.jpg", file: "other-14.jpg",
		html: `<a href="{}"><img src="/p/d1.jpg" alt="" width=80 height=60></a>`, want: "new" },
	{ name: "linked.jpg", file: "other-15.jpg", html: '<a href="{}">a picture</a>', want: "new" },
	{ name: "noscript.jpg", file: "other-16.jpg", html: '<noscript><img src="{}" alt=""></noscript>', want: "new" },
	{ name: "input.jpg", file: "other-17.jpg", html: `<input type="image" src="{}" alt="go" ${box}>`, want: "new" },
	{ name: "og.jpg", file: "other-18.jpg", head: '<meta property="og:image" content="{}">', want: "new" },
	{ name: "json-ld.jpg", file: "other-19.jpg",
		head: '<script type="application/ld+json">'
			+ '{"@type":"Person","image":{"@type":"ImageObject","url":"{}"}}</script>',
		want: "new" },
	{ name: "image-src.jpg", file: "other-20.jpg", head: '<link rel="image_src" href="{}">', want: "new" },
	{ name: "moved.jpg", file: "", to: "/p/arrived.jpg", html: `<img src="{}" alt="" ${box}>`, want: "new" },
	{ name: "in-data", file: "other-21.jpg", local: "data", html: `<img class="data" alt="" ${box}>`, want: "new" },
	{ name: "in-blob", file: "other-22.jpg", local: "blob", html: `<img class="blob" alt="" ${box}>`, want: "new" },
	// What only this browser is shown.
	{ name: "friends.jpg", file: "other-23.jpg", secret: true, html: `<img src="{}" alt="For friends" ${box}>`,
		want: "unknown" },
	{ name: "family.jpg", file: "other-24.jpg", secret: true, to: "/login", css: ".family{background-image:url({})}",
		html: '<div class="box family"></div>', want: "login" },
	// A stranger gets another, of the same shape: only the pixels tell.
	{ name: "members.jpg", file: "other-32.jpg", secret: true, instead: "other-33.jpg",
		html: `<img src="{}" alt="For members" ${box}>`, want: "stand_in" },
	// The browser did not get it: asked for only when the user wants that.
	{ name: "gone.jpg", file: "", html: `<img src="{}" alt="Gone" ${box}>`, want: "apart" },
];

/** Served, but no pictures of anybody: left out of a check. */
const leftOut = `<img src="/p/icon.png" alt="" width=16 height=16><img src="/p/pixel.gif" alt="" width=1 height=1>
	<div style="background:url(/p/sprite.png) -32px -64px;width:100px;height:100px"></div>
	<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E" alt="" width=90 height=90>
	<img src="/p/drawing.svg" alt="" ${box}>`;

const dot = Buffer.from("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==", "base64");

/** @param {Way} way @param {string | undefined} text */
const put = (way, text) => (text ?? "").replaceAll("{}", way.local ? "" : `/p/${way.name.replaceAll("&", "&amp;")}`);

const style = `body{font:16px sans-serif;margin:2em;max-width:60em} .box{width:160px;height:120px;display:inline-block}
	main{display:flex;flex-wrap:wrap;align-items:flex-start;gap:12px} .far{order:1;width:100%;margin-top:4000px}`;

function profile() {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Maria Muster's pictures</title>
<link rel="icon" href="/p/favicon.png">
${ways.map((way) => put(way, way.head))
	.join("\n")}<style>${style} ${ways.map((way) => put(way, way.css).replaceAll("&amp;", "&"))
		.join("\n")}</style></head>
<body><h1>Maria Muster</h1><main>${ways.map((way) => put(way, way.html)).join("\n")}
<img src="/p/garden.jpg" alt="" width=60 height=50>${leftOut}</main>
<script>
for (const host of document.querySelectorAll(".shadow"))
	host.attachShadow({ mode: host.dataset.mode ?? "open" }).innerHTML =
		'<img src="' + host.dataset.address + '" alt="' + (host.dataset.name ?? "") + '" ${box}>';
const show = (image, address) => new Promise((done) => { image.onload = done; image.src = address; });
const fetched = (name) => fetch("/raw/" + name).then((answer) => answer.blob());
window.ready = Promise.all([
	fetched("in-data").then((blob) => new Promise((done) => {
		const reader = new FileReader();
		reader.onload = () => done(show(document.querySelector(".data"), reader.result));
		reader.readAsDataURL(blob);
	})),
	fetched("in-blob").then((blob) => show(document.querySelector(".blob"), URL.createObjectURL(blob))),
]).then(() => (document.documentElement.dataset.ready = "yes"));
</script></body></html>`;
}

/** @param {string} title @param {string[]} names */
const gallery = (title, names) => `<!doctype html><html lang="en" data-ready="yes"><head><meta charset="utf-8">
<title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><h1>${title}</h1><main>${names.map((name) => `<img src="/p/${name}" alt="" ${box}>`)
	.join("\n")}</main></body></html>`;

/** What a search by picture shows: each hit with a link to the page where it is. */
const results = () => gallery("Results", ["other-03.jpg", "copy-wings.jpg"])
	.replaceAll(/<img src="\/p\/([\w-]+)[^>]*>/g, '<a href="/imgres?imgrefurl=https%3A%2F%2F$1.example%2Fu">$&</a>');

const number = (/** @type {number} */ at) => String(at).padStart(2, "0");
const strangers = Array.from({ length: 12 }, (_, at) => `other-${number(2 * at + 1)}.jpg`);
const slow = Array.from({ length: 10 }, (_, at) => `slow-${number(at + 10)}.jpg`);

/**
 * @typedef {{time: number, site: string, method: string, path: string, headers: Record<string, string>, body: number,
	head: number, port: number, status: number, browser: boolean}} Request
 */

/**
 * What stands at a path: [status, type, body, further headers].
 * @param {(file: string) => Buffer} bytes @param {string} path @param {string} cookie
 * @returns {[number, string, string | Buffer, object?]}
 */
function answer(bytes, path, cookie) {
	const name = path.slice(3);
	const way = ways.find((entry) => entry.name === name);
	const type = name.endsWith("webp") ? "image/webp" : "image/jpeg";
	if (path === "/login")
		return [200, "text/html", "<!doctype html><title>Log in</title><p>Please log in."];
	if (path.startsWith("/frame?"))
		return [200, "text/html", `<!doctype html><title>frame</title><img src="${path.slice(7)}" ${box}>`];
	if (path.startsWith("/raw/"))
		return [200, "image/jpeg", bytes(ways.find((entry) => entry.name === path.slice(5))?.file ?? "")];
	if (!path.startsWith("/p/"))
		return [404, "text/html", "no such page"];
	if (way?.instead && !cookie.includes("login=maria"))
		return [200, type, bytes(way.instead)];
	if (way?.secret && !cookie.includes("login=maria"))
		return way.to ? [302, "text/html", "", { Location: way.to }] : [403, "text/html", "Forbidden"];
	if (way?.to && !way.secret)
		return [302, "text/html", "", { Location: way.to }];
	if (way)
		return way.file ? [200, type, bytes(way.file)] : [404, "text/html", "gone"];
	if (name === "arrived.jpg")
		return [200, type, bytes("other-25.jpg")];
	if (/^slow-\d\d\.jpg/.test(name))
		return [200, type, bytes(`other-${name.slice(5)}`)];
	if (/^(copy|other)-[\w-]+\.jpg$/.test(name) || /^b\d\d\.jpg$/.test(name) || name === "narrow.webp")
		return [200, type, bytes(name)];
	if (/\.(gif|png)$/.test(name))
		return [200, "image/gif", dot];
	if (name.endsWith(".svg"))
		return [200, "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="120"/>'];
	return [200, "image/jpeg", bytes("other-26.jpg")];
}

/**
 * Serve the sites on two ports of this machine.
 * @param {string} pictures the folder that pictures.py filled
 */
export async function serve(pictures) {
	/** @type {Request[]} */
	const log = [];
	/** @param {string} file */
	const bytes = (file) => readFileSync(join(pictures, file));
	/** @type {Record<string, Record<string, () => string>>} */
	const pages = {
		profile: { "/": profile },
		other: {
			"/": () => gallery("Summer wallpapers", [...strangers.slice(0, 5), "copy-garden.jpg",
				...strangers.slice(5, 9), "copy-wings.jpg", ...strangers.slice(9)]),
			"/results": results,
			"/slow": () => gallery("A slow site", slow),
			"/empty": () => gallery("Nothing here", []),
			"/bench": () => gallery("Fifty", Array.from({ length: 50 }, (_, at) => `b${number(at)}.jpg`)),
		},
	};

	// What is slow comes in drops, not too few for the host, until it is let go.
	let letGo = () => {};
	let held = Promise.resolve();
	let first = 0;
	/** @param {import("node:http").ServerResponse} response @param {Buffer} body */
	async function drip(response, body) {
		let free = false;
		held.then(() => (free = true));
		let at = 0;
		for (; !free && at + 512 < body.length && !response.destroyed; at += 256) {
			response.write(body.subarray(at, at + 256));
			await Promise.race([held, new Promise((resolve) => setTimeout(resolve, 500))]);
		}
		response.end(body.subarray(at));
	}

	const servers = Object.entries(pages).map(([site, here]) => createServer((request, response) => {
		const path = String(request.url);
		const headers = /** @type {Record<string, string>} */ (Object.fromEntries(Object.entries(request.headers)));
		/** @type {Request} */
		const entry = { time: Date.now(), site, method: String(request.method), path, headers, body: 0, status: 0,
			port: request.socket.remotePort ?? 0,
			head: request.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0) + path.length + 20,
			// Both browsers take what is compressed; the host asks for none.
			browser: /\bgzip\b/.test(headers["accept-encoding"] ?? "") };
		log.push(entry);
		request.on("data", (data) => (entry.body += data.length));
		const [status, type, body, more] = Object.hasOwn(here, path)
			? [200, "text/html; charset=utf-8", here[path]?.() ?? "", {}]
			: answer(bytes, path, headers["cookie"] ?? "");
		entry.status = status;
		response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store",
			...(Object.hasOwn(here, path) ? { "Set-Cookie": "login=maria; HttpOnly; SameSite=Lax" } : {}), ...more });
		if (path.startsWith("/p/slow-") && !entry.browser && --first < 0)
			drip(response, /** @type {Buffer} */ (body));
		else
			response.end(request.method === "HEAD" ? undefined : body);
	}));
	const addresses = await Promise.all(servers.map((server) => new Promise((done) => server.listen(0, "127.0.0.1",
		() => done(`http://127.0.0.1:${/** @type {any} */ (server.address()).port}`)))));
	const [own = "", other = ""] = /** @type {string[]} */ (addresses);
	return {
		own, other, log,
		/** What a check of the profile must say: address (or data, blob) -> status. */
		wanted: Object.fromEntries(ways.map((way) => [way.local ?? `${own}/p/${way.name}`, way.want])),
		/** What a second look, as a browser's, may say that it comes from. */
		pages: [`${own}/`, ...Object.keys(pages["other"] ?? {}).map((path) => other + path)],
		/** Whatever a host may ask for: what stands on the pages, and where that leads. */
		asked: new Set([...ways.filter((way) => !way.local).map((way) => `${own}/p/${way.name}`),
			...["arrived.jpg", "d1.jpg", "narrow.webp", "wings-small.jpg"].map((name) => `${own}/p/${name}`),
			`${own}/login`,
			...[...strangers, "copy-garden.jpg", "copy-wings.jpg", ...slow].map((name) => `${other}/p/${name}`)]),
		/** From now on slow pictures do not come to an end, but for so many. @param {number} but */
		hold(but) {
			first = but;
			held = new Promise((resolve) => (letGo = () => resolve()));
		},
		release: () => letGo(),
		close() {
			for (const server of servers) {
				server.closeAllConnections();
				server.close();
			}
		},
	};
}
