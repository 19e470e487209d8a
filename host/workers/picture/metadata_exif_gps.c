/* metadata_exif_gps.c: the GPS directory (CIPA DC-008-2019, 4.6.6). */
#include <stdio.h>
#include <string.h>

#include "metadata_exif.h"

static const ExifEntry *gps_field(ExifData *data, unsigned tag)
{
	return exif_content_get_entry(data->ifd[EXIF_IFD_GPS], (ExifTag)tag);
}

/* The i-th fraction of a field; false when it is missing or has no value. */
static bool gps_fraction(ExifData *data, const ExifEntry *entry, size_t i,
			 double *out)
{
	struct base_view one =
	    base_view_part(metadata_exif_bytes(entry), i * 8, 8);
	ExifByteOrder order = exif_data_get_byte_order(data);
	double above = 0, below = 0;

	if (one.data != NULL && entry->format == EXIF_FORMAT_RATIONAL) {
		ExifRational number = exif_get_rational(one.data, order);

		above = number.numerator;
		below = number.denominator;
	} else if (one.data != NULL && entry->format == EXIF_FORMAT_SRATIONAL) {
		ExifSRational number = exif_get_srational(one.data, order);

		above = number.numerator;
		below = number.denominator;
	}
	if (below == 0)
		return false;
	*out = above / below;
	return true;
}

static char gps_letter(ExifData *data, unsigned tag)
{
	struct base_view text = metadata_exif_text(gps_field(data, tag));

	return text.size > 0 ? (char)text.data[0] : '\0';
}

/*
 * Degrees, minutes and seconds.  Degrees must be there; devices that count in
 * fractions of a minute leave the seconds 0/0.
 */
static struct metadata_coordinate gps_coordinate(ExifData *data, unsigned tag,
						 unsigned side)
{
	static const double unit[3] = {1, 60, 3600};
	struct metadata_coordinate out = {0};
	const ExifEntry *entry = gps_field(data, tag);
	char letter = gps_letter(data, side);

	for (size_t i = 0; i < 3; i++) {
		double value;

		if (!gps_fraction(data, entry, i, &value))
			continue;
		out.degrees += value / unit[i];
		out.known = out.known || i == 0;
	}
	out.sided = letter != '\0' && strchr("NESWnesw", letter) != NULL;
	if (out.sided && strchr("SWsw", letter) != NULL)
		out.degrees = -out.degrees;
	return out;
}

/* GPSAltitudeRef is a byte: 1 is below the sea. */
static void gps_altitude(ExifData *data, struct metadata_position *position)
{
	struct base_view side =
	    metadata_exif_bytes(gps_field(data, EXIF_TAG_GPS_ALTITUDE_REF));

	position->high =
	    gps_fraction(data, gps_field(data, EXIF_TAG_GPS_ALTITUDE), 0,
			 &position->altitude);
	if (side.size > 0 && side.data[0] == 1)
		position->altitude = -position->altitude;
}

/* The satellites' date and time, which are UTC. */
static void gps_find_time(ExifData *data, struct ipc_picture *picture)
{
	const ExifEntry *stamp = gps_field(data, EXIF_TAG_GPS_TIME_STAMP);
	char date[IPC_TEXT_MAX], text[IPC_TEXT_MAX];
	double part[3] = {0};
	bool complete = true;

	metadata_text(
	    date, metadata_exif_text(gps_field(data, EXIF_TAG_GPS_DATE_STAMP)));
	for (size_t i = 0; i < 3; i++)
		complete = gps_fraction(data, stamp, i, &part[i]) &&
			   part[i] >= 0 && part[i] < 100 && complete;
	if (complete)
		snprintf(text, sizeof(text), "%.10s %02u:%02u:%02uZ", date,
			 (unsigned)part[0], (unsigned)part[1],
			 (unsigned)part[2]);
	else
		memcpy(text, date, sizeof(text));
	metadata_add_time(picture, text);
}

void metadata_exif_find_gps(ExifData *data, struct ipc_picture *picture)
{
	struct metadata_position position = {
	    .latitude = gps_coordinate(data, EXIF_TAG_GPS_LATITUDE,
				       EXIF_TAG_GPS_LATITUDE_REF),
	    .longitude = gps_coordinate(data, EXIF_TAG_GPS_LONGITUDE,
					EXIF_TAG_GPS_LONGITUDE_REF),
	};
	struct metadata_position destination = {
	    .latitude = gps_coordinate(data, EXIF_TAG_GPS_DEST_LATITUDE,
				       EXIF_TAG_GPS_DEST_LATITUDE_REF),
	    .longitude = gps_coordinate(data, EXIF_TAG_GPS_DEST_LONGITUDE,
					EXIF_TAG_GPS_DEST_LONGITUDE_REF),
	};

	gps_altitude(data, &position);
	metadata_add_position(picture, "", &position);
	metadata_add_position(picture, "destination ", &destination);
	metadata_exif_add_coded(data,
				gps_field(data, EXIF_TAG_GPS_AREA_INFORMATION),
				IPC_FINDING_PLACE, picture);
	gps_find_time(data, picture);
}
