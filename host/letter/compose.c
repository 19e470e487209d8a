/* compose.c: a template and what is known make a letter. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>

#include "blocks.h"
#include "claims.h"
#include "join.h"
#include "marks.h"
#include "set.h"

/* ---- Values ---- */

/* A character of a script that is written from right to left (blocks of
 * Unicode from Hebrew to Arabic Extended, and their presentation forms). */
static bool value_is_rtl(const unsigned char *c)
{
	unsigned point;

	if (c[0] >= 0xd6 && c[0] <= 0xdf && c[1] != '\0') {
		point = (unsigned)(c[0] & 0x1f) << 6 | (c[1] & 0x3f);
		return point >= 0x590;
	}
	if ((c[0] == 0xe0 || c[0] == 0xef) && c[1] != '\0' && c[2] != '\0') {
		point = (unsigned)(c[0] & 0xf) << 12 |
			(unsigned)(c[1] & 0x3f) << 6 | (c[2] & 0x3f);
		return (point >= 0x800 && point <= 0x8ff) ||
		       (point >= 0xfb1d && point <= 0xfeff);
	}
	return false;
}

static bool value_has_rtl(const char *text)
{
	for (const unsigned char *c = (const unsigned char *)text; *c; c++)
		if (value_is_rtl(c))
			return true;
	return false;
}

/* FIRST STRONG ISOLATE, so that a name does not turn the words around it. */
#define VALUE_ISOLATE "\xe2\x81\xa8"
#define VALUE_ISOLATED "\xe2\x81\xa9"

/*
 * A value is data: one line without controls, whose bars end no cell and whose
 * first signs begin no block.  A citation is ours, and has its marks.
 */
static enum lens_err compose_value(struct base_buffer *out, const char *text,
				   bool raw)
{
	char *line;
	bool rtl;
	enum lens_err err;

	(void)raw;
	if (text[0] == MARK_CITE)
		return base_buffer_add_text(out, text);
	line = base_alloc(strlen(text) + 1, 4);
	base_printable(line, strlen(text) * 4 + 1, base_view_of(text));
	for (char *c = line; *c != '\0'; c++)
		if (*c == '|')
			*c = MARK_BAR;
	rtl = value_has_rtl(line);
	err = base_buffer_add(out, (const char[]){MARK_VALUE}, 1);
	if (err == LENS_OK && rtl)
		err = base_buffer_add_text(out, VALUE_ISOLATE);
	if (err == LENS_OK)
		err = base_buffer_add_text(out, line);
	if (err == LENS_OK && rtl)
		err = base_buffer_add_text(out, VALUE_ISOLATED);
	if (err == LENS_OK)
		err = base_buffer_add(out, (const char[]){MARK_VALUED}, 1);
	free(line);
	return err;
}

/* ---- Rendering ---- */

/* Where parts of a letter come from. */
struct compose_parts {
	const struct letter_language *language;
	const char *law; /* the letter's; "" for none */
};

static const struct mustache *compose_partial(void *context, const char *name)
{
	const struct compose_parts *parts = context;
	const struct letter_template *found =
	    letter_set_partial(parts->language, parts->law, name);

	return found ? &found->mustache : NULL;
}

/* ---- What is in force ---- */

/* The days that decide what is in force; LAW_NO_DAY for either: everything
 * that has no end. */
struct compose_days {
	int32_t letter;	 /* known.day ("2026-11-29") */
	int32_t request; /* known.received: when what it goes on with came to
			    them; without one, the letter's */
};

static int32_t compose_day(const json_t *known, const char *name)
{
	const char *text = json_string_value(json_object_get(known, name));
	int32_t day;

	if (text == NULL || law_day_parse(text, &day) != LENS_OK)
		return LAW_NO_DAY;
	return day;
}

static struct compose_days compose_days(const json_t *known)
{
	struct compose_days days = {compose_day(known, "day"),
				    compose_day(known, "received")};

	if (days.request == LAW_NO_DAY)
		days.request = days.letter;
	return days;
}

/* The one that counts for a norm. */
static int32_t compose_day_of(const struct compose_days *days,
			      const struct law_norm *norm)
{
	return norm->requests ? days->request : days->letter;
}

/* A norm that is not in force, and has nothing in its place, is marked: a
 * letter in which it stands is refused. */
