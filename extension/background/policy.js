// policy.js: what a browser's policy sets of the ledger, whoever opens that, and by whatever key.
import { managed } from "../shared/managed.js";

/** When it locks by itself, where that is set. @param {import("./host.js").Host} host whose ledger is open */
export async function lockAsSet(host) {
	const { auto_lock: when } = await managed();
	if (when)
		await host.request("ledger.autolock", { when });
}
