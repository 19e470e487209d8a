/*
 * norms.c: the norms that letters cite against a shelf of texts.  Each says in
 * which file it was read, and that file's checksum: what changed since is to
 * be read again before it is cited.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_io.h>
#include <lenscap/base_said.h>
#include <lenscap/casework_norms.h>
#include <lenscap/ledger_cases.h>

#define NORMS_TEXT_MAX (4u << 20)

const char *casework_norm_name(enum casework_norm state)
{
	static const char *const names[CASEWORK_NORMS] = {
	    [CASEWORK_NORM_SAME] = "same",
	    [CASEWORK_NORM_CHANGED] = N_("changed"),
	    [CASEWORK_NORM_MISSING] = N_("missing"),
	    [CASEWORK_NORM_UNREAD] = "unread",
	};

	return (size_t)state < CASEWORK_NORMS ? names[state] : "";
}

static enum casework_norm norms_state(int folder, const struct law_norm *norm)
{
	enum casework_norm state = CASEWORK_NORM_MISSING;
	struct base_buffer bytes;
	uint8_t sum[32];
	char hex[2 * sizeof(sum) + 1];
	int fd;

	if (norm->text == NULL || norm->sha256 == NULL)
		return CASEWORK_NORM_UNREAD;
	fd = openat(folder, norm->text,
		    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	base_buffer_init(&bytes, NORMS_TEXT_MAX);
	if (fd >= 0 && base_read_all(fd, &bytes) == LENS_OK) {
		ledger_sha256(base_buffer_view(&bytes), sum);
		base_hex(hex, sum, sizeof(sum));
		state = strcmp(hex, norm->sha256) == 0 ? CASEWORK_NORM_SAME
						       : CASEWORK_NORM_CHANGED;
	}
	base_buffer_free(&bytes);
	base_close(&fd);
	return state;
}

enum lens_err casework_norms_check(const char *dir, casework_norm_each *each,
				   void *context)
{
	int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char *laws = base_share_path("laws");
	struct law_set *set = NULL;
	enum lens_err err = folder < 0 ? LENS_NOT_FOUND
			    : laws     ? law_open(laws, NULL, &set)
				       : LENS_SYSTEM;

	for (size_t i = 0; err == LENS_OK && i < law_norm_count(set); i++) {
		const struct law_norm *norm = law_norm_at(set, i);

		if (!each(context, norm, norms_state(folder, norm)))
			break;
	}
	law_close(set);
	free(laws);
	base_close(&folder);
	return err;
}
