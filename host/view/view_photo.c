/* view_photo.c: a photo of mine, and where it was seen. */
#include "prints.h"

static void photo_member(json_t *object, const char *name, json_t *value)
{
	json_object_set_new(object, name, value);
}

void view_prints(json_t *object, const struct fingerprint *print, bool whole)
{
	json_t *dihedral;
	char iscc[FINGERPRINT_ISCC_TEXT];

	photo_member(object, "pdq",
		     view_hex(print->pdq[0], FINGERPRINT_PDQ_SIZE));
	photo_member(object, "pdq_quality", json_integer(print->pdq_quality));
	if (!whole)
		return;
	dihedral = json_array();
	for (unsigned i = 0; i < FINGERPRINT_DIHEDRALS; i++)
		json_array_append_new(
		    dihedral, view_hex(print->pdq[i], FINGERPRINT_PDQ_SIZE));
	photo_member(object, "pdq_dihedral", dihedral);
	fingerprint_iscc_text(print->iscc, 256, iscc);
	photo_member(object, "iscc", json_string(iscc));
	fingerprint_iscc_text(print->iscc, 64, iscc);
	photo_member(object, "iscc_64", json_string(iscc));
	photo_member(object, "phash",
		     view_hex(print->phash, sizeof(print->phash)));
	photo_member(object, "dhash",
		     view_hex(print->dhash, sizeof(print->dhash)));
}

static json_t *photo_findings(const struct ledger_photo *photo)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < photo->finding_count; i++)
		json_array_append_new(list,
				      view_finding(photo->findings[i].kind,
						   photo->findings[i].detail));
	return list;
}

static json_t *photo_view(const struct ledger_photo *photo, size_t sightings,
			  bool whole)
{
	json_t *object = json_pack(
	    "{s:I, s:o, s:s, s:I, s:I, s:I}", "id", (json_int_t)photo->id,
	    "sha256", view_hex(photo->sha256, sizeof(photo->sha256)), "format",
	    photo->format, "width", (json_int_t)photo->width, "height",
	    (json_int_t)photo->height, "bytes", (json_int_t)photo->bytes);

	view_put(object, "source", photo->source);
	photo_member(object, "added", json_integer(photo->added));
	if (whole) {
		/* A file that states none is upright. */
		photo_member(
		    object, "orientation",
		    json_integer(photo->orientation ? photo->orientation : 1));
		photo_member(object, "damaged", json_boolean(photo->damaged));
		photo_member(object, "animated", json_boolean(photo->animated));
	}
	view_prints(object, &photo->fingerprint, whole);
	photo_member(object, "findings", photo_findings(photo));
	photo_member(object, "sightings", json_integer((json_int_t)sightings));
	return object;
}

json_t *view_photo(const struct ledger_photo *photo, size_t sightings)
{
	return photo_view(photo, sightings, false);
}

json_t *view_photo_whole(const struct ledger_photo *photo, size_t sightings)
{
	return photo_view(photo, sightings, true);
}

/* What the place gave of its own; null where that is not known. */
static void photo_own(json_t *object, const struct ledger_own *own)
{
	bool known = own->bytes > 0;

	photo_member(object, "bytes",
		     known ? json_integer((json_int_t)own->bytes)
			   : json_null());
	photo_member(object, "sha256",
		     known ? view_hex(own->sha256, sizeof(own->sha256))
			   : json_null());
	photo_member(object, "width",
		     own->width ? json_integer(own->width) : json_null());
	photo_member(object, "height",
		     own->height ? json_integer(own->height) : json_null());
}

static json_t *photo_moment(int64_t moment)
{
	return moment != 0 ? json_integer((json_int_t)moment) : json_null();
}

json_t *view_sighting(const struct ledger_sighting *sighting,
		      const struct casework_times *times)
{
	json_t *object = json_pack("{s:I, s:I}", "id", (json_int_t)sighting->id,
				   "photo", (json_int_t)sighting->photo);

	view_put(object, "place", sighting->place);
	view_put(object, "page", sighting->page);
	view_put(object, "title", sighting->title ? sighting->title : "");
	json_object_update_new(
	    object, json_pack("{s:o, s:o, s:o, s:o, s:s, s:s, s:s, s:b, s:I}",
			      "how", view_text(sighting->how), "first",
			      photo_moment(times->first), "there",
			      photo_moment(times->there), "last",
			      photo_moment(times->looked), "access",
			      ledger_access_name(sighting->access), "state",
			      ledger_state_name(sighting->state), "why",
			      sighting->why ? sighting->why : "", "gone",
			      sighting->gone, "distance",
			      (json_int_t)sighting->distance));
	photo_own(object, &sighting->own);
	return object;
}
