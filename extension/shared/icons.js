// icons.js: our own small drawings, 24 by 24, one line each.
import { html, nothing } from "../vendor/lit-html/lit-html.js";

const paths = {
	photo: "M4 6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 16l4.5-4.5 4 4 3-3L20 17"
		+ "M15.5 8.6v.01",
	gear: "M12 8.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4M12 3v2.6M12 18.4V21M3 12h2.6M18.4 12H21"
		+ "M5.6 5.6l1.9 1.9M16.5 16.5l1.9 1.9M5.6 18.4l1.9-1.9M16.5 7.5l1.9-1.9",
	lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
	unlock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.8-1.2",
	search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.3 15.3 20 20",
	check: "M5 12.5l4.5 4.5L19 7.5",
	cross: "M6 6l12 12M18 6 6 18",
	alert: "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.01",
	info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11v5M12 8v.01",
	copy: "M9 9h10v11H9zM15 9V4H5v11h4",
	print: "M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z",
	plus: "M12 5v14M5 12h14",
	trash: "M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5",
	eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12"
		+ "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
	pin: "M12 21s-6.5-6.2-6.5-11a6.5 6.5 0 0 1 13 0c0 4.8-6.5 11-6.5 11M12 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4",
	frame: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M9 9h6v6H9z",
	scissors: "M6.5 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M6.5 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5"
		+ "M8.6 8.4 20 17M8.6 15.6 20 7",
	letter: "M3.5 6h17v12h-17zM4 6.5l8 6.5 8-6.5",
	folder: "M3.5 6.5h6l2 2.5h9v9.5h-17z",
	disk: "M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6",
	clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2",
	globe: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c3 3 3 14 0 17M12 3.5c-3 3-3 14 0 17",
};

/** @typedef {keyof typeof paths} Icon */

/** A drawing beside words; screen readers pass over it. @param {Icon} name */
export const icon = (name) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
	<path d=${paths[name]}></path></svg>`;

/** The sign of Lenscap: a lens and its cap. @param {boolean} [named] whether our name stands beside it */
export const brand = (named = true) => html`<span class="brand"><svg viewBox="0 0 32 32"
		role=${named ? "presentation" : "img"} aria-label=${named ? nothing : "Lenscap"}
		aria-hidden=${named ? "true" : nothing}>
	<circle class="brand-ring" cx="16" cy="16" r="13"></circle>
	<path class="brand-cap" d="M16 7a9 9 0 0 1 9 9H7a9 9 0 0 1 9-9z"></path></svg>${named ? "Lenscap" : ""}</span>`;
