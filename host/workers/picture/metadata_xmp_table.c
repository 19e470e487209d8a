/*
 * metadata_xmp_table.c: the properties of XMP that matter, and what becomes of
 * their values.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "metadata_xmp.h"

static void xmp_add(struct metadata_xmp_scope *scope, unsigned kind,
		    struct base_view value)
{
	metadata_add(scope->picture, kind, value);
}

static void xmp_add_time(struct metadata_xmp_scope *scope, unsigned kind,
			 struct base_view value)
{
	char text[IPC_TEXT_MAX];

	(void)kind;
	metadata_text(text, value);
	metadata_add_time(scope->picture, text);
}

static void xmp_add_satellite_time(struct metadata_xmp_scope *scope,
				   unsigned kind, struct base_view value)
{
	char text[IPC_TEXT_MAX];

	(void)kind;
	metadata_text(text, value);
	metadata_add_time_as(scope->picture, text,
			     N_("{words} (satellites' clock)"));
}

static void xmp_add_change(struct metadata_xmp_scope *scope, unsigned kind,
			   struct base_view value)
{
	char text[IPC_TEXT_MAX];

	(void)kind;
	metadata_text(text, value);
	metadata_add_time_as(scope->picture, text,
			     N_("{words} (last changed)"));
}

/* A name of a file, and the folders in front of it. */
static void xmp_add_path(struct metadata_xmp_scope *scope, unsigned kind,
			 struct base_view value)
{
	metadata_add(scope->picture, kind, value);
}

/* Words that no standard gives a meaning to, and paths in them. */
static void xmp_add_unknown(struct metadata_xmp_scope *scope, unsigned kind,
			    struct base_view value)
{
	(void)kind;
	metadata_add_said(scope->picture, scope->name, value);
	metadata_add_paths(scope->picture, value);
}

/* The same, however short: an age. */
static void xmp_add_words(struct metadata_xmp_scope *scope, unsigned kind,
			  struct base_view value)
{
	(void)kind;
	metadata_add_words(scope->picture, scope->name, value);
}

/* A setting or a measure, which says nothing but by a path in it. */
static void xmp_add_setting(struct metadata_xmp_scope *scope, unsigned kind,
			    struct base_view value)
{
	(void)kind;
	metadata_add_paths(scope->picture, value);
}

/* A name that a program gives, as "Mask 1" or "Adobe Color", or a person. */
static void xmp_add_given(struct metadata_xmp_scope *scope, unsigned kind,
			  struct base_view value)
{
	static const char *const given[] = {
	    "Mask",
	    "Sky",
	    "Subject",
	    "Background",
	    "Brush",
	    "Gradient",
	    "Linear Gradient",
	    "Radial Gradient",
	    "Object",
	    "People",
	    "Person",
	    "Correction",
	    "Adjustment",
	    "Retouch",
	    "Color Range",
	    "Depth Range",
	    "Landscape",
	    "Luminance Range",
	    "Profiles",
	    "Basic",
	    "Default",
	    "Embedded",
	    "Default Swatch Group",
	    "Grays",
	    "Brights",
	    "White",
	    "Black",
	};
	/* Of looks and camera profiles, and of swatches by their mixture. */
	static const char *const made[] = {"Adobe", "Camera ", "ACR ",
					   "CMYK ", "RGB ",    "PANTONE",
					   "C=",    "R=",      "K="};
	char text[IPC_TEXT_MAX];
	size_t size;

	metadata_text(text, value);
	size = strlen(text);
	while (size > 0 && strchr(" 0123456789", text[size - 1]) != NULL)
		size--;
	for (size_t i = 0; i < sizeof(given) / sizeof(*given); i++)
		if (strlen(given[i]) == size &&
		    strncasecmp(text, given[i], size) == 0)
			return;
	for (size_t i = 0; i < sizeof(made) / sizeof(*made); i++)
		if (strncmp(text, made[i], strlen(made[i])) == 0)
			return;
	xmp_add_unknown(scope, kind, value);
}

/* As the profile itself is named, and told by the same words. */
static void xmp_add_profile(struct metadata_xmp_scope *scope, unsigned kind,
			    struct base_view value)
{
	(void)kind;
	metadata_add_profile_name(scope->picture, value);
}

static void xmp_add_method(struct metadata_xmp_scope *scope, unsigned kind,
			   struct base_view value)
{
	(void)kind;
	metadata_add_method(scope->picture, value);
}

/* What says nothing about a person, under a name that others share. */
static void xmp_skip(struct metadata_xmp_scope *scope, unsigned kind,
		     struct base_view value)
{
	(void)scope;
	(void)kind;
	(void)value;
}

static void xmp_count(struct metadata_xmp_scope *scope, unsigned kind,
		      struct base_view value)
{
	(void)kind;
	(void)value;
	scope->ancestors++;
}

/* Seconds of sound that a phone took along with the picture. */
static void xmp_see_sound(struct metadata_xmp_scope *scope, unsigned kind,
			  struct base_view value)
{
	(void)kind;
	(void)value;
	metadata_add(scope->picture, IPC_FINDING_HIDDEN_FILE,
		     base_view_of(N_("a sound recording in the XMP block")));
}

