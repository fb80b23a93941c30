/*
 * The floor: one thread, epoll, one frame prepared per tick and sent to every client with a system call each. A client whose
 * socket is full keeps the rest of the frame and gets no other until that is gone. Usage: raw HERTZ.
 */
#include "websocket.h"
#include <errno.h>
#include <stdbool.h>
#include <sys/epoll.h>

struct client {
    bool open;
    bool greeted;
    unsigned char *rest; /* what of a frame did not fit, or NULL */
    size_t rest_length;
};

static struct client clients[MAX_FD];
static int highest;
static int events;
static long hertz;

static void watch(int fd, int operation, uint32_t what)
{
    struct epoll_event event = {.events = what, .data.fd = fd};
    epoll_ctl(events, operation, fd, &event);
}

static void leave(int fd)
{
    free(clients[fd].rest);
    clients[fd] = (struct client){0};
    close(fd);
}

static void send_or_keep(int fd, const unsigned char *bytes, size_t length)
{
    ssize_t sent = send(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent == (ssize_t)length)
        return;
    if (sent < 0 && errno != EAGAIN)
        return; /* its end is told by epoll */
    if (sent < 0)
        sent = 0;
    struct client *client = &clients[fd];
    client->rest_length = length - sent;
    client->rest = malloc(client->rest_length);
    memcpy(client->rest, bytes + sent, client->rest_length);
    watch(fd, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
}

static void go_on(int fd)
{
    struct client *client = &clients[fd];
    if (!client->rest)
        return;
    unsigned char *bytes = client->rest;
    client->rest = NULL;
    watch(fd, EPOLL_CTL_MOD, EPOLLIN);
    send_or_keep(fd, bytes, client->rest_length);
    free(bytes);
}

static void tick(void)
{
    unsigned char frame[FRAME_BYTES];
    size_t length = update_frame(frame);
    for (int fd = 0; fd <= highest; fd++)
        if (clients[fd].greeted && !clients[fd].rest)
            send_or_keep(fd, frame, length);
}

static void welcome(int listening)
{
    for (int fd; (fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        if (fd >= MAX_FD) {
            close(fd);
            continue;
        }
        without_delay(fd);
        clients[fd].open = true;
        if (fd > highest)
            highest = fd;
        watch(fd, EPOLL_CTL_ADD, EPOLLIN);
    }
}

static void hear(int fd)
{
    char request[REQUEST_BYTES];
    ssize_t length = recv(fd, request, sizeof request - 1, MSG_DONTWAIT);
    if (length < 0 && errno == EAGAIN)
        return;
    if (length <= 0 || (clients[fd].greeted && (request[0] & 0xF) == 8)) {
        leave(fd);
        return;
    }
    if (clients[fd].greeted)
        return; /* pongs and the like */
    request[length] = 0;
    unsigned char answer[ANSWER_BYTES];
    size_t size = answer_to(request, hertz, answer);
    if (!size) {
        leave(fd);
        return;
    }
    clients[fd].greeted = true;
    send_or_keep(fd, answer, size);
}

int main(int count, char **words)
{
    hertz = hertz_of(count, words);
    events = epoll_create1(0);
    int listening = listen_on_loopback();
    int ticks = ticks_of(hertz, TFD_NONBLOCK);
    watch(listening, EPOLL_CTL_ADD, EPOLLIN);
    watch(ticks, EPOLL_CTL_ADD, EPOLLIN);
    for (;;) {
        struct epoll_event ready[256];
        int number = epoll_wait(events, ready, 256, -1);
        for (int i = 0; i < number; i++) {
            int fd = ready[i].data.fd;
            uint64_t missed;
            if (fd == listening)
                welcome(fd);
            else if (fd == ticks) {
                if (read(fd, &missed, sizeof missed) > 0)
                    tick();
            } else if (clients[fd].open) {
                if (ready[i].events & EPOLLOUT)
                    go_on(fd);
                if (ready[i].events & ~EPOLLOUT)
                    hear(fd);
            }
        }
    }
}
