// wire.mjs: everything that was on the wire, and what must not have been.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** @typedef {{at: number, proto: number, from: string, to: string, sport: number, dport: number, seq: number, syn: boolean, data: Buffer}} Packet */

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
	const address = (/** @type {number} */ where) => six ? ip.subarray(where, where + 16).toString("hex") : ip.subarray(where, where + 4).join(".");
	const inner = ip.subarray(head, end === 0 ? undefined : Math.max(end, head));
	const tcp = proto === 6;
	return { at, proto, from: address(six ? 8 : 12), to: address(six ? 24 : 16), sport: inner.readUInt16BE(0), dport: inner.readUInt16BE(2),
		seq: tcp ? inner.readUInt32BE(4) : 0, syn: tcp && ((inner[13] ?? 0) & 0x12) === 2, data: inner.subarray(tcp ? ((inner[12] ?? 0) >> 4) * 4 : 8) };
}

/** The bytes of each direction of each connection, in their order. @param {Packet[]} list @returns {Map<string, Buffer>} */
function streams(list) {
	/** @type {Map<string, Packet[]>} */
	const parts = new Map();
	for (const entry of list)
		if (entry.data.length) {
			const key = `${entry.from}:${entry.sport}>${entry.to}:${entry.dport}`;
			parts.set(key, [...(parts.get(key) ?? []), entry]);
		}
	return new Map([...parts].map(([key, entries]) => {
		const first = entries[0]?.seq ?? 0;
		const bySeq = new Map(entries.map((entry) => [(entry.seq - first) | 0, entry.data]));
		return [key, Buffer.concat([...bySeq].sort((a, b) => a[0] - b[0]).map(([, data]) => data))];
	}));
}

/** @param {string} path where packets are kept */
export async function startCapture(path) {
	const tcpdump = spawn("tcpdump", ["-i", "lo", "-U", "-s", "0", "-B", "65536", "-Z", "root", "-w", path], { stdio: ["ignore", "ignore", "pipe"] });
	let said = "";
	await new Promise((resolve, reject) => {
		tcpdump.stderr.on("data", (data) => (said += data).includes("listening on") && resolve(undefined));
		tcpdump.on("exit", () => reject(new Error(`tcpdump: ${said}`)));
		tcpdump.on("error", reject);
	});
	return {
		async stop() {
			await new Promise((resolve) => setTimeout(resolve, 300));
			const ended = new Promise((resolve) => tcpdump.on("exit", resolve));
			tcpdump.removeAllListeners("exit");
			tcpdump.on("exit", () => {});
			const gone = new Promise((resolve) => tcpdump.on("close", resolve));
			tcpdump.kill("SIGINT");
			await Promise.race([gone, ended]);
		},

		/**
		 * What the capture says, as a sentence; throws when something was sent
		 * that must not be.
		 * @param {{browser: any, site: any, quiet: {from: number, to: number}[], canaries: string[]}} facts
		 */
		judge({ browser, site, quiet, canaries }) {
			assert.match(said, /\b0 packets dropped by kernel/, "the capture is whole");
			const driving = new Set(browser.ports);
			const all = packets(readFileSync(path)).filter(({ sport, dport }) => !driving.has(sport) && !driving.has(dport));
			const ports = new Set([site.own, site.other].map((url) => Number(new URL(url).port)));
			const astray = all.filter(({ proto, sport, dport, syn }) => proto !== 6 || (!ports.has(sport) && !ports.has(dport)) || (syn && !ports.has(dport)));
			assert.deepEqual(astray.map(({ proto, to, dport }) => `${proto} ${to} ${dport}`), [], "nothing but the two sites was asked");
			for (const { from, to } of quiet)
				assert.equal(all.filter(({ at }) => at >= from && at <= to).length, 0, "packets while files were dropped");

			const upward = [...streams(all)].filter(([key]) => ports.has(Number(key.split(":").at(-1))));
			const host = upward.filter(([, bytes]) => !/\r\nsec-fetch-mode:/i.test(bytes.toString("latin1")));
			let requests = 0;
			for (const [, bytes] of host)
				// Each request begins with GET or HEAD and ends with an empty line: a body would begin another.
				for (const request of bytes.toString("latin1").split("\r\n\r\n").slice(0, -1)) {
					requests++;
					assert.match(request, /^(GET|HEAD) \/[^\r\n]* HTTP\/1\.1\r\n/);
					assert.doesNotMatch(request, /\r\n(cookie|referer|origin|authorization|content-length|transfer-encoding):/i);
					assert.ok(request.length <= 2048, "no more than 2 KB for a request");
				}
			for (const [, bytes] of host)
				assert.ok(bytes.toString("latin1").endsWith("\r\n\r\n"), "nothing after the last request");
			assert.equal(requests, site.log.filter((/** @type {any} */ entry) => !entry.browser).length, "the log and the capture agree");

			// A canary that is planted in what was sent would be found.
			const everything = Buffer.concat(upward.map(([, bytes]) => bytes));
			const whole = Buffer.concat([...streams(all).values()]);
			assert.ok(everything.includes("/p/garden.jpg") && whole.length > everything.length);
			const sung = canaries.filter((canary) => whole.includes(Buffer.from(canary, "latin1")));
			assert.deepEqual(sung, [], "canaries on the wire");
			assert.ok(canaries.length > 100);
			return `wire: ${all.length} packets, all between this machine and the two sites; ${requests} requests of the host; none in ${quiet.length} quiet moment; ${canaries.length} canaries, none on the wire`;
		},
	};
}