static void xmp_see_gain_map(struct metadata_xmp_scope *scope, unsigned kind,
			     struct base_view value)
{
	(void)kind;
	(void)value;
	scope->gain_map = true;
}

/* "1" of a motion photo, whose video may be there or not; or its part. */
static void xmp_see_motion(struct metadata_xmp_scope *scope, unsigned kind,
			   struct base_view value)
{
	(void)kind;
	scope->motion |= base_view_starts(value, "1", 1) ||
			 base_view_starts(value, "MotionPhoto", 11);
}

/* A value that says nothing without the words in front of it, by a pattern. */
static void xmp_add_behind(struct metadata_xmp_scope *scope, unsigned kind,
			   const char *pattern, const char *name,
			   struct base_view value)
{
	char text[IPC_TEXT_MAX], line[IPC_TEXT_MAX], said[2 * IPC_TEXT_MAX];
	const char *parts[] = {name, text};

	metadata_text(text, value);
	metadata_text_join(line, parts, 2, " ");
	metadata_fill(said, sizeof(said), pattern, line);
	if (*text != '\0')
		metadata_add(scope->picture, kind, base_view_of(said));
}

static void xmp_add_code(struct metadata_xmp_scope *scope, unsigned kind,
			 struct base_view value)
{
	xmp_add_behind(scope, kind, "{words}", scope->name, value);
}

/* Of "com.google....SpecialType-PORTRAIT" the last word. */
static void xmp_add_mode(struct metadata_xmp_scope *scope, unsigned kind,
			 struct base_view value)
{
	char text[IPC_TEXT_MAX];
	const char *word;

	metadata_text(text, value);
	word = strrchr(text, '-');
	xmp_add_behind(
	    scope, kind, N_("a mode of the camera: {words}"), "",
	    base_view_of(word != NULL && word[1] != '\0' ? word + 1 : text));
}

/* Of the mobile network that the phone was in, which is a place. */
static void xmp_add_network(struct metadata_xmp_scope *scope, unsigned kind,
			    struct base_view value)
{
	xmp_add_behind(scope, kind, N_("mobile network: {words}"), scope->name,
		       value);
}

/* IPTC's list of sources of pictures: those that end so were computed. */
static void xmp_add_source(struct metadata_xmp_scope *scope, unsigned kind,
			   struct base_view value)
{
	char text[IPC_TEXT_MAX];
	const char *name;

	metadata_text(text, value);
	name = strrchr(text, '/') != NULL ? strrchr(text, '/') + 1 : text;
	if (strcasestr(name, "algorithmic") != NULL ||
	    strcasestr(name, "synthetic") != NULL)
		metadata_add(scope->picture, kind, base_view_of(name));
}

/* The first value stands. */
static void xmp_keep(struct metadata_xmp_scope *scope, unsigned slot,
		     struct base_view value)
{
	if (*scope->slots[slot] == '\0')
		metadata_text(scope->slots[slot], value);
}

/* Where the manifest is (C2PA 2.1, 11.1.4); "self#jumbf=..." in the file. */
static void xmp_add_provenance(struct metadata_xmp_scope *scope, unsigned kind,
			       struct base_view value)
{
	char line[IPC_TEXT_MAX], at[IPC_TEXT_MAX];

	metadata_text(at, value);
	metadata_fill(line, sizeof(line),
		      N_("a signed history (C2PA) at {words}"), at);
	if (strncmp(at, "self#", 5) == 0)
		value = base_view_of(METADATA_CREDENTIALS_INSIDE);
	else
		value = base_view_of(line);
	metadata_add(scope->picture, kind, value);
}

static void xmp_add_name(struct metadata_xmp_scope *scope, unsigned kind,
			 struct base_view value)
{
	metadata_add(scope->picture, kind, value);
	xmp_keep(scope, METADATA_XMP_FACE_NAME, value);
}

static void xmp_take_thumbnail(struct metadata_xmp_scope *scope, unsigned kind,
			       struct base_view value)
{
	/* The reader itself unpacks it: see metadata_xmp_is_picture(). */
	xmp_skip(scope, kind, value);
}

