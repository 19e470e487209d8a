// upload.js: the one way bytes go to the host: announced, in pieces of the size
// that the host named in its hello, a few at a time, and read at the end.
import { base64Of } from "./base64.js";
import { Failure, plain } from "./failure.js";

/** @typedef {import("./answers.js").Asker} Asker */
/** @typedef {import("./answers.js").Added} Added */
/** @typedef {"add" | "check" | "mail" | "clean" | "file"} Purpose */
/** @typedef {{purpose: Purpose, name: string, bytes: number}} Announced */
/** @typedef {{signal?: AbortSignal, progress?: (bytes: number) => void}} Options progress: bytes that arrived */
/** @typedef {(index: number, size: number) => Promise<string>} Piece
 *   gives the index-th `size` bytes in base64, fewer at the end */

/** What a host takes that does not say: as the first ones did. */
const USUAL = { bytes: 393_216, flying: 4 };

/** How the host wants its pieces. @param {import("./answers.js").Limits | undefined} limits */
export function pieces(limits) {
	const { chunk_bytes: bytes, chunks_in_flight: flying } = limits ?? {};
	return {
		// Threes of bytes are whole letters of base64, which can be cut without decoding.
		bytes: Math.max(3, Math.floor((bytes ?? USUAL.bytes) / 3) * 3),
		flying: Math.max(1, flying ?? USUAL.flying),
	};
}

/** Give one up: the host has room for few.  One that is gone, or of old, knows nothing of it.
 * @param {Asker} host @param {number} upload */
const discard = (host, upload) => host.request("photo.end", { upload, discard: true }).catch(() => undefined);

/**
 * Bring bytes to the host.
 * @param {Asker} host @param {Announced} what @param {Piece} piece @param {Options} [options]
 * @returns {Promise<number>} the upload, for a method that takes one
 */
export async function send(host, what, piece, { signal, progress } = {}) {
	const { bytes: size, flying: most } = pieces((await host.hello()).limits);
	const { upload } = await host.request("photo.begin", what);
	const goOn = () => {
		if (signal?.aborted)
			throw new Failure("cancelled");
	};
	let arrived = 0;
	/** @type {Set<Promise<void>>} */
	const flying = new Set();
	try {
		// Pieces leave in their order, and a few may be on their way at once.
		for (let index = 0; index * size < what.bytes; index++) {
			goOn();
			const data = await piece(index, size);
			const answer = host.request("photo.chunk", { upload, index, data }).then(() => {
				flying.delete(answer);
				progress?.(arrived += Math.min(size, what.bytes - index * size));
			});
			flying.add(answer);
			if (flying.size >= most)
				await Promise.race(flying);
		}
		await Promise.all(flying);
		goOn();
	} catch (error) {
		await Promise.allSettled(flying);
		await discard(host, upload);
		throw error;
	}
	return upload;
}

/**
 * @param {Asker} host @param {Blob} blob @param {Omit<Announced, "bytes">} what @param {Options} [options]
 */
export const sendBlob = (host, blob, what, options) =>
	send(host, { ...what, bytes: blob.size },
		(index, size) => base64Of(blob.slice(index * size, (index + 1) * size)), options);

/**
 * Have the host read what arrived.
 * @param {Asker} host @param {number} upload @returns {Promise<Added>} what photo.end answered
 */
export const end = (host, upload) => host.request("photo.end", { upload });

/** @param {Asker} host @param {File} file @param {Options} [options] */
export const addFile = async (host, file, options) =>
	end(host, await sendBlob(host, file, { purpose: "add", name: file.name }, options));

/** After these nothing more can arrive either. @param {string} code */
const isFinal = (code) => code.startsWith("host_") || code === "locked";

/**
 * Add files one after the other, also those that join the list meanwhile.  One that fails costs its own line, not
 * the rest.
 * @param {Asker} host @param {File[]} files
 * @param {{signal: AbortSignal, progress: (state: {done: number, bytes: number}) => void,
 *   each: (file: File, added: Added) => void}} options
 */
export async function addFiles(host, files, { signal, progress, each }) {
	let before = 0;
	for (const [done, file] of files.entries()) {
		if (signal.aborted)
			return;
		try {
			each(file, await addFile(host, file,
				{ signal, progress: (bytes) => progress({ done, bytes: before + bytes }) }));
		} catch (error) {
			const failure = plain(error);
			if (failure.code === "cancelled")
				return;
			each(file, { outcome: "failed", error: failure });
			if (isFinal(failure.code))
				throw error;
		}
		before += file.size;
		progress({ done: done + 1, bytes: before });
	}
}
