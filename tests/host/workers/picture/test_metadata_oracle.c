/*
 * test_metadata_oracle.c: the readers against ExifTool, which nobody here
 * wrote: it plants, it takes the blocks out, and it says what they hold.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "metadata_build.h"

#define ORACLE_PICTURE "picture.jpg"

/* Run a command in the shell; false when it fails. */
static bool oracle_run(const char *command)
{
	int status = system(command);

	return status == 0;
}

/* All that a command writes; the caller frees the buffer. */
static struct base_buffer oracle_read(const char *command)
{
	FILE *pipe = popen(command, "r");
	struct base_buffer out;
	char part[4096];
	size_t size;

	base_buffer_init(&out, 16u << 20);
	assert_non_null(pipe);
	while ((size = fread(part, 1, sizeof(part), pipe)) > 0)
		assert_int_equal(base_buffer_add(&out, part, size), LENS_OK);
	pclose(pipe);
	return out;
}

static int oracle_enter(void **state)
{
	static char folder[] = "/tmp/lenscap-oracle-XXXXXX";

	*state = NULL;
	if (!oracle_run(
		"{ command -v exiftool && command -v cjpeg; } >/dev/null"))
		return 0;
	if (mkdtemp(folder) == NULL || chdir(folder) != 0)
		return -1;
	*state = folder;
	return 0;
}

static int oracle_leave(void **state)
{
	char *command;

	if (*state == NULL)
		return 0;
	command = base_format("rm -rf '%s'", (char *)*state);
	oracle_run(command);
	free(command);
	return 0;
}

/* A small picture with what the arguments plant in it. */
static void oracle_plant(void **state, const char *arguments)
{
	char *command;

	if (*state == NULL) {
		print_message("# exiftool or cjpeg is missing\n");
		skip();
	}
	command = base_format(
	    "{ printf 'P6 16 16 255 '; head -c 768 /dev/zero; } | cjpeg >%s && "
	    "exiftool -q -q -overwrite_original -m -charset iptc=UTF8 %s %s",
	    ORACLE_PICTURE, arguments, ORACLE_PICTURE);
	assert_true(oracle_run(command));
	free(command);
}

/* What the readers find in the blocks that ExifTool takes out. */
static void oracle_find(struct ipc_picture *picture)
{
	struct base_buffer exif = oracle_read("exiftool -b -EXIF *.jpg");
	struct base_buffer xmp = oracle_read("exiftool -b -XMP *.jpg");
	struct base_buffer iptc = oracle_read("exiftool -b -IPTC *.jpg");

	*picture = (struct ipc_picture){0};
	metadata_find_exif(base_buffer_view(&exif), picture);
	metadata_find_xmp(base_buffer_view(&xmp), picture);
	metadata_find_iptc(base_buffer_view(&iptc), picture);
	base_buffer_free(&exif);
	base_buffer_free(&xmp);
	base_buffer_free(&iptc);
}

/* What ExifTool says of the picture, as one object of "Group:Tag" names. */
static json_t *oracle_ask(const char *options)
{
	char *command = base_format("exiftool -j -G1 -struct %s %s", options,
				    ORACLE_PICTURE);
	struct base_buffer text = oracle_read(command);
	json_t *all = json_loadb((const char *)text.data, text.size, 0, NULL);
	json_t *one = json_incref(json_array_get(all, 0));

	free(command);
	base_buffer_free(&text);
	json_decref(all);
	assert_non_null(one);
	return one;
}

