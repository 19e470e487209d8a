// traced.mjs: what a page's thread did, by Chromium's own tracing.
const TASKS = "disabled-by-default-devtools.timeline";

/**
 * The tasks of a page's thread from now on, each by the time that the processor gave it: on a busy machine the clock
 * says more.
 * @param {any} page puppeteer's @returns {Promise<() => Promise<number[]>>} ends it; milliseconds
 */
export async function traced(page) {
	const session = await page.createCDPSession();
	/** @type {any[]} */
	const events = [];
	session.on("Tracing.dataCollected", (/** @type {any} */ { value }) => events.push(...value.filter(
		(/** @type {any} */ event) => event.name === "RunTask" || event.name === "here")));
	await session.send("Tracing.start", { transferMode: "ReportEvents",
		traceConfig: { recordMode: "recordAsMuchAsPossible", includedCategories: [TASKS, "blink.user_timing"],
			excludedCategories: ["*"] } });
	return async () => {
		// Now: the page may have gone to another, which another thread draws.
		await page.evaluate(() => performance.mark("here"));
		const ended = new Promise((done) => session.once("Tracing.tracingComplete", done));
		await session.send("Tracing.end");
		await ended;
		await session.detach();
		const here = events.find(({ name }) => name === "here");
		return events.filter(({ name, pid, tid }) => name === "RunTask" && pid === here.pid && tid === here.tid)
			.map(({ tdur }) => (tdur ?? 0) / 1000);
	};
}
