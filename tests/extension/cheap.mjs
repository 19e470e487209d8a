// cheap.mjs: what tests that are not about it pay for a passphrase.
import { existsSync } from "node:fs";

/** In the environment of a host a passphrase costs the least there is, if that was built (tests/least_cost.c). */
const least = `${process.env["BUILD"]}/tests/least_cost.so`;
/** @type {{LD_PRELOAD?: string}} */
export const cheap = existsSync(least) ? { LD_PRELOAD: least } : {};
