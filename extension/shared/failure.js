// failure.js: what can go wrong, as stable words that the interface translates.

/**
 * A failure with a stable code.  `message` and `remedy` are the host's own
 * English words; the interface prefers its translation of the code.
 */
export class Failure extends Error {
	/** @param {string} code @param {string} [message] @param {string} [remedy] */
	constructor(code, message = code, remedy = "") {
		super(message);
		this.name = "Failure";
		this.code = code;
		this.remedy = remedy;
	}
}

/** @typedef {{code: string, message: string, remedy: string}} PlainFailure */

/**
 * Whatever was thrown, as data that passes between our own parts.
 * @param {unknown} error @returns {PlainFailure}
 */
export function plain(error) {
	if (error instanceof Failure)
		return { code: error.code, message: error.message, remedy: error.remedy };
	if (error && typeof error === "object" && "code" in error && typeof error.code === "string") {
		const { code, message = code, remedy = "" } = /** @type {Record<string, any>} */ (error);
		return { code, message: String(message), remedy: String(remedy ?? "") };
	}
	return { code: "internal", message: error instanceof Error ? error.message : String(error), remedy: "" };
}

/** @param {PlainFailure} data */
export const revive = (data) => new Failure(data.code, data.message, data.remedy);
