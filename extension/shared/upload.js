// upload.js: bring the user's own files to the host, in pieces, a few at a time.
import { Failure, plain } from "./failure.js";

const PIECE = 393_216; // bytes; 524,288 letters of base64
const IN_FLIGHT = 4;

/** @typedef {{outcome: string, photo?: number, error?: {code: string, message: string}, findings?: any[]}} Added */
/** @typedef {(method: string, params: object) => Promise<any>} Ask */

/** @param {Uint8Array} bytes @returns {string} */
export function base64(bytes) {
	if ("toBase64" in bytes)
		return /** @type {any} */ (bytes).toBase64();
	let text = "";
	for (let at = 0; at < bytes.length; at += 8192)
		text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return btoa(text);
}

/** @typedef {{purpose?: "add" | "check" | "mail", signal?: AbortSignal, progress?: (bytes: number) => void}} Options */

/**
 * Send one file, for a method that takes it by its number.
 * @param {Ask} ask the host @param {File} file @param {Options} [options]
 * @returns {Promise<number>} the upload
 */
export async function sendFile(ask, file, { purpose = "add", signal, progress } = {}) {
	const { upload } = await ask("photo.begin", { purpose, name: file.name, bytes: file.size });
	let sent = 0;
	/** @type {Set<Promise<void>>} */
	const flying = new Set();
	// Pieces leave in their order, and a few may be on their way at once.
	for (let index = 0; index * PIECE < file.size; index++) {
		if (signal?.aborted)
			throw new Failure("cancelled");
		const part = new Uint8Array(await file.slice(index * PIECE, (index + 1) * PIECE).arrayBuffer());
		const answer = ask("photo.chunk", { upload, index, data: base64(part) }).then(() => {
			flying.delete(answer);
			progress?.(sent += part.length);
		});
		flying.add(answer);
		if (flying.size >= IN_FLIGHT)
			await Promise.race(flying);
	}
	await Promise.all(flying);
	if (signal?.aborted)
		throw new Failure("cancelled");
	return upload;
}

/**
 * Send one photo.
 * @param {Ask} ask the host @param {File} file @param {Options} [options]
 * @returns {Promise<Added>} what photo.end answered
 */
export const uploadFile = async (ask, file, options = {}) => ask("photo.end", { upload: await sendFile(ask, file, options) });

/**
 * Send files one after the other.  One that fails costs its own line, not the rest.
 * @param {Ask} ask @param {File[]} files
 * @param {{signal: AbortSignal, progress: (state: {done: number, bytes: number}) => void, each: (file: File, added: Added) => void}} options
 */
export async function uploadFiles(ask, files, { signal, progress, each }) {
	let before = 0;
	for (const [done, file] of files.entries()) {
		if (signal.aborted)
			return;
		try {
			each(file, await uploadFile(ask, file, { signal, progress: (bytes) => progress({ done, bytes: before + bytes }) }));
		} catch (error) {
			const failure = plain(error);
			if (failure.code === "cancelled")
				return;
			each(file, { outcome: "failed", error: failure });
			if (failure.code.startsWith("host_") || failure.code === "locked")
				throw error;
		}
		before += file.size;
		progress({ done: done + 1, bytes: before });
	}
}