/* Tags of ExifTool, and the finding in which their text must appear. */
static const struct {
	const char *tag;
	enum ipc_finding_kind kind;
} oracle_tags[] = {
    {"ExifIFD:SerialNumber", IPC_FINDING_CAMERA_SERIAL},
    {"ExifIFD:LensSerialNumber", IPC_FINDING_LENS_SERIAL},
    {"ExifIFD:OwnerName", IPC_FINDING_AUTHOR},
    {"ExifIFD:ImageUniqueID", IPC_FINDING_UNIQUE_ID},
    {"ExifIFD:UserComment", IPC_FINDING_CAPTION},
    {"IFD0:Artist", IPC_FINDING_AUTHOR},
    {"IFD0:Copyright", IPC_FINDING_COPYRIGHT},
    {"IFD0:Software", IPC_FINDING_SOFTWARE},
    {"IFD0:ImageDescription", IPC_FINDING_CAPTION},
    {"IFD0:HostComputer", IPC_FINDING_DEVICE},
    {"IFD0:Make", IPC_FINDING_DEVICE},
    {"IFD0:Model", IPC_FINDING_DEVICE},
    {"IFD0:XPAuthor", IPC_FINDING_AUTHOR},
    {"IFD0:XPComment", IPC_FINDING_CAPTION},
    {"IFD0:XPTitle", IPC_FINDING_CAPTION},
    {"XMP-aux:SerialNumber", IPC_FINDING_CAMERA_SERIAL},
    {"XMP-aux:LensSerialNumber", IPC_FINDING_LENS_SERIAL},
    {"XMP-aux:OwnerName", IPC_FINDING_AUTHOR},
    {"XMP-exifEX:SerialNumber", IPC_FINDING_CAMERA_SERIAL},
    {"XMP-exifEX:OwnerName", IPC_FINDING_AUTHOR},
    {"XMP-dc:Creator", IPC_FINDING_AUTHOR},
    {"XMP-dc:Rights", IPC_FINDING_COPYRIGHT},
    {"XMP-dc:Description", IPC_FINDING_CAPTION},
    {"XMP-dc:Title", IPC_FINDING_CAPTION},
    {"XMP-photoshop:City", IPC_FINDING_PLACE},
    {"XMP-photoshop:State", IPC_FINDING_PLACE},
    {"XMP-photoshop:Country", IPC_FINDING_PLACE},
    {"XMP-photoshop:Credit", IPC_FINDING_AUTHOR},
    {"XMP-photoshop:Headline", IPC_FINDING_CAPTION},
    {"XMP-iptcCore:Location", IPC_FINDING_PLACE},
    {"XMP-iptcExt:PersonInImage", IPC_FINDING_PERSON_NAME},
    {"XMP-xmp:CreatorTool", IPC_FINDING_SOFTWARE},
    {"XMP-xmpMM:DocumentID", IPC_FINDING_UNIQUE_ID},
    {"XMP-xmpMM:OriginalDocumentID", IPC_FINDING_UNIQUE_ID},
    {"XMP-xmpMM:InstanceID", IPC_FINDING_UNIQUE_ID},
    {"IPTC:By-line", IPC_FINDING_AUTHOR},
    {"IPTC:Writer-Editor", IPC_FINDING_AUTHOR},
    {"IPTC:Credit", IPC_FINDING_AUTHOR},
    {"IPTC:CopyrightNotice", IPC_FINDING_COPYRIGHT},
    {"IPTC:Contact", IPC_FINDING_CONTACT},
    {"IPTC:Caption-Abstract", IPC_FINDING_CAPTION},
    {"IPTC:Headline", IPC_FINDING_CAPTION},
    {"IPTC:City", IPC_FINDING_PLACE},
    {"IPTC:Sub-location", IPC_FINDING_PLACE},
    {"IPTC:Province-State", IPC_FINDING_PLACE},
    {"IPTC:Country-PrimaryLocationName", IPC_FINDING_PLACE},
    {"IPTC:OriginatingProgram", IPC_FINDING_SOFTWARE},
};

static bool oracle_found(const struct ipc_picture *picture,
			 enum ipc_finding_kind kind, const char *text)
{
	for (unsigned i = 0; i < picture->count; i++)
		if (picture->findings[i].kind == kind &&
		    strstr(picture->findings[i].detail, text) != NULL)
			return true;
	return false;
}