/* Namespaces, as Adobe's XMP part 2, IPTC, CIPA, MWG and the makers set them */
#define XMP_ACDSEE "http://ns.acdsee.com/regions/"
#define XMP_ACDSEE_IPTC "http://ns.acdsee.com/iptc/1.0/"
#define XMP_AREA "http://ns.adobe.com/xmp/sType/Area#"
#define XMP_APDI "http://ns.apple.com/pixeldatainfo/1.0/"
#define XMP_CELL "http://developer.sonyericsson.com/cell/1.0/"
#define XMP_CRS "http://ns.adobe.com/camera-raw-settings/1.0/"
#define XMP_EVENT "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
#define XMP_GAIN "http://ns.adobe.com/hdr-gain-map/1.0/"
#define XMP_GCAMERA "http://ns.google.com/photos/1.0/camera/"
#define XMP_GDEPTH "http://ns.google.com/photos/1.0/depthmap/"
#define XMP_GIMAGE "http://ns.google.com/photos/1.0/image/"
#define XMP_G "http://ns.adobe.com/xap/1.0/g/"
#define XMP_GIMG "http://ns.adobe.com/xap/1.0/g/img/"
#define XMP_GPANO "http://ns.google.com/photos/1.0/panorama/"
#define XMP_PDF "http://ns.adobe.com/pdf/1.3/"
#define XMP_REFERENCE "http://ns.adobe.com/xap/1.0/sType/ResourceRef#"
#define XMP_AUX "http://ns.adobe.com/exif/1.0/aux/"
#define XMP_CORE "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
#define XMP_DC "http://purl.org/dc/elements/1.1/"
#define XMP_DCTERMS "http://purl.org/dc/terms/"
#define XMP_DIGIKAM "http://www.digikam.org/ns/1.0/"
#define XMP_DJI "http://www.dji.com/drone-dji/1.0/"
#define XMP_EXIF "http://ns.adobe.com/exif/1.0/"
#define XMP_EXIFEX "http://cipa.jp/exif/1.0/"
#define XMP_EXT "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
#define XMP_LR "http://ns.adobe.com/lightroom/1.0/"
#define XMP_MEDIAPRO "http://ns.iview-multimedia.com/mediapro/1.0/"
#define XMP_MM "http://ns.adobe.com/xap/1.0/mm/"
#define XMP_MPREG "http://ns.microsoft.com/photo/1.2/t/Region#"
#define XMP_MPRI "http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
#define XMP_MSPHOTO "http://ns.microsoft.com/photo/1.0/"
#define XMP_MWG "http://www.metadataworkinggroup.com/schemas/regions/"
#define XMP_PHOTOSHOP "http://ns.adobe.com/photoshop/1.0/"
#define XMP_PLUS "http://ns.useplus.org/ldf/xmp/1.0/"
#define XMP_RIGHTS "http://ns.adobe.com/xap/1.0/rights/"
#define XMP_TIFF "http://ns.adobe.com/tiff/1.0/"
#define XMP_XMP "http://ns.adobe.com/xap/1.0/"

