// speech.chromium.mjs: one whole path by the keyboard alone, from no ledger to a letter that was sent, and what
// a screen reader says on it: of each stop its role, name and state as the browser's accessibility tree has
// them, and what is announced. Each stop has a name and shows that the focus is there; what happened is said.
// The log is left in build/extension/speech.txt.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { PATIENCE } from "./browser.mjs";
import { passphrase, pictures, skip } from "./hosted.mjs";
import { withHost } from "./one_browser.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
const LONGEST = 150; // stops between two things to do: a list of companies is long

/** Keep what live regions say from now on. Runs in the page. */
function listen() {
	const heard = /** @type {string[]} */ ((/** @type {any} */ (globalThis)).heard = []);
	new MutationObserver((changes) => {
		for (const { target } of changes) {
			const one = target instanceof Element ? target : target.parentElement;
			const text = one?.closest("[role=status], [role=alert], [aria-live]")?.textContent
				?.replace(/\s+/g, " ").trim();
			if (text && heard.at(-1) !== text)
				heard.push(text);
		}
	}).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Whether what has the focus shows it: by an outline, its own or that of what it stands for. Runs in the page. */
function shows() {
	const one = document.activeElement;
	const seen = (/** @type {Element | null | undefined} */ what) => {
		const style = what && getComputedStyle(what);
		return style && (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
			|| style.boxShadow !== "none");
	};
	return Boolean(seen(one) || seen(one?.closest("label")) || seen(one?.parentElement));
}

/** Somebody who sees nothing and has no mouse. @param {Page} page */
async function listener(page, log = /** @type {string[]} */ ([])) {
	const session = await page.createCDPSession();
	await page.evaluate(listen);
	const said = async () => {
		const { result } = await session.send("Runtime.evaluate", { expression: "document.activeElement" });
		const { nodes } = await session.send("Accessibility.getPartialAXTree",
			{ objectId: result.objectId ?? "", fetchRelatives: false });
		const { role, name, description, properties = [] } = nodes[0] ?? {};
		const states = properties.filter(({ name: key, value }) => value.value !== false && value.value !== "false"
			&& ["checked", "pressed", "expanded", "disabled", "required", "invalid", "busy"].includes(key))
			.map(({ name: key, value }) => value.value === true ? key : `${key} ${value.value}`);
		return { role: role?.value ?? "", name: name?.value ?? "",
			more: [description?.value, ...states].filter(Boolean) };
	};
	/** What was said until now; nothing is said at once. */
	const hear = async () => {
		await new Promise((resolve) => setTimeout(resolve, 300));
		for (const text of /** @type {string[]} */ (await page.evaluate("globalThis.heard.splice(0)")))
			log.push(`        "${text}"`);
	};
	return {
		log, hear,
		/**
		 * With Tab to the element of that name; each stop on the way is heard.
		 * @param {string} id @param {string} [more]
		 */
		to: async (id, more = "") => {
			const there = `document.activeElement?.matches(${JSON.stringify(`[data-testid="${id}"]${more}`)})`;
			for (let stops = 0; stops < LONGEST; stops++) {
				if (await page.evaluate(there))
					return;
				await page.keyboard.press("Tab");
				if (await page.evaluate("document.activeElement === document.body"))
					continue; // the end of the page: the browser's own controls come
				const { role, name, more: states } = await said();
				log.push([`${role}: ${name.slice(0, 120)}`, ...states].join(", "));
				assert.ok(name.trim() && !["generic", "none", ""].includes(role),
					`a stop without a name: ${log.at(-1)}`);
				assert.ok(await page.evaluate(shows), `the focus is not seen: ${log.at(-1)}`);
			}
			assert.fail(`${id} is not reached by Tab:\n${log.slice(-20).join("\n")}`);
		},
		/** @param {"Enter" | "Space"} key */
		press: async (key) => {
			log.push(`    [${key}]`);
			await page.keyboard.press(key);
			await hear();
			if (await page.evaluate("document.activeElement?.tabIndex === -1"))
				await said().then(({ role, name }) => log.push(`    -> ${role}: ${name}`)); // where reading goes on
		},
		/** @param {string} text */
		type: async (text) => {
			log.push("    [types]");
			await page.keyboard.type(text);
		},
	};
}

test("one whole path with the keyboard and a screen reader's ears", { skip }, () =>
	withHost(async (browser, first, _home, { go, see, until, ask }) => {
		await go("welcome.html");
		await see("step-create");
		const welcome = await listener(first);
		await welcome.to("passphrase");
		await welcome.type(passphrase);
		await welcome.to("passphrase-again");
		await welcome.type(passphrase);
		await welcome.to("create");
		await welcome.press("Enter");
		await see("recovery");
		await welcome.hear();
		await welcome.to("written");
		await welcome.press("Space");
		await welcome.to("continue");
		await welcome.press("Enter");
		await see("step-ready");
		await welcome.to("open-dashboard");
		await welcome.press("Enter");
		const target = await browser.waitForTarget(
			(one) => one.url().includes("dashboard.html"), { timeout: PATIENCE });
		const page = await target.page();
		assert.ok(page);
		await page.bringToFront();
		await page.setViewport({ width: 1200, height: 900 });
		await see("nav-photos", page);
		const { log, to, press, type, hear } = await listener(page, welcome.log);

		await to("nav-photos");
		await press("Enter");
		await see("empty", page);
		await to("add-files");
		const waiting = page.waitForFileChooser({ timeout: PATIENCE });
		await ask("ledger.status"); // by then the browser knows that somebody waits
		await press("Enter");
		await (await waiting).accept([`${pictures}Garden.jpg`]);
		await until("document.querySelector('[data-outcome=added]')", page);
		await hear();
		const heard = log.filter((line) => line.startsWith("        "));
		assert.match(heard.at(-1) ?? "", /1 photo is in your ledger now/, "what became of the file is said");

		await to("nav-letters");
		await press("Enter");
		await see("who-search", page);
		await to("who-search");
		await type("pimeyes");
		await until("document.querySelector('[data-testid=controller]')?.dataset.slug === 'pimeyes'", page);
		await to("controller", "[data-slug=pimeyes]");
		await press("Space");
		await to("ask-access");
		if (!await page.$eval("[data-testid=ask-access]", (one) => /** @type {any} */ (one).checked))
			await press("Space");
		await to("me-country");
		await type("France");
		await to("me-email");
		await type("zoe@example.org");
		await page.keyboard.press("Tab");
		await see("preview-text", page);
		await hear();
		await to("write");
		await press("Enter");
		await see("written", page);
		await hear();
		await to("to-cases");
		await press("Enter");
		await see("case", page);
		await to("do-sent");
		await press("Enter");
		await see("sheet", page);
		await to("sent-email");
		await press("Enter");
		await until("document.querySelector('[data-testid=case]')?.dataset.stage === 'waiting'", page);
		await hear();
		writeFileSync(fileURLToPath(new URL("../../build/extension/speech.txt", import.meta.url)),
			`${log.join("\n")}\n`);
		assert.match(log.slice(-2).join(), /"Noted as sent\.".*heading: PimEyes/, "what became of the letter is said");
	}));
