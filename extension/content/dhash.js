// dhash.js: what a picture looks like, in so few bits that it can be told to the host for comparing.
"use strict";
{
	const SIDE = 8; // cells, and one more in a row: each is held against its neighbour
	const SURE = 6; // of 255: less may come out the other way when another program makes it smaller

	/**
	 * The pixels of a canvas.  Firefox keeps arrays of the page's world from us, unless we say that we know whose
	 * they are: a page that lies here lies about its own pictures.
	 * @param {CanvasRenderingContext2D | null} draw @returns {ImageData | null}
	 */
	function pixelsOf(draw) {
		const pixels = /** @type {any} */ (draw?.getImageData(0, 0, draw.canvas.width, draw.canvas.height) ?? null);
		return pixels?.wrappedJSObject ?? pixels;
	}

	/** How much of each of so many columns or rows falls into each cell. @param {number} size @param {number} cells */
	const shares = (size, cells) => Array.from({ length: cells }, (_, cell) => Array.from({ length: size }, (_, at) =>
		Math.max(0, Math.min((at + 1) * cells / size, cell + 1) - Math.max(at * cells / size, cell))));

	/** The mean grey of each cell; nothing where something shines through. @param {ImageData} pixels */
	function cells({ data, width, height }) {
		const columns = shares(width, SIDE + 1);
		const rows = shares(height, SIDE);
		/** @param {number} at of a pixel */
		const grey = (at) => ((data[at] ?? 0) * 299 + (data[at + 1] ?? 0) * 587 + (data[at + 2] ?? 0) * 114) / 1000;
		for (let at = 3; at < data.length; at += 4)
			if (data[at] !== 255)
				return [];
		return rows.map((row) => columns.map((column) => row.reduce((sum, high, y) => high === 0 ? sum
			: sum + high * column.reduce((line, wide, x) =>
				wide === 0 ? line : line + wide * grey(4 * (y * width + x)), 0), 0)));
	}

	/** @param {boolean[][]} bits */
	const hex = (bits) => bits.map((row) => row.reduce((sum, bit) => 2 * sum + Number(bit), 0)
		.toString(16).padStart(2, "0")).join("");

	/** Some browsers hand out noise in place of what was drawn. */
	function isNoise() {
		const greys = [32, 224, 96, 160];
		const draw = Object.assign(document.createElement("canvas"),
			{ width: greys.length, height: 1 }).getContext("2d");
		for (const [at, grey] of greys.entries()) {
			Object.assign(draw ?? {}, { fillStyle: `rgb(${grey},${grey},${grey})` });
			draw?.fillRect(at, 0, 1, 1);
		}
		const read = pixelsOf(draw)?.data;
		return greys.some((grey, at) => Math.abs((read?.[4 * at] ?? -1) - grey) > SURE);
	}

	let noise = /** @type {boolean | undefined} */ (undefined);
	globalThis.lenscapDhash = (canvas) => {
		try {
			if (noise ??= isNoise())
				return undefined;
			const pixels = pixelsOf(canvas.getContext("2d"));
			const found = pixels ? cells(pixels) : [];
			/** @param {(more: number) => boolean} test */
			const each = (test) => found.map((row) => row.slice(1).map((cell, at) => test(cell - (row[at] ?? 0))));
			return found.length ? hex(each((more) => more > 0)) + hex(each((more) => Math.abs(more) >= SURE))
				: undefined;
		} catch {
			return undefined; // what the browser keeps from us is not known
		}
	};
}