static json_t *compose_dated(const struct law_set *laws, json_t *cites,
			     const struct compose_days *days)
{
	json_t *dated = json_copy(cites);

	for (size_t i = 0; i < law_norm_count(laws); i++) {
		const struct law_norm *norm = law_norm_at(laws, i), *on;
		int32_t day = compose_day_of(days, norm);
		char *unfit;

		if (day == LAW_NO_DAY ||
		    (norm->from == LAW_NO_DAY && norm->to == LAW_NO_DAY))
			continue;
		on = law_norm_on(laws, norm->id, day);
		if (on != NULL) {
			json_object_set(dated, norm->id,
					json_object_get(cites, on->id));
			continue;
		}
		unfit = base_format("%c%s%c", MARK_UNFIT, norm->id, MARK_UNFIT);
		json_object_set_new(dated, norm->id, json_string(unfit));
		free(unfit);
	}
	return dated;
}

/* What was written of requests with a time to answer is cited by analogy where
 * none of them is made. */
static void compose_analogy(const struct letter_set *set,
			    enum law_language language, json_t *cites)
{
	const char *word = letter_word(set, language, "by_analogy");

	for (size_t i = 0; i < law_norm_count(set->laws); i++) {
		const struct law_norm *norm = law_norm_at(set->laws, i);
		const char *cite =
		    norm->timed
			? json_string_value(json_object_get(cites, norm->id))
			: NULL;
		char *analogous;

		if (cite == NULL)
			continue;
		analogous = base_format("%s %s", cite, word);
		json_object_set_new(cites, norm->id, json_string(analogous));
		free(analogous);
	}
}

/* force.ID: whether the norm itself is in force on the day that counts. */
static json_t *compose_force(const struct law_set *laws,
			     const struct compose_days *days)
{
	json_t *force = json_object();

	for (size_t i = 0; i < law_norm_count(laws); i++) {
		const struct law_norm *norm = law_norm_at(laws, i);
		int32_t day = compose_day_of(days, norm);

		if (norm->from != LAW_NO_DAY || norm->to != LAW_NO_DAY)
			json_object_set_new(
			    force, norm->id,
			    json_boolean(day == LAW_NO_DAY
					     ? norm->to == LAW_NO_DAY
					     : law_norm_on(laws, norm->id,
							   day) == norm));
	}
	return force;
}

static const struct letter_dated *compose_cited(const struct letter_set *set,
						enum law_language code,
						const json_t *known)
{
	const struct letter_language *language = &set->languages[code];
	const struct law_set *laws = set->laws;
	const struct compose_days days = compose_days(known);
	const json_t *ask = json_object_get(known, "ask");
	bool analogous = json_is_false(json_object_get(ask, "timed"));
	struct letter_dated *dated = language->dated;

	if (dated->cites != NULL && dated->letter == days.letter &&
	    dated->request == days.request && dated->analogous == analogous)
		return dated;
	letter_dated_forget(dated);
	dated->letter = days.letter;
	dated->request = days.request;
	dated->analogous = analogous;
	dated->cites = compose_dated(laws, language->cites, &days);
	if (analogous)
		compose_analogy(set, code, dated->cites);
	dated->paras = compose_dated(laws, language->paras, &days);
	dated->force = compose_force(laws, &days);
	return dated;
}

/* own.NAME: what the letter's own law has for it, so that laws that share
 * letters need not be named there; nothing, where it has none. */
static const struct {
	const char *name;
	enum law_topic topic;
} compose_topics[] = {
    {"search", LAW_IDENTIFICATION},
    {"answer", LAW_ANSWER},
    {"reasons", LAW_REFUSAL},
};

static const struct law *compose_law(const struct law_set *laws,
				     const json_t *known)
{
	const json_t *law = json_object_get(known, "law");

	for (size_t i = 0; i < law_count(laws); i++)
		if (json_is_true(json_object_get(law, law_at(laws, i)->id)))
			return law_at(laws, i);
	return NULL;
}

static json_t *compose_own(const struct law *law, const json_t *cites)
{
	json_t *own = json_object();

	for (size_t i = 0; law != NULL && i < sizeof(compose_topics) /
						  sizeof(compose_topics[0]);
	     i++) {
		const struct law_norms *norms =
		    &law->topics[compose_topics[i].topic];
		char *all = base_copy("");

		for (size_t n = 0; n < norms->count; n++)
			all = base_join(all, "; ",
					json_string_value(json_object_get(
					    cites, norms->ids[n])));
		json_object_set_new(own, compose_topics[i].name,
				    json_string(all));
		free(all);
	}
	return own;
}

static enum lens_err compose_fits(const char *text, struct letter_fault *fault)
{
	const char *mark = strchr(text, MARK_UNFIT);

	if (mark == NULL)
		return LENS_OK;
	snprintf(
	    fault->sentence, sizeof(fault->sentence),
	    base_said(
		"A template cites %.*s, which is not in force on the day of "
		"the letter."),
	    (int)strcspn(mark + 1, (const char[]){MARK_UNFIT, '\0'}), mark + 1);
	return LENS_MALFORMED;
}

