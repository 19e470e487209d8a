// readers.js: which elements hold pictures, and what their addresses are.
// Injected after addresses.js and state.js, for collect.js.
"use strict";
{
	const { isPicture, baseOf, absolute, upgraded, within, sizeOf, largest, ofStyle } =
		/** @type {NonNullable<typeof lenscapAddresses>} */ (lenscapAddresses);
	const rules = /** @type {NonNullable<typeof lenscapRules>} */ (lenscapRules);
	const state = /** @type {NonNullable<typeof lenscapState>} */ (lenscapState);
	const MOST = 6000; // pictures in one list
	const LONGEST = 4095; // letters of an address that can be asked for
	const ICON = rules.iconSize[0] ?? 48; // pixels of a file that shows nobody
	const TIMES = rules.iconTimes[0] ?? 4;
	const SMALL = 32; // CSS pixels of a place for a sign
	const SIGN = 20; // of a background, whose file we cannot see
	const ALT = 200; // letters of a picture's description
	const DEEPEST = 20; // frames, shadow roots and templates within each other
	const LEVELS = 12; // of JSON-LD
	const STATES = 200; // pictures of JSON that a page keeps for its scripts
	const LOOKED = 256e6; // letters of addresses that are looked through for names in scripts

	/** @type {Map<string, Found>} */
	const found = new Map();
	/** The first of each photo, whatever its size. @type {Map<string, string>} */
	const bares = new Map();
	/** What else the first element with a photo names: larger sizes, what comes later. @type {Map<string, string[]>} */
	const variants = new Map();
	/** How often a picture stands somewhere small. @type {Map<string, number>} */
	const times = new Map();
	/**
	 * JSON that the page keeps for its scripts.
	 * @type {{text: string, program: boolean, base: Base, script: boolean}[]}
	 */
	const states = [];
	/** Addresses for which there is no room. @type {Set<string>} */
	const over = new Set();
	const left = { frames: 0, canvases: 0, scripts: 0, styles: 0, beyond: 0, long: 0 };

	/**
	 * A frame has classes of its own: its elements are told by their names.
	 * @type {(element: Element | null) => element is HTMLImageElement}
	 */
	const isImage = (element) => element?.localName === "img" && "naturalWidth" in element;

	/** An element of the page's own making, whose script may not run: <my-avatar>. @param {Element} element */
	const isOwn = ({ localName }) => localName.includes("-");

	/** One that shows a picture as <img> does. @param {Element} element */
	const isOwnImage = (element) => isOwn(element) && within(rules.element, element.localName);

	/** What an element is told to show, loaded or not. @param {Element | null} element */
	const sourceOf = (element) => isImage(element) ? `${element.src} ${element.srcset}` : "";

	/** @param {Element} element */
	function altOf(element) {
		const text = element.getAttribute("alt") ?? element.getAttribute("aria-label")
			?? element.getAttribute("title") ?? "";
		return text.slice(0, ALT);
	}

	/** @param {string} url @param {Element | null} element @param {DOMRect | null} rect */
	function countSmall(url, element, rect) {
		// What did not load has the small box of the browser's own sign, where the page sets no other.
		const own = !isImage(element) || !isUnloaded(element) || element.hasAttribute("width");
		if (element && own && rect && rect.width > 0 && Math.max(rect.width, rect.height) <= SMALL)
			times.set(url, (times.get(url) ?? 0) + 1);
	}

	/** Whether there is no room for it, which is counted. @param {string} url */
	function isTooMuch(url) {
		const long = url.length > LONGEST && !/^(data|blob):/.test(url);
		if (!long && found.size < MOST)
			return false;
		// An image names one file as often as twice, in src and as what it shows.
		if (!over.has(url))
			left[long ? "long" : "beyond"]++;
		over.add(url);
		return true;
	}

	/** A file that shows nobody, as far as its address tells. @param {string} url */
	const isSign = (url) => !/^(data|blob|canvas):/.test(url) && (within(rules.sign, url)
		|| (sizeOf(url).asks > 0 && sizeOf(url).asks <= ICON));

	/**
	 * @param {string | null} url @param {string} kind @param {Element | null} element @param {Offset} frame
	 * @param {{apart?: boolean, same?: string}} [more]
	 * @returns {string} the first of the photo; "" if it is none
	 */
	function add(url, kind, element, frame, { apart = false, same = "" } = {}) {
		if (!url || isSign(url))
			return "";
		const rect = element?.getBoundingClientRect() ?? null;
		const size = rect ? rect.width * rect.height : 0;
		const before = found.get(url);
		countSmall(url, element, rect);
		if (before && before.size >= size) {
			before.apart &&= apart;
			return before.same;
		}
		if (!before && isTooMuch(url))
			return "";
		const { bare } = sizeOf(url);
		const first = before?.same || bares.get(bare) || same || url;
		if (!bares.has(bare))
			bares.set(bare, first);
		found.set(url, { url, kind, element, rect, frame, size, shown: sourceOf(element), same: first,
			apart: (before?.apart ?? true) && (apart || within(rules.pixel, url)),
			alt: (element && altOf(element)) || (before?.alt ?? "") });
		return first;
	}

	/** A text that may be an address: no data, no template, no plain word. @param {string} text */
	const mayLead = (text) => /[./]/.test(text) && !/^\s*[[{<]/.test(text) && !within(rules.template, text);

	const plain = new Set(["src", "srcset", "href", "alt", "style", "title", "class", "id", "width", "height",
		"sizes", "poster", "data", "type", "usemap", "value", "name", "background", "xlink:href"]);

	/** What an attribute of any name holds: "a.jpg 1x, b.jpg 2x". @param {string} name @param {string} value */
	const isList = (name, value) => name.endsWith("set") || (/,/.test(value) && /\s/.test(value) && !isPicture(value));

	/** "/me.jpg", and not "me.jpg at the sea". @param {string} value */
	const isPath = (value) => value.includes("/") && !/\s/.test(value);

	/** Whether its last name has an ending: "/u/77/avatar" has none. @param {string} value */
	const hasEnding = (value) => /^[^?#]*\.[^/?#]*([?#]|$)/.test(value);

	/** "a.jpg|a2.jpg": the second is for screens with more pixels (b-lazy). @param {string} value */
	function denser(value) {
		const bar = value.lastIndexOf("|");
		return bar > 0 && isPicture(value.slice(0, bar)) && isPicture(value.slice(bar + 1))
			? value.slice(bar + 1) : value;
	}

	/** The address in an attribute that a page's script will use. @param {Attr} attribute @param {Element} element */
	function later({ name, value: text }, element) {
		const value = denser(text);
		const own = isOwn(element);
		const image = element.localName === "img" || isOwnImage(element);
		const named = image || name.startsWith("data-");
		if ((own ? name === "style" : plain.has(name) || !named) || !mayLead(value) || (!named && !isPath(value))
			|| rules.lazyStyle.includes(name) || value.includes("url("))
			return "";
		if (own && image && name === "srcset")
			return largest([value]);
		if (own && image && name === "src" && !hasEnding(value))
			return value;
		if (rules.lazySet.includes(name))
			return largest([value]);
		if (image && rules.lazy.includes(name))
			return value;
		const address = isList(name, value) ? largest([value]) : value;
		return isPicture(address) || (image && /^data:image\//i.test(address)) ? address : "";
	}

	/** The addresses a page's script will put in later. @param {Element} element */
	const laters = (element) =>
		[...element.attributes].map((attribute) => later(attribute, element)).filter(Boolean);

	/** One pixel on a side: a placeholder's or a counter's size. @param {Element} element */
	const isDot = (element) => ["width", "height"].some((side) =>
		/^\s*[01](px)?\s*$/.test(element.getAttribute(side) ?? ""));

	/** Whether a browser shows it to nobody. @param {Element} element */
	function isHidden(element) {
		if (isDot(element))
			return true;
		const box = element.getBoundingClientRect();
		if (box.width > 1 && box.height > 1)
			return element.ownerDocument.defaultView?.getComputedStyle(element).visibility === "hidden";
		return element.ownerDocument.defaultView?.getComputedStyle(element).display === "none"
			|| (box.width > 0 && box.width <= 1) || (box.height > 0 && box.height <= 1)
			|| element.closest("[hidden]") !== null;
	}

	/** Blocked, broken, or not there yet. @param {HTMLImageElement} image */
	const isUnloaded = (image) => image.complete && image.naturalWidth === 0 && !image.currentSrc.startsWith("data:");

	/**
	 * What the file itself says: too small to show anybody.  Of a list of sizes the
	 * browser says how many pixels there is place for, and not how many the file has.
	 * @param {HTMLImageElement} image
	 */
	const isSmallFile = (image) => image.complete && image.naturalWidth <= ICON && image.naturalHeight <= ICON
		&& (image.currentSrc.startsWith("data:")
			|| (image.naturalWidth > 0 && !(image.srcset || image.closest("picture"))));

	/**
	 * Whether a photo that an element shows is the one that its other addresses hold: one file in
	 * several elements, each with other addresses, stands in for all of them and is none.
	 * @param {string} same @param {readonly string[]} others
	 */
	function isSame(same, others) {
		const before = variants.get(same);
		if (same && !before && others.length)
			variants.set(same, [...others]);
		return !before || others.some((url) => before.includes(url));
	}

	/** @param {HTMLImageElement} image @param {Base} base @param {Offset} frame */
	function addImage(image, base, frame) {
		const link = image.closest("a[href]")?.getAttribute("href");
		const sources = image.parentElement?.localName === "picture"
			? [...image.parentElement.querySelectorAll("source")] : [];
		const set = image.getAttribute("srcset");
		const hidden = isHidden(image);
		const small = isSmallFile(image);
		const isLarge = (/** @type {(string | null)[]} */ [address = ""]) =>
			!small || absolute(address, base) !== absolute(image.currentSrc, base);
		const shown = [[image.currentSrc, set ? "srcset" : "img"], [image.getAttribute("src"), "img"]].filter(isLarge);
		const others = [[link && isPicture(link) ? link : "", "link"], [largest([set]), "srcset"],
			...sources.map((source) =>
				[largest([source.getAttribute("srcset"), source.getAttribute("data-srcset")]), "srcset"]),
			...laters(image).map((address) => [address, "lazy"])].filter(isLarge);
		/** @param {readonly (string | null)[][]} list */
		const listed = (list) => list.map(([address = null, kind = "img"]) =>
			({ url: upgraded(absolute(address, base), base) ?? "", kind: kind ?? "img" }))
			.filter(({ url }) => url && url !== image.ownerDocument.URL.replace(/#.*/s, ""));
		let same = "";
		for (const { url, kind } of listed(shown)) {
			const first = add(url, kind, image, frame, { apart: hidden || isUnloaded(image), same });
			same ||= first;
		}
		const more = listed(others);
		if (!isSame(same, more.map(({ url }) => url)))
			same = "";
		// Several variants of what is not shown are not shown either.
		for (const { url, kind } of more)
			same = add(url, kind, image, frame, { apart: hidden && kind === "srcset", same }) || same;
	}

	/** @param {HTMLAnchorElement} anchor @param {Base} base @param {Offset} frame */
	function addLink(anchor, base, frame) {
		const href = anchor.getAttribute("href");
		if (href && isPicture(href) && !anchor.querySelector("img"))
			add(absolute(href, base), "link", anchor, frame);
	}

	/** The one address of an image that is not shown. @param {Element} image */
	const ownOf = (image) =>
		laters(image)[0] || largest([image.getAttribute("srcset")]) || image.getAttribute("src") || "";

	/**
	 * Pictures of a part that is not shown, unless they are listed already.
	 * @param {Document | DocumentFragment} part @param {string} kind
	 * @param {Element | null} beside where they would stand
	 * @param {Base} base @param {Offset} frame @param {(image: Element, own: string) => boolean} isApart
	 */
	function addInert(part, kind, beside, base, frame, isApart) {
		for (const image of part.querySelectorAll("img")) {
			const own = ownOf(image);
			const url = upgraded(absolute(own, base), base);
			if (url && !found.has(url))
				add(url, kind, beside, frame, { apart: isApart(image, own) });
		}
	}

	/**
	 * Pictures for browsers without scripts: what counts visits, but also what a script loads later.
	 * @param {Element} element @param {Base} base @param {Offset} frame
	 */
	function addNoscript(element, base, frame) {
		// Inert: a document made by DOMParser loads and runs nothing.
		const inert = new DOMParser().parseFromString(element.textContent ?? "", "text/html");
		addInert(inert, "noscript", element.previousElementSibling, base, frame, (image, own) =>
			isDot(image) || (!isPicture(own) && !Number(image.getAttribute("width"))));
	}

	/**
	 * What only scripts show, some time.
	 * @param {HTMLTemplateElement} element @param {Base} base @param {Offset} frame @param {number} [depth]
	 */
	function addTemplate({ content }, base, frame, depth = 0) {
		addInert(content, "lazy", null, base, frame, () => true);
		if (depth < DEEPEST)
			for (const inner of content.querySelectorAll("template"))
				addTemplate(inner, base, frame, depth + 1);
	}

	/** An embedded file, if it is a picture by its type or name. @param {string} name of the attribute */
	const embedded = (name) => (/** @type {Element} */ element,
		/** @type {Base} */ base, /** @type {Offset} */ frame) => {
		const address = element.getAttribute(name);
		const type = element.getAttribute("type") ?? "";
		if (/^image\/(?!svg)/i.test(type) || isPicture(address ?? ""))
			add(upgraded(absolute(address, base), base), "img", element, frame);
	};

	/** A drawing that only this browser has.
	 * @param {HTMLCanvasElement} canvas @param {Base} _ @param {Offset} frame */
	function addCanvas(canvas, _, frame) {
		const box = canvas.getBoundingClientRect();
		if (Math.min(canvas.width, canvas.height) > ICON && box.width > 1 && box.height > 1)
			add(`canvas:${left.canvases++}`, "canvas", canvas, frame);
	}

	/** @param {Element} element @param {string} name @param {Base} base */
	const attribute = (element, name, base) => upgraded(absolute(element.getAttribute(name), base), base);

	/** @type {Record<string, (element: any, base: Base, frame: Offset) => void>} */
	const readers = {
		img: addImage,
		a: addLink,
		area: addLink,
		noscript: addNoscript,
		template: addTemplate,
		script: addScript,
		canvas: addCanvas,
		image: (element, base, frame) => {
			add(attribute(element, "href", base) ?? attribute(element, "xlink:href", base), "svg", element, frame);
		},
		video: (element, base, frame) => {
			const poster = attribute(element, "poster", base) ?? attribute(element, "data-poster", base);
			add(poster, "poster", element, frame);
		},
		input: (element, base, frame) => {
			if (element.getAttribute("type")?.toLowerCase() === "image")
				add(attribute(element, "src", base), "img", element, frame);
		},
		object: embedded("data"),
		embed: embedded("src"),
	};

	/** @param {string | null} url @param {Element} element @param {Offset} frame */
	function addLater(url, element, frame) {
		if (url)
			add(url, "lazy", element, frame, { apart: isOwn(element) && isHidden(element) });
	}

	/** @param {Element} element @param {Base} base @param {Offset} frame */
	function addElement(element, base, frame) {
		if (Object.hasOwn(readers, element.localName))
			readers[element.localName]?.(element, base, frame);
		const own = isOwn(element);
		// Most elements of a page end here, after one look at each attribute's name.
		for (const attribute of element.attributes) {
			const { name, value } = attribute;
			if (state.mayBe(value))
				states.push({ text: value, program: false, base, script: false });
			if (name === "background")
				add(upgraded(absolute(value, base), base), "background", element, frame);
			else if (own ? name === "style" : !name.startsWith("data-"))
				continue;
			else if (rules.lazyStyle.includes(name) || (value.includes("url(") && mayLead(value)))
				addBackgrounds(value.includes("(") ? ofStyle(value) : [value], "lazy", element, base, frame);
			else if (element.localName !== "img" && element.localName !== "source")
				addLater(upgraded(absolute(later(attribute, element), base), base), element, frame);
		}
	}

	/** Shown behind nothing, or too small for more than a sign. @param {Element} element @param {string} url */
	function isSmallBox(element, url) {
		const { width, height } = element.getBoundingClientRect();
		return width > 0 && Math.max(width, height) <= SIGN && !within(rules.person, url);
	}

	/**
	 * @param {readonly string[]} addresses @param {string} kind @param {Element} element
	 * @param {Base} base @param {Offset} frame @param {boolean} [apart]
	 */
	function addBackgrounds(addresses, kind, element, base, frame, apart = false) {
		for (const address of addresses) {
			const url = upgraded(absolute(address, base), base);
			if (url && !isSmallBox(element, url))
				add(url, kind, element, frame, { apart });
		}
	}

	const NOWHERE = { x: 0, y: 0 };

	/** What stands nowhere on the page. @param {string | null} url @param {string} kind */
	const addUnseen = (url, kind) => {
		if (url && !found.has(url))
			add(url, kind, null, NOWHERE);
	};

	/** What the page tells other sites and search engines. @param {Document} from */
	function addMeta(from) {
		const base = baseOf(from);
		const whole = (/** @type {string | null} */ text) => upgraded(absolute(text, base), base);
		for (const meta of from.querySelectorAll("meta[content]")) {
			const names = ["property", "name", "itemprop"].flatMap((name) =>
				(meta.getAttribute(name) ?? "").toLowerCase().split(/\s+/));
			if (names.some((name) => rules.meta.includes(name)))
				addUnseen(whole(meta.getAttribute("content")), "meta");
		}
		for (const link of from.querySelectorAll(
			"link[rel~=image_src i], link[rel~=preload i][as=image i], link[itemprop~=image]"))
			addUnseen(whole(largest([link.getAttribute("imagesrcset")]) || link.getAttribute("href")), "meta");
		for (const script of from.querySelectorAll('script[type^="application/ld+json" i]')) {
			try {
				addLinked(JSON.parse(tidy(script.textContent ?? "")), base, "", 0);
			} catch {
				// A page's broken JSON-LD is the page's.
			}
		}
	}

	/** JSON-LD as pages write it: in comments, with raw line breaks in its texts. @param {string} text */
	const tidy = (text) => text.replace(/^\s*(\/\/|\/\*)?\s*<!(\[CDATA\[|--)\s*(\*\/)?/, "")
		.replace(/(\/\/|\/\*)?\s*(\]\]|--)>\s*(\*\/)?\s*$/, "").replace(/[\0-\x1f]+/g, " ");

	/** Pictures in JSON-LD. @param {any} node @param {Base} base @param {string} member @param {number} depth */
	function addLinked(node, base, member, depth) {
		if (depth > LEVELS)
			return;
		if (typeof node === "string") {
			const wanted = rules.member.includes(member) || (/^(url|contentUrl)$/.test(member) && isPicture(node));
			if (wanted)
				addUnseen(upgraded(absolute(node, base), base), "json-ld");
		} else if (Array.isArray(node)) {
			for (const item of node)
				addLinked(item, base, member, depth + 1);
		} else if (node && typeof node === "object") {
			// An "@id" names a node, and no file.
			const isImage = [node["@type"]].flat().some((type) => String(type).endsWith("ImageObject"));
			for (const [name, value] of Object.entries(node)) {
				const isList = /^@(list|set|value)$/.test(name);
				const own = isList || (/^(url|contentUrl)$/.test(name) && typeof value === "string"
					&& (isImage || rules.member.includes(member))) ? (isList ? member : "image") : name;
				if (!name.startsWith("@") || name === "@graph" || isList)
					addLinked(value, base, own, depth + 1);
			}
		}
	}

	/** What a script is given, and what it may give itself. @param {HTMLScriptElement} script @param {Base} base */
	function addScript(script, base) {
		const type = script.type.toLowerCase();
		const program = /^($|module$|(text|application)\/(x-)?javascript)/.test(type);
		if (!script.src && (program || (type.includes("json") && !type.startsWith("application/ld+json"))))
			states.push({ text: script.textContent ?? "", program, base, script: true });
	}

	/** How many names are in no address that is listed; where those are very many and long, at least so many.
	 * @param {string[]} names */
	function unlisted(names) {
		const listed = [...found.keys()];
		let work = 0;
		return names.filter((name) => work < LOOKED && !listed.some((url) => {
			work += url.length;
			return url.includes(name);
		})).length;
	}

	/** The JSON that a page keeps for its scripts, when all that it shows is listed. */
	function addStates() {
		let most = STATES;
		/** @type {Set<string>} */
		const names = new Set();
		for (const { text, program, base, script } of states) {
			if (script)
				state.photosNamed(text, names);
			state.read(text, program, (address) => {
				const url = upgraded(absolute(address, base), base);
				if (!url || found.has(url))
					return;
				if (most === 0)
					left.beyond++;
				else if (add(url, "state", null, NOWHERE, { apart: true }))
					most--;
			});
		}
		left.scripts = unlisted([...names]);
	}

	/** What stands small and often is a sign, unless it may be a face. */
	function finish() {
		addStates();
		for (const [url, often] of times)
			if (often >= TIMES && !within(rules.person, url) && (found.get(url)?.size ?? 0) <= SMALL * SMALL)
				found.delete(url);
	}

	globalThis.lenscapReaders = { found, left, addElement, addStyles: () => {}, addBackgrounds, addMeta, finish,
		sourceOf, isImage, deepest: DEEPEST };
}
