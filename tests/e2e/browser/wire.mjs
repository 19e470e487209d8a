// wire.mjs: everything that was on the wire, and what must not have been.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { PATIENCE } from "./person.mjs";

/**
 * @typedef {{at: number, proto: number, from: string, to: string, sport: number, dport: number, seq: number,
	syn: boolean, data: Buffer}} Packet
 */

/** Packets of a capture file of the loopback device (Ethernet). @param {Buffer} file @returns {Packet[]} */
function packets(file) {
	const magic = file.readUInt32LE(0);
	assert.ok(magic === 0xa1b2c3d4 || magic === 0xa1b23c4d, "a capture file");
	const fraction = magic === 0xa1b23c4d ? 1e6 : 1e3;
	assert.equal(file.readUInt32LE(20), 1, "Ethernet");
	const list = [];
	for (let at = 24; at + 16 <= file.length;) {
		const time = file.readUInt32LE(at) * 1000 + file.readUInt32LE(at + 4) / fraction;
		const kept = file.readUInt32LE(at + 8);
		assert.equal(kept, file.readUInt32LE(at + 12), "whole packets");
		list.push(packet(file.subarray(at + 16, at + 16 + kept), time));
		at += 16 + kept;
	}
	return list;
}

/** @param {Buffer} frame @param {number} at @returns {Packet} */
function packet(frame, at) {
	const six = frame.readUInt16BE(12) === 0x86dd;
	const ip = frame.subarray(14);
	const proto = ip[six ? 6 : 9] ?? 0;
	const head = six ? 40 : ((ip[0] ?? 0) & 15) * 4;
	const end = six ? 40 + ip.readUInt16BE(4) : ip.readUInt16BE(2);
	const address = (/** @type {number} */ where) => six ? ip.subarray(where, where + 16).toString("hex")
		: ip.subarray(where, where + 4).join(".");
	const inner = ip.subarray(head, end === 0 ? undefined : Math.max(end, head));
	const tcp = proto === 6;
	return { at, proto, from: address(six ? 8 : 12), to: address(six ? 24 : 16), sport: inner.readUInt16BE(0),
		dport: inner.readUInt16BE(2),
		seq: tcp ? inner.readUInt32BE(4) : 0, syn: tcp && ((inner[13] ?? 0) & 0x12) === 2,
			data: inner.subarray(tcp ? ((inner[12] ?? 0) >> 4) * 4 : 8) };
}

/**
 * The bytes of each direction of each connection, in their order.
 * @param {Packet[]} list @returns {Map<string, Buffer>}
 */
function streams(list) {
	/** How often two ports have spoken with each other: they are used again. @type {Map<string, number>} */
	const turns = new Map();
	/** @type {Map<string, Packet[]>} */
	const parts = new Map();
	for (const entry of list) {
		const [here, there] = [`${entry.from}:${entry.sport}`, `${entry.to}:${entry.dport}`];
		const pair = [here, there].sort().join(" ");
		if (entry.syn)
			turns.set(pair, (turns.get(pair) ?? 0) + 1);
		const key = `${turns.get(pair)} ${here}>${there}`;
		if (entry.data.length)
			parts.set(key, [...(parts.get(key) ?? []), entry]);
	}
	return new Map([...parts].map(([key, entries]) => {
		const first = entries[0]?.seq ?? 0;
		// What is sent again may be longer.
		const bySeq = new Map(entries.sort((a, b) => a.data.length - b.data.length)
			.map((entry) => [(entry.seq - first) | 0, entry.data]));
		return [key, Buffer.concat([...bySeq].sort((a, b) => a[0] - b[0]).map(([, data]) => data))];
	}));
}

/** Headers that say who asks, or that something is sent. */
const forbidden = /\r\n(cookie|referer|origin|authorization|content-type|content-length|transfer-encoding):/i;
/** The page, as a second look names it. */
const referrer = /\r\nreferer: ([^\r\n]*)(?=\r\n)/i;

/**
 * What was sent that must not be, in words; nothing when all is well.
 * @param {Packet[]} list
 * @param {{sites: string[], asked: Set<string>, pages: string[], quiet: {from: number, to: number}[],
	canaries: string[]}} facts
 *   asked: addresses that stand on the pages, or that those lead to
 *   pages: what a second look may name
 */