static const struct metadata_xmp_property xmp_properties[] = {
    /* Lists of structures: faces (MWG 2.0, 5.9), places (IPTC Extension) */
    {XMP_MWG, "RegionList", NULL, 0},
    {XMP_ACDSEE, "RegionList", NULL, 0},
    {XMP_EXT, "LocationCreated", NULL, 0},
    {XMP_EXT, "LocationShown", NULL, 0},
    {XMP_MPRI, "Regions", NULL, 0},
    {XMP_MM, "History", NULL, 0},

    {XMP_EVENT, "action", xmp_keep, METADATA_XMP_STEP},
    {XMP_EVENT, "parameters", xmp_keep, METADATA_XMP_STEP_DETAIL},
    {XMP_EVENT, "softwareAgent", xmp_keep, METADATA_XMP_STEP_TOOL},
    {XMP_EVENT, "when", xmp_keep, METADATA_XMP_STEP_TIME},
    {XMP_EVENT, "changed", xmp_skip, 0},
    {XMP_EVENT, "instanceID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_REFERENCE, "documentID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_REFERENCE, "originalDocumentID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_REFERENCE, "instanceID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_REFERENCE, "filePath", xmp_add_path, IPC_FINDING_FILE_NAMES},
    {XMP_REFERENCE, "renditionClass", xmp_skip, 0},
    {XMP_REFERENCE, "maskMarkers", xmp_skip, 0},
    {XMP_PHOTOSHOP, "DocumentAncestors", xmp_count, 0},
    {XMP_PHOTOSHOP, "History", xmp_add, IPC_FINDING_EDIT_HISTORY},
    {XMP_PHOTOSHOP, "LayerName", xmp_add_unknown, 0},
    {XMP_PHOTOSHOP, "LayerText", xmp_add, IPC_FINDING_CAPTION},

    {XMP_GIMG, "image", xmp_take_thumbnail, METADATA_PREVIEW},
    {XMP_GIMG, "format", xmp_skip, 0},
    {XMP_GIMG, "width", xmp_skip, 0},
    {XMP_GIMG, "height", xmp_skip, 0},
    {XMP_GIMAGE, "Mime", xmp_skip, 0},
    {XMP_GIMAGE, "Data", xmp_take_thumbnail, METADATA_ORIGINAL},
    {XMP_GDEPTH, "Data", xmp_take_thumbnail, METADATA_DEPTHS},
    {XMP_GDEPTH, "Confidence", xmp_take_thumbnail, METADATA_SURENESS},
    {XMP_GCAMERA, "MicroVideo", xmp_see_motion, 0},
    {XMP_GCAMERA, "MotionPhoto", xmp_see_motion, 0},
    {"http://ns.google.com/photos/1.0/container/item/", "Semantic",
     xmp_see_motion, 0},
    {XMP_GCAMERA, "PortraitNote", xmp_add_unknown, 0},
    {XMP_GPANO, "CaptureSoftware", xmp_add, IPC_FINDING_SOFTWARE},
    {XMP_GPANO, "StitchingSoftware", xmp_add, IPC_FINDING_SOFTWARE},
    {XMP_GDEPTH, "Software", xmp_add, IPC_FINDING_SOFTWARE},
    {XMP_GCAMERA, "SpecialTypeID", xmp_add_mode, IPC_FINDING_EDIT_HISTORY},
    {"http://ns.google.com/photos/1.0/audio/", "Data", xmp_see_sound, 0},
    {XMP_GCAMERA, "BurstID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {"http://ns.google.com/photos/1.0/creations/", "CameraBurstID", xmp_add,
     IPC_FINDING_UNIQUE_ID},
    {"http://ns.xiaomi.com/photos/1.0/camera/", "XMPMeta", xmp_add_unknown, 0},
    {XMP_GAIN, "GainMapMax", xmp_see_gain_map, 0},
    {XMP_GAIN, "GainMapMin", xmp_see_gain_map, 0},
    {XMP_APDI, "AuxiliaryImageType", xmp_see_gain_map, 0},

    {XMP_CRS, "RawFileName", xmp_add_path, IPC_FINDING_FILE_NAMES},
    {XMP_CRS, "NegativeCachePath", xmp_add_path, IPC_FINDING_FILE_NAMES},
    {XMP_CRS, "CorrectionName", xmp_add_given, 0},
    {XMP_CRS, "MaskName", xmp_add_given, 0},
    {XMP_CRS, "Name", xmp_add_given, 0},
    {XMP_CRS, "ShortName", xmp_add_given, 0},
    {XMP_CRS, "SortName", xmp_add_given, 0},
    {XMP_CRS, "Group", xmp_add_given, 0},
    {XMP_CRS, "Cluster", xmp_add_given, 0},
    {XMP_CRS, "LookName", xmp_add_given, 0},
    {XMP_CRS, "CameraProfile", xmp_add_given, 0},
    {XMP_G, "swatchName", xmp_add_given, 0},
    {XMP_G, "groupName", xmp_add_given, 0},
    {XMP_CRS, "ContactInfo", xmp_add, IPC_FINDING_CONTACT},
    {XMP_CRS, "Description", xmp_add, IPC_FINDING_CAPTION},
    {XMP_EXIF, "RelatedSoundFile", xmp_add_path, IPC_FINDING_FILE_NAMES},
    {XMP_REFERENCE, "lastURL", xmp_add_path, IPC_FINDING_FILE_NAMES},
    {XMP_REFERENCE, "manageTo", xmp_add_path, IPC_FINDING_FILE_NAMES},
    {XMP_REFERENCE, "manager", xmp_add_unknown, 0},
    {XMP_MM, "PreservedFileName", xmp_add_path, IPC_FINDING_FILE_NAMES},
    {XMP_XMP, "BaseURL", xmp_add_path, IPC_FINDING_FILE_NAMES},
    {XMP_DC, "source", xmp_add_path, IPC_FINDING_FILE_NAMES},

    {XMP_DC, "subject", xmp_add, IPC_FINDING_KEYWORDS},
    {XMP_PDF, "Keywords", xmp_add, IPC_FINDING_KEYWORDS},
    {XMP_LR, "weightedFlatSubject", xmp_add, IPC_FINDING_KEYWORDS},
    {XMP_PHOTOSHOP, "Category", xmp_add, IPC_FINDING_KEYWORDS},
    {XMP_PHOTOSHOP, "SupplementalCategories", xmp_add, IPC_FINDING_KEYWORDS},
    {XMP_CORE, "SubjectCode", xmp_add, IPC_FINDING_KEYWORDS},
    {XMP_CORE, "Scene", xmp_add_code, IPC_FINDING_KEYWORDS},
    {XMP_EXT, "OrganisationInImageName", xmp_add, IPC_FINDING_KEYWORDS},
    {XMP_MEDIAPRO, "CatalogSets", xmp_add, IPC_FINDING_KEYWORDS},
    {XMP_ACDSEE_IPTC, "keywords", xmp_add, IPC_FINDING_KEYWORDS},
    {XMP_ACDSEE_IPTC, "categories", metadata_xmp_add_categories,
     IPC_FINDING_PERSON_NAME},

    {XMP_EXT, "DigitalSourceType", xmp_add_source, IPC_FINDING_AI_SOURCE},
    {XMP_EXT, "AISystemUsed", xmp_add, IPC_FINDING_AI_SOURCE},
    {XMP_EXT, "AIPromptInformation", xmp_add, IPC_FINDING_CAPTION},
    {XMP_EXT, "AIPromptWriterName", xmp_add, IPC_FINDING_AUTHOR},

    {XMP_MWG, "Name", xmp_keep, METADATA_XMP_FACE_NAME},
    {XMP_MWG, "Type", xmp_keep, METADATA_XMP_FACE_TYPE},
    {XMP_MWG, "Description", xmp_add, IPC_FINDING_CAPTION},
    {XMP_MWG, "BarCodeValue", xmp_add_words, 0},
    {XMP_AREA, "x", xmp_keep, METADATA_XMP_FACE_AREA},
    {XMP_ACDSEE, "Name", xmp_keep, METADATA_XMP_FACE_NAME},
    {XMP_ACDSEE, "Type", xmp_keep, METADATA_XMP_FACE_TYPE},
    {XMP_MPREG, "PersonDisplayName", xmp_add_name, IPC_FINDING_PERSON_NAME},
    {XMP_MPREG, "PersonEmailDigest", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_MPREG, "PersonLiveIdCID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_MPREG, "PersonSourceID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_MPREG, "Rectangle", xmp_keep, METADATA_XMP_FACE_AREA},
    {XMP_EXT, "PersonInImage", xmp_add, IPC_FINDING_PERSON_NAME},
    {XMP_EXT, "PersonName", xmp_add, IPC_FINDING_PERSON_NAME},
    {XMP_MEDIAPRO, "People", xmp_add, IPC_FINDING_PERSON_NAME},
    {XMP_LR, "hierarchicalSubject", metadata_xmp_add_tag,
     IPC_FINDING_PERSON_NAME},
    {XMP_DIGIKAM, "TagsList", metadata_xmp_add_tag, IPC_FINDING_PERSON_NAME},
    {XMP_MSPHOTO, "LastKeywordXMP", metadata_xmp_add_tag,
     IPC_FINDING_PERSON_NAME},

    {XMP_EXIF, "GPSLatitude", xmp_keep, METADATA_XMP_LATITUDE},
    {XMP_EXIF, "GPSLongitude", xmp_keep, METADATA_XMP_LONGITUDE},
    {XMP_EXIF, "GPSLatitudeRef", xmp_keep, METADATA_XMP_LATITUDE_SIDE},
    {XMP_EXIF, "GPSLongitudeRef", xmp_keep, METADATA_XMP_LONGITUDE_SIDE},
    {XMP_EXIF, "GPSDestLatitudeRef", xmp_keep,
     METADATA_XMP_DESTINATION_LATITUDE_SIDE},
    {XMP_EXIF, "GPSDestLongitudeRef", xmp_keep,
     METADATA_XMP_DESTINATION_LONGITUDE_SIDE},
    {XMP_EXIF, "GPSAreaInformation", xmp_add, IPC_FINDING_PLACE},
    {XMP_EXIF, "GPSAltitude", xmp_keep, METADATA_XMP_ALTITUDE},
    {XMP_EXIF, "GPSAltitudeRef", xmp_keep, METADATA_XMP_ALTITUDE_SIDE},
    {XMP_EXIF, "GPSDestLatitude", xmp_keep, METADATA_XMP_DESTINATION_LATITUDE},
    {XMP_EXIF, "GPSDestLongitude", xmp_keep,
     METADATA_XMP_DESTINATION_LONGITUDE},
    {XMP_DJI, "GpsLatitude", xmp_keep, METADATA_XMP_LATITUDE},
    {XMP_DJI, "GpsLongitude", xmp_keep, METADATA_XMP_LONGITUDE},
    {XMP_DJI, "GpsLongtitude", xmp_keep, METADATA_XMP_LONGITUDE},
    {XMP_DJI, "SelfData", xmp_add_unknown, 0},
    {XMP_EXIF, "GPSProcessingMethod", xmp_add_method, 0},
    {XMP_DJI, "AbsoluteAltitude", xmp_keep, METADATA_XMP_ALTITUDE},

    {XMP_EXT, "LocationName", xmp_keep, METADATA_XMP_VENUE},
    {XMP_CORE, "Location", xmp_keep, METADATA_XMP_SUBLOCATION},
    {XMP_EXT, "Sublocation", xmp_keep, METADATA_XMP_SUBLOCATION},
    {XMP_PHOTOSHOP, "City", xmp_keep, METADATA_XMP_CITY},
    {XMP_EXT, "City", xmp_keep, METADATA_XMP_CITY},
    {XMP_PHOTOSHOP, "State", xmp_keep, METADATA_XMP_STATE},
    {XMP_EXT, "ProvinceState", xmp_keep, METADATA_XMP_STATE},
    {XMP_PHOTOSHOP, "Country", xmp_keep, METADATA_XMP_COUNTRY},
    {XMP_EXT, "CountryName", xmp_keep, METADATA_XMP_COUNTRY},
    {XMP_CORE, "CountryCode", xmp_keep, METADATA_XMP_COUNTRY_CODE},
    {XMP_EXT, "CountryCode", xmp_keep, METADATA_XMP_COUNTRY_CODE},
    {XMP_CELL, "cgi", xmp_add_network, IPC_FINDING_PLACE},
    {XMP_CELL, "mcc", xmp_add_network, IPC_FINDING_PLACE},
    {XMP_CELL, "mnc", xmp_add_network, IPC_FINDING_PLACE},
    {XMP_CELL, "lac", xmp_add_network, IPC_FINDING_PLACE},
    {XMP_CELL, "cellid", xmp_add_network, IPC_FINDING_PLACE},

    {XMP_AUX, "SerialNumber", xmp_add, IPC_FINDING_CAMERA_SERIAL},
    {XMP_EXIFEX, "BodySerialNumber", xmp_add, IPC_FINDING_CAMERA_SERIAL},
    {XMP_DJI, "DroneSerialNumber", xmp_add, IPC_FINDING_CAMERA_SERIAL},
    {XMP_DJI, "CameraSerialNumber", xmp_add, IPC_FINDING_CAMERA_SERIAL},
    {XMP_MSPHOTO, "CameraSerialNumber", xmp_add, IPC_FINDING_CAMERA_SERIAL},
    {XMP_AUX, "ImageNumber", xmp_add, IPC_FINDING_SHUTTER_COUNT},
    {XMP_AUX, "LensSerialNumber", xmp_add, IPC_FINDING_LENS_SERIAL},
    {XMP_EXIFEX, "LensSerialNumber", xmp_add, IPC_FINDING_LENS_SERIAL},

    {XMP_EXIF, "DateTimeOriginal", xmp_add_time, 0},
    {XMP_EXIF, "DateTimeDigitized", xmp_add_time, 0},
    {XMP_EXIF, "GPSTimeStamp", xmp_add_satellite_time, 0},
    {XMP_XMP, "CreateDate", xmp_add_time, 0},
    {XMP_XMP, "ModifyDate", xmp_add_change, 0},
    {XMP_XMP, "MetadataDate", xmp_add_change, 0},
    {XMP_TIFF, "DateTime", xmp_add_change, 0},
    {XMP_ACDSEE_IPTC, "datetime", xmp_add_time, 0},
    {XMP_PHOTOSHOP, "DateCreated", xmp_add_time, 0},

    {XMP_DC, "creator", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_TIFF, "Artist", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_AUX, "OwnerName", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_EXIFEX, "CameraOwnerName", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_EXIFEX, "Photographer", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_PHOTOSHOP, "CaptionWriter", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_PHOTOSHOP, "AuthorsPosition", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_PHOTOSHOP, "Source", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_DC, "contributor", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_DC, "publisher", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_ACDSEE_IPTC, "author", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_PDF, "Author", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_PHOTOSHOP, "Credit", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_PLUS, "ImageCreatorName", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_RIGHTS, "Owner", xmp_add, IPC_FINDING_AUTHOR},
    {XMP_DC, "rights", xmp_add, IPC_FINDING_COPYRIGHT},
    {XMP_TIFF, "Copyright", xmp_add, IPC_FINDING_COPYRIGHT},
    {XMP_PLUS, "CopyrightOwnerName", xmp_add, IPC_FINDING_COPYRIGHT},
    {XMP_RIGHTS, "UsageTerms", xmp_add, IPC_FINDING_COPYRIGHT},
    {XMP_RIGHTS, "WebStatement", xmp_add, IPC_FINDING_COPYRIGHT},

    {XMP_CORE, "CiEmailWork", xmp_add, IPC_FINDING_CONTACT},
    {XMP_CORE, "CiTelWork", xmp_add, IPC_FINDING_CONTACT},
    {XMP_CORE, "CiUrlWork", xmp_add, IPC_FINDING_CONTACT},
    {XMP_PLUS, "LicensorEmail", xmp_add, IPC_FINDING_CONTACT},
    {XMP_PLUS, "LicensorTelephone1", xmp_add, IPC_FINDING_CONTACT},
    {XMP_PLUS, "LicensorTelephone2", xmp_add, IPC_FINDING_CONTACT},
    {XMP_PLUS, "LicensorURL", xmp_add, IPC_FINDING_CONTACT},
    {XMP_CORE, "CiAdrExtadr", xmp_keep, METADATA_XMP_STREET},
    {XMP_CORE, "CiAdrPcode", xmp_keep, METADATA_XMP_POSTCODE},
    {XMP_CORE, "CiAdrCity", xmp_keep, METADATA_XMP_TOWN},
    {XMP_CORE, "CiAdrRegion", xmp_keep, METADATA_XMP_REGION},
    {XMP_CORE, "CiAdrCtry", xmp_keep, METADATA_XMP_NATION},

    {XMP_DC, "title", xmp_add, IPC_FINDING_CAPTION},
    {XMP_DC, "description", xmp_add, IPC_FINDING_CAPTION},
    {XMP_EXIF, "UserComment", xmp_add, IPC_FINDING_CAPTION},
    {XMP_TIFF, "ImageDescription", xmp_add, IPC_FINDING_CAPTION},
    {XMP_PHOTOSHOP, "Headline", xmp_add, IPC_FINDING_CAPTION},
    {XMP_PHOTOSHOP, "Instructions", xmp_add, IPC_FINDING_CAPTION},
    {XMP_CORE, "AltTextAccessibility", xmp_add, IPC_FINDING_CAPTION},
    {XMP_CORE, "ExtDescrAccessibility", xmp_add, IPC_FINDING_CAPTION},
    {XMP_EXT, "Event", xmp_add, IPC_FINDING_CAPTION},
    {XMP_EXT, "PersonDescription", xmp_add, IPC_FINDING_CAPTION},
    {XMP_EXT, "ModelAge", xmp_add_words, 0},
    {XMP_EXT, "OrganisationInImageCode", xmp_add_words, 0},
    {XMP_ACDSEE_IPTC, "caption", xmp_add, IPC_FINDING_CAPTION},
    {XMP_ACDSEE_IPTC, "notes", xmp_add, IPC_FINDING_CAPTION},

    {XMP_EXIF, "ImageUniqueID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_EXT, "DigImageGUID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_EXT, "EventId", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_EXT, "RegItemId", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_PLUS, "ModelReleaseID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_PLUS, "PropertyReleaseID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_DC, "identifier", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_XMP, "Identifier", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_MM, "OriginalDocumentID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_MM, "DocumentID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_MM, "InstanceID", xmp_add, IPC_FINDING_UNIQUE_ID},
    {XMP_PHOTOSHOP, "TransmissionReference", xmp_add, IPC_FINDING_UNIQUE_ID},

    {XMP_TIFF, "Make", xmp_keep, METADATA_XMP_MAKE},
    {XMP_TIFF, "Model", xmp_keep, METADATA_XMP_MODEL},
    {XMP_TIFF, "Software", xmp_add, IPC_FINDING_SOFTWARE},
    {XMP_XMP, "CreatorTool", xmp_add, IPC_FINDING_SOFTWARE},
    {XMP_PDF, "Producer", xmp_add, IPC_FINDING_SOFTWARE},
    {XMP_DC, "format", xmp_skip, 0},
    {XMP_DC, "type", xmp_skip, 0},
    {XMP_DC, "language", xmp_skip, 0},
    {XMP_PHOTOSHOP, "ICCProfile", xmp_add_profile, 0},
    {XMP_PHOTOSHOP, "ColorMode", xmp_skip, 0},
    {XMP_DCTERMS, "provenance", xmp_add_provenance,
     IPC_FINDING_CONTENT_CREDENTIALS},
};

