// again.js: places where photos were seen, looked at again by itself: off until the user wants it.
import { plain } from "../shared/failure.js";
import { keepLook, lastLook, looks, manner, PERIODS } from "../shared/looks.js";

const AT_ONCE = 50; // photos of one request, so that no answer is too large

/**
 * Every photo's places, some photos at a time.
 * @param {import("./host.js").Host} host @returns {Promise<import("../shared/looks.js").Last>}
 */
async function lookAtAll(host) {
	const tally = { day: Date.now(), there: 0, gone: 0, other: 0, unknown: 0, error: "" };
	for (let offset = /** @type {number | null} */ (0); offset !== null;) {
		const { photos, next_offset: next } = await host.request("photo.list", { offset, limit: AT_ONCE });
		const ids = photos.map(({ id }) => id);
		const { places } = ids.length ? await host.request("exposure.recheck", { photos: ids, ...await manner() })
			: { places: [] };
		for (const { gone, now } of places)
			tally[gone ? "gone" : now === "there" || now === "unknown" ? now : "other"]++;
		offset = next;
	}
	return tally;
}

/**
 * Look again, if the user wants it and it is time; the ledger is not opened for it.
 * @param {import("./host.js").Host} host @returns {Promise<boolean>} whether it was done
 */
export async function lookAgain(host) {
	const { every } = await looks();
	const last = await lastLook();
	if (every === "never" || (last && Date.now() - last.day < PERIODS[every]))
		return false;
	if ((await host.request("ledger.status")).state !== "open")
		return false;
	await keepLook(await lookAtAll(host).catch((error) =>
		({ day: Date.now(), there: 0, gone: 0, other: 0, unknown: 0, error: plain(error).code })));
	return true;
}
