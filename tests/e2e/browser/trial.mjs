// trial.mjs BROWSER SCRATCH SCREENSHOTS [CAPTURE]: the whole path, in a real
// browser with the real host: what a person does who has a
// keyboard and no mouse, and what they see.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cheap } from "../../extension/cheap.mjs";
import { prepareHome } from "./home.mjs";
import { letters, prepareDocuments } from "./letters.mjs";
import { PATIENCE, eachView, looker, reach, seen, sleep, text, until, use, walk, write } from "./person.mjs";
import { settings } from "./settings.mjs";
import { serve } from "./site.mjs";
import { startCapture } from "./wire.mjs";

const [name = "chromium", scratch = "", shots = "", capturing = ""] = process.argv.slice(2);
const Browser = name === "firefox" ? (await import("./firefox.mjs")).Firefox
	: (await import("./chromium.mjs")).Chromium;
const PASSPHRASE = "correct horse battery staple";
const PERSON = "Zoraide Quuxenstein-Wibble";

// What a passphrase costs is paid in one of the browsers.
const home = prepareHome(scratch, name === "firefox" ? cheap : {});
prepareDocuments(home.path);
const pictures = join(scratch, "pictures");
mkdirSync(shots, { recursive: true });
execFileSync("/usr/bin/python3", [fileURLToPath(new URL("pictures.py", import.meta.url)), pictures]);
const site = await serve(pictures);
const capture = capturing ? await startCapture(join(scratch, "wire.pcap")) : null;
const began = Date.now();

const say = (/** @type {string} */ text) =>
	console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
/**
 * Open a page of a site, press the toolbar's button, and check it.
 * @param {string} url @param {(popup: any) => Promise<void>} [before]
 */
async function check(url, before) {
	const tab = await browser.open(url);
	await until(tab, () => document.documentElement.dataset["ready"] === "yes" && document.readyState === "complete");
	const popup = await browser.action(tab);
	await seen(popup, "check");
	await before?.(popup);
	await use(popup, "check");
	return { tab, popup };
}

/** What a finished check says: address -> status. @param {any} popup @returns {Promise<[string, string][]>} */
async function results(popup) {
	await seen(popup, "finished");
	return popup.evaluate(() => [...document.querySelectorAll("[data-testid=picture]")].map((element) =>
		[element.getAttribute("data-url"), element.getAttribute("data-status")]));
}
const withStatus = (/** @type {[string, string][]} */ list, /** @type {string} */ wanted) =>
	list.filter(([, status]) => status === wanted).map(([url]) => url).sort();

/** What `lenscap` says, with this ledger. @param {string[]} words */
function cli(...words) {
	const { status, stdout, stderr } = spawnSync(
		"lenscap", [...words, "--home", home.ledger, "--passphrase-file", join(scratch, "passphrase")],
		{ encoding: "utf8", env: home.env });
	assert.equal(status, 0, `lenscap ${words.join(" ")}: ${stderr}`);
	return stdout;
}


for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
	process.once(signal, () => process.exit(1)); // and with it what it has started
