// state.js: the pictures in the JSON that a page keeps for its scripts: in attributes, in
// <script type="application/json">, in what a script is given, with names in quotes or without.  Injected
// after addresses.js, for readers.js.  A scanner, not a parser: each letter is looked at once a level.
// host/workers/pagereader/state.c does the same; tests/data/pages/cases.json holds both to it.
"use strict";
{
	const { isPicture, within, largest } = /** @type {NonNullable<typeof lenscapAddresses>} */ (lenscapAddresses);
	const rules = /** @type {NonNullable<typeof lenscapRules>} */ (lenscapRules);
	const DEEPEST = 64; // what stands deeper is not looked at
	const INNER = 3; // JSON in strings of JSON in strings ...
	const NAME = 64; // letters; what is longer says nothing
	const SUFFIX = 5; // letters of an entry that may end a word
	const LONGEST = 16384; // letters of an address, as written
	const TAG = 2000; // letters of an <img> in a string before its address

	/** What a value may be, as the names around it tell; many: a text alone may be where they are, and no picture.
	 * person: one of somebody, whatever it ends in.
	 * @typedef {{picture: boolean, many: boolean, sign: boolean, person: boolean}} Name */
	/** named: what comes is a value; added: it is put to the text before.
	 * @typedef {{list: boolean, named: boolean, added: boolean, around: Name, name: Name}} Frame */

	/** @type {Name} */
	const NOTHING = { picture: false, many: false, sign: false, person: false };
	const plain = new Set(rules.statePlain);
	const links = new Set(rules.stateLink);
	const signs = new Set(rules.stateSign);
	const folders = new Set(rules.stateFolder);

	/** @param {string} word in small letters */
	const isPictureWord = (word) => rules.state.some((entry) =>
		word === entry || (entry.length >= SUFFIX && word.endsWith(entry)));

	/** What a member's name says: "avatarUrl2x" is "avatar", "Url", "x". @param {string} text @param {Name} around */
	function named(text, around) {
		const said = { ...around, many: false };
		if (text.length > NAME)
			return said;
		for (const [found] of text.matchAll(/[A-Z\x80-\uffff]+[a-z\x80-\uffff]*|[a-z\x80-\uffff]+/g)) {
			const whole = found.toLowerCase();
			const word = whole.length > 3 ? whole.replace(/(?<=.)(url|uri|src)$/, "") : whole;
			if (plain.has(word))
				continue;
			if (links.has(word)) {
				said.many = true;
				continue;
			}
			said.sign ||= signs.has(word);
			said.person ||= within(rules.person, word);
			said.picture = isPictureWord(word);
			said.many = false;
			if (!said.picture && word.endsWith("s"))
				said.picture = said.many = isPictureWord(word.slice(0, -1));
		}
		return said;
	}

	/** "https:" and the like, or a place on this site; no name of a file. @param {string} address */
	const isWhole = (address) => /^(https?:\/\/|\/|\.\.?\/)/i.test(address);

	/** What comes before its query and its fragment. @param {string} address */
	const headOf = (address) => address.split(/[?#]/, 1)[0] ?? "";

	/** The name of its file. @param {string} address */
	const fileOf = (address) => headOf(address).split("/").at(-1) ?? "";

	/**
	 * What the site has drawn is a GIF or a PNG: a PNG may be a photo where it is called a picture, a GIF where it
	 * is somebody's.
	 * @param {string} head @param {Name} name
	 */
	const mayShow = (head, name) => /\.gif$/i.test(head) ? name.picture && (name.person || within(rules.person, head))
		: name.picture || !/\.png$/i.test(head);

	/** Its last name has no ending, and is none of a folder: "/u/77/avatar". @param {string} address */
	const isUnended = (address) => /^[^?#]*\/[^./?#]+([?#]|$)/.test(address)
		&& !folders.has(fileOf(address).toLowerCase());

	/** "slideshow_icon.jpg" says of itself that it shows nobody. @param {string} address */
	const isSign = (address) => within(rules.stateAddress, headOf(address)) || named(fileOf(address), NOTHING).sign;

	/** @param {string} address @param {Name} name */
	function isWanted(address, name) {
		// "$": a name that a program puts something in for.
		if (name.sign || within(rules.template, address) || within(rules.pixel, address) || address.startsWith("$"))
			return false;
		if (/^data:/i.test(address))
			return name.picture && /^data:image\//i.test(address);
		if (/[\0- <"]/.test(address))
			return false;
		if (isPicture(address))
			return !isSign(address) && mayShow(headOf(address), name) && (name.picture || isWhole(address));
		return name.picture && !name.many && isWhole(address) && isUnended(address);
	}

	/** "a.jpg 300w, b.jpg 600w" ends so, and no sentence does. @param {string} text */
	const ofSet = (text) => / .*\d[wx]$/s.test(text) ? largest([text]) : text;

	/** What programs write otherwise than JSON. */
	const own = /** @type {Record<string, string>} */ ({ '"': '\\"', "\\'": "'", "\\`": "`", "\\$": "$" });

	/** JSON's escapes undone, or those of a program's string; "" where they are none. @param {string} raw */
	function unescaped(raw) {
		if (!raw.includes("\\"))
			return raw;
		const json = raw.replace(/\\x([\da-fA-F]{2})|\\.|["\0-\x1f]/gs, (sign, number) =>
			number ? `\\u00${number}` : own[sign] ?? (sign < " " ? JSON.stringify(sign).slice(1, -1) : sign));
		try {
			return String(JSON.parse(`"${json}"`));
		} catch {
			return "";
		}
	}

	/** JSON in a string, as it stands there: with its quotes escaped. */
	const hasInner = /(?:[{[]|\\(?:u00|x)(?:7[bB]|5[bB]))(?:\s|\\[nrt])*\\(?:"|(?:u00|x)22)/;
	const hasImage = /(?:<|\\(?:u00|x)3[cC])img/;
	const shows = new RegExp(`\\s(?:[^>]{0,${TAG}}?\\s)?src=(["'])([^"'<>\\s]+)\\1`, "y");
	const attributes = new RegExp(`\\s[^>]{0,${TAG + 1}}`, "y");

	/**
	 * What a pattern finds at a place, and where it ends.
	 * @param {RegExp} pattern @param {string} text @param {number} at
	 */
	function matchAt(pattern, text, at) {
		pattern.lastIndex = at;
		return { found: pattern.exec(text), end: pattern.lastIndex };
	}

	/**
	 * What HTML in a string shows, where it names a photo.  Within a tag none begins: each letter is looked at once.
	 * @param {string} html @param {(address: string) => void} add
	 */
	function shown(html, add) {
		for (let at = 0; (at = html.indexOf("<img", at)) >= 0;) {
			const { found, end } = matchAt(shows, html, at + 4);
			const address = (found?.[2] ?? "").replaceAll("&amp;", "&");
			if (found && isWanted(address, NOTHING))
				add(address);
			at = found ? end : Math.max(at + 4, matchAt(attributes, html, at + 4).end);
		}
	}

	/** @param {string} raw @param {Name} name @param {number} inner @param {(address: string) => void} add */
	function value(raw, name, inner, add) {
		if (inner < INNER && hasInner.test(raw)) {
			scan(unescaped(raw), false, inner + 1, add);
			return;
		}
		if (hasImage.test(raw)) {
			if (!name.sign)
				shown(unescaped(raw), add);
			return;
		}
		// An address has a "/", but for the name of a picture's file.
		if (!raw || name.sign || (!name.picture && !raw.includes("/"))
			|| (raw.length > LONGEST && !/^data:/i.test(raw)))
			return;
		const address = ofSet(unescaped(raw));
		if (isWanted(address, name))
			add(address);
	}

	const stops = /** @type {Record<string, RegExp>} */ (
		{ '"': /["\\\0-\x1f]/g, "'": /['\\\0-\x1f]/g, "`": /[`\\]/g });

	/** Where the string that begins here ends; -1: nowhere. @param {string} text @param {number} at */
	function closing(text, at) {
		const stop = /** @type {RegExp} */ (stops[text[at] ?? ""]);
		stop.lastIndex = at + 1;
		for (let found; (found = stop.exec(text)) !== null; stop.lastIndex++)
			if (found[0] !== "\\")
				return found[0] === text[at] ? found.index : -1;
		return -1;
	}

	/** Where JSON begins: in a program, only where it is handed over. */
	const begins = {
		data: /[{[](?=\s*["'[{])|\[(?=\s*\d)|\{(?=\s*[\w$\x80-\uffff]+\s*:)/g,
		program: new RegExp("(?<=[=(,:'`]\\s{0,20})(?:[{[](?=\\s*[\"'[{])|\\[(?=\\s*\\d)|"
			+ "\\{(?=\\s*[\\w$\\x80-\\uffff]+\\s*:))|(?<=[=(,:]\\s{0,20})[\"']", "g"),
	};
	/** What counts in JSON and in what programs write for it, a name without quotes too, and what cannot be in it. */
	const mark = /["'`{}[\],+]|(?<![\w$\x80-\uffff])[\w$\x80-\uffff]+(?=\s*:)|[^\s\w.:+$\x80-\uffff-]/g;

	/** @param {Frame[]} frames @param {boolean} list */
	function push(frames, list) {
		const around = { ...frames.at(-1)?.name ?? NOTHING, many: false };
		frames.push({ list, named: false, added: false, around, name: around });
	}

	/**
	 * A string in JSON: a member's name, or a value. Where it ends; -1: here JSON cannot have it.
	 * @param {string} text @param {number} at @param {Frame[]} frames @param {number} inner
	 * @param {(address: string) => void} add
	 */
	function said(text, at, frames, inner, add) {
		const end = closing(text, at);
		const frame = frames.at(-1);
		if (end < 0 || !frame || frames.length > DEEPEST)
			return end;
		const raw = text.slice(at + 1, end);
		// "/a/" + name: a program makes the address, and no part of it is one.
		if (frame.added || /^\s*\+/.test(text.slice(end + 1, end + 40)))
			return end;
		if (frame.list || frame.named) {
			frame.named = false;
			value(raw, frame.name, inner, add);
			return end;
		}
		frame.named = /^\s*:/.test(text.slice(end + 1, end + 40));
		frame.name = named(raw, frame.around);
		return frame.named ? end : -1;
	}

	/** A name without quotes. @param {string} word @param {Frame[]} frames */
	function called(word, frames) {
		const frame = frames.at(-1);
		if (!frame || frame.list || frame.named || frames.length > DEEPEST)
			return;
		frame.named = true;
		frame.name = named(word, frame.around);
	}

	/** One value, from behind its first sign; where it ends. @param {string} text @param {number} at
	 * @param {Frame[]} frames @param {number} inner @param {(address: string) => void} add */
	function whole(text, at, frames, inner, add) {
		while (frames.length > 0) {
			mark.lastIndex = at;
			const found = mark.exec(text);
			const sign = found?.[0] ?? "";
			at = (found?.index ?? text.length) + Math.max(1, sign.length);
			if (sign && Object.hasOwn(stops, sign)) {
				const end = said(text, at - 1, frames, inner, add);
				if (end < 0)
					return at;
				at = end + 1;
			} else if (sign === "{" || sign === "[") {
				push(frames, sign === "[");
			} else if (sign === "}" || sign === "]") {
				frames.pop();
			} else if (sign === ",") {
				Object.assign(frames.at(-1) ?? {}, { named: false, added: false });
			} else if (sign === "+") {
				Object.assign(frames.at(-1) ?? {}, { added: true });
			} else if (/^[\w$\x80-\uffff]/.test(sign)) {
				called(sign, frames);
			} else {
				return at;
			}
		}
		return at;
	}

	/** @param {string} text @param {boolean} program @param {number} inner @param {(address: string) => void} add */
	function scan(text, program, inner, add) {
		const begin = program ? begins.program : begins.data;
		for (let at = 0; at < text.length;) {
			begin.lastIndex = at;
			const found = begin.exec(text);
			if (!found)
				return;
			at = found.index + 1;
			if (found[0] === '"' || found[0] === "'") {
				const end = closing(text, at - 1);
				const raw = text.slice(at, Math.max(at, end));
				if (found[0] === '"' || hasInner.test(raw)) {
					value(raw, { ...NOTHING, sign: true }, inner, add);
					at = Math.max(at, end + 1);
				}
			} else {
				/** @type {Frame[]} */
				const frames = [];
				push(frames, found[0] === "[");
				at = whole(text, at, frames, inner, add);
			}
		}
	}

	const LOOKS = 1000; // endings of photos' names in scripts that are looked at
	const NAMES = 8192; // letters of such names
	const BACK = 300; // letters of an address before its ending
	const endings = rules.ending.filter((end) => !/gif|png/.test(end));
	const photo = new RegExp(`(?:${endings.join("|").replaceAll(".", "\\.")})` + "(?=[\"'`?#\\\\])", "gi");
	let looks = 0;
	let room = NAMES;

	/**
	 * The names of photos in a script, whether they are read or not; of those that it makes of pieces "+.jpg".
	 * @param {string} text @param {Set<string>} names
	 */
	function photosNamed(text, names) {
		for (const { 0: end, index: at } of text.matchAll(photo)) {
			if (++looks > LOOKS || room < 0)
				return;
			let from = at;
			while (from > 0 && at - from < BACK && !/[\s"'`<>(),;]/.test(text[from - 1] ?? ""))
				from--;
			const raw = text.slice(from, at) + end;
			const plain = unescaped(raw) || raw;
			// As it stands in an address; other letters do not.
			const name = /[!-.0-~]*$/.exec(plain.slice(-BACK))?.[0] ?? "";
			const made = from === at && /\+\s*.$/.test(text.slice(Math.max(0, from - 40), from));
			if (!made && (from === at || name.startsWith(".") || isSign(plain) || within(rules.pixel, plain)
				|| within(rules.pageLink, plain)))
				continue;
			const said = made ? "+.jpg" : name;
			room -= names.has(said) ? 0 : said.length;
			names.add(said);
		}
	}

	globalThis.lenscapState = {
		mayBe: (text) => /^\s*[{[]/.test(text) && /["']/.test(text),
		read: (text, program, add) => scan(text, program, 0, add),
		photosNamed,
	};
}
