/* view_me.c: what letters may say of the person. */
#include <lenscap/view_registry.h>

json_t *view_me(const struct casework_me *me)
{
	json_t *object = json_object();

	for (size_t i = 0; casework_me_keys[i].name != NULL; i++)
		json_object_set_new(object, casework_me_keys[i].name,
				    view_text(casework_me_value(me, i)));
	return object;
}

json_t *view_me_changed(const struct casework_me *me, const char *region_left)
{
	json_t *object = view_me(me);

	json_object_set_new(object, "region_left", view_text(region_left));
	return object;
}

json_t *view_region(const char *code, const char *name)
{
	return json_pack("{s:s, s:s}", "code", code, "name", name);
}