const browser = await Browser.launch(home.path);
const look = looker(browser, shots);
let failed = true;
let welcome, dashboard, popup, tab;
/** Moments in which nothing may be sent. @type {{from: number, to: number}[]} */
const quiet = [];
/** @type {string[]} */
let canaries = [];
try {
	welcome = await browser.first();
	await seen(welcome, "step-no-host");
	await look(welcome, "welcome-no-host");
	home.register(browser.family);
	await use(welcome, "look-again");
	await seen(welcome, "step-create");
	say("welcome: says that the host is missing and how to install it; finds it afterwards");

	await walk(welcome, "welcome");
	await write(welcome, "passphrase", PASSPHRASE);
	await write(welcome, "passphrase-again", PASSPHRASE);
	await seen(welcome, "create");
	await look(welcome, "welcome-create");
	await use(welcome, "create");
	await seen(welcome, "written");
	assert.match(await text(welcome, "recovery"), /^[\dA-Z-]{20,}$/);
	const recovery = await text(welcome, "recovery");
	await look(welcome, "welcome-recovery");
	await use(welcome, "written", "Space");
	await use(welcome, "continue");
	await seen(welcome, "step-ready");
	await look(welcome, "welcome-ready");
	say("welcome: a ledger, its recovery key, ready");

	dashboard = await browser.open(browser.url("pages/dashboard.html#photos"));
	await seen(dashboard, "empty");
	await look(dashboard, "dashboard-empty");
	const asked = site.log.length;
	const from = await capture?.settle() ?? Date.now();
	await dashboard.drop([join(pictures, "file-dune.jpg"), join(pictures, "file-flower.jpg")]);
	await until(dashboard, () => document.querySelectorAll("[data-outcome=added]").length === 2);
	await sleep(1000);
	quiet.push({ from, to: await capture?.settle() ?? Date.now() });
	assert.equal(site.log.length, asked, "dropping files asks no server");
	await until(dashboard, () => document.querySelectorAll("[data-testid=photo] img").length === 2);
	await look(dashboard, "dashboard-added");
	say("dashboard: two files dropped, kept, and drawn; no server heard of them");

	({ tab, popup } = await check(site.own + "/", async (popup) => {
		await look(popup, "popup-start");
		await walk(popup, "popup");
	}));
	const found = await results(popup);
	const wanted = site.wanted;
	assert.deepEqual(Object.fromEntries(found.filter(([url]) => url)),
		Object.fromEntries(Object.entries(wanted).filter(([url]) => url.startsWith("http"))),
		"what is said of each picture");
	assert.deepEqual(found.filter(([url]) => !url).map(([, status]) => status), ["new", "new"],
		"the data: and the blob: picture");
	assert.equal(found.length, Object.keys(wanted).length);
	await look(popup, "popup-profile");
	await walk(popup, "popup with results");
	say(`profile: ${found.length} pictures; ${withStatus(found, "mine").length} mine, ${withStatus(
		found, "new").length} new, ${withStatus(found, "login").length} behind a login, ${withStatus(
		found, "apart").length} not asked for`);

	const gone = `${site.own}/p/gone.jpg`;
	assert.ok(!site.log.some((request) => !request.browser && request.path === "/p/gone.jpg"),
		"what the browser did not load is not asked for");
	await use(popup, "ask-apart");
	await until(popup, (/** @type {string} */ url) =>
		document.querySelector(`[data-url="${url}"]`)?.getAttribute("data-status") === "absent", gone);
	assert.deepEqual(Object.fromEntries((await results(popup)).filter(([url]) => url)),
		Object.fromEntries(found.filter(([url]) => url).map(
			([url, status]) => [url, url === gone ? "absent" : status])),
		"what is asked for on request, and nothing else anew");
	await look(popup, "popup-asked");
	say("profile: what was not loaded is asked for on request: it is not there");

	for (const name of ["garden.jpg", "wings.jpg", "wood.jpg", "storm.jpg", "ladybird.jpg"])
		await use(popup, `[data-url$="/${name}"] [data-testid=choose]`, "Space");
	await look(popup, "popup-chosen");
	await use(popup, "keep");
	await until(popup, () => document.querySelectorAll("[data-testid=picture] .tag.good").length === 5);
	await use(popup, "outline");
	await until(tab, () => document.querySelector("lenscap-outlines"));
	await look(popup, "popup-kept");
	await tab.shot(join(shots, "page-outlined.png"));
	await tab.close();
	say("profile: five kept, and outlined on the page");

	({ tab, popup } = await check(site.other + "/"));
	const copies = await results(popup);
	assert.deepEqual(withStatus(copies, "mine"),
		[`${site.other}/p/copy-garden.jpg`, `${site.other}/p/copy-wings.jpg`], "both copies, and nothing else");
	assert.equal(copies.length, 14);
	assert.deepEqual(withStatus(copies, "new").length, 12);
	await look(popup, "popup-copies");
	await tab.close();
	({ tab, popup } = await check(site.other + "/empty"));
	assert.deepEqual(await results(popup), []);
	await look(popup, "popup-nothing");
	await tab.close();
	say("another site: both copies found among twelve strangers, and nothing else");

	({ tab, popup } = await check(site.other + "/results"));
	assert.deepEqual(withStatus(await results(popup), "mine"), [`${site.other}/p/copy-wings.jpg`]);
	assert.deepEqual(await popup.evaluate(() => [...document.querySelectorAll("[data-testid=hit]")].map((row) =>
		row.getAttribute("data-leads"))), ["https://copy-wings.example/u"], "the page that it is on");
	await look(popup, "popup-hits");
	// The popup closes with the page that comes up.
	await reach(popup, "hit-write");
	await popup.press("Enter").catch(() => {});
	await until(dashboard, () => location.hash.startsWith("#letters/site/copy-wings.example/")
		&& document.querySelector("[data-testid=photo]:checked"));
	await look(dashboard, "letters-of-hit");
	await tab.close();
	say("results of a search: a table of the hit and its page, and the letter to that site in one click");
	await use(dashboard, "nav-photos");

	for (const path of ["/", "/robots.txt", "/.well-known/tdmrep.json"])
		site.asked.add(site.other + path);
	tab = await browser.open(browser.url(`pages/dashboard.html#exposure/${encodeURIComponent(`${site.other}/`)}`));
	await use(tab, "audit-ask");
	await seen(tab, "audit");
	await look(tab, "audit");
	await walk(tab, "audit");
	const audited = await text(tab, "audit");
	assert.match(await text(tab, "grade"), /[B-F]/);
	assert.ok(await tab.evaluate(() => document.querySelector("[data-testid=exposed-photo_public]")), audited);
	await use(tab, "watch-add");
	await use(tab, "watch-run");
	await until(tab, () => document.querySelectorAll("[data-testid=watch-said] li").length === 2);
	const again = await text(tab, "watched");
	assert.ok(again.includes(`${site.other}/`), again);
	assert.equal(again.match(/Photo \d+ \([^)]+\) is there\./g)?.length, 2, again);
	await look(tab, "watched");
	await use(tab, "watch-remove");
	await seen(tab, "watch-none");
	await tab.close();
	say("audit: how exposed a page is, and why; looked at again, both copies are there");

	await dashboard.front();
	await dashboard.reload();
	await until(dashboard, () => document.querySelectorAll("[data-testid=photo] img").length === 7);
	await look(dashboard, "dashboard-photos");
	await eachView(dashboard, async (view) => {
		await look(dashboard, `view-${view}`);
		await walk(dashboard, view);
	});
	await use(dashboard, "nav-overview");
	await use(dashboard, "report-save");
	await seen(dashboard, "said");
	await look(dashboard, "report-saved");
	assert.match(await text(dashboard, "said"), /lenscap-report\.html/);
	const report = join(home.path, "Documents/Lenscap/lenscap-report.html");
	assert.match(readFileSync(report, "utf8"), /<html lang="en">[^]*<img src="data:image\/jpeg;base64,/);
	rmSync(report);
	say("overview: a report, kept among the documents");
	await use(dashboard, "nav-photos");
	await until(dashboard, () => {
		const card = [...document.querySelectorAll("[data-testid=photo]")].find(
			(element) => /garden/.test(element.textContent ?? ""));
		card?.querySelector("[data-testid=open-photo]")?.setAttribute("id", "garden");
		return document.getElementById("garden");
	});
	await use(dashboard, "#garden");
	await seen(dashboard, "details");
	assert.match(await text(dashboard, "sightings"), /copy-garden\.jpg/);
	await look(dashboard, "dashboard-details");
	await walk(dashboard, "details of a photo");
	await dashboard.press("Escape");
	await until(dashboard, () => !document.querySelector("dialog") && document.activeElement?.id === "garden");
	say("dashboard: seven photos, where they were seen, every view by keyboard");

	// Canaries, for the capture: fingerprints, the dropped file, a name.
	writeFileSync(join(scratch, "passphrase"), PASSPHRASE + "\n");
	cli("me", "set", "name", PERSON);
	const list = cli("photos", "list", "--json").trim().split("\n").map((line) => JSON.parse(line));
	assert.equal(list.length, 7);
	canaries = collectCanaries(recovery, [...list, JSON.parse(cli("photos", "show", String(list[0].id), "--json"))]);

	const before = site.log.length;
	await letters({ page: dashboard, home: home.path, scratch, look, say, cli });
	assert.equal(site.log.length, before, "letters ask no server");

	await use(dashboard, "nav-settings");
	await seen(dashboard, "lock");
	await look(dashboard, "dashboard-settings");
	await use(dashboard, "lock");
	await seen(dashboard, "unlock-secret");
	await look(dashboard, "dashboard-locked");
	await write(dashboard, "unlock-secret", "wrong");
	await dashboard.press("Enter");
	await until(dashboard, () => document.querySelector("[data-testid=problem][data-code=wrong_passphrase]"));
	await look(dashboard, "dashboard-wrong-passphrase");
	await write(dashboard, "unlock-secret", PASSPHRASE); // what was wrong is selected, and replaced
	await use(dashboard, "unlock-submit");
	await seen(dashboard, "lock");
	say("locked, refused a wrong passphrase, unlocked");

	site.hold(2);
	({ tab, popup } = await check(site.other + "/slow"));
	await until(popup, () => document.querySelector("[data-testid=picture]"));
	await look(popup, "popup-running");
	await use(popup, "cancel");
	await seen(popup, "cancelled");
	await look(popup, "popup-cancelled");
	const few = (await popup.evaluate(() => document.querySelectorAll("[data-testid=picture]").length));
	assert.ok(few < 10, `cancelled with ${few} of 10 pictures`);
	site.release();
	say("a check cancelled");

	site.hold(2);
	await use(popup, "check-again");
	await until(popup, () => document.querySelector("[data-testid=running]")
		&& document.querySelector("[data-testid=picture]"));
	home.killHost();
	await seen(popup, "recovered");
	assert.ok((await text(popup, "recovered")).length > 20, "a sentence says what happened");
	site.release();
	await until(popup, () => document.querySelector(
		"[data-testid=finished], [data-testid=unlock-secret], [data-testid=again]"));
	await look(popup, "popup-recovered");
	const slow = await results(popup);
	assert.deepEqual([slow.length, withStatus(slow, "new").length], [10, 10],
		"all answered although the host was killed");
	await tab.close();
	say("host killed in the middle of a check: said so, and finished the check");

	await dashboard.front();
	await dashboard.evaluate(() => (location.hash = "#photos"));
	await dashboard.reload();
	await until(dashboard, () => document.querySelectorAll("[data-testid=photo] img").length === 7);
	for (let at = 1; at <= 7; at++)
		await use(dashboard, `li:nth-child(${at}) [data-testid=choose]`, "Space");
	await use(dashboard, "forget");
	await seen(dashboard, "dialog-yes");
	await look(dashboard, "dashboard-forget");
	await dashboard.press("Escape");
	await until(dashboard, () => !document.querySelector("dialog")
		&& document.querySelectorAll("[data-testid=photo]").length === 7);
	await use(dashboard, "forget");
	await use(dashboard, "dialog-yes");
	await seen(dashboard, "empty");
	assert.deepEqual(cli("photos", "list", "--json").trim(), "");
	say("dashboard: all forgotten");
	await settings({ page: dashboard, ...home, scratch, recovery, say, look, cli });
	failed = false;
} finally {
	if (failed)
		await Promise.all([welcome, dashboard, popup, tab].map(
			(page, at) => page && Promise.race(
			[sleep(3000), page.shot(join(shots, `failed-${at}.png`)).catch(() => {})])));
	await browser.close().catch(() => {});
	if (failed) {
		site.close();
		capture?.stop();
	}
}
for (const give = Date.now() + PATIENCE; home.hostsLeft().length && Date.now() < give;)
	await sleep(50);
