/* me.c: who I am, for letters only. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lenscap/base_said.h>
#include <lenscap/casework_me.h>
#include <lenscap/law_deadline.h>

#include "me_sign.h"
#include "session.h"

#define ME_LETTERHEAD_LINES 3

const struct casework_me_key casework_me_keys[] = {
    {"name", "as letters shall name you", "Zoë Ångström"},
    {"email", "where answers shall go; an alias is best", "zoe@example.org"},
    {"address", "for letters on paper; lines split by ';'",
     "Hauptstraße 5; 10115 Berlin; Germany"},
    {"country", "where you live: it decides which law and authority", "de"},
    {"region", "state or nation, where authorities differ by it", "de-be"},
    {"language", "your own; letters to you are translated into it", "en"},
    {"former", "names you had before, for who may still hold them",
     "Zoë Muster"},
    {"birth", "date of birth, for who finds people by it", "1990-05-17"},
    {"phone", "telephone numbers; ';' between them", "+49 30 1234567"},
    {"handle", "your user names; ';' between them", "zoe_a"},
    {"emails", "other e-mail addresses of yours; ';' between them",
     "zoe.work@example.org"},
    {"customer", "customer numbers; ';' between them", "K-123456"},
    {"letterhead", "up to three lines above your name on paper; ';' splits",
     "Photo Club Berlin e. V."},
    {NULL, NULL, NULL},
};

static const size_t me_fields[] = {
    offsetof(struct casework_me, name),
    offsetof(struct casework_me, email),
    offsetof(struct casework_me, address),
    offsetof(struct casework_me, country),
    offsetof(struct casework_me, region),
    offsetof(struct casework_me, language),
    offsetof(struct casework_me, former),
    offsetof(struct casework_me, birth),
    offsetof(struct casework_me, phone),
    offsetof(struct casework_me, handle),
    offsetof(struct casework_me, emails),
    offsetof(struct casework_me, customer),
    offsetof(struct casework_me, letterhead),
};

#define ME_KEYS (sizeof(me_fields) / sizeof(me_fields[0]))

static char **me_field(const struct casework_me *me, size_t key)
{
	return (char **)((char *)me + me_fields[key]);
}

const char *casework_me_value(const struct casework_me *me, size_t key)
{
	return *me_field(me, key);
}

/* ---- What values may be ---- */

#define ME_SMALL "abcdefghijklmnopqrstuvwxyz"

static bool me_is_text(const char *value)
{
	return value[strspn(value, " ;")] != '\0' &&
	       base_is_printable(base_view_of(value));
}

/* RFC 5321 has more; what has no space, comma or bracket is one address. */
static bool me_is_email(const char *value)
{
	const char *at = strchr(value, '@');

	return me_is_text(value) && at != NULL && at != value &&
	       strchr(at + 1, '@') == NULL && strchr(at, '.') != NULL &&
	       strpbrk(value, " ,;<>\"\\()[]") == NULL;
}

/* ISO 3166-1 in small letters, and xk, which is in use for Kosovo. */
static bool me_is_country(const char *value)
{
	static const char codes[] = "adaeafagaialamaoaqarasatauawaxazbabbbdbe"
				    "bfbgbhbibjblbmbnbobqbrbsbtbvbwbybzcacccd"
				    "cfcgchcickclcmcncocrcucvcwcxcyczdedjdkdm"
				    "dodzeceeegeheresetfifjfkfmfofrgagbgdgegf"
				    "ggghgiglgmgngpgqgrgsgtgugwgyhkhmhnhrhthu"
				    "idieiliminioiqirisitjejmjojpkekgkhkikmkn"
				    "kpkrkwkykzlalblclilklrlsltlulvlymamcmdme"
				    "mfmgmhmkmlmmmnmompmqmrmsmtmumvmwmxmymzna"
				    "ncnenfngninlnonpnrnunzompapepfpgphpkplpm"
				    "pnprpsptpwpyqarerorsrurwsasbscsdsesgshsi"
				    "sjskslsmsnsosrssstsvsxsysztctdtftgthtjtk"
				    "tltmtntotrtttvtwtzuaugumusuyuzvavcvevgvi"
				    "vnvuwfwsyeytzazmzwxk";

	if (strlen(value) != 2 || strspn(value, ME_SMALL) != 2)
		return false;
	for (const char *code = codes; *code != '\0'; code += 2)
		if (strncmp(code, value, 2) == 0)
			return true;
	return false;
}

/* ISO 3166-2 in small letters. */
static bool me_is_region(const char *value)
{
	return strlen(value) >= 4 && strlen(value) <= 6 &&
	       strspn(value, ME_SMALL) == 2 && value[2] == '-' &&
	       strspn(value + 3, ME_SMALL "0123456789") == strlen(value) - 3;
}

