// places.js: where somebody may live who has rights by the laws that Lenscap knows.
import { language } from "../../shared/i18n.js";

export const countries = ["at", "au", "be", "bg", "br", "ca", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr",
	"gb", "gr", "hr", "hu", "ie",
	"is", "it", "li", "lt", "lu", "lv", "mt", "nl", "no", "pl", "pt", "ro", "se", "si", "sk", "us"];

/** Where states have a law or an authority of their own; by the names that they have there.
 * Of the United States those whose laws Lenscap knows.
 * @type {Record<string, Record<string, string>>} */
export const states = {
	ca: {
		ab: "Alberta", bc: "British Columbia", mb: "Manitoba", nb: "New Brunswick", nl: "Newfoundland and Labrador",
		nt: "Northwest Territories", ns: "Nova Scotia", nu: "Nunavut", on: "Ontario", pe: "Prince Edward Island",
		qc: "Québec", sk: "Saskatchewan", yt: "Yukon",
	},
	de: {
		bw: "Baden-Württemberg", by: "Bayern", be: "Berlin", bb: "Brandenburg", hb: "Bremen", hh: "Hamburg",
			he: "Hessen",
		mv: "Mecklenburg-Vorpommern", ni: "Niedersachsen", nw: "Nordrhein-Westfalen", rp: "Rheinland-Pfalz",
		sl: "Saarland", sn: "Sachsen", st: "Sachsen-Anhalt", sh: "Schleswig-Holstein", th: "Thüringen",
	},
	us: { ca: "California", il: "Illinois", tx: "Texas" },
};

/** In the language of the page. @param {string} code; "" is nowhere */
export const countryName = (code) => code === "" ? ""
	: new Intl.DisplayNames([language()], { type: "region" }).of(code.toUpperCase()) ?? code;
