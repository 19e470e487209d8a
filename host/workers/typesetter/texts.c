/*
 * texts.c: layouts that were made before.  A letter is set twice at least, and
 * letters of one run say most in the same words: each is shaped once.
 */
#include <string.h>

#include "texts.h"

#define TEXTS_MOST 600	 /* that are kept */
#define TEXTS_LONG 16384 /* bytes: what is longer is not */
#define TEXTS_LANGUAGE 16

static struct {
	PangoContext *context;
	GHashTable *layouts;
	char language[TEXTS_LANGUAGE];
} texts;

PangoContext *texts_context(cairo_t *cairo, const char *language)
{
	if (texts.context == NULL) {
		texts.context = pango_cairo_create_context(cairo);
		texts.layouts = g_hash_table_new_full(g_str_hash, g_str_equal,
						      g_free, g_object_unref);
		pango_cairo_context_set_resolution(texts.context, 72);
	}
	if (strcmp(texts.language, language) != 0) {
		g_hash_table_remove_all(texts.layouts);
		g_strlcpy(texts.language, language, TEXTS_LANGUAGE);
		pango_context_set_language(
		    texts.context, pango_language_from_string(language));
	}
	return texts.context;
}

PangoLayout *texts_find(const struct texts_key *key, char **name)
{
	PangoLayout *layout;

	*name = g_strdup_printf("%d %d %d %d %s", (int)key->manner, key->bold,
				(int)(key->size * PANGO_SCALE),
				(int)(key->width * PANGO_SCALE), key->text);
	layout = g_hash_table_lookup(texts.layouts, *name);
	return layout != NULL ? g_object_ref(layout) : NULL;
}

void texts_keep(char *name, PangoLayout *layout)
{
	if (strlen(name) > TEXTS_LONG) {
		g_free(name);
		return;
	}
	if (g_hash_table_size(texts.layouts) >= TEXTS_MOST)
		g_hash_table_remove_all(texts.layouts);
	g_hash_table_replace(texts.layouts, name, g_object_ref(layout));
}
