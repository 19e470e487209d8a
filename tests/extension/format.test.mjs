// Addresses as people read them.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./rendered.mjs";

const { photoName, shortAddress } = await import("../../extension/shared/format.js");

test("a long address keeps its host and its end, and is as long as there is room", () => {
	const long = `https://static.example.org/${"folder/".repeat(20)}me-in-the-garden.jpg`;
	for (const limit of [30, 44, 60]) {
		const short = shortAddress(long, limit);
		assert.match(short, /^static\.example\.org\/.*….*the-garden\.jpg$/);
		assert.ok(short.length <= Math.max(limit, "static.example.org".length + 24), `${limit}: ${short}`);
	}
	assert.equal(shortAddress("https://a.example/me.jpg"), "a.example/me.jpg");
	assert.equal(shortAddress(`https://a.example/${"x".repeat(50)}`), `a.example/${"x".repeat(50)}`);
});

test("a host is whole, however long, and never shown twice", () => {
	const host = `${"sub.".repeat(20)}example.org`;
	assert.equal(shortAddress(`https://${host}/me.jpg`), `${host}/me.jpg`);
	assert.equal(shortAddress(`https://${host}?${"q".repeat(90)}me`),
		`${host}?${"q".repeat(7)}…${"q".repeat(13)}me`);
});

test("two addresses that differ look different", () => {
	const two = (/** @type {string} */ one, /** @type {string} */ other) =>
		assert.notEqual(shortAddress(one, 44), shortAddress(other, 44));
	two("https://a.example/me.jpg", "http://a.example/me.jpg");
	const query = "?ixlib=rb-4.0.3&fit=crop&w=1000&q=80";
	two(`https://images.example.com/one-1519681${query}`, `https://images.example.com/two-2629782${query}`);
	const path = "/Pictures/2019/summer/garden/IMG_0001.jpg";
	two(`/home/zoraide${path}`, `/mnt/backup${path}`);
});

test("a path is no host: it is shortened, too, and no sign is cut in two", () => {
	const path = `/home/zoraide/Pictures/${"𝕏".repeat(60)}/me.jpg`;
	const short = shortAddress(path, 44);
	assert.equal([...short].length, 44);
	assert.match(short, /^\/home\/zoraide.*….*\/me\.jpg$/u);
	assert.doesNotMatch(short, /\p{Surrogate}/u);
	assert.equal(photoName({ photo: 3, source: path }), `3 (${short})`);
	assert.equal(photoName({ photo: 3 }), "3");
});
