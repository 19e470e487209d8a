// report.mjs REPORT: how long headless Chromium takes to open a report that bench_casework wrote, each of its small
// pictures being a photograph: until something is seen, until all is read and can be used; and its longest task.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { withChromium } from "../extension/browser.mjs";

const [report = ""] = process.argv.slice(2);
const photo = execFileSync("sh", ["-c", "djpeg -scale 1/8 /usr/share/backgrounds/mate/nature/Storm.jpg | " +
	"cjpeg -quality 75 | base64 -w 0"], { encoding: "utf8" });
const opened = `${report}.opened.html`;
writeFileSync(opened, readFileSync(report, "utf8").replaceAll(/(data:image\/jpeg;base64,)[^"]*/g, `$1${photo}`));

await withChromium(async (browser) => {
	for (let round = 0; round < 3; round++) {
		const page = await browser.newPage();
		const session = await page.createCDPSession();
		// By the time that the processor gave it: on a busy machine the clock says more.
		await session.send("Performance.enable", { timeDomain: "threadTicks" });
		await page.goto(pathToFileURL(opened).href, { waitUntil: "load", timeout: 300_000 });
		// Two frames later all that was to be drawn has been.
		const at = await page.evaluate(async () => {
			await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
			const [painted] = performance.getEntriesByName("first-contentful-paint");
			const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (
				performance.getEntriesByType("navigation"));
			return { seen: painted?.startTime ?? -1, read: navigation?.domContentLoadedEventEnd ?? -1,
				used: performance.now(), photos: document.querySelectorAll(".photo").length };
		});
		const { metrics } = await session.send("Performance.getMetrics");
		const took = (/** @type {string} */ name) =>
			((metrics.find((one) => one.name === name)?.value ?? -1) * 1000).toFixed(0);
		console.log(`  report of ${at.photos} photos: seen ${at.seen.toFixed(0)} ms, read ${at.read.toFixed(0)} ms, ` +
			`drawn ${at.used.toFixed(0)} ms; of the page's thread ${took("TaskDuration")} ms, of these ` +
			`style ${took("RecalcStyleDuration")}, layout ${took("LayoutDuration")}; process ${took("ProcessTime")}`);
		await page.close();
	}
});
rmSync(opened);