/* What the values stand in. */
static const char *const xmp_frames[] = {
    "http://www.w3.org/",
    "adobe:ns:meta/",
};

/* Settings and measures by the hundred; the table has what else is there. */
static const char *const xmp_silent[] = {
    XMP_CRS,
    XMP_EXIF,
    XMP_TIFF,
    XMP_AUX,
    XMP_EXIFEX,
    XMP_GAIN,
    XMP_AREA,
    XMP_APDI,
    XMP_DJI,
    XMP_MWG,
    XMP_MPREG,
    XMP_MPRI,
    XMP_G,
    "http://ns.adobe.com/xap/1.0/sType/",
    "http://ns.adobe.com/xmp/sType/",
    "http://ns.adobe.com/xap/1.0/t/pg/",
    "http://ns.adobe.com/xmp/note/",
    "http://ns.adobe.com/hdr-metadata/1.0/",
    "http://ns.google.com/photos/1.0/",
    "http://ns.microsoft.com/photo/1.2/",
    "http://ns.xiaomi.com/photos/1.0/camera/",
};

static const struct metadata_xmp_property xmp_unknown = {"", "",
							 xmp_add_unknown, 0};
static const struct metadata_xmp_property xmp_setting = {"", "",
							 xmp_add_setting, 0};

static const struct metadata_xmp_property *xmp_of_none(const char *name)
{
	for (size_t i = 0; i < sizeof(xmp_frames) / sizeof(*xmp_frames); i++)
		if (strncmp(name, xmp_frames[i], strlen(xmp_frames[i])) == 0)
			return NULL;
	for (size_t i = 0; i < sizeof(xmp_silent) / sizeof(*xmp_silent); i++)
		if (strncmp(name, xmp_silent[i], strlen(xmp_silent[i])) == 0)
			return &xmp_setting;
	return &xmp_unknown;
}

