// The one way bytes go to the host: pieces of the size that it named, in their
// order, as many at once as it takes, and none after it was called off.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "../../extension/shared/failure.js";
import { addFile, addFiles, pieces, send, sendBlob } from "../../extension/shared/upload.js";

const settle = () => new Promise((resolve) => setImmediate(resolve));

/**
 * A host that keeps what it is sent; each piece is answered when the test lets it.
 * @param {object} [limits] of its hello
 */
function stage(limits) {
	/** @type {[string, any][]} */
	const asked = [];
	/** @type {(() => void)[]} */
	const held = [];
	const stage = {
		asked, held,
		free: true,
		most: 0,
		chunks: () => asked.filter(([method]) => method === "photo.chunk").map(([, params]) => params),
		/** @type {any} */
		host: {
			hello: async () => ({ limits }),
			request: async (/** @type {string} */ method, /** @type {any} */ params) => {
				asked.push([method, params]);
				if (method === "photo.begin")
					return { upload: 5 };
				if (method === "photo.end")
					return { outcome: "added", photo: 1 };
				if (!stage.free)
					await new Promise((resolve) => {
						held.push(() => resolve(undefined));
						stage.most = Math.max(stage.most, held.length);
					});
				return { received: 0 };
			},
		},
	};
	return stage;
}
const bytes = (/** @type {number} */ n) => Uint8Array.from({ length: n }, (_, at) => (at * 7) & 255);
const file = (/** @type {string} */ name, /** @type {number} */ n) =>
	/** @type {any} */ (Object.assign(new Blob([bytes(n)]), { name }));

test("a file arrives whole and in order, in pieces of the size that the host named", async () => {
	const { host, asked, chunks } = stage({ chunk_bytes: 999, chunks_in_flight: 4 });
	assert.deepEqual(await addFile(host, file("me.jpg", 3001)), { outcome: "added", photo: 1 });
	assert.deepEqual(asked[0], ["photo.begin", { purpose: "add", name: "me.jpg", bytes: 3001 }]);
	assert.deepEqual(asked.at(-1), ["photo.end", { upload: 5 }]);
	assert.deepEqual(chunks().map(({ index, upload }) => [index, upload]), [[0, 5], [1, 5], [2, 5], [3, 5]]);
	const arrived = chunks().map(({ data }) => Buffer.from(data, "base64"));
	assert.deepEqual(arrived.map((one) => one.length), [999, 999, 999, 4]);
	assert.deepEqual(Buffer.concat(arrived), Buffer.from(bytes(3001)));
});

test("a piece more is sent only where something is left", async () => {
	for (const [size, wanted] of /** @type {const} */ ([[6, 2], [7, 3], [5, 2], [1, 1]])) {
		const { host, chunks } = stage({ chunk_bytes: 3 });
		await addFile(host, file("x", size));
		assert.equal(chunks().length, wanted, `${size} bytes in threes`);
	}
});

test("what the host names is followed; threes of bytes; a host that names nothing is sent what the first ones took",
	() => {
	assert.deepEqual(pieces({ chunk_bytes: 300_000, chunks_in_flight: 2 }), { bytes: 300_000, flying: 2 });
	assert.deepEqual(pieces({ chunk_bytes: 1000 }), { bytes: 999, flying: 4 });
	assert.deepEqual(pieces({}), { bytes: 393_216, flying: 4 });
	assert.deepEqual(pieces(undefined), { bytes: 393_216, flying: 4 });
	assert.deepEqual(pieces({ chunk_bytes: 1, chunks_in_flight: 0 }), { bytes: 3, flying: 1 });
});

for (const wanted of [1, 2, 4])
	test(`no more than ${wanted} pieces are on their way where the host takes ${wanted}`, async () => {
		const play = stage({ chunk_bytes: 3, chunks_in_flight: wanted });
		play.free = false;
		const sent = addFile(play.host, file("x", 30));
		for (let arrived = 0; arrived < 10; arrived++) {
			for (let turns = 0; turns < 20; turns++)
				await settle();
			assert.equal(play.held.length, Math.min(wanted, 10 - arrived));
			play.held.shift()?.();
		}
		await sent;
		assert.equal(play.most, wanted);
	});

test("progress counts bytes that arrived, none twice and none too many", async () => {
	const { host } = stage({ chunk_bytes: 9 });
	/** @type {number[]} */
	const said = [];
	await sendBlob(host, new Blob([bytes(25)]), { purpose: "mail", name: "x.eml" },
		{ progress: (now) => said.push(now) });
	assert.deepEqual(said, [9, 18, 25]);
});

