/* mhtml.h: the parts of a web archive (RFC 2557), as Chromium saves them. */
#ifndef LENSCAP_PAGEREADER_MHTML_H
#define LENSCAP_PAGEREADER_MHTML_H

#include <lenscap/base.h>

#define MHTML_PARTS_MAX 2000

enum mhtml_encoding { MHTML_PLAIN, MHTML_BASE64, MHTML_QUOTED };

struct mhtml_part {
	struct base_view type; /* "image/jpeg" and what follows it */
	struct base_view body; /* as encoded */
	enum mhtml_encoding encoding;
	char *location;	  /* Content-Location, or cid: and the Content-ID */
	uint64_t keys[2]; /* base_address_key() of location, and Content-ID or
			     the like; or 0 */
	struct base_view name; /* of an attachment, in UTF-8; or empty */
	bool used;
};

/* A page of several in one archive: the folder it is in, and its address. */
struct mhtml_page {
	struct mhtml_page *next;
	const char *folder; /* "a/", "" for all */
	struct base_view url;
};

/* Memory that lives as long as the archive. */
struct mhtml_owned {
	struct mhtml_owned *next;
	void *memory;
};

struct mhtml {
	struct base_view url; /* of all of it: Snapshot-Content-Location */
	struct mhtml_page *pages;
	bool cut;	/* there are more parts, or deeper ones */
	bool packed;	/* some of it is packed in a way that is not read */
	bool page;	/* a saved page: mails in it are opened */
	unsigned depth; /* of parts within parts, while they are read */
	unsigned count;
	size_t kept; /* bytes that its parts were made of again */
	struct mhtml_owned *owned;
	struct mhtml_part parts[MHTML_PARTS_MAX];
};

/* An archive without parts; mhtml_free() ends it. */
struct mhtml *mhtml_new(void);

/* Keep memory as long as the archive; parts' views may point into it. */
void mhtml_keep(struct mhtml *mhtml, void *memory);

/*
 * Add a part whose bytes are there as they are.  location is its address or
 * its name in the archive; type may be empty.
 */
void mhtml_add(struct mhtml *mhtml, struct base_view location,
	       struct base_view type, struct base_view body);

/* Have a part that was so added found by another location, too. */
void mhtml_also(struct mhtml_part *part, struct base_view location);

/* Note that what is in the folder of a file was saved from an address. */
void mhtml_add_page(struct mhtml *mhtml, struct base_view file,
		    struct base_view url);

/* The address that a part was so saved from; empty where that is not known. */
struct base_view mhtml_page_of(const struct mhtml *mhtml,
			       const struct mhtml_part *part);

/* True when the file starts as a web archive does. */
bool mhtml_begins(struct base_view file);

/*
 * Find the parts; views point into file.  LENS_MALFORMED when there is none.
 * The caller frees *out with mhtml_free().
 */
LENS_MUST enum lens_err mhtml_parse(struct base_view file, struct mhtml **out);
void mhtml_free(struct mhtml *mhtml);

/*
 * What was read, as *out; NULL and LENS_MALFORMED when it has no parts,
 * LENS_DENIED when that is because of how it is packed.
 */
LENS_MUST enum lens_err mhtml_end(struct mhtml *mhtml, struct mhtml **out);

/* True for an archive that ends within its headers. */
bool mhtml_is_cut(struct base_view file);

/* True for a mail (RFC 2045, 4 and 6) of whatever parts, or of a single one. */
bool mhtml_is_mail(struct base_view file);

/*
 * The same as mhtml_parse() of what mhtml_is_mail() or mhtml_begins() says yes
 * to: one without parts is a part itself.
 */
LENS_MUST enum lens_err mhtml_mail(struct base_view file, struct mhtml **out);

/* Append a part's bytes. */
LENS_MUST enum lens_err mhtml_decode(const struct mhtml_part *part,
				     struct base_buffer *out);

/* The part that an address leads to, NULL for none. */
struct mhtml_part *mhtml_find(struct mhtml *mhtml, uint64_t key);

/* True when the part's type starts so ("image/"). */
bool mhtml_is(const struct mhtml_part *part, const char *type);

/* True for a picture that a decoder may read. */
bool mhtml_is_picture(const struct mhtml_part *part);

#endif