function faults(list, { sites, asked, pages, quiet, canaries }) {
	/** @type {string[]} */
	const found = [];
	/** @type {string[]} */
	const requests = [];
	/** Of them, the second looks. @type {string[]} */
	const again = [];
	let largest = 0;
	const ports = new Map(sites.map((url) => [Number(new URL(url).port), url]));
	for (const { proto, to, sport, dport, syn } of list)
		if (proto !== 6 || (!ports.has(sport) && !ports.has(dport)) || (syn && !ports.has(dport)))
			found.push(`astray: protocol ${proto} to ${to} ${dport}`);
	for (const { from, to } of quiet)
		for (const { dport } of list.filter(({ at }) => at >= from && at <= to))
			found.push(`not quiet: a packet to ${dport}`);

	const all = streams(list);
	for (const [key, bytes] of all) {
		const site = ports.get(Number(key.split(":").at(-1)));
		const text = bytes.toString("latin1");
		// Both browsers take what is compressed; the host asks for none.
		if (site === undefined || /\r\naccept-encoding:[^\r\n]*\bgzip\b/i.test(text))
			continue;
		// A request ends with an empty line: a body would begin another.
		for (const request of text.split(/(?<=\r\n\r\n)/)) {
			largest = Math.max(largest, request.length);
			const path = /^(?:GET|HEAD) (\/[^ \r\n]*) HTTP\/1\.1\r\n(?:[^\r\n]+\r\n)*\r\n$/.exec(request)?.[1];
			requests.push(`${site}${path}`);
			if (path === undefined)
				found.push(`neither GET nor HEAD, or a body: ${request.slice(0, 40)}`);
			else if (!asked.has(site + path))
				found.push(`on no page: ${site}${path.slice(0, 40)}`);
			const page = referrer.exec(request)?.[1] ?? "";
			const second = pages.includes(page) && page.startsWith(`${site}/`);
			if (second)
				again.push(`${site}${path}`);
			const header = forbidden.exec(second ? request.replace(referrer, "") : request)?.[1];
			if (header)
				found.push(`a header: ${header}`);
			if (request.length > 2048)
				found.push(`more than 2 KB: ${request.length} bytes`);
		}
	}
	for (const address of new Set(again))
		if (requests.filter((one) => one === address).length === again.filter((one) => one === address).length)
			found.push(`a second look without a first: ${address}`);
	const whole = Buffer.concat([...all.values()]);
	for (const canary of canaries)
		if (whole.includes(Buffer.from(canary, "latin1")))
			found.push(`a canary: ${canary.slice(0, 12)}`);
	return { found, requests, again, largest };
}

/** Send something, whatever becomes of it. @param {number} port @param {string | Buffer} data */
const send = (port, data) => new Promise((resolve) => {
	const socket = connect(port, "127.0.0.1", () => socket.end(data));
	socket.on("error", () => {}).on("close", resolve).resume();
});

/** A port at which nobody listens. @returns {Promise<number>} */
async function closedPort() {
	const closed = createServer().listen(0, "127.0.0.1");
	await new Promise((resolve) => closed.once("listening", resolve));
	const { port } = /** @type {any} */ (closed.address());
	closed.close();
	return port;
}

