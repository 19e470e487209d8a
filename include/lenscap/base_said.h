/*
 * base_said.h: sentences in the language of whoever reads them.  English is
 * what is written in the source, and what is said until a front asks for
 * another language: only the command line does.  What is kept, sent or told to
 * programs is never said so.
 */
#ifndef LENSCAP_BASE_SAID_H
#define LENSCAP_BASE_SAID_H

#include <lenscap/base.h>

/* A sentence that a table has, and that is said when it is shown. */
#define N_(english) english

/*
 * Speak by a catalogue that msgfmt made, or English for NULL.  False, and
 * English is spoken, when there is no such file or it is none.
 */
bool base_speak(const char *catalogue);

/*
 * Speak the language that the environment asks for, as gettext has it: LC_ALL,
 * LC_MESSAGES or LANG say whether (C, POSIX or nothing: English), and LANGUAGE
 * which.  One that is not ours is English.  No locale is set, so that numbers
 * are read and written as ever.
 */
void base_language_choose(void);

/* The code of what was chosen, as in host/share/languages.json. */
const char *base_language(void);

/* The code of what base_said() answers in now: English within what is made to
 * be kept. */
const char *base_language_said(void);

/* Say English, or again what is spoken: around what is made to be kept.  What
 * was so before. */
bool base_said_english(bool english);

/* The sentence, or format, in that language; itself where it has none.  It
 * stays as long as that language is spoken. */
const char *base_said(const char *english) __attribute__((format_arg(1)));

/* Whether so many take the form of one in that language: French has none of a
 * thing as it has one. */
bool base_said_singular(int64_t count);

#endif
