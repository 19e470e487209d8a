/* test_metadata_xmp.c: XMP packets written by hand, sound and hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "metadata_build.h"

static void read_packet(const char *packet, struct ipc_picture *picture)
{
	*picture = (struct ipc_picture){0};
	metadata_find_xmp(base_view_of(packet), picture);
}

static void reads_properties_as_elements_and_as_attributes(void **state)
{
	static const char *const packets[] = {
	    BUILD_XMP("<xmp:CreatorTool>GIMP</xmp:CreatorTool>"
		      "<aux:SerialNumber>42</aux:SerialNumber>"),
	    BUILD_XMP_OPEN
	    "<rdf:Description rdf:about='' "
	    "xmp:CreatorTool='GIMP' aux:SerialNumber='42'/>" BUILD_XMP_CLOSE,
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct ipc_picture picture;

		read_packet(packets[i], &picture);
		assert_int_equal(picture.count, 2);
		build_expect(&picture, IPC_FINDING_SOFTWARE, "GIMP");
		build_expect(&picture, IPC_FINDING_CAMERA_SERIAL, "42");
	}
}

static void knows_namespaces_by_address_and_not_by_prefix(void **state)
{
	static const char foreign[] =
	    "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
	    "<r:Description xmlns:exif='http://ns.adobe.com/exif/1.0/aux/' "
	    "xmlns:aux='http://example.org/' exif:SerialNumber='42' "
	    "aux:LensSerialNumber='43'/></r:RDF>";
	struct ipc_picture picture;

	(void)state;
	read_packet(foreign, &picture);
	assert_int_equal(picture.count, 1);
	build_expect(&picture, IPC_FINDING_CAMERA_SERIAL, "42");
}

static void reads_every_item_of_a_list(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(
	    BUILD_XMP("<dc:creator><rdf:Seq>\n <rdf:li>Ann Example</rdf:li>\n"
		      " <rdf:li>Bob Sample</rdf:li>\n</rdf:Seq></dc:creator>"
		      "<dc:description><rdf:Alt>"
		      "<rdf:li xml:lang='x-default'>The sea</rdf:li>"
		      "<rdf:li xml:lang='de'>Das Meer</rdf:li></rdf:Alt>"
		      "</dc:description>"),
	    &picture);
	assert_int_equal(picture.count, 4);
	build_expect(&picture, IPC_FINDING_AUTHOR, "Ann Example");
	build_expect(&picture, IPC_FINDING_AUTHOR, "Bob Sample");
	build_expect(&picture, IPC_FINDING_CAPTION, "The sea");
	build_expect(&picture, IPC_FINDING_CAPTION, "Das Meer");
}

static void reads_the_names_of_faces(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(
	    BUILD_XMP(
		"<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:RegionList>"
		"<rdf:Bag>"
		"<rdf:li rdf:parseType='Resource'>"
		"<mwg-rs:Name>Anna Berg</mwg-rs:Name>"
		"<mwg-rs:Type>Face</mwg-rs:Type></rdf:li>"
		"<rdf:li><rdf:Description mwg-rs:Type='Face' "
		"mwg-rs:Name='Björn Dahl'><mwg-rs:Extensions "
		"rdf:parseType='Resource'><dc:subject><rdf:Bag>"
		"<rdf:li>a</rdf:li></rdf:Bag></dc:subject></mwg-rs:Extensions>"
		"</rdf:Description></rdf:li>"
		"<rdf:li mwg-rs:Name='Untyped Person'/>"
		"</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"),
	    &picture);
	assert_int_equal(build_count_kind(&picture, IPC_FINDING_PERSON_NAME),
			 3);
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Anna Berg");
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Björn Dahl");
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Untyped Person");
}

static void refuses_regions_that_are_no_faces(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(
	    BUILD_XMP("<mwg-rs:Regions><mwg-rs:RegionList><rdf:Bag>"
		      "<rdf:li mwg-rs:Name='Rex' mwg-rs:Type='Pet'/>"
		      "<rdf:li mwg-rs:Name='4711' mwg-rs:Type='BarCode'/>"
		      "<rdf:li mwg-rs:Type='Face'/>"
		      "</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"),
	    &picture);
	/* What they are called is said all the same. */
	assert_int_equal(build_count_kind(&picture, IPC_FINDING_PERSON_NAME),
			 0);
	assert_int_equal(picture.count, 3);
	build_expect(&picture, IPC_FINDING_FACES, "a face without a name");
	build_expect(&picture, IPC_FINDING_KEYWORDS, "Rex");
	build_expect(&picture, IPC_FINDING_KEYWORDS, "4711");
}

