// outline.js: mark pictures on the page, and take the marks away again.
// Injected after collect.js.  The marks live in one closed shadow root, so
// that neither the page's styles nor its scripts reach them.
(() => {
	const NAME = "lenscap-outlines";
	const colours = { mine: "#d4572a", new: "#3567c4", closed: "#6b7280", unknown: "#b7791f" };

	/** @type {any} */
	const world = globalThis;
	world.lenscapOutline?.clear();

	/** @type {HTMLElement | null} */ let holder = null;
	/** @type {ShadowRoot | null} */ let root = null;
	/** @type {{id: number, box: HTMLElement}[]} */ let marks = [];
	let frame = 0;

	function follow() {
		frame = 0;
		for (const { id, box } of marks) {
			const place = world.lenscapPictures?.place(id);
			box.hidden = !place || place.width === 0;
			if (place) {
				box.style.transform = `translate(${place.x}px, ${place.y}px)`;
				box.style.width = `${place.width}px`;
				box.style.height = `${place.height}px`;
			}
		}
	}
	const later = () => (frame ||= requestAnimationFrame(follow));

	function clear() {
		holder?.remove();
		holder = root = null;
		marks = [];
		removeEventListener("scroll", later, true);
		removeEventListener("resize", later);
	}

	/** @param {string} text @param {string} colour */
	function mark(text, colour) {
		const box = document.createElement("div");
		box.style.cssText = "position:absolute;top:0;left:0;box-sizing:border-box;"
			+ `border:3px solid ${colour};border-radius:4px`;
		const label = document.createElement("span");
		label.textContent = text;
		label.style.cssText = `position:absolute;left:0;top:0;background:${colour};color:#fff;`
			+ "font:600 12px/1.5 system-ui,sans-serif;padding:0 6px;border-bottom-right-radius:4px";
		box.append(label);
		return box;
	}

	/** @param {{id: number, status: "mine" | "new" | "closed" | "unknown", text: string}[]} list */
	function show(list) {
		clear();
		holder = document.createElement(NAME);
		holder.style.cssText = "all:initial;position:fixed;inset:0;pointer-events:none;z-index:2147483647";
		holder.setAttribute("aria-hidden", "true");
		root = holder.attachShadow({ mode: "closed" });
		for (const { id, status, text } of list) {
			const box = mark(text, colours[status] ?? colours.new);
			marks.push({ id, box });
			root.append(box);
		}
		document.documentElement.append(holder);
		follow();
		addEventListener("scroll", later, { capture: true, passive: true });
		addEventListener("resize", later, { passive: true });
		return marks.length;
	}

	world.lenscapOutline = { show, clear };
})();