bool metadata_xmp_is_picture(const struct metadata_xmp_property *property)
{
	return property != NULL && property->take == xmp_take_thumbnail;
}

const struct metadata_xmp_property *metadata_xmp_find(const char *name)
{
	const char *local = strrchr(name, METADATA_XMP_BREAK);
	size_t space;

	if (local == NULL)
		return NULL;
	space = (size_t)(local++ - name);
	for (size_t i = 0; i < sizeof(xmp_properties) / sizeof(*xmp_properties);
	     i++) {
		const struct metadata_xmp_property *property =
		    &xmp_properties[i];

		if (*property->name == *local &&
		    strcmp(property->name, local) == 0 &&
		    strlen(property->space) == space &&
		    memcmp(property->space, name, space) == 0)
			return property;
	}
	return xmp_of_none(name);
}

void metadata_xmp_open(struct metadata_xmp_scope *scope,
		       struct ipc_picture *picture)
{
	scope->picture = picture;
	scope->ancestors = 0;
	for (unsigned slot = 0; slot < METADATA_XMP_SLOTS; slot++)
		*scope->slots[slot] = '\0';
}

static void xmp_add_joined(struct metadata_xmp_scope *scope,
			   enum ipc_finding_kind kind,
			   enum metadata_xmp_slot first,
			   enum metadata_xmp_slot last)
{
	const char *parts[METADATA_XMP_SLOTS];
	char text[IPC_TEXT_MAX];
	size_t count = 0;

