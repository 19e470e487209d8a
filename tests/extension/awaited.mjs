// awaited.mjs: waiting inside a page, which costs a browser less than to be asked time and again from outside.

/**
 * In a page: what something comes to, as soon as that is true. It is asked when the page changes, and ten times a
 * second; puppeteer asks at each frame, and so has a page that only waits drawn sixty times a second.
 * @param {() => any} what
 * @param {number} [limit] ms after which it is what it comes to then
 */
export const awaited = (what, limit = Infinity) => new Promise((resolve, reject) => {
	const give = Date.now() + limit;
	let looking = false;
	/** @type {MutationObserver} */ let changes;
	/** @type {ReturnType<typeof setInterval>} */ let timer;
	/** @param {(value: any) => void} how @param {any} value */
	const end = (how, value) => {
		changes.disconnect();
		clearInterval(timer);
		how(value);
	};
	const look = async () => {
		if (looking)
			return;
		looking = true;
		try {
			const value = await what();
			if (value || Date.now() > give)
				end(resolve, value);
		} catch (error) {
			end(reject, error);
		}
		looking = false;
	};
	changes = new MutationObserver(look);
	changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
	timer = setInterval(look, 100);
	look();
});
