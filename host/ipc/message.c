/* message.c: one message over a stream socket, with its descriptors. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include <lenscap/base_io.h>
#include <lenscap/base_rules.h>
#include <lenscap/ipc_faces.h>
#include <lenscap/ipc_fetch.h>
#include <lenscap/ipc_mail.h>
#include <lenscap/ipc_page.h>
#include <lenscap/ipc_picture.h>

/* The largest body of each kind; a kind that is not here does not exist. */
static const uint32_t message_limits[] = {
    [IPC_HELLO] = 2048,
    [IPC_PICTURE_JOB] = 64,
    [IPC_PICTURE] = IPC_PICTURE_BODY_MAX,
    [IPC_PICTURE_END] = 64,
    [IPC_PAGE_JOB] = IPC_ADDRESS_MAX + 2 * IPC_TEXT_MAX + BASE_RULES_MAX + 64,
    [IPC_PAGE] = IPC_PAGE_BODY_MAX,
    [IPC_FETCH_JOB] = 2 * IPC_ADDRESS_MAX + 4 * IPC_TEXT_MAX + 160,
    [IPC_FETCH] = (IPC_FETCH_HOPS_MAX + 1) * (IPC_ADDRESS_MAX + 64) +
		  IPC_FETCH_KEPT * (IPC_TEXT_MAX + 8) + 64,
    [IPC_FETCH_RULES] = BASE_RULES_MAX,
    [IPC_KEYRING_JOB] = 512,
    [IPC_KEYRING] = 64,
    [IPC_DOCUMENT_JOB] = IPC_DOCUMENT_BODY_MAX,
    [IPC_DOCUMENT] = 64,
    [IPC_MAIL_JOB] = 64,
    [IPC_MAIL] = IPC_MAIL_BODY_MAX,
    [IPC_UNPACK_JOB] = 64,
    [IPC_UNPACK] = 64,
    [IPC_CLEAN_JOB] = 64,
    [IPC_CLEAN] = 64,
    [IPC_FACES_JOB] = 64,
    [IPC_FACES] = IPC_FACES_BODY_MAX,
};

static bool message_limit(uint32_t kind, uint32_t *limit)
{
	if (kind >= sizeof(message_limits) / sizeof(message_limits[0]) ||
	    message_limits[kind] == 0)
		return false;
	*limit = message_limits[kind];
	return true;
}

void ipc_message_init(struct ipc_message *message)
{
	message->kind = 0;
	base_buffer_init(&message->body, 0);
	for (unsigned i = 0; i < IPC_FDS_MAX; i++)
		message->fds[i] = -1;
}

void ipc_message_free(struct ipc_message *message)
{
	/* An answer that never comes shall not pass for the one before. */
	message->kind = 0;
	base_buffer_free(&message->body);
	for (unsigned i = 0; i < IPC_FDS_MAX; i++)
		base_close(&message->fds[i]);
}

int ipc_message_take_fd(struct ipc_message *message, unsigned i)
{
	int fd = message->fds[i];

	message->fds[i] = -1;
	return fd;
}

enum lens_err ipc_pair(int pair[2])
{
	pair[0] = pair[1] = -1;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return LENS_SYSTEM;
	return LENS_OK;
}

static enum lens_err message_wait(int fd, short events, int64_t deadline)
{
	struct pollfd wanted = {.fd = fd, .events = events};
	int ready;

	do
		ready = poll(&wanted, 1, base_left_ms(deadline));
	while (ready < 0 && errno == EINTR);
	if (ready < 0)
		return LENS_SYSTEM;
	return ready == 0 ? LENS_TIMEOUT : LENS_OK;
}

/*
 * Aligned as the kernel wants control messages.  There is room for one
 * descriptor too many, so that it is seen: MSG_CTRUNC alone is not relied on,
 * which qemu's user mode loses on its way.
 */
union message_control {
	struct cmsghdr header;
	char room[CMSG_SPACE((IPC_FDS_MAX + 1) * sizeof(int))];
};

static void message_attach(struct msghdr *envelope,
			   union message_control *control, const int *fds,
			   unsigned count)
{
	struct cmsghdr *item;

	if (count == 0)
		return;
	memset(control, 0, sizeof(*control));
	envelope->msg_control = control->room;
	envelope->msg_controllen = CMSG_SPACE(count * sizeof(int));
	item = CMSG_FIRSTHDR(envelope);
	item->cmsg_level = SOL_SOCKET;
	item->cmsg_type = SCM_RIGHTS;
	item->cmsg_len = CMSG_LEN(count * sizeof(int));
	memcpy(CMSG_DATA(item), fds, count * sizeof(int));
}