static void oracle_expect(const struct ipc_picture *picture, const char *tag,
			  enum ipc_finding_kind kind, const json_t *value)
{
	char *number = NULL;
	const char *text = json_string_value(value);

	if (json_is_integer(value)) /* ExifTool writes digits as a number */
		text = number =
		    base_format("%lld", (long long)json_integer_value(value));
	assert_non_null(text);
	if (!oracle_found(picture, kind, text))
		fail_msg("%s is \"%s\", which was not found", tag, text);
	free(number);
}

/* Every tag that ExifTool reports and the table knows; how many there were. */
static unsigned oracle_compare(const struct ipc_picture *picture)
{
	json_t *said = oracle_ask("");
	unsigned compared = 0;

	for (size_t i = 0; i < sizeof(oracle_tags) / sizeof(*oracle_tags);
	     i++) {
		const char *tag = oracle_tags[i].tag;
		json_t *value = json_object_get(said, tag);
		size_t count = json_is_array(value) ? json_array_size(value)
						    : value != NULL;

		for (size_t j = 0; j < count; j++)
			oracle_expect(picture, tag, oracle_tags[i].kind,
				      json_is_array(value)
					  ? json_array_get(value, j)
					  : value);
		compared += (unsigned)count;
	}
	json_decref(said);
	return compared;
}

static void finds_the_exif_that_exiftool_plants(void **state)
{
	static const char *const orders[] = {"II", "MM"};

	for (size_t i = 0; i < 2; i++) {
		struct ipc_picture picture;
		char *arguments = base_format(
		    "-ExifByteOrder=%s -SerialNumber=B-0123456789 "
		    "-ExifIFD:LensSerialNumber=L-987 "
		    "-ExifIFD:OwnerName='Ann Example' -IFD0:Artist='Zoë Ärzt' "
		    "-IFD0:Copyright='© 2024 Zoë' -IFD0:Software='GIMP 2.10' "
		    "-IFD0:Make=Apple -IFD0:Model='iPhone 12' "
		    "-IFD0:HostComputer='Ann laptop' "
		    "-ImageUniqueID=00112233445566778899aabbccddeeff "
		    "-ExifIFD:UserComment='on Łódź beach' "
		    "-IFD0:XPAuthor='Jörg Øre' -IFD0:XPComment='private' "
		    "-IFD0:XPTitle='Holiday' -IFD0:ImageDescription='The sea'",
		    orders[i]);

		oracle_plant(state, arguments);
		free(arguments);
		oracle_find(&picture);
		assert_int_equal(oracle_compare(&picture), 15);
	}
}

static void finds_the_xmp_that_exiftool_plants(void **state)
{
	struct ipc_picture picture;

	oracle_plant(
	    state,
	    "-XMP-aux:SerialNumber=42x -XMP-aux:LensSerialNumber=43x "
	    "-XMP-aux:OwnerName='Ann Example' "
	    "-XMP-exifEX:SerialNumber=44x -XMP-exifEX:OwnerName='Bo' "
	    "-XMP-dc:Creator='Zoë Ärzt' -XMP-dc:Creator='Carl <c@example.org>' "
	    "-XMP-dc:Rights='© Zoë' -XMP-dc:Description='A & B' "
	    "-XMP-dc:Title='Holiday' -XMP-photoshop:City=Paris "
	    "-XMP-photoshop:State='Île-de-France' "
	    "-XMP-photoshop:Country=France -XMP-photoshop:Credit=Agency "
	    "-XMP-photoshop:Headline=Tower "
	    "-XMP-iptcCore:Location='Champ de Mars' "
	    "-XMP-iptcExt:PersonInImage=Dora -XMP-iptcExt:PersonInImage=Emil "
	    "-XMP-xmp:CreatorTool='Lightroom 9' "
	    "-XMP-xmpMM:DocumentID=xmp.did:1 "
	    "-XMP-xmpMM:OriginalDocumentID=xmp.did:0 "
	    "-XMP-xmpMM:InstanceID=xmp.iid:2");
	oracle_find(&picture);
	assert_int_equal(oracle_compare(&picture), 22);
}

