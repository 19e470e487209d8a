/* words.c: files of host/share that casework reads. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "refusal.h"
#include "words.h"

#define WORDS_FILE_MAX (256u << 10) /* bytes */

char *words_file(const char *name)
{
	char *path = base_share_path(name), *text = NULL;
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	struct base_buffer bytes;

	base_buffer_init(&bytes, WORDS_FILE_MAX);
	if (fd >= 0 && base_read_all(fd, &bytes) == LENS_OK &&
	    base_buffer_add(&bytes, "", 1) == LENS_OK)
		text = base_copy((const char *)bytes.data);
	base_buffer_free(&bytes);
	base_close(&fd);
	free(path);
	return text;
}

json_t *words_json(const char *name)
{
	char *text = words_file(name);
	json_t *json = text ? json_loads(text, 0, NULL) : NULL;

	free(text);
	return json;
}

static char *words_file_name(enum law_language language)
{
	return base_format("report/%s.json", law_language_name(language));
}

enum law_language words_language(enum law_language language)
{
	char *name = words_file_name(language), *path = base_share_path(name);
	/* These are of the extension's words, which not all languages have. */
	bool there = path != NULL && access(path, F_OK) == 0;

	free(path);
	free(name);
	return there ? language : LAW_EN;
}

json_t *words_of(enum law_language language)
{
	char *name = words_file_name(words_language(language));
	json_t *words = words_json(name);

	free(name);
	return words;
}

enum lens_err words_missing(struct ledger_fault *fault)
{
	return refusal_say(fault, LEDGER_FAULT_MISSING,
			   "Files of rules and words, which belong to Lenscap, "
			   "cannot be read; install it again.");
}
