/* passed_over.c: the other files that lie in folders of pictures. */
#include <stdio.h>

#include "cli.h"

void cli_passed_over(size_t count)
{
	fflush(stdout);
	if (count > 0)
		fprintf(stderr, "lenscap: %zu other file%s passed over.\n",
			count, count == 1 ? " was" : "s were");
}
