/* letter_to.c: to whom letters go: by name, or all of a kind. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_registry.h>

#include "letter_cli.h"

#define TO_KIND_MAX 100 /* a set that was imported can have thousands */

/* ---- Lists of words ---- */

void letter_words_split(const char *text, struct letter_words *out)
{
	size_t room = 1;

	*out = (struct letter_words){.copy = base_copy(text ? text : "")};
	for (const char *c = out->copy; *c != '\0'; c++)
		room += *c == ',';
	out->words = base_alloc(room, sizeof(*out->words));
	for (char *at = out->copy; *at != '\0';) {
		size_t size = strcspn(at, ",");
		bool last = at[size] == '\0';

		at[size] = '\0';
		if (size > 0)
			out->words[out->count++] = at;
		at += last ? size : size + 1;
	}
}

void letter_words_free(struct letter_words *words)
{
	free(words->words);
	free(words->copy);
	*words = (struct letter_words){.count = 0};
}

bool letter_words_bits(const char *text, const char *const *names,
		       unsigned *out)
{
	struct letter_words words;
	bool good = true;

	*out = 0;
	letter_words_split(text, &words);
	for (size_t i = 0; i < words.count && good; i++) {
		size_t bit = 0;

		while (names[bit] != NULL &&
		       strcmp(names[bit], words.words[i]) != 0)
			bit++;
		good =
		    names[bit] != NULL || strcmp(words.words[i], "none") == 0;
		if (names[bit] != NULL)
			*out |= 1u << bit;
	}
	letter_words_free(&words);
	return good;
}

/* ---- All of a kind ---- */

struct to_search {
	struct letter_to *to;
	const char *slug;
	bool open; /* there is a case with slug that is not closed */
};

static bool to_is_open(void *context, const struct ledger_case *row)
{
	struct to_search *search = context;

	search->open =
	    search->open ||
	    (!row->closed && strcmp(row->controller, search->slug) == 0);
	return !search->open;
}

/* One more, unless it is there or (of a kind) has been written to. */
static enum lens_err to_add(struct casework *work,
			    const struct registry_controller *controller,
			    bool again, struct ledger_fault *fault,
			    struct letter_to *to)
{
	struct to_search search = {.slug = controller->slug};
	enum lens_err err = LENS_OK;
	char *name;

	for (size_t i = 0; i < to->count; i++)
		if (strcmp(to->slugs[i], controller->slug) == 0)
			return LENS_OK;
	if (!again)
		err = ledger_case_each(casework_ledger(work), 0, to_is_open,
				       &search, fault);
	if (search.open) {
		name = cli_printable(controller->name);
		fprintf(stderr, "%s%s",
			to->left_out++ == 0
			    ? "Left out (you have an open case with them): "
			    : ", ",
			name);
		free(name);
	} else if (err == LENS_OK) {
		to->slugs[to->count++] = base_copy(controller->slug);
	}
	return err;
}

static enum lens_err to_add_kind(struct casework *work,
				 const struct registry *registry,
				 enum registry_kind kind, bool again,
				 struct ledger_fault *fault,
				 struct letter_to *to)
{
	const struct registry_query query = {
	    .words = "", .country = "", .of_kind = true, .kind = kind};
	struct registry_hit *hits = base_alloc(TO_KIND_MAX + 1, sizeof(*hits));
	size_t count = registry_search(registry, &query, hits, TO_KIND_MAX + 1);
	enum lens_err err = LENS_OK;

	if (count > TO_KIND_MAX) {
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "There are more than %d controllers of the kind %s; "
			 "name those whom you mean.",
			 TO_KIND_MAX, registry_kind_name(kind));
		err = LENS_DENIED;
	}
	for (size_t i = 0;
	     i < count && to->count < CASEWORK_TO_MAX && err == LENS_OK; i++)
		err = to_add(work, hits[i].controller, again, fault, to);
	free(hits);
	return err;
}

enum lens_err letter_to_find(struct casework *work,
			     const struct casework_home *home,
			     const struct letter_words *words, bool again,
			     struct ledger_fault *fault, struct letter_to *out)
{
	struct registry *registry = NULL;
	struct registry_fault why = {""};
	enum registry_kind kind;
	enum lens_err err = LENS_OK;

	*out = (struct letter_to){
	    .slugs = base_alloc(CASEWORK_TO_MAX + words->count + 1,
				sizeof(*out->slugs))};
	if (words->count > 0)
		err = casework_registry(home, work, &why, &registry);
	if (err != LENS_OK)
		snprintf(fault->sentence, sizeof(fault->sentence), "%s",
			 why.sentence);
	/* Who is named comes first, and is not named again by a kind. */
	for (size_t i = 0; i < words->count && err == LENS_OK; i++)
		if (!registry_kind_named(words->words[i], &kind))
			out->slugs[out->count++] = base_copy(words->words[i]);
	for (size_t i = 0; i < words->count && err == LENS_OK; i++)
		if (registry_kind_named(words->words[i], &kind))
			err = to_add_kind(work, registry, kind, again, fault,
					  out);
	if (out->left_out > 0)
		fputc('\n', stderr);
	if (err == LENS_OK && out->count == 0 && words->count > 0) {
		snprintf(fault->sentence, sizeof(fault->sentence),
			 "There is nobody to write to who has no letter yet; "
			 "'lenscap cases list' has them, and --again writes "
			 "once more.");
		err = LENS_DENIED;
	}
	registry_close(registry);
	return err;
}

void letter_to_free(struct letter_to *to)
{
	for (size_t i = 0; i < to->count; i++)
		free(to->slugs[i]);
	free(to->slugs);
	*to = (struct letter_to){.count = 0};
}
