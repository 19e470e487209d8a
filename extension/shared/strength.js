// strength.js: a rough and honest guess at how hard a passphrase is to guess.

const common = /^(password|passwort|motdepasse|azerty|qwertz?|letmein|welcome|hallo|bonjour|lenscap|iloveyou|123456)/i;

/**
 * Bits that somebody who guesses by words, runs and repeats would need: each
 * word counts 12 (a list of 4,096), each unpredictable letter by its alphabet.
 * @param {string} text
 * @returns {{bits: number, level: 0 | 1 | 2 | 3}} 0 too weak, 1 weak, 2 good, 3 strong
 */
export function strength(text) {
	const words = text.normalize("NFC").split(/[\s\-_.,;:]+/u).filter(Boolean);
	let bits = 0;
	const seen = new Set();
	for (const word of words) {
		const same = word.toLowerCase();
		bits += seen.has(same) ? 1 : /^\p{L}+$/u.test(word) ? Math.min(12, letters(word)) : letters(word);
		seen.add(same);
	}
	if (common.test(text))
		bits = Math.min(bits, 10);
	const level = bits < 30 ? 0 : bits < 45 ? 1 : bits < 60 ? 2 : 3;
	return { bits: Math.round(bits), level };
}

/** @param {string} word */
function letters(word) {
	const alphabet = (/[a-z]/.test(word) ? 26 : 0) + (/[A-Z]/.test(word) ? 26 : 0)
		+ (/\d/.test(word) ? 10 : 0) + (/[^\w]/.test(word) ? 30 : 0) || 26;
	let fresh = 0;
	for (let at = 0; at < word.length; at++) {
		const step = at ? word.charCodeAt(at) - word.charCodeAt(at - 1) : 99;
		fresh += step === 0 || Math.abs(step) === 1 ? 0.25 : 1;
	}
	return fresh * Math.log2(alphabet);
}
