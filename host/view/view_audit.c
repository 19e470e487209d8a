/* view_audit.c: how exposed a page is. */
#include <stdlib.h>
#include <string.h>

#include <lenscap/base_said.h>
#include <lenscap/view_audit.h>

static const char *audit_who(const struct casework_rule_kind *kind)
{
	return kind->site ? "site" : "you";
}

static json_t *audit_exposed(const struct casework_exposed *exposed)
{
	const struct casework_rule_kind *kind = exposed->kind;
	json_t *where = json_null();

	if (exposed->where != NULL)
		where = json_pack("{s:s, s:s}", "setting", exposed->where,
				  "source", exposed->where_source);
	return json_pack(
	    "{s:s, s:s, s:i, s:s, s:o, s:o, s:b, s:s, s:s, s:o}", "kind",
	    kind->kind, "severity", casework_severity_name(kind->severity),
	    "points", (int)kind->points, "label", kind->label, "subject",
	    view_text(exposed->subject), "detail", view_text(exposed->detail),
	    "sure", exposed->sure, "who", audit_who(kind), "remedy",
	    kind->remedy, "where", where);
}

static json_t *audit_kinds(uint64_t bits)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < IPC_FINDINGS; i++)
		if (bits >> i & 1)
			json_array_append_new(
			    list, json_string(casework_finding(i)->kind));
	return list;
}

static json_t *audit_size(uint32_t width, uint32_t height)
{
	return json_pack("{s:I, s:I}", "width", (json_int_t)width, "height",
			 (json_int_t)height);
}

/* Null where nobody looked: an empty list says that somebody did. */
static json_t *audit_boxes(const struct casework_faces *faces)
{
	json_t *list;

	if (faces->state != CASEWORK_FACES_LOOKED)
		return json_null();
	list = json_array();
	for (unsigned i = 0; i < faces->count; i++) {
		const struct ipc_face *face = &faces->faces[i];

		json_array_append_new(
		    list,
		    json_pack("{s:I, s:I, s:I, s:I}", "x", (json_int_t)face->x,
			      "y", (json_int_t)face->y, "width",
			      (json_int_t)face->width, "height",
			      (json_int_t)face->height));
	}
	return list;
}

json_t *view_faces(const struct casework_faces *faces)
{
	bool looked = faces->state == CASEWORK_FACES_LOOKED;
	uint32_t width = faces->count > 0 ? faces->faces[0].width : 0;
	char *words = casework_faces_words(faces);
	json_t *object = json_pack(
	    "{s:s, s:o, s:o, s:o, s:s}", "faces_state",
	    casework_faces_state_name(faces->state), "faces_count",
	    looked ? json_integer(faces->count) : json_null(), "faces_width",
	    looked ? json_integer(width) : json_null(), "faces_least",
	    looked ? json_integer(faces->least) : json_null(), "faces_words",
	    words);

	free(words);
	return object;
}

static json_t *audit_served(const struct casework_served *served)
{
	json_t *larger = json_null(), *object;

	if (served->larger != NULL) {
		larger =
		    audit_size(served->larger_width, served->larger_height);
		view_put(larger, "url", served->larger);
	}
	object = json_pack(
	    "{s:o, s:I, s:I, s:I, s:o, s:o, s:o, s:o, s:o}", "url",
	    view_text(served->url), "photo", (json_int_t)served->photo, "width",
	    (json_int_t)served->width, "height", (json_int_t)served->height,
	    "original", audit_size(served->own_width, served->own_height),
	    "gives", audit_kinds(served->gives), "removed",
	    audit_kinds(served->removed), "larger", larger, "faces",
	    audit_boxes(&served->faces));
	json_object_update_new(object, view_faces(&served->faces));
	return object;
}

