/* names.c: what the files in an archive are, by their names. */
#include <string.h>
#include <strings.h>

#include "archive.h"

struct base_view archive_type(struct base_view name)
{
	static const struct {
		const char *ending, *type;
	} types[] = {
	    {".html", "text/html"},
	    {".htm", "text/html"},
	    {".xhtml", "application/xhtml+xml"},
	    {".css", "text/css"},
	    {".jpg", "image/jpeg"},
	    {".jpeg", "image/jpeg"},
	    {".png", "image/png"},
	    {".gif", "image/gif"},
	    {".webp", "image/webp"},
	    {".avif", "image/avif"},
	    {".heic", "image/heic"},
	    {".warc", "application/warc"},
	    {".gz", "application/warc"},
	    {".zst", "application/warc"},
	    {".wacz", "application/packed"},
	    {".zip", "application/packed"},
	    {".maff", "application/packed"},
	    {".htz", "application/packed"},
	    {".mhtml", "application/packed"},
	    {".mht", "application/packed"},
	    {".har", "application/packed"},
	    {".webarchive", "application/packed"},
	    {".rdf", "application/rdf"},
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		size_t length = strlen(types[i].ending);

		if (name.size >= length &&
		    strncasecmp((const char *)name.data + name.size - length,
				types[i].ending, length) == 0)
			return base_view_of(types[i].type);
	}
	return base_view_of("application/other");
}

bool archive_is_packed(struct base_view name)
{
	return base_view_starts(archive_type(name), "application/packed", 18);
}
