/*
 * metadata_xmp_tag.c: keywords in trees.  Programs name the branch of people
 * in the user's language.
 */
#include <expat.h>
#include <string.h>

#include "metadata_salt.h"
#include "metadata_xmp.h"

#define TAG_DEPTH_MAX 32
#define TAG_PATH_MAX 4096 /* bytes from the root to a leaf */
#define TAG_LEAVES_MAX 1024

static bool tag_is_branch(uint8_t byte)
{
	return byte == '|' || byte == '/';
}

void metadata_xmp_add_tag(struct metadata_xmp_scope *scope, unsigned kind,
			  struct base_view value)
{
	static const char *const branches[] = {
	    "People", "Person",	   "Persons", "Faces",	  "Personen",
	    "Leute",  "Personnes", "Persone", "Personas", "Pessoas",
	    "Mensen", "Personer",  "Ludzie",
	};
	struct base_view top = value, name = value;

	metadata_add(scope->picture, IPC_FINDING_KEYWORDS, value);
	for (size_t i = value.size; i-- > 0;) {
		if (!tag_is_branch(value.data[i]))
			continue;
		top.size = i;
		if (name.size == value.size)
			name = base_view_part(value, i + 1, value.size - i - 1);
	}
	for (size_t i = 0; i < sizeof(branches) / sizeof(branches[0]); i++)
		if (top.size < value.size && strlen(branches[i]) == top.size &&
		    base_view_starts(top, branches[i], top.size))
			metadata_add(scope->picture, kind, name);
}

/* ---- ACDSee's categories ---- */

struct tag_tree {
	XML_Parser parser;
	struct metadata_xmp_scope *scope;
	unsigned kind, depth, leaves;
	bool leaf; /* the open category has none below it */
	struct base_buffer path;
	size_t above[TAG_DEPTH_MAX]; /* bytes of the path to the one above */
};

static bool tag_is_blank(uint8_t byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* What an indented tree has behind a name. */
static void tag_trim(struct base_buffer *path)
{
	while (path->size > 0 && tag_is_blank(path->data[path->size - 1]))
		path->size--;
}

static void XMLCALL tag_open(void *context, const XML_Char *name,
			     const XML_Char **attributes)
{
	struct tag_tree *tree = context;

	(void)attributes;
	if (tree->depth == TAG_DEPTH_MAX || tree->leaves == TAG_LEAVES_MAX) {
		(void)XML_StopParser(tree->parser, XML_FALSE);
		return;
	}
	tag_trim(&tree->path);
	tree->above[tree->depth++] = tree->path.size;
	tree->leaf = strcmp(name, "Category") == 0;
	if (tree->path.size > 0)
		(void)!base_buffer_add_text(&tree->path, "|");
}

static void XMLCALL tag_close(void *context, const XML_Char *name)
{
	struct tag_tree *tree = context;

	(void)name;
	tag_trim(&tree->path);
	if (tree->leaf) {
		metadata_xmp_add_tag(tree->scope, tree->kind,
				     base_buffer_view(&tree->path));
		tree->leaves++;
	}
	tree->leaf = false;
	tree->path.size = tree->above[--tree->depth];
}

static void XMLCALL tag_text(void *context, const XML_Char *text, int length)
{
	struct tag_tree *tree = context;
	struct base_buffer *path = &tree->path;

	/* And what it has in front of one. */
	while (length > 0 && tag_is_blank((uint8_t)*text) &&
	       (path->size == 0 || path->data[path->size - 1] == '|')) {
		text++;
		length--;
	}
	(void)!base_buffer_add(path, text, (size_t)length);
}

static void XMLCALL tag_refuse(void *context, const XML_Char *name,
			       const XML_Char *system, const XML_Char *public,
			       int internal)
{
	struct tag_tree *tree = context;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	(void)XML_StopParser(tree->parser, XML_FALSE);
}

void metadata_xmp_add_categories(struct metadata_xmp_scope *scope,
				 unsigned kind, struct base_view value)
{
	struct tag_tree tree = {.scope = scope, .kind = kind};

	tree.parser = XML_ParserCreate("UTF-8");
	if (tree.parser == NULL)
		return;
	base_buffer_init(&tree.path, TAG_PATH_MAX);
	metadata_salt(tree.parser);
	XML_SetUserData(tree.parser, &tree);
	XML_SetElementHandler(tree.parser, tag_open, tag_close);
	XML_SetCharacterDataHandler(tree.parser, tag_text);
	XML_SetStartDoctypeDeclHandler(tree.parser, tag_refuse);
	/* What is not such a tree is told as words. */
	if (XML_Parse(tree.parser, (const char *)value.data, (int)value.size,
		      XML_TRUE) == XML_STATUS_ERROR)
		metadata_add_said(scope->picture, scope->name, value);
	base_buffer_free(&tree.path);
	XML_ParserFree(tree.parser);
}
