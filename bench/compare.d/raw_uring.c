/*
 * The same as raw.c on io_uring: the sends of a tick are queued, and given to the kernel with one system call. A client whose
 * send is not done at the next tick is left out. Usage: raw_uring HERTZ.
 */
#include "websocket.h"
#include <liburing.h>
#include <stdbool.h>

#define FRAMES 64
#define QUEUE 4096

enum operation { ACCEPTED = 1, TICKED, HEARD, ANSWERED, SENT };

struct client {
    bool open;
    bool greeted;
    bool sending;
    bool leaving;
    char request[REQUEST_BYTES];
    unsigned char answer[ANSWER_BYTES];
};

/* A frame lives until no send refers to it. */
struct frame {
    int references;
    size_t length;
    unsigned char bytes[FRAME_BYTES];
};

static struct io_uring ring;
static struct client *clients[MAX_FD];
static struct frame frames[FRAMES];
static int highest;
static int next_frame;
static uint64_t missed;
static long hertz;

static struct io_uring_sqe *entry(void)
{
    struct io_uring_sqe *sqe = io_uring_get_sqe(&ring);
    while (!sqe) {
        io_uring_submit(&ring);
        sqe = io_uring_get_sqe(&ring);
    }
    return sqe;
}

/* What its completion will be known by. */
static void mark(struct io_uring_sqe *sqe, enum operation operation, int fd, int frame)
{
    sqe->user_data = (uint64_t)operation << 48 | (uint64_t)frame << 32 | (uint32_t)fd;
}

static void leave(int fd)
{
    struct client *client = clients[fd];
    client->open = false;
    client->greeted = false;
    if (client->sending) {
        client->leaving = true; /* when the send is done */
        shutdown(fd, SHUT_RDWR);
        return;
    }
    clients[fd] = NULL;
    free(client);
    close(fd);
}

static void listen_to(int fd)
{
    struct io_uring_sqe *sqe = entry();
    io_uring_prep_recv(sqe, fd, clients[fd]->request, REQUEST_BYTES - 1, 0);
    mark(sqe, HEARD, fd, 0);
}

static void accepted(int fd)
{
    if (fd < 0)
        return;
    if (fd >= MAX_FD || !(clients[fd] = calloc(1, sizeof(struct client)))) {
        close(fd);
        return;
    }
    without_delay(fd);
    clients[fd]->open = true;
    if (fd > highest)
        highest = fd;
    listen_to(fd);
}

static void heard(int fd, int length)
{
    struct client *client = clients[fd];
    if (!client || !client->open)
        return;
    if (length <= 0 || (client->greeted && (client->request[0] & 0xF) == 8)) {
        leave(fd);
        return;
    }
    if (!client->greeted) {
        client->request[length] = 0;
        size_t size = answer_to(client->request, hertz, client->answer);
        if (!size) {
            leave(fd);
            return;
        }
        client->greeted = true;
        client->sending = true;
        struct io_uring_sqe *sqe = entry();
        io_uring_prep_send(sqe, fd, client->answer, size, MSG_NOSIGNAL | MSG_WAITALL);
        mark(sqe, ANSWERED, fd, 0);
    }
    listen_to(fd);
}

static void sent(int fd)
{
    struct client *client = clients[fd];
    client->sending = false;
    if (client->leaving)
        leave(fd);
}

static void tick(void)
{
    int number = next_frame++ % FRAMES;
    struct frame *frame = &frames[number];
    if (frame->references)
        return; /* somebody is 64 ticks late with it: this tick is left out */
    frame->length = update_frame(frame->bytes);
    for (int fd = 0; fd <= highest; fd++) {
        struct client *client = clients[fd];
        if (!client || !client->greeted || client->sending)
            continue;
        client->sending = true;
        frame->references++;
        struct io_uring_sqe *sqe = entry();
        io_uring_prep_send(sqe, fd, frame->bytes, frame->length, MSG_NOSIGNAL | MSG_WAITALL);
        mark(sqe, SENT, fd, number);
    }
}

static void await_tick(int ticks)
{
    struct io_uring_sqe *sqe = entry();
    io_uring_prep_read(sqe, ticks, &missed, sizeof missed, 0);
    mark(sqe, TICKED, ticks, 0);
}

static void await_clients(int listening)
{
    struct io_uring_sqe *sqe = entry();
    io_uring_prep_multishot_accept(sqe, listening, NULL, NULL, 0);
    mark(sqe, ACCEPTED, listening, 0);
}

static void completed(struct io_uring_cqe *cqe)
{
    int fd = (int)(cqe->user_data & 0xFFFFFFFF);
    switch ((enum operation)(cqe->user_data >> 48)) {
    case ACCEPTED:
        accepted(cqe->res);
        if (!(cqe->flags & IORING_CQE_F_MORE))
            await_clients(fd);
        break;
    case TICKED:
        tick();
        await_tick(fd);
        break;
    case HEARD:
        heard(fd, cqe->res);
        break;
    case SENT:
        frames[cqe->user_data >> 32 & 0xFFFF].references--;
        sent(fd);
        break;
    case ANSWERED:
        sent(fd);
        break;
    }
}

int main(int count, char **words)
{
    hertz = hertz_of(count, words);
    struct io_uring_params params = {
        .flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_CQSIZE, .cq_entries = 8 * QUEUE};
    int error = io_uring_queue_init_params(QUEUE, &ring, &params);
    if (error) {
        fprintf(stderr, "io_uring: %s (kernel too old, or forbidden in this container)\n", strerror(-error));
        return 1;
    }
    io_uring_register_ring_fd(&ring);
    await_clients(listen_on_loopback());
    await_tick(ticks_of(hertz, 0));
    for (;;) {
        io_uring_submit_and_wait(&ring, 1);
        struct io_uring_cqe *cqe;
        unsigned head, done = 0;
        io_uring_for_each_cqe(&ring, head, cqe)
        {
            completed(cqe);
            done++;
        }
        io_uring_cq_advance(&ring, done);
    }
}