static enum lens_err message_send_some(int fd, struct base_view *bytes,
				       const int *fds, unsigned *count,
				       int64_t deadline)
{
	struct iovec part = {(void *)bytes->data, bytes->size};
	struct msghdr envelope = {.msg_iov = &part, .msg_iovlen = 1};
	union message_control control;
	enum lens_err err = message_wait(fd, POLLOUT, deadline);
	ssize_t sent;

	if (err != LENS_OK)
		return err;
	message_attach(&envelope, &control, fds, *count);
	sent = sendmsg(fd, &envelope, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (sent < 0 && (errno == EINTR || errno == EAGAIN))
		return LENS_OK;
	if (sent < 0)
		return errno == EPIPE || errno == ECONNRESET ? LENS_END
							     : LENS_SYSTEM;
	bytes->data += sent;
	bytes->size -= (size_t)sent;
	*count = 0; /* they went with the first byte */
	return LENS_OK;
}

enum lens_err ipc_send(int fd, uint32_t kind, struct base_view body,
		       const int *fds, unsigned count, int64_t deadline)
{
	struct base_buffer whole;
	struct base_view rest;
	uint8_t header[IPC_HEADER];
	uint32_t limit;
	enum lens_err err;

	if (!message_limit(kind, &limit) || body.size > limit ||
	    count > IPC_FDS_MAX)
		return LENS_TOO_BIG;
	base_put_u32(header, kind);
	base_put_u32(header + 4, (uint32_t)body.size);
	base_buffer_init(&whole, sizeof(header) + body.size);
	err = base_buffer_add(&whole, header, sizeof(header));
	if (err == LENS_OK)
		err = base_buffer_add(&whole, body.data, body.size);
	rest = base_buffer_view(&whole);
	while (err == LENS_OK && rest.size > 0)
		err = message_send_some(fd, &rest, fds, &count, deadline);
	base_buffer_free(&whole);
	return err;
}

/* Keep what descriptors came; more than a message may carry is a lie. */
static enum lens_err message_collect(struct msghdr *envelope,
				     struct ipc_message *message)
{
	enum lens_err err = LENS_OK;
	unsigned have = 0;

	for (struct cmsghdr *item = CMSG_FIRSTHDR(envelope); item != NULL;
	     item = CMSG_NXTHDR(envelope, item)) {
		size_t count = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);

		if (item->cmsg_level != SOL_SOCKET ||
		    item->cmsg_type != SCM_RIGHTS)
			continue;
		for (size_t i = 0; i < count; i++) {
			int fd;

			memcpy(&fd, CMSG_DATA(item) + i * sizeof(int),
			       sizeof(fd));
			if (have < IPC_FDS_MAX && message->fds[have] < 0) {
				message->fds[have++] = fd;
				continue;
			}
			base_close(&fd);
			err = LENS_MALFORMED;
		}
	}
	return envelope->msg_flags & MSG_CTRUNC ? LENS_MALFORMED : err;
}

void ipc_incoming_init(struct ipc_incoming *incoming)
{
	incoming->got = 0;
	ipc_message_init(&incoming->message);
}

void ipc_incoming_free(struct ipc_incoming *incoming)
{
	ipc_message_free(&incoming->message);
	incoming->got = 0;
}

/* The header is whole: check it before anything is allocated for the body. */
static enum lens_err incoming_open(struct ipc_incoming *incoming)
{
	struct ipc_message *message = &incoming->message;
	uint32_t length = base_get_u32(incoming->header + 4);
	uint32_t limit;
	uint8_t *room;

	message->kind = base_get_u32(incoming->header);
	if (!message_limit(message->kind, &limit) || length > limit)
		return LENS_MALFORMED;
	base_buffer_init(&message->body, length);
	return base_buffer_extend(&message->body, length, &room);
}

/* Where the next bytes go: the rest of the header, or of the body. */
static struct iovec incoming_room(struct ipc_incoming *incoming)
{
	size_t body = incoming->got - IPC_HEADER;

	if (incoming->got < IPC_HEADER)
		return (struct iovec){incoming->header + incoming->got,
				      IPC_HEADER - incoming->got};
	return (struct iovec){incoming->message.body.data + body,
			      incoming->message.body.size - body};
}

static bool incoming_whole(const struct ipc_incoming *incoming)
{
	return incoming->got >= IPC_HEADER &&
	       incoming->got - IPC_HEADER == incoming->message.body.size;
}

/* Take what is there; *stop when nothing more is to be had now. */
static enum lens_err incoming_step(int fd, struct ipc_incoming *incoming,
				   bool *stop)
{
	struct iovec part = incoming_room(incoming);
	union message_control control;
	struct msghdr envelope = {.msg_iov = &part,
				  .msg_iovlen = 1,
				  .msg_control = control.room,
				  .msg_controllen = sizeof(control.room)};
	ssize_t got = recvmsg(fd, &envelope, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
	enum lens_err err;

	*stop = got < 0;
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return LENS_OK;
	if (got < 0 && errno != ECONNRESET)
		return LENS_SYSTEM;
	if (got <= 0)
		return incoming->got == 0 ? LENS_END : LENS_MALFORMED;
	err = message_collect(&envelope, &incoming->message);
	incoming->got += (size_t)got;
	if (err == LENS_OK && incoming->got == IPC_HEADER)
		err = incoming_open(incoming);
	return err;
}

enum lens_err ipc_incoming_read(int fd, struct ipc_incoming *incoming,
				bool *complete)
{
	bool stop = false;
	enum lens_err err = LENS_OK;

	while (err == LENS_OK && !stop && !incoming_whole(incoming))
		err = incoming_step(fd, incoming, &stop);
	*complete = err == LENS_OK && incoming_whole(incoming);
	return err;
}

enum lens_err ipc_receive(int fd, int64_t deadline, struct ipc_message *message)
{
	struct ipc_incoming incoming;
	bool complete = false;
	enum lens_err err = LENS_OK;

	ipc_incoming_init(&incoming);
	while (err == LENS_OK && !complete) {
		err = message_wait(fd, POLLIN, deadline);
		if (err == LENS_OK)
			err = ipc_incoming_read(fd, &incoming, &complete);
	}
	if (err == LENS_OK) {
		*message = incoming.message;
		ipc_message_init(&incoming.message);
	}
	ipc_incoming_free(&incoming);
	return err;
}
