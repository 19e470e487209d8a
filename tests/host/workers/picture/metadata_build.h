/* metadata_build.h: blocks of metadata by hand, and what was found in them. */
#ifndef LENSCAP_TESTS_METADATA_BUILD_H
#define LENSCAP_TESTS_METADATA_BUILD_H

#include <time.h>

#include "workers/picture/metadata.h"

enum build_directory { BUILD_MAIN, BUILD_EXIF, BUILD_GPS, BUILD_SECOND };
#define BUILD_DIRECTORIES 4
#define BUILD_FIELDS 40

/* A TIFF block that grows field by field. */
struct build_tiff {
	bool little;
	unsigned count;
	struct build_field {
		enum build_directory directory;
		uint16_t tag, type;
		uint32_t components;
		struct base_view data;
	} fields[BUILD_FIELDS];
	struct base_view thumbnail;
	uint8_t pool[8192]; /* what fields borrow */
	size_t used;
	uint8_t block[16384];
	size_t size;
};

/* Types of TIFF 6.0. */
enum {
	BUILD_BYTE = 1,
	BUILD_ASCII,
	BUILD_SHORT,
	BUILD_LONG,
	BUILD_RATIONAL,
	BUILD_UNDEFINED = 7
};

void build_bytes(struct build_tiff *tiff, enum build_directory directory,
		 uint16_t tag, uint16_t type, const void *data, size_t size);
void build_text(struct build_tiff *tiff, enum build_directory directory,
		uint16_t tag, const char *text);
void build_short(struct build_tiff *tiff, enum build_directory directory,
		 uint16_t tag, uint16_t value);
void build_long(struct build_tiff *tiff, enum build_directory directory,
		uint16_t tag, uint32_t value);
/* count numerators and denominators in turn, an even number of them. */
void build_fractions(struct build_tiff *tiff, enum build_directory directory,
		     uint16_t tag, const uint32_t *numbers, size_t count);
/* Degrees, minutes and hundredths of a second, and the letter. */
void build_coordinate(struct build_tiff *tiff, uint16_t tag, uint32_t degrees,
		      uint32_t minutes, uint32_t hundredths,
		      const char *letter);

/* Lay the block out; it stays in *tiff. */
struct base_view build_tiff(struct build_tiff *tiff);

/* One dataset of IPTC-IIM appended to bytes. */
void build_iptc(struct base_buffer *bytes, uint8_t record, uint8_t number,
		const char *text);

/* A packet around properties, with the namespaces declared that tests use. */
#define BUILD_XMP_OPEN                                                         \
	"<?xpacket begin='\xef\xbb\xbf' id='W5M0MpCehiHzreSzNTczkc9d'?>"       \
	"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "                        \
	"xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "             \
	"xmlns:dc='http://purl.org/dc/elements/1.1/' "                         \
	"xmlns:dcterms='http://purl.org/dc/terms/' "                           \
	"xmlns:xmp='http://ns.adobe.com/xap/1.0/' "                            \
	"xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/' "                       \
	"xmlns:exif='http://ns.adobe.com/exif/1.0/' "                          \
	"xmlns:aux='http://ns.adobe.com/exif/1.0/aux/' "                       \
	"xmlns:lr='http://ns.adobe.com/lightroom/1.0/' "                       \
	"xmlns:digiKam='http://www.digikam.org/ns/1.0/' "                      \
	"xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' "                \
	"xmlns:core='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/' "            \
	"xmlns:ext='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' "             \
	"xmlns:MP='http://ns.microsoft.com/photo/1.2/' "                       \
	"xmlns:MPRI='http://ns.microsoft.com/photo/1.2/t/RegionInfo#' "        \
	"xmlns:MPReg='http://ns.microsoft.com/photo/1.2/t/Region#' "           \
	"xmlns:dji='http://www.dji.com/drone-dji/1.0/' "                       \
	"xmlns:mwg-rs='http://www.metadataworkinggroup.com/schemas/regions/'>"
#define BUILD_XMP_CLOSE "</rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
#define BUILD_XMP(body)                                                        \
	BUILD_XMP_OPEN "<rdf:Description rdf:about=''>" body                   \
		       "</rdf:Description>" BUILD_XMP_CLOSE

/* How often a finding of that kind with exactly that detail is there. */
unsigned build_count(const struct ipc_picture *picture,
		     enum ipc_finding_kind kind, const char *detail);

/* Findings of that kind. */
unsigned build_count_kind(const struct ipc_picture *picture,
			  enum ipc_finding_kind kind);

/* Fail with the list of findings when that one is not there once. */
void build_expect(const struct ipc_picture *picture, enum ipc_finding_kind kind,
		  const char *detail);

/* Fail when the processor worked for two seconds: what is quadratic does. */
void build_in_time(clock_t start);

#endif
