/*
 * marks.h: what stands in a rendered text for the reader of blocks, and never
 * in a letter: control characters, which no value can bring along.
 */
#ifndef LENSCAP_LETTER_MARKS_H
#define LENSCAP_LETTER_MARKS_H

#define MARK_VALUE '\x01'  /* here a value begins: no sign of a block */
#define MARK_VALUED '\x07' /* and here it ends */
#define MARK_BAR '\x02'	   /* a bar within a value: no end of a cell */
#define MARK_CITE '\x03'   /* a norm's id follows, up to */
#define MARK_CITED '\x04'
#define MARK_UNFIT '\x06' /* on both sides of a norm that is not in force */
#define MARK_NOTHING                                                           \
	'\x05' /* here a section came to nothing: the line is no               \
		  blank one */

#endif
