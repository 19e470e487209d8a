/*
 * fuzz_registry.c: hostile records and sets.  The first byte chooses: a
 * record in a set, or as one's own; then it is searched for and shown.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lenscap/registry_import.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything that is handed out, as somebody would print it. */
static void fuzz_look(const struct registry_controller *c)
{
	size_t length = strlen(c->slug) + strlen(c->name) + strlen(c->email) +
			strlen(c->address) + strlen(c->webform) +
			strlen(c->web) + strlen(c->provenance.date);

	for (size_t i = 0; i < c->contact_count; i++)
		length += strlen(c->contacts[i].value) +
			  strlen(c->contacts[i].note) +
			  strlen(c->contacts[i].source.url);
	for (size_t i = 0; i < c->decision_count; i++) {
		length += strlen(c->decisions[i].by);
		for (size_t k = 0; k < c->decisions[i].article_count; k++)
			length += strlen(c->decisions[i].articles[k]);
	}
	/* What leads into a mail's head must not end a line there. */
	if (strpbrk(c->email, "\r\n ,") != NULL ||
	    strpbrk(c->name, "\r\n") != NULL || length == 0)
		abort();
	if (c->web[0] != '\0' && strncmp(c->web, "http", 4) != 0)
		abort();
}

static void fuzz_own(struct base_view record)
{
	static struct registry *registry;
	struct registry_fault fault = {""};
	struct registry_hit hits[4];
	struct registry_query query = {.words = ""};
	char words[64];

	if (registry == NULL) {
		char folder[] = "/tmp/lenscap-fuzz-XXXXXX", path[64];

		if (mkdtemp(folder) == NULL)
			abort();
		for (int i = 0; i < 2; i++) {
			snprintf(path, sizeof(path), "%s/%s", folder,
				 i ? "authorities" : "controllers");
			if (access(path, F_OK) != 0 && symlink(".", path) != 0)
				abort();
		}
		if (registry_open(folder, NULL, &fault, &registry) != LENS_OK)
			abort();
	}
	if (registry_add(registry, record, &fault) == LENS_OK)
		for (size_t i = 0; i < registry_count(registry); i++)
			fuzz_look(registry_at(registry, i));
	else if (fault.sentence[0] == '\0')
		abort();
	base_printable(words, sizeof(words), record);
	query.words = words;
	for (size_t i = registry_search(registry, &query, hits, 4); i > 0; i--)
		if (hits[i - 1].score == 0 || hits[i - 1].score > 1000)
			abort();
	if (registry_count(registry) > 50) {
		registry_close(registry);
		registry = NULL;
	}
}

static void fuzz_set(const char *path, struct base_view record)
{
	struct registry_import *import = registry_import_new("fuzz", "2026");
	struct registry_fault fault = {""};
	const struct registry_imported *counts = registry_import_counts(import);

	if (registry_import_add(import, path, record, &fault) == LENS_OK &&
	    counts->companies + counts->authorities + counts->obsolete != 1)
		abort();
	registry_import_free(import);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct base_view record = {data + 1, size - 1};

	if (size < 2)
		return 0;
	switch (data[0] % 4) {
	case 0:
		fuzz_own(record);
		break;
	case 1:
		fuzz_set("companies/a.json", record);
		break;
	case 2:
		fuzz_set("supervisory-authorities/a.json", record);
		break;
	default:
		fuzz_set("obsolete-records/a.json", record);
	}
	return 0;
}
