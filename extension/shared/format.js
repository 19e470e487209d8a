// format.js: numbers, dates and addresses as people read them.
import { language, t } from "./i18n.js";

/** @param {number} n */
export const number = (n) => new Intl.NumberFormat(language()).format(n);

/** @param {number} bytes */
export function size(bytes) {
	const units = /** @type {const} */ (["byte", "kilobyte", "megabyte", "gigabyte"]);
	let power = 0;
	while (bytes >= 1000 && power < units.length - 1) {
		bytes /= 1000;
		power++;
	}
	return new Intl.NumberFormat(language(), {
		style: "unit", unit: units[power], unitDisplay: power ? "short" : "long",
		maximumFractionDigits: bytes < 10 && power ? 1 : 0,
	}).format(bytes);
}

/** @param {number} time milliseconds since 1970 */
export const date = (time) =>
	new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(time);

/** @param {number | undefined} width @param {number | undefined} height */
export const pixels = (width, height) =>
	width && height ? `${number(width)} × ${number(height)}` : t("size_unknown");

/** The site of an address, or the address itself. @param {string} address */
export function site(address) {
	try {
		return new URL(address).host || address;
	} catch {
		return address;
	}
}

/**
 * An address short enough for a line: site, dots, and the file's name.
 * @param {string} address
 */
export function shortAddress(address, limit = 60) {
	if (address.startsWith("data:"))
		return t("address_data");
	if (address.startsWith("blob:"))
		return t("address_blob");
	const bare = address.replace(/^https?:\/\//, "");
	if (bare.length <= limit)
		return bare;
	const host = site(address);
	return `${host}/…${bare.slice(-(Math.max(12, limit - host.length - 2)))}`;
}

/** A photo in a sentence; a host of before tells its number alone. @param {{photo: number, source?: string}} of */
export const photoName = ({ photo, source }) => source ? `${photo} (${shortAddress(source, 44)})` : String(photo);