static bool me_is_language(const char *value)
{
	return law_language_of(value) != LAW_LANGUAGES;
}

/* "1990-05-17": a day that there was, since 1900. */
static bool me_is_birth(const char *value)
{
	static const char shape[] = "dddd-dd-dd";
	char today[LEDGER_DAY];
	struct tm day = {.tm_isdst = 0}, same;

	for (size_t i = 0; i < sizeof(shape); i++)
		if (shape[i] == 'd' ? value[i] < '0' || value[i] > '9'
				    : value[i] != shape[i])
			return false;
	if (strptime(value, "%Y-%m-%d", &day) == NULL || day.tm_year < 0)
		return false;
	same = day;
	(void)timegm(&same);
	law_day_text(casework_today(), today);
	return same.tm_mday == day.tm_mday && strcmp(value, today) <= 0;
}

static bool me_is_phone(const char *value)
{
	return me_is_text(value) &&
	       strspn(value, "+0123456789 ()/-.;") == strlen(value) &&
	       strpbrk(value, "0123456789") != NULL;
}

static bool me_is_emails(const char *value)
{
	bool good = true;

	while (good && *value != '\0') {
		size_t gap = strspn(value, " "), size;
		char *one;

		value += gap;
		size = strcspn(value, ";");
		one = base_format("%.*s", (int)size, value);
		for (size_t end = size; end > 0 && one[end - 1] == ' '; end--)
			one[end - 1] = '\0';
		good = me_is_email(one);
		free(one);
		value += size + (value[size] != '\0');
	}
	return good;
}

static bool me_is_letterhead(const char *value)
{
	unsigned lines = 1;

	for (const char *c = value; *c != '\0'; c++)
		lines += *c == ';';
	return me_is_text(value) && lines <= ME_LETTERHEAD_LINES;
}

static const struct {
	bool (*is)(const char *value);
	const char *sentence;
	bool lines; /* it may have several */
} me_rules[ME_KEYS] = {
    {me_is_text, "A name is one line without control characters.", false},
    {me_is_email, "That is not one e-mail address, like zoe@example.org.",
     false},
    {me_is_text,
     "An address is text without control characters; ';' splits "
     "its lines.",
     true},
    {me_is_country, "A country is two letters, like de or gb, or its name.",
     false},
    {me_is_region,
     "A region is a part of a country, by its name or like de-be; "
     "'lenscap me regions' lists them.",
     false},
    {me_is_language,
     "Letters are not in that language; 'lenscap letter draft --help' lists "
     "those there are, by --lang.",
     false},
    {me_is_text, "Former names are one line without control characters.",
     false},
    {me_is_birth,
     "A date of birth is a day that there was, written like 1990-05-17.",
     false},
    {me_is_phone,
     "A telephone number has digits, spaces and +()/-. only; ';' is between "
     "several.",
     false},
    {me_is_text, "A user name is text without control characters.", false},
    {me_is_emails,
     "These are no e-mail addresses, like zoe@example.org; ';' is between "
     "several.",
     false},
    {me_is_text, "A customer number is text without control characters.",
     false},
    {me_is_letterhead,
     "A letterhead is at most three lines without control characters; ';' "
     "splits them.",
     true},
};

static enum lens_err me_refuse(struct ledger_fault *fault, const char *why)
{
	if (fault != NULL) {
		*fault = (struct ledger_fault){.kind = LEDGER_FAULT_ARGUMENT};
		snprintf(fault->sentence, sizeof(fault->sentence), "%s",
			 base_said(why));
	}
	return LENS_DENIED;
}

static size_t me_key(const char *name)
{
	size_t key = 0;

	while (key < ME_KEYS && strcmp(casework_me_keys[key].name, name) != 0)
		key++;
	return key;
}

