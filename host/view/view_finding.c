/* view_finding.c: what a picture gives away. */
#include <lenscap/casework_findings.h>
#include <lenscap/view.h>

/*
 * A kind of a later Lenscap is told too, by its name alone; how bad it is this
 * one does not know.
 */
json_t *view_finding(const char *kind, const char *detail)
{
	const struct casework_finding *about = casework_finding_named(kind);

	return json_pack(
	    "{s:o, s:s, s:s, s:o, s:s}", "kind", view_text(kind), "label",
	    about ? about->label : "", "severity",
	    about ? casework_severity_name(about->severity) : "unknown",
	    "detail", view_text(detail), "remedy", about ? about->remedy : "");
}

json_t *view_findings(const struct ipc_picture *picture)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < picture->count; i++) {
		const struct ipc_finding *finding = &picture->findings[i];

		json_array_append_new(
		    list, view_finding(casework_finding(finding->kind)->kind,
				       finding->detail));
	}
	return list;
}