/* "Grade D.", "Grade B-D: 4 addresses could not be learned." */
static char *audit_words(const struct casework_audit *audit)
{
	unsigned unlearned = audit->unlearned_count;

	if (strcmp(audit->grade, audit->grade_most) == 0)
		return base_format(base_said("Grade %s."), audit->grade);
	if (unlearned > 0)
		return base_format(
		    base_said(unlearned == 1
				  ? "Grade %s-%s: %u address could not be "
				    "learned."
				  : "Grade %s-%s: %u addresses could not be "
				    "learned."),
		    audit->grade, audit->grade_most, unlearned);
	return base_format(
	    base_said("Grade %s-%s: %s"), audit->grade, audit->grade_most,
	    base_said(audit->compared
			  ? "not all that stands there could be told to "
			    "be of you or of somebody else."
			  : "no photo of yours is known that could be "
			    "found on it."));
}

static json_t *audit_machines(const struct casework_audit *audit)
{
	json_t *object = json_object();

	for (enum casework_crawlers i = 0; i < CASEWORK_CRAWLERS; i++)
		json_object_set_new(
		    object, casework_crawlers_name(i),
		    json_pack(
			"{s:s, s:o}", "told",
			casework_told_name(audit->told[i]), "by",
			view_text(audit->told_by[i] ? audit->told_by[i] : "")));
	return object;
}

json_t *view_audit(const struct casework_audit *audit)
{
	json_t *exposed = json_array(), *unlearned = json_array(),
	       *served = json_array(), *beside = json_array(), *object;
	char *words = audit_words(audit);

	for (unsigned i = 0; i < audit->exposed_count; i++)
		json_array_append_new(exposed,
				      audit_exposed(&audit->exposed[i]));
	for (unsigned i = 0; i < audit->unlearned_count; i++)
		json_array_append_new(
		    unlearned, json_pack("{s:o, s:s}", "url",
					 view_text(audit->unlearned[i].url),
					 "why", audit->unlearned[i].why));
	for (unsigned i = 0; i < audit->served_count; i++)
		json_array_append_new(served, audit_served(&audit->served[i]));
	for (unsigned i = 0; i < audit->beside_count; i++)
		json_array_append_new(
		    beside,
		    json_pack("{s:s, s:o}", "kind", audit->beside[i].kind,
			      "text", view_text(audit->beside[i].text)));
	object = json_pack(
	    "{s:I, s:s, s:o, s:s, s:s, s:o, s:s, s:s, s:s, s:I, s:I, s:I, s:b, "
	    "s:o, s:o, s:o, s:o, s:o}",
	    "number", (json_int_t)audit->number, "status", "audit", "url",
	    view_text(audit->url), "access", ledger_access_name(audit->access),
	    "why", audit->why, "title", view_text(audit->title), "words", words,
	    "grade", audit->grade, "grade_most", audit->grade_most, "points",
	    (json_int_t)audit->points, "points_most",
	    (json_int_t)audit->points_most, "photos", (json_int_t)audit->photos,
	    "compared", audit->compared, "exposed", exposed, "unlearned",
	    unlearned, "served", served, "beside", beside, "machines",
	    audit_machines(audit));
	free(words);
	return object;
}

json_t *view_rule(const struct casework_rule *rule)
{
	json_t *grades = json_array(), *kinds = json_array(),
	       *unknown = json_array();

	for (unsigned i = 0; i < rule->grade_count; i++)
		json_array_append_new(grades,
				      json_pack("{s:s, s:i}", "grade",
						rule->grades[i].grade, "from",
						(int)rule->grades[i].from));
	for (unsigned i = 0; i < rule->count; i++) {
		const struct casework_rule_kind *kind = &rule->kinds[i];

		json_array_append_new(
		    kinds,
		    json_pack("{s:s, s:s, s:i, s:s, s:s, s:s}", "kind",
			      kind->kind, "severity",
			      casework_severity_name(kind->severity), "points",
			      (int)kind->points, "who", audit_who(kind),
			      "label", kind->label, "remedy", kind->remedy));
	}
	for (unsigned i = 0; i < rule->unknown_count; i++)
		json_array_append_new(
		    unknown, json_string(rule->kinds[rule->unknown[i]].kind));
	return json_pack("{s:s, s:o, s:o, s:o}", "words", rule->words, "grades",
			 grades, "kinds", kinds, "unknown", unknown);
}
