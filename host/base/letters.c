/*
 * letters.c: what letters are, by the Unicode Character Database's names.  The
 * tables are ours: by its decompositions, which libunistring has, "ø", "ł" and
 * "đ" have no accent, and people who look for a name leave theirs out, too.
 */
#include <string.h>

#include <lenscap/base_letters.h>
#include <lenscap/base_utf8.h>

/* U+00C0 to U+024F, the Latin letter of each; '?': it is none, or has none. */
static const char letters_latin[] =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bbbb??occdd???eeeffg??iikkl??nnooo??pp?ss??ttttuuuvyyzz?????????"
    "????dddlllnnnaaiioouuuuuuuuuueaaaa??ggggkkoooo??jdddgg??nnaa????"
    "aaaaeeeeiiiioooorrrruuuusstt??hh?doozzaaeeooooooooyylntj??acclts"
    "z??b"
    "u?eejj??rryy";

/* U+1E00 to U+1EFF. */
static const char letters_latin_more[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyas??s?aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy";

/* Letters that are two, which are no accent's doing. */
static const struct {
	uint32_t letter;
	char second;
} letters_pairs[] = {
    {0xdf, 's'},  {0x1e9e, 's'}, {0xc6, 'e'},  {0xe6, 'e'}, {0x152, 'e'},
    {0x153, 'e'}, {0x132, 'j'},	 {0x133, 'j'}, {0xde, 'h'}, {0xfe, 'h'},
};

/* Others that have an accent, with the letter that it is on. */
static const uint16_t letters_accents[][2] = {
    {0x3ac, 0x3b1}, {0x3ad, 0x3b5}, {0x3ae, 0x3b7}, {0x3af, 0x3b9},
    {0x3ca, 0x3b9}, {0x390, 0x3b9}, {0x3cb, 0x3c5}, {0x3b0, 0x3c5},
    {0x3cc, 0x3bf}, {0x3cd, 0x3c5}, {0x3ce, 0x3c9}, {0x386, 0x3b1},
    {0x388, 0x3b5}, {0x389, 0x3b7}, {0x38a, 0x3b9}, {0x3aa, 0x3b9},
    {0x3ab, 0x3c5}, {0x38c, 0x3bf}, {0x38e, 0x3c5}, {0x38f, 0x3c9},
    {0x439, 0x438}, {0x451, 0x435}, {0x457, 0x456}, {0x45e, 0x443},
    {0x622, 0x627}, {0x623, 0x627}, {0x624, 0x648}, {0x625, 0x627},
    {0x626, 0x64a}, {0x629, 0x647}, {0x671, 0x627},
};

/* The same letter in another form. */
static const uint16_t letters_forms[][2] = {
    {0x3c2, 0x3c3}, {0x4c0, 0x4cf}, {0x649, 0x64a},
    {0x6a9, 0x643}, {0x6cc, 0x64a}, {0x6c0, 0x647},
};

/* Where small letters stand for each row of capitals. */
static const struct {
	uint32_t from, to, small;
} letters_capitals[] = {
    {0x391, 0x3a9, 0x3b1}, {0x400, 0x40f, 0x450},    {0x410, 0x42f, 0x430},
    {0x531, 0x556, 0x561}, {0x1c90, 0x1cba, 0x10d0},
};

/* Capitals that have their small letter behind them. */
static const uint16_t letters_beside[][2] = {
    {0x460, 0x481}, {0x48a, 0x4bf}, {0x4d0, 0x52f}};

/* Rows: from, to. */
typedef uint32_t letters_row[2];

static const letters_row letters_unseen[] = {
    {0xad, 0xad},     {0x591, 0x5bd},	{0x5bf, 0x5bf},	  {0x5c1, 0x5c2},
    {0x5c4, 0x5c5},   {0x5c7, 0x5c7},	{0x5f3, 0x5f4},	  {0x610, 0x61a},
    {0x61c, 0x61c},   {0x640, 0x640},	{0x64b, 0x65f},	  {0x670, 0x670},
    {0x6d6, 0x6ed},   {0x180b, 0x180e}, {0x200b, 0x200f}, {0x202a, 0x202e},
    {0x2060, 0x206f}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xe0000, 0xe0fff},
};
static const letters_row letters_between[] = {
    {0x0, 0xbf},      {0xd7, 0xd7},	  {0xf7, 0xf7},	    {0x2b0, 0x2ff},
    {0x37e, 0x37e},   {0x387, 0x387},	  {0x589, 0x58a},   {0x5be, 0x5c6},
    {0x60c, 0x61f},   {0x66a, 0x66d},	  {0x6d4, 0x6d4},   {0x964, 0x965},
    {0x1680, 0x1680}, {0x2000, 0x2bff},	  {0x2e00, 0x2e7f}, {0x2ff0, 0x3004},
    {0x3006, 0x3030}, {0x303d, 0x303f},	  {0x30a0, 0x30a0}, {0x30fb, 0x30fb},
    {0xe000, 0xf8ff}, {0xfd3e, 0xfd3f},	  {0xfe10, 0xfe1f}, {0xfe30, 0xfe6f},
    {0xff00, 0xff0f}, {0xff1a, 0xff20},	  {0xff3b, 0xff40}, {0xff5b, 0xff65},
    {0xffe0, 0xffff}, {0x1f000, 0x1faff},
};
static const letters_row letters_ideographs[] = {
    {0x3005, 0x3005}, {0x3040, 0x30ff}, {0x3400, 0x9fff},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff}, {0xff66, 0xff9f}, {0x20000, 0x3ffff},
};

/* Digits of other scripts: where each "0" is. */
static const uint32_t letters_zeros[] = {0x660, 0x6f0, 0x966};

