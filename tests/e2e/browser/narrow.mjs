// narrow.mjs REPORT...: on a screen of 320 px nothing of a report has to be moved sideways.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { withChromium } from "../../extension/browser.mjs";

await withChromium(async (browser) => {
	const page = await browser.newPage();
	await page.setViewport({ width: 320, height: 900 });
	for (const report of process.argv.slice(2)) {
		await page.goto(pathToFileURL(report).href);
		assert.deepEqual(await page.evaluate(() => [document.documentElement, ...document.querySelectorAll(".scroll")]
			.filter((element) => element.scrollWidth > element.clientWidth)
			.map((element) => element.outerHTML.slice(0, 200))),
		[], report);
	}
});