static void reads_names_of_files_history_and_sources(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(
	    BUILD_XMP(
		"<xmpMM:PreservedFileName>anna.dng</xmpMM:PreservedFileName>"
		"<photoshop:DocumentAncestors><rdf:Bag><rdf:li>a1b2</rdf:li>"
		"<rdf:li>c3d4</rdf:li></rdf:Bag></photoshop:DocumentAncestors>"
		"<xmpMM:History><rdf:Seq><rdf:li xmlns:e='http://ns.adobe.com/"
		"xap/1.0/sType/ResourceEvent#' e:action='saved' "
		"e:softwareAgent='Editor 5' e:when='2024-05-01T10:00:00Z'/>"
		"</rdf:Seq></xmpMM:History>"
		"<xmpMM:DerivedFrom xmlns:r='http://ns.adobe.com/xap/1.0/"
		"sType/ResourceRef#' r:filePath='/Users/anna/x.psd'/>"
		"<ext:DigitalSourceType>http://cv.iptc.org/newscodes/"
		"digitalsourcetype/trainedAlgorithmicMedia"
		"</ext:DigitalSourceType>"),
	    &picture);
	build_expect(&picture, IPC_FINDING_FILE_NAMES, "anna.dng");
	build_expect(&picture, IPC_FINDING_FILE_NAMES, "/Users/anna/x.psd");
	build_expect(&picture, IPC_FINDING_EDIT_HISTORY,
		     "saved, Editor 5, 2024-05-01T10:00:00Z");
	build_expect(&picture, IPC_FINDING_EDIT_HISTORY,
		     "2 other documents pasted in");
	build_expect(&picture, IPC_FINDING_AI_SOURCE,
		     "trainedAlgorithmicMedia");
}

static void tells_a_property_that_no_table_knows(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(BUILD_XMP("<x:Note xmlns:x='urn:own'>Anna at home</x:Note>"
			      "<x:Strength xmlns:x='urn:own'>0.5</x:Strength>"),
		    &picture);
	assert_int_equal(picture.count, 1);
	build_expect(&picture, IPC_FINDING_TEXT, "Note: Anna at home");
}

static void takes_the_side_of_a_position_from_a_field_of_its_own(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(BUILD_XMP("<exif:GPSLatitude>33,51.5</exif:GPSLatitude>"
			      "<exif:GPSLatitudeRef>S</exif:GPSLatitudeRef>"
			      "<exif:GPSLongitude>70.5</exif:GPSLongitude>"
			      "<exif:GPSLongitudeRef>West"
			      "</exif:GPSLongitudeRef>"),
		    &picture);
	build_expect(&picture, IPC_FINDING_GPS, "-33.85833, -70.50000");
}

static void reads_people_as_microsoft_iptc_and_keywords_have_them(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(
	    BUILD_XMP(
		"<MP:RegionInfo><rdf:Description><MPRI:Regions><rdf:Bag>"
		"<rdf:li MPReg:PersonDisplayName='Carla'/>"
		"</rdf:Bag></MPRI:Regions></rdf:Description></MP:RegionInfo>"
		"<ext:PersonInImage><rdf:Bag><rdf:li>Dora</rdf:li></rdf:Bag>"
		"</ext:PersonInImage>"
		"<lr:hierarchicalSubject><rdf:Bag>"
		"<rdf:li>People|Family|Emil</rdf:li>"
		"<rdf:li>Places|Paris</rdf:li><rdf:li>People</rdf:li>"
		"<rdf:li>Peoples|Celts</rdf:li>"
		"</rdf:Bag></lr:hierarchicalSubject>"
		"<digiKam:TagsList><rdf:Seq><rdf:li>Personen/Fritz</rdf:li>"
		"</rdf:Seq></digiKam:TagsList>"),
	    &picture);
	assert_int_equal(build_count_kind(&picture, IPC_FINDING_PERSON_NAME),
			 4);
	build_expect(&picture, IPC_FINDING_KEYWORDS, "Places|Paris");
	build_expect(&picture, IPC_FINDING_KEYWORDS, "Peoples|Celts");
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Carla");
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Dora");
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Emil");
	build_expect(&picture, IPC_FINDING_PERSON_NAME, "Fritz");
}

