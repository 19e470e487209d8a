#include <lenscap/base_io.h>

#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "foreign.h"

static void foreign_file(const char *folder, const char *name,
			 void (*file)(void *, const char *, struct base_view),
			 void *context)
{
	char *path = base_format("%s/%s/%s", FOREIGN_SET, folder, name);
	char *inside = base_format("%s/%s", folder, name);
	struct base_buffer text;
	int fd = open(path, O_RDONLY);

	assert_true(fd >= 0);
	base_buffer_init(&text, 1 << 20);
	assert_int_equal(base_read_all(fd, &text), LENS_OK);
	close(fd);
	file(context, inside, base_buffer_view(&text));
	base_buffer_free(&text);
	free(path);
	free(inside);
}

bool foreign_each(void (*file)(void *, const char *, struct base_view),
		  void *context)
{
	static const char *const folders[] = {
	    "companies", "supervisory-authorities", "obsolete-records"};

	for (size_t i = 0; i < 3; i++) {
		char *path = base_format("%s/%s", FOREIGN_SET, folders[i]);
		DIR *dir = opendir(path);
		struct dirent *entry;

		free(path);
		if (dir == NULL)
			return false;
		while ((entry = readdir(dir)) != NULL)
			if (entry->d_name[0] != '.')
				foreign_file(folders[i], entry->d_name, file,
					     context);
		closedir(dir);
	}
	return true;
}

static void foreign_add(void *context, const char *path, struct base_view bytes)
{
	struct registry_fault fault = {""};

	if (registry_import_add(context, path, bytes, &fault) != LENS_OK)
		print_message("%s: %s\n", path, fault.sentence);
}

bool foreign_import(const char *path, struct registry_imported *counts)
{
	struct registry_import *import =
	    registry_import_new("datenanfragen", "2026-11-22");
	bool there = foreign_each(foreign_add, import);

	if (there)
		assert_int_equal(registry_import_save(import, path, NULL),
				 LENS_OK);
	*counts = *registry_import_counts(import);
	registry_import_free(import);
	return there;
}