assert.deepEqual(home.hostsLeft(), [], "no host is left when the browser has gone");

// ---- What the sites saw ----

const hosts = site.log.filter((request) => !request.browser);
assert.ok(hosts.length > 40, "the host asked the sites");
for (const request of hosts) {
	const where = `${request.method} ${request.path}`;
	assert.ok(request.method === "GET" || request.method === "HEAD", where);
	const page = request.headers["referer"];
	if (page !== undefined)
		assert.ok(site.pages.includes(page) && hosts.some((first) => first.path === request.path
			&& first.site === request.site && first.time <= request.time && !first.headers["referer"]),
			`${where}: a second look from ${page}`);
	for (const header of ["cookie", "origin", "authorization", "content-type", "content-length",
		"transfer-encoding"])
		assert.equal(request.headers[header], undefined, `${where}: ${header}`);
	assert.equal(request.body, 0, where);
	assert.ok(request.head <= 2048, `${where}: ${request.head} bytes`);
	assert.ok(site.asked.has(`${site[request.site === "profile" ? "own" : "other"]}${request.path}`),
		`${where} is on none of the pages`);
}
assert.ok(site.log.some((request) => request.browser && request.headers["cookie"] && request.path === "/p/friends.jpg"
	&& request.status === 200), "the browser was let in");
