/* test_kinds.c: what a file's name says of one that could not be read. */
#include "test.h"

#include <lenscap/casework_files.h>

static struct casework_file unknown(const char *path)
{
	struct casework_file file = {.path = path};

	file.picture.status = IPC_PICTURE_UNKNOWN_FORMAT;
	return file;
}

/* A second list, by what it is called: endings of pictures nobody reads. */
TEST(names_the_kinds_of_pictures_that_are_not_read)
{
	static const struct {
		const char *kind, *endings[6];
	} known[] = {
	    {"SVG", {"svg", "svgz"}},
	    {"Photoshop", {"psd", "psb", "PSD"}},
	    {"GIMP", {"xcf"}},
	    {"Krita", {"kra"}},
	    {"Illustrator", {"ai"}},
	    {"PostScript", {"eps"}},
	    {"JPEG 2000", {"jp2", "j2k", "jpx", "jpf"}},
	    {"JPEG XR", {"jxr", "wdp"}},
	    {"Targa", {"tga"}},
	    {"PCX", {"pcx"}},
	    {"Netpbm", {"ppm", "pgm", "pbm", "pnm", "pam"}},
	    {"OpenEXR", {"exr"}},
	    {"Radiance", {"hdr"}},
	    {"DjVu", {"djvu"}},
	    {"DICOM", {"dcm"}},
	    {"XPM", {"xpm"}},
	    {"XBM", {"xbm"}},
	    {"QOI", {"qoi"}},
	    {"DDS", {"dds"}},
	    {"Windows Meta", {"wmf", "emf"}},
	    {"Sigma raw", {"x3f", "X3F"}},
	    {"Pentax raw", {"pef"}},
	    {"Samsung raw", {"srw"}},
	    {"Canon raw", {"crw"}},
	    {"Minolta raw", {"mrw"}},
	    {"Hasselblad raw", {"3fr"}},
	    {"Phase One raw", {"iiq"}},
	    {"Kodak raw", {"kdc", "dcr"}},
	    {"Epson raw", {"erf"}},
	    {"Mamiya raw", {"mef"}},
	    {"Nikon raw", {"nrw"}},
	    {"Leica raw", {"rwl"}},
	    {"Sony raw", {"sr2"}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		for (size_t k = 0; k < 6 && known[i].endings[k]; k++) {
			char path[64];
			struct casework_file file = unknown(path);
			const char *kind;

			snprintf(path, sizeof(path), "/a.jpg/b.%s",
				 known[i].endings[k]);
			kind = casework_files_unread_kind(&file);
			if (kind == NULL || strcmp(kind, known[i].kind) != 0)
				fail_msg("%s: %s", path, kind ? kind : "none");
			file.picture.status = IPC_PICTURE_OK;
			assert_null(casework_files_unread_kind(&file));
		}
}

/* In a folder what is no picture by its name is passed over in silence; what
 * is called one, or was named by the user, has its line. */
TEST(passes_over_what_is_not_called_a_picture)
{
	static const char *const called[] = {
	    "jpg",  "jpeg", "jpe",  "jfif", "png",  "apng", "webp",
	    "gif",  "heic", "heif", "hif",  "avif", "jxl",  "tif",
	    "tiff", "bmp",  "ico",  "dng",  "nef",  "cr2",  "cr3",
	    "arw",  "orf",  "rw2",  "raf",  "JPG"};
	static const char *const others[] = {"f/a.txt", "f/jpg", "f/._a.jpg",
					     "f.jpg/a", "f/a.psd"};
	char *const paths[] = {(char *)"f", (char *)"f/a.txt"};
	struct casework_files files = {
	    .recursive = true, .paths = paths, .count = 1};
	struct casework_file file;
	char path[64];

	(void)state;
	for (size_t i = 0; i < sizeof(called) / sizeof(called[0]); i++) {
		snprintf(path, sizeof(path), "f/a.%s", called[i]);
		file = unknown(path);
		if (casework_files_skips(&files, &file))
			fail_msg("%s is passed over", path);
		assert_null(casework_files_unread_kind(&file));
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		file = unknown(others[i]);
		if (!casework_files_skips(&files, &file))
			fail_msg("%s has a line", others[i]);
		file.picture.status = IPC_PICTURE_MALFORMED;
		assert_false(casework_files_skips(&files, &file));
	}
	/* A link or a pipe in a folder, whatever it is called, is counted. */
	file = unknown("f/a.jpg");
	file.picture.status = IPC_PICTURE_LINK;
	assert_true(casework_files_skips(&files, &file));
	file.picture.status = IPC_PICTURE_NOT_A_FILE;
	assert_true(casework_files_skips(&files, &file));
	file = unknown("f/a.txt");
	file.picture.status = IPC_PICTURE_NOT_A_FILE;
	files.count = 2;
	assert_false(casework_files_skips(&files, &file));
	file = unknown("f/a.txt");
	assert_false(casework_files_skips(&files, &file));
	files.count = 1;
	files.recursive = false;
	assert_false(casework_files_skips(&files, &file));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(names_the_kinds_of_pictures_that_are_not_read),
	    RUN(passes_over_what_is_not_called_a_picture),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
