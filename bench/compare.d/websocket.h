/*
 * What the two raw servers share: a listening socket, the opening handshake (RFC 6455, section 4.2.2) and the messages, which
 * are those of Vigie's protocol with 20 readings. Measuring equipment: a request is taken to come in one piece, from loopback.
 */
#ifndef WEBSOCKET_H
#define WEBSOCKET_H

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define MAX_FD 65536
#define FRAME_BYTES 4096
#define REQUEST_BYTES 2048
#define ANSWER_BYTES 1024
#define READINGS 20
#define SOURCE "greenhouse-north-wall-rack4"

static long seq; /* of the last update */

static uint32_t rotated(uint32_t x, int by) { return x << by | x >> (32 - by); }

/* One block of SHA-1 (FIPS 180-4, section 6.1.2). */
static void sha1_block(uint32_t state[5], const unsigned char *block)
{
    uint32_t w[80];
    for (int t = 0; t < 16; t++)
        w[t] = (uint32_t)block[4 * t] << 24 | block[4 * t + 1] << 16 | block[4 * t + 2] << 8 | block[4 * t + 3];
    for (int t = 16; t < 80; t++)
        w[t] = rotated(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int t = 0; t < 80; t++) {
        uint32_t f = t < 20 ? (b & c) | (~b & d) : t < 40 ? b ^ c ^ d : t < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
        uint32_t k = t < 20 ? 0x5A827999 : t < 40 ? 0x6ED9EBA1 : t < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
        uint32_t next = rotated(a, 5) + f + e + k + w[t];
        e = d, d = c, c = rotated(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

/* Sec-WebSocket-Accept for a key of 24 characters, into 29 bytes. */
static void accept_for(const char *key, char *out)
{
    static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char text[128] = {0}; /* 60 bytes, 0x80, zeros, the length in bits: two blocks */
    memcpy(text, key, 24);
    memcpy(text + 24, guid, 36);
    text[60] = 0x80;
    text[126] = 60 * 8 >> 8;
    text[127] = 60 * 8 & 0xFF;
    uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    sha1_block(state, text);
    sha1_block(state, text + 64);
    unsigned char digest[21] = {0};
    for (int i = 0; i < 20; i++)
        digest[i] = state[i / 4] >> (24 - 8 * (i % 4));
    for (int i = 0; i < 7; i++) {
        uint32_t three = digest[3 * i] << 16 | digest[3 * i + 1] << 8 | digest[3 * i + 2];
        for (int j = 0; j < 4; j++)
            *out++ = digits[three >> (18 - 6 * j) & 63];
    }
    out[-1] = '=';
    *out = 0;
}

static long long epoch_millis(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* Puts a text as one frame, with 16 bits of length. */
static size_t frame_of(const char *text, size_t length, unsigned char *frame)
{
    frame[0] = 0x81;
    frame[1] = 126;
    frame[2] = length >> 8;
    frame[3] = length & 0xFF;
    memcpy(frame + 4, text, length);
    return length + 4;
}

/* The frame of one update, with fresh times and values. */
static size_t update_frame(unsigned char *frame)
{
    char text[FRAME_BYTES];
    long long now = epoch_millis();
    seq++;
    int at = sprintf(text, "{\"type\":\"update\",\"seq\":%ld,\"time\":%lld,\"readings\":[", seq, now);
    for (int i = 1; i <= READINGS; i++)
        at += sprintf(text + at, "%s[\"" SOURCE "/c%d\",%lld,%ld.%02ld]", i > 1 ? "," : "", i, now, 40 + (seq + i) % 20,
                      1 + (seq * 7 + i * 13) % 98);
    at += sprintf(text + at, "]}");
    return frame_of(text, at, frame);
}

/* The answer to a request, and the welcome behind it; 0 when it is no request for a WebSocket. */
static size_t answer_to(const char *request, long hertz, unsigned char *answer)
{
    const char *key = strcasestr(request, "\r\nSec-WebSocket-Key: ");
    if (!key || !strstr(request, "\r\n\r\n") || strlen(key) < 21 + 24)
        return 0;
    char accept[29], text[ANSWER_BYTES / 2];
    accept_for(key + 21, accept);
    size_t at = sprintf((char *)answer,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: %s\r\nSec-WebSocket-Protocol: vigie.v1.json\r\n\r\n",
                        accept);
    int length = sprintf(text,
                         "{\"type\":\"welcome\",\"protocol\":\"vigie.v1\",\"server\":\"raw C\",\"epoch\":\"00000000\",\"seq\":%ld,"
                         "\"time\":%lld,\"tick\":%ld,\"sensors\":[],\"sources\":[]}",
                         seq, epoch_millis(), 1000 / hertz);
    return at + frame_of(text, length, answer + at);
}

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

/* Listens on a free port of loopback, and says where. */
static int listen_on_loopback(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) || listen(fd, 4096)
        || getsockname(fd, (struct sockaddr *)&address, &size))
        fail("listen");
    printf("http://127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return fd;
}

static void without_delay(int fd)
{
    int yes = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

/* A descriptor that can be read at each tick. */
static int ticks_of(long hertz, int flags)
{
    int fd = timerfd_create(CLOCK_MONOTONIC, flags);
    struct itimerspec every = {{0, 1000000000 / hertz}, {0, 1000000000 / hertz}};
    if (hertz == 1)
        every = (struct itimerspec){{1, 0}, {1, 0}};
    if (fd < 0 || timerfd_settime(fd, 0, &every, NULL))
        fail("timerfd");
    return fd;
}

static long hertz_of(int count, char **words)
{
    long hertz = count == 2 ? atol(words[1]) : 0;
    if (hertz < 1 || hertz > 1000) {
        fprintf(stderr, "usage: %s HERTZ\n", words[0]);
        exit(2);
    }
    return hertz;
}

#endif