static enum lens_err compose_text(const struct letter_set *set,
				  const struct letter_template *template,
				  enum law_language code, json_t *known,
				  struct letter_fault *fault,
				  struct base_buffer *out)
{
	const struct letter_language *language = &set->languages[code];
	const struct letter_dated *dated = compose_cited(set, code, known);
	const struct law *law = compose_law(set->laws, known);
	struct compose_parts parts = {language, law != NULL ? law->id : ""};
	const struct mustache_style style = {
	    .value = compose_value,
	    .partial = compose_partial,
	    .context = &parts,
	    .nothing = (const char[]){MARK_NOTHING, '\0'}};
	enum lens_err err;

	json_object_set(known, "cite", dated->cites);
	json_object_set(known, "para", dated->paras);
	json_object_set(known, "force", dated->force);
	json_object_set_new(known, "own", compose_own(law, dated->cites));
	err = letter_mustache_render(&template->mustache, known, &style, out);
	if (err == LENS_OK)
		err = base_buffer_add(out, "", 1);
	return err == LENS_OK ? compose_fits((char *)out->data, fault) : err;
}

/* What the letter reads like before it is cut into blocks. */
static enum lens_err compose_source(const struct letter_set *set,
				    const struct letter_template *template,
				    enum law_language language,
				    const char *known,
				    struct letter_fault *fault,
				    struct base_buffer *out)
{
	json_t *object = json_loads(known, JSON_REJECT_DUPLICATES, NULL);
	struct base_buffer text;
	enum lens_err err = json_is_object(object) ? LENS_OK : LENS_MALFORMED;

	base_buffer_init(&text, LETTER_TEXT_MAX);
	if (err == LENS_OK)
		err =
		    compose_text(set, template, language, object, fault, &text);
	if (err == LENS_OK)
		err = claims_hold(set->claims, language, object,
				  (char *)text.data, fault);
	if (err == LENS_OK)
		err = join_cites(set->laws, language, (char *)text.data, out);
	if (err == LENS_OK)
		err = base_buffer_add(out, "", 1);
	base_buffer_free(&text);
	json_decref(object);
	return err;
}

static enum lens_err compose_failed(enum lens_err err, const char *kind,
				    struct letter_fault *fault,
				    struct letter *out)
{
	if (err == LENS_NOT_FOUND)
		snprintf(
		    fault->sentence, sizeof(fault->sentence),
		    base_said("There is no letter of the kind '%.40s' in this "
			      "language."),
		    kind);
	if (err == LENS_TOO_BIG)
		snprintf(fault->sentence, sizeof(fault->sentence),
			 base_said(
			     "The letter would be longer than a letter may be; "
			     "take fewer photos."));
	letter_free(out);
	return err;
}

enum lens_err letter_reread(const struct letter_set *set, const char *kind,
			    enum law_language language, const char *source,
			    struct letter_fault *fault, struct letter *out)
{
	enum lens_err err;

	*out = (struct letter){.language = language};
	fault->sentence[0] = '\0';
	snprintf(out->colon, sizeof(out->colon), "%s",
		 letter_word(set, language, "colon"));
	err = blocks_read(source, fault, out);
	if (err != LENS_OK)
		return compose_failed(err, kind, fault, out);
	/* "request.overseas" is a request. */
	out->kind = base_format("%.*s", (int)strcspn(kind, "."), kind);
	out->source = base_copy(source);
	return LENS_OK;
}

enum lens_err letter_compose(const struct letter_set *set, const char *kind,
			     enum law_language language, const char *known,
			     struct letter_fault *fault, struct letter *out)
{
	const struct letter_template *template =
	    letter_set_find(&set->languages[language], kind);
	struct base_buffer source;
	enum lens_err err;

	*out = (struct letter){.language = language};
	fault->sentence[0] = '\0';
	if (template == NULL || kind[0] == '_')
		return compose_failed(LENS_NOT_FOUND, kind, fault, out);
	base_buffer_init(&source, LETTER_TEXT_MAX);
	err = compose_source(set, template, language, known, fault, &source);
	if (err == LENS_OK)
		err = letter_reread(set, kind, language, (char *)source.data,
				    fault, out);
	else
		err = compose_failed(err, kind, fault, out);
	base_buffer_free(&source);
	return err;
}

void letter_free(struct letter *letter)
{
	for (size_t i = 0; i < letter->count; i++)
		blocks_free_one(&letter->blocks[i]);
	for (size_t i = 0; i < letter->id_count; i++)
		free(letter->ids[i]);
	free(letter->ids);
	free(letter->blocks);
	free(letter->kind);
	free(letter->subject);
	free(letter->source);
	*letter = (struct letter){.count = 0};
}