	for (unsigned slot = first; slot <= last; slot++)
		parts[count++] = scope->slots[slot];
	metadata_text_join(text, parts, count, ", ");
	metadata_add(scope->picture, kind, base_view_of(text));
}

/* "35/1" as Exif has it, "+35.2" as drones have it. */
static void xmp_read_altitude(const struct metadata_xmp_scope *scope,
			      struct metadata_position *position)
{
	const char *text = scope->slots[METADATA_XMP_ALTITUDE];
	double below = 1;
	char *end;

	position->altitude = strtod(text, &end);
	if (end != text && *end == '/')
		below = strtod(end + 1, NULL);
	position->high = end != text && below != 0;
	if (*scope->slots[METADATA_XMP_ALTITUDE_SIDE] == '1')
		below = -below;
	if (position->high)
		position->altitude /= below;
}

/* The side may stand in a field of its own, as in Exif. */
static struct metadata_coordinate
xmp_coordinate(const struct metadata_xmp_scope *scope,
	       enum metadata_xmp_slot slot, enum metadata_xmp_slot side)
{
	char text[2 * IPC_TEXT_MAX];
	const char *letter = scope->slots[side];
	struct metadata_coordinate out =
	    metadata_coordinate_read(scope->slots[slot]);

	if (!out.known || out.sided || *letter == '\0')
		return out;
	snprintf(text, sizeof(text), "%s%c", scope->slots[slot], *letter);
	return metadata_coordinate_read(text);
}

