// looks.js: how strangers' looks are made: through which proxy, and when by themselves; as the user chose.
import { ext } from "./ext.js";

/** What the user chose, and whether they were told what a look tells a site.
 * @typedef {{through: string, every: Every, told: boolean}} Looks */
/** How often places are looked at again by themselves.
 * @typedef {"never" | "day" | "week"} Every */
/** What the last look by itself came to.
 * @typedef {{day: number, there: number, gone: number, other: number, unknown: number, error: string}} Last */

/** Tor as a service, and as it comes with its browser: names are looked up there, and not here. */
export const TOR = Object.freeze({ service: "socks5h://127.0.0.1:9050", app: "socks5h://127.0.0.1:9150" });

/** Milliseconds between two looks. @type {Readonly<Record<Every, number>>} */
export const PERIODS = Object.freeze({ never: Infinity, day: 86_400_000, week: 7 * 86_400_000 });

/** Whether a proxy can be asked through: one that looks up names, so that nobody else learns them.
 * @param {string} through */
export const isProxy = (through) => through.length <= 256 && /^socks5h:\/\/[^\s/@:]+:\d{1,5}$/.test(through);

/** @param {string} name @returns {Promise<any>} what is kept by this name */
const kept = async (name) => (await ext.storage.local.get(name).catch(() => /** @type {any} */ ({})))[name];

/** @returns {Promise<Looks>} */
export async function looks() {
	const { through = "", every = "never", told = false } = await kept("looks") ?? {};
	return { through: String(through), every: Object.hasOwn(PERIODS, every) ? every : "never", told: told === true };
}

/** @param {Partial<Looks>} change @returns {Promise<Looks>} what holds now */
export async function changeLooks(change) {
	const now = { ...await looks(), ...change };
	await ext.storage.local.set({ looks: now });
	return now;
}

/** In whose name and by which way to ask: parameters of each request that looks. */
export async function manner() {
	const { through } = await looks();
	return { ...(globalThis.navigator?.userAgent ? { agent: navigator.userAgent } : {}),
		...(through ? { proxy: through } : {}) };
}

/** @returns {Promise<Last | null>} */
export async function lastLook() {
	return await kept("looked") ?? null;
}

/** @param {Last} last */
export const keepLook = (last) => ext.storage.local.set({ looked: last });
