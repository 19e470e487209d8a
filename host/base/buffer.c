/* buffer.c: views, capped buffers, and memory for small things. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/base.h>

#define BUFFER_FIRST 256

struct base_view base_view_part(struct base_view view, size_t offset,
				size_t size)
{
	/* Subtract, so that a hostile offset cannot overflow the sum. */
	if (offset > view.size || size > view.size - offset ||
	    view.data == NULL)
		return (struct base_view){NULL, 0};
	return (struct base_view){view.data + offset, size};
}

bool base_view_starts(struct base_view view, const void *data, size_t size)
{
	return view.size >= size &&
	       (size == 0 || memcmp(view.data, data, size) == 0);
}

struct base_view base_view_trim(struct base_view view)
{
	while (view.size > 0 && view.data[0] <= ' ')
		view = base_view_part(view, 1, view.size - 1);
	while (view.size > 0 && view.data[view.size - 1] <= ' ')
		view.size--;
	return view;
}

struct base_view base_view_of(const char *text)
{
	return (struct base_view){(const uint8_t *)text, strlen(text)};
}

void base_buffer_init(struct base_buffer *buffer, size_t maximum)
{
	*buffer = (struct base_buffer){.maximum = maximum};
}

void base_buffer_free(struct base_buffer *buffer)
{
	free(buffer->data);
	buffer->data = NULL;
	buffer->size = buffer->capacity = 0;
}

void base_buffer_wipe(struct base_buffer *buffer)
{
	if (buffer->data != NULL)
		explicit_bzero(buffer->data, buffer->capacity);
	base_buffer_free(buffer);
}

/* Capacity for size bytes more; doubling keeps appending linear. */
static enum lens_err buffer_reserve(struct base_buffer *buffer, size_t size)
{
	size_t capacity = buffer->capacity ? buffer->capacity : BUFFER_FIRST;
	uint8_t *data;

	if (size > buffer->maximum - buffer->size)
		return LENS_TOO_BIG;
	if (size <= buffer->capacity - buffer->size)
		return LENS_OK;
	while (capacity < buffer->size + size)
		capacity *= 2;
	if (capacity > buffer->maximum)
		capacity = buffer->maximum;
	data = realloc(buffer->data, capacity);
	if (data == NULL)
		return LENS_SYSTEM;
	buffer->data = data;
	buffer->capacity = capacity;
	return LENS_OK;
}

enum lens_err base_buffer_extend(struct base_buffer *buffer, size_t size,
				 uint8_t **out)
{
	enum lens_err err = buffer_reserve(buffer, size);

	*out = NULL;
	if (err != LENS_OK)
		return err;
	/* Of an empty buffer there is no first byte to point at. */
	if (size == 0)
		return LENS_OK;
	*out = buffer->data + buffer->size;
	memset(*out, 0, size);
	buffer->size += size;
	return LENS_OK;
}

enum lens_err base_buffer_add(struct base_buffer *buffer, const void *data,
			      size_t size)
{
	enum lens_err err = buffer_reserve(buffer, size);

	if (err != LENS_OK || size == 0)
		return err;
	memcpy(buffer->data + buffer->size, data, size);
	buffer->size += size;
	return LENS_OK;
}

enum lens_err base_buffer_add_text(struct base_buffer *buffer, const char *text)
{
	return base_buffer_add(buffer, text, strlen(text));
}

struct base_view base_buffer_view(const struct base_buffer *buffer)
{
	return (struct base_view){buffer->data, buffer->size};
}

static void *buffer_or_die(void *memory)
{
	if (memory == NULL) {
		fputs("lenscap: out of memory\n", stderr);
		abort();
	}
	return memory;
}

void *base_alloc(size_t count, size_t size)
{
	return buffer_or_die(calloc(count ? count : 1, size ? size : 1));
}

void *base_grow(void *list, size_t count, size_t *capacity, size_t size)
{
	void *more;

	if (count < *capacity)
		return list;
	*capacity = *capacity > 0 ? *capacity * 2 : 64;
	more = base_alloc(*capacity, size);
	if (count > 0)
		memcpy(more, list, count * size);
	free(list);
	return more;
}

char *base_copy(const char *text)
{
	return buffer_or_die(strdup(text));
}

char *base_join(char *list, const char *between, const char *more)
{
	char *joined =
	    base_format("%s%s%s", list, list[0] ? between : "", more);

	free(list);
	return joined;
}

char *base_format(const char *format, ...)
{
	va_list arguments;
	char *text = NULL;
	int length;

	va_start(arguments, format);
	length = vasprintf(&text, format, arguments);
	va_end(arguments);
	return buffer_or_die(length < 0 ? NULL : text);
}
