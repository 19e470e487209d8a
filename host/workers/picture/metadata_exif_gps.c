/* metadata_exif_gps.c: the GPS directory (CIPA DC-008-2019, 4.6.6). */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "metadata_exif.h"

enum gps_tag {
	GPS_LATITUDE_REF = 1,
	GPS_LATITUDE,
	GPS_LONGITUDE_REF,
	GPS_LONGITUDE,
	GPS_ALTITUDE_REF,
	GPS_ALTITUDE,
	GPS_TIME,
	GPS_DEST_LATITUDE_REF = 19,
	GPS_DEST_LATITUDE,
	GPS_DEST_LONGITUDE_REF,
	GPS_DEST_LONGITUDE,
	GPS_METHOD = 27,
	GPS_AREA,
	GPS_DATE
};

static struct tiff_field gps_field(const struct exif_tree *tree, unsigned tag)
{
	return metadata_exif_field(tree, EXIF_GPS, tag);
}

static char gps_letter(const struct exif_tree *tree, unsigned tag)
{
	struct tiff_field field = gps_field(tree, tag);
	struct base_view text = metadata_exif_text(&field);

	return text.size > 0 ? (char)text.data[0] : '\0';
}

/*
 * Degrees, minutes and seconds.  Degrees must be there; devices that count in
 * fractions of a minute leave the seconds 0/0.
 */
static struct metadata_coordinate gps_coordinate(const struct exif_tree *tree,
						 unsigned tag, unsigned side)
{
	static const double unit[3] = {1, 60, 3600};
	struct metadata_coordinate out = {0};
	struct tiff_field field = gps_field(tree, tag);
	char letter = gps_letter(tree, side), words[IPC_TEXT_MAX];

	metadata_text(words, metadata_exif_text(&field));
	if (words[0] != '\0')
		out = metadata_coordinate_read(words);
	for (size_t i = 0; i < 3; i++) {
		double value;

		if (!tiff_fraction(&field, i, &value))
			continue;
		out.degrees += value / unit[i];
		out.known = out.known || i == 0;
	}
	if (letter == '\0' || strchr("NESWnesw", letter) == NULL)
		return out;
	/* Where the number has a sign of its own, it is the same side's. */
	if (strchr("SWsw", letter) != NULL && out.degrees > 0)
		out.degrees = -out.degrees;
	out.sided = true;
	return out;
}

/* GPSAltitudeRef is a byte: 1 is below the sea. */
static void gps_altitude(const struct exif_tree *tree,
			 struct metadata_position *position)
{
	struct tiff_field side = gps_field(tree, GPS_ALTITUDE_REF);
	struct tiff_field value = gps_field(tree, GPS_ALTITUDE);

	position->high = tiff_fraction(&value, 0, &position->altitude);
	if (side.value.size > 0 && side.value.data[0] == 1)
		position->altitude = -position->altitude;
}

/* The satellites' date and time, which are UTC. */
static void gps_find_time(const struct exif_tree *tree,
			  struct ipc_picture *picture)
{
	struct tiff_field stamp = gps_field(tree, GPS_TIME);
	struct tiff_field day = gps_field(tree, GPS_DATE);
	char date[IPC_TEXT_MAX], text[IPC_TEXT_MAX];
	double part[3] = {0};
	bool complete = true;

	metadata_text(date, metadata_exif_text(&day));
	for (size_t i = 0; i < 3; i++)
		complete = tiff_fraction(&stamp, i, &part[i]) && part[i] >= 0 &&
			   part[i] < 100 && complete;
	if (complete)
		snprintf(text, sizeof(text), "%.10s %02u:%02u:%02uZ", date,
			 (unsigned)part[0], (unsigned)part[1],
			 (unsigned)part[2]);
	else
		memcpy(text, date, sizeof(text));
	metadata_add_time_as(picture, text, N_("{words} (satellites' clock)"));
}

/* Unless it is a word of the standard's or of Android's. */
void metadata_add_method(struct ipc_picture *picture, struct base_view text)
{
	static const char *const usual[] = {
	    "GPS",    "CELLID",	 "WLAN",  "MANUAL", "NETWORK",
	    "HYBRID", "PASSIVE", "FUSED", "CELL",   "UNKNOWN",
	};
	char line[IPC_TEXT_MAX];

	metadata_text(line, text);
	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		if (strcasecmp(line, usual[i]) == 0)
			return;
	if (line[0] != '\0')
		metadata_add_words(picture, N_("GPS method"),
				   base_view_of(line));
}

static void gps_find_method(const struct exif_tree *tree,
			    struct ipc_picture *picture)
{
	struct tiff_field method = gps_field(tree, GPS_METHOD);
	char room[EXIF_CODED_MAX];

	metadata_add_method(picture, metadata_exif_coded(&method, room));
}

void metadata_exif_find_gps(const struct exif_tree *tree,
			    struct ipc_picture *picture)
{
	struct metadata_position position = {
	    .latitude = gps_coordinate(tree, GPS_LATITUDE, GPS_LATITUDE_REF),
	    .longitude = gps_coordinate(tree, GPS_LONGITUDE, GPS_LONGITUDE_REF),
	};
	struct metadata_position destination = {
	    .latitude =
		gps_coordinate(tree, GPS_DEST_LATITUDE, GPS_DEST_LATITUDE_REF),
	    .longitude = gps_coordinate(tree, GPS_DEST_LONGITUDE,
					GPS_DEST_LONGITUDE_REF),
	};
	struct tiff_field area = gps_field(tree, GPS_AREA);

	gps_altitude(tree, &position);
	metadata_add_position(picture, "", &position);
	metadata_add_position(picture, N_("destination {part}"), &destination);
	metadata_exif_add_coded(&area, IPC_FINDING_PLACE, picture);
	gps_find_method(tree, picture);
	gps_find_time(tree, picture);
}
