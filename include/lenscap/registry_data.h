/*
 * registry_data.h: what a pack has beside companies and authorities: laws,
 * letters, where a site's settings are, and rules for pages.  Here their form
 * is held to a table; whether they hold together is known where they are used
 * (casework/pack_data.c).
 */
#ifndef LENSCAP_REGISTRY_DATA_H
#define LENSCAP_REGISTRY_DATA_H

#include <lenscap/registry_pack.h>

enum registry_data_kind {
	REGISTRY_DATA_LAW,    /* laws/: norms, laws, seats, holidays */
	REGISTRY_DATA_LETTER, /* letters/: one template in one language */
	REGISTRY_DATA_REMEDY, /* remedies/: the settings of one site */
	REGISTRY_DATA_PAGES,  /* pages/: rules for pages */
	REGISTRY_DATA_WORDS,  /* words/: words of the interface */
	REGISTRY_DATA_KINDS
};

/* Where a setting is that ends some kinds of exposure ("photo_public"). */
struct registry_setting {
	const char **kinds;
	size_t kind_count;
	const char *where;
};

/* What is added to one of the lists of share/pages/rules.tsv. */
struct registry_rules {
	const char *list;
	const char **entries;
	size_t entry_count;
};

/* One file.  Texts are borrowed from it, never NULL, "" where they are absent;
 * what its kind has not is empty. */
struct registry_data {
	enum registry_data_kind kind;
	const char *pack, *title;    /* whose: its name and title */
	const char *file;	     /* its name, without folder and ending */
	const char *text;	     /* of a law or words: the file itself */
	const char *language, *name; /* of a letter */
	const char **lines;
	size_t line_count;
	const char *site, *source,
	    *date; /* of a remedy; of pages the last two */
	struct registry_setting *settings;
	size_t setting_count;
	struct registry_rules *rules; /* of pages */
	size_t rule_count;
};

/* What packs of the registry have, in the order in which they were added. */
size_t registry_data_count(const struct registry *registry);
const struct registry_data *registry_data_at(const struct registry *registry,
					     size_t i);

/* What a pack has that is being taken, once its manifest was; until it is
 * freed. */
size_t registry_import_data_count(const struct registry_import *import);
const struct registry_data *
registry_import_data_at(const struct registry_import *import, size_t i);

#endif
