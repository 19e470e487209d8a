// days.js: days as the host writes them, such as "2026-11-22".
import { language } from "./i18n.js";

/** @typedef {import("./answers.js").Day} Day */

const DAY = 86_400_000; // ms

/** @param {Day} day */
const midnight = (day) => Date.parse(`${day}T00:00:00Z`);

/** A day in words. @param {Day} day */
export const dayWords = (day) =>
	new Intl.DateTimeFormat(language(), { dateStyle: "long", timeZone: "UTC" }).format(midnight(day));

/** The day of a moment here. @param {number} time milliseconds since 1970 @returns {Day} */
export function dayOf(time) {
	const now = new Date(time);
	const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
	return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export const today = () => dayOf(Date.now());

/** How many days from one day to another. @param {Day} from @param {Day} to */
export const daysBetween = (from, to) => Math.round((midnight(to) - midnight(from)) / DAY);
