// addresses.js: the addresses of pictures in what pages write: attributes, srcsets,
// styles.  Injected after rules.js, for readers.js.  A page may write anything, and as much
// of it as it likes: every reader here takes time in proportion to the text.
"use strict";
{
	const rules = /** @type {NonNullable<typeof lenscapRules>} */ (lenscapRules);
	/** @param {readonly string[]} endings */
	const ends = (endings) =>
		new RegExp(`^[^?#]*(${endings.map((one) => one.replace(".", "\\.")).join("|")})([?#]|$)`, "i");
	const picture = ends(rules.ending);
	const drawing = ends(rules.drawing);
	const DENSITY = 1000; // what one density weighs beside pixels of width

	/** @param {Document} document */
	const baseOf = (document) => ({ url: document.baseURI,
		// Where it was cited from nothing loads and nobody can follow.
		quote: document.characterSet === "UTF-8" ? null
			: /** @type {HTMLQuoteElement} */ (document.createElement("q")) });

	/** @param {string | null | undefined} text @param {Base} base */
	function absolute(text, base) {
		const trimmed = text?.trim();
		if (!trimmed || trimmed.startsWith("#") || /^data:image\/svg/i.test(trimmed))
			return null;
		if (!/^data:/i.test(trimmed) && drawing.test(trimmed))
			return null;
		try {
			const url = new URL(trimmed, base.url);
			if (url.protocol !== "http:" && url.protocol !== "https:")
				return url.protocol === "blob:" || /^data:image\//i.test(url.href) ? url.href : null;
			url.hash = "";
			if (!base.quote || !url.search || !/[^\0-\x7f]/.test(trimmed))
				return url.href;
			// A query is in the encoding of its document (URL Standard, 4.4).
			base.quote.cite = trimmed.replace(/#.*/s, "");
			return base.quote.cite;
		} catch {
			return null;
		}
	}

	/**
	 * What a page of https shows is asked for by https (Mixed Content, 4.1).
	 * @param {string | null} url @param {Base} base
	 */
	function upgraded(url, base) {
		return url && /^http:/.test(url) && /^https:/.test(base.url)
			&& !/^http:\/\/(127\.|localhost|\[::1\])/.test(url) ? `https${url.slice(4)}` : url;
	}

	/** Whether one of the entries is somewhere in a text. @param {readonly string[]} list @param {string} text */
	function within(list, text) {
		const small = text.toLowerCase();
		return list.some((entry) => small.includes(entry.toLowerCase()));
	}

	const SMALLEST = 8; // pixels that an address may ask for: less may be a page's number
	/** How an address asks for a size; the longest that fits, as the list has them. */
	const sizes = new RegExp(rules.size.map((pattern) => {
		const text = pattern.replace(/[.?*+^$()|[\]{}\\]/g, "\\$&").replaceAll("#", "(?<!\\d)\\d{1,5}(?!\\d)");
		const last = text.replace(/(\\\.|[/_])$/, "(?=$1)"); // what ends a name begins what is behind it
		return pattern.endsWith("#") ? `${last}(?![a-z])` : last;
	}).join("|"), "g");

	/** An address without the size it asks for, and that size, 0 for none. @param {string} url */
	function sizeOf(url) {
		if (/^(data|blob|canvas):/.test(url))
			return { bare: url, asks: 0 };
		let asks = 0;
		const bare = url.replace(sizes, (match) => {
			if (!match.startsWith("@"))
				for (const number of match.match(/\d+/g) ?? [])
					asks = Math.max(asks, Number(number));
			return "";
		});
		return { bare, asks: asks >= SMALLEST ? asks : 0 };
	}

	/** What a descriptor weighs: "2x" or "800w". @param {string} text */
	function weightOf(text) {
		const descriptor = /^\s*([\d.]+)([wx])/.exec(text);
		return descriptor ? Number(descriptor[1]) * (descriptor[2] === "w" ? 1 : DENSITY) : DENSITY;
	}

	/** Where the commas at the end of a text begin. @param {string} text */
	function beforeCommas(text) {
		let end = text.length;
		while (text[end - 1] === ",")
			end--;
		return end;
	}

	/**
	 * The addresses of a srcset with their weights: pixels wide, or density.
	 * Read as the HTML standard does: an address ends at white space, its
	 * trailing commas belong to the list.
	 * @param {string | null | undefined} text
	 */
	function candidates(text) {
		const set = text ?? "";
		const list = [];
		const address = /[\s,]*(\S*)/y;
		for (;;) {
			const word = address.exec(set)?.[1];
			if (!word)
				return list;
			const url = word.slice(0, beforeCommas(word));
			let weight = DENSITY;
			if (url === word) {
				const comma = set.indexOf(",", address.lastIndex);
				const end = comma < 0 ? set.length : comma;
				weight = weightOf(set.slice(address.lastIndex, end));
				address.lastIndex = end;
			}
			list.push({ url, weight });
		}
	}

	/** A dot that stands for a picture weighs less than any. @param {Candidate} candidate */
	const heft = ({ url, weight }) => url.startsWith("data:") ? weight / 1e9 : weight;

	/** The heaviest candidate of several srcsets. @param {readonly (string | null | undefined)[]} sets */
	function largest(sets) {
		let best = { url: "", weight: 0 };
		for (const set of sets)
			for (const candidate of candidates(set))
				if (heft(candidate) > (best.url ? heft(best) : 0))
					best = candidate;
		return best.url;
	}

	/**
	 * Where a function's arguments end, quotes and parentheses within passed over; -1: nowhere.
	 * @param {string} value @param {number} from after its opening parenthesis
	 */
	function closing(value, from) {
		const mark = /["'()\\]/g;
		mark.lastIndex = from;
		let quote = "";
		let depth = 1;
		for (let found; (found = mark.exec(value)) !== null;) {
			const [sign] = found;
			if (sign === "\\")
				mark.lastIndex++;
			else if (quote)
				quote = sign === quote ? "" : quote;
			else if (sign === '"' || sign === "'")
				quote = sign;
			else if ((depth += sign === "(" ? 1 : -1) === 0)
				return found.index;
		}
		return -1;
	}

	/** What stands in url(...), without its quotes. @param {string} text */
	function unquoted(text) {
		const inner = text.trim();
		const quoted = inner.length > 1 && /^["']/.test(inner) && inner.endsWith(inner[0] ?? "");
		return (quoted ? inner.slice(1, -1) : inner).replace(/\\(.)/g, "$1");
	}

	/**
	 * The same for url(...), which may stand without quotes, and have some in it.
	 * @param {string} value @param {number} from
	 */
	const closingUrl = (value, from) =>
		/^\s*["']/.test(value.slice(from, from + 20)) ? closing(value, from) : value.indexOf(")", from);

	/**
	 * The calls of a CSS function: what is in them, and what is left without them.
	 * @param {string} value @param {string} name @param {(value: string, from: number) => number} ends
	 */
	function calls(value, name, ends) {
		const inside = [];
		let rest = "";
		let at = 0;
		for (;;) {
			const begin = value.indexOf(`${name}(`, at);
			const end = begin < 0 ? -1 : ends(value, begin + name.length + 1);
			if (end < 0)
				return { inside, rest: rest + value.slice(at) };
			inside.push({ text: value.slice(begin + name.length + 1, end), end: end + 1 });
			rest += `${value.slice(at, begin)} `;
			at = end + 1;
		}
	}

	/** The url(...)s of a value, with the densities behind them. @param {string} value */
	const urls = (value) => calls(value, "url", closingUrl).inside.map(({ text, end }) => ({
		url: unquoted(text),
		weight: Number(/^\s*([\d.]{1,20})(?:dppx|x)/.exec(value.slice(end, end + 40))?.[1] ?? 1),
	}));

	/** The addresses in a computed CSS value; of an image-set, the densest. @param {string} value */
	function ofStyle(value) {
		const sets = calls(value, "image-set", closing);
		const densest = sets.inside.map(({ text }) =>
			urls(text).reduce((best, one) => one.weight > best.weight ? one : best, { url: "", weight: 0 }).url);
		return [...densest.filter(Boolean), ...urls(sets.rest).map(({ url }) => url)];
	}

	globalThis.lenscapAddresses = {
		isPicture: (address) => picture.test(address) && !rules.pageLink.some((part) => address.includes(part)),
		baseOf, absolute, upgraded, within, sizeOf, candidates, largest, ofStyle,
	};
}
