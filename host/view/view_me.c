/* view_me.c: what letters may say of the person. */
#include <lenscap/view_registry.h>

json_t *view_me(const struct casework_me *me)
{
	json_t *object = json_object();

	for (size_t i = 0; casework_me_keys[i].name != NULL; i++)
		json_object_set_new(object, casework_me_keys[i].name,
				    view_text(casework_me_value(me, i)));
	json_object_set_new(object, "signature", view_text(me->signature));
	return object;
}

json_t *view_me_changed(const struct casework_me *me, const char *region_left)
{
	json_t *object = view_me(me);

	json_object_set_new(object, "region_left", view_text(region_left));
	return object;
}

json_t *view_signature(const struct casework_signature *signature)
{
	size_t size = (size_t)signature->columns * signature->rows;
	char *ink = base_alloc(BASE_BASE64_SIZE(size), 1);
	json_t *object;

	base_base64(ink, signature->ink, size);
	object =
	    json_pack("{s:i, s:i, s:s}", "columns", (int)signature->columns,
		      "rows", (int)signature->rows, "ink", ink);
	free(ink);
	return object;
}

json_t *view_region(const char *code, const char *name)
{
	return json_pack("{s:s, s:s}", "code", code, "name", name);
}