/** @param {string} path where packets are kept */
export async function startCapture(path) {
	const tcpdump = spawn("tcpdump",
		["-i", "lo", "-U", "-s", "0", "-B", "65536", ...(process.getuid?.() === 0 ? ["-Z", "root"] : []), "-w", path],
		{ stdio: ["ignore", "ignore", "pipe"] });
	process.on("exit", () => tcpdump.kill("SIGKILL"));
	let said = "";
	const gone = new Promise((resolve) => tcpdump.on("close", resolve));
	await new Promise((resolve, reject) => {
		tcpdump.stderr.on("data", (data) => (said += data).includes("listening on") && resolve(undefined));
		tcpdump.on("exit", () => reject(new Error(`tcpdump: ${said}`)));
		tcpdump.on("error", reject);
	});

	/** Until what was sent by now is in the file: it is, when a mark sent after it is. */
	async function settle() {
		const mark = `mark ${randomUUID()}`;
		const socket = createSocket("udp4");
		const at = Date.now();
		for (;;) {
			await new Promise((resolve) => socket.send(mark, 9, "127.0.0.1", resolve));
			await new Promise((resolve) => setTimeout(resolve, 50));
			if (readFileSync(path).includes(mark))
				break;
			assert.ok(Date.now() - at < PATIENCE && tcpdump.exitCode === null, `the capture has stopped: ${said}`);
		}
		socket.close();
		return at;
	}

	return {
		settle,

		/**
		 * End the capture, and say what it tells; throws when something was sent
		 * that must not be, or when it would not have seen it.
		 * @param {{driving: number[], site: any, quiet: {from: number, to: number}[], canaries: string[]}} facts
		 *   driving: ports of the trial itself
		 */
		async judge({ driving, site, quiet, canaries }) {
			const ended = await settle();
			// Each of these breaks one rule; the capture and the judge must see it.
			const [port = 0, other = 0] = [site.own, site.other].map((url) => Number(new URL(url).port));
			const request = (/** @type {string} */ more, method = "GET", where = "/p/garden.jpg") =>
				`${method} ${where} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n`;
			const from = Date.now();
			const stranger = await closedPort();
			await send(port, request("Cookie: a=b\r\n"));
			await send(port, request("Referer: http://127.0.0.1/\r\n"));
			await send(port, request(`Referer: ${site.own}/\r\n`, "GET", "/p/og.jpg"));
			await send(other, request("Content-Length: 4\r\n", "POST") + "body");
			await send(other, request("") + "body");
			await send(port, request("", "GET", "/p/secret-of-the-host.jpg"));
			await send(port, request(`X: ${"x".repeat(2048)}\r\n`));
			const lot = canaries.filter((_, at) => at % 7 === 0).concat(canaries.slice(-1));
			for (const canary of lot)
				await send(port, Buffer.from(`${request("")}${canary}`, "latin1"));
			await send(stranger, "");
			const to = Date.now();
			await settle();
			tcpdump.removeAllListeners("exit");
			tcpdump.kill("SIGINT");
			await gone;
			assert.match(said, /\b0 packets dropped by kernel/, "the capture is whole");

			const unmarked = packets(readFileSync(path))
				.filter(({ sport, dport, proto, data }) => !driving.includes(sport) && !driving.includes(dport)
				&& !(proto === 17 && dport === 9) && !(proto === 1 && data.includes("mark ")));
			const trial = unmarked.filter(({ at }) => at <= ended);
			const facts = { sites: [site.own, site.other], asked: site.asked, pages: site.pages, quiet, canaries };
			const { found, requests, again, largest } = faults(trial, facts);
			assert.deepEqual(found, [], "what must not be on the wire");
			// One that met a connection's end is sent again, and the site saw one of the two.
			const unseen = [...requests];
			for (const { browser, path: where, site: name } of site.log.filter(
				(/** @type {any} */ entry) => entry.time <= ended)) {
				const at = browser ? -1 : unseen.indexOf(`${name === "profile" ? site.own : site.other}${where}`);
				assert.ok(browser || at >= 0, `in the log and not in the capture: ${where}`);
				if (at >= 0)
					unseen.splice(at, 1);
			}
			assert.ok(canaries.length > 100 && quiet.length > 0);

			const planted = faults(unmarked.filter(({ at }) => at > ended), { ...facts, quiet: [{ from, to }] }).found;
			for (const wanted of ["a header: Cookie", "a header: Referer", "a header: Content-Length",
				"neither GET nor HEAD, or a body: POST", "neither GET nor HEAD, or a body: body", "on no page: ",
				"more than 2 KB: ", `astray: protocol 6 to 127.0.0.1 ${stranger}`, "not quiet: ", "a second look ",
					...lot.map((canary) => `a canary: ${canary.slice(0, 12)}`)])
				assert.ok(planted.some((fault) => fault.startsWith(wanted)), `planted, and not seen: ${wanted}`);
			return [`wire: ${trial.length} packets, all between this machine and the two sites`,
				`${requests.length} requests of the host, each for an address on a page, at most ${largest} bytes, ${
				again.length} of them second looks that name their page`,
				`none in ${quiet.length} quiet moments`, `${canaries.length} canaries, none on the wire`,
				`of ${lot.length} planted and nine other faults each is seen`].join("; ");
		},

		stop: () => tcpdump.kill("SIGKILL"),
	};
}
