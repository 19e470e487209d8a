// home.mjs: a home folder of its own for a browser, with a host registered in it.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * `lenscap` and `lenscap-host` are those of $PATH.  The host reaches this machine's
 * own servers, which only a trial may let it.
 * @param {string} scratch @param {{LD_PRELOAD?: string}} [cheap] what a passphrase costs
 */
export function prepareHome(scratch, cheap = {}) {
	const path = join(scratch, "home");
	const ledger = join(scratch, "ledger");
	const pids = join(scratch, "hosts");
	const host = join(scratch, "host.sh");
	mkdirSync(join(path, ".config"), { recursive: true });
	const real = execFileSync("sh", ["-c", "command -v lenscap-host"], { encoding: "utf8" }).trim();
	const session = mkdtempSync("/dev/shm/lenscap-"); // in memory, as a login has it
	process.on("exit", () => rmSync(session, { recursive: true, force: true }));
	writeFileSync(host, `#!/bin/sh
echo $$ >>'${pids}'
export XDG_RUNTIME_DIR='${session}'
${cheap.LD_PRELOAD ? `export LD_PRELOAD='${cheap.LD_PRELOAD}'` : ""}
exec '${real}' --allow-local --home '${ledger}' "$@"
`, { mode: 0o755 });
	const env = { ...process.env, ...cheap, HOME: path, XDG_CONFIG_HOME: join(path, ".config"),
		XDG_DATA_HOME: join(path, "data"), XDG_STATE_HOME: join(path, "state") };
	const started = () => existsSync(pids) ? readFileSync(pids, "utf8").trim().split("\n").map(Number) : [];
	const living = () => started().filter((pid) => {
		try {
			return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("lenscap-host");
		} catch {
			return false;
		}
	});
	return {
		path, ledger, env, session,
		/** As a person would. @param {string} family */
		register: (family) => execFileSync("lenscap", ["install", "--browser", family, "--host", host], { env }),
		/** Processes of hosts that the browser started and that live. */
		hostsLeft: living,
		killHost() {
			const pid = living().at(-1);
			if (pid === undefined)
				throw new Error("no host is running");
			process.kill(pid, "SIGKILL");
		},
	};
}
