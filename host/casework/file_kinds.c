/*
 * file_kinds.c: what a file's name says that it is: a picture that is read, or
 * one of a kind that is not.
 */
#include <string.h>
#include <strings.h>

#include <lenscap/casework_files.h>

/* The endings of pictures, of each format its usual one first; with a name, of
 * those that are not read. */
static const struct {
	const char *ending, *name;
	enum ipc_format format; /* IPC_FORMATS: HEIC or AVIF */
} kinds_table[] = {
    {"jpg", NULL, IPC_FORMAT_JPEG},
    {"jpeg", NULL, IPC_FORMAT_JPEG},
    {"jpe", NULL, IPC_FORMAT_JPEG},
    {"jfif", NULL, IPC_FORMAT_JPEG},
    {"png", NULL, IPC_FORMAT_PNG},
    {"apng", NULL, IPC_FORMAT_PNG},
    {"webp", NULL, IPC_FORMAT_WEBP},
    {"gif", NULL, IPC_FORMAT_GIF},
    {"heic", NULL, IPC_FORMAT_HEIC},
    {"heif", NULL, IPC_FORMATS},
    {"hif", NULL, IPC_FORMATS},
    {"avif", NULL, IPC_FORMAT_AVIF},
    {"jxl", NULL, IPC_FORMAT_JXL},
    {"tif", NULL, IPC_FORMAT_TIFF},
    {"tiff", NULL, IPC_FORMAT_TIFF},
    {"bmp", NULL, IPC_FORMAT_BMP},
    {"ico", NULL, IPC_FORMAT_ICO},
    {"dng", NULL, IPC_FORMAT_RAW},
    {"nef", NULL, IPC_FORMAT_RAW},
    {"cr2", NULL, IPC_FORMAT_RAW},
    {"cr3", NULL, IPC_FORMAT_RAW},
    {"arw", NULL, IPC_FORMAT_RAW},
    {"orf", NULL, IPC_FORMAT_RAW},
    {"rw2", NULL, IPC_FORMAT_RAW},
    {"raf", NULL, IPC_FORMAT_RAW},
    {"svg", "SVG", IPC_FORMAT_SVG},
    {"svgz", "SVG", IPC_FORMAT_SVG},
    {"psd", "Photoshop", IPC_FORMAT_NONE},
    {"psb", "Photoshop", IPC_FORMAT_NONE},
    {"xcf", "GIMP", IPC_FORMAT_NONE},
    {"kra", "Krita", IPC_FORMAT_NONE},
    {"ai", "Illustrator", IPC_FORMAT_NONE},
    {"eps", "PostScript", IPC_FORMAT_NONE},
    {"jp2", "JPEG 2000", IPC_FORMAT_NONE},
    {"j2k", "JPEG 2000", IPC_FORMAT_NONE},
    {"jpx", "JPEG 2000", IPC_FORMAT_NONE},
    {"jpf", "JPEG 2000", IPC_FORMAT_NONE},
    {"jxr", "JPEG XR", IPC_FORMAT_NONE},
    {"wdp", "JPEG XR", IPC_FORMAT_NONE},
    {"tga", "Targa", IPC_FORMAT_NONE},
    {"pcx", "PCX", IPC_FORMAT_NONE},
    {"ppm", "Netpbm", IPC_FORMAT_NONE},
    {"pgm", "Netpbm", IPC_FORMAT_NONE},
    {"pbm", "Netpbm", IPC_FORMAT_NONE},
    {"pnm", "Netpbm", IPC_FORMAT_NONE},
    {"pam", "Netpbm", IPC_FORMAT_NONE},
    {"exr", "OpenEXR", IPC_FORMAT_NONE},
    {"hdr", "Radiance", IPC_FORMAT_NONE},
    {"djvu", "DjVu", IPC_FORMAT_NONE},
    {"dcm", "DICOM", IPC_FORMAT_NONE},
    {"xpm", "XPM", IPC_FORMAT_NONE},
    {"xbm", "XBM", IPC_FORMAT_NONE},
    {"qoi", "QOI", IPC_FORMAT_NONE},
    {"dds", "DDS", IPC_FORMAT_NONE},
    {"wmf", "Windows Meta", IPC_FORMAT_NONE},
    {"emf", "Windows Meta", IPC_FORMAT_NONE},
    {"x3f", "Sigma raw", IPC_FORMAT_NONE},
    {"pef", "Pentax raw", IPC_FORMAT_NONE},
    {"srw", "Samsung raw", IPC_FORMAT_NONE},
    {"crw", "Canon raw", IPC_FORMAT_NONE},
    {"mrw", "Minolta raw", IPC_FORMAT_NONE},
    {"3fr", "Hasselblad raw", IPC_FORMAT_NONE},
    {"iiq", "Phase One raw", IPC_FORMAT_NONE},
    {"kdc", "Kodak raw", IPC_FORMAT_NONE},
    {"dcr", "Kodak raw", IPC_FORMAT_NONE},
    {"erf", "Epson raw", IPC_FORMAT_NONE},
    {"mef", "Mamiya raw", IPC_FORMAT_NONE},
    {"nrw", "Nikon raw", IPC_FORMAT_NONE},
    {"rwl", "Leica raw", IPC_FORMAT_NONE},
    {"sr2", "Sony raw", IPC_FORMAT_NONE},
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

const char *casework_files_ending(const char *path, enum ipc_format format)
{
	bool heif = format == IPC_FORMAT_HEIC || format == IPC_FORMAT_AVIF;
	size_t named = kinds_find(path), i = 0;

	if (named == KINDS_COUNT || kinds_table[named].format == format ||
	    (heif && kinds_table[named].format == IPC_FORMATS))
		return NULL;
	while (i < KINDS_COUNT && kinds_table[i].format != format)
		i++;
	return i < KINDS_COUNT ? kinds_table[i].ending : NULL;
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