static void finds_the_iptc_that_exiftool_plants(void **state)
{
	static const char *const declarations[] = {
	    "-IPTC:CodedCharacterSet=UTF8", ""};

	for (size_t i = 0; i < 2; i++) {
		struct ipc_picture picture;
		char *arguments = base_format(
		    "%s -IPTC:By-line='Zoë Ärzt' -IPTC:Writer-Editor=Carol "
		    "-IPTC:Credit=Agency -IPTC:CopyrightNotice='© Zoë' "
		    "-IPTC:Contact='a@example.org' "
		    "-IPTC:Caption-Abstract='Schöne Grüße' "
		    "-IPTC:Headline='Tower' -IPTC:City='Köln' "
		    "-IPTC:Sub-location='Am Dom' -IPTC:Province-State=NRW "
		    "-IPTC:Country-PrimaryLocationName=Germany "
		    "-IPTC:OriginatingProgram=Picasa",
		    declarations[i]);

		oracle_plant(state, arguments);
		free(arguments);
		oracle_find(&picture);
		if (i == 0)
			assert_int_equal(oracle_compare(&picture), 12);
		build_expect(&picture, IPC_FINDING_PLACE,
			     "Am Dom, Köln, NRW, Germany");
	}
}

/* ExifTool's decimal degrees, rounded as a finding has them. */
static void oracle_expect_position(const struct ipc_picture *picture,
				   const json_t *said, const char *latitude,
				   const char *longitude)
{
	char *text = base_format(
	    "%.5f, %.5f", json_number_value(json_object_get(said, latitude)),
	    json_number_value(json_object_get(said, longitude)));

	build_expect(picture, IPC_FINDING_GPS, text);
	free(text);
}

static void agrees_with_exiftool_on_positions(void **state)
{
	/* One for EXIF, one for XMP. */
	static const char *const places[][4] = {
	    {"48.858370", "2.294481", "-34.603684", "-58.381559"},
	    {"-34.603684", "-58.381559", "-0.000123", "179.999994"},
	    {"-0.000123", "179.999994", "64.146582", "-21.942635"},
	    {"-90", "0.5", "48.858370", "2.294481"},
	    {"64.146582", "-21.942635", "0", "-78.455833"},
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		const char *const *place = places[i];
		struct ipc_picture picture;
		json_t *said;
		char *arguments = base_format(
		    "-GPSLatitude=%s -GPSLatitudeRef=%s -GPSLongitude=%s "
		    "-GPSLongitudeRef=%s -XMP:GPSLatitude=%s "
		    "-XMP:GPSLongitude=%s",
		    place[0], place[0], place[1], place[1], place[2], place[3]);

		oracle_plant(state, arguments);
		free(arguments);
		oracle_find(&picture);
		said = oracle_ask("-n");
		assert_int_equal(picture.count, 2);
		/* The composite has the sign, which EXIF keeps apart. */
		oracle_expect_position(&picture, said, "Composite:GPSLatitude",
				       "Composite:GPSLongitude");
		oracle_expect_position(&picture, said, "XMP-exif:GPSLatitude",
				       "XMP-exif:GPSLongitude");
		json_decref(said);
	}
}

static void finds_one_fact_that_three_blocks_hold(void **state)
{
	struct ipc_picture picture;

	oracle_plant(state,
		     "-GPSLatitude=48.858370 -GPSLatitudeRef=N "
		     "-GPSLongitude=2.294481 -GPSLongitudeRef=E "
		     "-XMP:GPSLatitude=48.858370 -XMP:GPSLongitude=2.294481 "
		     "-ExifIFD:DateTimeOriginal='2024:05:01 12:33:07' "
		     "-ExifIFD:OffsetTimeOriginal=+02:00 "
		     "-XMP-exif:DateTimeOriginal='2024:05:01 12:33:07+02:00' "
		     "-XMP-xmp:CreateDate='2024:05:01 12:33:07' "
		     "-IPTC:DateCreated='2024:05:01' "
		     "-IPTC:TimeCreated='12:33:07+02:00' "
		     "-IFD0:Artist='Ann' -XMP-dc:Creator='Ann' "
		     "-IPTC:By-line='Ann'");
	oracle_find(&picture);
	assert_int_equal(picture.count, 3);
	build_expect(&picture, IPC_FINDING_GPS, "48.85837, 2.29448");
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME,
		     "2024-05-01 12:33:07 +02:00");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Ann");
}