assert.deepEqual(hosts.filter((request) => request.headers["referer"]).map((request) => request.path).sort(),
	["/login", "/p/family.jpg", "/p/friends.jpg", "/p/gone.jpg", "/p/members.jpg"],
	"a second look where the first got no picture, or another");
say(`sites: ${hosts.length} requests of the host: GET, no cookie, no referrer but a second look's, no body, at most ${
	Math.max(...hosts.map((request) => request.head))} bytes, each for an address on a page`);

if (capture)
	say(await capture.judge({ driving: browser.ports, site, quiet, canaries }));
else
	say("wire: not captured (no network namespace, or no tcpdump)");
site.close();
rmSync(join(scratch, "wire.pcap"), { force: true });

/**
 * Everything that must not be on the wire, in all spellings.
 * @param {string} recovery @param {any[]} photos what `photos show --json` says
 */
function collectCanaries(recovery, photos) {
	/** @type {Buffer[]} */
	const raw = [PERSON, PASSPHRASE, recovery, recovery.replaceAll("-", ""), "file-flower.jpg", "file-dune.jpg"].map(
		(words) => Buffer.from(words));
	const file = readFileSync(join(pictures, "file-flower.jpg"));
	for (let at = 1000; at + 24 < file.length; at += Math.floor(file.length / 40))
		raw.push(file.subarray(at, at + 24));
	// Its pixels as well, from all over it.
	const pixels = execFileSync("/usr/bin/python3",
		["-c", "import sys; from PIL import Image\n"
			+ "sys.stdout.buffer.write(Image.open(sys.argv[1]).convert('RGB').tobytes())",
			join(pictures, "file-flower.jpg")],
		{ maxBuffer: 1 << 26 });
	for (let at = 0; at + 24 < pixels.length; at += Math.floor(pixels.length / 40))
		if (new Set(pixels.subarray(at, at + 24)).size > 8)
			raw.push(pixels.subarray(at, at + 24));
	let count = 0;
	for (const photo of photos)
		for (const member of ["sha256", "pdq", "phash", "dhash", "iscc"]) {
			const value = photo[member];
			if (typeof value !== "string" || value.length < 16)
				continue;
			count++;
			raw.push(Buffer.from(value));
			if (/^[\da-f]+$/i.test(value))
				raw.push(Buffer.from(value.slice(0, 64), "hex"));
		}
	assert.ok(count >= 2 * photos.length + 3, "the fingerprints of each photo");
	/** @type {Set<string>} */
	const spelled = new Set();
	for (const bytes of raw)
		for (const spelling of [bytes.toString("latin1"), bytes.toString("hex"), bytes.toString("hex").toUpperCase(),
			escape(bytes.toString("latin1")),
			Buffer.from(bytes.toString("latin1"), "utf16le").toString("latin1"),
				...["base64", "base64url"].flatMap((/** @type {any} */ code) =>
				[0, 1, 2].map((skip) =>
					bytes.subarray(skip, skip + 3 * Math.floor((bytes.length - skip) / 3)).toString(code)))])
			spelled.add(spelling);
	return [...spelled];
}
