/*
 * archive.h: files that hold a page with its pictures, or several: what each
 * kind is told by, and its parts.
 */
#ifndef LENSCAP_PAGEREADER_ARCHIVE_H
#define LENSCAP_PAGEREADER_ARCHIVE_H

#include "mhtml.h"

#define ARCHIVE_MADE_MAX (128u << 20) /* bytes unpacked of one file */
#define ARCHIVE_MISSING "missing/"    /* why there are no bytes follows */

struct archive_kind {
	bool sure; /* nothing else begins so */
	bool (*begins)(struct base_view file);
	/* As mhtml_parse(): LENS_MALFORMED when nothing can be read of it,
	 * LENS_DENIED when that is because of how it is packed. */
	enum lens_err (*parse)(struct base_view file, struct mhtml **out);
};

/* What the file is by its bytes, NULL for a single document. */
const struct archive_kind *archive_kind_of(struct base_view file);

/* Before the jail: a parser would open a file to be given chance. */
void archive_init(void);

/*
 * Undo deflate: raw (a ZIP's) or with zlib's or gzip's head, one or several
 * after each other.  The bytes are the archive's; where they are torn, or all
 * of its parts would be more than ARCHIVE_MADE_MAX, it is cut, and they are
 * what came before that.
 */
struct base_view archive_inflate(struct mhtml *mhtml, struct base_view packed,
				 bool raw);

#define ARCHIVE_PEEK 16u

/* The first bytes of what is deflated so; how many there are. */
size_t archive_peek(struct base_view packed, uint8_t out[ARCHIVE_PEEK]);

/* What a file is by its name, as a media type; "application/other" for none. */
struct base_view archive_type(struct base_view name);

/* True for a file that is itself an archive, by its name. */
bool archive_is_packed(struct base_view name);

/* Add the records of a WARC, or of one packed by gzip. */
void archive_add_warc(struct mhtml *mhtml, struct base_view file);

/* The parsers, one file each. */
bool archive_is_warc(struct base_view file);
LENS_MUST enum lens_err archive_warc(struct base_view file, struct mhtml **out);
bool archive_is_har(struct base_view file);
LENS_MUST enum lens_err archive_har(struct base_view file, struct mhtml **out);
bool archive_is_plist(struct base_view file);
LENS_MUST enum lens_err archive_plist(struct base_view file,
				      struct mhtml **out);
bool archive_is_zip(struct base_view file);
LENS_MUST enum lens_err archive_zip(struct base_view file, struct mhtml **out);
/* The same of all files in it, whatever they are; one that cannot be had has no
 * bytes. */
LENS_MUST enum lens_err archive_zip_all(struct base_view file,
					struct mhtml **out);

#endif