static void xmp_add_positions(struct metadata_xmp_scope *scope)
{
	struct metadata_position position = {
	    .latitude = xmp_coordinate(scope, METADATA_XMP_LATITUDE,
				       METADATA_XMP_LATITUDE_SIDE),
	    .longitude = xmp_coordinate(scope, METADATA_XMP_LONGITUDE,
					METADATA_XMP_LONGITUDE_SIDE),
	};
	struct metadata_position destination = {
	    .latitude = xmp_coordinate(scope, METADATA_XMP_DESTINATION_LATITUDE,
				       METADATA_XMP_DESTINATION_LATITUDE_SIDE),
	    .longitude =
		xmp_coordinate(scope, METADATA_XMP_DESTINATION_LONGITUDE,
			       METADATA_XMP_DESTINATION_LONGITUDE_SIDE),
	};

	xmp_read_altitude(scope, &position);
	metadata_add_position(scope->picture, "", &position);
	metadata_add_position(scope->picture, N_("destination {part}"),
			      &destination);
}

/* A region may also be a pet, a bar code or a focus point (MWG 2.0, 5.9). */
static void xmp_add_face(struct metadata_xmp_scope *scope)
{
	const char *name = scope->slots[METADATA_XMP_FACE_NAME];
	const char *type = scope->slots[METADATA_XMP_FACE_TYPE];

	if (*type != '\0' && strcmp(type, "Face") != 0) {
		metadata_add(scope->picture, IPC_FINDING_KEYWORDS,
			     base_view_of(name));
		return;
	}
	metadata_add(scope->picture, IPC_FINDING_PERSON_NAME,
		     base_view_of(name));
	if (*name == '\0' &&
	    (*type != '\0' || *scope->slots[METADATA_XMP_FACE_AREA] != '\0'))
		metadata_add(scope->picture, IPC_FINDING_FACES,
			     base_view_of(N_("a face without a name")));
}

void metadata_xmp_close(struct metadata_xmp_scope *scope)
{
	char device[IPC_TEXT_MAX];

	xmp_add_face(scope);
	xmp_add_positions(scope);
	xmp_add_joined(scope, IPC_FINDING_PLACE, METADATA_XMP_VENUE,
		       *scope->slots[METADATA_XMP_COUNTRY] == '\0'
			   ? METADATA_XMP_COUNTRY_CODE
			   : METADATA_XMP_COUNTRY);
	xmp_add_joined(scope, IPC_FINDING_CONTACT, METADATA_XMP_STREET,
		       METADATA_XMP_NATION);
	xmp_add_joined(scope, IPC_FINDING_EDIT_HISTORY, METADATA_XMP_STEP,
		       METADATA_XMP_STEP_TIME);
	if (scope->ancestors > 0)
		metadata_add_counted(scope->picture, IPC_FINDING_EDIT_HISTORY,
				     scope->ancestors,
				     N_("1 other document pasted in"),
				     N_("{number} other documents pasted in"));
	metadata_text_device(device, scope->slots[METADATA_XMP_MAKE],
			     scope->slots[METADATA_XMP_MODEL]);
	metadata_add(scope->picture, IPC_FINDING_DEVICE, base_view_of(device));
	metadata_xmp_open(scope, scope->picture);
}
