/* texts.h: layouts that were made before. */
#ifndef LENSCAP_TYPESETTER_TEXTS_H
#define LENSCAP_TYPESETTER_TEXTS_H

#include <pango/pangocairo.h>
#include <stdbool.h>

enum texts_manner {
	TEXTS_PLAIN,
	TEXTS_RIGHT, /* flush right */
	TEXTS_ITEM,  /* a mark, a tab, the text */
};

/* All that a layout comes of. */
struct texts_key {
	enum texts_manner manner;
	bool bold;
	double size, width; /* points; 0: as wide as it is */
	const char *text;
};

/* Where layouts are made.  All surfaces are alike: to tell it of another would
 * have every layout made anew.  What was kept in another language is not any
 * more. */
PangoContext *texts_context(cairo_t *cairo, const char *language);

/* The one that is kept, the caller's; or NULL.  *name, what it would be kept
 * under, is the caller's: texts_keep() takes it. */
PangoLayout *texts_find(const struct texts_key *key, char **name);
void texts_keep(char *name, PangoLayout *layout);

#endif
