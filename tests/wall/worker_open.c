/*
 * worker_open: a decoder whose pictures' jail has no filter of its own: its
 * zygote's refuses all the same, and only the proof can tell.
 */
#include <stdio.h>
#include <unistd.h>

#include "picture/picture.h"

static void open_libraries(char *out)
{
	snprintf(out, IPC_TEXT_MAX, "none");
}

int main(void)
{
	static struct sandbox_call calls[100];
	static struct sandbox_policy picture;
	static const struct picture_decoder decoder = {
	    .zygote = &sandbox_zygote_policy,
	    .picture = &picture,
	    .libraries = open_libraries,
	};

	picture = sandbox_picture_policy;
	picture.calls = calls;
	picture.count = 0;
	for (size_t i = 0; i < sandbox_picture_policy.count; i++)
		if (sandbox_picture_policy.calls[i].rule != SANDBOX_PROOF)
			calls[picture.count++] =
			    sandbox_picture_policy.calls[i];
	return picture_serve(&decoder);
}