#define LETTERS_COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool letters_within(const letters_row *table, size_t count, uint32_t c)
{
	for (size_t i = 0; i < count; i++)
		if (c >= table[i][0] && c <= table[i][1])
			return true;
	return false;
}

static uint32_t letters_second_of(const uint16_t (*table)[2], size_t count,
				  uint32_t c)
{
	for (size_t i = 0; i < count; i++)
		if (table[i][0] == c)
			return table[i][1];
	return 0;
}

/* ---- Reading ---- */

/* One character; bytes that are none are U+FFFD, one by one. */
static uint32_t letters_decode(const char **text)
{
	struct base_view at = {(const uint8_t *)*text, strnlen(*text, 4)};
	uint32_t c = 0xfffd;
	size_t size = base_utf8_read(at, &c);

	*text += size > 0 ? size : 1;
	return c;
}

/* ---- Kinds ---- */

/* A Latin letter in a form that is made for mathematics or for show; 0. */
static uint32_t letters_shown(uint32_t c)
{
	if (c >= 0x1d400 && c < 0x1d6a4)
		return 'a' + (c - 0x1d400) % 52 % 26;
	if (c >= 0x1d7ce && c < 0x1d800)
		return '0' + (c - 0x1d7ce) % 10;
	if (c >= 0xff10 && c <= 0xff19)
		return '0' + (c - 0xff10);
	if (c >= 0xff21 && c <= 0xff3a)
		return 'a' + (c - 0xff21);
	if (c >= 0xff41 && c <= 0xff5a)
		return 'a' + (c - 0xff41);
	if (c >= 0x24b6 && c <= 0x24e9)
		return 'a' + (c - 0x24b6) % 26;
	for (uint32_t row = 0x1f130; row <= 0x1f170; row += 0x20)
		if (c >= row && c < row + 26)
			return 'a' + (c - row);
	return 0;
}

/* Of U+00C0 to U+024F and U+1E00 to U+1EFF; 0 where it is none. */
static uint32_t letters_of_latin(uint32_t c)
{
	char plain = '?';

	if (c >= 0xc0 && c < 0xc0 + sizeof(letters_latin) - 1)
		plain = letters_latin[c - 0xc0];
	else if (c >= 0x1e00 && c <= 0x1eff)
		plain = letters_latin_more[c - 0x1e00];
	return plain == '?' ? 0 : (uint8_t)plain;
}

static uint32_t letters_small(uint32_t c)
{
	for (size_t i = 0; i < LETTERS_COUNT(letters_capitals); i++)
		if (c >= letters_capitals[i].from &&
		    c <= letters_capitals[i].to)
			return letters_capitals[i].small + c -
			       letters_capitals[i].from;
	for (size_t i = 0; i < LETTERS_COUNT(letters_beside); i++)
		if (c >= letters_beside[i][0] && c <= letters_beside[i][1])
			return c | 1;
	for (size_t i = 0; i < LETTERS_COUNT(letters_zeros); i++)
		if (c >= letters_zeros[i] && c <= letters_zeros[i] + 9)
			return '0' + (c - letters_zeros[i]);
	return c;
}

/* Of what stands between words. */
static uint32_t letters_sort(uint32_t c)
{
	if (c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
	    c == 0x205f || c == 0x3000 || c == 0x30fb || c == 0xff65)
		return ' ';
	if (c == 0x2010 || c == 0x2011 || c == 0x5be || c == 0x30a0)
		return '-';
	return c == 0x2019 || c == 0x2bc || c == 0x2bb ? '\'' : c;
}

static struct base_letter letters_ascii(uint32_t c)
{
	bool capital = c >= 'A' && c <= 'Z';
	bool letter =
	    capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

	return (struct base_letter){letter ? BASE_LETTER : BASE_BETWEEN,
				    capital ? c + ('a' - 'A') : c, 0, false};
}

static struct base_letter letters_of(uint32_t c)
{
	struct base_letter out = {.kind = BASE_LETTER, .letter = c};
	uint32_t other;

	for (size_t i = 0; i < LETTERS_COUNT(letters_pairs); i++)
		if (letters_pairs[i].letter == c)
			out.second = letters_pairs[i].second;
	if ((other = letters_of_latin(c)) != 0) {
		out.letter = other;
		out.accent = out.second == 0;
		return out;
	}
	c = letters_small(c);
	other = letters_second_of(letters_accents,
				  LETTERS_COUNT(letters_accents), c);
	out.accent = other != 0;
	if (other == 0)
		other = letters_second_of(letters_forms,
					  LETTERS_COUNT(letters_forms), c);
	out.letter = other != 0 ? other : c;
	return out;
}

struct base_letter base_letter_next(const char **text)
{
	uint32_t c = letters_decode(text), shown;

	if (c < 0x80)
		return letters_ascii(c);
	if ((c >= 0x300 && c < 0x370) || (c >= 0x1ab0 && c < 0x1b00) ||
	    (c >= 0x20d0 && c < 0x2100))
		return (struct base_letter){.kind = BASE_ACCENT};
	if (letters_within(letters_unseen, LETTERS_COUNT(letters_unseen), c))
		return (struct base_letter){.kind = BASE_UNSEEN};
	shown = letters_shown(c);
	if (shown != 0)
		return (struct base_letter){BASE_LETTER, shown, 0, false};
	if (letters_within(letters_between, LETTERS_COUNT(letters_between), c))
		return (struct base_letter){BASE_BETWEEN, letters_sort(c), 0,
					    false};
	if (letters_within(letters_ideographs,
			   LETTERS_COUNT(letters_ideographs), c))
		return (struct base_letter){BASE_IDEOGRAPH, c, 0, false};
	return letters_of(c);
}