char *casework_place_code(const struct letter_set *letters, const char *name,
			  bool region)
{
	char *code = base_copy(name);
	const char *found = region ? letter_region_of(letters, name)
				   : letter_country_of(letters, name);

	for (char *c = code; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	if (found[0] != '\0') {
		free(code);
		code = base_copy(found);
	}
	return code;
}

/* A country or region by its code, or by its name in any of our languages. */
static char *me_place(struct casework *work, const char *value, bool region)
{
	const struct letter_set *letters;

	if (session_letters(work, NULL, &letters) != LENS_OK)
		return base_copy(value);
	return casework_place_code(letters, value, region);
}

/* A value as it is kept: lines are split by ';', codes are small letters. */
static char *me_kept(struct casework *work, size_t key, const char *value)
{
	char *kept, *to;

	if (value == NULL || value[0] == '\0')
		return NULL;
	if (me_rules[key].is == me_is_country)
		return me_place(work, value, false);
	if (me_rules[key].is == me_is_region)
		return me_place(work, value, true);
	kept = base_copy(value);
	to = kept;
	for (const char *from = value; *from != '\0'; from++)
		if (*from == '\n' && me_rules[key].lines)
			*to++ = ';';
		else if (*from != '\r' || !me_rules[key].lines)
			*to++ = *from;
	*to = '\0';
	return kept;
}

static enum lens_err me_judge(size_t key, const char *kept,
			      struct ledger_fault *fault)
{
	if (kept != NULL && strlen(kept) > CASEWORK_ME_MAX)
		return me_refuse(fault, "That is longer than 400 bytes; say "
					"it in fewer words.");
	if (kept != NULL && !me_rules[key].is(kept))
		return me_refuse(fault, me_rules[key].sentence);
	return LENS_OK;
}

/* Look at a value, and keep it if it is to be kept. */
static enum lens_err me_put(struct casework *work, const char *key,
			    const char *value, bool keep,
			    struct ledger_fault *fault)
{
	size_t which = me_key(key);
	enum lens_err err;
	char *name, *kept;

	if (which == ME_KEYS)
		return me_refuse(fault,
				 "That is not something letters know of you: "
				 "name, email, address, country, region, "
				 "language, former, birth, phone, handle, "
				 "emails, customer or letterhead.");
	kept = me_kept(work, which, value);
	err = me_judge(which, kept, fault);
	if (err == LENS_OK && keep) {
		name = base_format("me.%s", key);
		err = ledger_setting_set(casework_ledger(work), name, kept,
					 fault);
		free(name);
	}
	free(kept);
	return err;
}

enum lens_err casework_me_check(struct casework *work, const char *key,
				const char *value, struct ledger_fault *fault)
{
	return me_put(work, key, value, false, fault);
}

/* ---- A region is one of the country ---- */

struct me_home {
	char country[8], region[8];
};

static bool me_home_take(void *context, const char *name, const char *value)
{
	struct me_home *home = context;

	if (strcmp(name, "me.country") == 0)
		snprintf(home->country, sizeof(home->country), "%s", value);
	if (strcmp(name, "me.region") == 0)
		snprintf(home->region, sizeof(home->region), "%s", value);
	return true;
}

static enum lens_err me_home(struct casework *work, struct me_home *home,
			     struct ledger_fault *fault)
{
	*home = (struct me_home){"", ""};
	return ledger_setting_each(casework_ledger(work), me_home_take, home,
				   fault);
}

/* A code without a name is given back as it is. */
static bool me_named(const struct letter_set *letters, const char *code)
{
	return strcmp(letter_region(letters, LAW_EN, code), code) != 0;
}

static bool me_has_parts(const struct letter_set *letters, const char *country)
{
	const char *code = letter_region_after(letters, NULL);

	while (code != NULL && strncmp(code, country, 2) != 0)
		code = letter_region_after(letters, code);
	return code != NULL;
}

/* Which parts a country has is known for holidays, or by their names. */
static enum lens_err me_judge_region(struct casework *work,
				     const struct me_home *home,
				     struct ledger_fault *fault)
{
	const struct letter_set *letters = NULL;
	const struct law_set *laws = NULL;
	enum lens_err err = casework_laws(work, fault, &laws);
	char why[160];

	if (err == LENS_OK)
		err = session_letters(work, fault, &letters);
	if (err != LENS_OK)
		return err;
	if (strncmp(home->region, home->country, 2) != 0)
		snprintf(
		    why, sizeof(why),
		    base_said(
			"%.7s is no part of the country that is set (%.2s); "
			"set the country first, or both at once."),
		    home->region, home->country);
	else if (me_named(letters, home->region) ||
		 law_region_known(laws, home->country, home->region))
		return LENS_OK;
	else if (me_has_parts(letters, home->country))
		snprintf(
		    why, sizeof(why),
		    base_said(
			"No part %.7s of %.2s is known; 'lenscap me regions "
			"%.2s' lists those that are."),
		    home->region, home->country, home->country);
	else if (law_region_known(laws, home->country, ""))
		snprintf(
		    why, sizeof(why),
		    base_said(
			"No parts of %.2s are known here; leave the region "
			"out ('lenscap me unset region')."),
		    home->country);
	else
		return LENS_OK;
	return me_refuse(fault, why);
}

enum lens_err casework_me_fits(struct casework *work, const char *country,
			       const char *region, struct ledger_fault *fault)
{
	struct me_home home;
	char *codes[2] = {me_kept(work, me_key("country"), country),
			  me_kept(work, me_key("region"), region)};
	enum lens_err err = me_home(work, &home, fault);

	if (codes[0] != NULL)
		snprintf(home.country, sizeof(home.country), "%s", codes[0]);
	if (codes[1] != NULL)
		snprintf(home.region, sizeof(home.region), "%s", codes[1]);
	/* Without a country, a part must be one of the country it names. */
	if (home.country[0] == '\0')
		snprintf(home.country, sizeof(home.country), "%.2s",
			 home.region);
	if (err == LENS_OK && codes[1] != NULL)
		err = me_judge_region(work, &home, fault);
	free(codes[0]);
	free(codes[1]);
	return err;
}

char *casework_me_part(struct casework *work, const char *country,
		       const char *region)
{
	const struct letter_set *letters = NULL;
	char *code = me_kept(work, me_key("country"), country), *part;
	struct me_home home = {"", ""};
	bool known;

	if (code == NULL && me_home(work, &home, NULL) == LENS_OK)
		code = base_copy(home.country);
	if (code == NULL || strlen(region) > 3 ||
	    session_letters(work, NULL, &letters) != LENS_OK) {
		free(code);
		return NULL;
	}
	part = base_format("%s-%s", code, region);
	free(code);
	for (char *c = part; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	known = me_named(letters, part);
	if (!known)
		free(part);
	return known ? part : NULL;
}

/* Who moves to another country leaves the region behind. */
static enum lens_err me_leave(struct casework *work, struct ledger_fault *fault)
{
	struct me_home home;
	enum lens_err err = me_home(work, &home, fault);

	if (err == LENS_OK && home.region[0] != '\0' &&
	    strncmp(home.region, home.country, 2) != 0)
		err = ledger_setting_set(casework_ledger(work), "me.region",
					 NULL, fault);
	return err;
}

enum lens_err casework_me_set(struct casework *work, const char *key,
			      const char *value, struct ledger_fault *fault)
{
	enum lens_err err = me_put(work, key, value, true, fault);

	if (err == LENS_OK && strcmp(key, "country") == 0 && value != NULL &&
	    value[0] != '\0')
		err = me_leave(work, fault);
	return err;
}

/* ---- Reading ---- */

/* "a; b" as lines. */
static char *me_lines(const char *text)
{
	char *out = base_copy(text), *to = out;

	for (const char *from = text; *from != '\0'; from++) {
		if (*from == ';') {
			*to++ = '\n';
			while (from[1] == ' ')
				from++;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
	return out;
}

static bool me_take(void *context, const char *name, const char *value)
{
	struct casework_me *me = context;
	size_t key = strncmp(name, "me.", 3) == 0 ? me_key(name + 3) : ME_KEYS;

	if (key < ME_KEYS) {
		free(*me_field(me, key));
		*me_field(me, key) =
		    me_rules[key].lines ? me_lines(value) : base_copy(value);
	}
	if (strcmp(name, ME_SIGN_SETTING) == 0)
		snprintf(me->signature, sizeof(me->signature), "%s", value);
	return true;
}

enum lens_err casework_me_read(struct casework *work,
			       struct ledger_fault *fault,
			       struct casework_me *out)
{
	enum lens_err err;

	for (size_t key = 0; key < ME_KEYS; key++)
		*me_field(out, key) = base_copy("");
	out->signature[0] = '\0';
	err = ledger_setting_each(casework_ledger(work), me_take, out, fault);
	if (err != LENS_OK)
		casework_me_free(out);
	return err;
}

void casework_me_free(struct casework_me *me)
{
	for (size_t key = 0; key < ME_KEYS; key++)
		free(*me_field(me, key));
	*me = (struct casework_me){.name = NULL};
}

/* ---- Parts of countries ---- */

enum lens_err casework_regions(struct casework *work, const char *country,
			       casework_region_each *each, void *context,
			       struct ledger_fault *fault)
{
	const struct letter_set *letters;
	struct casework_me me = {.name = NULL};
	enum lens_err err = session_letters(work, fault, &letters);
	enum law_language language;
	char *of = me_kept(work, me_key("country"), country);

	if (err == LENS_OK && of != NULL)
		err = me_judge(me_key("country"), of, fault);
	if (err == LENS_OK)
		err = casework_me_read(work, fault, &me);
	if (err != LENS_OK) {
		free(of);
		return err;
	}
	language = law_language_of(me.language);
	if (language == LAW_LANGUAGES)
		language = 0;
	for (const char *code = letter_region_after(letters, NULL);
	     code != NULL; code = letter_region_after(letters, code))
		if (of == NULL || strncmp(code, of, 2) == 0)
			each(context, code,
			     letter_region(letters, language, code));
	free(of);
	casework_me_free(&me);
	return LENS_OK;
}
