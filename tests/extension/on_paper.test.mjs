// What letters on paper have of a person: kept, shown, refused, taken away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { listener, rendered } from "./rendered.mjs";

/** @type {any[]} What the host was asked. */
const asked = [];
/** @type {Record<string, (params: any) => any>} */
const answers = {
	"me.get": () => ({ country: "fr", email: "a@b.example", language: "en", letterhead: "Club", signature: "" }),
	"me.set": ({ values }) => ({ country: "fr", letterhead: values.letterhead, signature: "" }),
	"me.sign": () => ({ country: "fr", signature: "0123456789abcdef" }),
	"me.unsign": () => ({ country: "fr", signature: "" }),
	"me.signature": () => ({ columns: 2, rows: 2, ink: "AP8QAQ==" }),
};
/** @type {any} */ (globalThis).browser = { runtime: {
	getURL: (/** @type {string} */ path) => path,
	connect: () => {
		/** @type {any} */
		const port = { onMessage: { addListener: (/** @type {any} */ call) => (port.hear = call) },
			onDisconnect: { addListener: () => {} },
			postMessage: (/** @type {any} */ { id, name, params }) => {
				asked.push([params?.method ?? name, params?.params]);
				queueMicrotask(() => {
					try {
						const answer = params?.method ? answers[params.method] : undefined;
						port.hear({ id, result: answer ? answer(params.params) : { limits: {} } });
					} catch (error) {
						port.hear({ id, error });
					}
				});
			} };
		return port;
	},
} };
/** @type {any} */ let put;
/** @type {any} */ (globalThis).ImageData = class {
	constructor(/** @type {number} */ width, /** @type {number} */ height) {
		this.data = new Uint8ClampedArray(4 * width * height);
	}
};
document.createElement = /** @type {any} */ (() => ({ dataset: {}, toString: () => "[signature]",
	getContext: () => ({ putImageData: (/** @type {any} */ pixels) => { put = pixels; } }) }));
answers["photo.begin"] = () => ({ upload: 7 });
answers["photo.chunk"] = () => ({ received: 3 });
const { loadMe, newMe } = await import("../../extension/pages/letters/about_me.js");
const { loadSignature, paperForm } = await import("../../extension/pages/letters/on_paper.js");

const settled = () => new Promise((resolve) => { setTimeout(resolve, 20); });
const methods = () => asked.map(([method]) => method).filter((method) => method.startsWith("me."));

async function load() {
	const me = newMe(() => {}, () => {});
	await loadMe(me);
	await loadSignature(me);
	asked.length = 0;
	return me;
}

/** @param {any} me */
async function choose(me) {
	const files = [Object.assign(new Blob([new Uint8Array([1, 2, 3])]), { name: "mine.png" })];
	listener(paperForm(me), "me-sign", "change")({ target: { files } });
	await settled();
}

test("without a signature there is none to be seen, and none to be taken away", async () => {
	const me = await load();
	const page = rendered(paperForm(me));
	assert.doesNotMatch(page, /\[signature\]|me-unsign/);
	assert.match(page, /Club/);
});

test("a picture that is chosen is handed over, and what the host kept of it is shown", async () => {
	const me = await load();
	await choose(me);
	assert.deepEqual(methods(), ["me.sign", "me.signature"]);
	assert.deepEqual(asked.find(([method]) => method === "photo.begin")[1],
		{ purpose: "file", name: "mine.png", bytes: 3 });
	assert.deepEqual(asked.find(([method]) => method === "me.sign")[1], { upload: 7 });
	assert.deepEqual([...put.data], [0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 16, 0, 0, 0, 1]); // black, as dark as its ink
	assert.match(rendered(paperForm(me)), /\[signature\]/);
	asked.length = 0;
	listener(paperForm(me), "me-unsign")();
	await settled();
	assert.deepEqual(methods(), ["me.unsign"]);
	assert.doesNotMatch(rendered(paperForm(me)), /\[signature\]/);
});

test("a picture of none is refused with a remedy, and what was kept stays", async () => {
	const me = await load();
	await choose(me);
	answers["me.sign"] = () => { throw { code: "bad_params", message: "No dark writing" }; };
	await choose(me);
	assert.equal(/** @type {any} */ (me.error).code, "signature");
	assert.match(rendered(paperForm(me)), /\[signature\]/);
});

test("a letterhead is told to the host", async () => {
	const me = await load();
	listener(paperForm(me), "me-letterhead", "change")({ target: { value: "Club\nB" } });
	await settled();
	assert.deepEqual(asked.find(([method]) => method === "me.set")[1].values.letterhead, "Club\nB");
});
