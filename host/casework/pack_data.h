/* pack_data.h: what packs say of laws, letters, sites' settings and pages. */
#ifndef LENSCAP_CASEWORK_PACK_DATA_H
#define LENSCAP_CASEWORK_PACK_DATA_H

#include <jansson.h>

#include <lenscap/casework_pack.h>
#include <lenscap/letter_pack.h>
#include <lenscap/registry_data.h>

/* Files of packs, in the order in which they are taken; borrowed. */
struct pack_files {
	const struct registry_data **items;
	size_t count, capacity;
};

/* One more, or all that a pack of the registry has; end the list, whose files
 * are others'. */
void pack_files_add(struct pack_files *files, const struct registry_data *file);
void pack_files_of(const struct registry *registry, const char *pack,
		   struct pack_files *files);
void pack_files_free(struct pack_files *files);

/*
 * Our laws and letters with those of packs beside them or in their place.
 * LENS_MALFORMED, and a sentence that names the file or the letter, when one
 * is not what ours are held to, or they do not fit together.  The caller ends
 * both, letters first; NULL on failure.
 */
LENS_MUST enum lens_err pack_data_open(const struct pack_files *files,
				       int32_t latest, struct law_set **laws,
				       struct letter_set **letters,
				       struct registry_fault *fault);

/* What else the pack has, as members: addresses of its companies, slugs of its
 * authorities. */
struct pack_beside {
	json_t *sites, *authorities;
};

/*
 * Whether one pack's can be taken, and what they change.  The caller ends *out
 * with pack_changes_free().
 */
LENS_MUST enum lens_err pack_data_check(const struct pack_files *files,
					const struct pack_beside *beside,
					int32_t latest,
					struct registry_fault *fault,
					struct casework_pack_changes *out);

/* A remedy as remedies/sites.json has them, with its pack, into a list; nothing
 * of any other file. */
void pack_remedy_add(const struct registry_data *file, json_t *sites);

/* What files change of ours, as sets that were opened with them have it. */
void pack_data_changes(const struct pack_files *files,
		       const struct law_set *laws,
		       const struct letter_set *letters,
		       struct casework_pack_changes *out);
void pack_changes_free(struct casework_pack_changes *changes);

#endif
