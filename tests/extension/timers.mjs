// timers.mjs: time that a test moves.

/**
 * Hold setTimeout until context.mock.timers.tick().  Node 18, which is Debian 12's, is asked otherwise
 * than those after it.
 * @param {import("node:test").TestContext} context
 */
export function fakeTimeouts(context) {
	const timers = /** @type {{ enable(what: unknown): void }} */ (/** @type {unknown} */ (context.mock.timers));

	timers.enable(Number.parseInt(process.versions.node, 10) < 20 ? ["setTimeout"] : { apis: ["setTimeout"] });
}