/** What the host hears of one that was called off. @param {[string, any][]} asked */
const ends = (asked) => asked.filter(([method]) => method === "photo.end").map(([, params]) => params);

test("an upload that is called off in the middle sends no further piece, and is given up", async () => {
	const stop = new AbortController();
	const { host, asked, chunks } = stage({ chunk_bytes: 3, chunks_in_flight: 1 });
	const sent = addFile(host, file("x", 30), { signal: stop.signal, progress: (now) => now >= 6 && stop.abort() });
	await assert.rejects(sent, (/** @type {any} */ error) => error instanceof Failure && error.code === "cancelled");
	assert.equal(chunks().length, 2);
	assert.deepEqual(ends(asked), [{ upload: 5, discard: true }]);
});

test("an upload that is called off with its last piece is not taken for one that arrived", async () => {
	const stop = new AbortController();
	const { host, asked } = stage({ chunk_bytes: 30 });
	const sent = addFile(host, file("x", 30), { signal: stop.signal, progress: () => stop.abort() });
	await assert.rejects(sent, (/** @type {any} */ error) => error.code === "cancelled");
	assert.deepEqual(ends(asked), [{ upload: 5, discard: true }]);
});

test("a file that cannot be read to its end is given up, and what was wrong with it is said", async () => {
	const { host, asked } = stage({ chunk_bytes: 6 });
	const torn = send(host, { purpose: "check", name: "blob", bytes: 13 }, async (index) => {
		if (index === 1)
			throw new Failure("gone");
		return "piece";
	});
	await assert.rejects(torn, (/** @type {any} */ error) => error.code === "gone");
	assert.deepEqual(ends(asked), [{ upload: 5, discard: true }]);
});

test("pieces come from whoever has them", async () => {
	const { host, chunks } = stage({ chunk_bytes: 6 });
	/** @type {[number, number][]} */
	const wanted = [];
	const upload = await send(host, { purpose: "check", name: "blob", bytes: 13 }, async (index, size) => {
		wanted.push([index, size]);
		return `piece ${index}`;
	});
	assert.equal(upload, 5);
	assert.deepEqual(wanted, [[0, 6], [1, 6], [2, 6]]);
	assert.deepEqual(chunks().map(({ data }) => data), ["piece 0", "piece 1", "piece 2"]);
});

/** @param {any} host @param {any[]} files @param {AbortController} [stop] */
async function addAll(host, files, stop = new AbortController()) {
	/** @type {string[]} */
	const outcomes = [];
	/** @type {any[]} */
	const said = [];
	const done = addFiles(host, files, { signal: stop.signal, progress: (now) => said.push(now),
		each: ({ name }, { outcome, error }) => outcomes.push(`${name} ${outcome} ${error?.code ?? ""}`.trim()) });
	const failed = await done.then(() => "", (/** @type {any} */ error) => error.code);
	return { outcomes, said, failed };
}

/** A host that has something against files of a name. @param {string} name @param {string} code */
function picky(name, code) {
	const play = stage({});
	const { request } = play.host;
	play.host.request = (/** @type {string} */ method, /** @type {any} */ params) =>
		params.name === name ? Promise.reject(new Failure(code)) : request(method, params);
	return play.host;
}

test("a file that fails costs its own line", async () => {
	const { outcomes, said, failed } = await addAll(
		picky("bad", "too_big"), [file("a", 1), file("bad", 2), file("b", 4)]);
	assert.deepEqual(outcomes, ["a added", "bad failed too_big", "b added"]);
	assert.equal(failed, "");
	assert.deepEqual(said.at(-1), { done: 3, bytes: 7 });
});

for (const code of ["host_died", "host_slow", "locked"])
	test(`after ${code} no further file is tried`, async () => {
		const { outcomes, failed } = await addAll(picky("bad", code), [file("a", 1), file("bad", 1), file("b", 1)]);
		assert.deepEqual([outcomes, failed], [["a added", `bad failed ${code}`], code]);
	});

test("files that were called off are not spoken of, nor those after them", async () => {
	const stop = new AbortController();
	stop.abort();
	assert.deepEqual((await addAll(stage({}).host, [file("a", 1)], stop)).outcomes, []);
	assert.deepEqual((await addAll(picky("b", "cancelled"), [file("a", 1), file("b", 1), file("c", 1)])).outcomes,
		["a added"]);
});
