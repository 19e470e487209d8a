/*
 * file_kinds.c: what a file's name says that it is: a picture that is read, or
 * one of a kind that is not.
 */
#include <string.h>
#include <strings.h>

#include <lenscap/casework_files.h>

/* The endings of pictures; with a name, of those that are not read. */
static const struct {
	const char *ending, *name;
} kinds_table[] = {
    {"jpg", NULL},
    {"jpeg", NULL},
    {"jpe", NULL},
    {"jfif", NULL},
    {"png", NULL},
    {"apng", NULL},
    {"webp", NULL},
    {"gif", NULL},
    {"heic", NULL},
    {"heif", NULL},
    {"hif", NULL},
    {"avif", NULL},
    {"jxl", NULL},
    {"tif", NULL},
    {"tiff", NULL},
    {"bmp", NULL},
    {"ico", NULL},
    {"dng", NULL},
    {"nef", NULL},
    {"cr2", NULL},
    {"cr3", NULL},
    {"arw", NULL},
    {"orf", NULL},
    {"rw2", NULL},
    {"raf", NULL},
    {"svg", "SVG"},
    {"svgz", "SVG"},
    {"psd", "Photoshop"},
    {"psb", "Photoshop"},
    {"xcf", "GIMP"},
    {"kra", "Krita"},
    {"ai", "Illustrator"},
    {"eps", "PostScript"},
    {"jp2", "JPEG 2000"},
    {"j2k", "JPEG 2000"},
    {"jpx", "JPEG 2000"},
    {"jpf", "JPEG 2000"},
    {"jxr", "JPEG XR"},
    {"wdp", "JPEG XR"},
    {"tga", "Targa"},
    {"pcx", "PCX"},
    {"ppm", "Netpbm"},
    {"pgm", "Netpbm"},
    {"pbm", "Netpbm"},
    {"pnm", "Netpbm"},
    {"pam", "Netpbm"},
    {"exr", "OpenEXR"},
    {"hdr", "Radiance"},
    {"djvu", "DjVu"},
    {"dcm", "DICOM"},
    {"xpm", "XPM"},
    {"xbm", "XBM"},
    {"qoi", "QOI"},
    {"dds", "DDS"},
    {"wmf", "Windows Meta"},
    {"emf", "Windows Meta"},
    {"x3f", "Sigma raw"},
    {"pef", "Pentax raw"},
    {"srw", "Samsung raw"},
    {"crw", "Canon raw"},
    {"mrw", "Minolta raw"},
    {"3fr", "Hasselblad raw"},
    {"iiq", "Phase One raw"},
    {"kdc", "Kodak raw"},
    {"dcr", "Kodak raw"},
    {"erf", "Epson raw"},
    {"mef", "Mamiya raw"},
    {"nrw", "Nikon raw"},
    {"rwl", "Leica raw"},
    {"sr2", "Sony raw"},
};
#define KINDS_COUNT (sizeof(kinds_table) / sizeof(kinds_table[0]))

/* The row of a name's ending; KINDS_COUNT for another one. */
static size_t kinds_find(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	size_t i = 0;

	/* macOS leaves a "._NAME" beside files on foreign disks. */
	if (dot == NULL || strncmp(name, "._", 2) == 0)
		return KINDS_COUNT;
	while (i < KINDS_COUNT && strcasecmp(kinds_table[i].ending, dot + 1))
		i++;
	return i;
}

const char *casework_files_unread_kind(const struct casework_file *file)
{
	size_t i = kinds_find(file->path);

	if (file->picture.status != IPC_PICTURE_UNKNOWN_FORMAT ||
	    i == KINDS_COUNT)
		return NULL;
	return kinds_table[i].name;
}

bool casework_files_skips(const struct casework_files *files,
			  const struct casework_file *file)
{
	enum ipc_picture_status status = file->picture.status;
	bool unknown = status == IPC_PICTURE_UNKNOWN_FORMAT;
	size_t i = kinds_find(file->path);

	if (!files->recursive || (!unknown && status != IPC_PICTURE_LINK &&
				  status != IPC_PICTURE_NOT_A_FILE))
		return false;
	/* A file that is called a picture, and is none, has its line. */
	if (unknown && i < KINDS_COUNT && kinds_table[i].name == NULL)
		return false;
	for (i = 0; i < files->count; i++)
		if (strcmp(files->paths[i], file->path) == 0)
			return false;
	return true;
}
