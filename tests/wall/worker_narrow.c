/*
 * worker_narrow: a decoder in the real jail but for one call, as a C library
 * that calls what the list lacks would have it.  Installed as the HEIF decoder
 * it dies at its start, as the other it dies of each picture, and as the
 * pagereader within fork(), where newer C libraries have blocked all signals.
 */
#include <stdio.h>
#include <string.h>

#include "picture/picture.h"

#define NARROW_CALLS 256

static bool narrow_begins(struct base_view file)
{
	(void)file;
	return true;
}

static enum ipc_picture_status narrow_read(struct base_view file, bool full,
					   struct picture_raster *raster)
{
	(void)file;
	(void)full;
	(void)raster;
	return IPC_PICTURE_MALFORMED;
}

static void narrow_libraries(char *out)
{
	snprintf(out, IPC_TEXT_MAX, "none");
}

/* A policy without the lines of one call. */
static void narrow_copy(const struct sandbox_policy *policy,
			const char *without, struct sandbox_policy *out)
{
	static struct sandbox_call calls[NARROW_CALLS];
	size_t count = 0;

	for (size_t i = 0; i < policy->count; i++)
		if (strcmp(policy->calls[i].name, without) != 0)
			calls[count++] = policy->calls[i];
	*out = *policy;
	out->calls = calls;
	out->count = count;
}

int main(int argc, char **argv)
{
	static const struct picture_format formats[] = {
	    {IPC_FORMAT_PNG, narrow_begins, narrow_read},
	};
	static struct sandbox_policy narrow;
	struct picture_decoder decoder = {
	    .formats = formats,
	    .count = 1,
	    .zygote = &sandbox_zygote_policy,
	    .picture = &sandbox_picture_policy,
	    .libraries = narrow_libraries,
	};

	if (argc > 0 && strstr(argv[0], "pagereader") != NULL) {
		narrow_copy(decoder.zygote, "clone", &narrow);
		decoder.zygote = &narrow;
	} else if (argc > 0 && strstr(argv[0], "heif") != NULL) {
		narrow_copy(decoder.zygote, "wait4", &narrow);
		decoder.zygote = &narrow;
	} else {
		narrow_copy(decoder.picture, "sendmsg", &narrow);
		decoder.picture = &narrow;
	}
	return picture_serve(&decoder);
}
