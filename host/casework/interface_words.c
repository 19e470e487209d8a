/* interface_words.c: words of pages in languages that packs bring. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/casework_pack.h>
#include <lenscap/law_language.h>

#include "pack_words.h"
#include "session.h"

struct words_telling {
	const struct casework_words_sink *sink;
	json_t *ours;
	json_t *languages, *told; /* by code, by key: of an earlier file */
};

/* What a later Lenscap has otherwise is left to English. */
static void words_tell(struct words_telling *telling,
		       const struct registry_data *file, const json_t *json)
{
	const struct casework_words_sink *sink = telling->sink;
	const char *code, *name, *key;
	json_t *words, *text;

	if (json_unpack((json_t *)json, "{s:s, s:s, s:o}", "language", &code,
			"name", &name, "words", &words) != 0 ||
	    law_language_of(code) != LAW_LANGUAGES)
		return;
	if (json_object_get(telling->languages, code) == NULL)
		sink->language(sink->context, code, name, file->title);
	json_object_set_new(telling->languages, code, json_true());
	if (sink->wanted == NULL || strcmp(sink->wanted, code) != 0)
		return;
	json_object_foreach(words, key, text)
	{
		if (json_object_get(telling->told, key) != NULL ||
		    pack_words_wrong(telling->ours, key, text) != NULL)
			continue;
		sink->word(sink->context, key, json_string_value(text));
		json_object_set_new(telling->told, key, json_true());
	}
}

void casework_pack_words(struct casework *work,
			 const struct casework_words_sink *sink)
{
	const struct registry *registry = session_registry(work);
	struct words_telling telling = {sink, NULL, json_object(),
					json_object()};

	for (size_t i = 0; registry && i < registry_data_count(registry); i++) {
		const struct registry_data *file =
		    registry_data_at(registry, i);
		json_t *json = pack_words_file(file);

		if (json != NULL && telling.ours == NULL)
			telling.ours = pack_words_ours();
		if (json != NULL)
			words_tell(&telling, file, json);
		json_decref(json);
	}
	json_decref(telling.ours);
	json_decref(telling.languages);
	json_decref(telling.told);
}
