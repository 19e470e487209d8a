// base64.js: bytes as text.

const AT_ONCE = 8192; // more arguments than this are too many for some engines

/** @param {Uint8Array} bytes @returns {string} */
export function base64(bytes) {
	if ("toBase64" in bytes)
		return /** @type {any} */ (bytes).toBase64();
	let text = "";
	for (let at = 0; at < bytes.length; at += AT_ONCE)
		text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
	return btoa(text);
}

/** @param {string} text @returns {Uint8Array} */
export const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** @param {Blob} blob */
export const base64Of = async (blob) => base64(new Uint8Array(await blob.arrayBuffer()));
