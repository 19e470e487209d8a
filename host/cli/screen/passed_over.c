/* passed_over.c: the other files that lie in folders of pictures. */
#include <stdio.h>

#include "cli.h"

void cli_passed_over(size_t count)
{
	fflush(stdout);
	if (count > 0)
		cli_say(count == 1 ? "%zu other file was passed over."
				   : "%zu other files were passed over.",
			count);
}
