// The lint finds nothing in the extension, everything that is planted, and
// nothing in what is harmless.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { findings, ownFiles } from "./sends.mjs";

const top = fileURLToPath(new URL("../../extension", import.meta.url));

test("the extension has no way to send", () => {
	const files = ownFiles(top).filter((name) => /\.(js|html|svg|css)$/.test(name));
	assert.ok(files.length > 20);
	assert.deepEqual(files.flatMap((name) => findings(name, readFileSync(join(top, name), "utf8"))
		.map(({ line, why }) => `${name}:${line}: ${why}`)), []);
});

const planted = [
	"fetch('/x')", "globalThis.fetch('/x')", "globalThis['fetch']('/x')", "const {fetch: f} = globalThis; f('/x')",
		"const { fetch } = window",
	"window['fe' + 'tch']('/x')", "self[name]('/x')", "new XMLHttpRequest()", "new WebSocket('x')",
		"new EventSource('x')", "new WebTransport('x')",
	"navigator.sendBeacon('x', y)", "navigator?.sendBeacon?.('x')", "new RTCPeerConnection({})",
		"new webkitRTCPeerConnection()", "new Image().width",
	"ext.runtime.setUninstallURL('x')", "ext.downloads.download({})", "ext.notifications.create({iconUrl: x})",
		"new Worker('x.js')",
	"navigator.serviceWorker.register('x')", "importScripts('x')", "await import(where)", "import x from 'lit-html'",
		"import 'https://example.org/x.js'",
	"export * from 'x'", "ext.tabs.create({ url: 'https://example.org/?' + data })", "ext.tabs.create({ url })",
		"ext.tabs.create({ url: address })",
	"ext.tabs.create({ ...options })", "ext.tabs.create(options)", "ext.tabs.update(1, { url: a.b })",
		"ext.windows.create({ url: [x], type: 'popup' })",
	"ext.tabs['create']({ url: x })", "ext.tabs[method]({ url: x })", "ext.tabs.duplicate(1)", "window.open(x)",
		"globalThis.open(x)", "open('x')", "document.open('x','','')",
	"location = x", "location.href = x", "window.location = x", "document.location.href += x", "location.assign(x)",
		"location.replace(x)",
	"const l = location; l.href = x", "Object.assign(location, { href: x })", "location.search = x",
		"history.pushState(1, '', x)",
	"element.innerHTML = x", "element.outerHTML = x", "element.insertAdjacentHTML('beforeend', x)",
		"element['innerHTML'] = x", "document.write(x)",
	"eval(x)", "new Function(x)", "setTimeout('x()', 1)", "html`${unsafeHTML(x)}`", "img.src = x", "link.href = x",
	"a.cite = x",
		"form.action = x", "video.poster = x",
	"document.createElement('img')", "document.createElement('iframe')", "document.createElement('form')",
		"document.createElement(tag)", "document.createElement('a')",
	"a.setAttribute('href', x)", "a.setAttribute(name, x)", "a.setAttribute('src', x)", "form.submit()",
		"form.requestSubmit()",
	"html`<form action=\"x\"></form>`", "html`<button formaction=${x}></button>`", "html`<img src=${url}>`",
		"html`<img src=\"https://example.org/x\">`",
	"html`<a href=${address}>x</a>`", "html`<a href=\"https://example.org\">x</a>`", "html`<a ping=${x}>`",
		"html`<img srcset=${x}>`", "html`<iframe></iframe>`",
	"html`<video poster=${x}>`", "html`<link rel=stylesheet href=x>`", "html`<b onclick=\"x()\">`",
		"x.style.background = `url(${y})`", "sheet.insertRule('@import \"x\"')",
	"const a = 'https://example.org/' + secret", "`https://example.org/${secret}`",
		"const a = 'https://x.example.org/y'", "const a = 'https://x.example/?y='",
		"chrome.tabs.query({})",
		"browser.runtime", "ext.runtime.connectNative('x')",
	"ext.runtime.sendNativeMessage('x', {})", "ext.scripting.executeScript({ target: { tabId, allFrames: true } })",
		"ext.scripting.insertCSS({})",
	"ext.scripting.registerContentScripts([])", "ext.action.setIcon({ path: x })",
		"ext.action.setPopup({ popup: x })", "new PaymentRequest()", "navigator.share({})",
	"URL.createObjectURL(blob)", "new FontFace('x', y)", "ext.runtime.sendMessage(x)",
];
for (const text of planted)
	test(`refuses ${text}`, () => assert.notDeepEqual(findings("pages/x.js", text), []));

const harmless = [
	"// fetch(x), innerHTML and https://example.org", "const text = 'fetch the picture'", "location.hash = name",
		"const { hash } = location",
	"import { t } from '../shared/i18n.js'", "ext.tabs.create({ url: page('pages/x.html') })",
		"ext.tabs.update(id, { active: true })", "html`<a href=\"#${view.name}\">x</a>`",
	"html`<button @click=${go}>x</button>`", "html`<img src=${thumbnail} alt=\"\">`", "document.createElement('div')",
		"element.textContent = x", "element.setAttribute('aria-hidden', 'true')",
	"location.reload()", "map.set('url', x)", "const o = { url: x }", "view.open(shell)", "new URL(x).host",
		"value.includes('url(')", "const a = 'https://x.example/y.jpg'",
];
for (const text of harmless)
	test(`lets pass ${text}`, () => assert.deepEqual(findings("pages/x.js", text), []));

const markup = ["<script>x()</script>", "<script src='https://example.org/x.js'></script>",
	"<img src=//example.org/x>", "<form action=x>", "<iframe src=x>",
	"<meta http-equiv=refresh content=1>", "<link rel=preconnect href=x>", "<body onload=x()>", "<base href=x>",
		"<a href='https://example.org'>", "<img srcset='x 1x'>"];
for (const text of markup)
	test(`refuses ${text}`, () => assert.notDeepEqual(findings("pages/x.html", text), []));
for (const text of ["a { background: url(x.png) }", "@import 'x';", "@font-face { src: x }",
	"a { background: image-set('x' 1x) }"])
	test(`refuses ${text}`, () => assert.notDeepEqual(findings("pages/x.css", text), []));