static void reads_positions_in_every_notation(void **state)
{
	static const char *const rows[][4] = {
	    {"exif:GPSL", "48,51.50222N", "2,17.66880W", "48.85837, -2.29448"},
	    {"exif:GPSL", "34,36,13.2S", "58,22,53.8W", "-34.60367, -58.38161"},
	    {"dji:GpsL", "-34.60367", "+151.2", "-34.60367, 151.20000"},
	    {"exif:GPSL", "48.5", "2.5",
	     "48.50000, 2.50000 (hemisphere not stated)"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct ipc_picture picture;
		char *packet = base_format(
		    BUILD_XMP_OPEN "<rdf:Description %satitude='%s' "
				   "%songitude='%s'/>" BUILD_XMP_CLOSE,
		    rows[i][0], rows[i][1], rows[i][0], rows[i][2]);

		read_packet(packet, &picture);
		free(packet);
		build_expect(&picture, IPC_FINDING_GPS, rows[i][3]);
	}
}

static void refuses_positions_that_are_none(void **state)
{
	static const char *const rows[][2] = {
	    {"", ""},	       {"north", "east"},     {"91,0N", "2,0E"},
	    {"nan", "nan"},    {"inf,0N", "0,0E"},    {"1e300,0N", "2,0E"},
	    {"0,0N", "0,0E"},  {"48,51.5N", ""},      {"48,51.5X", "2,17E"},
	    {"48,N", "2,17E"}, {"-1e-320", "1e-320"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct ipc_picture picture;
		char *packet = base_format(
		    BUILD_XMP_OPEN "<rdf:Description exif:GPSLatitude='%s' "
				   "exif:GPSLongitude='%s'/>" BUILD_XMP_CLOSE,
		    rows[i][0], rows[i][1]);

		read_packet(packet, &picture);
		free(packet);
		assert_int_equal(picture.count, 0);
	}
}

static void reads_the_altitude_above_and_below_the_sea(void **state)
{
	static const char *const rows[][3] = {
	    {"352/10", "0", "1.00000, 2.00000, altitude 35 m"},
	    {"12/1", "1", "1.00000, 2.00000, altitude -12 m"},
	    {"7/0", "0", "1.00000, 2.00000"},
	    {"high", "0", "1.00000, 2.00000"},
	    {"9999999/1", "0", "1.00000, 2.00000"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct ipc_picture picture;
		char *packet = base_format(
		    BUILD_XMP_OPEN
		    "<rdf:Description exif:GPSLatitude='1,0N' "
		    "exif:GPSLongitude='2,0E' exif:GPSAltitude='%s' "
		    "exif:GPSAltitudeRef='%s'/>" BUILD_XMP_CLOSE,
		    rows[i][0], rows[i][1]);

		read_packet(packet, &picture);
		free(packet);
		build_expect(&picture, IPC_FINDING_GPS, rows[i][2]);
	}
}

static void keeps_each_place_of_a_list_together(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(
	    BUILD_XMP(
		"<photoshop:City>Lyon</photoshop:City>"
		"<ext:LocationShown><rdf:Bag>"
		"<rdf:li rdf:parseType='Resource'><ext:City>Paris</ext:City>"
		"<ext:LocationName><rdf:Alt><rdf:li>Tour Eiffel</rdf:li>"
		"</rdf:Alt></ext:LocationName>"
		"<exif:GPSLatitude>48,51.5N</exif:GPSLatitude>"
		"<exif:GPSLongitude>2,17.7E</exif:GPSLongitude></rdf:li>"
		"<rdf:li rdf:parseType='Resource'><ext:City>Rome</ext:City>"
		"<ext:CountryName>Italy</ext:CountryName></rdf:li>"
		"</rdf:Bag></ext:LocationShown>"
		"<photoshop:Country>France</photoshop:Country>"),
	    &picture);
	assert_int_equal(picture.count, 4);
	build_expect(&picture, IPC_FINDING_GPS, "48.85833, 2.29500");
	build_expect(&picture, IPC_FINDING_PLACE, "Tour Eiffel, Paris");
	build_expect(&picture, IPC_FINDING_PLACE, "Rome, Italy");
	build_expect(&picture, IPC_FINDING_PLACE, "Lyon, France");
}

static void reads_the_creator_s_address(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(
	    BUILD_XMP(
		"<core:CreatorContactInfo core:CiAdrExtadr='1 Main St&#xA;Flat"
		" 2' core:CiAdrCity='Bonn' core:CiAdrPcode='53111' "
		"core:CiAdrCtry='Germany' core:CiEmailWork='a@example.org' "
		"core:CiTelWork='+49 228 1234'/>"),
	    &picture);
	assert_int_equal(picture.count, 3);
	build_expect(&picture, IPC_FINDING_CONTACT,
		     "1 Main St Flat 2, 53111, Bonn, Germany");
	build_expect(&picture, IPC_FINDING_CONTACT, "a@example.org");
	build_expect(&picture, IPC_FINDING_CONTACT, "+49 228 1234");
}

static void reads_ids_times_and_credentials(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(
	    BUILD_XMP(
		"<xmpMM:DocumentID>xmp.did:1</xmpMM:DocumentID>"
		"<xmpMM:OriginalDocumentID>xmp.did:1</xmpMM:OriginalDocumentID>"
		"<xmpMM:InstanceID>xmp.iid:2</xmpMM:InstanceID>"
		"<xmp:CreateDate>2024-05-01T12:33:07.52+02:00</xmp:CreateDate>"
		"<photoshop:DateCreated>2024-05-01</photoshop:DateCreated>"
		"<dcterms:provenance rdf:resource='https://example.org/m'/>"),
	    &picture);
	assert_int_equal(picture.count, 4);
	build_expect(&picture, IPC_FINDING_UNIQUE_ID, "xmp.did:1");
	build_expect(&picture, IPC_FINDING_UNIQUE_ID, "xmp.iid:2");
	build_expect(&picture, IPC_FINDING_CAPTURE_TIME,
		     "2024-05-01 12:33:07 +02:00");
	build_expect(&picture, IPC_FINDING_CONTENT_CREDENTIALS,
		     "a signed history (C2PA) at https://example.org/m");
}

static void reads_predefined_entities_and_character_references(void **state)
{
	struct ipc_picture picture;

	(void)state;
	read_packet(BUILD_XMP("<dc:creator>A&amp;B &#x1F600; "
			      "<![CDATA[<i>]]></dc:creator>"),
		    &picture);
	build_expect(&picture, IPC_FINDING_AUTHOR, "A&B 😀 <i>");
}

static void keeps_what_a_fragment_says_before_its_cut(void **state)
{
	static const char packet[] =
	    BUILD_XMP("<dc:creator>Ann</dc:creator>"
		      "<aux:SerialNumber>42</aux:SerialNumber>");
	size_t size = (size_t)(strstr(packet, "42") - packet);
	struct ipc_picture picture = {0};

	(void)state;
	metadata_find_xmp((struct base_view){(const uint8_t *)packet, size},
			  &picture);
	assert_int_equal(picture.count, 1);
	build_expect(&picture, IPC_FINDING_AUTHOR, "Ann");
}

static void survives_a_packet_cut_at_every_byte(void **state)
{
	static const char packet[] = BUILD_XMP(
	    "<mwg-rs:RegionList><rdf:Bag><rdf:li mwg-rs:Name='Anna'/>"
	    "</rdf:Bag></mwg-rs:RegionList><exif:GPSLatitude>48,51.5N"
	    "</exif:GPSLatitude><exif:GPSLongitude>2,17E</exif:GPSLongitude>");

	(void)state;
	for (size_t size = 0; size < sizeof(packet); size++) {
		struct ipc_picture picture = {0};
		uint8_t *copy = malloc(size + 1);

		memcpy(copy, packet, size);
		metadata_find_xmp((struct base_view){copy, size}, &picture);
		free(copy);
	}
}

static void refuses_an_entity_bomb(void **state)
{
	struct ipc_picture picture;
	clock_t start = clock();

	(void)state;
	read_packet("<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
		    "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
		    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>" BUILD_XMP(
			"<dc:creator>&c;</dc:creator>"),
		    &picture);
	/* The packet's own words, and nothing that they would grow to. */
	assert_int_equal(build_count_kind(&picture, IPC_FINDING_TEXT),
			 picture.count);
	for (unsigned i = 0; i < picture.count; i++)
		assert_null(strstr(picture.findings[i].detail, "aaaaaaaaaaa"));
	build_in_time(start);
}

static void refuses_a_document_type_and_its_files(void **state)
{
	static const char *const heads[] = {
	    "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
	    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
	    "<!DOCTYPE x [<!ATTLIST rdf:Description a CDATA 'b'>]>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		struct ipc_picture picture;
		char *packet = base_format(
		    "%s" BUILD_XMP("<dc:creator>Ann</dc:creator>"), heads[i]);

		read_packet(packet, &picture);
		free(packet);
		assert_int_equal(build_count_kind(&picture, IPC_FINDING_TEXT),
				 picture.count);
		build_expect(&picture, IPC_FINDING_TEXT, "XMP: Ann");
		for (unsigned f = 0; f < picture.count; f++)
			assert_null(
			    strstr(picture.findings[f].detail, "root:"));
	}
}

static void reads_no_property_in_encodings_other_than_utf_8(void **state)
{
	struct ipc_picture picture = {0};
	const char latin[] =
	    "<?xml version='1.0' encoding='ISO-8859-1'?>" BUILD_XMP(
		"<dc:creator>Jos\xe9</dc:creator>");

	(void)state;
	metadata_find_xmp(base_view_of(latin), &picture);
	metadata_find_xmp(
	    (struct base_view){(const uint8_t *)"\xff\xfe<\0x\0", 6}, &picture);
	build_expect(&picture, IPC_FINDING_TEXT, "XMP: José");
	assert_int_equal(picture.count, 1);
}

static void stops_in_a_pit_of_elements(void **state)
{
	struct ipc_picture picture;
	struct base_buffer packet;
	clock_t start = clock();

	(void)state;
	base_buffer_init(&packet, 9u << 20);
	for (unsigned i = 0; i < 1000000; i++)
		assert_int_equal(base_buffer_add_text(&packet, "<a>"), LENS_OK);
	picture = (struct ipc_picture){0};
	metadata_find_xmp(base_buffer_view(&packet), &picture);
	base_buffer_free(&packet);
	assert_int_equal(picture.count, 0);
	build_in_time(start);
}

/* A piece of XML whose number, between before and behind, counts up. */
struct piece {
	const char *open, *before, *behind, *close;
};

/* Repeat a piece up to 8 MB and read that within the time. */
static void read_much(const struct piece *piece, struct ipc_picture *picture)
{
	size_t limit = 8u << 20;
	struct base_buffer packet;
	clock_t start;
	char text[64];

	base_buffer_init(&packet, limit);
	assert_int_equal(base_buffer_add_text(&packet, piece->open), LENS_OK);
	for (unsigned i = 0; packet.size + sizeof(text) < limit; i++) {
		snprintf(text, sizeof(text), "%s%u%s", piece->before, i,
			 piece->behind);
		assert_int_equal(base_buffer_add_text(&packet, text), LENS_OK);
	}
	assert_int_equal(base_buffer_add_text(&packet, piece->close), LENS_OK);
	start = clock();
	*picture = (struct ipc_picture){0};
	metadata_find_xmp(base_buffer_view(&packet), picture);
	base_buffer_free(&packet);
	if (getenv("METADATA_TIMES") != NULL)
		print_message("# %ld ms for %s\n",
			      (long)((clock() - start) * 1000 / CLOCKS_PER_SEC),
			      piece->before);
	build_in_time(start);
}

static void reads_the_largest_packets_in_bounded_time(void **state)
{
	static const struct piece pieces[] = {
	    {BUILD_XMP_OPEN, "<dc:creator>Author ", "</dc:creator>", ""},
	    {BUILD_XMP_OPEN, "<rdf:li>", "</rdf:li>", ""},
	    {BUILD_XMP_OPEN, "<exif:a", "/>", ""},
	    {BUILD_XMP_OPEN, "<exif:a b='", "'/>", ""},
	    {BUILD_XMP_OPEN, "<a", " xmlns='b'/>", ""},
	    {BUILD_XMP_OPEN, "<a xmlns='b", "'/>", ""},
	    {BUILD_XMP_OPEN, "text ", ", ", ""},
	    {BUILD_XMP_OPEN, "&#1", ";", ""},
	    {BUILD_XMP_OPEN, "<!-- ", " -->", ""},
	    {BUILD_XMP_OPEN, "<?a ", "?>", ""},
	    {BUILD_XMP_OPEN, "xmlns", "", ""},
	    {BUILD_XMP_OPEN, "<x xmlns:a='", "", ""},
	    {BUILD_XMP_OPEN "<exif:a ", "exif:b", "='' ", "/>"},
	    {BUILD_XMP_OPEN "<exif:a ", "dc:creator='", "' ", "/>"},
	    {BUILD_XMP_OPEN "<exif:a ", "xmlns:b", "='c' ", "/>"},
	    {BUILD_XMP_OPEN "<exif:a exif:b='", "", ", ", "'/>"},
	    {BUILD_XMP_OPEN "<dc:creator>", "", " ", "</dc:creator>"},
	    {BUILD_XMP_OPEN "<a", "", "", "/>"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct ipc_picture picture;

		read_much(&pieces[i], &picture);
	}
}

static void refuses_a_namespace_that_names_cannot_carry(void **state)
{
	static const struct piece pieces[] = {
	    {"'>", "<b:c", "/>", ""},
	    {"' ", "b:c", "='' ", "/>"},
	};
	size_t size = 7u << 20;
	char *open = malloc(size);

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct piece piece = pieces[i];
		struct ipc_picture picture;
		int head =
		    snprintf(open, size, "%s<a xmlns:b\t=\n'",
			     BUILD_XMP_OPEN "<dc:creator>Ann</dc:creator>");

		memset(open + head, 'n', size - (size_t)head);
		memcpy(open + size - 3, piece.open, 3);
		piece.open = open;
		read_much(&piece, &picture);
		assert_int_equal(picture.count, 0);
	}
	free(open);
}

static void takes_a_namespace_of_the_usual_length(void **state)
{
	struct ipc_picture picture;
	char space[201], *packet;

	(void)state;
	memset(space, 'n', sizeof(space) - 1);
	space[sizeof(space) - 1] = '\0';
	packet = base_format(
	    "<a xmlns:long = \"%s\"><b xmlns:aux="
	    "'http://ns.adobe.com/exif/1.0/aux/' aux:SerialNumber='42'/></a>",
	    space);
	read_packet(packet, &picture);
	free(packet);
	build_expect(&picture, IPC_FINDING_CAMERA_SERIAL, "42");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_properties_as_elements_and_as_attributes),
	    cmocka_unit_test(knows_namespaces_by_address_and_not_by_prefix),
	    cmocka_unit_test(reads_every_item_of_a_list),
	    cmocka_unit_test(reads_the_names_of_faces),
	    cmocka_unit_test(refuses_regions_that_are_no_faces),
	    cmocka_unit_test(reads_names_of_files_history_and_sources),
	    cmocka_unit_test(tells_a_property_that_no_table_knows),
	    cmocka_unit_test(
		takes_the_side_of_a_position_from_a_field_of_its_own),
	    cmocka_unit_test(
		reads_people_as_microsoft_iptc_and_keywords_have_them),
	    cmocka_unit_test(reads_positions_in_every_notation),
	    cmocka_unit_test(refuses_positions_that_are_none),
	    cmocka_unit_test(reads_the_altitude_above_and_below_the_sea),
	    cmocka_unit_test(keeps_each_place_of_a_list_together),
	    cmocka_unit_test(reads_the_creator_s_address),
	    cmocka_unit_test(reads_ids_times_and_credentials),
	    cmocka_unit_test(
		reads_predefined_entities_and_character_references),
	    cmocka_unit_test(keeps_what_a_fragment_says_before_its_cut),
	    cmocka_unit_test(survives_a_packet_cut_at_every_byte),
	    cmocka_unit_test(refuses_an_entity_bomb),
	    cmocka_unit_test(refuses_a_document_type_and_its_files),
	    cmocka_unit_test(reads_no_property_in_encodings_other_than_utf_8),
	    cmocka_unit_test(stops_in_a_pit_of_elements),
	    cmocka_unit_test(reads_the_largest_packets_in_bounded_time),
	    cmocka_unit_test(refuses_a_namespace_that_names_cannot_carry),
	    cmocka_unit_test(takes_a_namespace_of_the_usual_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
