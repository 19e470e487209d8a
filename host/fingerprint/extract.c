/* extract.c: every fingerprint of a picture. */
#include <string.h>

#include <lenscap/fingerprint.h>

enum lens_err fingerprint_extract(const struct fingerprint_plane *plane,
				  struct fingerprint *out)
{
	struct fingerprint taken = {0};
	enum lens_err err;

	memset(out, 0, sizeof(*out));
	err = fingerprint_pdq(plane, taken.pdq, &taken.pdq_quality);
	if (!err)
		err = fingerprint_iscc(plane, taken.iscc);
	if (!err)
		err = fingerprint_phash(plane, taken.phash);
	if (!err)
		err = fingerprint_dhash(plane, taken.dhash);
	if (!err)
		*out = taken;
	return err;
}