static void finds_faces_as_the_metadata_working_group_has_them(void **state)
{
	struct ipc_picture picture;

	oracle_plant(
	    state, "-RegionInfo='{AppliedToDimensions={W=16,H=16,Unit=pixel},"
		   "RegionList=[{Area={X=0.5,Y=0.5,W=0.1,H=0.1,Unit=normalized}"
		   ",Name=Anna Berg,Type=Face},{Area={X=0.1,Y=0.1,W=0.1,H=0.1,"
		   "Unit=normalized},Name=Rex,Type=Pet},{Area={X=0.2,Y=0.2,"
		   "W=0.1,H=0.1,Unit=normalized},Name=Björn Dahl,Type=Face}]}' "
		   "-RegionInfoMP='{Regions=[{PersonDisplayName=Carla,"
		   "Rectangle=\"0.1, 0.1, 0.1, 0.1\"}]}' "
		   "-XMP-lr:HierarchicalSubject='People|Dora' "
		   "-XMP-digiKam:TagsList='Personen/Emil'");
	oracle_find(&picture);
	assert_int_equal(build_count_kind(&picture, IPC_FINDING_PERSON_NAME),
			 5);
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Anna Berg");
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Björn Dahl");
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Carla");
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Dora");
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Emil");
}

static void takes_out_the_thumbnail_that_exiftool_puts_in(void **state)
{
	struct base_buffer exif, thumbnail;
	struct metadata_exif block;

	oracle_plant(state, "-Orientation#=6");
	assert_true(oracle_run("cp picture.jpg small && exiftool -q -q "
			       "-overwrite_original '-ThumbnailImage<=small' "
			       "picture.jpg"));
	exif = oracle_read("exiftool -b -EXIF *.jpg");
	thumbnail = oracle_read("exiftool -b -ThumbnailImage *.jpg");
	metadata_read_exif(base_buffer_view(&exif), &block);
	assert_int_equal(block.orientation, 6);
	assert_true(thumbnail.size > 100);
	assert_int_equal(block.thumbnail.size, thumbnail.size);
	assert_memory_equal(block.thumbnail.data, thumbnail.data,
			    thumbnail.size);
	base_buffer_free(&exif);
	base_buffer_free(&thumbnail);
}

static void finds_nothing_once_exiftool_has_removed_everything(void **state)
{
	struct ipc_picture picture;

	oracle_plant(state, "-IFD0:Artist=Ann -GPSLatitude=1 -XMP-dc:Title=T "
			    "-IPTC:City=Paris");
	assert_true(
	    oracle_run("exiftool -q -q -overwrite_original -all= *.jpg"));
	oracle_find(&picture);
	assert_int_equal(picture.count, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_the_exif_that_exiftool_plants),
	    cmocka_unit_test(finds_the_xmp_that_exiftool_plants),
	    cmocka_unit_test(finds_the_iptc_that_exiftool_plants),
	    cmocka_unit_test(agrees_with_exiftool_on_positions),
	    cmocka_unit_test(finds_one_fact_that_three_blocks_hold),
	    cmocka_unit_test(
		finds_faces_as_the_metadata_working_group_has_them),
	    cmocka_unit_test(takes_out_the_thumbnail_that_exiftool_puts_in),
	    cmocka_unit_test(
		finds_nothing_once_exiftool_has_removed_everything),
	};

	return cmocka_run_group_tests(tests, oracle_enter, oracle_leave);
}
