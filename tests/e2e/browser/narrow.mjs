// narrow.mjs REPORT...: on a screen of 320 px nothing of a report has to be moved sideways, and on paper nothing is
// cut off: an A4 page between its margins has 690 px and more.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { withChromium } from "../../extension/browser.mjs";

await withChromium(async (browser) => {
	const page = await browser.newPage();
	for (const [media, width] of /** @type {const} */ ([["screen", 320], ["print", 690]])) {
		await page.setViewport({ width, height: 900 });
		await page.emulateMediaType(media);
		for (const report of process.argv.slice(2)) {
			await page.goto(pathToFileURL(report).href);
			const wide = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll(".scroll")]
				.filter((element) => element.scrollWidth > element.clientWidth)
				.map((element) => element.outerHTML.slice(0, 200)));
			assert.deepEqual(wide, [], `${report} on ${media}`);
		}
	}
});
